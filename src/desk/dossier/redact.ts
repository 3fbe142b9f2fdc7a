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

/** Masks for a list of names; of a name of several words, words of four letters and more are names too. Accents, case, signs without width, and what stands between words or digits make no difference; numbers are found in national and international writing. */
export function masksOf(keys: readonly NameKey[]): Masks {
  // Longer names first: a first name alone must not eat a part of the whole one.
  const rules = keys
    .flatMap(({ name, key }) => [name, ...partsOf(name)].map((one) => ({ key, find: patternOf(one) })))
    .toSorted((a, b) => b.find.source.length - a.find.source.length)
  const text = (given: string): string => {
    const plain = given.normalize('NFKD')
    if (rules.some(({ find }) => matches(find, plain)))
      return rules.reduce((now, { find, key }) => now.replace(find, key), plain).normalize('NFC')
    const decoded = percentDecoded(given)?.normalize('NFKD')
    if (decoded !== undefined && rules.some(({ find }) => matches(find, decoded)))
      return rules.reduce((now, { find, key }) => now.replace(find, key), decoded).normalize('NFC')
    return given
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
      const plain = given.normalize('NFKD')
      const at = rules.findIndex(({ find }) => matches(find, plain))
      return at < 0 ? null : (rules[at]?.key ?? null)
    }
  }
}

function partsOf(name: string): string[] {
  if (number.test(name)) return []
  const words = name.trim().split(/\s+/)
  return words.length < 2 ? [] : words.filter((one) => one.replaceAll(/\P{L}/gu, '').length >= 4)
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
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${parts.join('')}(?![\p{L}\p{N}])`, 'giu')
}

function escaped(letter: string): string {
  return /[a-z0-9]/i.test(letter) ? letter : letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function percentDecoded(given: string): string | undefined {
  if (!given.includes('%')) return undefined
  try {
    return decodeURIComponent(given)
  } catch {
    return undefined
  }
}
