/** Finds web addresses, with or without a scheme, also with dots written out. */
import type { Fact } from '../../model/fact.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt, isClaimed } from '../document.ts'
import type { Document } from '../document.ts'
import { lookedUp } from './as-written.ts'
import { domainStarts, isNewSentence, readDomain } from './domain.ts'
import type { DomainReading } from './domain.ts'
import { linkStart } from './handle.ts'
import { numberWords } from '../numbers/number-words.ts'

/** Hosts whose links are phone numbers: left to the phone finder. */
const phoneHosts = /^(?:wa\.me|wa\.link|(?:api|web)\.whatsapp\.com|whatsapp\.com|signal\.me|t\.me)$/

/** Suffixes that are also words: "mooi.De", "kom.me". They need a path, a scheme or a word such as "website". */
const wordSuffixes = new Set(
  'de me is it in at to so no be my la es am as by do us et id ie im je ma mr ms na ne nu om pa se st tel top via live love bar best fit men now one only open page pics plus red rest sale sexy show site social space store style team tips today town vip video wiki work world zone hu ro si al ai er vet hot fun zip mov py sh md rs cc ps app dev'.split(
    ' '
  )
)

/** Without a word such as "website", a dot that is written out ("meeting point berlin") is one before these only. */
const commonSuffix = /^(?:com|net|org|info|eu|nl|be|fr|es|bg|pl|uk|co\.uk|lu|biz)$/
/** Frameworks and files, not sites. */
const notSites = /^(?:(?:asp|ado|vb|ml|socket|paint)\.(?:net|io)|[^.]+\.(?:md|sh|py|rs|ps|zip|mov|cc))$/
const cueBefore = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(wordRows('site-cues'))})\W{0,4}(?:\p{L}{1,6}\W{1,2})?$`,
  'u'
)
const maxPath = 500

export function findUrls(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const start of domainStarts(doc)) {
    const domain = readDomain(doc, start)
    if (domain === null || isClaimed(doc, domain.start, domain.end, claim.link) || phoneHosts.test(domain.domain))
      continue
    const fact = readUrl(doc, domain)
    if (fact !== null) facts.push(fact)
  }
  return facts
}

function readUrl(doc: Document, domain: DomainReading): Fact | null {
  const { plain } = doc
  const from = linkStart(plain, domain.start)
  const scheme = from < domain.start
  const before = plain.slice(Math.max(0, from - 40), from)
  if (/[@\p{L}\p{N}_-]$/u.test(before) && !scheme) return null
  const path = readPath(plain, domain.end)
  const www = domain.domain.startsWith('www.')
  const cue = cueBefore.test(before)
  const confidence = confidenceOf(doc, domain, scheme || www || path !== '', cue)
  if (confidence === 0) return null
  const end = domain.end + path.length
  claimSpan(doc, from, end, claim.link)
  const found = factAt(
    doc,
    'url',
    from,
    end,
    '',
    domain.disguised ? 'disguised' : scheme || www ? 'link' : 'bare',
    confidence
  )
  return { ...found, value: canonical(lookedUp(doc, domain), originalPath(doc, domain.end, path)) }
}

function confidenceOf(doc: Document, domain: DomainReading, explicit: boolean, cue: boolean): number {
  const host = domain.domain
  const label = host.slice(0, host.length - domain.suffix.length - 1)
  if ((/^\d+$/.test(label) && !explicit) || notSites.test(host)) return 0
  if (!explicit && isNewSentence(doc, domain)) return 0
  const words = wordSuffixes.has(domain.suffix)
  // "six . zero" is a number read out, though .zero is a suffix.
  if (domain.disguised && (numberWords.has(domain.suffix) || numberWords.has(label))) return 0
  if (domain.disguised && isSentence(doc, domain)) return 0
  if (domain.disguised)
    return explicit || cue ? 0.88 : Math.max(disguisedAlone(doc, domain, label), disguisedAtHome(doc, domain, label))
  if (explicit) return 0.95
  const own = doc.context.region.toLowerCase() === domain.suffix
  if (words)
    return cue
      ? 0.85
      : own && /^[\x21-\x7e]{5,}$/.test(label) && writtenLow(doc, domain)
        ? 0.7
        : /[\d-]/.test(label) && label.length >= 5
          ? 0.6
          : 0
  return cue ? 0.9 : label.length < 3 ? 0 : 0.85
}

/** "links that point to", "op dit punt is": a word for the dot that is an ordinary word too, and a suffix that is one. */
function isSentence(doc: Document, domain: DomainReading): boolean {
  if (!/\s(?:point|punt|punto|pont|punct)\s/.test(doc.plain.slice(domain.start, domain.end))) return false
  return wordSuffixes.has(domain.suffix)
    ? !/^(?:de|be|hu|ro|es)$/.test(domain.suffix)
    : !commonSuffix.test(domain.suffix) && !/^(?:example|test)$/.test(domain.suffix)
}

/** "salonroos punt nl" with nothing that calls it a site; "thuis . nl" may be two sentences. */
function disguisedAlone(doc: Document, domain: DomainReading, label: string): number {
  if (wordSuffixes.has(domain.suffix) || label.length < 4 || !commonSuffix.test(domain.suffix)) return 0
  if (/\s\.\s/.test(doc.plain.slice(domain.start, domain.end)))
    return /[\d-]/.test(label) || label.length >= 9 ? 0.6 : 0
  return 0.78
}

/** "salon-roos punkt de" in the country of the suffix, which is a word too: a made-up name before a dot in words. */
function disguisedAtHome(doc: Document, domain: DomainReading, label: string): number {
  const isHome = doc.context.region.toLowerCase() === domain.suffix
  const isMade = /[\d-]/.test(label) || label.length >= 10
  return isHome && isMade && !/\s\.\s/.test(doc.plain.slice(domain.start, domain.end)) ? 0.7 : 0
}

/** No capital in the host: "lekker.Be happy" is two sentences. */
function writtenLow(doc: Document, domain: DomainReading): boolean {
  const { starts, ends, source } = doc.folded
  const raw =
    starts === null || ends === null
      ? source.slice(domain.start, domain.end)
      : source.slice(starts[domain.start], ends[domain.end - 1])
  return raw === raw.toLowerCase()
}

function readPath(plain: string, start: number): string {
  const found =
    /^(?::\d{2,5})?(?:[/?#][^\s<>"'□[\]{}|\\^`]{0,500})?/.exec(plain.slice(start, start + maxPath))?.[0] ?? ''
  const tail = /[.,;:!?)\]}*]+$/.exec(found)?.[0] ?? ''
  const path = found.slice(0, found.length - tail.length)
  // "(see https://a.example/b_(c))": the bracket that the path itself opened stays.
  return tail.startsWith(')') && path.includes('(') && !path.includes(')') ? `${path})` : path
}

function originalPath(doc: Document, start: number, path: string): string {
  if (path === '') return ''
  const { starts, ends, source } = doc.folded
  const end = start + path.length
  return starts === null || ends === null ? source.slice(start, end) : source.slice(starts[start], ends[end - 1])
}

/** https, no www, no fragment, no campaign parameters, no slash at the end: the same page gets the same value. */
function canonical(host: string, path: string): string {
  const [before = '', query] = path.replace(/#.*$/s, '').split('?', 2)
  const kept = (query ?? '').split('&').filter((pair) => pair !== '' && !/^(?:utm_|fbclid|gclid)/.test(pair))
  return `https://${host.replace(/^www\./, '')}${before.replace(/\/+$/, '')}${kept.length > 0 ? `?${kept.join('&')}` : ''}`
}
