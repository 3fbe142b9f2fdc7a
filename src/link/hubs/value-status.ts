/** The status of values: own, or a hub by seed, by co-occurrence or by an analyst's word; and the uses of values that several operators have: recycled numbers, outlier mentions. */
import type { Change } from '../change.ts'
import {
  coOccurrenceSample,
  drawInto,
  judgeCoOccurrence,
  sampleOf,
  wordOf,
  type CoOccurrence
} from './co-occurrence.ts'
import { valueEdge, valueKey } from '../networks/edges.ts'
import { valueKinds, type ValueKind } from '../../model/value-kind.ts'
import { periodStarts, restDays } from './periods.ts'
import { outlierMentionsOf } from './outlier-mentions.ts'
import type { Whole } from '../whole.ts'
import { isOwnKind, joins, valueStatus, visitMentions, visitValues, type LinkState } from '../state.ts'

/** Samples of values with many adverts, kept beside the state: each follows from the mentions and can be drawn again. */
export type Samples = Map<number, number[]>

/** Index of a value, added when new; -1 when the key is not 16 hex digits. */
export function valueIndex(state: LinkState, kind: ValueKind, key: string): number {
  if (!/^[0-9a-f]{16}$/.test(key)) return -1
  const code = valueKinds.indexOf(kind)
  const hi = parseInt(key.slice(0, 8), 16) | 0
  const lo = parseInt(key.slice(8), 16) | 0
  const mixed = valueTableKey(code, hi)
  const found = state.valueTable.get(mixed, lo, -1)
  if (found >= 0) return found
  const { values } = state
  const value = values.hi.push(hi)
  values.lo.push(lo)
  values.kind.push(code)
  values.head.push(-1)
  values.count.push(0)
  values.standing.push(valueStatus.own)
  values.groups.push(0)
  values.firstDay.push(0x7fffffff)
  values.lastDay.push(-1)
  values.uses.push(1)
  state.valueTable.set(mixed, lo, value)
  return value
}

/** The first half of the key under which `valueTable` has a value: kinds have keys of their own already; mixing the kind in keeps that true for keys from elsewhere. */
export function valueTableKey(kindCode: number, hi: number): number {
  return hi ^ Math.imul(kindCode + 1, 0x9e3779b1)
}

/**
 * Judges values again after their mentions, or the other facts of their adverts, changed. `fresh` is a newly arrived advert (or
 * -1: anything may have changed). Returns the adverts around values whose standing or uses changed: to be joined anew.
 */
export function judgeValues(
  state: LinkState,
  values: Iterable<number>,
  fresh: number,
  samples: Samples,
  change: Change
): Set<number> {
  const seeds = new Set<number>()
  for (const value of values) {
    const changed = judgeStanding(state, value, fresh, samples, change)
    const cut = judgePeriods(state, value, fresh)
    const parted = judgeStrangers(state, value, change)
    if (!changed && !cut && !parted) continue
    visitMentions(state, value, (advert) => void seeds.add(advert))
    if (!changed) continue
    // Uses of other values are told apart by company that joins: a hub around them no longer counts.
    const near = new Set<number>()
    visitMentions(state, value, (advert) => visitValues(state, advert, (other) => void near.add(other)))
    near.delete(value)
    for (const other of near) {
      const cutNow = spansRest(state, other) && judgePeriods(state, other, -1)
      const partedNow = judgeStrangers(state, other, change)
      if (cutNow || partedNow) visitMentions(state, other, (advert) => void seeds.add(advert))
    }
  }
  return seeds
}

/** Judges values by everything that is known, in the given order; joining follows by the caller. */
export function judgeWhole(state: LinkState, values: readonly number[], whole: Whole, change: Change): void {
  for (const value of values)
    setStanding(state, value, () => judgeCoOccurrence(state, value, sampleOf(state, value, whole), whole), change)
  for (const value of values) {
    if (spansRest(state, value)) judgePeriods(state, value, -1)
    judgeStrangers(state, value, change, whole)
  }
}

function judgeStanding(state: LinkState, value: number, fresh: number, samples: Samples, change: Change): boolean {
  return setStanding(state, value, () => coOccurrenceOf(state, value, fresh, samples), change)
}

/** True when the value joins now and did not before, or the other way round. */
function setStanding(state: LinkState, value: number, judge: () => CoOccurrence | null, change: Change): boolean {
  const before = state.values.standing.data[value]
  let now: number = wordOf(state, value)
  if (now === valueStatus.own) {
    const coOccurrence = judge()
    if (coOccurrence === null) return false
    state.values.groups.data[value] = coOccurrence.groups
    if (coOccurrence.hub) now = valueStatus.learnedHub
  }
  if (now === before) return false
  const joined = joins(state, value)
  state.values.standing.data[value] = now
  if (joins(state, value) === joined) return false
  if (isOwnKind(state, value))
    visitMentions(state, value, (advert) => void (state.adverts.own.data[advert]! += joined ? -1 : 1))
  if (joined) valueEdge(state, 'revoked', value, -1, null, change, hubReason(now))
  change.events.push({
    kind: joined ? 'hub' : 'hub-ended',
    network: 0,
    others: [],
    key: valueKey(state, value),
    because: hubReason(now)
  })
  return true
}

/** Null when the fresh advert is not in the sample that is judged: nothing can have changed. */
function coOccurrenceOf(state: LinkState, value: number, fresh: number, samples: Samples): CoOccurrence | null {
  if (state.values.count.data[value]! <= coOccurrenceSample) {
    samples.delete(value)
    return judgeCoOccurrence(state, value, sampleOf(state, value))
  }
  const kept = samples.get(value)
  if (kept && fresh >= 0) return drawInto(kept, fresh) ? judgeCoOccurrence(state, value, kept) : null
  const sample = sampleOf(state, value)
  samples.set(value, sample)
  return judgeCoOccurrence(state, value, sample)
}

function judgePeriods(state: LinkState, value: number, fresh: number): boolean {
  const { values, adverts } = state
  if (values.kind.data[value] !== valueKinds.indexOf('phone')) return false
  const before = state.people.periods.get(value) ?? []
  if (fresh >= 0) {
    const day = adverts.day.data[fresh]!
    const first = values.count.data[value] === 1
    const gap =
      !first && (day - values.lastDay.data[value]! > restDays || values.firstDay.data[value]! - day > restDays)
    values.firstDay.data[value] = Math.min(values.firstDay.data[value]!, day)
    values.lastDay.data[value] = Math.max(values.lastDay.data[value]!, day)
    if (!gap && !state.people.rested.has(value)) return false
  } else if (!spansRest(state, value)) return false
  state.people.rested.add(value)
  const starts = periodStarts(state, value)
  if (starts.join() === before.join()) return false
  if (starts.length > 0) state.people.periods.set(value, starts)
  else state.people.periods.delete(value)
  countUses(state, value)
  return true
}

function judgeStrangers(state: LinkState, value: number, change: Change, whole: Whole | null = null): boolean {
  const before = state.people.strangers.get(value) ?? []
  const now = joins(state, value) ? outlierMentionsOf(state, value, whole) : []
  if (now.join() === before.join()) return false
  if (now.length > 0) state.people.strangers.set(value, now)
  else state.people.strangers.delete(value)
  countUses(state, value)
  for (const advert of now) {
    if (!before.includes(advert))
      valueEdge(state, 'revoked', value, advert, null, change, 'of another hand, and only here: mistyped, it seems')
  }
  return true
}

function countUses(state: LinkState, value: number): void {
  const { periods, strangers } = state.people
  state.values.uses.data[value] = 1 + (periods.get(value)?.length ?? 0) + (strangers.get(value)?.length ?? 0)
}

/** True when the first and last day ever seen lie further apart than a rest. */
function spansRest(state: LinkState, value: number): boolean {
  return state.values.lastDay.data[value]! - state.values.firstDay.data[value]! > restDays
}

function hubReason(now: number): string {
  if (now === valueStatus.learnedHub) return 'its adverts share nothing else'
  if (now === valueStatus.seedHub) return 'contact of a site'
  return now === valueStatus.analystHub || now === valueStatus.analystOwn ? 'word of an analyst' : 'its company changed'
}
