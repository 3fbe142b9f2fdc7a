/** Patterns of names that hold whatever letters they are written with: those of another script that look the same, digits in their place, two that read as one. Pure, but for its table. */
import { readTable } from '../../../text/data-file.ts'

const rows = new Map(readTable('look-alike-letters.tsv').map(([letter = '', alike = '']) => [letter, alike.split(' ')]))

/** Squared, circled and flag letters, which no normal form undoes: each run is A to Z. */
const styled = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]

/** The Latin letters and digits that something looks like; itself where it looks like none. */
const basesOf = new Map<string, string[]>()
for (const [letter, alike] of rows)
  for (const one of alike) if (!rows.has(one)) basesOf.set(one, [...(basesOf.get(one) ?? []), letter])

/** Letters in a row that are read as one, or written as one: what else stands for them. */
const pairs: Readonly<Record<string, string>> = {
  rn: 'm',
  vv: 'w',
  cl: 'd',
  ij: 'y',
  ss: 'ß',
  ae: 'æ|a\\p{M}+',
  oe: 'œ|ø|o\\p{M}+',
  ue: 'u\\p{M}+',
  aa: 'a\\p{M}+'
}
/** One letter that is written or read as several. */
const spelled: Readonly<Record<string, string>> = {
  m: 'rn',
  w: 'vv|uu',
  d: 'cl',
  y: 'ij',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe'
}
/** What a mark over a letter is spelled out as: Müller and Mueller. */
const marked: Readonly<Record<string, string>> = { a: '[ae]?', o: 'e?', u: 'e?' }

const known = new Map<string, string>()

/** A class of everything that looks like a letter or a digit of a name. */
export function alikeOf(letter: string): string {
  const lower = letter.toLowerCase()
  const found = known.get(lower) ?? likeLetter(lower)
  known.set(lower, found)
  return found
}

function likeLetter(letter: string): string {
  const alike = new Set([letter])
  for (const base of basesOf.get(letter) ?? [letter]) {
    alike.add(base)
    for (const one of rows.get(base) ?? []) alike.add(one)
    const at = base.charCodeAt(0) - 97
    if (base.length === 1 && at >= 0 && at < 26) for (const from of styled) alike.add(String.fromCodePoint(from + at))
  }
  return classOf(alike)
}

/** A class of a digit in the writing of any script, and of the letters that stand for it. */
export function digitOf(digit: string): string {
  const alike = new Set(rows.get(digit) ?? [])
  for (const zero of zeros()) alike.add(String.fromCodePoint(zero + Number(digit)))
  if (digit === '1') for (const one of rows.get('l') ?? []) alike.add(one)
  if (digit === '0') for (const one of rows.get('o') ?? []) alike.add(one)
  return classOf([digit, ...alike])
}

let zerosFound: readonly number[] | null = null

/** Where the digits of each script begin, but those that normal forms already write as ours. */
function zeros(): readonly number[] {
  if (zerosFound !== null) return zerosFound
  const found: number[] = []
  for (let point = 0x660; point < 0x1e960; point++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(point))) continue
    if (String.fromCodePoint(point).normalize('NFKD') !== String.fromCodePoint(point)) continue
    found.push(point)
    point += 9
  }
  zerosFound = found
  return found
}

/** Pieces of a pattern, one for each letter or digit of a name and one for each pair that reads as one; null stands for what is neither. `within` may stand between letters. */
export function piecesOf(name: string, within: string): (string | null)[] {
  const letters = [...name.normalize('NFKD').replaceAll(/[\p{Cf}\p{DI}]/gu, '')]
  const pieces: (string | null)[] = []
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (/\p{M}/u.test(letter)) continue
    if (!/[\p{L}\p{N}]/u.test(letter)) {
      pieces.push(null)
      continue
    }
    const lower = letter.toLowerCase()
    const next = letters[at + 1] ?? ''
    const pair = pairs[lower + next.toLowerCase()]
    if (pair !== undefined) {
      pieces.push(`(?:${alikeOf(letter)}${gap}${within}${alikeOf(next)}|${pair})`)
      at++
    } else if (/\p{M}/u.test(next) && marked[lower] !== undefined) {
      pieces.push(`${alikeOf(letter)}\\p{M}{0,40}${marked[lower]}`)
    } else {
      const more = spelled[lower]
      pieces.push(more === undefined ? alikeOf(letter) : `(?:${alikeOf(letter)}|${more})`)
    }
  }
  return pieces
}

/** Marks over a letter, however many. */
export const gap = '\\p{M}{0,40}'

/** A text as it stands in a pattern. Not a hyphen: within a class alone it means something, and only there may it be escaped. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** A class of these signs. */
function classOf(signs: Iterable<string>): string {
  return `[${[...signs].map((one) => escaped(one).replace('-', '\\-')).join('')}]`
}
