/** A conference while it is written: who sits at the table with what each may see, and decisions that name their owner by seat. Pure. */
import type { Conference, ConferenceBody, SeatBody } from '../../../../src/contract/partners/conferences.ts'

/** `who`: `user:NAME` or `agreement:KEY`. */
export interface Seat {
  readonly who: string
  readonly minutes: boolean
  readonly decisions: readonly number[]
  readonly items: readonly number[]
}
export type Decision = ConferenceBody['decisions'][number]

export function bodyOf({ who, minutes, decisions, items }: Seat): SeatBody {
  const name = who.slice(who.indexOf(':') + 1)
  return who.startsWith('user:') ? { user: name, minutes, decisions, items } : { agreement: name, minutes, decisions }
}

export function seatsOf(of: Conference | null, lead: string): Seat[] {
  if (of === null) return [{ who: `user:${lead}`, minutes: true, decisions: [], items: [] }]
  return of.seats.map(({ user, agreement, view }) => ({
    who: user === null ? `agreement:${agreement}` : `user:${user}`,
    minutes: view?.minutes != null,
    decisions: view?.decisions.map((each) => each.no) ?? [],
    items: view?.items.map((each) => each.no) ?? []
  }))
}

export function decisionsOf(of: Conference | null): readonly Decision[] {
  const all = of?.decisions ?? []
  return all.map(({ decision, dueOn, state, owner }) => {
    const at = of?.seats.findIndex((seat) => (seat.user ?? seat.partner) === owner) ?? 0
    return { decision, dueOn, state, seat: Math.max(at, 0) + 1 }
  })
}

export interface Table {
  readonly seats: readonly Seat[]
  readonly decisions: readonly Decision[]
}

/** Without a seat, by its place from zero on: who sat behind it moves up, and the first seat owns what it owned. */
export function withoutSeat({ seats, decisions }: Table, gone: number): Table {
  const moved = (seat: number): number => (seat === gone + 1 ? 1 : seat > gone + 1 ? seat - 1 : seat)
  return {
    seats: seats.filter((_seat, at) => at !== gone),
    decisions: decisions.map((one) => ({ ...one, seat: moved(one.seat) }))
  }
}

/** Without a decision, by its place from zero on: nobody sees it, and those behind it are seen under their new numbers. */
export function withoutDecision({ seats, decisions }: Table, gone: number): Table {
  const kept = (nos: readonly number[]): number[] =>
    nos.flatMap((no) => (no === gone + 1 ? [] : [no > gone + 1 ? no - 1 : no]))
  return {
    seats: seats.map((one) => ({ ...one, decisions: kept(one.decisions) })),
    decisions: decisions.filter((_decision, at) => at !== gone)
  }
}

export function turned(all: readonly number[], no: number, on: boolean): readonly number[] {
  return on ? [...all, no] : all.filter((one) => one !== no)
}
