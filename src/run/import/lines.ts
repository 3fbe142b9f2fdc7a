/** A line of advert JSONL as evidence: its very bytes, under the address that it names, at the time at which it says it was seen. */
import { createHmac } from 'node:crypto'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import type { ImportedAdvert } from '../../evidence/archives/advert-jsonl.ts'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import { secretKeyOf } from '../../model/secret-key.ts'
import type { Instant } from '../../model/time.ts'
import { advertMediaType } from '../../store/captures.ts'
import { atZone, readEpoch, readInstant, readWallTime } from '../../text/calendar.ts'
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { possibleTime } from './times.ts'

export interface LineContext {
  /** When the file was written last: what is left when a line tells no time. */
  readonly fileTime: Instant
  /** Time zone of the source, for times without one. */
  readonly zone: string
  /** Key of the mandate, for names made of content. */
  readonly key: Uint8Array
}

/** The exchange that stands for a line, and what had to be assumed for it. */
export function lineExchange(
  advert: ImportedAdvert,
  raw: Buffer,
  context: LineContext
): { readonly exchange: Exchange; readonly notes: readonly ImportNote[] } {
  const time = seenTime(advert, context)
  const name = addressOf(advert, raw, context.key)
  const exchange: Exchange = {
    url: name.url,
    method: 'GET',
    requestHeaders: [],
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    responseHeaders: [['Content-Type', advertMediaType]],
    body: raw,
    truncated: null,
    remoteAddress: '',
    startedAt: time.at,
    durationMs: 0,
    serverDate: null,
    tls: null
  }
  return { exchange, notes: [...time.notes, ...name.notes] }
}

/** Digits beyond the millisecond are not told: the line itself keeps them. */
const leapSecond = /\d\d:\d\d:60/

/**
 * When the line was seen: what it says about that; else the moment at which it was placed, but only when it is told exactly, with its
 * zone; else the time of the file. A day, or a time that depends on a zone, never becomes the time at which something was seen.
 */
function seenTime(advert: ImportedAdvert, context: LineContext): { at: Instant; notes: ImportNote[] } {
  const wall = readWallTime(advert.seenAt)
  const seen =
    readInstant(advert.seenAt) ?? readEpoch(advert.seenAt) ?? (wall === null ? null : atZone(wall, context.zone))
  if (seen !== null) {
    const time = possibleTime(seen, () => context.fileTime)
    const assumed = wall !== null && readInstant(advert.seenAt) === null
    const words = `it says ${JSON.stringify(advert.seenAt.slice(0, 40))} without a zone: that of ${context.zone} is assumed`
    const second = leapSecond.test(advert.seenAt)
      ? `it says ${JSON.stringify(advert.seenAt.slice(0, 40))}, a second 60, which is a leap second or none at all: ${seen} stands for it`
      : null
    return {
      at: time.at as Instant,
      notes: [
        ...(assumed ? [{ kind: 'zone-assumed' as const, words }] : []),
        ...(second !== null ? [{ kind: 'date-rounded' as const, words: second }] : []),
        ...time.notes
      ]
    }
  }
  // A time that no clock shows (24:00:00), or a day alone, is told as what it is.
  const unsaid =
    advert.seenAt.trim() === ''
      ? null
      : `it says ${JSON.stringify(advert.seenAt.slice(0, 40))} for when it was seen, which names no moment (a date and a time from 00:00:00 to 23:59:59)`
  const posted = readInstant(advert.postedAt) ?? readEpoch(advert.postedAt)
  if (posted !== null && posted >= '1990' && Date.parse(posted) <= Date.now()) {
    const words = `${unsaid ?? 'it does not say when it was seen'}: the exact moment at which it was placed stands for that`
    return { at: posted, notes: [{ kind: 'time-from-posting', words }] }
  }
  const words = `${unsaid ?? 'it does not say exactly when it was seen'}: the time of the file stands for that`
  return { at: context.fileTime, notes: [{ kind: 'time-from-file', words }] }
}

/** An address where the line names none: made of its id; without that, of its content, so that no line takes the place of another. */
function addressOf(advert: ImportedAdvert, raw: Buffer, key: Uint8Array): { url: CanonicalUrl; notes: ImportNote[] } {
  const named = canonicalOrNull(advert.url)
  if (named !== null) return { url: named, notes: [] }
  const site = encodeURIComponent((advert.site || 'site').toWellFormed())
  if (advert.id !== '') {
    const words = `its address ${JSON.stringify(shownAddress(advert.url))} cannot be kept: it is named by its id`
    return {
      url: canonicalOrNull(`${importedHost}${site}/${encodeURIComponent(advert.id.toWellFormed())}`) as CanonicalUrl,
      notes: advert.url === '' ? [] : [{ kind: 'address-left-out', words }]
    }
  }
  // Keyed: a plain digest in an address could confirm a guess of the text.
  const digest = createHmac('sha256', secretKeyOf(key)).update('line\0').update(raw).digest('hex').slice(0, 32)
  const words = 'it has neither an id nor an address that can be kept: it is named by its content'
  const url = canonicalOrNull(`${importedHost}${site}/line/${digest}`) as CanonicalUrl
  return { url, notes: [{ kind: 'named-by-content', words }] }
}

const importedHost = 'http://imported.invalid/'
