/** What was imported before: the same line or record, in a file read again or twice in one file, is one capture. */
import { headerValue } from '../../crawl/fetch/fetch.ts'
import type { Digest } from '../../evidence/digest.ts'
import type { Exchange } from '../../model/exchange.ts'
import { hmac, hmacKeyOf } from '../../model/secret-key.ts'
import { advertMediaType, importedWith, type ImportedCapture } from '../../store/captures.ts'
import type { Tx } from '../../store/ground.ts'

/** Names of the imports that are there already, among those with the given payloads (`payloadMac`). */
export async function knownImports(tx: Tx, mandate: string, payloads: readonly Buffer[]): Promise<Set<string>> {
  const rows = await importedWith(tx, mandate, payloads)
  return new Set(rows.flatMap((row) => Object.values(namesOf(row.url_mac, row, row.payload_mac))))
}

/** What came in, with the kinds of what was odd about it. */
interface Arrived {
  readonly exchange: Exchange
  readonly notes?: readonly string[]
}

/** By what an import is known again; `address`: the keyed hash of its address. A line of adverts says its own time, a record of a page does not: there it is part of the name. */
export function importName({ exchange, notes = [] }: Arrived, address: Buffer, payload: Buffer): string {
  const told = { seen_at: exchange.startedAt, status: exchange.status, notes: notes.join(' ') }
  const names = namesOf(address, told, payload)
  return isAdvertLine(exchange) ? names.line : names.record
}

/** True for a line of advert JSONL as evidence. */
export function isAdvertLine(exchange: Exchange): boolean {
  return headerValue(exchange, 'content-type') === advertMediaType
}

/** Keyed digest of a payload: finds unchanged pages without telling what was on them. */
export function payloadMac(macKey: Uint8Array, digest: Digest): Buffer {
  return hmac(hmacKeyOf(macKey), `payload\0${digest}`)
}

function namesOf(
  address: Buffer,
  { seen_at, status, notes }: Pick<ImportedCapture, 'seen_at' | 'status' | 'notes'>,
  mac: Buffer
): { line: string; record: string } {
  const line = `${address.toString('base64')} ${mac.toString('base64')}`
  // The time of its file stands for one that cannot be so, and is another one for each copy of the file.
  const impossible = notes.split(' ').find((note) => note === 'time-ahead' || note === 'time-before-web')
  const time = impossible ?? new Date(seen_at).toISOString()
  return { line, record: `${line} ${status} ${time}` }
}
