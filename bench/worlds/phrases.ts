/** The texts of a world: phrases with choices per language, drafts of an advert, small edits, and the writing out with its values. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Random } from '../../demo/random.ts'

export const languages = ['nl', 'en', 'de', 'fr', 'es', 'ro', 'pl'] as const
export type Language = (typeof languages)[number]

/** A sentence of a draft: the phrase it is made of, and the choices made in it, so that a copy can be said a little differently. */
interface Sentence {
  readonly section: string
  readonly text: string
}

/** An advert before its values are written in: what copies of one template share. */
export interface Draft {
  readonly language: Language
  readonly title: string
  readonly sentences: readonly Sentence[]
}

const books = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/** All phrases of a section in a language, with their choices `{a|b}` and slots `<name>` as they stand in the table. */
export function phrasesOf(language: Language, section: string): readonly string[] {
  const book = books.get(language) ?? readBook(language)
  books.set(language, book)
  return book.get(section) ?? []
}

const lists = new Map<string, readonly string[]>()

/** The words of a section that is one list, such as names. */
export function listOf(language: Language, section: string): readonly string[] {
  const key = `${language} ${section}`
  const known = lists.get(key)
  if (known !== undefined) return known
  const [line = ''] = phrasesOf(language, section)
  const list = line.split(line.includes('|') ? '|' : ' ')
  lists.set(key, list)
  return list
}

function readBook(language: Language): ReadonlyMap<string, readonly string[]> {
  const book = new Map<string, string[]>()
  for (const line of readFileSync(path.join(import.meta.dirname, 'texts', `${language}.tsv`), 'utf8').split('\n')) {
    const [section, phrase] = line.split('\t')
    if (section === undefined || phrase === undefined) continue
    book.set(section, [...(book.get(section) ?? []), phrase])
  }
  return book
}

/** A draft with one sentence from each of the sections, in their order; a section that the language lacks is passed over. */
export function makeDraft(random: Random, language: Language, title: string, sections: readonly string[]): Draft {
  const sentences = sections.flatMap((section) => makeSentence(random, language, section) ?? [])
  return { language, title: spin(random, random.pick(phrasesOf(language, title))), sentences }
}

/** So many lines that hardly anybody else writes: the most of a text is its writer's own. */
export function ownLines(count: number): string[] {
  return Array.from({ length: count }, () => 'own')
}

function makeSentence(random: Random, language: Language, section: string): Sentence | null {
  const phrases = phrasesOf(language, section)
  if (phrases.length === 0) return null
  const text = spin(random, random.pick(phrases)).replaceAll(/<(hobby|near|adj|noun|verb)>/g, (_, list: string) =>
    random.pick(listOf(language, list))
  )
  return { section, text }
}

/** Makes the choices: `{a|b}` becomes one of its parts; choices within choices are not used. */
function spin(random: Random, phrase: string): string {
  return phrase.replaceAll(/\{([^{}]*)\}/g, (_, parts: string) => random.pick(parts.split('|')))
}

/** A copy as its writer edits it: each sentence may be left out, said with other words or moved; `strength` from 0 (none) to 1. */
export function edited(random: Random, draft: Draft, strength: number): Draft {
  const sentences = draft.sentences.flatMap((one): Sentence[] => {
    if (draft.sentences.length > 3 && random.chance(strength * 0.25) && !one.text.includes('<phone>')) return []
    if (random.chance(strength * 0.4)) return [makeSentence(random, draft.language, one.section) ?? one]
    return random.chance(strength) ? [{ ...one, text: wordEdit(random, one.text) }] : [one]
  })
  const at = random.int(0, Math.max(0, sentences.length - 2))
  const [first, second] = [sentences[at], sentences[at + 1]]
  if (first !== undefined && second !== undefined && random.chance(strength)) sentences.splice(at, 2, second, first)
  return { ...draft, sentences }
}

/** One small change: a word twice as long drawn out, a letter lost, a mark added. */
function wordEdit(random: Random, text: string): string {
  const words = text.split(' ')
  const at = random.int(0, words.length - 1)
  const word = words[at] ?? ''
  if (word.includes('<') || word.includes('>')) return `${text} ${random.pick(['!', '…', '☺', '*'])}`
  const change = random.pick(['drop', 'case', 'mark', 'typo'])
  const changed =
    change === 'drop'
      ? ''
      : change === 'case'
        ? word.toUpperCase()
        : change === 'mark'
          ? `${word} ✿`
          : word.length > 4
            ? word.slice(0, 2) + word.slice(3)
            : word
  return words.with(at, changed).filter(Boolean).join(' ')
}

/** How a hand types, the same in all its adverts. */
export interface Style {
  readonly lower: boolean
  readonly bare: boolean
  readonly lines: boolean
  readonly mark: string
}

/** A way of typing. */
export function makeStyle(random: Random): Style {
  return {
    lower: random.chance(0.12),
    bare: random.chance(0.2),
    lines: random.chance(0.45),
    mark: random.chance(0.25) ? random.pick(['✨', '🌷', '☕', '🙂', '***', '~~', '💐', '🌿']) : ''
  }
}

/** Title and body with their values; a sentence with a slot that has no value is left out. */
export function written(
  draft: Draft,
  slots: Readonly<Record<string, string>>,
  style: Style
): { readonly title: string; readonly body: string } {
  const filled = (text: string): string | null => {
    let whole = true
    const out = text.replaceAll(/<(\w+)>/g, (_, slot: string) => {
      const value = slots[slot]
      if (value === undefined || value === '') whole = false
      return value ?? ''
    })
    return whole ? out : null
  }
  const sentences = draft.sentences.flatMap((one) => filled(one.text) ?? [])
  const body = sentences.join(style.lines ? '\n' : ' ') + (style.mark === '' ? '' : ` ${style.mark}`)
  const typed = (text: string): string => {
    const bare = style.bare ? text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '') : text
    return style.lower ? bare.toLowerCase() : bare
  }
  return { title: typed(filled(draft.title) ?? slots['city'] ?? ''), body: typed(body) }
}
