/** Werkvoorraad: the queue at the left, the signal with its reasons in the middle, what they rest on at the right. */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useSignal, useSignals } from '../../api/signals.ts'
import type { QueueFilter } from '../../api/signals.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import { usePlace } from '../../place/place.tsx'
import { loadWords } from '../../words/words.ts'
import { stateIn, type Act } from './acts.ts'
import { ActDialog } from './ActDialog.tsx'
import { BulkReport } from './BulkReport.tsx'
import { EvidenceBeside } from './EvidenceBeside.tsx'
import { QueueHead } from './QueueHead.tsx'
import { actKeys, queueKeys } from './queueKeys.ts'
import { QueueList } from './QueueList.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { SignalPane } from './SignalPane.tsx'
import { useActs } from './useActs.ts'
import type { Acts } from './useActs.ts'
import { useChoice } from './useChoice.ts'
import type { Choice } from './useChoice.ts'
import { useNews } from './useNews.ts'
import { usePicked } from './usePicked.ts'
import { useQueueFocus } from './useQueueFocus.ts'
import './queue.css'

const QueueReports = lazy(async () => {
  await loadWords('reports')
  return { default: (await import('./QueueReports.tsx')).QueueReports }
})

function WaitingReports() {
  return (
    <Suspense>
      <QueueReports />
    </Suspense>
  )
}

export function QueueScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const state = stateIn(query)
  const [sheet, setSheet] = useState(false)
  const list = useSignals(filterOf(query))
  const pages = list.data?.pages
  const rows = useMemo(() => pages?.flatMap((page) => page.signals) ?? [], [pages])
  const choice = useChoice(list, JSON.stringify(filterOf(query)))
  const { ids, shown, chosen, choose } = choice
  const picked = usePicked(rows)
  const signal = useSignal(shown)
  const { listRef, paneRef, focusQueue, focusSignal } = useQueueFocus(ids.length > 0)
  const doing = useActs({ shown, signal: signal.data, session, ids, picked, focusQueue })
  const news = useNews(list, chosen !== null || picked.rows.length > 0)

  const chooseReason = (at: number): void => {
    choice.chooseReason(at)
    setSheet(true)
  }
  const step = (by: number, extend = false): void => {
    const next = choice.step(by)
    if (extend) picked.add([shown, next].filter((id) => id !== null))
    focusQueue()
  }
  const back = (): void => {
    choose(null)
    requestAnimationFrame(focusQueue)
  }
  const open = (): void => {
    if (chosen === null) choose(shown)
    requestAnimationFrame(focusSignal)
  }
  // The first of two clicks has chosen the row.
  const openRow = useCallback(() => void requestAnimationFrame(focusSignal), [focusSignal])
  const moves = { step, open, readNews: news.read, choice, picked }
  useShortcuts({ ...queueKeys(moves, signal.data), ...actKeys(doing, signal.data, session, picked) })

  return (
    <div className={chosen === null ? 'queue' : 'queue queue-chosen'}>
      <h1 id="queue-title" className="visually-hidden" tabIndex={-1}>
        {t('nav.queue')}
      </h1>
      <section className="queue-list" aria-labelledby="queue-title">
        <QueueHead count={list.data?.pages[0]?.count} rows={rows} news={news.waits} onNews={news.read} />
        {state === 'open' && query['kind'] !== 'signals' && <WaitingReports />}
        {query['kind'] !== 'reports' && (
          <QueueList
            {...{ listRef, list, rows, shown, state, picked }}
            user={session.user.id}
            onChoose={choose}
            onOpen={openRow}
            onStep={step}
          />
        )}
        <SelectionBar {...{ picked, session, ids }} onAct={doing.start} />
      </section>
      <section className="queue-signal" ref={paneRef} aria-label={t('queue.signal')}>
        {doing.report !== null && <BulkReport report={doing.report} onPick={picked.set} onClose={doing.forgetReport} />}
        <Middle
          {...{ signal, session, onBack: back, onAct: doing.start }}
          choice={{ ...choice, chooseReason }}
          empty={!list.isPending}
        />
      </section>
      <EvidenceBeside signal={signal.data} reasonAt={choice.reasonAt} open={sheet} onClose={() => setSheet(false)} />
      <Asking doing={doing} signal={signal.data} user={session.user.id} />
    </div>
  )
}

/** The filter that the address holds. */
function filterOf(query: Readonly<Record<string, string>>): QueueFilter {
  const { mine, form = '', age = '', region = '', site = '' } = query
  return { state: stateIn(query), mine: mine === '1', form, class: query['class'] ?? '', age, region, site }
}

/** The dialog of the act that was begun. */
function Asking({ doing, signal, user }: { doing: Acts; signal: Signal | undefined; user: string }) {
  const { pending } = doing
  if (pending === null) return null
  return (
    <ActDialog
      {...{ pending, signal, user }}
      onClose={doing.close}
      onSubmit={(answer) => doing.perform(pending, answer)}
    />
  )
}

interface MiddleProps {
  readonly signal: ReturnType<typeof useSignal>
  readonly session: Session
  readonly choice: Choice
  /** The list was read and has nothing to show. */
  readonly empty: boolean
  readonly onAct: (act: Act) => void
  readonly onBack: () => void
}

function Middle({ signal, session, choice, empty, onAct, onBack }: MiddleProps) {
  const { t } = useTranslation()
  if (choice.shown === null) return empty ? <Empty title={t('queue.noneChosen')} /> : null
  if (signal.isPending) return <Loading what={t('queue.signal')} lines={9} />
  if (signal.isError) return <ProblemNote error={signal.error} retry={() => void signal.refetch()} />
  return (
    <SignalPane
      signal={signal.data}
      session={session}
      reasonAt={choice.reasonAt}
      onReason={choice.chooseReason}
      onAct={onAct}
      onBack={onBack}
    />
  )
}
