/** A new advert: its values, text and pictures are entered, judged and joined. */
import type { Change } from './change.ts'
import { mixPair } from './columns.ts'
import { valueEdge } from './networks/edges.ts'
import { valueKinds } from '../model/value-kind.ts'
import type { LinkAdvert, LinkValue } from './event.ts'
import { createGroup, enterGroup, enterTemplate } from './networks/groups.ts'
import { assignPicture, leastPictureQuality } from './pictures/picture-index.ts'
import {
  advertFlag,
  isLive,
  isLiveMention,
  isOwnKind,
  joins,
  mentionFlag,
  valueStatus,
  visitValues,
  weakKind,
  type LinkState
} from './state.ts'
import { joinArrival, rebuildStrong } from './networks/strong.ts'
import { noteMinHash } from './templates/min-hash.ts'
import { judgeValues, valueIndex, type Samples } from './hubs/value-status.ts'
import { count } from './networks/weak-counts.ts'

/** Confidence from which a value may join. */
const leastConfidence = 0.8
/** Of one advert more values or pictures than this are not kept: lists of a hundred numbers are no contact. */
const mostValues = 32
const mostPictures = 16

/** Enters an advert that was not seen before. Returns the template to suggest, as a group, or -1. */
export function enterAdvert(state: LinkState, advert: LinkAdvert, samples: Samples, change: Change): number {
  const id = advert.id
  const { adverts } = state
  for (const column of Object.values(adverts)) column.reach(id + 1)
  adverts.flags.data[id] = advertFlag.known
  adverts.day.data[id] = advert.day
  adverts.who.data[id] = whoOf(advert)
  noteMinHash(state.minHashes, id, advert.features)
  for (const column of [adverts.s, adverts.sNext, adverts.n, adverts.nNext]) column.data[id] = id
  adverts.sSize.data[id] = 1
  adverts.nSize.data[id] = 1
  change.networkBefore.set(id, 0)
  change.moved.add(id)
  const fresh = enterValues(state, id, valuesOf(advert))
  const possible = enterTemplate(state, id, advert.features, change)
  enterPictures(state, id, advert.pictures)
  const seeds = judgeValues(state, fresh, id, samples, change)
  if (change.dissolved.length > 0) {
    const around = new Set<number>()
    for (const near of change.dissolved) visitValues(state, near, (value) => void around.add(value))
    for (const near of judgeValues(state, around, -1, samples, change)) seeds.add(near)
  }
  if (seeds.size > 0) rebuildStrong(state, seeds.add(id), change)
  else {
    joinArrival(state, id, change)
    count(state, id, change)
  }
  reportLinks(state, id, change)
  return possible
}

/** An advert seen again: values and pictures that are new are added, and its day is the earliest; what it had stays. */
export function extendAdvert(state: LinkState, advert: LinkAdvert, samples: Samples, change: Change): boolean {
  const id = advert.id
  if (!isLive(state, id)) return false
  const isEarlier = advert.day < state.adverts.day.data[id]!
  if (isEarlier) state.adverts.day.data[id] = advert.day
  const fresh = enterValues(state, id, valuesOf(advert))
  const pictures = advert.pictures.filter((picture) => picture.quality >= leastPictureQuality)
  if (fresh.length === 0 && pictures.length === 0 && !isEarlier) return false
  enterPictures(state, id, pictures)
  const all = new Set<number>(fresh)
  for (let m = state.adverts.mentionHead.data[id]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    all.add(state.mentions.value.data[m]!)
  }
  for (const value of isEarlier ? all : fresh) widenDays(state, value, state.adverts.day.data[id]!)
  const seeds = judgeValues(state, all, -1, samples, change)
  rebuildStrong(state, seeds.add(id), change)
  reportLinks(state, id, change)
  return true
}

/** Values in the order of kind and key, each once, with the account of its site; the order must not depend on who listed them. */
function valuesOf(advert: LinkAdvert): LinkValue[] {
  const values = advert.values.slice(0, mostValues)
  if (advert.account !== null && !values.some((value) => value.kind === 'account')) {
    values.push({ kind: 'account', key: accountKey(advert.site, advert.account), confidence: 1 })
  }
  return values.toSorted(
    (a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : b.confidence - a.confidence)
  )
}

function rank(value: LinkValue): number {
  return valueKinds.indexOf(value.kind)
}

/** An account means something on its own site only: 64 bits of site and account (FNV-1a, two lanes). */
function accountKey(site: string, account: string): string {
  let a = 0x811c9dc5
  let b = 0x050c5d1f
  for (const sign of `${site}\u0000${account}`) {
    const code = sign.codePointAt(0) as number
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code ^ (a >>> 13), 0x01000193)
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Appends mentions and returns the values that are new to the advert and count. */
function enterValues(state: LinkState, id: number, values: readonly LinkValue[]): number[] {
  const fresh: number[] = []
  const { adverts, mentions } = state
  for (const { kind, key, confidence, example } of values) {
    const value = valueIndex(state, kind, key)
    if (value < 0 || mentionOf(state, id, value) >= 0) continue
    if (example === true) state.people.examples.add(value)
    if (kind === 'account' && adverts.account.data[id] === -1) adverts.account.data[id] = value
    const rejected = (state.people.rejected.get(`${id}:${value}`) ?? 0) > 0 ? mentionFlag.rejected : 0
    const mention = mentions.value.push(value)
    mentions.advert.push(id)
    mentions.flags.push((confidence >= leastConfidence ? mentionFlag.joinable : 0) | rejected)
    mentions.nextOfValue.push(state.values.head.data[value]!)
    mentions.nextOfAdvert.push(-1)
    state.values.head.data[value] = mention
    const tail = adverts.mentionTail.data[id]!
    if (tail < 0) adverts.mentionHead.data[id] = mention
    else mentions.nextOfAdvert.data[tail] = mention
    adverts.mentionTail.data[id] = mention
    if (!isLiveMention(state, mention)) continue
    state.values.count.data[value] = state.values.count.data[value]! + 1
    if (joins(state, value) && isOwnKind(state, value)) adverts.own.data[id]!++
    fresh.push(value)
  }
  return fresh
}

/** The mention of a value by an advert, or -1. */
export function mentionOf(state: LinkState, advert: number, value: number): number {
  const { value: of, nextOfAdvert } = state.mentions
  let mention = state.adverts.mentionHead.data[advert]!
  while (mention >= 0 && of.data[mention] !== value) mention = nextOfAdvert.data[mention]!
  return mention
}

function enterPictures(state: LinkState, id: number, pictures: LinkAdvert['pictures']): void {
  const variant = state.adverts.variant.data[id]!
  for (const { pdq, quality } of pictures.slice(0, mostPictures)) {
    if (quality < leastPictureQuality) continue
    const found = assignPicture(state.pictures, pdq)
    if (!found) continue
    state.pictureGroup.reach(found.group + 1)
    if (state.pictureGroup.data[found.group] === -1)
      state.pictureGroup.data[found.group] = createGroup(state, weakKind.picture)
    enterGroup(state, id, state.pictureGroup.data[found.group]!)
    if (variant < 0) continue
    let both = state.bothTable.get(variant, found.group, -1)
    if (both < 0) state.bothTable.set(variant, found.group, (both = createGroup(state, weakKind.both)))
    enterGroup(state, id, both)
  }
}

function whoOf(advert: LinkAdvert): number {
  const [name, place] = [advert.names[0], advert.places[0]]
  if (name === undefined || place === undefined) return 0
  return mixPair(headOf(name), headOf(place)) | 1
}

/** The first 32 bits of a blinded value. */
function headOf(key: string): number {
  return parseInt(key.slice(0, 8), 16) | 0
}

function widenDays(state: LinkState, value: number, day: number): void {
  const { firstDay, lastDay } = state.values
  firstDay.data[value] = Math.min(firstDay.data[value]!, day)
  lastDay.data[value] = Math.max(lastDay.data[value]!, day)
}

/** Reports the strong edges of an advert: to the latest other advert of each value in its component. */
function reportLinks(state: LinkState, id: number, change: Change): void {
  const s = state.adverts.s.data
  for (let m = state.adverts.mentionHead.data[id]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    const value = state.mentions.value.data[m]!
    if (
      !isLiveMention(state, m) ||
      state.values.standing.data[value] === valueStatus.learnedHub ||
      !joins(state, value)
    )
      continue
    let other = state.values.head.data[value]!
    for (let steps = 0; other >= 0 && steps < 8; steps++) {
      const b = state.mentions.advert.data[other]!
      if (b !== id && s[b] === s[id] && isLiveMention(state, other)) {
        valueEdge(state, 'made', value, id, b, change)
        break
      }
      other = state.mentions.nextOfValue.data[other]!
    }
  }
}
