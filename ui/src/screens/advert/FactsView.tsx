/** The text beside its facts: choose a kind, see where each stands, call one wrong and take that back. */
import { useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AdvertVersion, FactRow } from '../../../../src/contract/desk/adverts.ts'
import { useDecideOnFact } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { MarkedText } from '../../text/MarkedText.tsx'
import { FactsTable } from './FactsTable.tsx'

interface FactsViewProps {
  readonly advert: number
  readonly version: number
  readonly reading: NonNullable<AdvertVersion['reading']>
}

export function FactsView({ advert, version, reading }: FactsViewProps) {
  const { t } = useTranslation()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<number | null>(null)
  const [deciding, setDeciding] = useState<FactRow | null>(null)
  const decide = useDecideOnFact()
  const shown = reading.facts.filter((fact) => fact.kind === 'masked' || !hidden.has(fact.kind))
  const act = deciding?.state === 'rejected' ? 'restore' : 'reject'
  return (
    <>
      <Legend facts={reading.facts} hidden={hidden} onChange={setHidden} />
      <div className="facts-view">
        <section>
          <h2>{t('advert.text')}</h2>
          <MarkedText text={reading.text} facts={shown} chosen={chosen} onChoose={setChosen} follow={chosen !== null} />
        </section>
        <section>
          <h2 id="facts-title">{t('facts.title')}</h2>
          <FactsTable
            facts={shown.filter((fact) => fact.kind !== 'masked')}
            chosen={chosen}
            onChoose={setChosen}
            onDecide={setDeciding}
          />
        </section>
      </div>
      {deciding !== null && (
        <ReasonDialog
          title={t(`fact.${act}.title`, { value: deciding.value })}
          explain={t(`fact.${act}.explain`)}
          action={t(`fact.${act}.action`)}
          tone={act === 'reject' ? 'danger' : 'primary'}
          draft={`fact:${advert}:${version}:${deciding.ordinal}:${act}`}
          onSubmit={async (reason) => {
            const answer = await decide.mutateAsync({ advert, version, ordinal: deciding.ordinal, act, reason })
            announce(t(`fact.${act}.done`, { count: answer.networksChanged }))
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </>
  )
}

interface LegendProps {
  readonly facts: readonly FactRow[]
  readonly hidden: ReadonlySet<string>
  readonly onChange: (hidden: ReadonlySet<string>) => void
}

function Legend({ facts, hidden, onChange }: LegendProps) {
  const { t } = useTranslation()
  const counts = Map.groupBy(
    facts.filter((fact) => fact.kind !== 'masked'),
    (fact) => fact.kind
  )
  if (counts.size === 0) return null
  return (
    <div className="legend" role="group" aria-label={t('facts.legend')}>
      {[...counts].map(([kind, of]) => (
        <ToggleButton
          key={kind}
          className={`legend-kind kind-${kind}`}
          isSelected={!hidden.has(kind)}
          onChange={(on) => {
            const next = new Set(hidden)
            if (on) next.delete(kind)
            else next.add(kind)
            onChange(next)
          }}
        >
          <span aria-hidden="true">{hidden.has(kind) ? '☐' : '☑'}</span> {t([`kind.${kind}`, 'kind.other'], { kind })}{' '}
          {of.length}
        </ToggleButton>
      ))}
    </div>
  )
}
