/** What else was captured of a page: pictures and style sheets by their addresses, of about the same time, under the same mandate. */
import { decodeBody } from '../../crawl/fetch/decode.ts'
import type { Exchange } from '../../model/exchange.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import { addressKey, urlMac } from '../../store/sealed/address-mac.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openedCapture } from '../adverts/custody.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

/** Where a capture lies, and what opens it. */
export interface CaptureRow {
  readonly capture_id: string
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

interface PartRow extends CaptureRow {
  readonly url_mac: Buffer
  readonly state: 'sealed' | 'open'
  readonly seen_at: string
}

export type Found =
  | { readonly kind: 'open'; readonly row: CaptureRow; readonly seenAt: string }
  /** Captured, and not opened by anybody: nothing of it is read. */
  | { readonly kind: 'sealed' }

const mostAddresses = 500

/** By address, the opened capture nearest in time to `at`, of a day before or after; else that there is a sealed one. What was never captured is absent. */
export async function capturedNear(
  tx: Tx,
  { ground, vault }: { readonly ground: Ground; readonly vault: Vault },
  addresses: readonly string[],
  at: string
): Promise<Map<string, Found>> {
  const asked = [...new Set(addresses)].slice(0, mostAddresses)
  if (asked.length === 0) return new Map()
  const key = addressKey(vault.keyring, mandateOf(ground))
  const byMac = new Map(asked.map((url) => [urlMac(key, url).toString('hex'), url]))
  const { rows } = await tx.query<PartRow>(
    `select distinct on (c.url_mac) c.url_mac, c.state, c.seen_at, c.id as capture_id, c.segment, c.seg_offset, c.seg_length, k.kek, k.wrapped
     from capture c join capture_key k on k.capture_id = c.id
     where c.url_mac = any($1::bytea[]) and c.state <> 'erased' and c.status = 200 and c.bytes > 0
       and c.seen_at between $2::timestamptz - interval '1 day' and $2::timestamptz + interval '1 day'
     order by c.url_mac, (c.state = 'open') desc, abs(extract(epoch from c.seen_at - $2::timestamptz)), c.id`,
    [[...byMac.keys()].map((mac) => Buffer.from(mac, 'hex')), at]
  )
  return new Map(
    rows.flatMap((row): [string, Found][] => {
      const url = byMac.get(row.url_mac.toString('hex'))
      if (url === undefined) return []
      return [[url, row.state === 'open' ? { kind: 'open', row, seenAt: row.seen_at } : { kind: 'sealed' }]]
    })
  )
}

/** The exchange of a capture, whole also where its content is that of an earlier one; why not when its key is gone or the bytes on disk are not what was written. */
export async function exchangeOf(vault: Vault, row: CaptureRow): Promise<Exchange | 'erased' | 'damaged'> {
  const { capture_id, kek, wrapped } = row
  const dataKey = kek === null || wrapped === null ? null : dataKeyOf(vault.keyring, { capture_id, kek, wrapped })
  if (dataKey === null) return 'erased'
  return (await openedCapture(vault, row, dataKey))?.exchange ?? 'damaged'
}

/** What an exchange holds without its content coding, and its media type; null where it cannot be undone. */
export async function contentOf(
  exchange: Exchange
): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null> {
  const decoded = await decodeBody(exchange, { maxBytes: 10_000_000, maxRatio: 200 })
  const [, type = ''] = exchange.responseHeaders.find(([name]) => name.toLowerCase() === 'content-type') ?? []
  return decoded.kind === 'body' ? { bytes: decoded.body, type } : null
}
