/** Reads amounts in words before a currency ("honderdvijftig euro", "two thousand five hundred pounds"), in one word or several. */
import { claim, isClaimed } from '../document.ts'
import type { Document } from '../document.ts'
import { compose } from '../numbers/number-compose.ts'
import type { SpokenPart } from '../numbers/number-compose.ts'
import { hundredWords, joinerWords, numberWords, thousandWords } from '../numbers/number-words.ts'
import { perWord } from '../../text/vocabulary.ts'
import { currencyOf, within } from './price-parts.ts'
import type { Amount } from './price-parts.ts'

/** "two hundred and fifty thousand five hundred and twenty one" has nine words. */
const maxWords = 9

/** The number words right before the currency word at an index of the tokens; null when it is none, or nothing is counted. */
export function spokenAmount(doc: Document, index: number): Amount | null {
  const word = doc.tokens[index]
  const currency = word === undefined ? null : currencyOf(word)
  if (word === undefined || currency === null || word.text.length < 2) return null
  const parts: SpokenPart[][] = []
  let later = word
  // Romanian counts with "de" from twenty on ("trei sute de lei").
  const last = doc.tokens[index - 1]?.text === 'de' ? index - 2 : index - 1
  for (let i = last; i >= 0 && i > last - maxWords; i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.digits || later.start - token.end > (i === last && last < index - 1 ? 4 : 1)) break
    const read = spokenParts(token)
    if (read.length === 0) break
    parts.unshift([...read])
    later = token
  }
  for (let from = 0; from < parts.length; from += 1) {
    if (parts[from]?.[0]?.value === null && joinerWords.has(parts[from]?.[0]?.word ?? '')) continue
    const amount = valueOf(parts.slice(from).flat())
    if (amount === null || amount < 10) continue
    const start = doc.tokens[last - parts.length + 1 + from]?.start ?? word.start
    if (isClaimed(doc, start, word.end, claim.link | claim.date)) return null
    return within({ start, end: word.end, amount, currency, hidden: false })
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
