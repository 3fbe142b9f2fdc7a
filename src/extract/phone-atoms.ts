/** Finds the atoms of phone numbers: runs of digits, number words, look-alike blocks and multipliers, each with its span. */
import { originalAt } from './document.ts'
import type { Document } from './document.ts'
import { compose } from './number-compose.ts'
import type { SpokenPart } from './number-compose.ts'
import { loneLookAlikes, readLeet, readLookAlikes, readWords } from './number-reading.ts'
import type { BlockReading } from './number-reading.ts'
import {
  articleWords,
  hundredWords,
  joinerWords,
  numberWords,
  pluralDigits,
  repeatWords,
  timesInOneWord,
  timesWords
} from './number-words.ts'
import type { Token } from './tokens.ts'
import { perWord } from './vocabulary.ts'

export interface Atom {
  readonly digits: string
  /** The other way to hear it: "sixty one" as 60 1; empty when there is none. */
  readonly otherDigits: string
  readonly start: number
  readonly end: number
  readonly source: 'digits' | 'words' | 'mixed' | 'look-alike' | 'multiplier'
  /** Languages of number words; all bits set for digits. */
  readonly languages: number
  /** Only worth something between other atoms: a lone letter, an everyday word. */
  readonly weak: boolean
}

const anyLanguage = 0xffff
/** An advert has some dozens; what comes after this many in one text is not looked at. */
const maxAtoms = 8000
const wordReading = perWord(readWords)

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

/** A written block with what it reads as; reading null for words that are no number. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reading: (Omit<BlockReading, 'source'> & { readonly source: Atom['source'] }) | null
  readonly weak: boolean
}

function readPieces(doc: Document, blocked: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  const { tokens } = doc
  for (let i = 0; i < tokens.length;) {
    const spelled = spelledOut(doc, i)
    if (spelled !== null) {
      pieces.push(spelled.piece)
      i += spelled.used
      continue
    }
    let end = i + 1
    while (end < tokens.length && tokens[end]?.start === tokens[end - 1]?.end) end += 1
    readBlock(doc, tokens, i, end, blocked, pieces)
    i = end
  }
  return pieces
}

/** Letters one by one with the same gap between them: "n u l", "z-e-s". */
function spelledOut(doc: Document, from: number): { piece: Piece; used: number } | null {
  const { tokens, plain } = doc
  const first = tokens[from]
  const second = tokens[from + 1]
  if (
    first === undefined ||
    second === undefined ||
    first.text.length !== 1 ||
    second.text.length !== 1 ||
    first.digits
  )
    return null
  const gap = plain.slice(first.end, second.start)
  let letters = first.text
  let best: { piece: Piece; used: number } | null = null
  for (let i = from + 1; i < tokens.length && letters.length < 24; i += 1) {
    const token = tokens[i]
    const before = tokens[i - 1]
    if (
      token === undefined ||
      before === undefined ||
      token.digits ||
      token.text.length !== 1 ||
      gap.length > 3 ||
      plain.slice(before.end, token.start) !== gap
    )
      break
    letters += token.text
    const reading = letters.length >= 3 ? readWords(letters) : null
    if (reading !== null)
      best = { piece: { start: first.start, end: token.end, text: letters, reading, weak: false }, used: i - from + 1 }
  }
  return best
}

function readBlock(
  doc: Document,
  tokens: readonly Token[],
  from: number,
  to: number,
  blocked: Uint8Array,
  pieces: Piece[]
): void {
  const first = tokens[from]
  const last = tokens[to - 1]
  if (first === undefined || last === undefined) return
  for (let i = from; i < to; i += 1) {
    if (blocked[i] === 1) {
      for (let j = from; j < to; j += 1) if (blocked[j] !== 1) pushToken(doc, tokens[j], pieces)
      return
    }
  }
  if (to - from === 1) return pushToken(doc, first, pieces)
  const text = doc.plain.slice(first.start, last.end)
  const reading =
    text.length > 160 ? null : (readWords(text) ?? readMixed(doc, first.start, last.end) ?? readLeet(text))
  if (reading !== null) pieces.push({ start: first.start, end: last.end, text, reading, weak: false })
  else for (let i = from; i < to; i += 1) pushToken(doc, tokens[i], pieces)
}

function pushToken(doc: Document, token: Token | undefined, pieces: Piece[]): void {
  if (token === undefined) return
  const { start, end, text } = token
  if (token.digits) {
    pieces.push({
      start,
      end,
      text,
      reading: { digits: text, word: null, languages: anyLanguage, source: 'digits' },
      weak: false
    })
    return
  }
  const reading = wordReading(token)
  if (reading !== null) {
    pieces.push({ start, end, text, reading, weak: reading.word?.everyday ?? false })
    return
  }
  const lone = end - start <= 4 ? readLone(doc, start, end) : null
  pieces.push({ start, end, text, reading: lone, weak: lone !== null })
}

/** Letters beside digits in one block, when at least half of it is digits ("O6l2", "3456O8"). */
function readMixed(doc: Document, start: number, end: number): BlockReading | null {
  let digits = 0
  let original = ''
  for (let i = start; i < end; i += 1) {
    const plain = doc.plain.charAt(i)
    const isDigit = plain >= '0' && plain <= '9'
    if (isDigit) digits += 1
    original += isDigit ? plain : originalAt(doc, i)
  }
  return digits * 2 >= end - start ? readLookAlikes(original) : null
}

function readLone(doc: Document, start: number, end: number): BlockReading | null {
  let original = ''
  for (let i = start; i < end; i += 1) {
    const char = originalAt(doc, i)
    if (!loneLookAlikes.has(char)) return null
    original += char
  }
  return readLookAlikes(original)
}

function plainAtom(piece: Piece, reading: NonNullable<Piece['reading']>): Atom {
  const { digits, languages, source } = reading
  return {
    digits,
    otherDigits: '',
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
  const head = pieces[from]
  if (head === undefined) return null
  let times = repeatWords.get(head.text) ?? timesInOneWord.get(head.text) ?? 0
  let at = from + 1
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
      return { atom: multiplierAtom(head, plural.end, digit), used: 2 }
    }
    if (plural === undefined || !timesWords.has(plural.text) || plural.start - head.end > 1) return null
    times = count
    at += 1
  }
  if (articleWords.has(pieces[at]?.text ?? '') && pieces[at + 1]?.reading != null) at += 1
  const operand = pieces[at]
  if (operand === undefined || operand.reading === null || operand.start - (pieces[at - 1]?.end ?? 0) > 2) return null
  const { digits } = operand.reading
  if (digits.length !== 1 || /[^\s"'(-]/.test(doc.plain.slice(pieces[at - 1]?.end ?? 0, operand.start))) return null
  return { atom: multiplierAtom(head, operand.end, digits.repeat(times)), used: at - from + 1 }
}

function multiplierAtom(head: Piece, end: number, digits: string): Atom {
  return { digits, otherDigits: '', start: head.start, end, source: 'multiplier', languages: anyLanguage, weak: false }
}
