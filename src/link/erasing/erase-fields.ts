/** What erasing does with each field of the linker's state and of the judgements in it: a field without a line here does not compile. */
import type { KeyTable } from '../columns.ts'
import type { LinkEvent } from '../event.ts'
import type { People } from '../people.ts'
import type { LinkState } from '../state.ts'

/** Names that a type spells out; its index signature is none. */
type Named<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: true }

/** `kept`: numbers, counts and marks of structure only. `rewritten`: a step of `scrubWithdrawn` writes it anew without the erased. */
type Fate = 'kept' | 'rewritten'
/** A number is what the field of an erased advert, or of a value that nobody has any more, becomes. */
type Column = Fate | number

type Parts = Omit<LinkState, 'options'>
type StateFields = {
  readonly [P in keyof Parts]: Parts[P] extends KeyTable
    ? Fate
    : Named<Parts[P]> extends keyof Parts['variantGroup']
      ? Fate
      : Readonly<Record<Named<Parts[P]>, Column>>
}

export const erasedFields = {
  adverts: {
    flags: 'kept',
    day: 0,
    account: -1,
    who: 0,
    variant: -1,
    mentionHead: 'rewritten',
    mentionTail: 'rewritten',
    groupHead: -1,
    own: 0,
    s: 'kept',
    sNext: 'kept',
    sSize: 'kept',
    sOwn: 'kept',
    n: 'kept',
    nNext: 'kept',
    nSize: 'kept',
    netId: 'kept'
  },
  mentions: {
    value: 'rewritten',
    advert: 'rewritten',
    nextOfValue: 'rewritten',
    nextOfAdvert: 'rewritten',
    flags: 'rewritten'
  },
  values: {
    hi: 0,
    lo: 0,
    kind: 'kept',
    head: 'rewritten',
    count: 0,
    standing: 0,
    groups: 0,
    firstDay: 0,
    lastDay: 0,
    uses: 1
  },
  valueTable: 'rewritten',
  groups: {
    kind: 'kept',
    head: 'rewritten',
    count: 'kept',
    hands: 'kept',
    total: 'kept',
    main: 'kept',
    best: 'kept',
    bestCount: 'kept',
    mode: 'kept',
    anchor: 'rewritten'
  },
  memberships: { group: 'rewritten', advert: 'kept', nextOfGroup: 'rewritten', nextOfAdvert: 'rewritten' },
  pairs: 'kept',
  apart: 'kept',
  bothTable: 'kept',
  variantGroup: 'kept',
  pictureGroup: 'kept',
  variantMerges: 'kept',
  netLabel: 'kept',
  templates: {
    place: 'rewritten',
    feature: 'rewritten',
    df: 'rewritten',
    head: 'rewritten',
    posts: 'rewritten',
    members: 'rewritten',
    profileAt: 'rewritten',
    profileLength: 'rewritten',
    profileCapacity: 'rewritten',
    coreWeight: 'rewritten',
    arena: 'rewritten',
    free: 'rewritten'
  },
  minHashes: { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0 },
  pictures: { bits: 'rewritten', next: 'rewritten', slots: 'rewritten' },
  people: {
    lastSeq: 'kept',
    unsettled: 'kept',
    judgements: 'rewritten',
    rejected: 'rewritten',
    textRejected: 'rewritten',
    picturesRejected: 'rewritten',
    vetoes: 'rewritten',
    sames: 'rewritten',
    seeds: 'kept',
    words: 'rewritten',
    pending: 'kept',
    periods: 'rewritten',
    strangers: 'rewritten',
    rested: 'rewritten',
    examples: 'rewritten'
  } satisfies Readonly<Record<keyof People, Fate>>
} as const satisfies StateFields

/** `advert`, `value`: the judgement goes with that advert, or with that value when nobody has it any more. `kept`: tells nothing of either. `whole`: the judgement never stays. */
type EventFate = 'kept' | 'advert' | 'value' | 'whole'
type EventFields = {
  readonly [K in LinkEvent['kind']]: Readonly<Record<keyof Extract<LinkEvent, { kind: K }>, EventFate>>
}

const base = { seq: 'kept', at: 'kept', by: 'kept', kind: 'kept' } as const

/** A rejected value of a living advert, and contacts of sites, stay as long as they stand (`eraseValues`). */
export const judgementFields: EventFields = {
  advert: { ...base, kind: 'whole', advert: 'whole' },
  reject: { ...base, advert: 'advert', valueKind: 'kept', key: 'kept' },
  'reject-text': { ...base, advert: 'advert' },
  'reject-pictures': { ...base, advert: 'advert' },
  veto: { ...base, a: 'advert', b: 'advert' },
  same: { ...base, a: 'advert', b: 'advert' },
  hub: { ...base, valueKind: 'kept', key: 'value', state: 'kept' },
  'seed-hubs': { ...base, values: 'kept' },
  withdraw: { ...base, kind: 'whole', advert: 'whole' },
  settle: { ...base, kind: 'whole' },
  undo: { ...base, judgement: 'kept' }
}

/** True when a judgement tells of an erased advert, or of a value that nobody has any more. */
export function tellsOfErased(event: LinkEvent, gone: ReadonlySet<number>, lost: ReadonlySet<string>): boolean {
  const fields: Readonly<Record<string, unknown>> = { ...event }
  return Object.entries(judgementFields[event.kind]).some(([name, fate]) => {
    const value = fields[name]
    if (fate === 'advert') return typeof value === 'number' && gone.has(value)
    if (fate === 'value') return typeof value === 'string' && lost.has(value)
    return fate === 'whole'
  })
}
