/** Tells whether a text spells out a phone number: digits as words in nine languages, or letters that look like digits. */
import { fold } from './fold.ts'
import { endOfToken, unitClass, unitClasses } from './tokens.ts'
import { perWord, wordId } from './vocabulary.ts'
import { wordRows, wordSet } from './word-lists.ts'

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
  const plain = fold(text.slice(0, maxChars)).text
  let digits = 0
  let words = 0
  let others = 0
  let last = 0
  for (let at = 0, end = 0; at < plain.length; at = end) {
    end = endOfToken(plain, at)
    const kind = unitClass(plain.charCodeAt(at))
    if (kind === unitClasses.other) continue
    const isWord = kind === unitClasses.letter
    const count = isWord ? digitsAt(plain, at, end) : end - at
    if (at - last > maxGap) digits = words = others = 0
    if (count === 0) {
      if (++others > maxOthers) digits = words = others = 0
    } else {
      digits += count
      if (isWord) words++
      others = 0
      if (digits >= fewestDigits && words >= fewestWords) return true
    }
    last = end
  }
  return false
}

/** How many digits the word stands for. Most words of a text are none by their first or last two letters, and are not cut out of it. */
function digitsAt(text: string, start: number, end: number): number {
  if (end - start < 2) return 0
  const seen = numberEnds()
  if (((seen[pairOf(text, start)] ?? 0) & begins) === 0 || ((seen[pairOf(text, end - 2)] ?? 0) & finishes) === 0)
    return 0
  const word = text.slice(start, end)
  return digitsOf({ id: wordId(word), text: word })
}

const begins = 1
const finishes = 2

/** By two letters, whether a number word begins or ends with such: compounds begin with one and end with one. */
let ends: Uint8Array | null = null

function numberEnds(): Uint8Array {
  if (ends !== null) return ends
  ends = new Uint8Array(65_536)
  for (const word of plainNumbers().keys()) {
    if (word.length < 2) throw new Error(`data/words: the number word ${word} has one letter`)
    for (const [at, bit] of [
      [0, begins],
      [word.length - 2, finishes]
    ] as const)
      ends[pairOf(word, at)] = (ends[pairOf(word, at)] ?? 0) | bit
  }
  return ends
}

/** Two letters as one number of 16 bits; others may share it. */
function pairOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 6) ^ text.charCodeAt(at + 1)) & 0xffff
}

/** How many digits a number word stands for; compounds as German and Dutch write them ("eenenveertig") are two. */
const digitsOf = perWord((word): number => {
  const value = plainNumbers().get(word)
  if (value !== undefined) return value < 10 ? 1 : value < 100 ? 2 : 3
  return word.length >= 6 && isCompound(word) ? 2 : 0
})

let plain: ReadonlyMap<string, number> | null = null

function plainNumbers(): ReadonlyMap<string, number> {
  plain ??= new Map([...wordRows('numbers'), ...wordRows('tens')].map(({ word, value }) => [word, Number(value)]))
  return plain
}

interface Parts {
  readonly numbers: ReadonlySet<string>
  readonly tens: ReadonlySet<string>
  readonly joiners: readonly string[]
}

let parts: Parts | null = null

function numberParts(): Parts {
  parts ??= { numbers: wordSet('numbers'), tens: wordSet('tens'), joiners: ['', ...wordSet('number-joiners')] }
  return parts
}

/** "eenenveertig", "treinta y uno" in one word, "nulzes". Sets of words: a pattern of all of them takes a quarter of a second to compile. */
function isCompound(word: string): boolean {
  const { numbers, tens, joiners } = numberParts()
  for (let cut = 1; cut < word.length; cut++) {
    const head = word.slice(0, cut)
    const [isNumber, isTen] = [numbers.has(head), tens.has(head)]
    if (!isNumber && !isTen) continue
    for (const joiner of joiners) {
      const rest = word.startsWith(joiner, cut) ? word.slice(cut + joiner.length) : ''
      if ((isNumber && tens.has(rest)) || (isTen && numbers.has(rest))) return true
    }
  }
  return isRow(word, 0, 4)
}

/** Two to `most` number words without anything between them. */
function isRow(word: string, done: number, most: number): boolean {
  const { numbers } = numberParts()
  if (done > 0 && numbers.has(word)) return true
  if (done + 1 >= most) return false
  for (let cut = 1; cut < word.length; cut++)
    if (numbers.has(word.slice(0, cut)) && isRow(word.slice(cut), done + 1, most)) return true
  return false
}
