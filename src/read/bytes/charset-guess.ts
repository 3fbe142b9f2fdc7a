/** Guesses a character set from the bytes alone, for pages that declare none or a wrong one. */
import { analyse } from 'chardet'

export interface Utf8Check {
  readonly valid: boolean
  /** Well-formed sequences of two bytes or more. */
  readonly sequences: number
  readonly invalid: number
  /** Overlong forms, surrogates, above U+10FFFF: bytes of a broken or hostile UTF-8 writer, not of another encoding. */
  readonly forbidden: number
}

/** Counts well-formed and ill-formed UTF-8 sequences (Unicode table 3-7); a sequence cut by the end counts as valid. */
export function checkUtf8(bytes: Uint8Array): Utf8Check {
  let sequences = 0
  let invalid = 0
  let forbidden = 0
  const size = bytes.length
  for (let i = 0; i < size;) {
    const lead = bytes[i] as number
    if (lead < 0x80) {
      i++
      continue
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0
    let tail = 1
    while (tail < length && i + tail < size && ((bytes[i + tail] as number) & 0xc0) === 0x80) tail++
    const cut = i + tail >= size && tail < length
    if (length === 0 || (tail < length && !cut)) {
      invalid++
      i++
    } else if (!cut && isForbidden(lead, bytes[i + 1] ?? 0xbf)) {
      invalid++
      forbidden++
      i += tail
    } else {
      sequences++
      i += tail
    }
  }
  return { valid: invalid === 0, sequences, invalid, forbidden }
}

/** UTF-16 without a byte order mark: text of European languages has a zero in every second byte. */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const size = Math.min(bytes.length, 2048) & ~1
  if (size < 8) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const half = size / 2
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : null
}

/** Bytes of text that are looked at; half of a page is tags. */
const looked = 16_384

/** What `chardet` tells better than letter pairs do, by the name that the Encoding Standard reads it under. */
const told: ReadonlyMap<string, string> = new Map([
  ['windows-1250', 'windows-1250'],
  ['KOI8-R', 'koi8-u'],
  ['ISO-8859-5', 'iso-8859-5'],
  ['ISO-8859-7', 'windows-1253'],
  ['windows-1253', 'windows-1253'],
  ['ISO-8859-8', 'windows-1255'],
  ['windows-1255', 'windows-1255'],
  ['ISO-8859-9', 'windows-1254'],
  ['windows-1254', 'windows-1254'],
  ['windows-1256', 'windows-1256'],
  ['Shift_JIS', 'shift_jis'],
  ['EUC-JP', 'euc-jp'],
  ['EUC-KR', 'euc-kr'],
  ['GB18030', 'gb18030'],
  ['Big5', 'big5']
])

/** Of a hundred: below it `chardet` says what it says of any bytes. */
const surely = 25

/** The encoding of bytes that are not UTF-8, as the Encoding Standard calls it: another script, or a code page of Europe. */
export function guessLegacy(bytes: Uint8Array): string {
  const [best] = analyse(withoutTags(bytes))
  const other = best && best.confidence >= surely ? told.get(best.name) : undefined
  return other ?? guessSingleByte(bytes)
}

/** The bytes between tags: names of tags and attributes are English in every language. */
function withoutTags(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.min(bytes.length, looked))
  let size = 0
  let inTag = false
  for (let i = 0; i < bytes.length && size < text.length; i++) {
    const byte = bytes[i] as number
    if (byte === 0x3c) inTag = true
    if (!inTag) text[size++] = byte
    if (byte === 0x3e) inTag = false
  }
  return text.subarray(0, size)
}

/**
 * Chooses windows-1252, windows-1250 or windows-1251 for bytes that are not UTF-8, by the letters that the high bytes
 * would be: Cyrillic runs for 1251, Polish, Hungarian and Romanian letters for 1250, else 1252 (the standard's default).
 */
function guessSingleByte(bytes: Uint8Array): 'windows-1252' | 'windows-1250' | 'windows-1251' {
  const size = Math.min(bytes.length, 65536)
  let high = 0
  let runs = 0
  let central = 0
  let western = 0
  let inTag = false
  for (let i = 0; i < size; i++) {
    const byte = bytes[i] as number
    if (byte === 0x3c) inTag = true
    else if (byte === 0x3e) inTag = false
    if (byte < 0x80 || inTag) continue
    high++
    if (byte >= 0xc0 && (bytes[i + 1] ?? 0) >= 0xc0) runs++
    if (centralBytes.has(byte) && standsInWord(bytes, i)) central++
    if (westernBytes.has(byte)) western++
  }
  if (high > 3 && runs > high * 0.4) return 'windows-1251'
  return central > western ? 'windows-1250' : 'windows-1252'
}

/** In 1250: ą ł ż ś ź Ł Ż Ś Ź ę ć ń ő ű ă ţ Ő Ű; the same bytes are rare signs or other languages' letters in 1252. */
const centralBytes = new Set([
  0xb9, 0xb3, 0xbf, 0x9c, 0x9f, 0xa3, 0xaf, 0x8c, 0x8f, 0xea, 0xe6, 0xf1, 0xf5, 0xfb, 0xe3, 0xfe, 0xd5, 0xdb, 0xba
])
/** In 1252: à è ë ï ù ç å ø, and those that share a byte with the set above (ê ñ û), so that they cancel out. */
const westernBytes = new Set([0xe0, 0xe8, 0xeb, 0xef, 0xf9, 0xe7, 0xe5, 0xf8, 0xea, 0xf1, 0xfb])

/** Signs such as ¿ £ º stand at the edge of a word or a number; the letters of 1250 stand against other letters. */
function standsInWord(bytes: Uint8Array, at: number): boolean {
  const before = isLetter(bytes[at - 1] ?? 0x20)
  const after = isLetter(bytes[at + 1] ?? 0x20)
  const byte = bytes[at]
  if (byte === 0xbf || byte === 0xba) return before && (after || byte === 0xbf)
  return byte === 0xa3 ? after : before || after
}

function isLetter(byte: number): boolean {
  return byte >= 0xc0 || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isForbidden(lead: number, second: number): boolean {
  return (
    lead === 0xc0 ||
    lead === 0xc1 ||
    lead > 0xf4 ||
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f)
  )
}
