/** A question to the index: its words, phrases and facts as terms, and the adverts that have them all. */
import { blind } from '../link/fingerprint.ts'
import { factTerm, wordTerm } from '../store/inverted-index/terms.ts'
import { addAdvert, both, either, without, type AdvertSet } from '../store/inverted-index/advert-set.ts'
import {
  advertsWith,
  advertsWithPhrase,
  countsOf,
  lookUp,
  type Found,
  type Index
} from '../store/inverted-index/lookup.ts'
import type { Ground, Tx } from '../store/ground.ts'
import { wordsOf } from '../text/words.ts'
import type { Understood } from './understand.ts'
import { blindKeyOf, mandateOf, type Vault } from './vault.ts'

export interface Matching {
  /** The adverts that match. */
  readonly adverts: AdvertSet
  /** How often what was asked stands in the newest versions of some adverts. */
  counts(adverts: readonly number[]): ReadonlyMap<number, number>
}

interface Question {
  /** Each a run of word terms; one word is a run of one. */
  readonly phrases: readonly (readonly string[])[]
  /** Each a fact with its readings as terms, any of which will do. */
  readonly facts: readonly (readonly string[])[]
}

/** What the index says; null when nothing was asked that it could know: no word and no fact. */
export async function askIndex(tx: Tx, ground: Ground, vault: Vault, asked: Understood): Promise<Matching | null> {
  const question = questionOf(asked)
  if (question.phrases.length + question.facts.length === 0) return null
  const terms = [...question.phrases.flat(), ...question.facts.flat()]
  const inPhrase = new Set(question.phrases.filter((one) => one.length > 1).flat())
  const { index, found } = await lookUp(tx, vault.keyring, mandateOf(ground), terms, inPhrase)
  const some = (names: readonly string[]): Found[] => names.flatMap((name) => found.get(name) ?? [])
  const rejected = await rejectedFacts(tx, ground, vault, asked)
  const sets = [
    ...question.phrases.map((words) => advertsOfPhrase(index, some(words))),
    ...question.facts.map((readings, at) => less(advertsOfFact(index, some(readings)), rejected[at]))
  ]
  return {
    adverts: sets.reduce(both),
    counts: (adverts) => countsOf(index, some([...new Set(terms)]), adverts)
  }
}

function questionOf(asked: Understood): Question {
  const phrases: string[][] = []
  for (const [, phrase, loose] of asked.text.matchAll(/"([^"]*)"|([^"]+)/g)) {
    const words = wordsOf(phrase ?? loose ?? '').map(wordTerm)
    if (phrase === undefined) phrases.push(...words.map((word) => [word]))
    else if (words.length > 0) phrases.push(words)
  }
  return { phrases, facts: asked.facts.map((fact) => fact.readings.map((one) => factTerm(one.kind, one.value))) }
}

function advertsOfPhrase(index: Index, words: readonly Found[]): AdvertSet {
  return words.length === 1 ? advertsWith(index, words[0], false) : advertsWithPhrase(index, words)
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
    const blinds = key === null ? [] : fact.readings.map((one) => blind(one.kind, one.value, key))
    const { rows } = await tx.query<{ advert_id: number }>({
      name: 'rejected-adverts',
      text: `select distinct f.advert_id from fact f where f.blind = any($1) and f.state = 'rejected'
               and not exists (select 1 from fact o where o.advert_id = f.advert_id and o.blind = any($1) and o.state <> 'rejected')`,
      values: [blinds]
    })
    adverts.push(rows.map((row) => row.advert_id))
  }
  return adverts
}
