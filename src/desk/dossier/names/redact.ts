/** Names that are left out: every writing of a name in a state becomes its key, before any format is made of it. Pure. */
import { domainToUnicode } from 'node:url'
import type { NameKey } from '../state.ts'
import { digitOf, escaped, gap, piecesOf } from './look-alikes.ts'

const between = String.raw`[\s\p{P}\p{S}\p{M}]*`
/** Between the letters of a word: spaced out, or broken at the end of a line. */
const loose = String.raw`[\s\p{P}\p{S}]{0,3}`
const apart = String.raw`[\s\p{P}\p{S}]{1,3}`
/** What says that letters are shown from right to left, and what it says that of. */
const turner = '\u202e'
const turned = /\u202e([^\u202c\n]*)/g
const number = /^[\s\d()+./-]{6,}$/

export interface Masks {
  /** A copy of a value in which no text holds a name. */
  of<T>(value: T): T
  /** The first name that is still in a text. */
  left(text: string): string | null
}

interface Rule {
  readonly key: string
  readonly find: RegExp
  /** How many of its characters are digits by themselves; null where any are, as in a number. */
  readonly digits: number | null
}

/** A name of so many letters is one within a longer word too, as in the name of an account; a shorter one ends where letters end, or before an s. */
const longLetters = 8

/**
 * Masks for a list of names; of a name of several words, words of four letters and more are names too, and the words in the other order. Accents,
 * case, signs without width, an order that is turned around, percent coding, what stands between words or digits, and letters that look alike make
 * no difference; numbers are found in national and international writing. `disguises`: writings of a name in a text, as a whole.
 */
export function masksOf(keys: readonly NameKey[], disguises: readonly NameKey[] = []): Masks {
  // Longer names first: a first name alone must not eat a part of the whole one.
  const rules = [
    ...keys.flatMap(({ name, key }) => [name, ...partsOf(name)].map((one) => ruleOf(key, one))),
    ...disguises.map(({ name, key }) => ruleOf(key, name))
  ].toSorted((a, b) => b.find.source.length - a.find.source.length)
  const cover = (plain: string): string => rules.reduce((now, rule) => covered(rule, now), plain)
  const hit = (plain: string): Rule | undefined => rules.find((rule) => hits(rule, plain))
  // What is turned around to be shown may hold a name as it stands, as it is read, or across both.
  const turnedOf = (given: string): string =>
    given.replaceAll(turned, (_all, within: string) => {
      const plain = plainOf(within)
      return hit(plain) === undefined ? [...within].toReversed().join('') : cover(plain)
    })
  const text = (given: string): string => {
    const plain = plainOf(given)
    if (!given.includes(turner)) return hit(plain) === undefined ? given : cover(plain).normalize('NFC')
    const read = plainOf(turnedOf(given))
    if ((hit(plain) ?? hit(read)) === undefined) return given
    return cover(hit(read) === undefined ? plain : read).normalize('NFC')
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
      if (rules.length === 0) return null
      const found = hit(plainOf(given)) ?? (given.includes(turner) ? hit(plainOf(turnedOf(given))) : undefined)
      return found?.key ?? null
    }
  }
}

/** Masks for what a dossier leaves out: the names, and what the text of an advert says in their place, where extraction read one of them there. */
export function masksFor(
  keys: readonly NameKey[],
  facts: readonly { readonly value: string; readonly raw: string }[]
): Masks {
  const plain = masksOf(keys)
  if (keys.length === 0) return plain
  const disguises = new Map<string, NameKey>()
  for (const { value, raw } of facts) {
    const key = plain.left(value)
    if (key !== null && plain.left(raw) === null && raw.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= leastDisguise)
      disguises.set(raw, { name: raw, key })
  }
  return disguises.size === 0 ? plain : masksOf(keys, [...disguises.values()])
}

/** A shorter writing would be found where nobody meant the name. */
const leastDisguise = 5

function partsOf(name: string): string[] {
  if (number.test(name)) return []
  const words = name.trim().split(/\s+/)
  if (words.length < 2) return []
  return [words.toReversed().join(' '), ...words.filter((one) => lettersOf(one) >= 4)]
}

function lettersOf(name: string): number {
  return name.replaceAll(/\P{L}/gu, '').length
}

function digitsOf(text: string): number {
  return text.replaceAll(/\D/g, '').length
}

function hits(rule: Rule, plain: string): boolean {
  rule.find.lastIndex = 0
  for (let found = rule.find.exec(plain); found !== null; found = rule.find.exec(plain))
    if (isName(rule, found[0], found.index, plain)) return true
  return false
}

function covered(rule: Rule, plain: string): string {
  return plain.replace(rule.find, (match: string, at: number) => (isName(rule, match, at, plain) ? rule.key : match))
}

/** Digits stand for letters only among letters: "t0" in a moment is no name. Nor is what stands within a digest or an id. */
function isName({ digits }: Rule, match: string, at: number, plain: string): boolean {
  const end = at + match.length
  if (digits !== null) {
    const standing = digitsOf(match) - digits
    if (standing > 0) {
      if (standing * 2 > lettersOf(match) + standing) return false
      if (/\d/.test(plain[at - 1] ?? '') || /\d/.test(plain[end] ?? '')) return false
    }
  }
  if (!/^[0-9a-f-]+$/i.test(match)) return true
  const before = /[0-9a-f-]*$/i.exec(plain.slice(Math.max(0, at - mostOfCode), at))?.[0] ?? ''
  const behind = /^[0-9a-f-]*/i.exec(plain.slice(end, end + mostOfCode))?.[0] ?? ''
  return !isCode.test(before + match + behind)
}

const mostOfCode = 200
/** A digest in hex, or an id. */
const isCode = /^(?:[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

function ruleOf(key: string, name: string): Rule {
  if (number.test(name)) return { key, find: numberPattern(name), digits: null }
  return { key, find: patternOf(name), digits: digitsOf(name) }
}

function numberPattern(name: string): RegExp {
  const core = name.replaceAll(/\D/g, '').replace(/^(?:0031|31|0)(?=\d{6,})/, '')
  const digits = [...core].map(digitOf).join(between)
  const [zero, one, three] = [digitOf('0'), digitOf('1'), digitOf('3')]
  // Nothing that may be left out stands before what may be repeated: a million spaces cost a million steps.
  const land = String.raw`(?:${zero}${between}${zero}|\+)?\s{0,3}${three}${between}${one}${between}(?:${zero}${between})?`
  return new RegExp(`(?:${land}|${zero}${between})?${digits}`, 'giu')
}

function patternOf(name: string): RegExp {
  if (piecesOf(name, '').every((one) => one === null)) return new RegExp(escaped(name.normalize('NFKD')), 'gu')
  const joined = (within: string): string =>
    piecesOf(name, within)
      .filter((one, at, all) => one !== null || (at > 0 && all[at - 1] !== null))
      .map((one, at, all) => {
        if (one === null) return between
        return all[at + 1] == null ? `${one}${gap}` : `${one}${gap}${within}`
      })
      .join('')
  if (lettersOf(name) >= longLetters) return new RegExp(joined(loose), 'giu')
  const spaced = lettersOf(name) < 3 ? '' : `|${joined(apart)}`
  return new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${joined('')}s?${spaced})(?![\p{L}\p{M}])`, 'giu')
}

/**
 * As people read it: what is coded for an address stands in letters, also where a sign of per cent beside it codes nothing; nothing
 * without width is left.
 */
function plainOf(given: string): string {
  let text = given
  for (let turn = 0; turn < mostCodings && text.includes('%'); turn++)
    text = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decoded)
  if (/xn--/i.test(text)) text = text.replaceAll(/xn--[a-z0-9-]{1,63}/gi, (one) => domainToUnicode(one) || one)
  return text.normalize('NFKD').replaceAll(/[\p{Cf}\p{DI}]/gu, '')
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
