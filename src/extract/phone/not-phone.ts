/** Marks digits that are something else than a phone number: accounts, registrations, coordinates, hours, measures. */
import { isClaimed } from '../document.ts'
import type { Document } from '../document.ts'
import { accountLength, blockAccount } from './bank-accounts.ts'
import {
  contextBits,
  contextOf,
  cueWord,
  fileWord,
  fillerWord,
  linkWord,
  moneyWord,
  unitWord,
  vetoWord
} from '../numbers/number-context.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'
import { wordSet } from '../../text/word-lists.ts'

const registers = wordSet('register-words')
const isRegister = perWord((word) => registers.has(word))
const shortened = wordSet('veto-abbreviations')
const isShort = perWord((word) => shortened.has(word))

/** One byte per token: 1 where its digits cannot belong to a phone number. */
export function blockTokens(doc: Document): Uint8Array {
  const { tokens } = doc
  const blocked = new Uint8Array(tokens.length)
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (token === undefined) continue
    if (isClaimed(doc, token.start, token.end, 0xff)) blocked[i] = 1
    else if (token.digits) blockDigits(doc, i, token, blocked)
    else if (isRegister(token)) blockBefore(doc, i, blocked)
    else blockAfterWord(doc, i, token, blocked)
  }
  return blocked
}

/** "photo_0612345678_large.png": all that hangs together before the ending is the name of a file. */
function blockFileName(doc: Document, ending: number, blocked: Uint8Array): void {
  if (doc.plain.charAt((doc.tokens[ending]?.start ?? 0) - 1) !== '.') return
  for (let at = ending - 1; at >= 0 && at >= ending - 16; at -= 1) {
    const token = doc.tokens[at]
    const next = doc.tokens[at + 1]
    if (token === undefined || next === undefined || /[^-._/]/.test(doc.plain.slice(token.end, next.start))) return
    blocked[at] = 1
  }
}

function blockDigits(doc: Document, index: number, token: Token, blocked: Uint8Array): void {
  const { plain, tokens } = doc
  const next = tokens[index + 1]
  const length = token.end - token.start
  if (length <= 2 && isClock(plain, token)) {
    blocked[index] = 1
    blocked[next?.digits === true ? index + 1 : index + 2] = 1
  } else if (
    length <= 4 &&
    next !== undefined &&
    next.start - token.end <= 1 &&
    !next.digits &&
    isMeasure(doc, index, next)
  ) {
    blocked[index] = 1
    blockWholePart(doc, index, blocked)
    if (!/^(?:cm|mm|m|m2|kg|kilo|km)$/.test(next.text)) blockListBefore(doc, index, blocked)
  } else if (next?.digits === true && (isCoordinate(doc, index, token, next) || isFraction(doc, index, next))) {
    blocked[index] = 1
    blocked[index + 1] = 1
  } else if (length === 2 && plain.startsWith('/7', token.end) && token.text === '24') {
    blocked[index] = 1
    blocked[index + 1] = 1
  }
}

/** A unit after few digits, when the unit is not the start of something longer and the digits are not the tail of a group. */
function isMeasure(doc: Document, index: number, next: Token): boolean {
  const bits = contextOf(next.text)
  if ((bits & (unitWord | moneyWord)) === 0) return false
  const token = doc.tokens[index]
  if (token === undefined) return false
  const gap = next.start - token.end
  if (next.text.length === 1 && gap > 0 && !'uh'.includes(next.text) && !isHeight(doc.plain, token)) return false
  const before = doc.plain.charAt(token.start - 1)
  return before === '' || !'-./'.includes(before) || !isDigitBefore(doc, index)
}

/** One digit, a mark and two digits before the unit ("1,65 m"). */
function isHeight(plain: string, { start, end }: Token): boolean {
  return end - start === 2 && /(?:^|[^\d.,])[12][.,]$/.test(plain.slice(Math.max(0, start - 3), start))
}

/** "1,65 m": the digits before the decimal mark belong to the measure. */
function blockWholePart(doc: Document, index: number, blocked: Uint8Array): void {
  const whole = doc.tokens[index - 1]
  const places = doc.tokens[index]
  if (whole === undefined || places === undefined || !whole.digits || whole.end - whole.start > 3) return
  if (places.start - whole.end !== 1 || !'.,'.includes(doc.plain.charAt(whole.end))) return
  if (!/\d[-./,]$/.test(doc.plain.slice(Math.max(0, whole.start - 2), whole.start))) blocked[index - 1] = 1
}

function isDigitBefore(doc: Document, index: number): boolean {
  const token = doc.tokens[index]
  const before = doc.tokens[index - 1]
  return (
    token !== undefined &&
    before !== undefined &&
    before.digits &&
    token.start - before.end === 1 &&
    before.text.length > 2
  )
}

/** "20 25 30 jaar", "30, 60 en 90 min": the earlier numbers of the list have the unit too, unless they begin like a phone number. */
function blockListBefore(doc: Document, index: number, blocked: Uint8Array): void {
  const list: number[] = []
  let last = doc.tokens[index]
  for (let at = index - 1; at >= 0 && at >= index - 12 && last !== undefined; at -= 1) {
    const token = doc.tokens[at]
    if (token === undefined || last.start - token.end > 3 || /[\n.]/.test(doc.plain.slice(token.end, last.start))) break
    if (token.digits) {
      if (token.end - token.start === 1) break
      if (token.end - token.start > 3 || token.text.startsWith('0') || doc.plain.charAt(token.start - 1) === '+') return
      list.push(at)
    } else if (
      (contextOf(token.text) & fillerWord) === 0 &&
      token.text !== 'of' &&
      token.text !== 'or' &&
      token.text !== 'a'
    )
      break
    last = token
  }
  // Nine digits and more before a unit are a number that happens to stand there.
  if (list.reduce((sum, at) => sum + (doc.tokens[at]?.text.length ?? 0), 0) >= 9) return
  for (const at of list) blocked[at] = 1
}

/** Hours and minutes with a colon or h, not part of a longer chain ("06:12:34" is none). */
function isClock(plain: string, token: Token): boolean {
  const mark = plain.charAt(token.end)
  if (mark !== ':' && mark !== 'h') return false
  if (!/^[0-5]\d(?!\d)/.test(plain.slice(token.end + 1, token.end + 4)) || Number(token.text) > 24) return false
  return !/[:.]/.test(plain.charAt(token.start - 1)) && !/^[:./]\d/.test(plain.slice(token.end + 3, token.end + 5))
}

/** "0,612345678": nothing but a zero before the mark, and no more groups after it. */
function isFraction(doc: Document, index: number, next: Token): boolean {
  const token = doc.tokens[index]
  if (token?.text !== '0' || next.start - token.end !== 1 || next.end - next.start < 3) return false
  const around = doc.plain.charAt(token.start - 1) + doc.plain.slice(next.end, next.end + 2)
  return '.,'.includes(doc.plain.charAt(token.end)) && !/[-+*~\d]|[.,/]\d/.test(around)
}

/** A decimal with three or more places that has a second one beside it, or a word such as "lat" before it. */
function isCoordinate(doc: Document, index: number, token: Token, next: Token): boolean {
  const { plain, tokens } = doc
  if (token.end - token.start > 3 || (token.text.length > 1 && token.text.startsWith('0'))) return false
  if (next.start - token.end !== 1 || !'.,'.includes(plain.charAt(token.end))) return false
  const places = next.end - next.start
  if (places < 3 || places > 10 || Number(token.text) > 180) return false
  const third = tokens[index + 2]
  const fourth = tokens[index + 3]
  const isPair = (a: Token | undefined, b: Token | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.digits &&
    b.digits &&
    b.start - a.end === 1 &&
    b.end - b.start >= 3 &&
    a.end - a.start <= 3 &&
    '.,'.includes(plain.charAt(a.end))
  if (third !== undefined && third.start - next.end <= 4 && isPair(third, fourth)) return true
  const before = tokens[index - 1]
  const beforeThat = tokens[index - 2]
  if (before !== undefined && token.start - before.end <= 4 && isPair(beforeThat, before)) return true
  return (
    before !== undefined && /^(?:lat|lon|lng|long|latitude|longitude|gps|breedtegraad|lengtegraad)$/.test(before.text)
  )
}

/** After "KvK", "order", "ref" and the like: the digits that follow, through words such as "nr" and "is". */
function blockAfterWord(doc: Document, index: number, word: Token, blocked: Uint8Array): void {
  const account = accountLength(doc, index, word)
  if (account > 0) return blockAccount(doc, index, account, blocked)
  const bits =
    contextBits(word) | abbreviation(doc, word) | spelledOut(doc, index, word) | compoundNumber(doc, index, word)
  if ((bits & fileWord) !== 0) blockFileName(doc, index, blocked)
  if ((bits & vetoWord) === 0) return
  let at = index + 1
  for (let steps = 0; steps < 4; steps += 1, at += 1) {
    const token = doc.tokens[at]
    if (token === undefined) return
    const gap = doc.plain.slice(doc.tokens[at - 1]?.end ?? 0, token.start)
    if (gap.length > 4 || /[\n;!?]\s*\n|[;!?]/.test(gap) || (gap.includes('. ') && bits === 0)) return
    if (token.digits) return blockChain(doc, at, blocked)
    const own = contextOf(token.text)
    // A code of letters glued to digits ("NL123456789B01", "AB-2023") is part of the identifier.
    const glued = doc.tokens[at + 1]
    const prefix = token.end - token.start <= 4 && glued !== undefined && glued.digits && glued.start - token.end <= 1
    if ((own & cueWord) !== 0 && (own & linkWord) === 0) return
    if ((own & (linkWord | vetoWord)) === 0 && !prefix) return
  }
}

/** "Az.", "sygn.": short for a file number with the dot, another word without it. */
function abbreviation(doc: Document, word: Token): number {
  return doc.plain.charAt(word.end) === '.' && isShort(word) ? vetoWord : 0
}

/** "0176-4412-033/25 des Amtsgerichts": the digits that stand at most two words before a court or register. */
function blockBefore(doc: Document, index: number, blocked: Uint8Array): void {
  let words = 0
  for (let at = index - 1; at >= 0 && at >= index - 12; at -= 1) {
    const token = doc.tokens[at]
    const later = doc.tokens[at + 1]
    if (token === undefined || later === undefined || later.start - token.end > 3) return
    if (/[\n!?;]|\.\s/.test(doc.plain.slice(token.end, later.start))) return
    if (token.digits) blocked[at] = 1
    else if (blocked[at + 1] === 1 || (words += 1) > 2) return
  }
}

/** The chain of digit groups from a token on, up to a word, a comma, a line or something that starts like a phone number. */
function blockChain(doc: Document, from: number, blocked: Uint8Array): void {
  let total = 0
  for (let at = from; at < doc.tokens.length && at < from + 16; at += 1) {
    const token = doc.tokens[at]
    const before = doc.tokens[at - 1]
    if (token === undefined || before === undefined) return
    const gap = at === from ? '' : doc.plain.slice(before.end, token.start)
    if (gap.length > 1 || /[,;\n|+(]/.test(gap)) return
    if (!token.digits) {
      if (gap !== '' && gap !== '.' && gap !== '-') return
      if (token.end - token.start > 3) return
    } else if (gap === ' ' && total >= 6 && (token.text.startsWith('0') || token.text.length >= 8)) return
    blocked[at] = 1
    if (token.digits) total += token.end - token.start
  }
}

/** "Steuer-Nr.", "klant-nummer": a number of something, unless that is a telephone. */
function compoundNumber(doc: Document, index: number, word: Token): number {
  if (doc.plain.charAt(word.start - 1) !== '-' || (contextBits(word) & linkWord) === 0) return 0
  const of = doc.tokens[index - 1]
  if (of === undefined || of.digits || of.end - of.start < 3 || of.end !== word.start - 1) return 0
  return (contextBits(of) & (cueWord | linkWord | fillerWord)) === 0 ? vetoWord : 0
}

/** "k.v.k", "b.t.w.": single letters with dots. */
function spelledOut(doc: Document, index: number, last: Token): number {
  if (last.end - last.start !== 1) return 0
  const text = doc.plain.slice(Math.max(0, last.start - 4), last.end).replace(/\./g, '')
  return doc.tokens[index - 2] !== undefined && /(?:^|\s)(?:kvk|btw|bsn|tva|nip)$/.test(` ${text}`) ? vetoWord : 0
}
