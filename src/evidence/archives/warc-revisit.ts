/** Revisit records of a WARC (1.1, 6.7): what they state, the bodies that they refer to, and the dates of records. */
import type { CanonicalUrl } from '../../model/ids.ts'
import { readInstant } from '../../text/calendar.ts'
import { readHttpResponse, type HeaderLine } from './http/message.ts'
import { valueOf, type WarcRecord } from './warc-records.ts'

/** A record that refers to another capture for its content (WARC 1.1, 6.7). */
export interface Revisit {
  readonly url: CanonicalUrl
  readonly startedAt: string
  /** As labelled in the archive; empty when it states none. */
  readonly payloadDigest: string
  /** Address and time of the original, as far as stated. */
  readonly originalUrl: CanonicalUrl | null
  readonly originalDate: string | null
  /** Record id of the original (`WARC-Refers-To`); empty when it states none. */
  readonly originalId: string
  /** It states a profile that nobody here knows: what that says of its content cannot be told. */
  readonly profileUnknown: boolean
  /** The head that came with it; null: that of the original counts. */
  readonly head: {
    readonly status: number
    readonly statusText: string
    readonly headers: readonly HeaderLine[]
  } | null
  readonly remoteAddress: string
}

const identical = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'

/** Profiles of the standard, of any version of it, and the one of archives that know content by its digest whatever its address. */
export function isKnownProfile(profile: string): boolean {
  const known =
    /^<?https?:\/\/(?:www\.)?netpreserve\.org\/warc\/[\d.]{1,8}\/(?:revisit\/)?(?:(?:uri-agnostic-)?identical-payload-digest|server-not-modified)\/?>?$/i
  return known.test(profile.trim())
}

/** The original as a revisit names it, in words. */
export function originalOf(record: WarcRecord): string {
  return `${valueOf(record.fields, 'warc-refers-to-target-uri') ?? 'an earlier record'} of ${valueOf(record.fields, 'warc-refers-to-date') ?? 'an unknown time'}`
}

/** What a revisit record states; its content is elsewhere. */
export function revisitOf(
  record: WarcRecord,
  block: Buffer,
  url: CanonicalUrl,
  startedAt: string,
  canonical: (address: string) => CanonicalUrl | null
): Revisit {
  const response = readHttpResponse(block)
  const original = valueOf(record.fields, 'warc-refers-to-target-uri')?.replace(/^<(.*)>$/, '$1') ?? ''
  return {
    url,
    startedAt,
    payloadDigest: valueOf(record.fields, 'warc-payload-digest') ?? '',
    originalUrl: original === '' ? null : canonical(original),
    originalDate: readWarcDate(valueOf(record.fields, 'warc-refers-to-date') ?? ''),
    originalId: valueOf(record.fields, 'warc-refers-to') ?? '',
    profileUnknown: !isKnownProfile(valueOf(record.fields, 'warc-profile') ?? identical),
    head:
      typeof response === 'string'
        ? null
        : { status: response.status, statusText: response.statusText, headers: response.headers },
    remoteAddress: valueOf(record.fields, 'warc-ip-address') ?? ''
  }
}

/** A WARC-Date of less than a second, which WARC 1.1 (5.4) allows: the first moment of the year, month, day or minute that it names; null for any other. */
export function coarseDate(
  text: string
): { readonly at: string; readonly unit: 'year' | 'month' | 'day' | 'minute' } | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)Z)?)?)?$/.exec(text)
  if (found === null) return null
  const [, year, month, day, minute] = found
  const at = readInstant(`${year}-${month ?? '01'}-${day ?? '01'}T${minute ?? '00:00'}:00Z`)
  const unit = minute !== undefined ? 'minute' : day !== undefined ? 'day' : month !== undefined ? 'month' : 'year'
  return at === null ? null : { at, unit }
}

/** WARC-Date as ISO 8601 UTC; one with an offset is read by it, one without a zone as UTC, and 14 digits, as ARC tools wrote them, are read too, and one that names no second. */
export function readWarcDate(text: string): string | null {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  const iso = digits === null ? text : `${digits[1]}-${digits[2]}-${digits[3]}T${digits[4]}:${digits[5]}:${digits[6]}Z`
  return readInstant(iso) ?? readInstant(`${iso}Z`) ?? coarseDate(text)?.at ?? null
}

/** Bodies of a WARC by payload digest, in bounded memory: what a revisit record after them refers to. */
export interface Bodies {
  keep(digest: string, body: Buffer): void
  get(digest: string): Buffer | undefined
}

const bodiesLimitBytes = 64 * 1024 * 1024

/** Kept by digest, the oldest forgotten first. */
export function makeBodies(): Bodies {
  const bodies = new Map<string, Buffer>()
  let heldBytes = 0
  return {
    keep: (digest, body) => {
      if (bodies.has(digest) || body.length > bodiesLimitBytes) return
      // A copy: a body is a view into its record, and would hold all of that.
      bodies.set(digest, Buffer.from(body))
      heldBytes += body.length
      for (const [oldest, bytes] of bodies) {
        if (heldBytes <= bodiesLimitBytes) return
        bodies.delete(oldest)
        heldBytes -= bytes.length
      }
    },
    get: (digest) => bodies.get(digest)
  }
}
