/** Judges a value by what occurs together with it: where the adverts around it have numbers and texts of their own, it is a hub. */
import { mixPair } from '../columns.ts'
import { valueKinds } from '../../model/value-kind.ts'
import { drawnOfValue, lowest, type Whole } from '../whole.ts'
import { isLiveMention, joins, variantOf, valueStatus, visitValues, type LinkState } from '../state.ts'

/** Adverts that are looked at: those whose id hashes lowest, so the verdict depends on which adverts there are, not on their order. */
export const coOccurrenceSample = 48
/** Groups that share nothing else, from which a value is a hub. */
const leastHubGroups = 3
/** Accounts are hubs sooner: posting for two numbers that share nothing, here or elsewhere, is what a feed or a shared log-in does. */
const leastAccountGroups = 2
/** Adverts elsewhere with a number of an account's advert that are looked at. */
const elsewhere = 12
/** Different texts around an example value from which it is a hub. */
const leastExampleTexts = 5
/** The same where most adverts around a phone show no other: such a desk must serve more. */
const leastDeskGroups = 4

export interface CoOccurrence {
  readonly hub: boolean
  /** Groups of adverts that share neither another value nor a text. */
  readonly groups: number
}

const quiet: CoOccurrence = { hub: false, groups: 0 }
const phoneCode = valueKinds.indexOf('phone')
const accountCode = valueKinds.indexOf('account')
const urlCode = valueKinds.indexOf('url')

/**
 * Judges one value by its live adverts: a pure function of the mentions and texts that exist, and of what people and sites said of
 * hubs. A phone is a hub when a third of its adverts carry other phones that fall in several groups. Another kind is judged by
 * `isCrowd` where a quarter of its adverts carries phones; without phones, e-mails and handles tell; without those, accounts
 * and texts.
 */
export function judgeCoOccurrence(
  state: LinkState,
  value: number,
  sample: readonly number[],
  whole: Whole | null = null
): CoOccurrence {
  const kind = state.values.kind.data[value]!
  const least = kind === accountCode ? leastAccountGroups : leastHubGroups
  if (sample.length < least) return quiet
  if (state.people.examples.has(value)) {
    const example = judgeExample(state, sample)
    if (example.hub) return example
  }
  const phones = othersOf(state, sample, value, (other) => other === phoneCode)
  const withPhone = phones.filter((list) => list.length > 0).length
  if (kind === phoneCode) return judgePhone(state, sample, phones, withPhone)
  if (withPhone * 4 >= sample.length && withPhone >= least) {
    let groups = countGroups(state, sample, phones)
    if (kind === accountCode && groups >= least)
      groups = countGroups(state, sample, phones, whole ?? Math.max(...sample))
    return { hub: groups >= least && isCrowd(kind, groups, withPhone), groups }
  }
  const names = othersOf(state, sample, value, (other) => other !== accountCode && other !== urlCode)
  const named = names.filter((list) => list.length > 0).length
  if (named * 4 >= sample.length && named >= least) {
    const groups = countGroups(state, sample, names)
    return { hub: groups >= least && isCrowd(kind, groups, named), groups }
  }
  return judgeAccounts(state, sample)
}

function judgePhone(
  state: LinkState,
  sample: readonly number[],
  phones: readonly number[][],
  withPhone: number
): CoOccurrence {
  if (withPhone * 3 < sample.length) return quiet
  const groups = countGroups(state, sample, phones)
  const most = withPhone * 2 > sample.length
  const hub = most
    ? groups >= leastHubGroups && groups * 5 >= withPhone
    : groups >= leastDeskGroups && groups * 2 >= withPhone
  return { hub, groups }
}

/** The adverts of a value that are judged: all up to 48, then those whose id hashes lowest. */
export function sampleOf(state: LinkState, value: number, whole: Whole | null = null): number[] {
  const adverts: number[] = []
  const { nextOfValue, advert } = state.mentions
  for (let m = state.values.head.data[value]!; m >= 0; m = nextOfValue.data[m]!) {
    if (isLiveMention(state, m)) adverts.push(advert.data[m]!)
  }
  if (adverts.length <= coOccurrenceSample) return adverts.toSorted((a, b) => a - b)
  if (whole !== null) return lowest(whole, adverts, coOccurrenceSample)
  return adverts.toSorted(byDraw).slice(0, coOccurrenceSample)
}

/**
 * Most adverts have a group of their own, or there are many groups with several adverts each. For an account a few groups are
 * enough; an e-mail, handle or url may be that of one agency with a few numbers and texts.
 */
function isCrowd(kind: number, groups: number, adverts: number): boolean {
  return groups * 2 > adverts || (groups * 5 >= adverts && (kind === accountCode || groups >= 6))
}

/** Puts a new advert into a full sample; false when it is not drawn. */
export function drawInto(sample: number[], advert: number): boolean {
  const last = sample[sample.length - 1]!
  if (sample.length >= coOccurrenceSample && byDraw(advert, last) > 0) return false
  sample.push(advert)
  sample.sort(byDraw)
  if (sample.length > coOccurrenceSample) sample.pop()
  return sample.includes(advert)
}

function byDraw(a: number, b: number): number {
  return mixPair(a, 0x5bd1e995) - mixPair(b, 0x5bd1e995) || a - b
}

/**
 * Per advert, its other values of wanted kinds, without those that over half of the sample carries too, or that a person or site
 * called hubs: those are no own facts.
 */
function othersOf(
  state: LinkState,
  sample: readonly number[],
  value: number,
  wanted: (kind: number) => boolean
): number[][] {
  const uses = new Map<number, number>()
  const lists: number[][] = []
  for (const advert of sample) {
    const list: number[] = []
    for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
      const other = state.mentions.value.data[m]!
      if (other === value || !wanted(state.values.kind.data[other]!) || !isLiveMention(state, m)) continue
      if (saidToBeHub(state, other)) continue
      list.push(other)
      uses.set(other, (uses.get(other) ?? 0) + 1)
    }
    lists.push(list)
  }
  return lists.map((list) => list.filter((other) => (uses.get(other) as number) * 2 <= sample.length))
}

/**
 * Adverts with own values, grouped by a shared value or a shared text; `wide`: also by what other adverts with those values have
 * (up to the newest, or of all),
 * since the numbers of one hand meet elsewhere.
 */
function countGroups(
  state: LinkState,
  sample: readonly number[],
  own: readonly number[][],
  wide: Whole | number | null = null
): number {
  const parent = sample.map((_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at]!
    return at
  }
  const seen = new Map<number, number>()
  let groups = 0
  for (let i = 0; i < sample.length; i++) {
    const values = own[i]!
    if (values.length === 0) continue
    groups++
    const keys = new Set(values)
    const variant = variantOf(state, sample[i]!)
    if (variant >= 0) keys.add(-1 - variant)
    if (wide !== null) for (const value of values) addElsewhere(state, value, wide, keys)
    for (const key of keys) {
      const other = seen.get(key)
      if (other === undefined) seen.set(key, i)
      else if (find(other) !== find(i)) {
        parent[find(i)] = find(other)
        groups--
      }
    }
  }
  return groups
}

/** Values and texts of some adverts with a value; accounts and hubs tie nothing. */
function addElsewhere(state: LinkState, value: number, wide: Whole | number, keys: Set<number>): void {
  const adverts = typeof wide === 'number' ? newestOf(state, value, wide) : drawnOfValue(state, wide, value, elsewhere)
  for (const advert of adverts) {
    if (variantOf(state, advert) >= 0) keys.add(-1 - variantOf(state, advert))
    visitValues(state, advert, (other) => {
      if (state.values.kind.data[other] !== accountCode && joins(state, other)) keys.add(other)
    })
  }
}

function newestOf(state: LinkState, value: number, newest: number): number[] {
  const adverts: number[] = []
  for (
    let m = state.values.head.data[value]!;
    m >= 0 && adverts.length < elsewhere;
    m = state.mentions.nextOfValue.data[m]!
  ) {
    const advert = state.mentions.advert.data[m]!
    if (advert <= newest && isLiveMention(state, m)) adverts.push(advert)
  }
  return adverts
}

/** What strangers are likely to state is of several hands once most of its adverts have a text of their own. */
function judgeExample(state: LinkState, sample: readonly number[]): CoOccurrence {
  const texts = new Set(sample.map((advert) => (variantOf(state, advert) < 0 ? -2 - advert : variantOf(state, advert))))
  return { hub: texts.size >= leastExampleTexts && texts.size * 2 > sample.length, groups: texts.size }
}

/** With no own facts at all: many accounts that each wrote another text. */
function judgeAccounts(state: LinkState, sample: readonly number[]): CoOccurrence {
  const accounts = new Set<number>()
  const texts = new Set<number>()
  for (const advert of sample) {
    const account = state.adverts.account.data[advert]!
    if (account >= 0) accounts.add(account)
    const variant = variantOf(state, advert)
    texts.add(variant >= 0 ? variant : -2 - advert)
  }
  const groups = Math.min(accounts.size, texts.size)
  return { hub: groups >= 6 && groups > 0.7 * sample.length, groups }
}

function saidToBeHub(state: LinkState, value: number): boolean {
  const word = wordOf(state, value)
  return word === valueStatus.analystHub || word === valueStatus.seedHub
}

/** What people said of the value: an analyst's last word before a seed; `own` when nobody said anything. */
export function wordOf(state: LinkState, value: number): number {
  const word = state.people.words.get(value)?.at(-1)
  if (word) return word.hub ? valueStatus.analystHub : valueStatus.analystOwn
  return (state.people.seeds.get(value) ?? 0) > 0 ? valueStatus.seedHub : valueStatus.own
}
