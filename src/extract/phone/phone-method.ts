/** Names how a phone number was written: the method of a fact, and which methods count as a disguise. */
import type { Fact } from '../../model/fact.ts'
import type { Document } from '../document.ts'
import { languageBit } from '../numbers/number-words.ts'
import type { Atom } from './phone-atoms.ts'
import { bond } from './phone-gaps.ts'
import type { Gap } from './phone-gaps.ts'

/** Methods that mean an ordinary way of writing; all others hide the number from machines (indicator SX-T01). */
const openMethods: ReadonlySet<string> = new Set([
  'digits',
  'tel-link',
  'wa-link',
  'call-link',
  'viber-link',
  'signal-link',
  'telegram-link',
  'invisible',
  'other-ending'
])

/**
 * Whether a phone fact was written so that machines do not read it: number words, look-alikes, digits of other kinds
 * (keycaps, circled), fillers, one digit at a time, backwards, in two parts. Invisible characters alone do not count:
 * editors and web pages leave them behind on their own.
 */
export function isDisguised(fact: Fact): boolean {
  return fact.kind === 'phone' && !openMethods.has(fact.method)
}

/** `digits`, `words-nl`, `mixed-nl`, `multiplier`, `look-alike`, `unicode-digits`, `words-between`, `filler`, `lines`, `spaced`, `invisible`. */
export function writingMethod(doc: Document, part: readonly Atom[], inner: readonly Gap[]): string {
  if (part.some((atom) => atom.source === 'multiplier')) return 'multiplier'
  const words = part.filter((atom) => atom.source === 'words' || atom.source === 'mixed')
  if (words.length > 0) {
    const languages = words.reduce((bits, atom) => bits & atom.languages, 0xffff)
    const plainWords = words.length === part.length && words.every((atom) => atom.source === 'words')
    return `${plainWords ? 'words' : 'mixed'}-${languageName(languages, doc.context.language)}`
  }
  if (part.some((atom) => atom.source === 'look-alike')) return 'look-alike'
  const raw = rawOf(doc, part)
  if (/\u20e3|[^\p{ASCII}\p{Cf}\p{Mn}]/u.test(raw) && hasOtherDigits(raw)) return 'unicode-digits'
  if (inner.some((gap) => gap.bond === bond.words)) return 'words-between'
  if (inner.some((gap) => gap.bond === bond.filler)) return 'filler'
  if (inner.filter((gap) => gap.bond === bond.line).length >= 2) return 'lines'
  if (part.filter((atom) => atom.digits.length === 1).length >= 6) return 'spaced'
  return /\p{Cf}|\p{Mn}/u.test(raw) ? 'invisible' : 'digits'
}

function rawOf(doc: Document, part: readonly Atom[]): string {
  const start = part[0]?.start ?? 0
  const end = part[part.length - 1]?.end ?? start
  const { starts, ends } = doc.folded
  if (starts === null || ends === null) return doc.plain.slice(start, end)
  return doc.text.slice(starts[start] ?? 0, ends[end - 1] ?? 0)
}

/** Fewer ASCII digits than the number has: the rest are keycaps, circled, full-width or of another script. */
function hasOtherDigits(raw: string): boolean {
  return (
    /\u20e3/.test(raw) ||
    /[^\p{ASCII}\s\p{P}\p{Cf}\p{Mn}\p{So}\p{Sk}]|[\u2460-\u24ff\u2776-\u2793\u{1f100}-\u{1f10c}\u{1f51f}]/u.test(raw)
  )
}

function languageName(languages: number, preferred: string | undefined): string {
  if (preferred !== undefined && (languages & (languageBit[preferred] ?? 0)) !== 0) return preferred
  for (const [language, bit] of Object.entries(languageBit)) if ((languages & bit) !== 0) return language
  return 'mixed'
}
