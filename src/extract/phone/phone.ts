/** Finds phone numbers, plain and disguised, each with its span, how it was written and how sure that is. */
import type { Fact } from '../../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed, originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import { blockTokens } from './not-phone.ts'
import { findAtoms } from './phone-atoms.ts'
import type { Atom } from './phone-atoms.ts'
import { confidenceOf, mostWithBar } from './phone-confidence.ts'
import { hasCue, isGluedTo, isInField, standsAlone } from './phone-cues.ts'
import { phoneLinks } from './phone-links.ts'
import { matcherFor } from './phone-match.ts'
import { writingMethod } from './phone-method.ts'
import { matchInternational } from './phone-plans.ts'
import { isBackwards, joinSplit, readBackwards, startsInTitle } from './phone-puzzles.ts'
import { bond, readGaps } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'
import { pickWindows } from './phone-windows.ts'
import type { Matcher, Window } from './phone-windows.ts'

/** All phone numbers of a text. Claims their characters, so that no other kind takes them. */
export function findPhones(doc: Document): Fact[] {
  const facts = phoneLinks(doc)
  const blocked = blockTokens(doc)
  const atoms = findAtoms(doc, blocked)
  if (atoms.length === 0) return facts
  const match = matcherFor(doc)
  const strict = readGaps(doc, atoms, blocked, false)
  const used = new Uint8Array(atoms.length)
  const backwards = isBackwards(doc)
  if (backwards) facts.push(...readBackwards(doc, atoms, strict, used, match))
  const begun = startsInTitle(doc, atoms) ? joinSplit(doc, atoms, match) : null
  if (begun !== null) {
    facts.push(begun)
    for (const [i, atom] of atoms.entries()) if (isClaimed(doc, atom.start, atom.end, claim.phone)) used[i] = 1
  }
  collect(doc, atoms, strict, used, { match, loose: false }, facts)
  const free = atoms.filter((atom, i) => used[i] !== 1 && !isClaimed(doc, atom.start, atom.end, 0xff))
  if (digitsOf(free) < 8) return facts
  const loose = readGaps(doc, free, blocked, true)
  const loosely = new Uint8Array(free.length)
  collect(doc, free, loose, loosely, { match, loose: true }, facts)
  const split = joinSplit(
    doc,
    free.filter((_, i) => loosely[i] !== 1),
    match
  )
  if (split !== null) facts.push(split)
  return facts
}

function collect(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  used: Uint8Array,
  { match, loose }: { readonly match: Matcher; readonly loose: boolean },
  facts: Fact[]
): void {
  for (let first = 0; first < atoms.length;) {
    let last = first + 1
    while (last < atoms.length && (gaps[last - 1]?.bond ?? bond.broken) < bond.broken && used[last] !== 1) last += 1
    if (used[first] !== 1) {
      for (const window of pickWindows(doc, atoms, gaps, first, last, match)) {
        const fact = judge(doc, atoms, gaps, window, loose)
        if (fact === null) continue
        for (let i = window.from; i < window.to; i += 1) used[i] = 1
        facts.push(fact)
        const ending = atoms[window.to]
        const other = window.hasOtherEnding && ending !== undefined ? otherEnding(doc, fact, ending) : null
        if (other === null) continue
        used[window.to] = 1
        facts.push(other)
      }
    }
    first = last
  }
}

/** "06-12345678 / 79": the number once more, with the last digits replaced; both spans are stated. */
function otherEnding(doc: Document, fact: Fact, ending: Atom): Fact | null {
  const value = fact.value.slice(0, -ending.digits.length) + ending.digits
  const match = value === fact.value ? null : matchInternational(value.slice(1))
  if (match === null || !match.assigned) return null
  claimSpan(doc, ending.start, ending.end, claim.phone)
  const { region, type, assigned } = match
  const other = factAt(doc, 'phone', ending.start, ending.end, value, 'other-ending', Math.min(0.6, fact.confidence), {
    region,
    type,
    assigned
  })
  return {
    ...other,
    spans: [
      { start: fact.start, end: fact.end },
      { start: other.start, end: other.end }
    ]
  }
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
  const cue =
    hasCue(doc, first.start, last.end) ||
    isInField(doc, first.start, last.end) ||
    isGluedTo(doc, first.start) ||
    (window.match.assigned && standsAlone(doc, first.start, last.end))
  const confidence = Math.min(mostWithBar(inner), confidenceOf(doc, window, part, inner, method, cue, loose))
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
