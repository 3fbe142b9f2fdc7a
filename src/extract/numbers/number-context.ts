/** Words that tell what the digits beside them are: a phone number, a registration number, a measure. */
import { anyOf, anyPattern, wordRows, wordSet } from '../../text/word-lists.ts'
import { plusWords } from './number-words.ts'
import { perWord } from '../../text/vocabulary.ts'

export const cueWord = 1
export const vetoWord = 2
export const unitWord = 4
export const linkWord = 8
export const fillerWord = 16
export const moneyWord = 32
export const backwardWord = 64
export const fileWord = 128

/** Lists of `data/words` by what a word of them says; a word may stand in several. */
const lists: readonly (readonly [bit: number, list: string])[] = [
  [cueWord, 'phone-cues'],
  [vetoWord, 'phone-vetoes'],
  [unitWord, 'phone-units'],
  [linkWord, 'link-words'],
  [fillerWord, 'filler-words'],
  [moneyWord, 'money'],
  [backwardWord, 'backwards'],
  [fileWord, 'file-endings']
]

/** Joining wording of two words, of which one alone may mean anything. */
const fillerPhrases: ReadonlySet<string> = wordSet('filler-phrases')

const words = new Map<string, number>()
for (const [bit, list] of lists) for (const word of wordSet(list)) words.set(word, (words.get(word) ?? 0) | bit)

/** Compounds such as "ledennummer": what ends in -nummer is no phone unless it is said to be one. */
const numberEnding = new RegExp(`(?:${anyOf(wordRows('number-endings'))})$`)
const phoneStem = new RegExp(`^(?:${anyPattern('phone-stems')})`)
/** Stems that all nine languages share for references and identifiers, with whatever ending ("referencyjny"). */
const vetoStem = new RegExp(`^(?:${anyPattern('veto-stems')})`)

/** Whether the words between two groups of digits only join them ("followed by", "и след това"). */
export function isFillerPhrase(words: readonly string[]): boolean {
  return words.length > 1 && fillerPhrases.has(words.join(' '))
}

/** Whether text ends in a word for the plus sign. */
export function endsInPlusWord(before: string): boolean {
  // All of them end in one of these letters; this is asked for every group of digits.
  if (!'szс'.includes(before.charAt(before.length - 1))) return false
  return plusWords.has(before.slice(before.search(/\p{L}*$/u)))
}

/** The bits of a token's word, remembered per word. */
export const contextBits: (token: { readonly id: number; readonly text: string }) => number = perWord(contextOf)

/** Bits of what a folded word says about digits beside it; 0 for most words. */
export function contextOf(word: string): number {
  const known = words.get(word)
  if (known !== undefined) return known
  if (word.length < 5 || word.length > 40) return 0
  if (numberEnding.test(word)) return phoneStem.test(word) ? cueWord : vetoWord
  if (word.length > 5 && vetoStem.test(word)) return vetoWord
  return 0
}
