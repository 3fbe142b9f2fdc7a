/** Werkvoorraad: the queue at the left, the signal with its reasons in the middle, what they rest on at the right. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session, Signal } from '../../../../src/web/contract.ts'
import { refreshSignal, useActOnSignal, useSignal, useSignals } from '../../api/signals.ts'
import { isRefusal } from '../../api/http.ts'
import { announce } from '../../frame/announce.tsx'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import { go, refine, usePlace } from '../../place/place.tsx'
import { acts, neighbour, offer } from './acts.ts'
import type { Act } from './acts.ts'
import { ActDialog } from './ActDialog.tsx'
import { EvidencePane } from './EvidencePane.tsx'
import { QueueList } from './QueueList.tsx'
import { SignalPane } from './SignalPane.tsx'
import './queue.css'

export function QueueScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const state = query['state'] ?? 'open'
  const list = useSignals({ state, mine: query['mine'] === '1' })
  const rows = list.data?.pages.flatMap((page) => page.signals) ?? []
  const ids = rows.map((row) => row.id)
  const asked = Number(query['signal'])
  const chosen = Number.isSafeInteger(asked) && asked > 0 ? asked : null
  const shown = chosen ?? ids[0] ?? null
  const signal = useSignal(shown)
  const listRef = useRef<HTMLDivElement>(null)
  const paneRef = useRef<HTMLElement>(null)
  const [reasonAt, setReasonAt] = useState<number | null>(null)
  const { pending, close, start, perform } = useActs(signal.data, session, ids, listRef)

  const choose = useCallback((id: number | null) => {
    setReasonAt(null)
    refine({ signal: id })
  }, [])
  const step = (by: number): void => {
    const at = shown === null ? -1 : ids.indexOf(shown)
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))]
    if (next !== undefined) choose(next)
    listRef.current?.focus()
  }
  const reasons = signal.data?.reasons ?? []
  const stepReason = (by: number): void => {
    if (reasons.length === 0) return
    setReasonAt((at) => ((at ?? (by > 0 ? -1 : 0)) + by + reasons.length) % reasons.length)
  }
  const reason = reasons[reasonAt ?? 0] ?? null
  const open = (): void => {
    if (chosen === null) choose(shown)
    requestAnimationFrame(() => paneRef.current?.querySelector<HTMLElement>('h2')?.focus())
  }
  const advertOf = reason?.seenIn[0]?.advert ?? signal.data?.members[0]?.advert

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    Enter: open,
    n: () => stepReason(1),
    p: () => stepReason(-1),
    a: () => advertOf !== undefined && go(`/adverts/${advertOf}`),
    ...Object.fromEntries(acts.map((act) => [act.key, () => start(act)]))
  })

  // The queue is where keys work: it has the focus from the start.
  const ready = rows.length > 0
  useEffect(() => {
    if (ready && (document.activeElement === document.body || document.activeElement?.tagName === 'H1')) {
      listRef.current?.focus({ preventScroll: true })
    }
  }, [ready])

  return (
    <div className={chosen === null ? 'queue' : 'queue queue-chosen'}>
      <section className="queue-list" aria-labelledby="queue-title">
        <QueueList listRef={listRef} list={list} rows={rows} shown={shown} state={state} onChoose={choose} onOpen={open} onStep={step} />
      </section>
      <section className="queue-signal" ref={paneRef} aria-label={t('queue.signal')}>
        {signal.isLoading && <Loading what={t('queue.signal')} />}
        {signal.isError && <ProblemNote error={signal.error} retry={() => void signal.refetch()} />}
        {shown === null && !list.isPending && <Empty title={t('queue.noneChosen')} />}
        {signal.data !== undefined && (
          <SignalPane
            signal={signal.data}
            session={session}
            reasonAt={reasonAt ?? 0}
            onReason={setReasonAt}
            onAct={start}
            onBack={() => {
              choose(null)
              listRef.current?.focus()
            }}
          />
        )}
      </section>
      <section className="queue-evidence" aria-labelledby="evidence-title">
        {signal.data !== undefined && <EvidencePane key={`${signal.data.id}-${reasonAt}`} signal={signal.data} reason={reason} />}
      </section>
      {pending !== null && signal.data !== undefined && (
        <ActDialog act={pending} signal={signal.data} onClose={close} onSubmit={(text) => perform(pending, text)} />
      )}
    </div>
  )
}

/** Starting an act, asking its reason where needed, performing it, and keeping the focus in the queue afterwards. */
function useActs(
  signal: Signal | undefined,
  session: Session,
  ids: readonly number[],
  listRef: React.RefObject<HTMLDivElement | null>
) {
  const { t } = useTranslation()
  const act = useActOnSignal()
  const [pending, setPending] = useState<Act | null>(null)

  async function perform(which: Act, reason?: string): Promise<void> {
    if (signal === undefined) return
    try {
      await act.mutateAsync({ id: signal.id, act: which.act, version: signal.version, ...(reason !== undefined && { reason }) })
    } catch (error) {
      if (isRefusal(error) && error.problem.error === 'changed') await refreshSignal(signal.id)
      throw error
    }
    announce(t(`act.${which.act}.done`, { id: signal.id }))
    if (which.act !== 'take' && which.act !== 'release') refine({ signal: neighbour(ids, signal.id) })
    listRef.current?.focus()
  }

  function start(which: Act): void {
    if (signal === undefined || act.isPending) return
    const answer = offer(which, signal, session.user.id)
    if (answer !== 'yes') {
      announce(t(`offer.${answer}`, { act: t(`act.${which.act}.name`), state: t(`state.${signal.state}`) }))
      return
    }
    if (which.asks) {
      setPending(which)
      return
    }
    perform(which).catch((error: unknown) => {
      const key = isRefusal(error) ? error.problem.error : 'other'
      announce(t([`problem.${key}.what`, 'problem.other.what']))
    })
  }

  function close(): void {
    setPending(null)
    requestAnimationFrame(() => listRef.current?.focus())
  }

  return { pending, close, start, perform }
}
