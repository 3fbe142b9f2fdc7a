/** The data's way: what happens to a capture between its bytes and a signal, in order. This list is what runs. */
import { blind, fingerprint } from './link/fingerprint.ts'
import type { LinkAdvert, LinkValue } from './link/event.ts'
import type { ValueKind } from './model/value-kind.ts'
import { isValueKind } from './model/value-kind.ts'
import { isExampleValue } from './extract/contact/example.ts'
import { extract, extractVersion } from './extract/extract.ts'
import { readPage, readVersion } from './read/read.ts'
import { weighNetwork, weighVersion } from './weigh/weigh.ts'
import type { ExtractContext, Fact } from './model/fact.ts'
import type { AdvertReading, PageInput, PageReading } from './model/page.ts'
import type { SealedReading } from './model/reading.ts'

/*
 * source -> schedule -> fetch -> capture -> read -> extract -> link -> weigh -> decide -> signal
 *
 * Up to capture, records come from outside (crawl/, evidence/; moved by run/crawl/crawl-worker.ts). From read to weigh, steps are pure:
 * a record in, records out. run/process/process-worker.ts moves their records; each outcome is kept with capture, step and version, so
 * that running a step again changes nothing unless its version rose.
 */

/** Every step with the question that it answers, where it lives, and its version; `baken inspect` and the screens print it. */
export const steps = [
  { name: 'source', answers: 'what may be searched, under which mandate?', folder: 'crawl', version: 1 },
  { name: 'schedule', answers: 'which address next?', folder: 'crawl', version: 1 },
  { name: 'fetch', answers: 'what answers there?', folder: 'crawl', version: 1 },
  { name: 'capture', answers: 'what was seen, sealed and durable?', folder: 'evidence', version: 1 },
  {
    name: 'read',
    answers: 'what does the page say, and which adverts does it publish?',
    folder: 'read',
    version: readVersion
  },
  {
    name: 'extract',
    answers: 'which facts does the text state, and where?',
    folder: 'extract',
    version: extractVersion
  },
  { name: 'link', answers: 'which adverts come from one hand, and why?', folder: 'link', version: 1 },
  { name: 'weigh', answers: 'why should a person look at this first?', folder: 'weigh', version: weighVersion },
  { name: 'decide', answers: 'open, or stay sealed until erased?', folder: 'weigh', version: 1 },
  { name: 'signal', answers: 'what lies in the queue of a person?', folder: 'desk', version: 1 }
] as const

/** Bytes to page: kind, links, adverts. */
export function read(input: PageInput, context: Parameters<typeof readPage>[1]): PageReading {
  return readPage(input, context)
}

/** An advert as text with its facts; what is sealed under the key of its capture. */
export function extractFacts(advert: AdvertReading, context: ExtractContext): SealedReading {
  const phoneField = advert.phoneField ?? null
  const parts = [advert.title, advert.body]
  const contact = [advert.contact, phoneField ?? '', advert.city ?? ''].filter((part) => part !== '').join('\n')
  if (contact !== '') parts.push(contact)
  const text = parts.join('\n')
  return {
    title: advert.title,
    body: advert.body,
    text,
    language: context.language ?? '',
    account: advert.account ?? null,
    seller: advert.seller ?? null,
    category: advert.category ?? null,
    city: advert.city ?? null,
    price: advert.price ?? null,
    phoneField,
    postedAt: advert.postedAt ?? null,
    images: advert.images,
    facts: extract(text, context)
  }
}

/** Contacts of a site itself (headers, footers), as values that would otherwise join its adverts. */
export function extractContacts(text: string, region: string): { readonly kind: ValueKind; readonly value: string }[] {
  return extract(text, { region }).flatMap((fact) =>
    isValueKind(fact.kind) ? [{ kind: fact.kind, value: fact.value }] : []
  )
}

/** Kinds of facts that get a blind row: what can be searched for, or can join adverts. */
const blindKinds = new Set(['phone', 'email', 'handle', 'url', 'name', 'place'])

export interface BlindFact {
  readonly ordinal: number
  readonly kind: string
  readonly blind: string
  readonly confidence: number
}

/** Facts as keyed hashes, with their place in `reading.facts`. The same value twice in one advert gives two rows. */
export function blindFacts(reading: SealedReading, key: Uint8Array): BlindFact[] {
  const rows: BlindFact[] = []
  reading.facts.forEach((fact, ordinal) => {
    if (blindKinds.has(fact.kind))
      rows.push({ ordinal, kind: fact.kind, blind: blind(fact.kind, fact.value, key), confidence: fact.confidence })
  })
  return rows
}

export interface LinkContext {
  readonly linkNo: number
  readonly site: string
  readonly day: number
  readonly key: Uint8Array
  readonly rejected: ReadonlySet<string>
}

/** An advert as the linker sees it: keyed fingerprints only, and no value that a person rejected. */
export function linkAdvert(reading: SealedReading, facts: readonly BlindFact[], context: LinkContext): LinkAdvert {
  const live = facts.filter((fact) => !context.rejected.has(`${fact.kind} ${fact.blind}`))
  const values = new Map<string, LinkValue>()
  for (const fact of live) {
    if (!isValueKind(fact.kind) || ownSite(reading.facts[fact.ordinal], context.site)) continue
    const known = values.get(`${fact.kind} ${fact.blind}`)
    if (known === undefined || known.confidence < fact.confidence) {
      const value = { kind: fact.kind, key: fact.blind, confidence: fact.confidence }
      const example = isExampleValue(fact.kind, reading.facts[fact.ordinal]?.value ?? '')
      values.set(`${fact.kind} ${fact.blind}`, example ? { ...value, example } : value)
    }
  }
  const ofKind = (kind: string): string[] => [
    ...new Set(live.filter((fact) => fact.kind === kind).map((fact) => fact.blind))
  ]
  return {
    id: context.linkNo,
    site: context.site,
    account: reading.account === null ? null : blind('account', `${context.site} ${reading.account}`, context.key),
    day: context.day,
    values: [...values.values()],
    features: fingerprint(reading.title, reading.body, masks(reading), context.key).features,
    pictures: reading.images.flatMap((image) =>
      image.pdq === null ? [] : [{ pdq: image.pdq, quality: image.quality ?? 0 }]
    ),
    places: ofKind('place'),
    names: ofKind('name')
  }
}

export { weighNetwork as weigh, extractVersion, readVersion, weighVersion }

/** What varies between copies of one text: contacts, prices, ages, names and places are slots, not text. */
const maskedKinds = new Set(['phone', 'email', 'handle', 'url', 'price', 'age', 'name', 'place', 'date'])

function masks(reading: SealedReading): { start: number; end: number }[] {
  const limit = reading.title.length + 1 + reading.body.length
  return reading.facts
    .filter((fact) => maskedKinds.has(fact.kind) && fact.end <= limit)
    .flatMap((fact) => (fact.spans ?? [fact]).map(({ start, end }) => ({ start, end })))
    .sort((a, b) => a.start - b.start)
}

/** A link to the site itself says nothing about the hand that placed the advert. */
function ownSite(fact: Fact | undefined, site: string): boolean {
  if (fact?.kind !== 'url') return false
  try {
    return new URL(fact.value).host === site
  } catch {
    return false
  }
}
