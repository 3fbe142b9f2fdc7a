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
const wordPattern = new RegExp(`[\\p{L}\\p{N}]+|${symbolMark}|\\p{Extended_Pictographic}`, 'gu')
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
  for (const match of folded.text.matchAll(wordPattern)) {
    const [word] = match
    let at = 0
    for (const run of word.matchAll(unbroken)) {
      if (run.index > at) add(word.slice(at, run.index), match.index + at, match.index + run.index)
      at = run.index + run[0].length
      for (let i = run.index; i < at; i++)
        add(word.slice(i, Math.min(i + 2, at)), match.index + i, match.index + Math.min(i + 2, at))
    }
    if (at < word.length) add(word.slice(at), match.index + at, match.index + word.length)
  }
  return tokens
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
