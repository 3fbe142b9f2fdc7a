/** Makes revisit records whole: their content is that of a capture that came in with the same files, or was there before. */
import { labelledCheck } from '../../evidence/archives/labelled-digest.ts'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Revisit } from '../../evidence/archives/warc-revisit.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import { addressKey, urlMac } from '../../store/sealed/address-mac.ts'
import { capturesAt, type StoredCapture } from '../../store/captures.ts'
import { withGround } from '../../store/ground.ts'
import type { App } from '../app.ts'
import { openStored, type Opened } from '../process/waiting-captures.ts'

/** A revisit whose original was not in its file before it. */
export interface PendingRevisit {
  readonly file: string
  readonly recordId: string
  readonly revisit: Revisit
  /** What was odd about its record. */
  readonly notes: readonly ImportNote[]
}

/** Captures of one address that are looked at for one revisit. */
const mostCandidates = 20

/** The exchange that a revisit stands for, with the capture that its content is from; null when no capture has that content. */
export async function wholeRevisit(
  app: App,
  mandate: Mandate,
  revisit: Revisit
): Promise<{ readonly exchange: Exchange; readonly original: string } | null> {
  const urls = [...new Set([revisit.originalUrl ?? revisit.url, revisit.url])]
  const key = addressKey(app.keyring, mandate.id as MandateId)
  const candidates = await withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, (tx) =>
    capturesAt(
      tx,
      urls.map((url) => urlMac(key, url)),
      revisit.originalDate ?? revisit.startedAt,
      mostCandidates
    )
  )
  for (const candidate of candidates) {
    const opened = await openStored(app, candidate)
    if (typeof opened === 'string' || !isOriginal(revisit, candidate, opened)) continue
    return { exchange: exchangeOf(revisit, opened.exchange), original: candidate.id }
  }
  return null
}

/** The digest decides; a revisit without one names its original by its record, or by address and time. An answer 304 may name none: then it speaks of any page that was there before. */
function isOriginal(revisit: Revisit, candidate: StoredCapture, { exchange, attributes }: Opened): boolean {
  const check = labelledCheck(revisit.payloadDigest)
  check.update(exchange.body)
  const verdict = check.result()
  if (verdict !== 'unknown') return verdict === 'same'
  // Its profile may say "nearly the same": without a digest nothing shows that it is.
  if (revisit.profileUnknown) return false
  if (revisit.originalId !== '' && attributes['record'] === revisit.originalId) return true
  if (revisit.originalDate !== null) return Date.parse(candidate.seen_at) === Date.parse(revisit.originalDate)
  const before = Date.parse(candidate.seen_at) <= Date.parse(revisit.startedAt)
  return revisit.originalId === '' && isUnmodified(revisit) && exchange.status === 200 && before
}

/** True for an answer that holds no content of its own: "as you have it" (WARC 1.1, 6.7.3). */
export function isUnmodified({ head }: Revisit): boolean {
  return head?.status === 304
}

/** The exchange of an answer 304, as it was: nothing of its original is put into it. */
export function unmodifiedExchange(revisit: Revisit): Exchange {
  const { head } = revisit
  return {
    url: revisit.url,
    method: 'GET',
    requestHeaders: [],
    status: head?.status ?? 304,
    statusText: head?.statusText ?? '',
    httpVersion: '1.1',
    responseHeaders: head?.headers ?? [],
    body: Buffer.alloc(0),
    truncated: null,
    remoteAddress: revisit.remoteAddress,
    startedAt: revisit.startedAt,
    durationMs: 0,
    serverDate: serverDateOf(revisit),
    tls: null
  }
}

function serverDateOf({ head }: Revisit): string | null {
  return head?.headers.find(([name]) => name.toLowerCase() === 'date')?.[1] ?? null
}

function exchangeOf(revisit: Revisit, original: Exchange): Exchange {
  const { head } = revisit
  return {
    ...original,
    url: revisit.url,
    requestHeaders: [],
    status: head?.status ?? original.status,
    statusText: head?.statusText ?? original.statusText,
    responseHeaders: head === null ? original.responseHeaders : head.headers,
    remoteAddress: revisit.remoteAddress,
    startedAt: revisit.startedAt,
    durationMs: 0,
    serverDate: serverDateOf(revisit),
    tls: null
  }
}
