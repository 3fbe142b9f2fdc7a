/** Ways of introducing oneself in nine languages, common first names, and words that follow "I am" without being names (folded). */
import { wordRows, wordSet } from '../../text/word-lists.ts'

export interface Introduction {
  readonly words: readonly string[]
  /** A name must follow ("my name is"), and not anything ("I am"). */
  readonly strong: boolean
}

/** Introductions by their first word, longest first. */
export const introductions: ReadonlyMap<string, readonly Introduction[]> = buildIntroductions()

export const firstNames: ReadonlySet<string> = wordSet('names')

/** Words that close a message; a name may follow. */
export const closings: ReadonlySet<string> = wordSet('closings')

/** Ordinary words that stand where a name would. */
export const noNames: ReadonlySet<string> = wordSet('no-names')

/** Words that stand before a name in a title ("lieve Anna", "Miss Lola"). */
export const titleOpeners: ReadonlySet<string> = wordSet('title-openers')

function buildIntroductions(): Map<string, Introduction[]> {
  const table = new Map<string, Introduction[]>()
  const said = new Map(wordRows('introductions').map((row) => [row.word, row.value === 'strong']))
  for (const [text, strong] of said) {
    const words = text.split(' ')
    const first = words[0] ?? ''
    // One-word labels ("naam: X") are as sure as sentences, since a colon or a space and a capital follow.
    table.set(first, [...(table.get(first) ?? []), { words, strong }])
  }
  for (const entries of table.values()) entries.sort((a, b) => b.words.length - a.words.length)
  return table
}
