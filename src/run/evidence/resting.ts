/** Which captures need no content of their own: the page was answered byte for byte as before, and what holds that content still has its key. */
import { sha256, type Digest } from '../../evidence/digest.ts'
import { isApart } from '../../evidence/segments/content.ts'
import type { Form } from '../../evidence/segments/inner-records.ts'
import { readSealedNow } from '../../evidence/segments/read-segment.ts'
import { originalFor } from '../../evidence/segments/revisit.ts'
import { segmentPath } from '../../evidence/segments/segment-head.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CaptureId } from '../../model/ids.ts'
import type { NewCapture } from '../../store/captures.ts'
import { withGround, type Ground, type Tx } from '../../store/ground.ts'
import { holdSegments, keptOriginals, type KeptOriginal } from '../../store/segments.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import type { App } from '../app.ts'
import { payloadMac } from '../import/known-imports.ts'

/** What came in: of a crawl at an address, whose newest capture has `lastMac` as the keyed digest of its body. */
interface Came {
  readonly exchange: Exchange
  readonly address: { readonly id: number; readonly lastMac: Buffer | null } | null
}

/**
 * How the content of each arrival is stored. What an import brings keeps its content within. A page that was crawled rests on an original
 * when that is there, opens, and holds these very bytes: they are compared, not their digests alone.
 */
export async function formsOf<Arrival extends Came>(
  { app, macKey }: { readonly app: App; readonly macKey: Uint8Array },
  ground: Ground,
  arrivals: readonly { readonly arrival: Arrival }[]
): Promise<Map<Arrival, Form>> {
  const forms = new Map<Arrival, Form>()
  const again: { readonly arrival: Arrival; readonly address: number; readonly payload: Buffer }[] = []
  for (const { arrival } of arrivals) {
    const { address, exchange } = arrival
    // What was rendered has a record more, which is its own each time.
    if (address === null || exchange.rendering !== undefined || !isApart(exchange)) continue
    forms.set(arrival, 'apart')
    const payload = address.lastMac === null ? null : payloadMac(macKey, sha256(exchange.body))
    if (payload !== null && address.lastMac?.equals(payload) === true)
      again.push({ arrival, address: address.id, payload })
  }
  if (again.length === 0) return forms
  const kept = await withGround(app.store.pool, ground, (tx) => keptOriginals(tx, again))
  const byAddress = new Map(kept.map((one) => [one.address, one]))
  for (const { arrival, address } of again) {
    const row = byAddress.get(address)
    const original = row === undefined ? null : opened(app, row, arrival)
    if (original !== null) forms.set(arrival, original)
  }
  return forms
}

function opened(app: App, row: KeptOriginal, { exchange }: Came): Form | null {
  const { id, segment, seg_offset: offset, seg_length: length, kek, wrapped } = row
  const dataKey = keyOfOriginal(app, { capture_id: id as CaptureId, kek, wrapped })
  if (dataKey === null) return null
  // A record that was damaged since: the content is stored anew, whole.
  const bytes = readSealedNow(segmentPath(app.evidenceDir, segment), offset, length)
  return bytes === null ? null : originalFor(bytes, { segment, offset, length }, dataKey, exchange)
}

/** Null where it is destroyed, and where it cannot be had: the content is stored anew, whole. */
function keyOfOriginal({ keyring }: App, row: Parameters<typeof dataKeyOf>[1]): Buffer | null {
  try {
    return dataKeyOf(keyring, row)
  } catch (error) {
    if (error instanceof DoesNotOpen) return null
    throw error
  }
}

/** What these captures rest on stays on the disk until the transaction ends. Throws when it is gone already: nothing was stored then, and a new start asks again. */
export async function holdOriginals(tx: Tx, captures: readonly Pick<NewCapture, 'original'>[]): Promise<void> {
  const segments = new Set(captures.flatMap(({ original }) => (original == null ? [] : [original.segment])))
  if (!(await holdSegments(tx, [...segments])))
    throw new Error('What a capture rests on was erased and dropped while it was stored: start again.')
}

/** The digest that tells whether a page changed: of one that its scripts fill, that of what they made. */
export function saidDigest({ rendering }: Exchange, payload: Digest): Digest {
  return rendering === undefined ? payload : sha256(rendering.document)
}
