/** Identifiers as they are written: an address with letters beyond ASCII is another address than the one without accents. */
import { fold, sourceSpan } from '../../text/fold.ts'
import type { Document } from '../document.ts'
import type { DomainReading } from './domain.ts'

const invisible = /\p{Cf}/gu
const ascii = /^[\0-\x7f]*$/

/**
 * The text of folded[start..end) in small letters with its accents, or `folded` where that is not what was written: letters of two scripts
 * are look-alikes of one ("аnna" with a Cyrillic а), and parts may stand in words.
 */
export function asWritten(doc: Document, start: number, end: number, folded: string): string {
  const span = sourceSpan(doc.folded, start, end)
  const written = doc.text.slice(span.start, span.end).replace(invisible, '').normalize('NFKC').toLowerCase()
  if (ascii.test(written) || isMixed(written)) return folded
  const trimmed = written.replace(/^[.+%-]+|[.]+$/g, '')
  return fold(trimmed).text === folded ? trimmed : folded
}

/** The domain as it is looked up: labels with letters beyond ASCII as Punycode (RFC 3492). */
export function lookedUp(doc: Document, { domain, disguised, start, end }: DomainReading): string {
  const written = disguised ? domain : asWritten(doc, start, end, domain)
  return ascii.test(written) ? written : (URL.parse(`http://${written}`)?.hostname ?? domain)
}

function isMixed(written: string): boolean {
  return (
    /\p{Script=Latin}/u.test(written.replace(/\.[a-z]{2,}$/, '')) &&
    /\p{Script=Cyrillic}|\p{Script=Greek}/u.test(written)
  )
}
