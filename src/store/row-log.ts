/** Binds what was written to the ledger: a digest of each row as it stands now, noted in the transaction that wrote it. */
import { owe, type Tx } from './ground.ts'

/** Kinds of rows that are bound; each has its text below, and its own in verify/rows.ts. */
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

/**
 * Per kind: its table, how its id is sent, and the values that are bound, as arguments of jsonb_build_array. Times are seconds since
 * 1970, so that no setting of the session shows in them; what is large, or sealed, stands by its SHA-256. Of an advert neither its
 * address nor its place is bound: after an erasing a digest of them could confirm a guess. Both stand sealed with its reading.
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
    values: `r.id, r.kind, r.a, r.b, r.blind, r.seq, r.value_kind, r.by, extract(epoch from r.at), r.reason,
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
  const [row] = rows
  if (row === undefined) throw new Error('The log of rows took nothing: nothing was done.')
  owe(tx, { no: row.no, kind, rows: row.count, digest: `sha256:${row.digest}` })
}
