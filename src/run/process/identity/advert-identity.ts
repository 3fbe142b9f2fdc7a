/** Tells which advert a page shows: one advert under several addresses is one, two adverts are never one. */
import { createHmac } from 'node:crypto'
import { endsAlike, makeOf, numberOf } from '../../../crawl/advert-number.ts'
import { inScope } from '../../../crawl/sources/scope.ts'
import { sessionNames, without } from '../../../crawl/parameters.ts'
import { secretKeyOf } from '../../../model/secret-key.ts'
import {
  lookUpAdverts,
  type AdvertAddress,
  type KnownAdvert,
  type RecognisedBy
} from '../../../store/adverts/advert-addresses.ts'
import type { AdvertMarks } from '../../../store/adverts/adverts.ts'
import type { Tx } from '../../../store/ground.ts'
import { placeName, urlMac, wholePage } from '../../../store/sealed/address-mac.ts'
import type { FoundAdvert } from '../version-writer.ts'
import type { AdvertPage } from './advert-page.ts'

/** An advert with its identity: the keyed hash of its own address, and the name of its place there. */
export interface IdentifiedAdvert {
  readonly found: FoundAdvert
  readonly urlMac: Buffer
  readonly key: string
  /** Keyed hash of the address at which it was found. */
  readonly at: Buffer
  /** Null where it was found at its own address, or was recognised there before. */
  readonly recognised: RecognisedBy | null
  /** What finds it again elsewhere; null where its text says too little. */
  readonly marks: AdvertMarks | null
}

/** What is kept of the number of an advert: of the number itself, and behind it of the make of its address. */
const numberBytes = 8
const makeBytes = 4
/** Shorter texts are anybody's, in characters. */
const leastText = 30

interface Sought {
  readonly found: FoundAdvert
  readonly at: Buffer
  readonly key: string
  readonly text: Buffer
  readonly number: Buffer
  /** What the page names as its own address, where that can be an advert's. */
  readonly named: { readonly mac: Buffer; readonly alike: boolean } | null
  /** The address without a session, where it has one. */
  readonly bare: Buffer | null
}

/** Adverts of this batch by their text, and texts by the address that pages name: as the database has them of those before. */
interface InBatch {
  readonly same: Map<string, { urlMac: Buffer; number: Buffer; named: Buffer | null }[]>
  readonly named: Map<string, Set<string>>
  readonly own: Set<string>
}

/** Identities of adverts in the order given. `key`: for addresses. */
export async function identifyAdverts(
  tx: Tx,
  mandate: string,
  found: readonly FoundAdvert[],
  key: Buffer
): Promise<IdentifiedAdvert[]> {
  const sought = found.map((one) => soughtOf(one, key))
  const known = await lookUpAdverts(
    tx,
    mandate,
    sought.map((one) => ({
      sourceId: one.found.sourceId,
      urlMac: one.at,
      key: one.key,
      text: one.text,
      named: one.named?.mac ?? null
    }))
  )
  const batch: InBatch = { same: new Map(), named: new Map(), own: new Set() }
  for (const one of sought) noteNamed(batch, one)
  return sought.map((one, nth) => identify(one, known[nth], batch))
}

/** The addresses to keep, of adverts that stand elsewhere. */
export function addressesOf(identified: readonly IdentifiedAdvert[], advertId: number): AdvertAddress[] {
  return identified.flatMap(({ found, at, key, recognised }) =>
    recognised === null ? [] : [{ sourceId: found.sourceId, urlMac: at, key, advertId, recognised }]
  )
}

function soughtOf(found: FoundAdvert, key: Buffer): Sought {
  const { advert, page, reading, sourceId } = found
  const mac = (label: string, text: string): Buffer =>
    createHmac('sha256', secretKeyOf(key)).update(`${label}\0${sourceId}\0${text}`).digest().subarray(0, 12)
  const telling = new Set(
    Object.entries(page?.parameters ?? {}).flatMap(([name, one]) => (one.verdict === 'page' ? [name] : []))
  )
  const bare = page === null ? advert.url : without(advert.url, sessionNames(page.parameters))
  const named = page === null || advert.key !== wholePage ? null : namedOf(page, advert.url)
  // Beside each other on one page, or at one address, adverts differ by their place; a whole page by its number.
  const number = advert.key === wholePage ? numberOf(bare, telling) : new URL(bare).pathname
  return {
    found,
    at: urlMac(key, advert.url),
    key: placeName(key, advert.key),
    text: mac('same text', reading.text),
    number: Buffer.concat([
      mac('same number', number).subarray(0, numberBytes),
      mac('same make', (page === null ? null : makeOf(bare)) ?? bare).subarray(0, makeBytes)
    ]),
    named: named === null ? null : { mac: urlMac(key, named), alike: endsAlike(named, advert.url) },
    bare: bare === advert.url ? null : urlMac(key, bare)
  }
}

/** Not the front page or another start of the source, nor what lies outside it: those name no advert. */
function namedOf({ source, canonical, parameters }: AdvertPage, url: string): string | null {
  if (canonical === null || canonical === url) return null
  const named = without(canonical, sessionNames(parameters))
  const { pathname, search } = new URL(named)
  if ((pathname === '/' && search === '') || (source.start as readonly string[]).includes(named)) return null
  return inScope(source, named).kind === 'in' ? named : null
}

function identify(one: Sought, known: KnownAdvert | undefined, batch: InBatch): IdentifiedAdvert {
  const { found, at, key, text, number, named } = one
  const says = found.reading.text.length >= leastText
  const elsewhere = recognise(one, known, batch, says)
  const mac = elsewhere?.urlMac ?? at
  const marks = says && found.page !== null ? { text, number, named: named?.mac ?? null } : null
  if (elsewhere === null && marks !== null) {
    const list = batch.same.get(nameOf(one)) ?? []
    batch.same.set(nameOf(one), list)
    list.push({ urlMac: at, number, named: marks.named })
  }
  batch.own.add(placeOf(found.sourceId, mac, key))
  return { found, urlMac: mac, key, at, recognised: elsewhere?.by ?? null, marks }
}

interface Elsewhere {
  readonly urlMac: Buffer
  /** Null where it is known already. */
  readonly by: RecognisedBy | null
}

/** The own address of an advert that was found at another one; null when it is at home. */
function recognise(one: Sought, known: KnownAdvert | undefined, batch: InBatch, says: boolean): Elsewhere | null {
  const { found, at, key, bare, number, named } = one
  if (found.page === null || known === undefined) return null
  if (known.own || batch.own.has(placeOf(found.sourceId, at, key))) return null
  if (known.alias !== null) return { urlMac: known.alias, by: null }
  if (bare !== null) return { urlMac: bare, by: 'parameter' }
  const isShared = named !== null && (known.shared || (batch.named.get(namedName(found, named.mac))?.size ?? 0) > 1)
  if (named?.alike === true) return { urlMac: named.mac, by: 'canonical' }
  if (!says) return null
  const same = [...known.same, ...(batch.same.get(nameOf(one)) ?? [])]
  const byName =
    isShared || same.length === 0
      ? undefined
      : same.find(
          (other) =>
            isEqual(named?.mac, other.urlMac) ||
            (isEqual(named?.mac, other.named) && !areSiblings(number, other.number)) ||
            isEqual(at, other.named)
        )
  if (byName !== undefined) return { urlMac: byName.urlMac, by: 'canonical' }
  const byNumber = same.find((other) => hasNumber(number, other.number))
  return byNumber === undefined ? null : { urlMac: byNumber.urlMac, by: 'content' }
}

function hasNumber(a: Buffer, b: Buffer | null): boolean {
  return isEqual(a.subarray(0, numberBytes), b?.subarray(0, numberBytes))
}

/**
 * Of one make, and each with its own number: two adverts of a site, though they have one text and name one address that nobody has seen,
 * which may be a list.
 */
function areSiblings(a: Buffer, b: Buffer | null): boolean {
  return isEqual(a.subarray(numberBytes), b?.subarray(numberBytes)) && !hasNumber(a, b)
}

function noteNamed({ named }: InBatch, { found, named: own, text }: Sought): void {
  if (own === null) return
  const texts = named.get(namedName(found, own.mac)) ?? new Set()
  named.set(namedName(found, own.mac), texts.add(text.toString('base64')))
}

function namedName({ sourceId }: FoundAdvert, mac: Buffer): string {
  return `${sourceId} ${mac.toString('base64')}`
}

function nameOf({ found, key, text }: Sought): string {
  return `${found.sourceId} ${key} ${text.toString('base64')}`
}

function placeOf(sourceId: string, mac: Buffer, key: string): string {
  return `${sourceId} ${mac.toString('base64')} ${key}`
}

function isEqual(a: Buffer | null | undefined, b: Buffer | null | undefined): boolean {
  return a != null && b != null && a.equals(b)
}
