/** How sure it is that digits of a shape are a phone number, and which one. */
import { originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import { functionWords } from '../../text/language.ts'
import type { Atom } from './phone-atoms.ts'
import { hasLanguageCue, hasNearCue } from './phone-cues.ts'
import { isTrunkless } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'
import { bond } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'
import type { Window } from './phone-windows.ts'

/**
 * How likely a number is one to call, 0 to 1, by what speaks for it; facts of 0.8 and more join adverts. `cued`: a word such as "bel"
 * stands near. Set by hand on the set of `baken bench extract` (`bench/results/extract.json`: of those of 0.8 and more there,
 * `bakenCertain` says how many are right) and on `test/extract/golden/phones-holdout.jsonl`.
 */
const confidence = {
  international: 0.95,
  mobile: { cued: 0.95, bare: 0.9, lookAlike: 0.85 },
  landline: { cued: 0.88, grouped: 0.8, bare: 0.6 },
  /** Other digits hang on at an end. */
  withLeftovers: { cued: 0.65, bare: 0.55 },
  /** In a block that nobody holds. */
  unassigned: { international: 0.8, mobileCued: 0.8, mobile: 0.7, landlineCued: 0.5 },
  /** Other words between the digits: the same again and again, few digits at a time, or any. */
  loose: {
    unassigned: 0.6,
    weakCued: 0.8,
    weak: 0.65,
    againCued: 0.85,
    again: 0.8,
    fewCued: 0.75,
    few: 0.65,
    otherCued: 0.55
  },
  /** Digits with nothing in front that opens a number; `code`: a country code without its sign. */
  weak: {
    unassignedCued: 0.55,
    codeCued: 0.85,
    codeGrouped: 0.7,
    code: 0.6,
    landlineStated: 0.75,
    cued: 0.88,
    spelled: 0.85,
    grouped: 0.8,
    disguised: 0.75,
    bare: 0.7
  },
  /** Without its trunk prefix, or of the country that only the language points at. */
  doubtful: { weakCued: 0.65, cued: 0.7, bare: 0.6 },
  mostWithBar: 0.7
} as const

/** From 0 (no fact) to 0.95. `cue`: a word such as "bel" stands near; `loose`: other words were allowed between the digits. */
export function confidenceOf(
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
  if (!cue && endsInLoneLetter(part, inner)) return 0
  if (window.leftBefore > 0 || window.leftAfter > 0) {
    const tolerable =
      match.assigned &&
      match.type === 'mobile' &&
      window.leftBefore <= 2 &&
      window.leftAfter <= (cue ? 4 : 2) &&
      !match.weakShape
    if (!tolerable || window.inside < bond.space) return 0
    return cue ? confidence.withLeftovers.cued : confidence.withLeftovers.bare
  }
  if (match.doubt !== undefined) return doubtfulConfidence(doc, match, part, loose)
  if (loose) return looseConfidence(match, part, inner, cue || inner.some(hasCueInside))
  if (match.weakShape) return weakConfidence(doc, window, part, method, cue)
  if (match.type !== 'mobile' && match.written === 'national' && isDateShaped(part)) return 0
  if (!match.assigned) return unassignedConfidence(match, cue)
  if (match.written === 'international') return confidence.international
  if (match.type === 'mobile') {
    if (method === 'look-alike') return confidence.mobile.lookAlike
    return method === 'digits' && cue ? confidence.mobile.cued : confidence.mobile.bare
  }
  if (cue) return confidence.landline.cued
  return isGrouped(part) || method !== 'digits' ? confidence.landline.grouped : confidence.landline.bare
}

/**
 * A number of the right shape in a block that nobody holds. Lower than an assigned one; yet where the text says that it is a
 * number (a cue, a country code) it may join adverts: two that state the same unheld number share something even rarer.
 */
function unassignedConfidence(match: PlanMatch, cue: boolean): number {
  const { unassigned } = confidence
  if (match.written === 'international') return match.type === 'mobile' || cue ? unassigned.international : 0
  if (match.type === 'mobile') return cue ? unassigned.mobileCued : unassigned.mobile
  return cue ? unassigned.landlineCued : 0
}

/** Other words between the digits: the same word again and again, or a few digits at a time of a mobile number. */
function looseConfidence(match: PlanMatch, part: readonly Atom[], inner: readonly Gap[], cue: boolean): number {
  const wordGaps = inner.filter((gap) => gap.bond === bond.words)
  // A lone digit before a word is a count ("0 reacties, 612 weergaven"), unless all digits stand alone.
  if (wordGaps.length === 0 || (part[0]?.digits.length === 1 && part.some((atom) => atom.digits.length > 2))) return 0
  if (match.type !== 'mobile' && (match.written === 'national' || !match.assigned)) return 0
  const again = new Set(wordGaps.map((gap) => gap.words)).size === 1 && wordGaps.length >= 3
  const { loose } = confidence
  if (!match.assigned) return again ? loose.unassigned : 0
  if (match.weakShape) return again ? (cue ? loose.weakCued : loose.weak) : 0
  if (again) return cue ? loose.againCued : loose.again
  if (wordGaps.length >= 2 && part.every((atom) => atom.digits.length <= 4)) return cue ? loose.fewCued : loose.few
  return cue && part.length <= 4 ? loose.otherCued : 0
}

/** Nine digits without a zero before them (Spain, Poland), or a country code without a sign: more is asked of them. */
function weakConfidence(doc: Document, window: Window, part: readonly Atom[], method: string, cue: boolean): number {
  const { match } = window
  const { weak } = confidence
  if (match.written === 'international' && !match.assigned) return cue ? weak.unassignedCued : 0
  if (match.written === 'international' && match.type !== 'mobile' && match.region !== doc.context.region.toUpperCase())
    return cue ? weak.unassignedCued : 0
  if (match.written === 'international') return cue ? weak.codeCued : part.length > 1 ? weak.codeGrouped : weak.code
  if (isPriceList(part)) return 0
  const home = doc.context.region.toUpperCase()
  const spelled = part.some((atom) => atom.source === 'words' || atom.source === 'multiplier')
  if (!match.assigned) return match.type === 'mobile' && cue ? weak.unassignedCued : 0
  if (match.type !== 'mobile' && !cue) {
    const stated =
      window.inRow || spelled || isThreeThreeFour(part) || (method === 'spaced' && match.value.startsWith('+1'))
    return stated && isTrunkless(home) ? weak.landlineStated : 0
  }
  if (cue) return weak.cued
  if (spelled) return weak.spelled
  return isGrouped(part) ? weak.grouped : method === 'digits' ? weak.bare : weak.disguised
}

/** Without its trunk prefix, or of the country that only the language of the text points at: told apart by a word before it. */
function doubtfulConfidence(doc: Document, match: PlanMatch, part: readonly Atom[], loose: boolean): number {
  const cue = hasNearCue(doc, part[0]?.start ?? 0, part[part.length - 1]?.end ?? 0)
  if (loose || isPriceList(part)) return 0
  const { doubtful } = confidence
  if (match.weakShape) return cue ? doubtful.weakCued : 0
  return cue ? doubtful.cued : doubtful.bare
}

/** Two or more groups that are all round: prices or sizes in a row. */
function isPriceList(part: readonly Atom[]): boolean {
  return part.length >= 3 && part.every((atom) => atom.source === 'digits' && /^[1-9]\d*[05]$/.test(atom.digits))
}

/** "07072026", "09 11 2023": day, month and a year of our time. */
function isDateShaped(part: readonly Atom[]): boolean {
  const lengths = part.map((atom) => atom.digits.length).join('')
  const digits = part.map((atom) => atom.digits).join('')
  return (
    (lengths === '8' || lengths === '224') && /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/.test(digits)
  )
}

/** As numbers of the North American plan are written: "212.555.0147", "1-212-555-0147". */
function isThreeThreeFour(part: readonly Atom[]): boolean {
  return /^(?:1-)?\d{3}-\d{3}-\d{4}$/.test(part.map((atom) => atom.digits).join('-'))
}

/** "06A 542 068 B": a letter with a space around it at either end looks like a digit in a code as well. */
function endsInLoneLetter(part: readonly Atom[], inner: readonly Gap[]): boolean {
  const isLone = (atom: Atom | undefined, gap: Gap | undefined): boolean =>
    atom !== undefined && atom.weak && atom.source === 'look-alike' && (gap?.bond ?? 0) >= bond.space
  const isSpaced = part.every((atom) => atom.digits.length === 1)
  return !isSpaced && isLone(part[part.length - 1], inner[inner.length - 1])
}

/** One bar against digits is a filler in "06|12345678" and a one in "+3| 612345678": the most that such a number is worth. */
export function mostWithBar(inner: readonly Gap[]): number {
  return inner.filter(({ words }) => words === '|').length === 1 ? confidence.mostWithBar : 1
}

/** "0612 (bel me) 345678"; one word alone parts two numbers as often ("0612, nummer 345678"). */
function hasCueInside({ words }: Gap): boolean {
  return words.includes(' ') && words.split(' ').some(hasLanguageCue)
}

function isGrouped(part: readonly Atom[]): boolean {
  return part.length >= 2
}

/** Letters glued to the digits make it a code ("BE0412345678", "0612345678B01"), unless they are a cue or decoration. */
function isUpper(doc: Document, at: number): boolean {
  const letter = originalAt(doc, at)
  return letter !== letter.toLowerCase()
}

function touchesWord(doc: Document, part: readonly Atom[], cue: boolean): boolean {
  const first = part[0]
  const last = part[part.length - 1]
  if (first === undefined || last === undefined || first.source !== 'digits') return false
  const before = lettersBefore(doc.plain, first.start)
  const after = lettersAfter(doc.plain, last.end)
  // Decoration is the same on both sides; "XX0612345678YY" is a code.
  const isCode = before !== '' && after !== '' && before.length <= 3 && after.length <= 3 && before !== after
  if (isCode && !hasLanguageCue(before) && !hasLanguageCue(after)) return true
  if (before !== '' && /\d$/.test(doc.plain.charAt(first.start - before.length - 1))) return true
  if (before === 'v') return true
  if (
    before !== '' &&
    before.length <= 3 &&
    !/^(.)\1*$/.test(before) &&
    !hasLanguageCue(before) &&
    !isSmallWord(doc, first.start, before)
  )
    return true
  // "312-555-0133x12": an extension.
  const isExtension = /^x\d{1,5}(?![\p{L}\d])/u.test(doc.plain.slice(last.end, last.end + 7))
  if (!isExtension && /^\p{L}{1,2}\d/u.test(doc.plain.slice(last.end, last.end + 3))) return true
  // "655/443/221-C": the number of a file.
  if (/^[-/]\p{L}(?![\p{L}\d])/u.test(doc.plain.slice(last.end, last.end + 3)) && isUpper(doc, last.end + 1))
    return true
  // Letters that pass for digits are more of the number, not decoration like "06...78xx".
  if (/^[osilzbg]+$/.test(after) && after.length <= 4) return true
  return after !== '' && after.length <= 2 && !/^(.)\1*$/.test(after) && !cue && !hasLanguageCue(after)
}

/** "an0176…", "al622…": a frequent small word in small letters, that only the blank behind it is missing from. */
function isSmallWord(doc: Document, start: number, letters: string): boolean {
  return functionWords.has(letters) && originalAt(doc, start - letters.length) === letters.charAt(0)
}

function lettersBefore(plain: string, at: number): string {
  return /\p{L}{1,12}$/u.exec(plain.slice(Math.max(0, at - 12), at))?.[0] ?? ''
}

function lettersAfter(plain: string, at: number): string {
  return /^\p{L}{1,12}/u.exec(plain.slice(at, at + 12))?.[0] ?? ''
}
