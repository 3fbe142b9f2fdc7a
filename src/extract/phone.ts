/** Finds phone numbers, plain and disguised, each with its span, how it was written and how sure that is. */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed, originalAt } from './document.ts'
import type { Document } from './document.ts'
import { languageBit } from './number-words.ts'
import { blockTokens } from './not-phone.ts'
import { findAtoms } from './phone-atoms.ts'
import type { Atom } from './phone-atoms.ts'
import { hasCue, hasLanguageCue } from './phone-cues.ts'
import { phoneLinks } from './phone-links.ts'
import { writingMethod } from './phone-method.ts'
import { isTrunkless, matchBareCode, matchInternational, matchNational } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'
import { isBackwards, isImplausible, joinSplit, readBackwards, startsInTitle } from './phone-puzzles.ts'
import { bond, pickWindows, readGaps } from './phone-windows.ts'
import type { Gap, Matcher, Window } from './phone-windows.ts'

/** Country in which numbers are dialled that are spelled out in a language, most likely first. */
const regionsOfLanguage: Readonly<Record<string, readonly string[]>> = {
  nl: ['NL', 'BE'],
  en: ['GB', 'IE'],
  de: ['DE', 'AT'],
  fr: ['FR', 'BE'],
  es: ['ES'],
  ro: ['RO'],
  bg: ['BG'],
  pl: ['PL'],
  hu: ['HU']
}

/** All phone numbers of a text. Claims their characters, so that no other kind takes them. */
export function findPhones(doc: Document): Fact[] {
  const facts = phoneLinks(doc)
  const blocked = blockTokens(doc)
  const atoms = findAtoms(doc, blocked)
  if (atoms.length === 0) return facts
  const strict = readGaps(doc, atoms, blocked, false)
  const used = new Uint8Array(atoms.length)
  const backwards = isBackwards(doc)
  if (backwards) facts.push(...readBackwards(doc, atoms, strict, used, matcherFor(doc)))
  const begun = startsInTitle(doc, atoms) ? joinSplit(doc, atoms, matcherFor(doc)) : null
  if (begun !== null) {
    facts.push(begun)
    for (const [i, atom] of atoms.entries()) if (isClaimed(doc, atom.start, atom.end, claim.phone)) used[i] = 1
  }
  collect(doc, atoms, strict, used, false, facts)
  const free = atoms.filter((atom, i) => used[i] !== 1 && !isClaimed(doc, atom.start, atom.end, 0xff))
  if (digitsOf(free) < 8) return facts
  const loose = readGaps(doc, free, blocked, true)
  const loosely = new Uint8Array(free.length)
  collect(doc, free, loose, loosely, true, facts)
  const split = joinSplit(
    doc,
    free.filter((_, i) => loosely[i] !== 1),
    matcherFor(doc)
  )
  if (split !== null) facts.push(split)
  return facts
}

function collect(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  used: Uint8Array,
  loose: boolean,
  facts: Fact[]
): void {
  const match = matcherFor(doc)
  for (let first = 0; first < atoms.length;) {
    let last = first + 1
    while (last < atoms.length && (gaps[last - 1]?.bond ?? bond.broken) < bond.broken && used[last] !== 1) last += 1
    if (used[first] !== 1) {
      for (const window of pickWindows(doc, atoms, gaps, first, last, match)) {
        const fact = judge(doc, atoms, gaps, window, loose)
        if (fact === null) continue
        for (let i = window.from; i < window.to; i += 1) used[i] = 1
        facts.push(fact)
      }
    }
    first = last
  }
}

/** Plans in order: an international prefix, the country of the site, the country of the number words. */
function matcherFor(doc: Document): Matcher {
  const home = doc.context.region.toUpperCase()
  const tried = new Map<string, PlanMatch | null>()
  return (digits, plus, atoms) => {
    const languages = atoms.reduce((bits, atom) => bits & atom.languages, 0xffff)
    const key = `${plus ? '+' : ''}${digits}/${languages}`
    const known = tried.get(key)
    if (known !== undefined) return known
    const found = matchDigits(doc, digits, plus, home, languages)
    tried.set(key, found)
    return found
  }
}

function matchDigits(doc: Document, digits: string, plus: boolean, home: string, languages: number): PlanMatch | null {
  if (isImplausible(digits)) return null
  if (plus) return matchInternational(digits.startsWith('00') ? digits.slice(2) : digits)
  if (digits.startsWith('00')) return matchInternational(digits.slice(2))
  const own = matchNational(digits, home)
  if (own !== null && own.assigned) return own
  if (languages !== 0 && languages !== 0xffff && !isSpokenIn(home, languages)) {
    for (const [language, regions] of Object.entries(regionsOfLanguage)) {
      if ((languages & (languageBit[language] ?? 0)) === 0) continue
      for (const region of regions) {
        const other = matchNational(digits, region)
        if (other !== null && other.assigned && other.type === 'mobile') return other
      }
    }
  } else if (own === null) {
    for (const region of regionsOfLanguage[doc.context.language ?? ''] ?? []) {
      const other = matchNational(digits, region)
      if (other !== null && other.assigned && other.type === 'mobile' && !other.weakShape) return other
    }
  }
  return own ?? matchBareCode(digits)
}

/** Whether one of the languages of the number words is that of the site's own country: then no other country is tried. */
function isSpokenIn(home: string, languages: number): boolean {
  return Object.entries(regionsOfLanguage).some(
    ([language, regions]) => (languages & (languageBit[language] ?? 0)) !== 0 && regions.includes(home)
  )
}

function judge(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  window: Window,
  loose: boolean
): Fact | null {
  const first = atoms[window.from]
  const last = atoms[window.to - 1]
  if (first === undefined || last === undefined) return null
  const part = atoms.slice(window.from, window.to)
  const inner = gaps.slice(window.from, window.to - 1)
  const method = writingMethod(doc, part, inner)
  const cue = hasCue(doc, first.start, last.end)
  const confidence = confidenceOf(doc, window, part, inner, method, cue, loose)
  if (confidence === 0) return null
  const start = startWithSign(doc, first.start)
  claimSpan(doc, start, last.end, claim.phone)
  const { match } = window
  doc.hints.phoneRegions.add(match.region)
  return factAt(doc, 'phone', start, last.end, match.value, method, confidence, {
    region: match.region,
    type: match.type,
    assigned: match.assigned
  })
}

function confidenceOf(
  doc: Document,
  window: Window,
  part: readonly Atom[],
  inner: readonly Gap[],
  method: string,
  cue: boolean,
  loose: boolean
): number {
  const { match } = window
  if (touchesWord(doc, part, cue) || window.cutsThrough) return 0
  if (window.leftBefore > 0 || window.leftAfter > 0) {
    const tolerable =
      match.assigned &&
      match.type === 'mobile' &&
      window.leftBefore <= 2 &&
      window.leftAfter <= (cue ? 4 : 2) &&
      !match.weakShape
    if (!tolerable || window.inside < bond.space) return 0
    return cue ? 0.65 : 0.55
  }
  if (loose) return looseConfidence(match, part, inner, cue)
  if (match.weakShape) return weakConfidence(doc, match, part, method, cue)
  if (!match.assigned) return unassignedConfidence(match, cue)
  if (match.written === 'international') return 0.95
  if (match.type === 'mobile') return method === 'digits' ? (cue ? 0.95 : 0.9) : method === 'look-alike' ? 0.85 : 0.9
  return cue ? 0.88 : isGrouped(part) || method !== 'digits' ? 0.8 : 0.6
}

/**
 * A number of the right shape in a block that nobody holds. Lower than an assigned one; yet where the text says that it is a
 * number (a cue, a country code) it may join adverts: two that state the same unheld number share something even rarer.
 */
function unassignedConfidence(match: PlanMatch, cue: boolean): number {
  if (match.written === 'international') return match.type === 'mobile' || cue ? 0.8 : 0
  if (match.type === 'mobile') return cue ? 0.8 : 0.7
  return cue ? 0.5 : 0
}

/** Other words between the digits: the same word again and again, or a few digits at a time of a mobile number. */
function looseConfidence(match: PlanMatch, part: readonly Atom[], inner: readonly Gap[], cue: boolean): number {
  const wordGaps = inner.filter((gap) => gap.bond === bond.words)
  if (wordGaps.length === 0) return 0
  if (match.type !== 'mobile' && (match.written === 'national' || !match.assigned)) return 0
  const again = new Set(wordGaps.map((gap) => gap.words)).size === 1 && wordGaps.length >= 3
  if (!match.assigned) return again ? 0.6 : 0
  if (match.weakShape) return again ? (cue ? 0.8 : 0.65) : 0
  if (again) return cue ? 0.85 : 0.8
  if (wordGaps.length >= 2 && part.every((atom) => atom.digits.length <= 4)) return cue ? 0.75 : 0.65
  return cue && part.length <= 4 ? 0.55 : 0
}

/** Nine digits without a zero before them (Spain, Poland), or a country code without a sign: more is asked of them. */
function weakConfidence(doc: Document, match: PlanMatch, part: readonly Atom[], method: string, cue: boolean): number {
  if (match.written === 'international') return part.length > 1 || cue ? (cue ? 0.85 : 0.7) : 0.6
  if (isPriceList(part)) return 0
  const home = doc.context.region.toUpperCase()
  const spelled = part.some((atom) => atom.source === 'words' || atom.source === 'multiplier')
  if (!match.assigned) return match.type === 'mobile' && cue ? 0.55 : 0
  if (match.type !== 'mobile' && !cue) return spelled && isTrunkless(home) ? 0.75 : 0
  if (cue) return 0.88
  if (spelled) return 0.85
  return isGrouped(part) ? 0.8 : method === 'digits' ? 0.7 : 0.75
}

/** Two or more groups that are all round: prices or sizes in a row. */
function isPriceList(part: readonly Atom[]): boolean {
  return (
    part.length >= 3 &&
    part.every((atom) => atom.source === 'digits' && atom.digits.length >= 2 && /[05]$/.test(atom.digits))
  )
}

function isGrouped(part: readonly Atom[]): boolean {
  return part.length >= 2
}

/** Letters glued to the digits make it a code ("BE0412345678", "0612345678B01"), unless they are a cue or decoration. */
function touchesWord(doc: Document, part: readonly Atom[], cue: boolean): boolean {
  const first = part[0]
  const last = part[part.length - 1]
  if (first === undefined || last === undefined || first.source !== 'digits') return false
  const before = lettersBefore(doc.plain, first.start)
  const after = lettersAfter(doc.plain, last.end)
  if (before !== '' && /\d$/.test(doc.plain.charAt(first.start - before.length - 1))) return true
  if (before !== '' && before.length <= 3 && !/^(.)\1*$/.test(before) && !hasLanguageCue(before)) return true
  if (after !== '' && /^\p{L}{1,2}\d/u.test(doc.plain.slice(last.end, last.end + 3))) return true
  return after !== '' && after.length <= 2 && !/^(.)\1*$/.test(after) && !cue && !hasLanguageCue(after)
}

function lettersBefore(plain: string, at: number): string {
  return /\p{L}{1,12}$/u.exec(plain.slice(Math.max(0, at - 12), at))?.[0] ?? ''
}

function lettersAfter(plain: string, at: number): string {
  return /^\p{L}{1,12}/u.exec(plain.slice(at, at + 12))?.[0] ?? ''
}

/** The plus sign, an opening bracket and the word "plus" belong to the number that they open. */
function startWithSign(doc: Document, start: number): number {
  const before = doc.plain.slice(Math.max(0, start - 8), start)
  const sign = /(?:\(\s*\+|\+\s*\(?|\()\s*$/.exec(before)
  if (sign !== null) return start - sign[0].length
  const word = /(?:plus|mas|plusz|плюс)\s+$/.exec(before)
  return word === null || originalAt(doc, start) === '' ? start : start - word[0].length
}

function digitsOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom) => sum + atom.digits.length, 0)
}
