/** Finds e-mail addresses, also with the at-sign or dots written out. */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed } from './document.ts'
import type { Document } from './document.ts'
import { readDomain } from './domain.ts'
import { perWord } from './vocabulary.ts'

/** Words for the at-sign. Alone between spaces they only count with more evidence than in brackets. */
const atWords = new Set('at a apenstaart apenstaartje arroba aroba malpa kukac klammeraffe кльомба маймунка'.split(' '))
const isAtWord = perWord((word) => atWords.has(word))
const opening = /\s?[([{<]\s?$/
const closing = /^\s?[)\]}>]\s?/

/** Where a bare "name at domain.tld" is an address and not "find us at example.com". */
const mailHosts =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|pm|tutanota|tuta|gmx|web|mail|yandex|zoho|ziggo|kpnmail|planet|home|xs4all|telenet|skynet|orange|free|laposte|wanadoo|sfr|t-online|freenet|wp|o2|onet|interia|op|abv|dir|freemail|citromail|indamail|hushmail)\./

/** Words that stand before "at" in ordinary sentences: never a mailbox. */
const sentenceWords = new Set(
  'us me you them him her it look find see visit here is are was up call reach contact be stay arrive available meet now only back more website site online found ons mij kijk bij'.split(
    ' '
  )
)

const maxHits = 200

export function findEmails(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const { at, sign } of signs(doc)) {
    const fact = readAddress(doc, at, sign)
    if (fact !== null) facts.push(fact)
  }
  return facts
}

/** Every at-sign, as a character, in brackets or as a word, with the characters around it that belong to it. */
function signs(doc: Document): { at: number; sign: string }[] {
  const { plain } = doc
  const found: { at: number; sign: string }[] = []
  for (let at = plain.indexOf('@'); at >= 0 && found.length < maxHits; at = plain.indexOf('@', at + 1)) {
    found.push(bracketed(plain, at, at + 1) ?? { at, sign: '@' })
  }
  for (const token of doc.tokens) {
    if (!isAtWord(token) || found.length >= 2 * maxHits) continue
    const { start, end, text } = token
    const inBrackets = bracketed(plain, start, end)
    if (inBrackets !== null) found.push(inBrackets)
    else if (text !== 'a' && start > 0 && isPairOf(plain.charAt(start - 1), plain.charAt(end)))
      found.push({ at: start - 1, sign: plain.slice(start - 1, end + 1) })
  }
  return found
}

function isPairOf(before: string, after: string): boolean {
  return (before === ' ' && after === ' ') || (before === after && /[-_*]/.test(before))
}

function bracketed(plain: string, start: number, end: number): { at: number; sign: string } | null {
  const open = opening.exec(plain.slice(Math.max(0, start - 3), start))
  const close = closing.exec(plain.slice(end, end + 3))
  if (open === null || close === null) return null
  const at = start - open[0].length
  return { at, sign: plain.slice(at, end + close[0].length) }
}

function readAddress(doc: Document, at: number, sign: string): Fact | null {
  const { plain } = doc
  const afterSign = at + sign.length
  const spaceAfter = /^\s?/.exec(plain.slice(afterSign, afterSign + 1))?.[0].length ?? 0
  const domain = readDomain(doc, afterSign + spaceAfter)
  if (domain === null || isClaimed(doc, domain.start, domain.end, claim.link)) return null
  const local = readLocal(plain, at)
  if (local === null || local.name.length > 64) return null
  const word = /^\s\S+\s$/.test(sign)
  const spaced = sign === '@' && (spaceAfter > 0 || local.gap > 0)
  const path = plain.charAt(domain.end) === '/'
  if (word && !isAddressWritten(doc, domain.domain, domain.disguised, local.name, path, at, sign)) return null
  if (/^(?:t|wa|m|fb)\.me$/.test(domain.domain) || (spaced && sentenceWords.has(local.name))) return null
  const confidence = word ? 0.85 : spaced || domain.disguised || sign !== '@' || local.disguised ? 0.9 : 0.98
  const method = word
    ? 'at-word'
    : sign !== '@'
      ? 'at-brackets'
      : spaced || domain.disguised || local.disguised
        ? 'spaced'
        : 'plain'
  claimSpan(doc, local.start, domain.end, claim.link)
  return factAt(doc, 'email', local.start, domain.end, `${local.name}@${domain.domain}`, method, confidence)
}

function isAddressWritten(
  doc: Document,
  domain: string,
  disguised: boolean,
  local: string,
  path: boolean,
  at: number,
  sign: string
): boolean {
  if (path || sentenceWords.has(local)) return false
  if (sign.trim() !== 'at' || disguised || mailHosts.test(domain)) return true
  return /(?:e-?mail|mail|mailen|adres)\W{1,3}(?:\p{L}{0,12}\W)?[\w.-]*$/u.test(
    doc.plain.slice(Math.max(0, at - 60), at)
  )
}

interface Local {
  readonly name: string
  readonly start: number
  readonly gap: number
  readonly disguised: boolean
}

/** The mailbox name before the sign; dots may be written out ("jan punt jansen"). */
function readLocal(plain: string, end: number): Local | null {
  const window = plain.slice(Math.max(0, end - 100), end)
  const trimmed = window.replace(/\s$/, '')
  const gap = window.length - trimmed.length
  const first = /[\p{L}\p{N}_%+](?:[\p{L}\p{N}._%+-]{0,63})$/u.exec(trimmed)
  if (first === null || !/[\p{L}\p{N}]/u.test(first[0])) return null
  const before = trimmed.slice(0, first.index)
  const dotted =
    /([\p{L}\p{N}_-]{1,40})(?:\s?[([]\s?(?:dot|punt|punkt|punto|\.)\s?[)\]]\s?|\s(?:dot|punt|punkt|punto|punct|kropka|точка)\s)$/u.exec(
      before
    )
  const name = dotted === null ? first[0] : `${dotted[1] ?? ''}.${first[0]}`
  const start = Math.max(0, end - 100) + (dotted === null ? first.index : dotted.index)
  return { name: name.replace(/^[.+%-]+|[.]+$/g, ''), start, gap, disguised: dotted !== null }
}
