/** Words that anybody at this work searches for: of adverts, trades and calendars, and names of places. No names of persons. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const dataFolder = path.join(import.meta.dirname, '../../../data')
/** What a word may have behind it and still be the same word: plurals and inflections (kamers, huizen, massagen). */
const longestEnding = 3
const shortestStem = 4
/** Longer rows of digits are numbers of somebody; shorter ones are prices, ages and years. */
const mostDigits = 4

/** Whether a search, in lower case, holds nothing but everyday words: that many colleagues asked it says nothing. */
export function isEveryday(asked: string): boolean {
  return wordsOf(asked).every((word) => (/^\d+$/.test(word) ? word.length <= mostDigits : isKnown(word)))
}

function isKnown(word: string): boolean {
  known ??= readKnown()
  for (let ending = 0; ending <= longestEnding; ending++) {
    const stem = word.slice(0, word.length - ending)
    if (ending > 0 && stem.length < shortestStem) return false
    if (known.has(stem)) return true
  }
  return false
}

let known: ReadonlySet<string> | undefined

/** The first column of each list of words but those of names, the phrases that extraction knows, and places with their other names. */
function readKnown(): ReadonlySet<string> {
  const lists = readdirSync(path.join(dataFolder, 'words'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsv') && path.basename(name) !== 'names.tsv'
  )
  return new Set(
    [
      ...lists.flatMap((name) => column(path.join('words', name), 0)),
      ...column('phrases.tsv', 3),
      ...column('place-aliases.tsv', 0),
      ...column('places.tsv', 4),
      ...column('places.tsv', 8)
    ].flatMap(wordsOf)
  )
}

function column(file: string, at: number): string[] {
  const lines = readFileSync(path.join(dataFolder, file), 'utf8').split('\n').slice(1)
  return lines.map((line) => line.split('\t')[at] ?? '')
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
