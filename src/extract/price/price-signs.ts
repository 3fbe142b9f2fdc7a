/** Tells to which number a currency sign between two numbers belongs, and which digits are the end of a telephone number. */
import type { Document } from '../document.ts'
import { maxNumberDigits, matchInternational, matchNational } from '../phone/phone-plans.ts'

/** Groups of digits with at most two marks between them, up to the end. */
const groupsBefore = /(?:\+\s?)?\(?\d(?:[\d()]|[ ./-]{1,2}(?=[\d(])){6,24}$/

/**
 * Whether the digits that end at a folded offset are the last group of a telephone number ("06 48 15 16 23", "+31 6 4815 1623"): then they
 * are no amount, whatever stands behind them. Groups that are all round ("100 150 200") are a list of amounts.
 */
export function endsNumber(doc: Document, end: number): boolean {
  const { plain } = doc
  const chain = groupsBefore.exec(plain.slice(Math.max(0, end - 28), end))?.[0]
  if (chain === undefined) return false
  const groups = chain.match(/\d+/g) ?? []
  if (groups.length < 2 || groups.every((group) => /^[1-9]\d*[05]$/.test(group))) return false
  const digits = groups.join('')
  if (digits.length < 8 || digits.length > maxNumberDigits) return false
  if (chain.startsWith('+') || digits.startsWith('00')) return matchInternational(digits.replace(/^00/, '')) !== null
  const national = matchNational(digits, doc.context.region.toUpperCase())
  return national !== null && (national.assigned || national.type === 'mobile')
}

/**
 * Whether the sign at folded[start..end) belongs to the digits before it ("80 €", "5 €50"): it touches them, or stands apart from the digits
 * behind it and on their line. A sign behind a telephone number belongs to the digits that follow it.
 */
export function belongsBefore(doc: Document, start: number, end: number): boolean {
  const { plain } = doc
  const gap = /(?:\d|,-{1,2})(\s{0,2})$/.exec(plain.slice(Math.max(0, start - 5), start))?.[1]
  if (gap === undefined) return false
  if (gap === '') return true
  const after = /^(\s{0,2})\d/.exec(plain.slice(end, end + 3))?.[1]
  if (after === undefined) return true
  return after !== '' && !gap.includes('\n') && !endsNumber(doc, start - gap.length)
}
