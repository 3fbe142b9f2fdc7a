/** Finds names on messengers and social sites: links such as t.me/name, and "snap: name", "@name on insta". */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed, tokenFrom } from './document.ts'
import type { Document } from './document.ts'
import { domainStarts, readDomain } from './domain.ts'
import type { DomainReading } from './domain.ts'
import { handleHosts, handleWords, reservedPaths } from './handle-services.ts'
import { readWords } from './number-reading.ts'
import { perWord } from './vocabulary.ts'

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
    const fact = service === null ? null : readNamed(doc, i, service)
    if (fact !== null) facts.push(fact)
  }
  facts.push(...readAtNames(doc))
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
    disguised ? 0.88 : 0.95
  )
}

/** A scheme and www before the host belong to the link. */
export function linkStart(plain: string, hostStart: number): number {
  const before = plain.slice(Math.max(0, hostStart - 12), hostStart)
  return hostStart - (/(?:h(?:tt|xx)ps?:\/\/)(?:www\.)?$/.exec(before)?.[0].length ?? 0)
}

/** A service word, perhaps words such as "is" or "name", a colon or at-sign, and the name. */
function readNamed(doc: Document, index: number, service: string): Fact | null {
  const word = doc.tokens[index]
  if (word === undefined || isClaimed(doc, word.start, word.end, claim.link)) return null
  const after = doc.plain.slice(word.end, word.end + 60)
  const lead =
    /^\s?(?:(?:is|id|naam|name|user|username|gebruikersnaam|me|mij|op|on|add|acc|account|nick|contact|handle|mijn|my|mein|mon|mi)\s?){0,2}\s{0,2}([:=@~→>-]|□)?\s{0,2}(?:(?:id|naam|name)\s?:\s?)?([@~])?/.exec(
      after
    )
  if (lead === null || lead[0] === '') return null
  const start = word.end + lead[0].length
  const name = readName(doc.plain, start)
  if (name === null || isClaimed(doc, start, start + name.length, claim.link) || isOrdinary(name)) return null
  const marked = lead[1] !== undefined || lead[2] !== undefined
  const certain = lead[1] === '@' || lead[2] !== undefined
  const looksMade = /[\d_]/.test(name) || /[a-z]\.[a-z]/.test(name)
  if (!marked && !looksMade) return null
  if (lead[1] === '-' && !looksMade) return null
  if (doc.plain.charAt(start + name.length) === '@' || saysNumber(name)) return null
  claimSpan(doc, word.start, start + name.length, claim.link)
  const confidence = certain ? 0.92 : lead[1] === ':' || lead[1] === '=' ? 0.88 : looksMade && marked ? 0.85 : 0.8
  return factAt(
    doc,
    'handle',
    start,
    start + name.length,
    `${service}:${name}`,
    certain ? 'at-name' : 'named',
    confidence
  )
}

/** `@name` alone: the service is the one named near it, else unknown and of low confidence. */
function readAtNames(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (let at = doc.plain.indexOf('@'); at >= 0; at = doc.plain.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}._-]/u.test(doc.plain.charAt(at - 1)) || isClaimed(doc, at, at + 1, claim.link)) continue
    const name = readName(doc.plain, at + 1)
    if (name === null || isClaimed(doc, at, at + 1 + name.length, claim.link) || /^\d+$/.test(name)) continue
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
        service === null ? 0.5 : 0.85
      )
    )
  }
  return facts
}

function serviceNear(doc: Document, start: number, end: number): string | null {
  const at = tokenFrom(doc, start)
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    const service = handleWords.get(doc.tokens[i]?.text ?? '')
    if (service !== undefined) return service
  }
  const after = tokenFrom(doc, end)
  for (let i = after; i < after + 3; i += 1) {
    const service = handleWords.get(doc.tokens[i]?.text ?? '')
    if (service !== undefined) return service
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
const ordinary = new Set(
  `bellen sms smsen appen app only alleen mogelijk nummer number contact please aub voor for via and und oder ook also bericht message chat chats video call calls met with und pour para pentru dla
  beschikbaar available link account profile profiel naam name gratis free private prive groep group kanaal channel telegram whatsapp viber signal snapchat instagram the het een der die das los las les des i si или и bot
  foto fotos photo photos pics video's videos nudes content verkoop te koop sale ja nee yes no oui non si op aanvraag request`.split(
    /\s+/
  )
)

function isOrdinary(name: string): boolean {
  return ordinary.has(name)
}
