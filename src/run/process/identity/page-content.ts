/** What a page says for a later look: its adverts and links without what changes at each look, such as clocks, counters and how long ago something was. */
import { revisitAfterMs } from '../../../crawl/retry.ts'
import { hmac, hmacKeyOf } from '../../../model/secret-key.ts'
import type { SealedReading } from '../../../model/reading.ts'
import type { Source } from '../../../model/source.ts'
import type { FoundAddress } from '../../../store/frontier/found-addresses.ts'
import { takeBackChanges, unchangedAddresses } from '../../../store/frontier/unchanged.ts'
import type { Tx } from '../../../store/ground.ts'
import { dayNames } from '../../../text/dates/words.ts'
import type { ExtractedAdvert } from '../page-reader.ts'

const macBytes = 16

/** A page as it was read. */
interface SaidByPage {
  readonly row: { readonly id: string; readonly address_id: number | null }
  readonly result: { readonly pageKind: string }
  /** False: its adverts wait to be read. */
  readonly withAdverts: boolean
  readonly links: readonly FoundAddress[]
  readonly adverts: readonly ExtractedAdvert[]
}

/** What captures of addresses say, by their ids: kept with them for the next look. */
export function contentsOf(key: Uint8Array, pages: readonly SaidByPage[]): Map<string, Buffer> {
  const read = pages.filter((one) => one.withAdverts && one.row.address_id !== null)
  return new Map(read.map((one) => [one.row.id, contentMac(key, one)]))
}

/** Takes changes back that were none: bytes differ at each look where a page has a clock. `captures`: ids whose contents are kept now. */
export async function takeBackUnchanged(
  tx: Tx,
  captures: readonly string[],
  revisitOf: (sourceId: string) => Source['revisit'] | undefined
): Promise<void> {
  const found = await unchangedAddresses(tx, captures)
  const due = found.flatMap(({ id, sourceId, visits, changes, at, beforeAt }) => {
    const revisit = revisitOf(sourceId)
    if (revisit === undefined) return []
    const [seenMs, beforeMs] = [Date.parse(at), Date.parse(beforeAt)]
    const soFar = { lastMs: seenMs - beforeMs, changed: false, visits, changes: Math.max(0, changes - 1) }
    return [{ id, dueAt: new Date(seenMs + revisitAfterMs(soFar, revisit)) }]
  })
  await takeBackChanges(tx, due)
}

/**
 * A keyed digest of what a page says: two looks at it that give the same found no change, whatever bytes differ. Of a page with one
 * advert that is the advert: the latest adverts beside it are found elsewhere. Of others it is their links and adverts. Numbers in a text
 * count where they are facts (price, phone number, age), days and other numbers do not.
 */
export function contentMac(
  key: Uint8Array,
  { result: { pageKind }, links, adverts }: Pick<SaidByPage, 'result' | 'links' | 'adverts'>
): Buffer {
  const said = adverts.map(({ advert, reading }) => `${advert.key}\n${saidBy(reading)}`).sort()
  const urls = pageKind === 'advert' ? [] : links.map((one) => one.url).sort()
  const parts = [...said.map((one) => `${one}\0`), ...urls.map((one) => `${one}\n`)]
  return hmac(hmacKeyOf(key), `page-content\n${pageKind}\n${parts.join('')}`).subarray(0, macBytes)
}

function saidBy({ text, price, city, account, seller, phoneField, facts }: SealedReading): string {
  const values = facts.filter((fact) => fact.kind !== 'date').map((fact) => `${fact.kind}:${fact.value}`)
  const fields = [price, city, account, seller, phoneField].map((field) => field ?? '')
  return JSON.stringify([withoutDays(text, facts), fields, [...new Set(values)].sort()])
}

/** The words of a text, without its dates, the names of days, and numbers. */
function withoutDays(text: string, facts: SealedReading['facts']): string {
  let left = ''
  let from = 0
  const dates = facts.filter((fact) => fact.kind === 'date').toSorted((a, b) => a.start - b.start)
  for (const { start, end } of dates) {
    if (start < from) continue
    left += `${text.slice(from, start)} `
    from = end
  }
  const words = `${left}${text.slice(from)}`.match(/\p{L}+/gu) ?? []
  return words.filter((word) => !dayNames.has(word.toLowerCase())).join(' ')
}
