/** Reads a domain name at a place in the text, also with disguised dots ("site punt nl", "t . me", "(dot)"). */
import { parse } from 'tldts'
import type { Document } from './document.ts'
import { tokenFrom } from './document.ts'

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
const dotPattern =
  /^(?:\.(?=[\p{L}\p{N}])|\s+\.\s+|\s?[([{<]\s?(?:\.|dot|punt|punkt|point|punto|punct|точка|kropka|pont)\s?[)\]}>]\s?|\s+(?:dot|punt|punkt|punto|punct|точка|kropka)\s+|(?:\s?[-_*]\s?)(?:dot|punt|punkt|punto)(?:\s?[-_*]\s?))/u
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

/** Public suffix of a host when the ICANN list knows it and something stands before it; '' otherwise. */
export function suffixOf(host: string): string {
  const parsed = parse(host, { allowPrivateDomains: false, validateHostname: true })
  return parsed.isIcann === true && parsed.domain !== null && parsed.publicSuffix !== null ? parsed.publicSuffix : ''
}

/** Offsets at which a domain may begin: a letter or digit with nothing of an address before it. Only near something like a dot. */
export function domainStarts(doc: Document): number[] {
  const starts: number[] = []
  const mark = /\.(?=[\p{L}\p{N}])|\s\.\s|(?:dot|punt|punkt|point|punto|punct|точка|kropka|pont)(?!\p{L})/gu
  let last = -1
  for (const hit of doc.plain.matchAll(mark)) {
    const token = doc.tokens[tokenFrom(doc, hit.index) - 1]
    if (token === undefined || token.end < hit.index - 3) continue
    const start = labelStart(doc.plain, token.end)
    if (starts.length >= maxStarts) break
    if (start !== last && !/[\p{L}\p{N}@]\.$/u.test(doc.plain.slice(Math.max(0, start - 2), start))) starts.push(start)
    last = start
  }
  return starts
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
