/** Tells whether words near a number say that it is one to call. */
import { tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { fold } from '../../text/fold.ts'
import { wordSet } from '../../text/word-lists.ts'
import { contextOf, cueWord } from '../numbers/number-context.ts'

/** How many words before and after are looked at. */
const wordsBefore = 6
const wordsAfter = 4

/** A word such as "bel", "tel", "WhatsApp" shortly before or after folded[start..end), or a telephone sign. */
export function hasCue(doc: Document, start: number, end: number): boolean {
  return hasCueBefore(doc, start) || hasCueAfter(doc, end)
}

/** A cue so near that it must mean these digits: among the four words before them, or the word right after. */
export function hasNearCue(doc: Document, start: number, end: number): boolean {
  const next = doc.tokens[tokenFrom(doc, end)]
  if (next !== undefined && next.start - end <= 3 && hasLanguageCue(next.text)) return true
  return hasCueBefore(doc, start, 4)
}

/** They are what the site's own field for a number holds. */
export function isInField({ plain, context }: Document, start: number, end: number): boolean {
  return (context.phoneField ?? '') !== '' && fold(context.phoneField ?? '').text.includes(plain.slice(start, end))
}

const gluedWords = wordSet('glued-words')

/** "see you soon3125550133": the blank is missing between the number and a word that often ends what stands before one. */
export function isGluedTo({ plain }: Document, start: number): boolean {
  if (start === 0 || !/\p{L}/u.test(plain.charAt(start - 1))) return false
  return gluedWords.has(/(?<!\p{L})\p{L}{1,12}$/u.exec(plain.slice(Math.max(0, start - 13), start))?.[0] ?? '')
}

/** The text is nothing but these digits in groups. */
export function standsAlone({ plain }: Document, start: number, end: number): boolean {
  if (plain.length > 40 || !/[\s.-]/.test(plain.slice(start, end))) return false
  return !/[\p{L}\p{N}]/u.test(plain.slice(0, start) + plain.slice(end))
}

function hasCueBefore(doc: Document, start: number, within: number = wordsBefore): boolean {
  const at = tokenFrom(doc, start)
  for (let i = at - 1; i >= 0 && i >= at - within; i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined || start - token.end > 60) break
    if (!token.digits && hasLanguageCue(token.text)) return true
  }
  return hasTelephoneSign(doc, start)
}

function hasCueAfter(doc: Document, end: number): boolean {
  const after = tokenFrom(doc, end)
  for (let i = after; i < doc.tokens.length && i < after + wordsAfter; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.start - end > 40) break
    if (!token.digits && hasLanguageCue(token.text)) return true
  }
  return false
}

export function hasLanguageCue(word: string): boolean {
  return (contextOf(word) & cueWord) !== 0
}

function hasTelephoneSign(doc: Document, start: number): boolean {
  const from = doc.folded.starts === null ? start : (doc.folded.starts[start] ?? start)
  return /[\u260e\u260f\u2706\u{1f4de}\u{1f4f1}\u{1f4f2}\u{1f919}]/u.test(doc.text.slice(Math.max(0, from - 8), from))
}
