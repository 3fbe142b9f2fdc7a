/** Which acts a person has on a signal, by its state: a table. The server decides; this says what to offer and why something is not. Pure. */
import type { SignalRow, SignalState, WeighAct } from '../../../../src/contract/signals.ts'

export interface Act {
  readonly act: WeighAct
  readonly key: string
  readonly from: readonly SignalState[]
  /** Acts with a reason open the dialog first. */
  readonly asks: boolean
  readonly tone: 'primary' | 'danger' | 'plain'
}

export const acts: readonly Act[] = [
  { act: 'take', key: 't', from: ['new', 'taken'], asks: false, tone: 'primary' },
  { act: 'confirm', key: 'c', from: ['proposed'], asks: true, tone: 'primary' },
  { act: 'reject', key: 'x', from: ['proposed'], asks: true, tone: 'danger' },
  { act: 'propose', key: 'e', from: ['new', 'taken'], asks: true, tone: 'plain' },
  { act: 'dismiss', key: 'd', from: ['new', 'taken'], asks: true, tone: 'danger' },
  { act: 'release', key: 'r', from: ['taken'], asks: false, tone: 'plain' },
  { act: 'reopen', key: 'o', from: ['dismissed'], asks: true, tone: 'plain' }
]

/** Whether an act can be done: not in this state, or only by somebody else than who proposed it. */
export type Offer = 'yes' | 'not-now' | 'second-person'

export function offer(act: Act, signal: Pick<SignalRow, 'state' | 'assignedTo' | 'proposedBy'>, user: string): Offer {
  if (!act.from.includes(signal.state)) return 'not-now'
  if (act.act === 'confirm' && signal.proposedBy === user) return 'second-person'
  // Taking over from a colleague is allowed, taking what one has is nothing.
  if (act.act === 'take' && signal.state === 'taken' && signal.assignedTo === user) return 'not-now'
  return 'yes'
}

/** The act that takes an act back; null where a person cannot do that alone. */
export const undoing: Readonly<Record<WeighAct, WeighAct | null>> = {
  take: 'release',
  release: 'take',
  dismiss: 'reopen',
  propose: 'reject',
  reopen: 'dismiss',
  confirm: null,
  reject: null
}

/** What a reason adds to the priority: against counts down whatever the sign it came with; context counts nothing. */
export function signedPoints(reason: {
  readonly direction: 'for' | 'against' | 'context'
  readonly points: number
}): number {
  if (reason.direction === 'context') return 0
  return reason.direction === 'against' ? -Math.abs(reason.points) : reason.points
}

/** The neighbour to go to when the signal at `id` leaves the list: the next one, else the one before it, else none. */
export function neighbour(ids: readonly number[], id: number): number | null {
  const at = ids.indexOf(id)
  if (at < 0) return ids[0] ?? null
  return ids[at + 1] ?? ids[at - 1] ?? null
}
