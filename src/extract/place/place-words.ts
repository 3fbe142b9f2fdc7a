/** Words that ask for a place, and names of places that are also ordinary words or first names (all folded). */
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'

export const placePrepositions: ReadonlySet<string> = wordSet('place-cues')

export const ambiguousNames: ReadonlySet<string> = wordSet('ambiguous-places')

/** Words that ask for a place and for much else. */
export const looseWords: ReadonlySet<string> = wordSet('loose-place-cues')

/** Prepositions of one language that are articles and endings in the Germanic ones ("Jan de Vries"). */
export const romanceWords: ReadonlySet<string> = wordSet('romance-place-cues')

/** What may stand between a word that asks for a place and the place ("in de", "near the"). */
export const placeJoiners: ReadonlySet<string> = wordSet('place-joiners')

/** What follows a name that is meant as a place: its centre, its surroundings, its country. */
export const placeAfter = new RegExp(String.raw`^\s?(?:[,(|/-]\s?)?(?:${anyOf(wordRows('place-after'))})(?!\p{L})`, 'u')

/** Between two towns of a list, by words; folded. */
export const townJoiners: string = anyOf(wordRows('and-or'))
