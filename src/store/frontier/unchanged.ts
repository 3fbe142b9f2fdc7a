/** Takes back that addresses changed where only the bytes of their page did. */
import type { Tx } from '../ground.ts'

/** An address whose newest capture counted as a change, though the page says what it said at the visit before. */
export interface UnchangedAddress {
  readonly id: number
  readonly sourceId: string
  readonly visits: number
  readonly changes: number
  /** When it was seen, and when before that, ISO 8601. */
  readonly at: string
  readonly beforeAt: string
}

/** Of these captures, whose `content_mac` is written: the addresses that did not change after all. */
export async function unchangedAddresses(tx: Tx, captures: readonly string[]): Promise<UnchangedAddress[]> {
  if (captures.length === 0) return []
  const { rows } = await tx.query<UnchangedAddress>({
    name: 'unchanged-addresses',
    text: `
      select a.id, a.source_id as "sourceId", a.visits, a.changes, s.seen_at as at, p.seen_at as "beforeAt"
      from capture s join address a on a.id = s.address_id and a.last_capture = s.id and a.state = 'done'
      join lateral (
        select e.content_mac, e.seen_at from capture e
        where e.url_mac = s.url_mac and e.source_id = s.source_id and e.seen_at < s.seen_at and e.state <> 'erased'
        order by e.seen_at desc limit 1) p on p.content_mac = s.content_mac
      where s.id = any($1::uuid[]) and s.differs
      order by a.id`,
    values: [captures]
  })
  return rows
}

/** Counts one change less for each, and visits it again when an unchanged page is due. */
export async function takeBackChanges(
  tx: Tx,
  addresses: readonly { readonly id: number; readonly dueAt: Date }[]
): Promise<void> {
  if (addresses.length === 0) return
  await tx.query({
    name: 'take-back-changes',
    text: `update address a set changes = greatest(0, a.changes - 1), due_at = u.due_at
           from unnest($1::bigint[], $2::timestamptz[]) as u(id, due_at) where a.id = u.id and a.state = 'done'`,
    values: [addresses.map((one) => one.id), addresses.map((one) => one.dueAt)]
  })
}
