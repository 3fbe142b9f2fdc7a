/** Turns the bytes of a page into text: which character set, how that was known, and whether it is sure. */
import { isAscii, isUtf8 } from 'node:buffer'
import { checkUtf8, guessLegacy, guessUtf16 } from './charset-guess.ts'
import { encodingOf } from './charset-labels.ts'
import { declaredEncoding } from './charset-prescan.ts'

export interface DecodedBody {
  readonly text: string
  readonly name: string
  /** `bom`, `header`, `meta`, `utf-8 by its bytes`, `guess`, or why the declaration was not followed. */
  readonly basis: string
  /** False when bytes could not be read, or the character set was only guessed: the raw bytes decide. */
  readonly certain: boolean
}

/**
 * Decodes a body: byte order mark, then `charset=` of the header, then the page's own declaration, then the bytes.
 * Follows the WHATWG Encoding Standard but for two repairs, both marked uncertain: a page that declares UTF-8 and holds
 * only single high bytes is read as the code page that it must be, and a page that declares a code page but is flawless
 * UTF-8 is read as UTF-8. Ill-formed bytes become U+FFFD (FAULTS A21). Never throws.
 */
export function decodeBody(body: Uint8Array, contentType: string | undefined): DecodedBody {
  const bom = byteOrderMark(body)
  if (bom) return decode(body, bom, 'bom', true)
  const header = encodingOf(/charset\s*=\s*["']?([^\s;"']{1,40})/i.exec(contentType ?? '')?.[1] ?? '')
  const utf16 = guessUtf16(body)
  if (utf16 && header !== utf16) return decode(body, utf16, 'guess: zero in every second byte', false)
  const meta = header ? null : declaredEncoding(body)
  const declared = header ?? meta
  const basis = header ? 'header' : 'meta'
  if (isAscii(body)) return decode(body, declared ?? 'utf-8', declared ? basis : 'ascii', true)
  if (declared === 'utf-8' && isUtf8(body)) return decode(body, 'utf-8', basis, true)
  if (
    declared !== null &&
    declared !== 'utf-8' &&
    declared !== 'replacement' &&
    !(singleByte.test(declared) && isUtf8(body))
  ) {
    return decode(body, declared, basis, true)
  }
  const check = checkUtf8(body)
  if (declared === 'utf-8') {
    if (check.valid) return decode(body, 'utf-8', basis, true)
    const legacy = check.sequences === 0 && check.forbidden === 0
    if (!legacy) return decode(body, 'utf-8', `${basis}, with ${check.invalid} ill-formed sequences`, false)
    return decode(body, guessLegacy(body), `guess: ${basis} says utf-8, the bytes are not`, false)
  }
  if (declared === 'replacement') return { text: '\ufffd', name: 'replacement', basis, certain: false }
  if (declared) {
    if (check.valid && check.sequences >= 2)
      return decode(body, 'utf-8', `guess: ${basis} says ${declared}, the bytes are flawless utf-8`, false)
    return decode(body, declared, basis, true)
  }
  const onlyForbidden = check.forbidden > 0 && check.forbidden === check.invalid
  if (check.valid || onlyForbidden || check.sequences > check.invalid * 4) {
    return decode(body, 'utf-8', 'utf-8 by its bytes', check.valid)
  }
  return decode(body, guessLegacy(body), 'guess: not utf-8, letters of this code page', false)
}

const singleByte = /^(windows-125|iso-8859-|koi8|macintosh|x-mac)/

function byteOrderMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : null
}

function decode(body: Uint8Array, name: string, basis: string, certain: boolean): DecodedBody {
  const decoder = decoders.get(name) ?? new TextDecoder(name)
  decoders.set(name, decoder)
  const text = decoder.decode(body)
  const wellFormed = certain && !text.includes('\ufffd')
  return { text, name, basis: certain && !wellFormed ? `${basis}, with ill-formed bytes` : basis, certain: wellFormed }
}

/** One per name: the standard knows some forty. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>()
