/** Whether a word that is a first name and a town ("Charlotte", "Sofia") is the one or the other where an advert writes it; for what things are called. Pure. */
import { firstNames } from '../../extract/person/name-words.ts'
import { placeNames } from '../../text/places.ts'
import { placeAfter, placePrepositions } from '../../extract/place/place-words.ts'
import type { Fact } from '../../model/fact.ts'
import type { SealedReading } from '../../model/reading.ts'
import { fold } from '../../text/fold.ts'

type Read = Pick<SealedReading, 'text' | 'facts'>

/** Words that ask for a place and for nothing else: "bij Anna" and "naar Anna" are said of people too. */
const ofPlaces = new Set(
  [...placePrepositions].filter(
    (word) => !['bij', 'naar', 'to', 'a', 'an', 'von', 'en', 'de', 'la', 'ze', 'do'].includes(word)
  )
)

/** The places that a text is about, the surest first, of two as sure the first; a first name is one only where the words around it say so. */
export function placesIn(read: Read): Fact[] {
  return read.facts
    .filter((fact) => fact.kind === 'place' && isPlace(read, fact))
    .toSorted((a, b) => b.confidence - a.confidence || a.start - b.start)
}

/** The names of persons that a text states, in its order; a town is one only where the words around it do not ask for a place. */
export function namesIn(read: Read): string[] {
  return [
    ...new Set(read.facts.filter((fact) => fact.kind === 'name' && !isTown(read, fact)).map((fact) => fact.value))
  ]
}

/** Values that were read as places and stand here for persons. */
export function mistakenPlaces(all: readonly Read[]): ReadonlySet<string> {
  const kept = new Set(all.flatMap((read) => placesIn(read).map((fact) => fact.value)))
  return new Set(
    all.flatMap((read) =>
      read.facts.flatMap((one) => (one.kind === 'place' && !kept.has(one.value) ? [one.value] : []))
    )
  )
}

function isPlace(read: Read, fact: Fact): boolean {
  if (!firstNames.has(folded(fact.raw)) && !firstNames.has(folded(fact.value))) return true
  return asksForPlace(read.text, fact) || placeAfter.test(folded(read.text.slice(fact.end, fact.end + 40)))
}

function isTown(read: Read, fact: Fact): boolean {
  return placeNames().has(folded(fact.value)) && asksForPlace(read.text, fact)
}

function asksForPlace(text: string, fact: Fact): boolean {
  const before = /(\p{L}+)\s*$/u.exec(text.slice(Math.max(0, fact.start - 24), fact.start))?.[1]
  return before !== undefined && ofPlaces.has(folded(before))
}

function folded(text: string): string {
  return fold(text).text.toLowerCase()
}
