/** Reads amounts in words before a currency ("honderdvijftig euro", "two thousand five hundred pounds"), in one word or several. */
import { claim, isClaimed } from '../document.ts'
import type { Document } from '../document.ts'
import { compose } from '../numbers/number-compose.ts'
import type { SpokenPart } from '../numbers/number-compose.ts'
import { hundredWords, joinerWords, numberWords, thousandWords } from '../numbers/number-words.ts'
import { perWord } from '../../text/vocabulary.ts'
import { moneyPieces, periodCounts } from './price-words.ts'
import { wordSet } from '../../text/word-lists.ts'
import { aloneEnd, currencyOf, isAsked, isLabelled, localOf, moneyWordOf, within } from './price-parts.ts'
import type { Amount } from './price-parts.ts'

/** "two hundred and fifty thousand five hundred and twenty one" has nine words. */
const maxWords = 9

/** The number words right before the currency word at an index of the tokens; null when it is none, or nothing is counted. */
export function spokenAmount(doc: Document, index: number): Amount | null {
  const word = doc.tokens[index]
  if (word === undefined || word.text.length < 2) return null
  const named = currencyOf(word)
  const currency = named ?? (moneyWordOf(word) === 'period' ? localOf(doc) : null)
  if (currency === null) return null
  // Romanian counts with "de" from twenty on ("trei sute de lei").
  const last = doc.tokens[index - 1]?.text === 'de' ? index - 2 : index - 1
  const found = spokenBefore(doc, last, word.start)
  if (found === null || isClaimed(doc, found.start, word.end, claim.link | claim.date)) return null
  // "Honderd ballen": a round sum, for what else the word means.
  if (named === null && (found.amount < leastSpoken || found.amount % 5 !== 0)) return null
  return within({ ...found, end: word.end, currency, hidden: named === null })
}

/** "Two hundred" behind what asks for an amount, and nothing behind it that is counted. */
export function askedAmount(doc: Document, index: number): Amount | null {
  const first = doc.tokens[index]
  if (first === undefined || !isNumber(first) || !isLabelled(doc.plain, first.start)) return null
  let last = index
  for (let at = index; at < index + maxWords; at += 1) {
    const token = doc.tokens[at]
    if (token === undefined || token.digits || spokenParts(token).length === 0) break
    last = at
  }
  const end = doc.tokens[last]?.end ?? first.end
  if (!aloneEnd.test(doc.plain.slice(end, end + 3))) return null
  const found = spokenBefore(doc, last, end)
  return found === null || found.start !== first.start || found.amount < leastSpoken
    ? null
    : within({ ...found, end, currency: localOf(doc), hidden: false, labelled: true })
}

const isNumber = perWord((word) => numberWords.has(word) || hundredWords.has(word) || thousandWords.has(word))

/** "Hundred and twenty an hour": the number words before the words that say that a time is paid for; without a currency. */
export function amountForTime(doc: Document, index: number): Amount | null {
  let last = index - 1
  let said = false
  for (let back = 0; back < 3; back += 1) {
    const text = doc.tokens[last]?.text ?? ''
    const isPer = perWords.has(text)
    if (!isPer && !perArticles.has(text) && text !== 'l' && text !== 'de') break
    said ||= isPer || text === 'l'
    last -= 1
  }
  const end = doc.tokens[last]?.end
  if (!said || end === undefined) return null
  const found = spokenBefore(doc, last, end)
  if (found === null || found.amount < leastSpoken || isClaimed(doc, found.start, end, claim.link | claim.date))
    return null
  return { ...found, end, currency: null, hidden: false }
}

/** "Een tientje", "dwie stówy", "25 rugó": what a word for a note or a sum is worth, times the number before it. */
export function pieceAmount(doc: Document, index: number): Amount | null {
  const word = doc.tokens[index]
  const piece = word === undefined ? null : pieceOf(word)
  const before = doc.tokens[index - 1]
  if (word === undefined || piece === null) return null
  if (!piece.timed && (before === undefined || /\n/.test(doc.plain.slice(before.end, word.start))))
    return within({ start: word.start, end: word.end, amount: piece.worth, currency: piece.currency, hidden: true })
  if (before === undefined || word.start - before.end > 1) return null
  const count = before.digits
    ? before.text.length <= 3 && !/[\d.,:/-]$/.test(doc.plain.slice(0, before.start).slice(-1))
      ? Number(before.text)
      : 0
    : (countWords.get(before.text) ?? (opensPiece.has(before.text) ? 1 : 0))
  if (count < 1 || (count > mostPieces && piece.worth < 1000)) return null
  const { start } = before
  const timed = piece.timed && !isAsked(doc, start, word.end)
  return within({ start, end: word.end, amount: count * piece.worth, currency: piece.currency, hidden: true, timed })
}

const mostPieces = 20
const pieceOf = perWord((word) => moneyPieces.get(word) ?? null)
const perWords = wordSet('per-words')
const perArticles = wordSet('per-articles')
/** Articles and small numbers before a piece of money. */
const countWords = new Map([...[...numberWords].map(([word, { value }]) => [word, value] as const), ...periodCounts])
/** "Für nen Fuffi", "za stówkę". */
const opensPiece = new Set([...perWords, ...perArticles, ...wordSet('price-joiners')])
/** Less is a count of something else. */
const leastSpoken = 20

/** The number words up to a token, as one number; `until`: where what follows them begins. */
function spokenBefore(doc: Document, last: number, until: number): { start: number; amount: number } | null {
  const parts: SpokenPart[][] = []
  let later = until
  for (let i = last; i >= 0 && i > last - maxWords; i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.digits || later - token.end > (i === last ? 4 : 1)) break
    const read = spokenParts(token)
    if (read.length === 0) break
    parts.unshift([...read])
    later = token.start
  }
  for (let from = 0; from < parts.length; from += 1) {
    if (parts[from]?.[0]?.value === null && joinerWords.has(parts[from]?.[0]?.word ?? '')) continue
    const amount = valueOf(parts.slice(from).flat())
    if (amount === null || amount < 10) continue
    return { start: doc.tokens[last - parts.length + 1 + from]?.start ?? until, amount }
  }
  return null
}

/** All parts as one number: thousands, hundreds and the rest, each part larger than what follows; null when they are no single number. */
function valueOf(parts: readonly SpokenPart[]): number | null {
  let at = 0
  let total = 0
  let least = Infinity
  while (at < parts.length) {
    const group = groupAt(parts, at)
    at = group.next
    const isThousand = isOf(parts[at], thousandWords)
    if (isThousand) at += 1
    const value = isThousand ? (group.value === 0 ? 1 : group.value) * 1000 : group.value
    if (value === 0 || value >= least) return null
    total += value
    least = isThousand ? 1000 : 0
    if (at < parts.length && isOf(parts[at], joinerWords)) at += 1
  }
  return total
}

/** The number under ten thousand at a part ("twelve hundred", "trois cent cinquante"); 0 when there is none. */
function groupAt(parts: readonly SpokenPart[], from: number): { value: number; next: number } {
  const lone = isOf(parts[from], hundredWords) || parts[from]?.value === 100
  const below = lone ? { value: 1, used: 0 } : compose(parts, from)
  const next = from + below.used
  if (!lone && (below.value === 0 || below.value >= 100))
    return { value: below.value, next: below.value === 0 ? from : next }
  if (!isOf(parts[next], hundredWords) && parts[next]?.value !== 100) return { value: below.value, next }
  const joined = isOf(parts[next + 1], joinerWords) ? 1 : 0
  const rest = parts[next + 1 + joined]?.value ?? null
  const hundreds = below.value * 100
  if (rest === null || rest === 0 || rest >= 100) return { value: hundreds, next: next + 1 }
  const tail = compose(parts, next + 1 + joined)
  return { value: hundreds + tail.value, next: next + 1 + joined + tail.used }
}

function isOf(part: SpokenPart | undefined, words: ReadonlySet<string>): boolean {
  return part !== undefined && words.has(part.word)
}

/** The parts of a word, which may be several in one ("driehonderdvijftig"); empty when it is no number. */
const spokenParts = perWord((word): readonly SpokenPart[] => {
  const whole = partOf(word)
  if (whole !== null) return [whole]
  return word.length < 6 || word.length > 40 ? [] : (cutUp(word, 0) ?? [])
})

function partOf(word: string): SpokenPart | null {
  if (thousandWords.has(word) || hundredWords.has(word)) return { value: null, word, languages: 0 }
  const known = numberWords.get(word)
  if (known !== undefined) return { value: known.value, word, languages: known.languages }
  return joinerWords.has(word) ? { value: null, word, languages: 0 } : null
}

/** The word cut into number words from the longest first part on; null when something is left over. */
function cutUp(word: string, depth: number): SpokenPart[] | null {
  if (depth > 5) return null
  for (let cut = word.length; cut >= 2; cut -= 1) {
    const head = partOf(word.slice(0, cut))
    if (head === null) continue
    if (cut === word.length) return [head]
    const rest = cutUp(word.slice(cut), depth + 1)
    if (rest !== null) return [head, ...rest]
  }
  return null
}
