/** Acts on the signal on screen or on the picked ones: starting one, asking what it needs, performing it, taking it back, and where the focus goes. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { problemKeys } from '../../api/http.ts'
import { useActOnMany, useActOnSignal, useMerge } from '../../api/signals.ts'
import type { ManyReport } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { refine } from '../../place/place.tsx'
import { neighbour, offer } from './acts.ts'
import type { Act } from './acts.ts'
import type { Picked } from './usePicked.ts'
import { useRowName } from './useSignalName.ts'
import { canBeUndone, useUndo } from './useUndo.ts'
import type { Undo } from './useUndo.ts'

/** An act whose reason, colleague or merge is being asked. */
export interface Pending {
  readonly act: Act
  readonly targets: readonly SignalRow[]
}

/** What the dialog of an act answers. */
export interface Answer {
  readonly reason?: string
  /** The colleague. */
  readonly to?: string
  /** The signal that the others are merged into. */
  readonly into?: number
}

export interface Report extends ManyReport {
  readonly act: Act
  readonly targets: readonly SignalRow[]
}

export interface Acts {
  readonly pending: Pending | null
  /** What became of an act on many of which some were refused. */
  readonly report: Report | null
  readonly busy: boolean
  start(which: Act): void
  /** Rejects with the Refusal when the server says no. */
  perform(pending: Pending, answer: Answer): Promise<void>
  close(): void
  forgetReport(): void
  undo(): void
}

interface Given {
  readonly shown: number | null
  readonly signal: SignalRow | undefined
  readonly session: Session
  readonly ids: readonly number[]
  readonly picked: Picked
  readonly focusQueue: () => void
}

export function useActs({ shown, signal, session, ids, picked, focusQueue }: Given): Acts {
  const { t } = useTranslation()
  const [pending, setPending] = useState<Pending | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const { keep, undo } = useUndo(focusQueue)
  const { perform: performNow, busy } = usePerform(undo)
  // A key pressed right after moving on is meant for the signal that is still being fetched: it waits for that one, and no other.
  const wanted = useRef<{ readonly which: Act; readonly id: number } | null>(null)

  async function perform(asked: Pending, answer: Answer): Promise<void> {
    const done = await performNow(asked, answer)
    keep(done.undo)
    setReport(done.report !== null && done.report.failed.length > 0 ? { ...asked, ...done.report } : null)
    picked.clear()
    const { act } = asked.act
    const stays = act === 'take' || act === 'release' || act === 'raise' || act === 'lower' || act === 'assign'
    if (asked.targets.length > 1 || !stays) {
      const kept = answer.into ?? null
      const gone = asked.targets.map((one) => one.id)
      refine({ signal: kept ?? neighbour(ids, gone), reason: null })
    }
    focusQueue()
  }

  function start(which: Act): void {
    const several = picked.rows.length > 0
    if (!several && (signal === undefined || busy)) {
      wanted.current = shown === null ? null : { which, id: shown }
      return
    }
    wanted.current = null
    const targets = several ? picked.rows : signal === undefined ? [] : [signal]
    const refusal = whyNot(which, targets, session.user.id)
    if (refusal !== null) {
      const state = t(`state.${targets[0]?.state ?? 'new'}`).toLowerCase()
      announce(t(`offer.${refusal}`, { act: t(`act.${which.act}.name`), state, count: targets.length }))
    } else if (which.asks) setPending({ act: which, targets })
    else perform({ act: which, targets }, {}).catch((error: unknown) => announce(t(problemKeys(error))))
  }

  useEffect(() => {
    const waiting = wanted.current
    if (waiting === null) return
    if (waiting.id !== shown) wanted.current = null
    else if (signal?.id === shown && !busy) start(waiting.which)
  })

  function close(): void {
    setPending(null)
    requestAnimationFrame(focusQueue)
  }

  return { pending, report, busy, start, perform, close, forgetReport: () => setReport(null), undo }
}

/** Why an act cannot be begun: in this state, by this person, with several, or with one. */
function whyNot(act: Act, targets: readonly SignalRow[], user: string): string | null {
  if (act.act === 'merge' && targets.length < 2) return 'pick-more'
  if (targets.length > 1 && !act.many) return 'one-at-a-time'
  const answers = targets.map((one) => offer(act, one, user))
  if (answers.includes('yes')) return null
  return answers.find((one) => one !== 'yes') ?? 'not-now'
}

interface Performed {
  readonly report: ManyReport | null
  readonly undo: Undo | null
}

/** Sends the act to the server, says what was done, and says how to take it back. */
function usePerform(undo: () => void) {
  const { t } = useTranslation()
  const one = useActOnSignal()
  const many = useActOnMany()
  const merge = useMerge()
  const nameOf = useRowName()

  function said(key: string, values: object, back: Undo | null): void {
    announce(
      t(key, { ...values }),
      back !== null && canBeUndone(back.act) ? { name: t('undo.name'), act: undo } : undefined
    )
  }

  async function single(act: Act, target: SignalRow, answer: Answer): Promise<Performed> {
    const { id, version } = target
    const name = nameOf(target)
    const given = { ...(answer.reason !== undefined && { reason: answer.reason }), ...(answer.to && { to: answer.to }) }
    // Where it is refused, the dialog stays open with its text, and the signal behind it becomes what it is now.
    const row = await one.mutateAsync({ id, version, act: act.act as Exclude<Act['act'], 'merge'>, ...given })
    const back: Undo = { name, act: act.act, before: [target], after: [{ id, version: row.version }] }
    said(`act.${act.act}.done`, { name }, back)
    return { report: null, undo: back }
  }

  async function several({ act, targets }: Pending, answer: Answer): Promise<Performed> {
    const signals = targets.map(({ id, version }) => ({ id, version }))
    const report = await many.mutateAsync({ ...answer, act: act.act as Exclude<Act['act'], 'merge'>, signals })
    const done = new Set(report.done)
    const before = targets.filter((target) => done.has(target.id))
    const back: Undo = {
      name: t('queue.signals', { count: before.length }),
      act: act.act,
      before,
      after: before.map(({ id, version }) => ({ id, version: version + 1 }))
    }
    said(report.failed.length > 0 ? 'queue.partlyDone' : 'queue.allDone', counted(act, report, t), back)
    return { report, undo: before.length === 0 ? null : back }
  }

  async function merged({ act, targets }: Pending, answer: Answer): Promise<Performed> {
    const [into, ...rest] = targets.toSorted((a, b) => Number(b.id === answer.into) - Number(a.id === answer.into))
    if (into === undefined) return { report: null, undo: null }
    const seen = ({ id, version }: SignalRow) => ({ id, version })
    const made = await merge.mutateAsync({ into: seen(into), signals: rest.map(seen), reason: answer.reason ?? '' })
    const back: Undo = { name: nameOf(into), act: act.act, before: targets, after: [], merge: made.id }
    said('queue.mergedDone', { count: targets.length, name: nameOf(into) }, back)
    return { report: null, undo: back }
  }

  async function perform(pending: Pending, answer: Answer): Promise<Performed> {
    if (pending.act.act === 'merge') return merged(pending, answer)
    const [first] = pending.targets
    return pending.targets.length > 1 || first === undefined
      ? several(pending, answer)
      : single(pending.act, first, answer)
  }

  return { perform, busy: one.isPending || many.isPending || merge.isPending }
}

function counted(act: Act, report: ManyReport, t: (key: string) => string) {
  return { act: t(`act.${act.act}.past`), count: report.done.length, failed: report.failed.length }
}
