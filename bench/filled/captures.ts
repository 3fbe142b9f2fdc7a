/** Rows of captures in the store that the benches of search and desk fill. */
import { demoMandate } from '../../src/accountability/demo.ts'
import { wrapDataKey } from '../../src/evidence/keys.ts'
import type { CaptureId } from '../../src/model/ids.ts'
import { urlMac } from '../../src/store/sealed/address-mac.ts'
import { insertCaptures } from '../../src/store/captures.ts'
import { record, type Ground, type Tx } from '../../src/store/ground.ts'
import { sealUrl } from '../../src/store/sealed/sealed-address.ts'
import type { BenchAdvert } from '../link/generate.ts'

interface CaptureRows {
  readonly batch: readonly BenchAdvert[]
  readonly ids: readonly string[]
  readonly keys: readonly Buffer[]
  readonly macKey: Buffer
  readonly seen: (at: number) => string
  readonly state: 'sealed' | 'open'
  readonly under: Parameters<typeof wrapDataKey>[1]
}

/** Writes captures without evidence, as far as a search looks at them. */
export async function insertCaptureRows(
  tx: Tx,
  pipeline: Ground,
  { batch, ids, keys, macKey, seen, state, under }: CaptureRows
): Promise<void> {
  await tx.query(
    `insert into segment (id, worker, committed_bytes, records, closed) values ('bench', 1, 0, 0, true) on conflict do nothing`
  )
  const no = await record(tx, pipeline, { act: 'capture.store', subject: 'bench' })
  await insertCaptures(
    tx,
    demoMandate,
    batch.map((one, at) => ({
      id: ids[at]!,
      sourceId: null,
      addressId: null,
      urlMac: urlMac(macKey, `https://${one.site}/${one.id}`),
      urlSealed: sealUrl(keys[at]!, ids[at]! as CaptureId, `https://${one.site}/${one.id}`),
      origin: 'import',
      status: 200,
      mediaType: null,
      bytes: 0,
      truncated: null,
      segment: 'bench',
      offset: 0,
      length: 0,
      recordDigest: Buffer.alloc(32),
      payloadMac: Buffer.alloc(0),
      seenAt: seen(at),
      state,
      eraseAt: '9999-12-31T00:00:00Z',
      kek: under.name,
      wrapped: wrapDataKey(keys[at]!, under, ids[at]! as CaptureId),
      readVersion: 1
    })),
    no
  )
}
