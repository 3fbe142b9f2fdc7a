/** Looks for windows of atoms that fit a numbering plan, and picks those that do not contradict each other. */
import type { Document } from '../document.ts'
import { endsInPlusWord } from '../numbers/number-context.ts'
import type { Atom } from './phone-atoms.ts'
import { bond } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'
import { maxNumberDigits } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'

export interface Window {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly match: PlanMatch
  /** Digits of the run beside the window that hang on as tightly as its own: the number may be part of something else. */
  readonly leftBefore: number
  readonly leftAfter: number
  /** Other digits hang on more tightly than the digits inside hang together ("8,00 7 92 ..."). */
  readonly cutsThrough: boolean
  /** Widest bond inside. */
  readonly inside: number
  /** The atom after the window is another ending of the number ("06-12345678 / 79"). */
  readonly hasOtherEnding: boolean
  /** A number of the same length stands right beside it. */
  readonly inRow: boolean
}

/** Digits with a sign, tried against the plans; null when they are no number. */
export type Matcher = (digits: string, plus: boolean, atoms: readonly Atom[]) => PlanMatch | null

/** All good windows of atoms[first..last], left to right, none overlapping. */
export function pickWindows(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  first: number,
  last: number,
  match: Matcher
): Window[] {
  const windows: { window: Window; score: number }[] = []
  for (let from = first; from < last; from += 1) {
    const head = atoms[from]
    if (head === undefined) continue
    const plus = hasPlus(doc, head.start)
    // Inside "+33 (0)6..." no second number begins.
    if (!plus && isAfterSign(doc, atoms, gaps, first, from)) continue
    collectFrom(atoms, gaps, { from, first, last, plus }, match, windows)
  }
  windows.sort((a, b) => b.score - a.score || a.window.from - b.window.from)
  const chosen: Window[] = []
  const taken = new Set<number>()
  for (const { window } of windows) {
    let free = true
    for (let i = window.from; i < window.to && free; i += 1) free = !taken.has(i)
    if (!free) continue
    for (let i = window.from; i < window.to; i += 1) taken.add(i)
    chosen.push(window)
  }
  chosen.sort((a, b) => a.from - b.from)
  return chosen
    .map((window, at) => ({ ...window, inRow: isAlike(window, chosen[at - 1]) || isAlike(window, chosen[at + 1]) }))
    .map((window) => withLeftovers(doc, window, atoms, gaps, taken, first, last))
}

function isAlike(window: Window, beside: Window | undefined): boolean {
  return (
    beside !== undefined &&
    (beside.to === window.from || beside.from === window.to) &&
    beside.match.assigned &&
    beside.match.value.length === window.match.value.length &&
    beside.match.value !== window.match.value
  )
}

/** Whether a plus sign (or the word) stands right before an offset, maybe with a bracket between. */
export function hasPlus(doc: Document, start: number): boolean {
  const before = doc.plain.slice(Math.max(0, start - 8), start).trimEnd()
  return (before.includes('+') && /\+[\s(]*$/.test(before)) || endsInPlusWord(before)
}

/** Letters at the ends of a run that stand for digits only by chance ("... 966. I am ..."): where the run really begins and ends. */
export function trimRun(
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  first: number,
  last: number
): readonly [number, number] {
  let from = first
  let to = last
  while (to - from > 1 && isChance(atoms[to - 1], gaps[to - 2])) to -= 1
  while (to - from > 1 && isChance(atoms[from], gaps[from]) && (gaps[from]?.bond ?? 0) > bond.space) from += 1
  return [from, to]
}

function isChance(atom: Atom | undefined, gap: Gap | undefined): boolean {
  return atom !== undefined && atom.weak && atom.source === 'look-alike' && (gap?.bond ?? 0) >= bond.space
}

interface Reach {
  readonly from: number
  readonly first: number
  readonly last: number
  readonly plus: boolean
}

/**
 * Points of a window; only their order between windows that overlap counts. Set by hand, so that on the set of `baken bench extract`
 * (`bench/results/extract.json`) and on `test/extract/golden/phones-holdout.jsonl` the number that a reader sees wins.
 */
const points = {
  assigned: 40,
  mobile: 12,
  international: 8,
  weakShape: -15,
  /** Nothing of the run is left over. */
  wholeRun: 30,
  /** Only when number words are heard one by one. */
  heardApart: -30,
  /** What stands beside hangs on less tightly than the digits inside hang together. */
  tighterInside: 15,
  digit: 1,
  /** For each step of the widest bond inside. */
  bondInside: -2,
  /** Begins or ends with a letter that looks like a digit. */
  weakEnd: -4
} as const

function collectFrom(
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  reach: Reach,
  match: Matcher,
  windows: { window: Window; score: number }[]
): void {
  let digits = ''
  let otherDigits = ''
  let inside = 0
  for (let to = reach.from; to < reach.last; to += 1) {
    const atom = atoms[to]
    if (atom === undefined) return
    if (to > reach.from) inside = Math.max(inside, gaps[to - 1]?.bond ?? 0)
    digits += atom.digits
    otherDigits += atom.otherDigits === '' ? atom.digits : atom.otherDigits
    if (digits.length > maxNumberDigits + 2) return
    if (digits.length < 7) continue
    const part = atoms.slice(reach.from, to + 1)
    const heard = match(digits, reach.plus, part)
    const found = otherDigits === digits ? heard : hearBest(heard, part, otherDigits, reach.plus, match)
    if (found === null) continue
    const border = borderBond(atoms, gaps, reach, to + 1)
    const score =
      (found.assigned ? points.assigned : 0) +
      (found.type === 'mobile' ? points.mobile : 0) +
      (found.written === 'international' ? points.international : 0) +
      (found.weakShape ? points.weakShape : 0) +
      (isWholeRun(atoms, gaps, reach, to + 1) ? points.wholeRun : 0) +
      (found === heard ? 0 : points.heardApart) +
      (border > inside ? points.tighterInside : 0) +
      digits.length * points.digit +
      inside * points.bondInside +
      (part[0]?.weak === true ? points.weakEnd : 0) +
      (atom.weak ? points.weakEnd : 0)
    const window = {
      from: reach.from,
      to: to + 1,
      match: found,
      leftBefore: 0,
      leftAfter: 0,
      cutsThrough: false,
      inside,
      hasOtherEnding: false,
      inRow: false
    }
    windows.push({ window, score })
  }
}

/** Nothing but letters that look like digits by chance stands beside the window in its run. */
function isWholeRun(atoms: readonly Atom[], gaps: readonly Gap[], reach: Reach, to: number): boolean {
  return reach.from === reach.first && trimRun(atoms, gaps, to - 1, reach.last)[1] === to
}

/** As the words are put together, unless only apart they are a number, or a mobile one instead of a landline. */
function hearBest(
  heard: PlanMatch | null,
  part: readonly Atom[],
  all: string,
  plus: boolean,
  match: Matcher
): PlanMatch | null {
  if (heard?.assigned === true && heard.type === 'mobile') return heard
  const apart = hearApart(part, all, plus, match)
  if (heard?.assigned !== true) return apart ?? heard
  return apart?.assigned === true && apart.type === 'mobile' ? apart : heard
}

/** Number words heard one by one instead of together: all of them, or one; only for assigned numbers. */
function hearApart(part: readonly Atom[], all: string, plus: boolean, match: Matcher): PlanMatch | null {
  const whole = match(all, plus, part)
  if (whole?.assigned === true) return whole
  const doubtful = part.filter((atom) => atom.otherDigits !== '').slice(0, 6)
  for (const doubt of doubtful.reverse()) {
    const digits = part.map((atom) => (atom === doubt ? atom.otherDigits : atom.digits)).join('')
    const found = match(digits, plus, part)
    if (found?.assigned === true) return found
  }
  return whole
}

/** The weaker of the bonds to the atoms beside a window; `broken` when there is nothing beside it. */
function borderBond(atoms: readonly Atom[], gaps: readonly Gap[], reach: Reach, to: number): number {
  const [, end] = trimRun(atoms, gaps, to - 1, reach.last)
  const before = reach.from > reach.first ? (gaps[reach.from - 1]?.bond ?? bond.broken) : bond.broken
  const after = to < end ? (gaps[to - 1]?.bond ?? bond.broken) : bond.broken
  return Math.min(before, after)
}

function digitsOf(atoms: readonly Atom[], from: number, to: number): string {
  let digits = ''
  for (let i = from; i < to; i += 1) digits += atoms[i]?.digits ?? ''
  return digits
}

function withLeftovers(
  doc: Document,
  window: Window,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  taken: ReadonlySet<number>,
  first: number,
  last: number
): Window {
  const widest = Math.max(window.inside, bond.tight)
  let leftBefore = 0
  for (let i = window.from - 1; i >= first && !taken.has(i) && (gaps[i]?.bond ?? 9) <= widest; i -= 1) {
    if (isSolid(atoms[i])) leftBefore += atoms[i]?.digits.length ?? 0
  }
  const hasOtherEnding = endsOtherwise(doc, window, atoms, last)
  let leftAfter = 0
  const digits = digitsOf(atoms, window.from, window.to)
  let behind = ''
  for (let i = window.to; !hasOtherEnding && i < last && !taken.has(i) && (gaps[i - 1]?.bond ?? 9) <= widest; i += 1) {
    if (!isSolid(atoms[i])) continue
    behind += atoms[i]?.digits ?? ''
    leftAfter += atoms[i]?.digits.length ?? 0
  }
  // "695 000 041 695 show number": the same number begins once more, cut short.
  if (behind.length >= 3 && digits.startsWith(behind)) leftAfter = 0
  const tightBefore = leftBefore > 0 && (gaps[window.from - 1]?.bond ?? 9) <= bond.tight
  const tightAfter = leftAfter > 0 && (gaps[window.to - 1]?.bond ?? 9) <= bond.tight
  const cutsThrough = (tightBefore || tightAfter) && window.inside > bond.tight
  return { ...window, leftBefore, leftAfter, cutsThrough, hasOtherEnding }
}

/** Two or three digits after a slash, the only one: no more than the last group has, and nothing that makes them a measure. */
function endsOtherwise(doc: Document, window: Window, atoms: readonly Atom[], last: number): boolean {
  const tail = atoms[window.to - 1]
  const next = window.to < last ? atoms[window.to] : undefined
  if (tail === undefined || next === undefined || tail.source !== 'digits' || next.source !== 'digits') return false
  if (next.digits.length < 2 || next.digits.length > 3 || next.digits.length > tail.digits.length) return false
  const { plain } = doc
  if (!/^ ?\/ ?$/.test(plain.slice(tail.end, next.start))) return false
  if (plain.slice(atoms[window.from]?.start ?? 0, tail.end).includes('/')) return false
  return /^(?:[.,;!?)]*(?:\s|$)(?!\s*[/\d€$£%]))/.test(plain.slice(next.end, next.end + 6))
}

/** Written digits beside a number raise doubt; a number word or a letter there is ordinary text. */
function isSolid(atom: Atom | undefined): boolean {
  return atom !== undefined && !atom.weak && (atom.source === 'digits' || atom.source === 'mixed')
}

/** A plus sign shortly before, with too few digits since then for a number of its own. */
function isAfterSign(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  first: number,
  from: number
): boolean {
  let digits = 0
  for (let i = from - 1; i >= first && (gaps[i]?.bond ?? bond.broken) <= bond.space; i -= 1) {
    digits += atoms[i]?.digits.length ?? 0
    if (digits >= 7) return false
    if (hasPlus(doc, atoms[i]?.start ?? 0)) return true
  }
  return false
}
