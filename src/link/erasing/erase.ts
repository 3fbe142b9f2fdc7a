/** Erasing: takes what only erased adverts had out of the state of linking: mentions, values, text features, pictures, judgements. */
import { KeyTable, type IntList } from '../columns.ts'
import { valueKey } from '../networks/edges.ts'
import { erasedFields, tellsOfErased } from './erase-fields.ts'
import { eraseTemplates } from './erase-templates.ts'
import { noGroup } from '../networks/groups.ts'
import { erasePictures } from '../pictures/picture-index.ts'
import { advertFlag, type LinkState } from '../state.ts'
import { valueTableKey } from '../hubs/value-status.ts'

/**
 * Scrubs what withdrawn adverts left. Numbers of adverts, values, templates, groups and networks stay as they are: they tell
 * structure only, and the store refers to them. Returns the keys of values that nobody has any more.
 */
export function scrubWithdrawn(state: LinkState): string[] {
  const { flags } = state.adverts
  const gone = new Set<number>()
  for (let advert = 0; advert < flags.length; advert++) {
    if ((flags.data[advert]! & advertFlag.withdrawn) !== 0) gone.add(advert)
  }
  eraseTemplates(state, gone)
  eraseMentions(state, gone)
  eraseMemberships(state, gone)
  erasePictures(state.pictures, (picture) => {
    const group = picture < state.pictureGroup.length ? state.pictureGroup.data[picture]! : -1
    return group >= 0 && state.groups.head.data[group]! >= 0
  })
  erasePeople(state, gone)
  const keys = eraseValues(state)
  for (const advert of gone) forget(state, advert)
  return keys
}

function forget(state: LinkState, advert: number): void {
  blank(state.adverts, erasedFields.adverts, advert)
  blank(state.minHashes, erasedFields.minHashes, advert)
}

/** Sets the columns for which the table has a number to it, in one row. */
function blank(
  columns: Readonly<Record<string, IntList>>,
  fates: Readonly<Record<string, unknown>>,
  row: number
): void {
  for (const [name, fate] of Object.entries(fates)) if (typeof fate === 'number') columns[name]!.data[row] = fate
}

/** Mentions are written anew without those of erased adverts, in their order. */
function eraseMentions(state: LinkState, gone: ReadonlySet<number>): void {
  const { mentions, adverts, values } = state
  const { value, advert, flags } = mentions
  let kept = 0
  for (let m = 0; m < value.length; m++) {
    if (gone.has(advert.data[m]!)) continue
    value.data[kept] = value.data[m]!
    advert.data[kept] = advert.data[m]!
    flags.data[kept++] = flags.data[m]!
  }
  for (const column of Object.values(mentions)) cutTo(column, kept)
  values.head.data.fill(-1, 0, values.head.length)
  adverts.mentionHead.data.fill(-1, 0, adverts.mentionHead.length)
  adverts.mentionTail.data.fill(-1, 0, adverts.mentionTail.length)
  for (let m = 0; m < kept; m++) {
    const [v, a] = [value.data[m]!, advert.data[m]!]
    mentions.nextOfValue.data[m] = values.head.data[v]!
    values.head.data[v] = m
    mentions.nextOfAdvert.data[m] = -1
    const tail = adverts.mentionTail.data[a]!
    if (tail < 0) adverts.mentionHead.data[a] = m
    else mentions.nextOfAdvert.data[tail] = m
    adverts.mentionTail.data[a] = m
  }
}

/** Zeroes what lies behind the new end too: it is never written out, and need not stay in memory. */
function cutTo(column: IntList, length: number): void {
  column.data.fill(0, length, column.data.length)
  column.length = length
}

/** Memberships of erased adverts leave the lists of their groups; the order of the others stays. */
function eraseMemberships(state: LinkState, gone: ReadonlySet<number>): void {
  const { memberships, groups } = state
  const { advert, nextOfGroup } = memberships
  for (let group = 0; group < groups.head.length; group++) {
    let last = -1
    let at = groups.head.data[group]!
    groups.head.data[group] = -1
    while (at >= 0) {
      const next = nextOfGroup.data[at]!
      if (!gone.has(advert.data[at]!)) {
        if (last < 0) groups.head.data[group] = at
        else nextOfGroup.data[last] = at
        last = at
        nextOfGroup.data[at] = -1
      }
      at = next
    }
    if (gone.has(groups.anchor.data[group]!)) groups.anchor.data[group] = -1
  }
  for (let at = 0; at < advert.length; at++) {
    if (!gone.has(advert.data[at]!)) continue
    memberships.group.data[at] = noGroup
    nextOfGroup.data[at] = -1
    memberships.nextOfAdvert.data[at] = -1
  }
}

/** What people said of erased adverts, and of values that only they had. */
function erasePeople(state: LinkState, gone: ReadonlySet<number>): void {
  const { people } = state
  for (const key of people.rejected.keys()) if (gone.has(Number(key.split(':')[0]))) people.rejected.delete(key)
  for (const map of [people.textRejected, people.picturesRejected, people.vetoes, people.sames]) {
    for (const advert of gone) map.delete(advert)
  }
  for (const pairs of [people.vetoes, people.sames]) {
    for (const [advert, others] of pairs) {
      for (const other of others.keys()) if (gone.has(other)) others.delete(other)
      if (others.size === 0) pairs.delete(advert)
    }
  }
  people.judgements = people.judgements.filter(({ event }) => !tellsOfErased(event, gone, nothingLost))
}

const nothingLost: ReadonlySet<string> = new Set()

/** Values without a mention lose their key; contacts of sites and values that were rejected on living adverts keep theirs. */
function eraseValues(state: LinkState): string[] {
  const { values, people } = state
  const rejected = new Set([...people.rejected.keys()].map((key) => Number(key.split(':')[1])))
  const dead = new Set<number>()
  const keys: string[] = []
  const table = new KeyTable()
  for (let value = 0; value < values.head.length; value++) {
    const named = values.hi.data[value] !== 0 || values.lo.data[value] !== 0
    if (!named) continue
    if (values.head.data[value]! >= 0 || people.seeds.has(value) || rejected.has(value)) {
      table.set(valueTableKey(values.kind.data[value]!, values.hi.data[value]!), values.lo.data[value]!, value)
      continue
    }
    dead.add(value)
    keys.push(valueKey(state, value))
    blank(values, erasedFields.values, value)
  }
  Object.assign(state.valueTable, { hi: table.hi, lo: table.lo, value: table.value, used: table.used })
  for (const said of [people.words, people.periods, people.strangers]) for (const value of dead) said.delete(value)
  for (const said of [people.rested, people.examples]) for (const value of dead) said.delete(value)
  const lost = new Set(keys)
  people.judgements = people.judgements.filter(({ event }) => !tellsOfErased(event, new Set(), lost))
  return keys
}
