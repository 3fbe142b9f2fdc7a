/** Reads the words of each language from `data/words`, one word a line, folded as texts are; `data/words/README.md` says which lists there are. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fold } from './fold.ts'

export interface WordRow {
  /** As the file has it, with accents. */
  readonly written: string
  /** As texts are read, folded; a pattern as it is written. */
  readonly word: string
  readonly value: string
  /** The folder: ISO 639-1, or `any` for words of no language. */
  readonly language: string
}

const ownFolder = path.join(import.meta.dirname, '../../data/words')

/** Languages by file, for each folder: trying each language for a list would cost more than reading what is there. */
const listings = new Map<string, ReadonlyMap<string, readonly string[]>>()

/** Lists of Baken's own folder that were read: several tables are made from some of them. */
const ownLists = new Map<string, readonly WordRow[]>()

/**
 * All rows of a list, language by language in alphabetical order; `folder` holds a folder for each language. No such list, or a line that
 * cannot be read, throws; the message names the file and the line.
 */
export function wordRows(list: string, folder: string = ownFolder): readonly WordRow[] {
  const known = folder === ownFolder ? ownLists.get(list) : undefined
  if (known !== undefined) return known
  const listing = listings.get(folder) ?? listed(folder)
  listings.set(folder, listing)
  const languages = listing.get(`${list}.tsv`)
  if (languages === undefined) throw new Error(`data/words has no list ${list}`)
  const rows = languages.flatMap((language) => {
    const file = `${language}/${list}.tsv`
    return unfoldedRows(readFileSync(`${folder}/${file}`, 'utf8'), `data/words/${file}`, language)
  })
  const read = folded(rows)
  if (folder === ownFolder) ownLists.set(list, read)
  return read
}

/** Folded words of a list; with a value, those rows only. */
export function wordSet(list: string, value?: string): ReadonlySet<string> {
  return new Set(
    wordRows(list)
      .filter((row) => value === undefined || row.value === value)
      .map((row) => row.word)
  )
}

/** What each folded word of a list stands for. Two languages that mean different things by one word are an error of the list. */
export function wordMap<T>(
  list: string,
  meaning: (value: string) => T,
  folder: string = ownFolder
): ReadonlyMap<string, T> {
  const values = new Map<string, string>()
  const meanings = new Map<string, T>()
  const words = new Map<string, T>()
  for (const { word, value, language } of wordRows(list, folder)) {
    const known = values.get(word)
    if (known !== undefined && known !== value)
      throw new Error(`data/words/${language}/${list}.tsv: ${word} is ${value}, elsewhere ${known}`)
    values.set(word, value)
    const meant = meanings.get(value) ?? meaning(value)
    meanings.set(value, meant)
    words.set(word, meant)
  }
  return words
}

/** Source of a regular expression that matches any of the words of a list; a space is one white space. */
export function anyOf(rows: readonly WordRow[]): string {
  return [...new Set(rows.map(({ word }) => word))]
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s'))
    .join('|')
}

const wholeFile = /^(?:word|pattern)\tvalue\tnote\n(?:[^\t\n]+(?:\t[^\t\n]*(?:\t[^\t\n]*)?)?\n)+$/
const wholeLine = /^[^\t]+(?:\t[^\t]*(?:\t[^\t]*)?)?$/
const beyondAscii = /[^\0-\x7f]/

/** Source of a regular expression that matches any pattern of a list; with a value, those rows only. */
export function anyPattern(list: string, value?: string): string {
  const rows = wordRows(list).filter((row) => value === undefined || row.value === value)
  if (rows.length === 0) throw new Error(`data/words: no row of ${list} is of ${value ?? 'any kind'}`)
  return [...new Set(rows.map(({ word }) => word))].join('|')
}

/** Rows whose `word` is empty where it has yet to be folded: one folding of many words costs less than many of one. */
function unfoldedRows(text: string, file: string, language: string): WordRow[] {
  if (!wholeFile.test(text)) throw new Error(`${file} ${faultOf(text)}`)
  const rows: WordRow[] = []
  const isPattern = text.startsWith('pattern')
  for (let at = text.indexOf('\n') + 1; at < text.length;) {
    const end = text.indexOf('\n', at)
    const tab = text.indexOf('\t', at)
    const wordEnd = tab < 0 || tab > end ? end : tab
    const next = wordEnd === end ? -1 : text.indexOf('\t', wordEnd + 1)
    const written = text.slice(at, wordEnd)
    const value = wordEnd === end ? '' : text.slice(wordEnd + 1, next < 0 || next > end ? end : next)
    const word = isPattern ? written : beyondAscii.test(written) ? '' : written.toLowerCase()
    rows.push({ written, word, value, language })
    at = end + 1
  }
  return rows
}

function folded(rows: WordRow[]): WordRow[] {
  const accented = rows.filter(({ word }) => word === '').map(({ written }) => written)
  if (accented.length === 0) return rows
  const words = fold(accented.join('\n')).text.split('\n')
  let next = 0
  return rows.map((row) => (row.word === '' ? { ...row, word: words[next++] ?? '' } : row))
}

function faultOf(text: string): string {
  const [head = '', ...lines] = text.split('\n')
  if (!/^(?:word|pattern)\tvalue\tnote$/.test(head))
    return 'line 1: word (or pattern), value and note are wanted, with tabs between'
  const at = lines.findIndex((line) => !wholeLine.test(line))
  return at < 0 || at === lines.length - 1
    ? 'holds no words, or does not end with a line break'
    : `line ${at + 2}: a word, its value and a note are wanted, with one tab between`
}

function listed(folder: string): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>()
  for (const language of readdirSync(folder, { withFileTypes: true })) {
    if (!language.isDirectory()) continue
    for (const name of readdirSync(`${folder}/${language.name}`))
      lists.set(name, [...(lists.get(name) ?? []), language.name])
  }
  for (const languages of lists.values()) languages.sort()
  return lists
}
