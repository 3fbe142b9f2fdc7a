/** Numbers that have to be put together first: written backwards, or in two parts over title and body. */
import type { Fact } from '../../model/fact.ts'
import { sourceSpan } from '../../text/fold.ts'
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { backwardWord, contextBits, contextOf, cueWord } from '../numbers/number-context.ts'
import type { Atom } from './phone-atoms.ts'
import type { PlanMatch } from './phone-plans.ts'
import { bond } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'
import { trimRun } from './phone-windows.ts'
import type { Matcher } from './phone-windows.ts'

/** Wording of two or more words that says that the digits are to be read from the back. */
const backwardPhrases = [...wordSet('backwards-phrases')]

/** Wording that says that a number goes on elsewhere. */
const restPhrases = new RegExp(`(?<!\\p{L})(?:${anyOf(wordRows('rest-of-number'))})(?!\\p{L})`, 'u')

/** Wording right before digits that says that a number begins with them. */
const openingPhrases = new RegExp(`(?<!\\p{L})(?:${anyOf(wordRows('start-of-number'))})[^\\d\\n.!?]{0,16}$`, 'u')

/** Digits of one line or phrase that are too few for a number, read as a piece of one. */
interface Piece {
  readonly digits: string
  readonly start: number
  readonly end: number
  readonly atoms: number
}

/** Whether the text says that something is to be read backwards. */
export function isBackwards(doc: Document): boolean {
  return (
    doc.tokens.some((token) => !token.digits && (contextBits(token) & backwardWord) !== 0) ||
    backwardPhrases.some((phrase) => doc.plain.includes(phrase))
  )
}

/** Runs that make a number from the back only, or better than from the front. Marks their atoms as used. */
export function readBackwards(
  doc: Document,
  atoms: readonly Atom[],
  gaps: readonly Gap[],
  used: Uint8Array,
  match: Matcher
): Fact[] {
  const facts: Fact[] = []
  for (let first = 0; first < atoms.length;) {
    let last = first + 1
    while (last < atoms.length && (gaps[last - 1]?.bond ?? bond.broken) < bond.broken) last += 1
    const [from, to] = trimRun(atoms, gaps, first, last)
    const part = atoms.slice(from, to)
    const digits = reversed(part)
    const plain = part.map((atom) => atom.digits).join('')
    const back =
      digits.length >= 8 && digits.length <= 15
        ? (match(digits, false, part) ?? match(digits, digits.endsWith('00'), part))
        : null
    const front = back === null ? null : match(plain, false, part)
    if (
      back !== null &&
      (back.assigned || back.type === 'mobile') &&
      (front === null || !front.assigned || back.type === 'mobile')
    ) {
      const start = part[0]?.start ?? 0
      const end = part[part.length - 1]?.end ?? start
      claimSpan(doc, start, end, claim.phone)
      facts.push(
        factAt(
          doc,
          'phone',
          start,
          end,
          back.value,
          'backwards',
          !back.assigned ? 0.6 : front === null || !front.assigned ? 0.85 : 0.6,
          {
            region: back.region,
            type: back.type,
            assigned: back.assigned
          }
        )
      )
      used.fill(1, first, last)
    }
    first = last
  }
  return facts
}

/** Digits are turned one by one, number words as a whole ("vierendertig" stays 34 when the words stand in reverse). */
function reversed(part: readonly Atom[]): string {
  return part
    .map((atom) => (atom.source === 'words' ? atom.digits : [...atom.digits].reverse().join('')))
    .reverse()
    .join('')
}

/** The title ends in what opens a number ("... 0152"), so that a number in the body may be its second half. */
export function startsInTitle(doc: Document, atoms: readonly Atom[]): boolean {
  if (doc.titleEnd < 0) return false
  const last = atoms.findLast((atom) => atom.end <= doc.titleEnd)
  if (last === undefined || last.source !== 'digits' || !/^0\d{2,4}$/.test(last.digits)) return false
  return doc.plain.slice(last.end, doc.titleEnd).trim() === ''
}

/** A number begun in the title and finished in the body, or in two places when the text says so; null when nothing fits. */
export function joinSplit(doc: Document, atoms: readonly Atom[], match: Matcher): Fact | null {
  const pieces = readPieces(doc, atoms)
  const opening = pieces.find((piece) => opensNumber(doc, piece))
  const announced = opening !== undefined || restPhrases.test(doc.plain.slice(0, 20_000))
  const heads = pieces
    .filter((piece) => piece.digits.length <= 9 && (piece.digits.length >= 3 || piece === opening))
    .slice(0, 12)
  for (const head of heads) {
    const inTitle = doc.titleEnd >= 0 && head.end <= doc.titleEnd
    if (!inTitle && !announced) continue
    const plus = doc.plain.charAt(head.start - 1) === '+'
    const tails = pieces.filter(
      (piece) => piece.start > head.end && piece.digits.length >= 3 && (announced || piece.start > doc.titleEnd)
    )
    const fits = tails.flatMap((tail) => {
      const found = match(head.digits + tail.digits, plus, atoms)
      if (found === null || found.type !== 'mobile') return []
      // Without a zero in front, or in a block that nobody holds, the second part must follow a word such as "tel".
      return (found.assigned && !found.weakShape) || announced || followsCue(doc, tail.start) ? [{ tail, found }] : []
    })
    const only = fits.length === 1 ? fits[0] : undefined
    if (only === undefined) continue
    if (!announced && tails.filter((tail) => tail.digits.length >= 3).length > 3) continue
    return splitFact(doc, head, only.tail, only.found, announced ? 0.8 : 0.7)
  }
  return null
}

function opensNumber(doc: Document, piece: Piece): boolean {
  return openingPhrases.test(doc.plain.slice(Math.max(0, piece.start - 36), piece.start))
}

function followsCue(doc: Document, start: number): boolean {
  const at = tokenFrom(doc, start)
  return [at - 1, at - 2, at - 3].some((i) => (contextOf(doc.tokens[i]?.text ?? '') & cueWord) !== 0)
}

function splitFact(doc: Document, head: Piece, tail: Piece, found: PlanMatch, confidence: number): Fact {
  claimSpan(doc, head.start, head.end, claim.phone)
  claimSpan(doc, tail.start, tail.end, claim.phone)
  const { value, region, assigned, weakShape } = found
  const sure = assigned && !weakShape ? confidence : 0.6
  const fact = factAt(doc, 'phone', head.start, head.end, value, 'split', sure, { region, type: 'mobile', assigned })
  const first = { start: fact.start, end: fact.end }
  return { ...fact, spans: [first, sourceSpan(doc.folded, tail.start, tail.end)] }
}

/** Neighbouring atoms with nothing but separators between them, line by line. */
function readPieces(doc: Document, atoms: readonly Atom[]): Piece[] {
  const pieces: Piece[] = []
  for (const atom of atoms.slice(0, 400)) {
    const last = pieces[pieces.length - 1]
    if (
      last !== undefined &&
      atom.start - last.end <= (atom.weak ? 1 : 4) &&
      !/[\n\p{L}]/u.test(doc.plain.slice(last.end, atom.start))
    ) {
      pieces[pieces.length - 1] = { ...last, digits: last.digits + atom.digits, end: atom.end, atoms: last.atoms + 1 }
    } else if (!atom.weak) {
      pieces.push({ digits: atom.digits, start: atom.start, end: atom.end, atoms: 1 })
    }
  }
  return pieces.filter((piece) => piece.digits.length <= 10 && piece.digits.length >= 2).slice(0, 40)
}

/** Placeholders that nobody holds: the same digit all over, or counting up or down. */
export function isImplausible(digits: string): boolean {
  const tail = digits.slice(-8)
  return (
    /^(\d)\1*$/.test(tail) ||
    digits === '0123456789' ||
    digits === '1234567890' ||
    digits === '0987654321' ||
    digits === '9876543210'
  )
}
