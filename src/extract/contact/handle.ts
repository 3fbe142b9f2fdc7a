/** Finds names on messengers and social sites: links such as t.me/name, and "snap: name", "@name on insta". */
import type { Fact } from '../../model/fact.ts'
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt, isClaimed, originalAt, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { domainStarts, readDomain } from './domain.ts'
import type { DomainReading } from './domain.ts'
import { handleHosts, handleWords, reservedPaths } from './handle-services.ts'
import { functionWords } from '../../text/language.ts'
import { readWords } from '../numbers/number-reading.ts'
import { perWord } from '../../text/vocabulary.ts'

const serviceOf = perWord((word) => handleWords.get(word) ?? null)

export function findHandles(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const start of domainStarts(doc)) {
    const domain = readDomain(doc, start)
    const fact = domain === null ? null : readLink(doc, domain)
    if (fact !== null) facts.push(fact)
  }
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const token = doc.tokens[i]
    const service = token === undefined ? null : serviceOf(token)
    if (token === undefined || service === null || (token.text === 'of' && !isShortForOnlyFans(doc, i))) continue
    const fact = readNamed(doc, token.start, token.end, service, !weakWords.has(token.text))
    if (fact !== null) facts.push(fact)
  }
  facts.push(...readSpoiled(doc), ...readPictured(doc), ...readAtNames(doc))
  return facts
}

function readLink(doc: Document, domain: DomainReading): Fact | null {
  const service = handleHosts.get(domain.domain.replace(/^(?:www|m|mobile)\./, ''))
  if (service === undefined || isClaimed(doc, domain.start, domain.end, claim.link)) return null
  const slash = /^(?:\s?\/\s?|\s(?:slash|schuine streep)\s)(?:(?:add|u|user|c|ti\/p|in|groups)\/)?[@~]?/.exec(
    doc.plain.slice(domain.end, domain.end + 30)
  )
  if (slash === null) return null
  const start = domain.end + slash[0].length
  const name = readName(doc.plain, start)
  if (name === null || reservedPaths.has(name) || /^\+?\d{9,15}$/.test(name)) return null
  const from = linkStart(doc.plain, domain.start)
  const end = start + name.length
  claimSpan(doc, from, end, claim.link)
  const disguised = domain.disguised || /\s/.test(slash[0])
  return factAt(
    doc,
    'handle',
    from,
    end,
    `${service}:${name}`,
    disguised ? 'link-disguised' : 'link',
    disguised ? likely.linkDisguised : likely.link
  )
}

/** A scheme and www before the host belong to the link. */
export function linkStart(plain: string, hostStart: number): number {
  const before = plain.slice(Math.max(0, hostStart - 12), hostStart)
  return hostStart - (/(?:h(?:tt|xx)ps?:\/\/)(?:www\.)?$/.exec(before)?.[0].length ?? 0)
}

const leadPattern = new RegExp(
  String.raw`^\s?(?:(?:${anyOf(wordRows('handle-joiners'))})(?![\p{L}\p{N}_.-])\s?){0,3}\s{0,2}([:=@~→>-]|□{1,3})?\s{0,2}(?:(?:id|naam|name)\s?:\s?)?([@~])?`,
  'u'
)
const labelled = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('handle-labels'))})(?!\p{L})`, 'u')
/** "24uur", "30min", "2x": what follows "session" and "insta" in ordinary sentences. */
const measure = new RegExp(String.raw`^\d+(?:${anyOf(wordRows('not-handle-measures'))})$`)
/** Words for a service that mean more often something else. */
const weakWords = new Set(['line', 'session', 'signal', 'sc', 'tele', 'vk', 'wx', 'of', 'discord'])

/**
 * How likely it is an account that one can write to, 0 to 1, by how it is written; facts of 0.8 and more join adverts. Set by hand on the
 * accounts of `baken bench extract` (`otherKinds` in `bench/results/extract.json`) and on `test/extract/fixtures/handle.jsonl`.
 */
const likely = {
  link: 0.95,
  linkDisguised: 0.88,
  serviceAndSign: 0.92,
  /** An at-sign with its service near, and with none. */
  sign: 0.85,
  signAlone: 0.5,
  /** After a colon or label; `made`: with a digit, underscore or dot in it. */
  colonMade: 0.88,
  colon: 0.85,
  made: 0.82,
  /** A word that a sentence may go on with, or a service whose name is a word too. */
  doubtful: 0.7,
  runsOn: 0.6
} as const

/** A service word, perhaps words such as "is" or "name", a colon or at-sign, and the name. */
function readNamed(doc: Document, from: number, to: number, service: string, isSure: boolean): Fact | null {
  if (isClaimed(doc, from, to, claim.link)) return null
  const lead = leadPattern.exec(doc.plain.slice(to, to + 60))
  if (lead === null || lead[0] === '') return null
  const start = to + lead[0].length
  const name = readServiceName(doc.plain, start, service)
  if (name === null || isClaimed(doc, start, start + name.length, claim.link)) return null
  if (isOrdinary(name) || measure.test(name) || saysNumber(name) || handleHosts.has(name)) return null
  const end = start + name.length
  if (doc.plain.charAt(end) === '@') return null
  const certain = lead[1] === '@' || lead[2] !== undefined
  const confidence = certain ? likely.serviceAndSign : namedConfidence(doc, name, end, lead[0], lead[1], isSure)
  if (confidence === 0) return null
  claimSpan(doc, from, end, claim.link)
  return factAt(doc, 'handle', start, end, `${service}:${name}`, certain ? 'at-name' : 'named', confidence)
}

/** "live:" belongs to names on Skype, "#1234" to those on Discord. */
function readServiceName(plain: string, start: number, service: string): string | null {
  const live = service === 'skype' ? (/^live:(?:\.cid\.)?/.exec(plain.slice(start, start + 12))?.[0] ?? '') : ''
  const name = readName(plain, start + live.length)
  if (name === null) return null
  const end = start + live.length + name.length
  const tail = service === 'discord' ? (/^#\d{4}(?!\d)/.exec(plain.slice(end, end + 6))?.[0] ?? '') : ''
  return live + name + tail
}

/**
 * How sure a name without an at-sign is. One with a digit or underscore was made up; one of letters only may be the next
 * word of a sentence ("Snap: vraag ernaar"), so it must stand alone.
 */
function namedConfidence(
  doc: Document,
  name: string,
  end: number,
  lead: string,
  mark: string | undefined,
  isSure: boolean
): number {
  const isMade = /[\d_]/.test(name)
  const isDotted = /[a-z]\.[a-z]/.test(name)
  const runsOn = /^[ \t]\p{L}/u.test(doc.plain.slice(end, end + 2))
  const hasLabel = labelled.test(lead)
  if (mark !== undefined && mark !== '-') {
    if (!isSure && !hasLabel && !isMade && !isDotted) return runsOn ? 0 : likely.doubtful
    return isMade || isDotted ? likely.colonMade : runsOn ? likely.runsOn : likely.colon
  }
  if (isMade && (mark === '-' || hasLabel)) return likely.colon
  if (isMade) return /^\d/.test(name) ? 0 : isSure ? likely.made : likely.doubtful
  if (isDotted) return mark === '-' ? 0 : hasLabel || /\p{L}/u.test(lead) ? likely.made : likely.doubtful
  return hasLabel && !runsOn ? likely.doubtful : 0
}

/** Pictures that stand for a service. */
const pictures: readonly (readonly [picture: string, service: string])[] = [
  ['\u{1f47b}', 'snapchat'],
  ['\u2708', 'telegram'],
  ['\u{1f4f8}', 'instagram']
]

/** "👻 anna_22": the picture of a service before a name that was made up, or an at-name. */
function readPictured(doc: Document): Fact[] {
  const { starts, ends, source } = doc.folded
  const facts: Fact[] = []
  if (starts === null || ends === null) return facts
  for (const { index: at } of doc.plain.matchAll(/[□✈]/g)) {
    if (facts.length >= maxPictured) break
    const picture = source.slice(starts[at], ends[at])
    const service = pictures.find(([sign]) => picture.includes(sign))?.[1]
    const lead = service === undefined ? null : /^□{0,2}\s{0,2}[:=]?\s{0,2}(@)?/.exec(doc.plain.slice(at + 1, at + 9))
    if (service === undefined || lead === null) continue
    const start = at + 1 + lead[0].length
    const name = readName(doc.plain, start)
    if (name === null || isOrdinary(name) || measure.test(name) || saysNumber(name)) continue
    const end = start + name.length
    if (isClaimed(doc, start, end, claim.link)) continue
    const runsOn = /^[ \t]\p{L}/u.test(doc.plain.slice(end, end + 2))
    if (lead[1] === undefined && (runsOn || (service !== 'snapchat' && !/[\d_]/.test(name)))) continue
    claimSpan(doc, start, end, claim.link)
    facts.push(factAt(doc, 'handle', start, end, `${service}:${name}`, 'picture', likely.doubtful))
  }
  return facts
}

const maxPictured = 50
const spoiled =
  /(?<![\p{L}\d])(?:t[e3]l[e3]gr[a4@]m|[i1]nst[a4@](?:gr[a4@]m)?|sn[a4@]p(?:ch[a4@]t)?|[o0]nlyf[a4@]ns)(?![\p{L}\d])/gu

/** "t3l3gr4m anna_22", "inst@ anna_22": service words with letters swapped. */
function readSpoiled(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const hit of doc.plain.matchAll(spoiled)) {
    if (facts.length >= maxPictured || !/[\d@]/.test(hit[0])) continue
    const service = handleWords.get(hit[0].replace(/[1340@]/g, (sign) => unspoiled[sign] ?? sign))
    const fact = service === undefined ? null : readNamed(doc, hit.index, hit.index + hit[0].length, service, true)
    if (fact !== null) facts.push(fact)
  }
  return facts
}

const unspoiled: Readonly<Record<string, string>> = { '1': 'i', '3': 'e', '4': 'a', '0': 'o', '@': 'a' }

/** `@name` alone: the service is the one named near it, else unknown and of low confidence. */
function readAtNames(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (let at = doc.plain.indexOf('@'); at >= 0; at = doc.plain.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}._-]/u.test(doc.plain.charAt(at - 1)) || isClaimed(doc, at, at + 1, claim.link)) continue
    const name = readName(doc.plain, at + 1)
    if (name === null || isClaimed(doc, at, at + 1 + name.length, claim.link) || /^\d+$/.test(name)) continue
    // "@scope/package" is no person.
    if (/^\/\w/.test(doc.plain.slice(at + 1 + name.length, at + 3 + name.length))) continue
    const service = serviceNear(doc, at, at + 1 + name.length)
    claimSpan(doc, at, at + 1 + name.length, claim.link)
    facts.push(
      factAt(
        doc,
        'handle',
        at,
        at + 1 + name.length,
        `${service ?? 'unknown'}:${name}`,
        'at-name',
        service === null ? likely.signAlone : likely.sign
      )
    )
  }
  return facts
}

/** "OF: anna" in capitals between words that are not; "of" is a word of Dutch and English. */
function isShortForOnlyFans(doc: Document, index: number): boolean {
  const token = doc.tokens[index]
  const before = doc.tokens[index - 1]
  const isUpper = (at: number): boolean => originalAt(doc, at) !== originalAt(doc, at).toLowerCase()
  if (token === undefined || !isUpper(token.start) || !isUpper(token.end - 1)) return false
  return before === undefined || before.digits || before.end - before.start < 3 || !isUpper(before.end - 1)
}

const servicePrepositions = wordSet('handle-places')

/** The service named in the same sentence before an at-name, or right after it ("@anna op snap"). */
function serviceNear(doc: Document, start: number, end: number): string | null {
  const at = tokenFrom(doc, start)
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined || /[.?!;\n]/.test(doc.plain.slice(token.end, start))) break
    const service = token.text === 'of' ? undefined : handleWords.get(token.text)
    if (service !== undefined) return service
  }
  const after = tokenFrom(doc, end)
  for (let i = after; i < after + 3; i += 1) {
    const word = doc.tokens[i]?.text ?? ''
    const service = word === 'of' ? undefined : handleWords.get(word)
    if (service !== undefined) return service
    if (!servicePrepositions.has(word)) break
  }
  return null
}

/** "Signal: nul6twaalf..." or "079_11_51" after the name of a messenger is a phone number, not a name. */
function saysNumber(name: string): boolean {
  if (!/[a-z]/.test(name) || name.replace(/\D/g, '').length >= 6) return true
  return name.split(/[._-]/).every((part) => readWords(part) !== null)
}

const maxName = 32

function readName(plain: string, start: number): string | null {
  const found = /^[a-z0-9_](?:[a-z0-9._-]{1,31})/.exec(plain.slice(start, start + maxName))?.[0].replace(/[.-]+$/, '')
  if (found === undefined || found.length < 3) return null
  // A letter of another script right after it: the name is not what it seems, or the text runs on.
  return /\p{L}/u.test(plain.charAt(start + found.length)) ? null : found
}

/** Words that follow a service word in ordinary sentences. */
const ordinary = wordSet('no-handles')

function isOrdinary(name: string): boolean {
  return ordinary.has(name) || functionWords.has(name)
}
