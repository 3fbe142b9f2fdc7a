/** The head of the queue: how many, whose and in which state, the filters, and news that waits until its reader wants it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SignalList, SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useCounts } from '../../api/home.ts'
import { useFormat } from '../../frame/format.ts'
import { Icon } from '../../parts/Icon.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { stateIn } from './acts.ts'
import { QueueFilters } from './QueueFilters.tsx'

interface QueueHeadProps {
  readonly count: SignalList['count'] | undefined
  readonly rows: readonly SignalRow[]
  readonly news: boolean
  readonly onNews: () => void
}

export function QueueHead({ count, rows, news, onNews }: QueueHeadProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="queue-head">
      <div className="queue-line">
        <span className="queue-name" aria-hidden="true">
          {t('nav.queue')}
        </span>
        <span className="quiet number" aria-live="polite">
          {count !== undefined &&
            t(count.exact ? 'queue.count' : 'queue.countAtLeast', {
              count: count.value,
              shown: format.number(count.value)
            })}
        </span>
        <span className="push keys-hint" aria-hidden="true">
          <kbd>j</kbd> <kbd>k</kbd> <kbd>x</kbd>
        </span>
      </div>
      <States />
      <QueueFilters rows={rows} />
      {news && (
        <Button className="queue-news" onPress={onNews}>
          <Icon name="undo" size={14} /> {t('queue.news')} <kbd aria-hidden="true">g</kbd>
        </Button>
      )}
    </div>
  )
}

/** The ways to look at the queue that people go back to, each an address. */
const views = [
  { name: 'open', query: { state: null, mine: null } },
  { name: 'mine', query: { state: null, mine: '1' } },
  { name: 'toConfirm', query: { state: 'proposed', mine: null } },
  { name: 'escalated', query: { state: 'escalated', mine: null } },
  { name: 'dismissed', query: { state: 'dismissed', mine: null } }
] as const

function States() {
  const { t } = useTranslation()
  const format = useFormat()
  const { query } = usePlace()
  const counts = useCounts(true).data
  const state = stateIn(query)
  const named = views.some(
    (view) => (view.query.state ?? 'open') === state && (view.query.mine ?? '') === (query['mine'] ?? '')
  )
  return (
    <div className="queue-states" role="group" aria-label={t('queue.filterState')}>
      {!named && (
        <button type="button" aria-pressed>
          {[t(`state.${state}`), query['mine'] === '1' ? t('view.mine').toLowerCase() : ''].filter(Boolean).join(', ')}
        </button>
      )}
      {views.map(({ name, query: to }) => {
        const on = state === (to.state ?? 'open') && (query['mine'] ?? null) === to.mine
        const count = counts?.[name]
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            onClick={() => refine({ ...to, signal: null, reason: null })}
          >
            {t(`view.${name}`)}{' '}
            {count !== undefined && count > 0 && <span className="number">{format.number(count)}</span>}
          </button>
        )
      })}
    </div>
  )
}
