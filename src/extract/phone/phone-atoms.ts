/** Finds the atoms of phone numbers: runs of digits, number words, look-alike blocks and multipliers, each with its span. */
import type { Document } from '../document.ts'
import { compose } from '../numbers/number-compose.ts'
import type { SpokenPart } from '../numbers/number-compose.ts'
import {
  articleWords,
  hundredWords,
  joinerWords,
  languageBit,
  numberWords,
  pluralDigits,
  repeatWords,
  timesInOneWord,
  timesWords
} from '../numbers/number-words.ts'
import { anyLanguage, readPieces } from './phone-pieces.ts'
import type { AtomSource, Piece } from './phone-pieces.ts'

export interface Atom {
  readonly digits: string
  /** The other way to hear it: "sixty one" as 60 1; empty when there is none. */
  readonly otherDigits: string
  readonly start: number
  readonly end: number
  readonly source: AtomSource
  /** Languages of number words; all bits set for digits. */
  readonly languages: number
  /** Only worth something between other atoms: a lone letter, an everyday word. */
  readonly weak: boolean
}

/** An advert has some dozens; what comes after this many in one text is not looked at. */
const maxAtoms = 8000

/** All atoms in order. `blocked` marks tokens that are known to be something else; they break a number. */
export function findAtoms(doc: Document, blocked: Uint8Array): Atom[] {
  const pieces = readPieces(doc, blocked)
  const atoms: Atom[] = []
  for (let i = 0; i < pieces.length && atoms.length < maxAtoms;) {
    const multiplied = readMultiplier(doc, pieces, i)
    if (multiplied !== null) {
      atoms.push(multiplied.atom)
      i += multiplied.used
      continue
    }
    const piece = pieces[i]
    if (piece !== undefined && piece.reading !== null) {
      const spoken = piece.reading.word === null ? null : readSpoken(doc, pieces, i)
      atoms.push(spoken?.atom ?? plainAtom(piece, piece.reading))
      i += spoken?.used ?? 1
    } else {
      i += 1
    }
  }
  return atoms
}

function plainAtom(piece: Piece, reading: NonNullable<Piece['reading']>): Atom {
  const { digits, otherDigits, languages, source } = reading
  return {
    digits,
    otherDigits,
    start: piece.start,
    end: piece.end,
    source,
    languages: languages || anyLanguage,
    weak: piece.weak
  }
}

/** Tens and units, hundreds: as many of the next words as make one number. */
function readSpoken(doc: Document, pieces: readonly Piece[], from: number): { atom: Atom; used: number } | null {
  const parts: SpokenPart[] = []
  const first = pieces[from]
  if (first === undefined) return null
  for (let i = from; i < pieces.length && parts.length < 8; i += 1) {
    const piece = pieces[i]
    if (piece === undefined) break
    if (i > from && !isTight(doc, pieces[i - 1], piece)) break
    const word = numberWords.get(piece.text)
    if (word !== undefined) parts.push({ value: word.value, word: piece.text, languages: word.languages })
    else if (i > from && (joinerWords.has(piece.text) || hundredWords.has(piece.text))) {
      parts.push({ value: null, word: piece.text, languages: 0 })
    } else break
  }
  const { value, used } = compose(parts, 0)
  if (used < 2) return null
  const words = parts.slice(0, used).filter((part) => part.value !== null)
  const languages = words.reduce((bits, part) => bits & part.languages, anyLanguage)
  if (languages === 0) return null
  const end = pieces[from + used - 1]?.end ?? first.end
  const otherDigits = apart(parts.slice(0, used))
  return {
    atom: { digits: String(value), otherDigits, start: first.start, end, source: 'words', languages, weak: false },
    used
  }
}

/** The same words heard one by one: "sixty one" 60 1, "nine hundred one" 900 1. */
function apart(parts: readonly SpokenPart[]): string {
  let digits = ''
  for (const part of parts) {
    if (part.value !== null) digits += String(part.value)
    else if (hundredWords.has(part.word)) digits += '00'
  }
  return digits
}

function isTight(doc: Document, before: Piece | undefined, after: Piece): boolean {
  if (before === undefined || after.start - before.end > 2) return false
  for (let i = before.end; i < after.start; i += 1) if (!' -'.includes(doc.plain.charAt(i))) return false
  return true
}

/** "double five", "3 x 8", "drie keer de acht", "tweemaal nul", "three eights": the digit as often as it says. */
function readMultiplier(doc: Document, pieces: readonly Piece[], from: number): { atom: Atom; used: number } | null {
  const opening = pieces[from]
  // Romanian says "de două ori doi".
  const skipped = opening?.text === 'de' && timesWords.has(pieces[from + 2]?.text ?? '') ? 1 : 0
  const head = pieces[from + skipped]
  if (head === undefined) return null
  let times = repeatWords.get(head.text) ?? timesInOneWord.get(head.text) ?? 0
  let at = from + skipped + 1
  if (times === 0) {
    const count = head.reading !== null && /^[2-4]$/.test(head.reading.digits) ? Number(head.reading.digits) : 0
    if (count === 0) return null
    const plural = pieces[at]
    if (
      plural !== undefined &&
      head.reading?.source !== 'digits' &&
      pluralDigits.has(plural.text) &&
      plural.start - head.end <= 2
    ) {
      const digit = String(pluralDigits.get(plural.text)).repeat(count)
      return { atom: multiplierAtom(opening ?? head, plural.end, digit), used: at - from + 1 }
    }
    const isTimes = timesWords.has(plural?.text ?? '') || isRomanianOf(pieces, from)
    if (plural === undefined || !isTimes || plural.start - head.end > 1) return null
    times = count
    at += 1
  }
  if (isArticle(pieces, at) && pieces[at + 1]?.reading != null) at += 1
  const operand = pieces[at]
  if (operand === undefined || operand.reading === null || operand.start - (pieces[at - 1]?.end ?? 0) > 2) return null
  const { digits } = operand.reading
  if (digits.length !== 1 || /[^\s"'(-]/.test(doc.plain.slice(pieces[at - 1]?.end ?? 0, operand.start))) return null
  return { atom: multiplierAtom(opening ?? head, operand.end, digits.repeat(times)), used: at - from + 1 }
}

/** "trei de opt" is 888; in "doi de trei ori cinci" the multiplier begins only after the first word. */
function isRomanianOf(pieces: readonly Piece[], from: number): boolean {
  const count = pieces[from]?.reading ?? null
  const isCount = count !== null && count.source === 'words' && (count.languages & (languageBit['ro'] ?? 0)) !== 0
  return isCount && pieces[from + 1]?.text === 'de' && !timesWords.has(pieces[from + 3]?.text ?? '')
}

/** "drie keer het acht"; yet after a Hungarian word for how often, "het" is seven. */
function isArticle(pieces: readonly Piece[], at: number): boolean {
  const word = pieces[at]?.text ?? ''
  return (
    articleWords.has(word) && !(word === 'het' && /(?:upla|ripla|plan|szor|szer)$/.test(pieces[at - 1]?.text ?? ''))
  )
}

function multiplierAtom(head: Piece, end: number, digits: string): Atom {
  return { digits, otherDigits: '', start: head.start, end, source: 'multiplier', languages: anyLanguage, weak: false }
}
