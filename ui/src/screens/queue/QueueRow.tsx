/** One row of the queue, told apart at a glance: what identifies it, its weeks, its first words, evidence, class, form and places, size and age, news, and who has it or looks at it. */
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColleagueAct } from '../../../../src/contract/events.ts'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Spark } from '../../parts/Spark.tsx'
import { Step } from '../../parts/Step.tsx'
import { Who } from '../../parts/Who.tsx'

interface QueueRowProps {
  readonly row: SignalRow
  readonly user: string
  /** On screen now. */
  readonly current: boolean
  readonly picked: boolean
  /** Some rows are picked: a click on the tick goes on with that. */
  readonly picking: boolean
  /** Colleagues who have it on their screen. */
  readonly lookers: readonly string[]
  /** What a colleague did with it since the list was read. */
  readonly done: ColleagueAct | undefined
  readonly onChoose: (id: number) => void
  readonly onPick: (id: number) => void
  readonly onOpen: () => void
}

export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { row, current, picked, picking, done, onChoose, onPick, onOpen } = props
  const names = useNames()
  const title = row.title === null ? null : firstWords(row.title, 9)
  const name = names.identity({ identity: row.identity, title, places: row.places })
  return (
    // Keys are handled by the listbox, which has the focus; the pointer acts on the row itself.
    <div
      id={`signal-${row.id}`}
      role="option"
      aria-selected={picking ? picked : current}
      className={`signal-row${current ? ' row-current' : ''}${picked ? ' row-picked' : ''}${done === undefined ? '' : ' row-done'}`}
      onClick={(event) => (event.shiftKey || event.ctrlKey || event.metaKey ? onPick(row.id) : onChoose(row.id))}
      onDoubleClick={onOpen}
    >
      <span
        className="row-tick"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          onPick(row.id)
        }}
      />
      <span className="signal-title">
        <strong className="wrap">{name}</strong>
        {row.raised && <Icon name="pin" size={14} />}
        {row.weeks !== null && <Spark weeks={row.weeks.counts} />}
      </span>
      <span className="soft signal-words">{row.identity === null ? '' : title}</span>
      <Kind row={row} />
      <Facts {...props} />
    </div>
  )
})

/** Evidence as a word, class, form, places. */
function Kind({ row }: { readonly row: SignalRow }) {
  const { t } = useTranslation()
  const names = useNames()
  const words = [
    row.class === null ? '' : t([`class.${row.class}`, 'class.other']),
    row.forms.length === 0 ? t('formShort.unknown') : row.forms.map((form) => t(`formShort.${form}`)).join(', '),
    names.places(row.places, 3)
  ]
  const said = words.filter((one) => one !== '').join(' · ')
  return (
    <span className="signal-kind">
      {row.evidence !== null && <Step evidence={row.evidence} />}
      <span className="soft">{said}</span>
    </span>
  )
}

/** Size, age, what is new, what was done, and who has it or looks at it. */
function Facts({ row, user, lookers, done }: QueueRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const who = (id: string): string => (id === user ? t('queue.you') : names.person(id))
  return (
    <span className="signal-size quiet">
      <span>
        {t('queue.advertsShort', { count: row.adverts })} · {t('queue.sites', { count: row.sites.length })} ·{' '}
        {t('queue.since', { day: format.dayMonth(row.posted?.from ?? row.firstSeen) })}
      </span>
      <span className="push row">
        {done !== undefined && <span className="tag">{t(`act.${done.act}.past`)}</span>}
        {row.merged > 0 && <span className="tag">{t('queue.mergedCount', { count: row.merged + 1 })}</span>}
        {row.fresh !== null && row.fresh > 0 && (
          <span className="tag tag-new">{t('queue.fresh', { count: row.fresh })}</span>
        )}
        {row.lookedAt === null && row.state === 'new' && <span className="tag tag-new">{t('queue.unseen')}</span>}
        {row.state !== 'new' && row.state !== 'taken' && (
          <span className={`state state-${row.state}`}>{t(`state.${row.state}`)}</span>
        )}
        {lookers.map((id) => (
          <Who key={id} name={names.person(id)} tone="live" says={t('queue.looks', { name: who(id) })} />
        ))}
        {row.assignedTo !== null && (
          <Who
            name={names.person(row.assignedTo)}
            tone={row.assignedTo === user ? 'me' : 'plain'}
            says={t('queue.assigned', { name: who(row.assignedTo) })}
          />
        )}
      </span>
    </span>
  )
}
