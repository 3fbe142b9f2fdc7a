/** Which acts a person has on signals, by their state: a table. The server decides; this says what to offer and why something is not. Pure. */
import type { SignalRow, SignalState, WeighAct } from '../../../../src/contract/desk/signals.ts'

export type ActName = WeighAct | 'assign' | 'merge'

export interface Act {
  readonly act: ActName
  readonly key: string
  readonly from: readonly SignalState[]
  /** Acts with a dialog: for a reason, for the colleague, for what is merged into what. */
  readonly asks: boolean
  readonly tone: 'primary' | 'danger' | 'plain'
  /** Whether it can be done with several at once. */
  readonly many: boolean
}

const open: readonly SignalState[] = ['new', 'taken', 'proposed']
const undecided: readonly SignalState[] = ['new', 'taken']

export const acts: readonly Act[] = [
  { act: 'take', key: 't', from: undecided, asks: false, tone: 'primary', many: true },
  { act: 'confirm', key: 'c', from: ['proposed'], asks: true, tone: 'primary', many: false },
  { act: 'reject', key: 'b', from: ['proposed'], asks: true, tone: 'danger', many: false },
  { act: 'assign', key: 'w', from: undecided, asks: true, tone: 'plain', many: true },
  { act: 'propose', key: 'e', from: undecided, asks: true, tone: 'plain', many: false },
  { act: 'raise', key: 'u', from: open, asks: true, tone: 'plain', many: true },
  { act: 'lower', key: 'u', from: open, asks: true, tone: 'plain', many: true },
  { act: 'merge', key: 'm', from: open, asks: true, tone: 'plain', many: true },
  { act: 'release', key: 'r', from: ['taken'], asks: false, tone: 'plain', many: true },
  { act: 'dismiss', key: 'd', from: undecided, asks: true, tone: 'danger', many: true },
  { act: 'reopen', key: 'o', from: ['dismissed'], asks: true, tone: 'plain', many: true }
]

/** Whether an act can be done: not in this state, or only by somebody else than who proposed it. */
export type Offer = 'yes' | 'not-now' | 'second-person'

type Offered = Pick<SignalRow, 'state' | 'assignedTo' | 'proposedBy' | 'raised'>

export function offer(act: Act, signal: Offered, user: string): Offer {
  if (!act.from.includes(signal.state)) return 'not-now'
  if (act.act === 'confirm' && signal.proposedBy === user) return 'second-person'
  // Taking over from a colleague is allowed, taking what one has is nothing.
  if (act.act === 'take' && signal.state === 'taken' && signal.assignedTo === user) return 'not-now'
  if (act.act === 'raise' || act.act === 'lower') return signal.raised === (act.act === 'lower') ? 'yes' : 'not-now'
  return 'yes'
}

/** The act of a key on these signals: where two share one, the one that can be done. */
export function actOf(key: string, targets: readonly Offered[], user: string): Act | undefined {
  const found = acts.filter((act) => act.key === key)
  return found.find((act) => targets.some((one) => offer(act, one, user) === 'yes')) ?? found[0]
}

/** The act that takes an act back; null where a person cannot do that alone. */
export const undoing: Readonly<Record<WeighAct, WeighAct | null>> = {
  take: 'release',
  release: 'take',
  dismiss: 'reopen',
  propose: 'reject',
  reopen: 'dismiss',
  raise: 'lower',
  lower: 'raise',
  confirm: null,
  reject: null
}

/** Ready-made reasons of an act, by the words they stand under. */
const readyReasons: Readonly<Partial<Record<ActName, readonly string[]>>> = {
  dismiss: ['independent', 'licensed', 'spam', 'thin'],
  propose: ['strong', 'moving', 'several', 'known'],
  confirm: ['agree', 'urgent'],
  reject: ['thin', 'look', 'else'],
  raise: ['moving', 'asked', 'vanishing', 'strong'],
  lower: ['calm', 'waits', 'mistake'],
  merge: ['hand', 'story', 'double'],
  reopen: ['news', 'mistake']
}

/** The ready-made reasons of an act in words. */
export function readyOf(act: ActName, word: (key: string) => string): string[] {
  return (readyReasons[act] ?? []).map((one) => word(`because-of.${act}.${one}`))
}

/** What a reason adds to the priority: against counts down whatever the sign it came with; context counts nothing. */
export function signedPoints(reason: {
  readonly direction: 'for' | 'against' | 'context'
  readonly points: number
}): number {
  if (reason.direction === 'context') return 0
  return reason.direction === 'against' ? -Math.abs(reason.points) : reason.points
}

/** The row to go to when some leave the list: the next one that stays after the last of them, else the one before the first, else none. */
export function neighbour(ids: readonly number[], gone: readonly number[]): number | null {
  const places = gone.map((id) => ids.indexOf(id)).filter((at) => at >= 0)
  if (places.length === 0) return ids[0] ?? null
  const leaves = new Set(gone)
  const after = ids.slice(Math.max(...places) + 1).find((id) => !leaves.has(id))
  return after ?? ids.slice(0, Math.min(...places)).findLast((id) => !leaves.has(id)) ?? null
}

const states = ['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended', 'all'] as const

/** Which signals the address asks for; what it does not know is as if it were not there. */
export function stateIn(query: Readonly<Record<string, string>>): (typeof states)[number] {
  return states.find((one) => one === query['state']) ?? 'open'
}
