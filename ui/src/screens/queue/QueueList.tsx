/** The queue itself: one listbox that keeps the focus while rows come and go, so that keys never fall into the void. */
import type { KeyboardEvent, RefObject } from 'react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/signals.ts'
import type { useSignals } from '../../api/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { refine, usePlace } from '../../place/place.tsx'

/** Rows that a key moves; Home and End go as far as there is. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity
}
const states = ['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'all'] as const

interface QueueListProps {
  readonly listRef: RefObject<HTMLDivElement | null>
  readonly list: ReturnType<typeof useSignals>
  readonly shown: number | null
  readonly state: string
  readonly onChoose: (id: number) => void
  readonly onOpen: () => void
  readonly onStep: (by: number) => void
}

export function QueueList({ listRef, list, shown, state, onChoose, onOpen, onStep }: QueueListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = list.data?.pages.flatMap((page) => page.signals) ?? []
  const count = list.data?.pages[0]?.count
  useEffect(() => {
    document.getElementById(`signal-${shown}`)?.scrollIntoView({ block: 'nearest' })
  }, [shown])

  function press(event: KeyboardEvent): void {
    const by = steps[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onStep(by)
  }

  return (
    <>
      <div className="queue-head">
        <span className="queue-name" aria-hidden="true">
          {t('nav.queue')}
        </span>
        {count !== undefined && (
          <span className="quiet">
            {t(count.exact ? 'queue.count' : 'queue.countAtLeast', {
              count: count.value,
              shown: format.number(count.value)
            })}
          </span>
        )}
        <QueueFilters state={state} />
      </div>
      {list.isPending && <Loading what={t('nav.queue')} />}
      {list.isError && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty title={t(state === 'open' ? 'queue.empty' : 'queue.emptyState')}>
          <p>{t('queue.emptyNext')}</p>
        </Empty>
      )}
      <div
        ref={listRef}
        className="listbox"
        role="listbox"
        tabIndex={0}
        aria-label={t('queue.list')}
        aria-activedescendant={rows.some((row) => row.id === shown) ? `signal-${shown}` : undefined}
        onKeyDown={press}
        hidden={rows.length === 0}
      >
        {rows.map((row) => (
          <Row key={row.id} row={row} chosen={row.id === shown} onChoose={onChoose} onOpen={onOpen} />
        ))}
      </div>
      {list.hasNextPage && (
        <Button
          className="more"
          data-pending={list.isFetchingNextPage || undefined}
          onPress={() => void list.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </>
  )
}

function QueueFilters({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  return (
    <div className="queue-filters">
      <label>
        <span className="visually-hidden">{t('queue.filterState')}</span>
        <select value={state} onChange={(event) => refine({ state: event.target.value, signal: null })}>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={query['mine'] === '1'}
          onChange={(event) => refine({ mine: event.target.checked ? '1' : null, signal: null })}
        />
        {t('queue.mine')}
      </label>
    </div>
  )
}

interface RowProps {
  readonly row: SignalRow
  readonly chosen: boolean
  readonly onChoose: (id: number) => void
  readonly onOpen: () => void
}

function Row({ row, chosen, onChoose, onOpen }: RowProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
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
        <strong className="cut">{names.places(row.places, 4) || t('queue.noPlace')}</strong>
        {row.state !== 'new' && <span className={`state state-${row.state}`}>{t(`state.${row.state}`)}</span>}
        {row.assignedTo !== null && <span className="who">{row.assignedTo}</span>}
      </span>
      <span className="signal-why">{row.top.slice(0, 3).map(names.indicator).join(' · ')}</span>
      <span className="signal-size quiet">
        {t('queue.advertsShort', { count: row.adverts })} · {t('queue.sites', { count: row.sites.length })} ·{' '}
        {format.period(row.firstSeen, row.lastSeen)}
        <span className="push" title={t('queue.priority')}>
          {t('queue.weight', { points: format.number(row.priority) })}
        </span>
      </span>
    </div>
  )
}
