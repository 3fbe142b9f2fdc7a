/** A question to the index: its words, phrases and facts as terms, and the adverts that have them all. */
import { blind } from '../../link/fingerprint.ts'
import { factTerm, wordTerm } from '../../store/inverted-index/terms.ts'
import { addAdvert, both, either, without, type AdvertSet } from '../../store/inverted-index/advert-set.ts'
import {
  advertsWith,
  advertsWithPhrase,
  countsOf,
  exactly,
  lookUp,
  type Wanted,
  type Found,
  type Index
} from '../../store/inverted-index/lookup.ts'
import type { SegmentRow } from '../../store/inverted-index/segment.ts'
import { atOnce, type Ground, type Tx } from '../../store/ground.ts'
import { differByOne } from '../../text/distance.ts'
import { likeWord } from '../../text/stems.ts'
import { isUnbroken } from '../../text/words.ts'
import type { Item } from './question.ts'
import type { Understood } from './understand.ts'
import type { Shut } from '../../store/sealed/key-not-here.ts'
import { tokensOf, valueKey } from '../../store/sealed/value-tokens.ts'
import { blindKeyOf, mandateOf, type Vault } from '../adverts/vault.ts'

/** What opens, and who hears of what does not; with nobody to hear of it, that ends the question. */
export type TellingVault = Vault & { readonly shut?: Shut }

export interface Matching {
  /** The adverts that match. */
  readonly adverts: AdvertSet
  readonly index: Index
  /** How often what was asked stands in the newest versions of some adverts. */
  counts(adverts: readonly number[]): ReadonlyMap<number, number>
}

/** What the index says, whose segments were `listed`; null when nothing was asked that it could know, or only what must not stand there. */
export async function askIndex(
  tx: Tx,
  ground: Ground,
  vault: TellingVault,
  asked: Understood,
  listed: readonly SegmentRow[]
): Promise<Matching | null> {
  const { clauses, facts } = asked
  if (![...clauses, ...facts].some((one) => one.not !== true)) return null
  const readings = facts.map((fact) => fact.readings.map((one) => exactly(factTerm(one.kind, one.value))))
  const wanted = [...clauses.flatMap((clause) => clause.any.flatMap(wantedOf)), ...readings.flat()]
  const phrases = clauses.flatMap(({ any }) => any.filter(isPhrase).map((item) => wantedOf(item).map(({ id }) => id)))
  const [{ index, found }, rejected] = await atOnce(
    lookUp(tx, vault.keyring, mandateOf(ground), { wanted: distinct(wanted), phrases, shut: vault.shut }, listed),
    rejectedFacts(tx, ground, vault, asked)
  )
  const some = (list: readonly Wanted[]): Found[] => list.flatMap(({ id }) => found.get(id) ?? [])
  const sets = [
    ...clauses.map(({ not, any }) => ({ not, set: any.map((item) => advertsOf(index, item, some)).reduce(either) })),
    ...facts.map(({ not = false }, at) => ({
      not,
      set: less(advertsOfFact(index, some(readings[at]!)), rejected[at]!)
    }))
  ]
  const having = sets.filter((one) => !one.not).map((one) => one.set)
  const counted = [...clauses.filter((one) => !one.not).flatMap((one) => one.any.flatMap(wantedOf)), ...readings.flat()]
  return {
    index,
    adverts: sets.filter((one) => one.not).reduce((left, one) => without(left, one.set), having.reduce(both)),
    counts: (adverts) => countsOf(index, some(distinct(counted)), adverts)
  }
}

/** The terms that an item asks for. One word alone is found in its other forms too; words in a row to the letter. */
function wantedOf(item: Item): Wanted[] {
  switch (item.kind) {
    case 'words': {
      const [word = ''] = item.words
      if (item.words.length > 1 || isUnbroken(word)) return item.words.map((one) => exactly(wordTerm(one)))
      return [similar(`${word} form`, word, likeWord(word))]
    }
    case 'exact':
      return item.words.map((one) => exactly(wordTerm(one)))
    case 'prefix':
      return [{ ...exactly(wordTerm(item.word)), id: `${item.word}*`, takes: () => true }]
    case 'fuzzy':
      return [similar(`${item.word}~`, item.word, (other) => differByOne(item.word, other))]
    case 'digits':
      return [
        exactly(wordTerm(item.digits)),
        { id: `d${item.digits}`, term: `d${item.digits}`, begins: `d${item.digits}`, takes: () => true }
      ]
    case 'domain':
      return [exactly(`m${item.domain}`)]
  }
}

/** Words with the same first three letters that `like` takes. */
function similar(id: string, word: string, like: (other: string) => boolean): Wanted {
  const term = wordTerm(word)
  return { id, term, begins: term.slice(0, 4), takes: (name) => like(name.slice(1)) }
}

function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [one.id, one])).values()]
}

function advertsOf(index: Index, item: Item, some: (wanted: readonly Wanted[]) => Found[]): AdvertSet {
  const found = some(wantedOf(item))
  if (isPhrase(item)) return advertsWithPhrase(index, found)
  const anyVersion = item.kind === 'domain'
  return found.map((one) => advertsWith(index, one, anyVersion)).reduce(either)
}

function isPhrase(item: Item): boolean {
  return (item.kind === 'words' || item.kind === 'exact') && item.words.length > 1
}

/** A fact may stand in an earlier version: who looks for a number wants to know that it once stood there. */
function advertsOfFact(index: Index, readings: readonly Found[]): AdvertSet {
  return readings.map((one) => advertsWith(index, one, true)).reduce(either)
}

function less(set: AdvertSet, adverts: readonly number[]): AdvertSet {
  const taken = { bits: new Uint8Array(set.bits.length) }
  for (const advert of adverts) if (advert >>> 3 < taken.bits.length) addAdvert(taken, advert)
  return without(set, taken)
}

/** Per fact the adverts in which a person took it back wherever it stood. */
async function rejectedFacts(tx: Tx, ground: Ground, vault: Vault, asked: Understood): Promise<number[][]> {
  const key = asked.facts.length === 0 ? null : blindKeyOf(vault, mandateOf(ground))
  const adverts: number[][] = []
  for (const fact of asked.facts) {
    const tokens =
      key === null ? [] : fact.readings.flatMap((one) => tokensOf(valueKey(key), blind(one.kind, one.value, key)))
    const { rows } = await tx.query<{ advert_id: number }>({
      name: 'rejected-adverts',
      text: `select distinct f.advert_id from fact f where f.token = any($1) and f.state = 'rejected'
               and not exists (select 1 from fact o where o.advert_id = f.advert_id and o.token = any($1) and o.state <> 'rejected')`,
      values: [tokens]
    })
    adverts.push(rows.map((row) => row.advert_id))
  }
  return adverts
}
