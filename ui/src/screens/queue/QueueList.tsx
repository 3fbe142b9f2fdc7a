/** The queue itself: one listbox in groups by step of evidence, which keeps the focus while rows come and go, so that keys never fall into the void. */
import { useEffect, useMemo } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useColleagueActs } from '../../api/events.ts'
import type { Colleagues } from '../../api/events.ts'
import type { useSignals } from '../../api/signals.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Stair } from '../../parts/Step.tsx'
import { QueueRow } from './QueueRow.tsx'
import type { Picked } from './usePicked.ts'

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
  readonly rows: readonly SignalRow[]
  readonly shown: number | null
  readonly state: string
  readonly user: string
  readonly picked: Picked
  readonly onChoose: (id: number) => void
  readonly onOpen: () => void
  /** `extend`: what is passed is picked too. */
  readonly onStep: (by: number, extend: boolean) => void
}

export function QueueList(props: QueueListProps) {
  const { listRef, list, rows, shown, state, picked, onStep } = props
  const { t } = useTranslation()
  useEffect(() => {
    document.getElementById(`signal-${shown}`)?.scrollIntoView({ block: 'nearest' })
  }, [shown])

  function press(event: KeyboardEvent): void {
    const by = steps[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onStep(by, event.shiftKey)
  }

  return (
    <div className="queue-rows">
      {list.isPending && <Loading what={t('nav.queue')} lines={12} />}
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
        aria-multiselectable
        aria-activedescendant={rows.some((row) => row.id === shown) ? `signal-${shown}` : undefined}
        onKeyDown={press}
        hidden={rows.length === 0}
        data-picking={picked.rows.length > 0 || undefined}
      >
        <Groups {...props} />
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
    </div>
  )
}

/** What was moved to the front, then a group for each step of evidence, the strongest first. */
function Groups({ list, rows, shown, user, picked, onChoose, onOpen }: QueueListProps) {
  const { t } = useTranslation()
  const colleagues = useColleagueActs()
  const groups = useMemo(() => [...Map.groupBy(rows, groupOf)], [rows])
  // One list for each row, as long as nothing is heard: rows are drawn again only when what they are given changes.
  const lookers = useMemo(() => new Map(rows.map((row) => [row.id, lookersOf(row, colleagues)])), [rows, colleagues])
  return groups.map(([group, members], at) => {
    const more = list.hasNextPage && at === groups.length - 1
    const words = t(`group.${group}`)
    return (
      <div key={group} role="group" aria-label={`${words}, ${members.length}`}>
        <div className="queue-group" aria-hidden="true">
          {group === 'raised' ? <Icon name="pin" size={14} /> : <Stair step={Number(group)} />}
          <b>{words}</b>
          <span className="push quiet number">
            {members.length}
            {more && '+'}
          </span>
        </div>
        {members.map((row) => (
          <QueueRow
            key={row.id}
            {...{ row, user, onChoose, onOpen }}
            current={row.id === shown}
            picked={picked.has(row.id)}
            picking={picked.rows.length > 0}
            lookers={lookers.get(row.id) ?? nobody}
            done={colleagues.done.get(row.id)}
            onPick={picked.toggle}
          />
        ))}
      </div>
    )
  })
}

function groupOf(row: SignalRow): string {
  return row.raised ? 'raised' : String(row.step)
}

const nobody: readonly string[] = []

/** Who has it on the screen: of whom something was heard since, what was heard last; of others, what the list said. */
export function lookersOf(row: SignalRow, { now }: Colleagues): readonly string[] {
  const said = row.lookers.map((one) => one.by).filter((by) => !now.has(by))
  const heard = [...now.values()]
    .filter((act) => act.act === 'read' && act.signals.includes(row.id))
    .map((act) => act.by)
  return said.length + heard.length === 0 ? nobody : [...new Set([...said, ...heard])].toSorted()
}
