/** How sure it is that digits of a shape are a phone number, and which one. */
import type { Document } from './document.ts'
import type { Atom } from './phone-atoms.ts'
import { hasLanguageCue, hasNearCue } from './phone-cues.ts'
import { isTrunkless } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'
import { bond } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'
import type { Window } from './phone-windows.ts'

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
    return cue ? 0.65 : 0.55
  }
  if (match.doubt !== undefined) return doubtfulConfidence(doc, match, part, loose)
  if (loose) return looseConfidence(match, part, inner, cue || inner.some(hasCueInside))
  if (match.weakShape) return weakConfidence(doc, match, part, method, cue)
  if (match.type !== 'mobile' && match.written === 'national' && isDateShaped(part)) return 0
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
  // A lone digit before a word is a count ("0 reacties, 612 weergaven"), unless all digits stand alone.
  if (wordGaps.length === 0 || (part[0]?.digits.length === 1 && part.some((atom) => atom.digits.length > 2))) return 0
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
  if (match.written === 'international' && !match.assigned) return cue ? 0.55 : 0
  if (match.written === 'international') return part.length > 1 || cue ? (cue ? 0.85 : 0.7) : 0.6
  if (isPriceList(part)) return 0
  const home = doc.context.region.toUpperCase()
  const spelled = part.some((atom) => atom.source === 'words' || atom.source === 'multiplier')
  if (!match.assigned) return match.type === 'mobile' && cue ? 0.55 : 0
  if (match.type !== 'mobile' && !cue) {
    const stated = spelled || isThreeThreeFour(part) || (method === 'spaced' && match.value.startsWith('+1'))
    return stated && isTrunkless(home) ? 0.75 : 0
  }
  if (cue) return 0.88
  if (spelled) return 0.85
  return isGrouped(part) ? 0.8 : method === 'digits' ? 0.7 : 0.75
}

/** Without its trunk prefix, or of the country that only the language of the text points at: told apart by a word before it. */
function doubtfulConfidence(doc: Document, match: PlanMatch, part: readonly Atom[], loose: boolean): number {
  const cue = hasNearCue(doc, part[0]?.start ?? 0, part[part.length - 1]?.end ?? 0)
  if (loose || isPriceList(part)) return 0
  if (match.weakShape) return cue ? 0.65 : 0
  return cue ? 0.7 : 0.6
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
  return inner.filter(({ words }) => words === '|').length === 1 ? 0.7 : 1
}

/** "0612 (bel me) 345678"; one word alone parts two numbers as often ("0612, nummer 345678"). */
function hasCueInside({ words }: Gap): boolean {
  return words.includes(' ') && words.split(' ').some(hasLanguageCue)
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
  // Decoration is the same on both sides; "XX0612345678YY" is a code.
  const isCode = before !== '' && after !== '' && before.length <= 3 && after.length <= 3 && before !== after
  if (isCode && !hasLanguageCue(before) && !hasLanguageCue(after)) return true
  if (before !== '' && /\d$/.test(doc.plain.charAt(first.start - before.length - 1))) return true
  if (before === 'v') return true
  if (before !== '' && before.length <= 3 && !/^(.)\1*$/.test(before) && !hasLanguageCue(before)) return true
  if (after !== '' && /^\p{L}{1,2}\d/u.test(doc.plain.slice(last.end, last.end + 3))) return true
  // Letters that pass for digits are more of the number, not decoration like "06...78xx".
  if (/^[osilzbg]+$/.test(after) && after.length <= 4) return true
  return after !== '' && after.length <= 2 && !/^(.)\1*$/.test(after) && !cue && !hasLanguageCue(after)
}

function lettersBefore(plain: string, at: number): string {
  return /\p{L}{1,12}$/u.exec(plain.slice(Math.max(0, at - 12), at))?.[0] ?? ''
}

function lettersAfter(plain: string, at: number): string {
  return /^\p{L}{1,12}/u.exec(plain.slice(at, at + 12))?.[0] ?? ''
}
