/** The queue itself: one listbox that keeps the focus while rows come and go, so that keys never fall into the void. */
import type { KeyboardEvent, RefObject } from 'react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { useSignals } from '../../api/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { QueueFilters } from './QueueFilters.tsx'
import { QueueRow } from './QueueRow.tsx'

/** Rows that a key moves; Home and End go as far as there is. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity
}

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
          <QueueRow key={row.id} row={row} chosen={row.id === shown} onChoose={onChoose} onOpen={onOpen} />
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
