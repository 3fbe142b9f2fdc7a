/** Words of a text as the index and a question see them: folded as extraction folds, with where they stand. */
import { fold, sourceSpan } from './fold.ts'
import { symbolMark } from './fold-points.ts'

export interface Token {
  readonly word: string
  /** UTF-16 offsets into the text. */
  readonly start: number
  readonly end: number
}

/** Letters and digits of a word that are kept. */
const mostLetters = 64
const wordPattern = new RegExp(`[\\p{L}\\p{N}]+|${symbolMark}|\\p{Extended_Pictographic}`, 'uy')
const unbrokenLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u
const unbroken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+/gu

/**
 * Folded words in order: invisible letters out, look-alikes and letters with strokes as plain ones, digits of all scripts as 0-9. Chinese
 * and Japanese, which set no spaces, give each pair of neighbours and the last letter; pictures (emoji) are words.
 */
export function tokensOf(text: string): Token[] {
  const folded = fold(text)
  const tokens: Token[] = []
  const add = (word: string, from: number, to: number): void => {
    const { start, end } = sourceSpan(folded, from, to)
    const shown = word === symbolMark ? picture(text.slice(start, end)) : word.slice(0, mostLetters)
    if (shown !== '') tokens.push({ word: shown, start, end })
  }
  eachWord(folded.text, (word, from) => {
    if (!mayBeUnbroken(word)) return add(word, from, from + word.length)
    let at = 0
    for (const run of word.matchAll(unbroken)) {
      if (run.index > at) add(word.slice(at, run.index), from + at, from + run.index)
      at = run.index + run[0].length
      for (let i = run.index; i < at; i++) add(word.slice(i, Math.min(i + 2, at)), from + i, from + Math.min(i + 2, at))
    }
    if (at < word.length) add(word.slice(at), from + at, from + word.length)
  })
  return tokens
}

/** The matches of `wordPattern` in order. Words of plain letters and digits, which most are, are found without it. */
function eachWord(folded: string, visit: (word: string, from: number) => void): void {
  let at = 0
  while (at < folded.length) {
    let end = at
    while (end < folded.length && isPlain(folded.charCodeAt(end))) end++
    if (folded.charCodeAt(end) >= 0x80) {
      wordPattern.lastIndex = at
      const word = wordPattern.exec(folded)?.[0] ?? ''
      if (word !== '') visit(word, at)
      at += Math.max(1, word.length)
      continue
    }
    if (end > at) visit(folded.slice(at, end), at)
    at = end + 1
  }
}

/** a to z and 0 to 9: folded text has no capitals of ASCII. */
function isPlain(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}

/** Letters of scripts without spaces lie beyond those of most words: a look at the letters spares the search by pattern. */
function mayBeUnbroken(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= 0x2e80) return true
  return false
}

export function wordsOf(text: string): string[] {
  return tokensOf(text).map((one) => one.word)
}

/** Whether a word is of letters that are written without spaces between words. */
export function isUnbroken(word: string): boolean {
  return unbrokenLetter.test(word)
}

/** The sign that the fold has no plain form for, where it is a picture. */
function picture(source: string): string {
  return /\p{Extended_Pictographic}/u.exec(source)?.[0] ?? ''
}
