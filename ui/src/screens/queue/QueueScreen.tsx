/** Werkvoorraad: the queue at the left, the signal with its reasons in the middle, what they rest on at the right. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason, Signal } from '../../../../src/contract/signals.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useSignal, useSignals } from '../../api/signals.ts'
import type { QueueFilter } from '../../api/signals.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import type { Shortcuts } from '../../keys/useShortcuts.ts'
import { go, usePlace } from '../../place/place.tsx'
import { acts } from './acts.ts'
import type { Act } from './acts.ts'
import { ActDialog } from './ActDialog.tsx'
import { EvidenceBeside } from './EvidenceBeside.tsx'
import { QueueList } from './QueueList.tsx'
import { SignalPane } from './SignalPane.tsx'
import { useActs } from './useActs.ts'
import { useChoice } from './useChoice.ts'
import type { Choice } from './useChoice.ts'
import './queue.css'

export function QueueScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const state = query['state'] ?? 'open'
  const [sheet, setSheet] = useState(false)
  const list = useSignals(filterOf(query))
  const choice = useChoice(list, JSON.stringify(filterOf(query)))
  const { shown, chosen, choose } = choice
  const signal = useSignal(shown)
  const { listRef, paneRef, focusQueue, focusSignal } = useFocus(choice.ids.length > 0)
  const { pending, close, start, perform, undo } = useActs(shown, signal.data, session, choice.ids, focusQueue)
  const reasons = signal.data?.reasons ?? []
  const reason = reasons[choice.reasonAt] ?? reasons[0] ?? null

  const chooseReason = (at: number): void => {
    choice.chooseReason(at)
    setSheet(true)
  }
  const step = (by: number): void => {
    choice.step(by)
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
  const stepReason = (by: number): void => choice.stepReason(by, reasons.length)
  useShortcuts(queueKeys({ step, stepReason, open, start, undo, reason, signal: signal.data }))

  return (
    <div className={chosen === null ? 'queue' : 'queue queue-chosen'}>
      <h1 id="queue-title" className="visually-hidden" tabIndex={-1}>
        {t('nav.queue')}
      </h1>
      <section className="queue-list" aria-labelledby="queue-title">
        <QueueList {...{ listRef, list, shown, state }} onChoose={choose} onOpen={open} onStep={step} />
      </section>
      <section className="queue-signal" ref={paneRef} aria-label={t('queue.signal')}>
        <Middle
          {...{ signal, session }}
          choice={{ ...choice, chooseReason }}
          empty={!list.isPending}
          onAct={start}
          onBack={back}
        />
      </section>
      {signal.data !== undefined && (
        <EvidenceBeside
          signal={signal.data}
          reasonAt={choice.reasonAt}
          reason={reason}
          open={sheet}
          onClose={() => setSheet(false)}
        />
      )}
      {pending !== null && signal.data !== undefined && (
        <ActDialog act={pending} signal={signal.data} onClose={close} onSubmit={(text) => perform(pending, text)} />
      )}
    </div>
  )
}

/** The filter that the address holds. */
function filterOf(query: Readonly<Record<string, string>>): QueueFilter {
  const { state = 'open', mine, form = '', age = '', region = '', site = '' } = query
  return { state, mine: mine === '1', form, age, region, site }
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
  if (signal.isPending) return <Loading what={t('queue.signal')} />
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

interface Moves {
  readonly step: (by: number) => void
  readonly stepReason: (by: number) => void
  readonly open: () => void
  readonly start: (act: Act) => void
  readonly undo: () => void
  readonly reason: Reason | null
  readonly signal: Signal | undefined
}

function queueKeys({ step, stepReason, open, start, undo, reason, signal }: Moves): Shortcuts {
  const advert = reason?.seenIn[0]?.advert ?? signal?.members[0]?.advert
  return {
    j: () => step(1),
    k: () => step(-1),
    Enter: open,
    n: () => stepReason(1),
    p: () => stepReason(-1),
    z: undo,
    a: () => advert !== undefined && go(`/adverts/${advert}`),
    ...Object.fromEntries(acts.map((act) => [act.key, () => start(act)]))
  }
}

interface Focus {
  readonly listRef: RefObject<HTMLDivElement | null>
  readonly paneRef: RefObject<HTMLElement | null>
  readonly focusQueue: () => void
  readonly focusSignal: () => void
}

/** Where the focus belongs: in the list, or, where there is room for one pane and it shows the signal, at the signal's name. */
function useFocus(ready: boolean): Focus {
  const listRef = useRef<HTMLDivElement>(null)
  const paneRef = useRef<HTMLElement>(null)
  const focusSignal = useCallback(() => paneRef.current?.querySelector<HTMLElement>('h2')?.focus(), [])
  const focusQueue = useCallback(() => {
    const list = listRef.current
    if (list !== null && list.offsetParent !== null) list.focus({ preventScroll: true })
    else focusSignal()
  }, [focusSignal])
  useEffect(() => {
    const now = document.activeElement
    if (ready && (now === document.body || now?.tagName === 'H1')) focusQueue()
  }, [ready, focusQueue])
  return { listRef, paneRef, focusQueue, focusSignal }
}
