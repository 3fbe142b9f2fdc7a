/** Tables whose rows are bound to the ledger, and what of each row is, as docs/evidence-format.md lists it. */

export interface RowTable {
  /** The kind as the log names it. */
  readonly kind: string
  readonly name: string
  /** What of a row is bound, in words: "…was changed". */
  readonly what: string
  /** Before all ids. */
  readonly firstId: string
  /** Whether a row of before rows were bound is known by its id, or by the ledger entry that stored it. */
  readonly unboundBy: 'id' | 'entry'
  /**
   * $1 line of mandates, $2 the id to begin after, $3 how many; $4 the highest id (`unboundBy`: or ledger entry) of before rows were
   * bound; $5 of captures alone: the rules of the line as the ledger states them (`KeepingRule`, JSON). `name` is the id as the log has it; `plain`: a row that
   * needs no note is as it was stored. The digest of a stored capture has `@` and its ledger entry behind it.
   */
  readonly query: string
}

export const captureKind = 'capture'
export const storedKind = 'stored'

/** `more`: a JSON array that goes behind, empty where a row has nothing of it. */
const digestOf = (bound: string, more = `'[]'`): string =>
  `encode(substr(sha256(convert_to((jsonb_build_array(${bound}) || ${more})::text, 'UTF8')), 1, 16), 'hex')`

function numbered(kind: string, name: string, what: string, bound: string, plain = 'false'): RowTable {
  return {
    kind,
    name,
    what,
    firstId: '0',
    unboundBy: 'id',
    query: `select t.id::text as id, t.id::text as name, ${digestOf(bound)} as digest, t.id <= $4::bigint as unbound, ${plain} as plain
      from ${name} t where t.mandate_id = $1 and t.id > $2::bigint order by t.id limit $3`
  }
}

const seconds = (column: string): string => `extract(epoch from t.${column})`
const hashed = (column: string): string => `encode(sha256(t.${column}), 'hex')`
const facts = `(select jsonb_agg(jsonb_build_array(f.ordinal, f.kind, f.token, f.confidence, f.state, f.decided_by, f.decided_because) order by f.ordinal) from fact f where f.sighting_id = t.id)`

const serverClock = `case when t.server_at is null then '[]' else jsonb_build_array(extract(epoch from t.server_at)) end`

export const rowKinds: readonly RowTable[] = [
  numbered(
    'reading',
    'sighting',
    'its text, its place, its facts or its number was',
    `t.id, t.advert_id, t.capture_id, t.version, ${seconds('seen_at')}, t.read_version, t.extract_version, encode(t.text_mac, 'hex'),
     ${hashed('place')}, ${hashed('reading')}, ${facts}`
  ),
  numbered(
    'advert',
    'advert',
    'its source, its state or why it was opened was',
    `t.id, t.source_id, t.site, t.state, ${seconds('opened_at')}, t.opened_by, t.opened_because`
  ),
  numbered(
    'signal',
    'signal',
    'its reasons, its state or who has it was',
    `t.id, t.kind, t.network_id, t.state, t.version, t.priority, t.reasons, t.weigh_version, t.facets, t.assigned_to, t.proposed_by,
     ${seconds('created_at')}, t.merged_into, t.merge_id, t.raised`
  ),
  numbered(
    'weighing',
    'weighing',
    'what a person did or why was',
    `t.id, t.signal_id, t.act, t.by, ${seconds('at')}, t.reason, t.priority, t.weigh_version`
  ),
  numbered(
    'judgement',
    'judgement',
    'what a person said, why, or that it was taken back was',
    `t.id, t.kind, t.a, t.b, case when t.salt is null then to_jsonb(t.blind) else jsonb_build_array(t.blind, t.salt) end, t.seq, t.value_kind, t.by, ${seconds('at')}, t.reason, ${seconds('undone_at')}, t.undone_by`
  ),
  numbered(
    'request',
    'open_request',
    'what was asked or decided was',
    `t.id, t.advert_id, t.by, ${seconds('at')}, t.reason, t.state, t.decided_by, ${seconds('decided_at')}, t.decided_because`
  ),
  numbered(
    'report',
    'report_version',
    'what a version says, who wrote it or when was',
    `t.id, t.report_no, t.version, t.by, ${seconds('at')}, ${hashed('sealed')}`
  ),
  numbered(
    'report-step',
    'report_step',
    'what was done with a report, by whom or why was',
    `t.id, t.report_no, t.act, t.by, ${seconds('at')}, t.told, ${hashed('sealed')}`
  ),
  numbered(
    'seen',
    'advert',
    'its times, its address, which version it shows or which captures show it was',
    `t.id, t.sighting_id, t.versions, ${seconds('first_seen')}, ${seconds('last_seen')}, ${seconds('gone_at')}, ${seconds('posted_at')},
     encode(t.url_mac, 'hex'), t.key,
     (select encode(sha256(s.reading), 'hex') from sighting s where s.advert_id = t.id and s.reading is not null order by s.version desc, s.id desc limit 1),
     (select jsonb_agg(jsonb_build_array(c.capture_id, extract(epoch from c.seen_at), extract(epoch from c.posted_at), encode(c.text_mac, 'hex')) order by c.capture_id)
       from advert_capture c where c.advert_id = t.id)`
  ),
  numbered(
    'stay',
    'network_membership',
    'which advert was in which network, or when, was',
    `t.id, t.advert_id, t.network_id, ${seconds('from_at')}, ${seconds('until_at')}`
  ),
  numbered(
    'link',
    'link',
    'its adverts, its kind, its weight, its times or whether it holds was',
    `t.id, t.a, t.b, t.kind, t.rarity, t.state, t.reason, ${seconds('made_at')}, ${seconds('revoked_at')}`
  ),
  numbered('link-value', 'link', 'the value that it rests on was', 't.id, t.edge, t.token, t.salt'),
  numbered(
    'template',
    'advert',
    'which text it shares with others was',
    't.id, t.template, t.template_salt',
    't.template is null and t.template_salt is null'
  ),
  numbered(
    'network-event',
    'network_event',
    'what happened to a network, or when was',
    `t.id, t.network_id, ${seconds('at')}, t.kind, t.detail - 'key'`
  ),
  {
    kind: storedKind,
    name: 'capture',
    what: 'its status, kind, size, origin, source, notes, the clock of its site or ledger entry was',
    firstId: '00000000-0000-0000-0000-000000000000',
    unboundBy: 'entry',
    query: `select t.id::text as id, replace(t.id::text, '-', '') as name,
        ${digestOf('t.id, t.source_id, t.origin, t.status, t.media_type, t.bytes, t.truncated, t.notes', serverClock)} || '@' || coalesce(t.ledger_no, 0) as digest,
        coalesce(t.ledger_no, 0) <= $4::bigint as unbound, false as plain
      from capture t where t.mandate_id = $1 and t.id > $2::uuid order by t.id limit $3`
  },
  {
    kind: captureKind,
    name: 'capture',
    what: 'its day of erasing, its state or why it was opened was',
    firstId: '00000000-0000-0000-0000-000000000000',
    unboundBy: 'entry',
    // A capture is noted when an act changes it. Before, its day is that of its storing and the term of a mandate of its line that was in
    // force then, as the ledger states it, give or take a day for clocks.
    query: `select t.id::text as id, replace(t.id::text, '-', '') as name,
        ${digestOf(`t.id, t.state, ${seconds('erase_at')}, t.opened_because`)} as digest,
        coalesce(t.ledger_no, 0) <= $4::bigint as unbound,
        t.opened_because is null and exists (select 1 from ledger l
            join jsonb_to_recordset($5::jsonb) as m(keep text, days int, "from" timestamptz, until timestamptz) on m.keep = t.state
          where l.no = t.ledger_no and l.at between m."from" - interval '1 day' and m.until + interval '1 day'
            and t.erase_at between l.at + make_interval(days => m.days - 1) and l.at + make_interval(days => m.days + 1)) as plain
      from capture t where t.mandate_id = $1 and t.id > $2::uuid order by t.id limit $3`
  }
]
