/** Names that are left out: every writing of a name in a state becomes its key, before any format is made of it. Pure. */
import type { NameKey } from './state.ts'

const between = String.raw`[\s\p{P}\p{S}\p{Cf}]*`
const number = /^[\s\d()+./-]{6,}$/

export interface Masks {
  /** A copy of a value in which no text holds a name. */
  of<T>(value: T): T
  /** The first name that is still in a text. */
  left(text: string): string | null
}

/** A name of so many letters is one within a longer word too, as in the name of an account; a shorter one ends where letters end, or before an s. */
const longLetters = 8

/** Masks for a list of names; of a name of several words, words of four letters and more are names too, and the words in the other order. Accents, case, signs without width, percent coding, and what stands between words or digits make no difference; numbers are found in national and international writing. */
export function masksOf(keys: readonly NameKey[]): Masks {
  // Longer names first: a first name alone must not eat a part of the whole one.
  const rules = keys
    .flatMap(({ name, key }) => [name, ...partsOf(name)].map((one) => ({ key, find: patternOf(one) })))
    .toSorted((a, b) => b.find.source.length - a.find.source.length)
  const text = (given: string): string => {
    const plain = plainOf(given)
    if (!rules.some(({ find }) => matches(find, plain))) return given
    return rules.reduce((now, { find, key }) => now.replace(find, key), plain).normalize('NFC')
  }
  const of = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(of)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, of(one)]))
  }
  return {
    of: <T>(value: T) => (rules.length === 0 ? value : (of(value) as T)),
    left(given) {
      const plain = plainOf(given)
      const at = rules.findIndex(({ find }) => matches(find, plain))
      return at < 0 ? null : (rules[at]?.key ?? null)
    }
  }
}

function partsOf(name: string): string[] {
  if (number.test(name)) return []
  const words = name.trim().split(/\s+/)
  if (words.length < 2) return []
  return [words.toReversed().join(' '), ...words.filter((one) => lettersOf(one) >= 4)]
}

function lettersOf(name: string): number {
  return name.replaceAll(/\P{L}/gu, '').length
}

function matches(find: RegExp, plain: string): boolean {
  find.lastIndex = 0
  return find.test(plain)
}

function patternOf(name: string): RegExp {
  if (number.test(name)) {
    const core = name.replaceAll(/\D/g, '').replace(/^(?:0031|31|0)(?=\d{6,})/, '')
    const digits = [...core].join(between)
    return new RegExp(String.raw`(?:(?:\+|00)?${between}31${between}\(?0?\)?${between}|0${between})?${digits}`, 'gu')
  }
  const letters = [...name.normalize('NFKD').replaceAll(/\p{M}/gu, '')]
  const parts: string[] = []
  for (const letter of letters) {
    if (/[\p{L}\p{N}]/u.test(letter)) parts.push(`${escaped(letter)}[\\p{M}\\p{Cf}]*`)
    else if (parts.at(-1) !== between) parts.push(between)
  }
  if (lettersOf(name) >= longLetters) return new RegExp(parts.join(''), 'giu')
  return new RegExp(String.raw`(?<![\p{L}\p{M}])${parts.join('')}s?(?![\p{L}\p{M}])`, 'giu')
}

function escaped(letter: string): string {
  return /[a-z0-9]/i.test(letter) ? letter : letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** As people read it: what is coded for an address stands in letters, also where a sign of per cent beside it codes nothing. */
function plainOf(given: string): string {
  let text = given
  for (let turn = 0; turn < mostCodings && text.includes('%'); turn++)
    text = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decoded)
  return text.normalize('NFKD')
}

/** Codings of codings that are undone: a link within a link. */
const mostCodings = 3

function decoded(coded: string): string {
  try {
    return decodeURIComponent(coded)
  } catch {
    return coded
  }
}
