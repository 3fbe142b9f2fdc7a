/** Finds amounts without a currency that stand beside another one as what was asked before or is asked now ("was 320 quid, yours for 210"). */
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import type { Document } from '../document.ts'
import type { Amount } from './price-parts.ts'
import type { Currency } from './price-words.ts'

const oldBefore = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('old-price-words'))})[\s:]{1,2}$`, 'u')
const newBefore = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('new-price-words'))})[\s:]{1,2}$`, 'u')
/** "150 au lieu de 200 €". */
const oldBetween = new RegExp(String.raw`^\s(?:${anyOf(wordRows('old-price-words'))})[\s:]{1,2}$`, 'u')
const longestWords = 30
/** Characters between the two amounts, words included. */
const widestGap = 40
/** Without any currency smaller numbers are ages and counts as well. */
const leastUnnamed = 100
const leastBeside = 10

/** Amounts of a text without a currency that are prices because of the amount before or after them, which they are compared with. */
export function comparedAmounts(doc: Document, amounts: readonly Amount[]): ReadonlySet<Amount> {
  const found = new Set<Amount>()
  for (let at = 1; at < amounts.length; at += 1) {
    const [first, second] = [amounts[at - 1], amounts[at]]
    if (first === undefined || second === undefined) continue
    if (first.currency !== null && second.currency !== null) continue
    if (second.start - first.end > widestGap || doc.plain.slice(first.end, second.start).includes('\n')) continue
    const isWasNow = follows(doc, oldBefore, first) && follows(doc, newBefore, second)
    const isInsteadOf =
      oldBetween.test(doc.plain.slice(first.end, second.start)) && Math.min(first.amount, second.amount) >= leastBeside
    if (!isWasNow && !isInsteadOf) continue
    if (isInsteadOf && !isWasNow && first.currency === null && second.currency === null && first.amount < leastUnnamed)
      continue
    const least = first.currency === null && second.currency === null ? leastUnnamed : leastBeside
    for (const amount of [first, second])
      if (
        amount.currency === null &&
        amount.amount >= least &&
        !/[-/]/.test(doc.plain.charAt(amount.start - 1)) &&
        endsThere(doc, amount, amount === first)
      )
        found.add(amount)
  }
  return found
}

const andWords = wordSet('and-or')
const rangeWords = anyOf(wordRows('date-ranges').filter(({ word }) => !andWords.has(word)))
const toward = new RegExp(String.raw`^(?:[-–/]|\s(?:${rangeWords})\s)$`, 'u')
const joined = new RegExp(String.raw`^\s(?:${anyOf(wordRows('and-or'))})\s$`, 'u')
const between = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('between'))})\s$`, 'u')
/** The ends of a range of prices are of one size: "2-100 euro" is none. */
const widestRange = 10
/** "Room 12 - 100 euro" is none either. */
const widestApart = 3

/** "80 tot 100 euro", "50-60 lei", "between 80 and 100 pounds": amounts without a currency before one that has it, with that currency. */
export function rangeStarts(doc: Document, amounts: readonly Amount[]): ReadonlyMap<Amount, Currency> {
  const found = new Map<Amount, Currency>()
  for (let at = amounts.length - 1; at > 0; at -= 1) {
    const [first, second] = [amounts[at - 1], amounts[at]]
    if (first === undefined || second === undefined || first.currency !== null || second.hidden) continue
    const currency = second.currency ?? found.get(second) ?? null
    const isNear = first.amount < second.amount && first.amount * widestRange >= second.amount
    if (currency === null || !isNear || first.amount < currency.min) continue
    const gap = doc.plain.slice(first.end, second.start)
    const before = doc.plain.slice(Math.max(0, first.start - 20), first.start)
    const isApart = /^ [-–] $/.test(gap) && first.amount * widestApart >= second.amount
    if (!toward.test(gap) && !isApart && !(joined.test(gap) && between.test(before))) continue
    if (!/[\p{L}\d-]$/u.test(before) && (gap === '/' || !before.endsWith('/'))) found.set(first, currency)
  }
  return found
}

function follows(doc: Document, words: RegExp, { start }: Amount): boolean {
  return words.test(doc.plain.slice(Math.max(0, start - longestWords), start))
}

/** No unit stands behind it: "was 23, nu 24 jaar" speaks of ages. */
function endsThere(doc: Document, { end }: Amount, isFirst: boolean): boolean {
  const after = doc.plain.slice(end, end + longestWords + widestGap)
  if (/^\s?(?:[.,;!)|]\s|[.,;!)]?$|[.,;!)]?\n)/.test(after)) return true
  if (!isFirst) return false
  const words = /^\s(\p{L}[\p{L}\s]{0,40})\d?/u.exec(after)?.[1] ?? ''
  return newBefore.test(words) || oldBefore.test(words)
}
