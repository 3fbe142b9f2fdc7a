/** Marks the digits of bank accounts (IBAN), which are no telephone number. */
import { originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import type { Token } from '../../text/tokens.ts'

/** Lengths of IBANs by country (ISO 13616 registry). */
const ibanLengths: Readonly<Record<string, number>> = {
  nl: 18,
  be: 16,
  de: 22,
  fr: 27,
  es: 24,
  ro: 24,
  bg: 22,
  pl: 28,
  hu: 28,
  gb: 22,
  lu: 20,
  at: 20,
  it: 27,
  pt: 25,
  ie: 22,
  ch: 21,
  cz: 24,
  sk: 24,
  lt: 20,
  gr: 27
}

/** Folded length from the two letters to the end of an IBAN; 0 when there is none. Letters and digits only count. */
export function accountLength(doc: Document, index: number, word: Token): number {
  const wanted = word.end - word.start === 2 ? ibanLengths[word.text] : undefined
  const check = doc.tokens[index + 1]
  if (wanted === undefined || check === undefined || !check.digits || check.start - word.end > 1) return 0
  const capitals =
    originalAt(doc, word.start) !== word.text.charAt(0) && originalAt(doc, word.start + 1) !== word.text.charAt(1)
  if (!capitals && check.start !== word.end) return 0
  let count = 0
  let at = word.start
  for (; at < doc.plain.length && count < wanted && at - word.start < 60; at += 1) {
    const char = doc.plain.charAt(at)
    if (/[a-z0-9]/.test(char)) count += 1
    else if (!/[ .-]/.test(char)) break
  }
  const body = doc.plain.slice(word.start, at).replace(/[ .-]/g, '')
  if (count !== wanted || !/^[a-z]{2}\d{2}/.test(body)) return 0
  const digits = body.replace(/\D/g, '').length
  const bankLetters = /^(?:nl|gb|ie|ro|bg)/.test(body)
  const needed = /^(?:fr|it|lu|ch|gr)/.test(body) ? wanted - 7 : wanted - 2
  return bankLetters
    ? /^[a-z]{2}\d{2}[a-z]{4}/.test(body) && digits >= 8
      ? at - word.start
      : 0
    : digits >= needed
      ? at - word.start
      : 0
}

export function blockAccount(doc: Document, index: number, length: number, blocked: Uint8Array): void {
  const end = (doc.tokens[index]?.start ?? 0) + length
  for (let at = index; at < doc.tokens.length && (doc.tokens[at]?.start ?? end) < end; at += 1) blocked[at] = 1
}
