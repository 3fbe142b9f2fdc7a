/** Judgements of people: rejected values, vetoes, words on hubs; each can be taken back, and then it is as if it had never been. */
import type { Change } from './change.ts'
import { mentionOf } from './arrival.ts'
import { sampleOf } from './hubs/co-occurrence.ts'
import { valueEdge } from './networks/edges.ts'
import type { LinkEvent } from './event.ts'
import { noGroup, restoreMerges, splitTemplates } from './networks/groups.ts'
import {
  advertFlag,
  isLive,
  isLiveMention,
  isOwnKind,
  joins,
  mentionFlag,
  visitValues,
  weakKind,
  type LinkState
} from './state.ts'
import { rebuildStrong } from './networks/strong.ts'
import { judgeValues, valueIndex, type Samples } from './hubs/value-status.ts'
import { uncount } from './networks/weak-counts.ts'

/** Applies a judgement and keeps it for undo. Returns why it was refused, or ''. */
export function applyJudgement(state: LinkState, event: LinkEvent, samples: Samples, change: Change): string {
  const refused = refusal(state, event)
  if (refused !== '') return refused
  state.people.judgements.push({ event, undone: false })
  enact(state, event, 1, samples, change)
  return ''
}

/** Takes a judgement back. */
export function undoJudgement(
  state: LinkState,
  event: LinkEvent & { kind: 'undo' },
  samples: Samples,
  change: Change
): string {
  const found = state.people.judgements.find((judgement) => judgement.event.seq === event.judgement)
  if (!found) return 'no such judgement'
  if (found.undone) return 'was undone before'
  found.undone = true
  enact(state, found.event, -1, samples, change)
  change.events.push({ kind: 'undo', network: 0, others: [], key: String(event.judgement), because: found.event.kind })
  return ''
}

function refusal(state: LinkState, event: LinkEvent): string {
  const unknown = (advert: number): boolean => ((state.adverts.flags.data[advert] ?? 0) & advertFlag.known) === 0
  if (event.kind === 'veto' || event.kind === 'same') {
    if (event.a === event.b) return 'an advert and itself'
    if (unknown(event.a) || unknown(event.b)) return 'unknown advert'
  }
  if (
    (event.kind === 'reject' ||
      event.kind === 'reject-text' ||
      event.kind === 'reject-pictures' ||
      event.kind === 'withdraw') &&
    unknown(event.advert)
  ) {
    return 'unknown advert'
  }
  if ((event.kind === 'reject' || event.kind === 'hub') && !/^[0-9a-f]{16}$/.test(event.key))
    return 'value key is not 16 hex digits'
  return ''
}

function enact(state: LinkState, event: LinkEvent, by: 1 | -1, samples: Samples, change: Change): void {
  switch (event.kind) {
    case 'reject': {
      const value = valueIndex(state, event.valueKind, event.key)
      rejectValue(state, event.advert, value, by, samples, change)
      return
    }
    case 'reject-text':
    case 'reject-pictures':
      rejectGroups(state, event.advert, event.kind === 'reject-text', by, samples, change)
      return
    case 'veto':
    case 'same': {
      const pairs = event.kind === 'veto' ? state.people.vetoes : state.people.sames
      bumpPair(pairs, event.a, event.b, by)
      bumpPair(pairs, event.b, event.a, by)
      if (by === 1)
        change.events.push({
          kind: event.kind,
          network: 0,
          others: [event.a, event.b],
          key: '',
          because: 'word of an analyst'
        })
      rebuildStrong(state, [event.a, event.b], change)
      return
    }
    case 'hub': {
      const value = valueIndex(state, event.valueKind, event.key)
      const words = state.people.words.get(value) ?? []
      const kept =
        by === 1
          ? [...words, { seq: event.seq, hub: event.state === 'hub' }]
          : words.filter((word) => word.seq !== event.seq)
      if (kept.length > 0) state.people.words.set(value, kept)
      else state.people.words.delete(value)
      rejoin(state, [value], samples, change)
      return
    }
    case 'seed-hubs': {
      const values = event.values.map(({ kind, key }) => valueIndex(state, kind, key)).filter((value) => value >= 0)
      for (const value of values) bumpCount(state.people.seeds, value, by)
      rejoin(state, values, samples, change)
      return
    }
    case 'withdraw':
      withdraw(state, event.advert, by, samples, change)
      return
    case 'advert':
    case 'settle':
    case 'undo':
  }
}

function rejoin(state: LinkState, values: readonly number[], samples: Samples, change: Change): void {
  // What is said of a value changes how the values that occur with it are judged.
  const near = new Set(values)
  for (const value of values) {
    for (const advert of sampleOf(state, value)) visitValues(state, advert, (other) => void near.add(other))
  }
  const seeds = judgeValues(state, near, -1, samples, change)
  if (seeds.size > 0) rebuildStrong(state, seeds, change)
}

function rejectValue(
  state: LinkState,
  advert: number,
  value: number,
  by: number,
  samples: Samples,
  change: Change
): void {
  const key = `${advert}:${value}`
  const before = state.people.rejected.get(key) ?? 0
  bumpCount(state.people.rejected, key, by)
  const mention = mentionOf(state, advert, value)
  if (mention < 0 || before > 0 === before + by > 0) return
  const flags = state.mentions.flags.data
  const wasLive = isLiveMention(state, mention)
  flags[mention] = flags[mention]! ^ mentionFlag.rejected
  const live = isLiveMention(state, mention)
  if (wasLive === live) return
  shiftMention(state, advert, value, live ? 1 : -1)
  if (by === 1) valueEdge(state, 'revoked', value, advert, null, change, 'rejected')
  rejoinAdvert(state, advert, [value], samples, change)
}

function shiftMention(state: LinkState, advert: number, value: number, by: number): void {
  state.values.count.data[value] = state.values.count.data[value]! + by
  if (joins(state, value) && isOwnKind(state, value)) state.adverts.own.data[advert]! += by
}

/** Judges every value of an advert again, and joins the adverts around it anew. */
function rejoinAdvert(
  state: LinkState,
  advert: number,
  extra: readonly number[],
  samples: Samples,
  change: Change
): void {
  const values = new Set<number>(extra)
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    values.add(state.mentions.value.data[m]!)
  }
  const seeds = judgeValues(state, values, -1, samples, change).add(advert)
  for (const value of extra) {
    for (let m = state.values.head.data[value]!; m >= 0; m = state.mentions.nextOfValue.data[m]!) {
      if (isLiveMention(state, m)) seeds.add(state.mentions.advert.data[m]!)
    }
  }
  rebuildStrong(state, seeds, change)
}

function rejectGroups(
  state: LinkState,
  advert: number,
  text: boolean,
  by: number,
  samples: Samples,
  change: Change
): void {
  const rejected = text ? state.people.textRejected : state.people.picturesRejected
  const before = rejected.get(advert) ?? 0
  if (before > 0 === before + by > 0) {
    bumpCount(rejected, advert, by)
    return
  }
  if (text && by === 1) change.templateBefore.set(advert, groupOfText(state, advert))
  if (text && by === -1) change.templateBefore.set(advert, null)
  uncount(state, advert, change)
  bumpCount(rejected, advert, by)
  flipMemberships(state, advert, change)
  if (text && by === 1) splitTemplates(state, new Set([advert]), change)
  if (text && by === -1) restoreMerges(state, advert, change)
  rejoinAdvert(state, advert, [], samples, change)
}

function groupOfText(state: LinkState, advert: number): number | null {
  const variant = state.adverts.variant.data[advert]!
  return variant < 0 ? null : state.variantGroup.data[variant]!
}

/** Marks each membership of an advert by what is rejected now: a rejected one has the complement of its group. */
function flipMemberships(state: LinkState, advert: number, change: Change): void {
  const { group, nextOfAdvert } = state.memberships
  const noText = state.people.textRejected.has(advert)
  const noPictures = state.people.picturesRejected.has(advert)
  const gone = !isLive(state, advert)
  for (let at = state.adverts.groupHead.data[advert]!; at >= 0; at = nextOfAdvert.data[at]!) {
    const now = group.data[at]!
    if (now === noGroup) continue
    const id = now < 0 ? ~now : now
    const kind = state.groups.kind.data[id]
    const off = gone || (noText && kind !== weakKind.picture) || (noPictures && kind !== weakKind.text)
    if (off === now < 0) continue
    group.data[at] = off ? ~id : id
    state.groups.count.data[id] = state.groups.count.data[id]! + (off ? -1 : 1)
    change.groups.add(id)
  }
}

function withdraw(state: LinkState, advert: number, by: number, samples: Samples, change: Change): void {
  const gone = (state.adverts.flags.data[advert]! & advertFlag.withdrawn) !== 0
  if (gone === (by === 1)) return
  const values = turnAway(state, advert, by, change)
  if (by === 1) splitTemplates(state, new Set([advert]), change)
  else restoreMerges(state, advert, change)
  rejoinAdvert(state, advert, values, samples, change)
}

/** Takes an advert out of all counts (1), or puts it back (-1). Returns the values that it joined by. */
function turnAway(state: LinkState, advert: number, by: number, change: Change): number[] {
  const flags = state.adverts.flags.data
  uncount(state, advert, change)
  const values: number[] = []
  const { value, nextOfAdvert } = state.mentions
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = nextOfAdvert.data[m]!) {
    if (state.mentions.flags.data[m] === mentionFlag.joinable) values.push(value.data[m]!)
  }
  flags[advert] = flags[advert]! ^ advertFlag.withdrawn
  for (const v of values) shiftMention(state, advert, v, -by)
  flipMemberships(state, advert, change)
  return values
}

/** Takes many adverts out at once, as `withdraw` does one: what is around them is judged and joined anew a single time. */
export function withdrawAll(state: LinkState, adverts: Iterable<number>, samples: Samples, change: Change): void {
  const gone = new Set<number>()
  const touched = new Set<number>()
  const joined = new Set<number>()
  for (const advert of adverts) {
    if (!isLive(state, advert)) continue
    for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
      touched.add(state.mentions.value.data[m]!)
    }
    for (const value of turnAway(state, advert, 1, change)) joined.add(value)
    gone.add(advert)
  }
  splitTemplates(state, gone, change)
  const seeds = judgeValues(state, touched, -1, samples, change)
  for (const advert of gone) seeds.add(advert)
  for (const value of joined) {
    for (let m = state.values.head.data[value]!; m >= 0; m = state.mentions.nextOfValue.data[m]!) {
      if (isLiveMention(state, m)) seeds.add(state.mentions.advert.data[m]!)
    }
  }
  rebuildStrong(state, seeds, change)
}

function bumpCount<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const now = (counts.get(key) ?? 0) + by
  if (now > 0) counts.set(key, now)
  else counts.delete(key)
}

function bumpPair(pairs: Map<number, Map<number, number>>, a: number, b: number, by: number): void {
  const of = pairs.get(a) ?? new Map<number, number>()
  bumpCount(of, b, by)
  if (of.size > 0) pairs.set(a, of)
  else pairs.delete(a)
}
