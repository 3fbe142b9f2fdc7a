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

const folder = path.join(import.meta.dirname, '../../data/words/')
/** Folders by file: trying each language for a list would cost more than reading what is there. */
let listing: ReadonlyMap<string, readonly string[]> | undefined

/** All rows of a list, folder by folder in alphabetical order. No such list, or a line that cannot be read, throws. */
export function wordRows(list: string): WordRow[] {
  listing ??= listed()
  const languages = listing.get(`${list}.tsv`)
  if (languages === undefined) throw new Error(`data/words has no list ${list}`)
  return languages.flatMap((language) => {
    const file = `${language}/${list}.tsv`
    return parseWordList(readFileSync(folder + file, 'utf8'), `data/words/${file}`, language)
  })
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
export function wordMap<T>(list: string, meaning: (value: string) => T): ReadonlyMap<string, T> {
  const values = new Map<string, string>()
  const meanings = new Map<string, T>()
  const words = new Map<string, T>()
  for (const { word, value, language } of wordRows(list)) {
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

/** Rows of one file. Throws for a line that cannot be read; the message names the file and the line. */
export function parseWordList(text: string, file: string, language: string): WordRow[] {
  if (!wholeFile.test(text)) throw new Error(`${file} ${faultOf(text)}`)
  const lines = text.split('\n')
  const rows: WordRow[] = []
  const isPattern = text.startsWith('pattern')
  const accented: string[] = []
  for (let i = 1; i < lines.length - 1; i += 1) {
    const [written = '', value = ''] = lines[i]?.split('\t') ?? []
    const plain = isPattern || !beyondAscii.test(written)
    if (!plain) accented.push(written)
    rows.push({ written, word: isPattern ? written : plain ? written.toLowerCase() : '', value, language })
  }
  if (accented.length === 0) return rows
  // One folding for all of them: setting up to fold costs more than folding a word.
  const folded = fold(accented.join('\n')).text.split('\n')
  let next = 0
  return rows.map((row) => (row.word === '' ? { ...row, word: folded[next++] ?? '' } : row))
}

function faultOf(text: string): string {
  const [head = '', ...lines] = text.split('\n')
  if (!/^(?:word|pattern)\tvalue\tnote$/.test(head))
    return 'line 1: the columns must be word (or pattern), value and note, with tabs between'
  const at = lines.findIndex((line) => !wholeLine.test(line))
  return at < 0 || at === lines.length - 1
    ? 'holds no words, or does not end with a line break'
    : `line ${at + 2}: a word, its value and a note are wanted, with one tab between`
}

function listed(): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>()
  for (const language of readdirSync(folder, { withFileTypes: true })) {
    if (!language.isDirectory()) continue
    for (const name of readdirSync(folder + language.name)) lists.set(name, [...(lists.get(name) ?? []), language.name])
  }
  for (const languages of lists.values()) languages.sort()
  return lists
}
