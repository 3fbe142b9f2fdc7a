/** Captures of pictures and style sheets beside the pages of a sample world, opened or sealed. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { epochDay, wrapDataKey } from '../../../src/evidence/keys.ts'
import { isApart } from '../../../src/evidence/segments/content.ts'
import { readSealedNow } from '../../../src/evidence/segments/read-segment.ts'
import { originalFor, type Original } from '../../../src/evidence/segments/revisit.ts'
import { segmentPath } from '../../../src/evidence/segments/segment-head.ts'
import { openSegment } from '../../../src/evidence/segments/segment.ts'
import type { MandateId, SourceId } from '../../../src/model/ids.ts'
import { addressKeyOf, urlMac } from '../../../src/store/sealed/address-mac.ts'
import { sealUrl } from '../../../src/store/sealed/sealed-address.ts'
import { commitSegment, insertCaptures } from '../../../src/store/captures.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import type { World } from '../../support/sample.ts'
import { exchangeOf } from '../../support/sample-page.ts'

export interface Part {
  readonly url: string
  readonly type: string
  readonly body: Buffer
  readonly state?: 'open' | 'sealed'
  readonly seenAt?: string
  /** An hour before it was answered in the same way: its content is that of the capture of then. */
  readonly again?: boolean
}

/** Stores parts of pages under mandate `een`, as an import of an archive does. */
export async function storeParts(world: World, parts: readonly Part[]): Promise<void> {
  const mandate = 'een' as MandateId
  const opened = await openSegment(world.evidenceDir, { previous: null, ledgerAnchor: null, software: 'baken/test' })
  const epoch = world.keyring.epochKey(mandate, epochDay(new Date().toISOString()), true)
  const key = world.keyring.blindKey(mandate, true)
  if (opened.kind !== 'open' || epoch.kind !== 'key' || key.kind !== 'key') throw new Error('no segment or keys')
  const { writer } = opened
  const visits = parts.flatMap((one) => {
    const at = Date.parse(one.seenAt ?? new Date().toISOString())
    const before = { ...one, again: false, seenAt: new Date(at - 3_600_000).toISOString() }
    return one.again === true ? [before, one] : [one]
  })
  let last: Original | null = null
  for (const { url, type, body, state = 'open', seenAt = new Date().toISOString(), again = false } of visits) {
    const exchange = {
      ...exchangeOf(url, { title: '', body: '' }, seenAt),
      body,
      responseHeaders: [['Content-Type', type]] as const
    }
    const form = again ? (last ?? assert.fail('nothing to rest on')) : isApart(exchange) ? 'apart' : 'within'
    const one = writer.append(exchange, { mandate, source: 'bron-een' as SourceId }, form)
    const flushed = await writer.flush()
    if (one.kind === 'failed' || flushed.kind === 'failed') throw new Error('the segment cannot be written')
    const bytes = readSealedNow(segmentPath(world.evidenceDir, one.segment), one.offset, one.length)
    last = bytes === null ? null : originalFor(bytes, one, one.dataKey, exchange)
    const capture = {
      id: one.captureId,
      sourceId: 'bron-een',
      addressId: null,
      urlMac: urlMac(addressKeyOf(key.key.bytes), url),
      urlSealed: sealUrl(one.dataKey, one.captureId, url),
      origin: 'crawl' as const,
      status: 200,
      mediaType: type,
      bytes: body.length,
      truncated: null,
      segment: one.segment,
      offset: one.offset,
      length: one.length,
      recordDigest: Buffer.from(one.recordDigest.slice(7), 'hex'),
      payloadMac: createHmac('sha256', key.key.bytes).update(body).digest(),
      seenAt,
      state,
      eraseAt: new Date(Date.now() + 28 * 86_400_000).toISOString(),
      kek: epoch.key.name,
      wrapped: wrapDataKey(one.dataKey, epoch.key, one.captureId),
      readVersion: 1,
      original: typeof form === 'string' ? null : form
    }
    await withGround(world.store.pool, { user: 'pipeline', mandate }, async (tx) => {
      const no = await record(tx, { user: 'pipeline', mandate }, { act: 'capture.store', subject: writer.segment })
      await commitSegment(tx, writer.segment, 1, flushed.mark.bytes, flushed.mark.records, false)
      await insertCaptures(tx, mandate, [capture], no)
    })
  }
  await writer.close()
}
