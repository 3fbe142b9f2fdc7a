/** One row of the queue, told apart at a glance: what identifies it, its first words, class, form and places, evidence, size, age, weeks, news, who looks. */
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Spark } from '../../parts/Spark.tsx'
import { Step } from '../../parts/Step.tsx'

interface QueueRowProps {
  readonly row: SignalRow
  readonly chosen: boolean
  readonly onChoose: (id: number) => void
  readonly onOpen: () => void
}

export function QueueRow({ row, chosen, onChoose, onOpen }: QueueRowProps) {
  const { t } = useTranslation()
  const names = useNames()
  const title = row.title === null ? null : firstWords(row.title, 8)
  const name = names.identity({ identity: row.identity, title, places: row.places })
  const kinds = [
    row.class === null ? null : t([`class.${row.class}`, 'class.other']),
    ...row.forms.map((form) => t(`form.${form}`))
  ].filter((one) => one !== null)
  return (
    // Keys are handled by the listbox, which has the focus; the pointer acts on the row itself.
    <div
      id={`signal-${row.id}`}
      role="option"
      aria-selected={chosen}
      className="signal-row"
      onClick={() => onChoose(row.id)}
      onDoubleClick={onOpen}
    >
      <span className="signal-title">
        <strong className="cut">{name}</strong>
        {row.weeks !== null && <Spark weeks={row.weeks.counts} />}
      </span>
      {title !== null && row.identity !== null && <span className="cut soft">{title}</span>}
      <span className="signal-why">
        {[...kinds, names.places(row.places, 3)].filter((one) => one !== '').join(' · ')}
      </span>
      <Facts row={row} />
    </div>
  )
}

/** Evidence, size, age, what is new, and who has it. */
function Facts({ row }: { readonly row: SignalRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span className="signal-size quiet">
      {row.evidence !== null && <Step evidence={row.evidence} />}
      <span>{t('queue.advertsShort', { count: row.adverts })}</span>
      <span>{t('queue.sites', { count: row.sites.length })}</span>
      <span>{t('queue.since', { day: format.dayMonth(row.posted?.from ?? row.firstSeen) })}</span>
      <span className="push row">
        {row.fresh !== null && row.fresh > 0 && (
          <span className="tag tag-new">{t('queue.fresh', { count: row.fresh })}</span>
        )}
        {row.lookedAt === null && row.state === 'new' && <span className="tag tag-new">{t('queue.unseen')}</span>}
        {row.lookers.map((looker) => (
          <span key={looker.by} className="who who-live" title={t('queue.looks', { name: looker.by })}>
            {looker.by}
          </span>
        ))}
        {row.state !== 'new' && <span className={`state state-${row.state}`}>{t(`state.${row.state}`)}</span>}
        {row.assignedTo !== null && <span className="who">{row.assignedTo}</span>}
      </span>
    </span>
  )
}
