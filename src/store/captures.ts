/** Captures and their keys in PostgreSQL: written in one transaction with their addresses and their ledger entry. */
import { atOnce, type Tx } from './ground.ts'
import { wakeWorkers } from './server/wake-ups.ts'

export interface NewCapture {
  readonly id: string
  readonly sourceId: string | null
  readonly addressId: number | null
  /** Keyed hash of its address (address-mac.ts), and the address under its data key (sealed-address.ts). */
  readonly urlMac: Buffer
  readonly urlSealed: Buffer
  readonly origin: 'crawl' | 'import'
  readonly status: number
  /** At most 200 characters. */
  readonly mediaType: string | null
  readonly bytes: number
  readonly truncated: string | null
  readonly segment: string
  readonly offset: number
  readonly length: number
  readonly recordDigest: Buffer
  readonly payloadMac: Buffer
  /** Its bytes differ from those at the visit before, which counted as a change. */
  readonly differs?: boolean
  readonly seenAt: string
  readonly state: 'sealed' | 'open'
  readonly eraseAt: string
  readonly kek: string
  readonly wrapped: Buffer
  /** Pages that say the same as at the last visit are kept as evidence and not read again. */
  readonly readVersion: number
  /** Kinds of what was odd about it (evidence/archives/import-note.ts). */
  readonly notes?: readonly string[]
  /** What the site's own clock said (server-time.ts). */
  readonly serverAt?: string | null
  /** The capture whose content it has, and the segment of that; null when the content is its own. */
  readonly original?: { readonly id: string; readonly segment: string } | null
}

/** Inserts captures with their wrapped keys, after `noteCaptures` (row-log.ts). */
export async function insertCaptures(
  tx: Tx,
  mandate: string,
  captures: readonly NewCapture[],
  ledgerNo: number
): Promise<void> {
  if (captures.length === 0) return
  await tx.query({
    name: 'insert-captures',
    text: `
      insert into capture (mandate_id, ledger_no, id, source_id, address_id, url_mac, origin, status, media_type, bytes, truncated,
        segment, seg_offset, seg_length, record_digest, payload_mac, seen_at, state, erase_at, read_version, notes, url_sealed, differs, original, server_at)
      select $1, $2, c.* from unnest($3::uuid[], $4::text[], $5::bigint[], $6::bytea[], $7::text[], $8::int[], $9::text[], $10::int[], $11::text[],
        $12::text[], $13::bigint[], $14::int[], $15::bytea[], $16::bytea[], $17::timestamptz[], $18::text[], $19::timestamptz[], $20::int[], $21::text[], $22::bytea[], $23::bool[], $24::uuid[], $25::timestamptz[]) as c`,
    values: [
      mandate,
      ledgerNo,
      captures.map((one) => one.id),
      captures.map((one) => one.sourceId),
      captures.map((one) => one.addressId),
      captures.map((one) => one.urlMac),
      captures.map((one) => one.origin),
      captures.map((one) => one.status),
      captures.map((one) => one.mediaType),
      captures.map((one) => one.bytes),
      captures.map((one) => one.truncated),
      captures.map((one) => one.segment),
      captures.map((one) => one.offset),
      captures.map((one) => one.length),
      captures.map((one) => one.recordDigest),
      captures.map((one) => one.payloadMac),
      captures.map((one) => one.seenAt),
      captures.map((one) => one.state),
      captures.map((one) => one.eraseAt),
      captures.map((one) => one.readVersion),
      captures.map((one) => (one.notes ?? []).join(' ')),
      captures.map((one) => one.urlSealed),
      captures.map((one) => one.differs ?? false),
      captures.map((one) => one.original?.id ?? null),
      captures.map((one) => one.serverAt ?? null)
    ]
  })
  const keys = tx.query({
    name: 'insert-capture-keys',
    text: `insert into capture_key (mandate_id, capture_id, kek, wrapped) select $1, k.* from unnest($2::uuid[], $3::text[], $4::bytea[]) as k`,
    values: [mandate, captures.map((one) => one.id), captures.map((one) => one.kek), captures.map((one) => one.wrapped)]
  })
  await atOnce(keys, wakeWorkers(tx, 'captures', mandate))
}

/**
 * Remembers how far a segment is committed: what lies beyond is cut off after a crash. Throws when another worker took the
 * segment over meanwhile: it was cut and closed then, and nothing may be added.
 */
export async function commitSegment(
  tx: Tx,
  id: string,
  worker: number,
  bytes: number,
  records: number,
  closed: boolean
): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'commit-segment',
    text: `insert into segment (id, worker, committed_bytes, records, closed) values ($1, $2, $3, $4, $5)
           on conflict (id) do update set committed_bytes = excluded.committed_bytes, records = excluded.records, closed = excluded.closed
           where segment.worker = excluded.worker and not segment.closed`,
    values: [id, worker, bytes, records, closed]
  })
  if (rowCount === 0)
    throw new Error(`Another process took evidence segment ${id} over, since this one was lost to the database.`)
}

/** Media type of a capture that is one line of advert JSONL (evidence/archives/advert-jsonl.ts). */
export const advertMediaType = 'application/vnd.baken.advert+json'

export interface ImportedCapture {
  readonly url_mac: Buffer
  readonly seen_at: string
  readonly status: number
  readonly payload_mac: Buffer
  /** Kinds of notes, with a space between. */
  readonly notes: string
}

/** Captures that were imported with one of these payloads (their keyed digests). */
export async function importedWith(tx: Tx, mandate: string, payloads: readonly Buffer[]): Promise<ImportedCapture[]> {
  const { rows } = await tx.query<ImportedCapture>({
    name: 'known-imports',
    text: `select url_mac, seen_at, status, payload_mac, notes from capture where mandate_id = $1 and origin = 'import' and payload_mac = any($2::bytea[])`,
    values: [mandate, payloads]
  })
  return rows
}

export interface UnreadCapture {
  readonly id: string
  readonly source_id: string | null
  readonly address_id: number | null
  readonly url_mac: Buffer
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly seen_at: string
  readonly depth: number | null
  readonly kek: string
  readonly wrapped: Buffer
}

/** `StoredCapture` of a row `c` of capture with its key `k`. */
const captureFields =
  'c.id, c.source_id, c.address_id, c.url_mac, c.segment, c.seg_offset, c.seg_length, c.seen_at, k.kek, k.wrapped'
const withKeys = 'capture c join capture_key k on k.capture_id = c.id'
/** No step has read it whole, and none broke on it. */
const unread = "c.read_version = 0 and c.state <> 'erased' and c.step_error is null"

/** Captures that no step has read yet, oldest first and then as they were written down; those of `waiting` sources only when their links were not taken either. */
export async function unreadCaptures(tx: Tx, most: number, waiting: readonly string[]): Promise<UnreadCapture[]> {
  const { rows } = await tx.query<UnreadCapture>({
    name: 'unread-captures',
    text: `
      select ${captureFields}, a.depth from ${withKeys} left join address a on a.id = c.address_id
      where ${unread} and (c.page_kind is null or c.page_kind = 'links' or c.source_id is null or c.source_id <> all ($2::text[]))
      order by c.seen_at, c.segment, c.seg_offset limit $1`,
    values: [most, waiting]
  })
  return rows
}

/**
 * Captures whose links nobody has taken, oldest first: of the given ones only, or of all (null). A run without a process role takes
 * them (`markLinked`); `page_kind` tells, since a process role that takes links in waiting for a profile writes it as well.
 */
export async function unlinkedCaptures(
  tx: Tx,
  most: number,
  among: readonly string[] | null
): Promise<UnreadCapture[]> {
  const { rows } = await tx.query<UnreadCapture>({
    name: 'unlinked-captures',
    text: `
      select ${captureFields}, a.depth from ${withKeys} left join address a on a.id = c.address_id
      where ${unread} and c.page_kind is null and ($2::uuid[] is null or c.id = any ($2))
      order by c.seen_at, c.segment, c.seg_offset limit $1`,
    values: [most, among]
  })
  return rows
}

/** Notes that the links of captures were taken. They wait to be read whole, and the profile of their site is made from them as well. */
export async function markLinked(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query({
    name: 'mark-linked',
    text: `update capture set page_kind = 'links' where id = any($1::uuid[]) and read_version = 0 and page_kind is null`,
    values: [ids]
  })
}

export type StoredCapture = Omit<UnreadCapture, 'depth'>

/** Captures of these addresses (`urlMac`) that are not erased, those of the moment `at` first, then the newest. */
export async function capturesAt(
  tx: Tx,
  addresses: readonly Buffer[],
  at: string,
  most: number
): Promise<StoredCapture[]> {
  const { rows } = await tx.query<StoredCapture>({
    name: 'captures-at',
    text: `
      select ${captureFields} from ${withKeys}
      where c.url_mac = any($1::bytea[]) and c.state <> 'erased' and c.bytes > 0
      order by (c.seen_at = $2::timestamptz) desc, c.seen_at desc limit $3`,
    values: [addresses, at, most]
  })
  return rows
}

/** How many captures of a source no step has read yet; `linksOnly`: of how many nobody has taken the links. */
export async function unreadOf(tx: Tx, sourceId: string, linksOnly: boolean): Promise<number> {
  const { rows } = await tx.query<{ n: number }>({
    name: 'unread-of',
    text: `select count(*)::int as n from capture c where c.source_id = $1 and ${unread} and (c.page_kind is null or not $2::bool)`,
    values: [sourceId, linksOnly]
  })
  return rows[0]?.n ?? 0
}

/** Whether any capture of the mandate waits to be read whole. */
export async function anyUnread(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ any: boolean }>(`select exists (select 1 from capture c where ${unread}) as any`)
  return rows[0]?.any ?? false
}

/**
 * Takes captures as unread again: those that gave only their links while their site was not known yet, and those that an older
 * version of a step read. Reading them again changes nothing where the new version says the same.
 */
export async function reopenReading(
  tx: Tx,
  versions: { readonly read: number; readonly extract: number }
): Promise<number> {
  const { rowCount } = await tx.query(
    `update capture set page_kind = null, read_version = 0, step_error = null where state <> 'erased' and (
       (read_version = 0 and page_kind is not null and step_error is null)
       or (read_version > 0 and read_version < $1) or (extract_version > 0 and extract_version < $2))`,
    [versions.read, versions.extract]
  )
  return rowCount ?? 0
}

/** What the read step made of a capture. Version 0 means: links taken, adverts wait until the site is known. */
export interface ReadCapture {
  readonly id: string
  readonly readVersion: number
  readonly extractVersion: number
  readonly pageKind: string
  readonly adverts: number
  readonly error: string | null
  /** A keyed digest of what the page says (run/process/identity/page-content.ts); none where its adverts wait to be read. */
  readonly content?: Buffer | undefined
}

export async function markRead(tx: Tx, read: readonly ReadCapture[]): Promise<void> {
  if (read.length === 0) return
  await tx.query({
    name: 'mark-read',
    text: `
      update capture c set read_version = r.read_version, extract_version = r.extract_version, page_kind = r.page_kind, adverts = r.adverts,
        step_error = r.error, content_mac = coalesce(r.content, c.content_mac)
      from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::int[], $6::text[], $7::bytea[]) as r(id, read_version, extract_version, page_kind, adverts, error, content)
      where c.id = r.id`,
    values: [
      read.map((one) => one.id),
      read.map((one) => one.readVersion),
      read.map((one) => one.extractVersion),
      read.map((one) => one.pageKind),
      read.map((one) => one.adverts),
      read.map((one) => one.error?.slice(0, 500) ?? null),
      read.map((one) => one.content ?? null)
    ]
  })
}
