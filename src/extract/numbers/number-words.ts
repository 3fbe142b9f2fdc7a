/** Number words of nine languages as folded text, with what they stand for when a phone number is spelled out. */
import { wordMap, wordRows, wordSet } from '../../text/word-lists.ts'
import type { WordRow } from '../../text/word-lists.ts'

/** Bit of a language in `NumberWord.languages`. Bulgarian in Latin letters counts as Bulgarian. */
export const languageBit: Readonly<Record<string, number>> = {
  nl: 1,
  en: 2,
  de: 4,
  fr: 8,
  es: 16,
  ro: 32,
  bg: 64,
  pl: 128,
  hu: 256
}

export interface NumberWord {
  readonly value: number
  readonly digits: string
  readonly languages: number
  /** A short everyday word ("een", "hat", "once"): counts only between other digits. */
  readonly everyday: boolean
}

/** Words that multiply the number before them by a hundred. */
export const hundredWords: ReadonlySet<string> = wordSet('hundred-words')

/** Words that multiply the number before them by a thousand. */
export const thousandWords: ReadonlySet<string> = wordSet('thousand-words')

/** Joiners between tens and units ("treinta y cuatro", "vier en dertig", "треисет и четири"). */
export const joinerWords: ReadonlySet<string> = wordSet('number-joiners')

/** "double five", "dubbel acht", "potrójne dwa": how often the digit after it stands. */
export const repeatWords: ReadonlyMap<string, number> = wordMap('repeats', Number)

/** "three times the eight", "drie keer de acht": words between how often and what. */
export const timesWords: ReadonlySet<string> = wordSet('times')

/** How often, in one word: "tweemaal", "dreimal", "háromszor", "twice". */
export const timesInOneWord: ReadonlyMap<string, number> = wordMap('times-in-one-word', Number)

/** Articles that may stand between a multiplier and its digit. */
export const articleWords: ReadonlySet<string> = wordSet('number-articles')

/** "three eights", "drie achten": plurals of digits; only after a number from two to four. */
export const pluralDigits: ReadonlyMap<string, number> = wordMap('digit-plurals', Number)

/** "plus eenendertig": stands for the sign before a country code. */
export const plusWords: ReadonlySet<string> = wordSet('plus-sign')

const everyday = wordSet('everyday-numbers')

/** All words: single words, compounds of tens and units, hundreds in one word. */
export const numberWords: ReadonlyMap<string, NumberWord> = buildWords()

function buildWords(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>()
  const lists = ['numbers', 'tens', 'hundreds', 'digit-nouns'].map((list) => wordRows(list))
  for (const language of Object.keys(languageBit)) {
    const own = lists.map((rows) => rows.filter((row) => row.language === language))
    for (const { word, value } of own.flat()) add(words, word, Number(value), language)
    addCompounds(words, language, own[0] ?? [], own[1] ?? [])
  }
  return words
}

/** Compounds written as one word: "vierendertig", "vierunddreissig", "twentyone", "veintidos", "harmincnegy". */
function addCompounds(
  words: Map<string, NumberWord>,
  language: string,
  numbers: readonly WordRow[],
  tens: readonly WordRow[]
): void {
  const units = numbers.filter(({ value }) => Number(value) >= 1 && Number(value) <= 9)
  for (const ten of tens) {
    for (const unit of units) {
      const form = compound(language, ten.word, unit.word)
      if (form !== null) add(words, form, Number(ten.value) + Number(unit.value), language)
    }
  }
}

function compound(language: string, ten: string, unit: string): string | null {
  switch (language) {
    case 'nl':
      return `${unit}en${ten}`
    case 'de':
      return unit === 'eins' ? null : `${unit}und${ten}`
    case 'es':
      return ten === 'veinte' ? `veinti${unit}` : `${ten.slice(0, -1)}ai${unit}`
    case 'hu':
      return ten === 'husz' ? `huszon${unit}` : `${ten}${unit}`
    case 'en':
    case 'pl':
      return `${ten}${unit}`
    case 'ro':
      return `${ten}si${unit}`
    case 'bg':
      return `${ten}и${unit}`
    default:
      return `${ten}${unit}`
  }
}

function add(words: Map<string, NumberWord>, form: string, value: number, language: string): void {
  const bit = languageBit[language] ?? 0
  const known = words.get(form)
  if (known !== undefined && known.value !== value) return
  words.set(form, {
    value,
    digits: String(value),
    languages: (known?.languages ?? 0) | bit,
    everyday: everyday.has(form)
  })
}
