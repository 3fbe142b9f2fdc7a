/** Everything that linking knows: columns for adverts, values, mentions and weak groups, and the judgements of people. */
import { IntList, KeyTable } from './columns.ts'
import { valueKinds, type ValueKind } from '../model/value-kind.ts'
import { createPeople, type People } from './people.ts'
import { createPictures, type PictureState } from './pictures/picture-index.ts'
import { createMinHashes, type MinHashes } from './templates/min-hash.ts'
import { createTemplates, type TemplateState } from './templates/template-index.ts'

/** Bits of an advert's `flags`. */
export const advertFlag = { known: 1, withdrawn: 2, counted: 4 } as const
/** Bits of a mention's `flags`. */
export const mentionFlag = { joinable: 1, rejected: 2 } as const
/** Status of a value: only `own` values join. */
export const valueStatus = { own: 0, learnedHub: 1, seedHub: 2, analystHub: 3, analystOwn: 4 } as const
/** Kinds of weak groups. */
export const weakKind = { text: 0, picture: 1, both: 2 } as const

/** Per advert. `s` is the label (an advert of it) of its strong component, `n` of its network; `*Next` are circular lists. */
interface AdvertColumns {
  [column: string]: IntList
  flags: IntList
  day: IntList
  account: IntList
  /** Hash of first name and first place; 0 when either is missing. */
  who: IntList
  variant: IntList
  mentionHead: IntList
  mentionTail: IntList
  groupHead: IntList
  /** Live mentions of joining values that mark a hand of its own (`isOwnKind`). */
  own: IntList
  s: IntList
  sNext: IntList
  sSize: IntList
  /** Sum of `own` over the component, read at its label. */
  sOwn: IntList
  n: IntList
  nNext: IntList
  nSize: IntList
  /** Id of the network, read at its label; 0 for an advert alone. */
  netId: IntList
}

interface ValueColumns {
  [column: string]: IntList
  hi: IntList
  lo: IntList
  kind: IntList
  head: IntList
  /** Live mentions. */
  count: IntList
  standing: IntList
  /** Groups around a learned hub. */
  groups: IntList
  firstDay: IntList
  lastDay: IntList
  /** 1, or more when uses by different hands are told apart: by `People.periods` and `People.strangers`. */
  uses: IntList
}

/** Weak groups: adverts that share a template, a picture, or both. */
interface GroupColumns {
  [column: string]: IntList
  kind: IntList
  head: IntList
  count: IntList
  /** Strong components with own facts in it, adverts of those, and the one with most adverts (valid when more than half). */
  hands: IntList
  total: IntList
  main: IntList
  /** The largest hand seen and its count (-1: to be counted again), from which `main` follows. */
  best: IntList
  bestCount: IntList
  mode: IntList
  /** A bound advert of it, -1 when none. */
  anchor: IntList
}

export interface LinkState {
  readonly adverts: AdvertColumns
  readonly mentions: {
    [column: string]: IntList
    value: IntList
    advert: IntList
    nextOfValue: IntList
    nextOfAdvert: IntList
    flags: IntList
  }
  readonly values: ValueColumns
  readonly valueTable: KeyTable
  readonly groups: GroupColumns
  readonly memberships: {
    [column: string]: IntList
    group: IntList
    advert: IntList
    nextOfGroup: IntList
    nextOfAdvert: IntList
  }
  /** (group, strong component) → adverts. */
  readonly pairs: KeyTable
  /** (group, strong component) → 1 where the component has a text of its own and only resembles that of the others (`settleApart`). */
  readonly apart: KeyTable
  /** (variant, picture) → group of kind `both`. */
  readonly bothTable: KeyTable
  readonly variantGroup: IntList
  readonly pictureGroup: IntList
  /** Merges of variants, in order: variant, variant, advert that showed it. */
  readonly variantMerges: IntList
  /** Label of a network by its id; -1 when it ended. */
  readonly netLabel: IntList
  readonly templates: TemplateState
  readonly minHashes: MinHashes
  readonly pictures: PictureState
  readonly people: People
  readonly options: LinkOptions
}

export interface LinkOptions {
  /** Two strong components of this many adverts each (20) are not joined by one single value: a person decides. */
  readonly guardSize: number
}

export function createState(options: Partial<LinkOptions> = {}): LinkState {
  return {
    adverts: {
      flags: list(),
      day: list(),
      account: list(-1),
      who: list(),
      variant: list(-1),
      mentionHead: list(-1),
      mentionTail: list(-1),
      groupHead: list(-1),
      own: list(),
      sOwn: list(),
      s: list(-1),
      sNext: list(-1),
      sSize: list(),
      n: list(-1),
      nNext: list(-1),
      nSize: list(),
      netId: list()
    },
    mentions: { value: list(), advert: list(), nextOfValue: list(-1), nextOfAdvert: list(-1), flags: list() },
    values: {
      hi: list(),
      lo: list(),
      kind: list(),
      head: list(-1),
      count: list(),
      standing: list(),
      groups: list(),
      firstDay: list(),
      lastDay: list(),
      uses: list(1)
    },
    valueTable: new KeyTable(),
    groups: {
      kind: list(),
      head: list(-1),
      count: list(),
      hands: list(),
      total: list(),
      main: list(-1),
      best: list(-1),
      bestCount: list(),
      mode: list(),
      anchor: list(-1)
    },
    memberships: { group: list(), advert: list(), nextOfGroup: list(-1), nextOfAdvert: list(-1) },
    pairs: new KeyTable(),
    apart: new KeyTable(),
    bothTable: new KeyTable(),
    variantGroup: list(-1),
    pictureGroup: list(-1),
    variantMerges: list(),
    netLabel: noNetwork(),
    templates: createTemplates(),
    minHashes: createMinHashes(),
    pictures: createPictures(),
    people: createPeople(),
    options: { guardSize: 20, ...options }
  }
}

/** True for kinds that a hand has as its own: where two adverts each have one, a shared text alone does not join them. */
export function isOwnKind(state: LinkState, value: number): boolean {
  return ownKinds.has(valueKinds[state.values.kind.data[value]!]!)
}

const ownKinds: ReadonlySet<ValueKind> = new Set(['phone'])

/** True when the value's word or what was learned lets it join. */
export function joins(state: LinkState, value: number): boolean {
  const now = state.values.standing.data[value]
  return now === valueStatus.own || now === valueStatus.analystOwn
}

export function isLive(state: LinkState, advert: number): boolean {
  const flags = state.adverts.flags.data[advert]!
  return (flags & (advertFlag.known | advertFlag.withdrawn)) === advertFlag.known
}

/** A mention counts when its advert is live, its confidence is high enough and nobody rejected it. */
export function isLiveMention(state: LinkState, mention: number): boolean {
  return (
    state.mentions.flags.data[mention] === mentionFlag.joinable && isLive(state, state.mentions.advert.data[mention]!)
  )
}

/**
 * Which use of a value an advert's mention is: adverts are joined within one use only. 0 and up: the period of a recycled number;
 * `strangerUse` and up: a stranger's, of that advert alone.
 */
export function useOf(state: LinkState, value: number, advert: number): number {
  if (state.values.uses.data[value]! < 2) return 0
  if (state.people.strangers.get(value)?.includes(advert) === true) return strangerUse + advert
  const begins = state.people.periods.get(value) ?? []
  const day = state.adverts.day.data[advert]!
  let period = 0
  while (period < begins.length && day >= begins[period]!) period++
  return period
}

/** More than any value has periods. */
export const strangerUse = 1 << 16

/** The variant template of an advert; -1 when it has none or a person said that it does not belong there. */
export function variantOf(state: LinkState, advert: number): number {
  return state.people.textRejected.has(advert) ? -1 : state.adverts.variant.data[advert]!
}

/** The live mentions of a value, newest first. */
export function visitMentions(state: LinkState, value: number, visit: (advert: number, mention: number) => void): void {
  const { advert, nextOfValue } = state.mentions
  for (let m = state.values.head.data[value]!; m >= 0; m = nextOfValue.data[m]!) {
    if (isLiveMention(state, m)) visit(advert.data[m]!, m)
  }
}

/** The live mentions of an advert, in the order of their keys. */
export function visitValues(state: LinkState, advert: number, visit: (value: number, mention: number) => void): void {
  const { value, nextOfAdvert } = state.mentions
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = nextOfAdvert.data[m]!) {
    if (isLiveMention(state, m)) visit(value.data[m]!, m)
  }
}

function list(fill = 0): IntList {
  return new IntList(fill)
}

/** Network ids begin at 1: 0 says none. */
function noNetwork(): IntList {
  const labels = new IntList(-1)
  labels.push(-1)
  return labels
}
