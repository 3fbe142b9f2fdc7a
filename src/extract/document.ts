/** A text made ready for the extractors: folded, cut into tokens, with a record of which characters are already spoken for. */
import type { ExtractContext, Fact, FactKind } from '../model/fact.ts'
import { fold, sourceSpan } from '../text/fold.ts'
import type { Folded } from '../text/fold.ts'
import { tokenize } from '../text/tokens.ts'
import type { Token } from '../text/tokens.ts'

export const extractVersion: number = 21

/** Longer texts are read up to here: an advert is some hundred characters, and every step must end in bounded time. */
export const maxTextUnits = 100_000
/** More facts of one kind than this in one text are a list of some sort; the rest is left out. */
export const maxFactsPerKind = 500

/** Why characters are spoken for. Digits of an e-mail, a price or a date are never part of a phone number. */
export const claim = { link: 1, price: 2, date: 4, number: 8, place: 16, age: 32, phone: 64 } as const

export interface Document {
  readonly text: string
  readonly folded: Folded
  /** The folded text: all offsets inside extractors are offsets into it. */
  readonly plain: string
  readonly tokens: readonly Token[]
  readonly context: ExtractContext
  /** Bits of `claim` per folded character. */
  readonly claims: Uint8Array
  /** Folded offset of the first line break (title before, body after); -1 when there is one line only. */
  readonly titleEnd: number
  /** What earlier extractors found and later ones may use; belongs to one call only. */
  readonly hints: {
    readonly phoneRegions: Set<string>
    readonly dates: { start: number; end: number; value: string }[]
  }
}

export function prepare(text: string, context: ExtractContext): Document {
  const folded = fold(text.length > maxTextUnits ? text.slice(0, maxTextUnits) : text)
  const plain = folded.text
  return {
    text,
    folded,
    plain,
    tokens: tokenize(plain),
    context,
    claims: new Uint8Array(plain.length),
    titleEnd: plain.indexOf('\n'),
    hints: { phoneRegions: new Set(), dates: [] }
  }
}

/** The fact that folded[start..end) states; offsets are turned into those of the original text. */
export function factAt(
  doc: Document,
  kind: FactKind,
  start: number,
  end: number,
  value: string,
  method: string,
  confidence: number,
  attributes?: Readonly<Record<string, string | number | boolean>>
): Fact {
  const span = sourceSpan(doc.folded, start, end)
  const fact = {
    kind,
    value,
    raw: doc.text.slice(span.start, span.end),
    start: span.start,
    end: span.end,
    method,
    version: extractVersion,
    confidence
  }
  return attributes === undefined ? fact : { ...fact, attributes }
}

export function claimSpan(doc: Document, start: number, end: number, bit: number): void {
  for (let i = Math.max(0, start); i < end && i < doc.claims.length; i += 1) doc.claims[i] = (doc.claims[i] ?? 0) | bit
}

export function isClaimed(doc: Document, start: number, end: number, bits: number): boolean {
  for (let i = start; i < end; i += 1) if (((doc.claims[i] ?? 0) & bits) !== 0) return true
  return false
}

/** The first original character of a folded offset, in its own case. */
export function originalAt(doc: Document, at: number): string {
  return doc.folded.source.charAt(doc.folded.starts === null ? at : (doc.folded.starts[at] ?? 0))
}

/** Whether the token is written with a capital in the original text. */
export function isCapitalised(doc: Document, token: Token): boolean {
  const first = originalAt(doc, token.start)
  return first !== first.toLowerCase()
}

/** Index of the first token that starts at or after the offset (binary search). */
export function tokenFrom(doc: Document, offset: number): number {
  let low = 0
  let high = doc.tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((doc.tokens[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
