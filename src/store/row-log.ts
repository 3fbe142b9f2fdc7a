/** Binds what was written to the ledger: a digest of each row as it stands now, noted in the transaction that wrote it. */
import type { NewCapture } from './captures.ts'
import { owe, type Tx } from './ground.ts'

/** Kinds of rows that are bound; each has its text below, and its own in verify/ledger/row-tables.ts. */
export type RowKind =
  | 'reading'
  | 'advert'
  | 'capture'
  | 'signal'
  | 'weighing'
  | 'judgement'
  | 'request'
  | 'report'
  | 'report-step'
  | 'seen'
  | 'stay'
  | 'link'
  | 'link-value'
  | 'template'
  | 'network-event'

/**
 * Per kind: its table, how its id is sent, and the values that are bound, as arguments of jsonb_build_array. Times are seconds since
 * 1970, so that no setting of the session shows in them; what is large, or sealed, stands by its SHA-256. What could be guessed of an
 * advert that is erased later (`seen`: its address, its text, its day) stands beside the SHA-256 of its sealed reading, which nobody has
 * after the erasing: the digest confirms no guess. The value of a link, the template of an advert and the value of a judgement stand beside a salt that goes
 * with them. Tables that people write are noted by the database (migration 0410).
 */
const kinds: Readonly<Record<RowKind, { readonly table: string; readonly send: string; readonly values: string }>> = {
  reading: {
    table: 'sighting',
    send: 'int8send',
    values: `r.id, r.advert_id, r.capture_id, r.version, extract(epoch from r.seen_at), r.read_version, r.extract_version,
      encode(r.text_mac, 'hex'), encode(sha256(r.place), 'hex'), encode(sha256(r.reading), 'hex'),
      (select jsonb_agg(jsonb_build_array(f.ordinal, f.kind, f.token, f.confidence, f.state, f.decided_by, f.decided_because) order by f.ordinal) from fact f where f.sighting_id = r.id)`
  },
  advert: {
    table: 'advert',
    send: 'int8send',
    values: 'r.id, r.source_id, r.site, r.state, extract(epoch from r.opened_at), r.opened_by, r.opened_because'
  },
  capture: {
    table: 'capture',
    send: 'uuid_send',
    values: 'r.id, r.state, extract(epoch from r.erase_at), r.opened_because'
  },
  signal: {
    table: 'signal',
    send: 'int8send',
    values: `r.id, r.kind, r.network_id, r.state, r.version, r.priority, r.reasons, r.weigh_version, r.facets, r.assigned_to,
      r.proposed_by, extract(epoch from r.created_at), r.merged_into, r.merge_id, r.raised`
  },
  weighing: {
    table: 'weighing',
    send: 'int8send',
    values: 'r.id, r.signal_id, r.act, r.by, extract(epoch from r.at), r.reason, r.priority, r.weigh_version'
  },
  judgement: {
    table: 'judgement',
    send: 'int8send',
    values: `r.id, r.kind, r.a, r.b, case when r.salt is null then to_jsonb(r.blind) else jsonb_build_array(r.blind, r.salt) end, r.seq, r.value_kind, r.by, extract(epoch from r.at), r.reason,
      extract(epoch from r.undone_at), r.undone_by`
  },
  request: {
    table: 'open_request',
    send: 'int8send',
    values: `r.id, r.advert_id, r.by, extract(epoch from r.at), r.reason, r.state, r.decided_by, extract(epoch from r.decided_at), r.decided_because`
  },
  report: {
    table: 'report_version',
    send: 'int8send',
    values: `r.id, r.report_no, r.version, r.by, extract(epoch from r.at), encode(sha256(r.sealed), 'hex')`
  },
  'report-step': {
    table: 'report_step',
    send: 'int8send',
    values: `r.id, r.report_no, r.act, r.by, extract(epoch from r.at), r.told, encode(sha256(r.sealed), 'hex')`
  },
  seen: {
    table: 'advert',
    send: 'int8send',
    values: `r.id, r.sighting_id, r.versions, extract(epoch from r.first_seen), extract(epoch from r.last_seen), extract(epoch from r.gone_at),
      extract(epoch from r.posted_at), encode(r.url_mac, 'hex'), r.key,
      (select encode(sha256(s.reading), 'hex') from sighting s where s.advert_id = r.id and s.reading is not null order by s.version desc, s.id desc limit 1),
      (select jsonb_agg(jsonb_build_array(c.capture_id, extract(epoch from c.seen_at), extract(epoch from c.posted_at), encode(c.text_mac, 'hex')) order by c.capture_id)
        from advert_capture c where c.advert_id = r.id)`
  },
  stay: {
    table: 'network_membership',
    send: 'int8send',
    values: 'r.id, r.advert_id, r.network_id, extract(epoch from r.from_at), extract(epoch from r.until_at)'
  },
  link: {
    table: 'link',
    send: 'int8send',
    values:
      'r.id, r.a, r.b, r.kind, r.rarity, r.state, r.reason, extract(epoch from r.made_at), extract(epoch from r.revoked_at)'
  },
  'link-value': { table: 'link', send: 'int8send', values: 'r.id, r.edge, r.token, r.salt' },
  template: { table: 'advert', send: 'int8send', values: 'r.id, r.template, r.template_salt' },
  'network-event': {
    table: 'network_event',
    send: 'int8send',
    values: `r.id, r.network_id, extract(epoch from r.at), r.kind, r.detail - 'key'`
  }
}

export const idOf = (row: { readonly id: number }): number => row.id

/**
 * Notes how these rows of the mandate in force stand now, gone ones too. Call it in the transaction that wrote them, after the last change to them and before its
 * ledger entry, which then says what was noted (`log`); a transaction without an entry gets one of its own.
 */
export async function noteRows(tx: Tx, kind: RowKind, ids: readonly (number | string)[]): Promise<void> {
  if (ids.length === 0) return
  const { table, send, values } = kinds[kind]
  const type = kind === 'capture' ? 'uuid' : 'bigint'
  const { rows } = await tx.query<{ no: number; count: number; digest: string }>({
    name: `note-${kind}`,
    text: `
      insert into row_log (mandate_id, kind, rows)
      select current_setting('baken.mandate'), $1, string_agg(${send}(w.id) || coalesce(d.digest, '\\x00000000000000000000000000000000'), '' order by w.id)
      from (select distinct id from unnest($2::${type}[]) as id) w
      left join lateral (select substr(sha256(convert_to(jsonb_build_array(${values})::text, 'UTF8')), 1, 16) as digest
        from ${table} r where r.id = w.id) d on true
      returning no, octet_length(rows) / ${kind === 'capture' ? 32 : 24} as count, encode(sha256(rows), 'hex') as digest`,
    values: [kind, ids]
  })
  oweRow(tx, kind, rows[0])
}

/** Notes what of captures never changes once they are stored, before the ledger entry of their storing, whose number their rows take. */
export async function noteCaptures(tx: Tx, captures: readonly NewCapture[]): Promise<void> {
  if (captures.length === 0) return
  const { rows } = await tx.query<{ no: number; count: number; digest: string }>({
    name: 'note-stored',
    text: `
      insert into row_log (mandate_id, kind, rows)
      select current_setting('baken.mandate'), 'stored', string_agg(uuid_send(c.id) || substr(sha256(convert_to((jsonb_build_array(
        c.id, c.source_id, c.origin, c.status, c.media_type, c.bytes, c.truncated, c.notes)
        || case when c.server_at is null then '[]' else jsonb_build_array(extract(epoch from c.server_at)) end)::text, 'UTF8')), 1, 16), '' order by c.id)
      from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::int[], $7::text[], $8::text[], $9::timestamptz[])
        as c(id, source_id, origin, status, media_type, bytes, truncated, notes, server_at)
      returning no, octet_length(rows) / 32 as count, encode(sha256(rows), 'hex') as digest`,
    values: [
      captures.map((one) => one.id),
      captures.map((one) => one.sourceId),
      captures.map((one) => one.origin),
      captures.map((one) => one.status),
      captures.map((one) => one.mediaType),
      captures.map((one) => one.bytes),
      captures.map((one) => one.truncated),
      captures.map((one) => (one.notes ?? []).join(' ')),
      captures.map((one) => one.serverAt ?? null)
    ]
  })
  oweRow(tx, 'stored', rows[0])
}

function oweRow(
  tx: Tx,
  kind: string,
  row: { readonly no: number; readonly count: number; readonly digest: string } | undefined
): void {
  if (row === undefined) throw new Error('The log of rows took nothing: nothing was done.')
  owe(tx, { no: row.no, kind, rows: row.count, digest: `sha256:${row.digest}` })
}
