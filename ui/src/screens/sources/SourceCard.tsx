/** One source: state, progress, yield, alarms, and the reasons why addresses were not read. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SourceRow } from '../../../../src/contract/sources.ts'
import type { AddressFilter } from '../../api/operations.ts'
import { useFormat } from '../../frame/format.ts'

interface SourceCardProps {
  readonly source: SourceRow
  readonly onAddresses: (filter: AddressFilter) => void
}

export function SourceCard({ source, onAddresses }: SourceCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const known = source.done + source.due
  return (
    <article className="card source">
      <header>
        <h2>{source.name}</h2>
        <span className={`state state-${source.state}`}>
          {t([`sourceState.${source.state}`, 'sourceState.other'], { state: source.state })}
        </span>
        <span className="quiet mono">{source.id}</span>
        <span className="quiet">
          {source.hosts.join(', ')} · {t('sources.mandate', { id: source.mandate })} ·{' '}
          {t([`robots.${source.robots}`, 'robots.other'], { robots: source.robots })} ·{' '}
          {t('sources.delay', { ms: format.number(source.delayMs) })}
        </span>
      </header>
      {source.alarms.map((alarm) => (
        <p key={alarm} className="note note-warn">
          ⚠ {t([`alarm.${alarm}`, 'alarm.other'], { alarm })}
        </p>
      ))}
      <div className="source-progress">
        <progress
          max={Math.max(1, known)}
          value={source.done}
          aria-label={t('sources.progressOf', { name: source.name })}
        />
        <span>
          {t('sources.doneOf', {
            done: format.number(source.done),
            known: format.number(known),
            due: format.number(source.due)
          })}
        </span>
        <span className="quiet">{t('sources.last', { at: format.moment(source.lastAt) })}</span>
      </div>
      <Yield source={source} />
      <Reasons source={source} state="refused" counts={source.refused} onAddresses={onAddresses} />
      <Reasons source={source} state="failed" counts={source.failed} onAddresses={onAddresses} />
    </article>
  )
}

/** From captures to signals: what one hundred captures gave. */
function Yield({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figures: readonly (readonly [string, number])[] = [
    ['captures', source.captures],
    ['adverts', source.adverts],
    ['networks', source.networks],
    ['signals', source.signals]
  ]
  return (
    <dl className="figures figures-small" aria-label={t('sources.yield')}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`sources.${name}`)}</dt>
          <dd>
            {format.number(value)}
            {name !== 'captures' && source.captures > 0 && (
              <span className="quiet">
                {' '}
                {t('sources.per100', { share: format.number((100 * value) / source.captures) })}
              </span>
            )}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('sources.bytes')}</dt>
        <dd>{format.size(source.bytes)}</dd>
      </div>
    </dl>
  )
}

interface ReasonsProps {
  readonly source: SourceRow
  readonly state: 'refused' | 'failed'
  readonly counts: Readonly<Record<string, number>>
  readonly onAddresses: (filter: AddressFilter) => void
}

function Reasons({ source, state, counts, onAddresses }: ReasonsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const pairs = Object.entries(counts).toSorted((a, b) => b[1] - a[1])
  return (
    <div className="source-reasons">
      <span>{t(`sources.${state}`, { count: pairs.reduce((sum, [, count]) => sum + count, 0) })}</span>
      {pairs.map(([reason, count]) => (
        <Button
          key={reason}
          className="chip chip-button"
          onPress={() => onAddresses({ source: source.id, state, reason })}
        >
          {t([`because.${reason}`, 'because.other'], { reason })} <b>{format.number(count)}</b>
          <span className="visually-hidden"> {t('sources.showAddresses', { count })}</span>
        </Button>
      ))}
    </div>
  )
}
