/** Cuts a text into written blocks and reads each as digits where it can: digit runs, number words, look-alike blocks. */
import { originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import { isLookAlike, loneLookAlikes, readLeet, readLookAlikes, readWords } from '../numbers/number-reading.ts'
import type { BlockReading } from '../numbers/number-reading.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

export type AtomSource = 'digits' | 'words' | 'mixed' | 'look-alike' | 'multiplier'

/** Bits of all languages: digits are read in any. */
export const anyLanguage = 0xffff
const wordReading = perWord(readWords)

/** A written block with what it reads as; reading null for words that are no number. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reading: (Omit<BlockReading, 'source'> & { readonly source: AtomSource }) | null
  readonly weak: boolean
}

/** All blocks of a text in order; `blocked` holds a byte per token, 1 for what is known to be something else. */
export function readPieces(doc: Document, blocked: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  const { tokens } = doc
  for (let i = 0; i < tokens.length;) {
    const spelled = spelledOut(doc, i)
    if (spelled !== null) {
      pieces.push(spelled.piece)
      i += spelled.used
      continue
    }
    const glued = gluedWithHyphens(doc, i)
    if (glued !== null) {
      pieces.push(glued.piece)
      i += glued.used
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

/** "zerosixforty-sixninety-two": glued words go on after a hyphen, so they are only right when read as one. */
function gluedWithHyphens(doc: Document, from: number): { piece: Piece; used: number } | null {
  const { tokens, plain } = doc
  const first = tokens[from]
  if (first === undefined || first.digits || plain.charAt(first.end) !== '-') return null
  let letters = ''
  let glued = false
  let at = from
  for (; at < tokens.length && letters.length < 160; at += 1) {
    const token = tokens[at]
    if (token === undefined || token.digits || (at > from && token.start !== (tokens[at - 1]?.end ?? 0) + 1)) break
    const reading = wordReading(token)
    if (reading === null) break
    glued ||= reading.word === null
    letters += token.text
    if (plain.charAt(token.end) !== '-') {
      at += 1
      break
    }
  }
  const reading = glued && at - from > 1 ? readWords(letters) : null
  const end = tokens[at - 1]?.end ?? first.end
  return reading === null
    ? null
    : { piece: { start: first.start, end, text: letters, reading, weak: false }, used: at - from }
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
  // "<3" is a heart.
  if (token.digits && text === '3' && doc.plain.charAt(start - 1) === '<' && doc.plain.charAt(end) !== '>') return
  if (token.digits) {
    pieces.push({
      start,
      end,
      text,
      reading: { digits: text, otherDigits: '', word: null, languages: anyLanguage, source: 'digits' },
      weak: false
    })
    return
  }
  const reading = wordReading(token)
  if (reading !== null) {
    pieces.push({ start, end, text, reading, weak: reading.word?.everyday ?? false })
    return
  }
  const lone = end - start <= 4 && !isJoiner(doc, token) ? readLone(doc, start, end) : null
  pieces.push({ start, end, text, reading: lone, weak: lone !== null })
}

/**
 * A lone "i" is a one only right beside a digit; between groups of digits it is the Polish "and", as "o" is the
 * Spanish "or".
 */
function isJoiner(doc: Document, { start, end, text }: Token): boolean {
  if ((text !== 'i' && text !== 'o') || originalAt(doc, start) !== text) return false
  const before = /\d\d?(?=[^\p{L}\d]{0,3}$)/u.exec(doc.plain.slice(Math.max(0, start - 5), start))?.[0] ?? ''
  const after = /^[^\p{L}\d]{0,3}(\d\d?)/u.exec(doc.plain.slice(end, end + 5))?.[1] ?? ''
  if (text === 'i' && before === '' && after === '') return true
  if (doc.plain.charAt(start - 1) !== ' ' || doc.plain.charAt(end) !== ' ') return false
  return text === 'i' ? before.length !== 1 && after.length !== 1 : before.length === 2 && after.length === 2
}

/** Letters beside digits in one block, when at least half of it is digits ("O6l2", "3456O8"). */
function readMixed(doc: Document, start: number, end: number): BlockReading | null {
  let digits = 0
  let original = ''
  for (let i = start; i < end; i += 1) {
    const plain = doc.plain.charAt(i)
    const isDigit = plain >= '0' && plain <= '9'
    if (isDigit) digits += 1
    original += isDigit ? plain : lookAlikeAt(doc, i)
  }
  // A long block may hold more letters than digits; a short one would be a word or a code by chance.
  return digits * (end - start >= 8 ? 3 : 2) >= end - start ? readLookAlikes(original) : null
}

/** The letter as written, since case matters; of a styled or decorated one ("Ø", "🅾") the plain letter. */
function lookAlikeAt(doc: Document, at: number): string {
  const written = originalAt(doc, at)
  return isLookAlike(written) ? written : doc.plain.charAt(at)
}

function readLone(doc: Document, start: number, end: number): BlockReading | null {
  let original = ''
  for (let i = start; i < end; i += 1) {
    const char = lookAlikeAt(doc, i)
    if (!loneLookAlikes.has(char)) return null
    original += char
  }
  return readLookAlikes(original)
}
