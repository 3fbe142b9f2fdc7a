/** Reads a domain name at a place in the text, also with disguised dots ("site punt nl", "t . me", "(dot)"). */
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import { parse } from 'tldts'
import { originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

export interface DomainReading {
  /** Lower case, real dots. */
  readonly domain: string
  readonly suffix: string
  readonly start: number
  readonly end: number
  /** A dot was written as a word, in brackets or between spaces. */
  readonly disguised: boolean
}

const maxLabels = 6
/** Dots looked at in one text. */
const maxStarts = 1000
const maxLabelLength = 63

/** ` . `, `(.)`, `[dot]`, ` punt `, `.`: what stands for a dot, at the start of the text given. */
const dotWords = wordSet('dot-words')
const anyDotWord = anyOf(wordRows('dot-words'))
const dotPattern = new RegExp(
  String.raw`^(?:\.(?=[\p{L}\p{N}])|\s+\.\s+|\s?[([{<]\s?(?:\.|${anyDotWord})\s?[)\]}>]\s?|\s+(?:${anyDotWord})\s+|\s?[-_*]\s?(?:dot|punt|punkt|punto)\s?[-_*]\s?)`,
  'u'
)
const plainDot = /^\./

/** The domain whose first label starts at a folded offset; null when there is no known suffix. */
export function readDomain(doc: Document, start: number): DomainReading | null {
  const labels: string[] = []
  let at = start
  let end = start
  let disguised = false
  let best: DomainReading | null = null
  while (labels.length < maxLabels) {
    const label = readLabel(doc.plain, at)
    if (label === '') break
    labels.push(label)
    end = at + label.length
    if (labels.length >= 2) {
      const suffix = suffixOf(labels.join('.'))
      if (suffix !== '') best = { domain: labels.join('.'), suffix, start, end, disguised }
    }
    const dot = dotPattern.exec(doc.plain.slice(end, end + 14))
    if (dot === null) break
    if (!plainDot.test(dot[0])) disguised = true
    at = end + dot[0].length
  }
  return best !== null && best.domain.length <= 253 ? best : null
}

/** Names that RFC 2606 and RFC 6761 keep for examples and tests: no list knows them, and practice texts use them. */
const reserved = /^(?:.+\.)(example|test|invalid)$/

/** Public suffix of a host when the ICANN list knows it (or it is reserved for tests) and something stands before it; '' otherwise. */
export function suffixOf(host: string): string {
  const kept = reserved.exec(host)?.[1]
  if (kept !== undefined) return kept
  const parsed = parse(host, { allowPrivateDomains: false, validateHostname: true })
  return parsed.isIcann === true && parsed.domain !== null && parsed.publicSuffix !== null ? parsed.publicSuffix : ''
}

/** One capital after the dot: "Kom langs.Nl en en gesproken" is two sentences. */
export function isNewSentence(doc: Document, domain: DomainReading): boolean {
  const dot = doc.plain.lastIndexOf('.', domain.end - domain.suffix.length)
  if (dot <= domain.start) return false
  const after = doc.plain.slice(dot + 1, domain.end).search(/\S/)
  const [first, last] = [originalAt(doc, dot + 1 + Math.max(0, after)), originalAt(doc, domain.end - 1)]
  return first !== first.toLowerCase() && last === last.toLowerCase()
}

const isDotWord = perWord((word) => dotWords.has(word))
const startsOf = new WeakMap<Document, readonly number[]>()

/** Offsets at which a domain may begin: a letter or digit with nothing of an address before it. Only near something like a dot. */
export function domainStarts(doc: Document): readonly number[] {
  const known = startsOf.get(doc)
  if (known !== undefined) return known
  const starts: number[] = []
  let last = -1
  for (let i = 0; i + 1 < doc.tokens.length && starts.length < maxStarts; i += 1) {
    const token = doc.tokens[i]
    const next = doc.tokens[i + 1]
    if (token === undefined || next === undefined || !isDotBetween(doc.plain, token, next)) continue
    const start = labelStart(doc.plain, token.end)
    if (start !== last && !/[\p{L}\p{N}@]\.$/u.test(doc.plain.slice(Math.max(0, start - 2), start))) starts.push(start)
    last = start
  }
  startsOf.set(doc, starts)
  return starts
}

/** A dot right before the next token, one in the gap between spaces or brackets, or a word for it. */
function isDotBetween(plain: string, token: Token, next: Token): boolean {
  const gap = next.start - token.end
  if (gap === 0 || gap > 4) return false
  if (isDotWord(next)) return true
  if (plain.charCodeAt(next.start - 1) === 46) return gap === 1 || token.end === next.start - 1
  const dot = plain.indexOf('.', token.end)
  return dot >= 0 && dot < next.start && gap >= 3
}

function labelStart(plain: string, end: number): number {
  let at = end
  while (at > 0 && end - at < maxLabelLength && /[\p{L}\p{N}_-]/u.test(plain.charAt(at - 1))) at -= 1
  while (at < end && /[-_]/.test(plain.charAt(at))) at += 1
  return at
}

function readLabel(plain: string, at: number): string {
  const found = /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?/u.exec(plain.slice(at, at + maxLabelLength))
  return found?.[0] ?? ''
}
