/** Finds e-mail addresses, also with the at-sign or dots written out. */
import type { Fact } from '../../model/fact.ts'
import { anyOf, wordMap, wordRows, wordSet } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt, isClaimed } from '../document.ts'
import type { Document } from '../document.ts'
import { asWritten, lookedUp } from './as-written.ts'
import { isNewSentence, readDomain } from './domain.ts'
import type { DomainReading } from './domain.ts'
import { handleWords } from './handle-services.ts'
import { functionWords } from '../../text/language.ts'
import { perWord } from '../../text/vocabulary.ts'

/** Words for the at-sign. Alone between spaces they only count with more evidence than in brackets. */
const atWords = wordSet('at-signs')
const isAtWord = perWord((word) => atWords.has(word))
const opening = /\s?[([{<]\s?$/
const closing = /^\s?[)\]}>]\s?/

/** Hosts of mailboxes and of nothing else. */
const mailHosts =
  /^(?:gmail|googlemail|hotmail|outlook|msn|yahoo|ymail|icloud|proton|protonmail|tutanota|gmx|yandex|ziggo|kpnmail|xs4all|telenet|skynet|laposte|wanadoo|t-online|freenet|onet|interia|abv|freemail|citromail|indamail|hushmail)\./
/** Hosts of mailboxes that are ordinary words too ("food at home.com"). */
const wordHosts = /^(?:live|me|mac|aol|pm|tuta|web|mail|zoho|planet|home|orange|free|sfr|wp|o2|op|dir)\./
const mailCue = new RegExp(
  String.raw`(?:${anyOf(wordRows('mailbox-cues'))})\W{0,3}(?:\p{L}{0,12}\W{1,2}){0,2}[\w.-]*$`,
  'u'
)
/** Words that ask for a message: enough where the dot is spelled out too. */
const contactCue = new RegExp(anyOf(wordRows('contact-asked')), 'u')
/** Mailboxes that businesses have. */
const commonBoxes = wordSet('common-mailboxes')

/** Words that stand before "at" in ordinary sentences: never a mailbox. */
const sentenceWords = wordSet('no-mailboxes')

const dotWords = anyOf(wordRows('dot-words'))
/** The last part of a mailbox name, with its dot in words or brackets behind it. */
const dottedLocal = new RegExp(
  String.raw`([\p{L}\p{N}_-]{1,40})(?:\s?[([]\s?(?:${dotWords}|\.)\s?[)\]]\s?|\s(?:${dotWords})\s)$`,
  'u'
)

const signWords = wordMap('address-signs', (sign) => sign)
/** The part of a mailbox name before a dash or a low line in words: "anna underscore smith". */
const signedLocal = new RegExp(
  String.raw`([\p{L}\p{N}._-]{1,40})\s(${anyOf(wordRows('address-signs').toSorted((a, b) => b.word.length - a.word.length))})\s$`,
  'u'
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
  const spaced = sign === '@' && (spaceAfter > 0 || local.gap > 0)
  const word = /^\s\S+\s$/.test(sign)
  if (/^(?:t|wa|m|fb)\.me$/.test(domain.domain)) return null
  // "Snapchat @anna.de" is a name on Snapchat.
  if ((word || spaced) && (sentenceWords.has(local.name) || handleWords.has(local.name))) return null
  const evidence = evidenceOf(doc, domain, local, at)
  if (word && !isAddressWritten(doc, domain, local, sign, evidence)) return null
  // "drinks @ cafe.nl", "plan (a) shop.nl": also ways of saying where.
  const loose = (spaced && local.gap > 0) || /^\s[([{<]\s?a\s?[)\]}>]\s$/.test(sign)
  const method = word
    ? 'at-word'
    : sign !== '@'
      ? 'at-brackets'
      : spaced || domain.disguised || local.disguised
        ? 'spaced'
        : 'plain'
  const asked = contactCue.test(plain.slice(Math.max(0, local.start - 40), local.start))
  const confidence =
    (loose || (sign.trim() === 'at' && !asked)) && !evidence ? 0.7 : word ? 0.85 : method === 'plain' ? 0.98 : 0.9
  claimSpan(doc, local.start, domain.end, claim.link)
  const mailbox = local.disguised ? local.name : asWritten(doc, local.start, at - local.gap, local.name)
  return factAt(doc, 'email', local.start, domain.end, `${mailbox}@${lookedUp(doc, domain)}`, method, confidence)
}

/** Whether the words around say that this is a mailbox: a word for mail, a mail host, a name that somebody made up. */
function evidenceOf(doc: Document, domain: DomainReading, local: Local, at: number): boolean {
  const made = /[\d_.-]/.test(local.name) && /\p{L}/u.test(local.name)
  return (
    mailHosts.test(domain.domain) ||
    commonBoxes.has(local.name) ||
    made ||
    mailCue.test(doc.plain.slice(Math.max(0, at - 60), at))
  )
}

/**
 * "anna at gmail.com" and "anna at site punt nl", and not "find us at home . Come": "at" is a word of ordinary sentences, so
 * the dot must be spelled out or the rest must be sure; the other words for the sign are used for nothing else.
 */
function isAddressWritten(
  doc: Document,
  domain: DomainReading,
  local: Local,
  sign: string,
  evidence: boolean
): boolean {
  if (doc.plain.charAt(domain.end) === '/' || sentenceWords.has(local.name)) return false
  if (sign.trim() !== 'at') return true
  if (functionWords.has(local.name) && !evidence) return false
  if (/^\d+\./.test(domain.domain) || isNewSentence(doc, domain)) return false
  // "At this point in time": "point" is an English word, "at" and "point" never are one address.
  if (domain.disguised && /\spoint\s/.test(written(doc, domain))) return mailHosts.test(domain.domain)
  const dotInWords = domain.disguised && !/\s\.\s/.test(written(doc, domain))
  return evidence || (dotInWords && !wordHosts.test(domain.domain))
}

function written(doc: Document, domain: DomainReading): string {
  return doc.plain.slice(domain.start, domain.end)
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
  const dotted = dottedLocal.exec(before) ?? signedLocal.exec(before)
  const name =
    dotted === null
      ? first[0]
      : `${dotted[1] ?? ''}${signWords.get((dotted[2] ?? '').replace(/\s/g, ' ')) ?? '.'}${first[0]}`
  const start = Math.max(0, end - 100) + (dotted === null ? first.index : dotted.index)
  return { name: name.replace(/^[.+%-]+|[.]+$/g, ''), start, gap, disguised: dotted !== null }
}
