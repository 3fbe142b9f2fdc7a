/** Ways of introducing oneself in nine languages, common first names, and words that follow "I am" without being names (folded). */
import { wordRows, wordSet } from '../../text/word-lists.ts'

export interface Introduction {
  readonly words: readonly string[]
  /**
   * `strong`: a name must follow ("my name is"); `weak`: anything may ("I am"); `label`: a name when a colon or its like stands
   * between ("first name:"); `known`: only a common first name counts ("with", "call").
   */
  readonly follows: 'strong' | 'weak' | 'label' | 'known'
}

/** Introductions by their first word, longest first. */
export const introductions: ReadonlyMap<string, readonly Introduction[]> = buildIntroductions()

export const firstNames: ReadonlySet<string> = new Set([...wordSet('names'), ...wordSet('given-names')])

/** Words that close a message; a name may follow. */
export const closings: ReadonlySet<string> = wordSet('closings')

/** Ordinary words that stand where a name would. */
export const noNames: ReadonlySet<string> = new Set([
  ...wordSet('no-names'),
  ...wordSet('age-persons'),
  ...wordSet('age-labels')
])

/** Words that stand before a name in a title ("lieve Anna", "Miss Lola"). */
export const titleOpeners: ReadonlySet<string> = wordSet('title-openers')

function buildIntroductions(): Map<string, Introduction[]> {
  const table = new Map<string, Introduction[]>()
  const said = new Map(wordRows('introductions').map((row) => [row.word, followsOf(row.value)]))
  for (const [text, follows] of said) {
    const words = text.split(' ')
    const first = words[0] ?? ''
    // One-word labels ("naam: X") are as sure as sentences, since a colon or a space and a capital follow.
    table.set(first, [...(table.get(first) ?? []), { words, follows }])
  }
  for (const entries of table.values()) entries.sort((a, b) => b.words.length - a.words.length)
  return table
}

function followsOf(value: string): Introduction['follows'] {
  return value === 'strong' || value === 'label' || value === 'known' ? value : 'weak'
}

/** Endings of names in cases, longest first: what a text writes, and what the name ends in by itself. */
const endings = wordRows('name-endings').toSorted((a, b) => b.written.length - a.written.length)

/** Those with marks of their own, tried on names that are known as they stand: "Annę" is Anna, not Anne. */
const marked = endings.filter((ending) => /[^a-z]/.test(ending.written))

/**
 * The common first name that is meant by a capitalised word behind "ask for" or "with", folded, null when it is none: Polish and
 * Hungarian write it in a case ("pytaj o Kasię", "keresd Annát"). `written` is the word in its own letters, in small ones.
 */
export function nameInCase(folded: string, written: string): string | null {
  return (
    withoutEnding(folded, written, marked) ??
    (firstNames.has(folded) ? folded : withoutEnding(folded, written, endings))
  )
}

function withoutEnding(folded: string, written: string, tried: typeof endings): string | null {
  for (const ending of tried) {
    if (!written.endsWith(ending.written) || folded.length - ending.written.length < 2) continue
    const name = folded.slice(0, folded.length - ending.written.length) + ending.value
    if (firstNames.has(name)) return name
  }
  return null
}
