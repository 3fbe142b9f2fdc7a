/** Tells whether a text spells out a phone number: digits as words in nine languages, or letters that look like digits. */
import { fold } from './fold.ts'
import { tokenize } from './tokens.ts'
import { perWord } from './vocabulary.ts'
import { anyOf, wordRows, wordSet } from './word-lists.ts'

/** Digits that make a phone number, and how many of its words must be number words: "2 keer acht" is none. */
const fewestDigits = 8
const fewestWords = 3

/** Characters between two parts of one number, and other words between them ("en", "then"). */
const maxGap = 12
const maxOthers = 1

/** Longer texts are cut: a number stands in the first lines or in a line of its own. */
const maxChars = 5_000

/** True when eight digits or more follow each other as words ("nul zes een veertig"), with plain digits between them or not. Linear. */
export function spellsNumber(text: string): boolean {
  let digits = 0
  let words = 0
  let others = 0
  let last = 0
  for (const token of tokenize(fold(text.slice(0, maxChars)).text)) {
    const count = token.digits ? token.text.length : digitsOf(token)
    if (token.start - last > maxGap) digits = words = others = 0
    if (count === 0) {
      if (++others > maxOthers) digits = words = others = 0
    } else {
      digits += count
      if (!token.digits) words++
      others = 0
      if (digits >= fewestDigits && words >= fewestWords) return true
    }
    last = token.end
  }
  return false
}

/** How many digits a number word stands for; compounds as German and Dutch write them ("eenenveertig") are two. */
const digitsOf = perWord((word): number => {
  const value = plainNumbers().get(word)
  if (value !== undefined) return value < 10 ? 1 : value < 100 ? 2 : 3
  return word.length >= 6 && compound().test(word) ? 2 : 0
})

let plain: ReadonlyMap<string, number> | null = null

function plainNumbers(): ReadonlyMap<string, number> {
  plain ??= new Map([...wordRows('numbers'), ...wordRows('tens')].map(({ word, value }) => [word, Number(value)]))
  return plain
}

let compounds: RegExp | null = null

function compound(): RegExp {
  compounds ??= compoundOf(
    anyOf(wordRows('numbers')),
    anyOf(wordRows('tens')),
    [...wordSet('number-joiners')].join('|')
  )
  return compounds
}

/** "eenenveertig", "treinta y uno" in one word, "nulzes". */
function compoundOf(numbers: string, tens: string, joiners: string): RegExp {
  const either = `(?:${numbers})(?:${joiners})?(?:${tens})|(?:${tens})(?:${joiners})?(?:${numbers})`
  return new RegExp(`^(?:${either}|(?:${numbers}){2,4})$`, 'u')
}
