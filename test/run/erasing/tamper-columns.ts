/** What somebody with the database may change in captures, adverts, links and networks, column by column, and what `baken verify` says of it. */
import type { RowAct } from './tamper-rows.ts'

const captureColumns: Readonly<Record<string, string>> = {
  status: '404',
  origin: `'crawl'`,
  notes: `'status-assumed'`,
  media_type: `'text/plain'`,
  truncated: `'length'`,
  bytes: 'bytes + 1',
  ledger_no: 'ledger_no + 1',
  source_id: 'null'
}

const advertColumns: Readonly<Record<string, string>> = {
  first_seen: `'2020-01-01'`,
  last_seen: `last_seen + interval '1 day'`,
  gone_at: `'2026-11-01'`,
  posted_at: `'2020-01-01'`,
  versions: 'versions + 1',
  url_mac: 'set_byte(url_mac, 0, get_byte(url_mac, 0) # 1)',
  key: `key || 'z'`
}

const linkColumns: Readonly<Record<string, string>> = {
  a: 'b',
  kind: `'email'`,
  rarity: 'rarity + 1',
  made_at: `made_at - interval '9 days'`,
  state: `case state when 'live' then 'revoked' else 'live' end`,
  revoked_at: 'now()',
  reason: `'{"because":"x"}'`
}
const linkValues: Readonly<Record<string, string>> = {
  edge: `edge || 'x'`,
  token: `token || 'x'`,
  salt: 'gen_random_uuid()'
}

const eventColumns: Readonly<Record<string, string>> = {
  network_id: 'network_id + 1000',
  at: `at - interval '1 day'`,
  kind: `'split'`,
  detail: `detail || '{"because": "x"}'`
}

const stayColumns: Readonly<Record<string, string>> = {
  network_id: 'network_id + 1000',
  advert_id: 'advert_id + 1',
  from_at: `from_at - interval '90 days'`,
  until_at: 'now()'
}

const asWritten = 'it is not what the ledger says was written:'
const capture = new RegExp(`^table capture, row [0-9a-f-]+ ${asWritten} its status, kind, size, origin`)
const advert = new RegExp(`^table advert, row \\d+ ${asWritten} its times, its address, which version`)
const firstOf = (table: string): string => `where id = (select min(id) from ${table})`

const rightsColumns: Readonly<Record<string, readonly [value: string, named: string]>> = {
  kind: [`'erasure'`, 'its kind is "erasure"'],
  received_on: [`received_on - 40`, 'its day of arrival is'],
  extended_weeks: ['4', 'its extension in weeks is 4, and the ledger, up to entry \\d+, says 0'],
  answer: [`'refused'`, 'its answer is "refused", and the ledger, up to entry \\d+, says "granted"'],
  answered_by: [`'analyst'`, 'its answerer is "analyst"'],
  lifted_at: ['now()', 'its lifting is true, and the ledger, up to entry \\d+, says false'],
  made_by: [`'analyst'`, 'its maker is "analyst"'],
  sealed: [`(select o.sealed from rights_request o where o.lifted_at is not null)`, 'its sealed words are not those']
}
const held = `(select id from rights_request where lifted_at is null)`

export const columnActs: readonly RowAct[] = [
  ...Object.entries(rightsColumns).map(([column, [value, named]]) => ({
    title: `F5 of a request of a person ${column} is changed`,
    sql: () => `update rights_request set ${column} = ${value} where lifted_at is null`,
    named: new RegExp(`^rights \\d+ ${named}`),
    atStart: true
  })),
  {
    title: 'F5 a restriction that was lifted holds again',
    sql: () => `update rights_request set lifted_at = null where lifted_at is not null`,
    named: /^rights \d+ its lifting is false, and the ledger, up to entry \d+, says true/,
    atStart: true
  },
  {
    title: 'F5 a restriction does not hold one of its adverts any more',
    sql: ({ living }) => `delete from rights_hold where advert_id = ${living[2]}`,
    named: /^rights \d+ its adverts is \[\d+\], and the ledger, up to entry \d+, says \[\d+,\d+\]/,
    atStart: true
  },
  {
    title: 'F5 a restriction holds an advert that nobody asked for',
    sql: ({ living }) => `insert into rights_hold (request_id, advert_id) values (${held}, ${living[0]})`,
    named: /^rights \d+ its adverts is \[\d+,\d+,\d+\], and the ledger/,
    atStart: true
  },
  {
    title: 'F5 a restriction is removed with what it holds',
    sql: () => `delete from rights_hold where request_id = ${held}; delete from rights_request where lifted_at is null`,
    named: /^rights \d+ ledger entry \d+ tells of it, and its row is gone/,
    atStart: true
  },
  {
    title: 'F5 the row of a restriction is removed, and what it holds stays',
    sql: () => `delete from rights_request where lifted_at is null`,
    named: /^rights \d+ it holds advert \d+, and there is no such request/,
    atStart: true
  },
  {
    title: 'F5 a request is planted',
    sql: () =>
      `insert into rights_request (id, kind, received_on, sealed, made_by) overriding system value values (4711, 'restriction', '2026-01-05', '', 'auditor')`,
    named: /^rights 4711 no act of the ledger registered it/,
    atStart: true
  },
  ...Object.entries(captureColumns).map(([column, value]) => ({
    title: `of a capture ${column} is changed`,
    sql: () =>
      `update capture set ${column} = ${value} where id = (select id from capture where state = 'sealed' order by id limit 1)`,
    named: capture
  })),
  ...Object.entries(advertColumns).map(([column, value]) => ({
    title: `of an advert ${column} is changed`,
    sql: ({ living }: { readonly living: readonly number[] }) =>
      `update advert set ${column} = ${value} where id = ${living[1]}`,
    named: advert
  })),
  ...Object.entries(linkColumns).map(([column, value]) => ({
    title: `of a link ${column} is changed`,
    sql: () => `update link set ${column} = ${value} ${firstOf('link')}`,
    named: new RegExp(`^table link, row \\d+ ${asWritten} its adverts, its kind`)
  })),
  ...Object.entries(linkValues).map(([column, value]) => ({
    title: `of a link ${column} is changed`,
    sql: () => `update link set ${column} = ${value} ${firstOf('link')}`,
    named: new RegExp(`^table link, row \\d+ ${asWritten} the value that it rests on was changed`)
  })),
  ...Object.entries(eventColumns).map(([column, value]) => ({
    title: `of what happened to a network ${column} is changed`,
    sql: () => `update network_event set ${column} = ${value} ${firstOf('network_event')}`,
    named: new RegExp(`^table network_event, row \\d+ ${asWritten} what happened to a network`)
  })),
  {
    title: 'what happened to a network is removed',
    sql: () => `delete from network_event ${firstOf('network_event')}`,
    named: /^table network_event, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'two adverts share a text that they never shared',
    sql: ({ living }) =>
      `update advert set template = (select template from advert where id = ${living[2]}) where id = ${living[5]}`,
    named:
      /^table advert, row \d+ it is not what the ledger says was written: which text it shares with others was changed/
  },
  {
    title: 'an erased advert does not wait any more to leave the links',
    sql: () =>
      `insert into link_withdrawal (mandate_id, advert_id) select mandate_id, id from advert where state = 'erased' limit 1`,
    named: /^mandate een \d+ erased adverts were linked, 1 wait to leave the links, and the ledger took \d+ out/,
    atStart: true
  },
  ...Object.entries(stayColumns).map(([column, value]) => ({
    title: `of a stay in a network ${column} is changed`,
    sql: () => `update network_membership set ${column} = ${value} ${firstOf('network_membership')}`,
    named: new RegExp(`^table network_membership, row \\d+ ${asWritten} which advert was in which network`)
  })),
  {
    title: 'an erased capture has another status',
    sql: () => `update capture set status = 404 where state = 'erased'`,
    named: capture
  },
  {
    title: 'an advert shows an older version of its own',
    sql: () =>
      `update advert a set sighting_id = (select s.id from sighting s where s.advert_id = a.id and s.version = 1) where versions > 1`,
    named: advert
  },
  {
    title: 'a capture does not show an advert any more',
    sql: ({ living }) => `delete from advert_capture where advert_id = ${living[1]}`,
    named: advert
  },
  {
    title: 'a capture shows an advert that it never showed',
    sql: ({ living }) =>
      `insert into advert_capture (mandate_id, advert_id, capture_id, seen_at, text_mac)
        select mandate_id, ${living[1]}, capture_id, seen_at, text_mac from advert_capture where advert_id = ${living[2]} limit 1`,
    named: advert
  },
  ...['seen_at', 'posted_at'].map((column) => ({
    title: `a capture shows an advert with another ${column}`,
    sql: ({ living }: { readonly living: readonly number[] }) =>
      `update advert_capture set ${column} = ${column} - interval '1 day' where advert_id = ${living[1]}`,
    named: advert
  })),
  {
    title: 'a capture shows another text of an advert',
    sql: ({ living }) => `update advert_capture set text_mac = '\\x00' where advert_id = ${living[1]}`,
    named: advert
  },
  {
    title: 'a link is removed',
    sql: () => `delete from link ${firstOf('link')}`,
    named: /^table link, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'a link is added',
    sql: ({ living }) =>
      `insert into link (mandate_id, edge, a, b, kind, rarity, made_at) values ('een', 'x', ${living[0]}, ${living[5]}, 'phone', 1, now())`,
    named: /^table link, row \d+ no act of the ledger wrote it/
  },
  {
    title: 'a stay in a network is removed',
    sql: () => `delete from network_membership ${firstOf('network_membership')}`,
    named: /^table network_membership, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'a stay in a network is added',
    sql: ({ living }) =>
      `insert into network_membership (mandate_id, advert_id, network_id, from_at, until_at) values ('een', ${living[0]}, 4711, now(), now())`,
    named: /^table network_membership, row \d+ no act of the ledger wrote it/
  },
  {
    title: 'an advert is moved to another network',
    sql: ({ living }) => `update advert set network_id = 4711 where id = ${living[3]}`,
    named: /^advert \d+ it stands in network 4711, and its last stay is in (?:no network|network \d+)/
  },
  {
    title: 'a network counts more adverts than it has',
    sql: () => `update network set adverts = adverts + 5 where ended_at is null`,
    named: /^network \d+ it says \d+ adverts, and it has \d+/
  },
  {
    title: 'the row of a network is removed',
    sql: () => `delete from network where ended_at is null`,
    named: /^network \d+ \d+ adverts are in it, and its row is gone/
  },
  {
    title: 'a part of the index is removed',
    sql: () =>
      `delete from index_bucket where (segment_id, bucket) = (select segment_id, max(bucket) from index_bucket group by 1 limit 1)`,
    named: /^index segment \S+ it has \d+ parts, and it was written with \d+/
  },
  {
    title: 'a segment of the index is removed, and its parts stay',
    sql: () => `delete from index_segment where no = (select min(no) from index_segment)`,
    named: /^index segment \S+ \d+ parts of it are there, and its row in the table index_segment is gone/
  },
  {
    title: 'a segment of the index is removed whole',
    sql: () =>
      `delete from index_bucket where segment_id = (select id from index_segment order by no limit 1);
        delete from index_segment where no = (select min(no) from index_segment)`,
    named: /^table index_segment, row \S+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'a part of the index holds something else',
    sql: () =>
      `update index_bucket set postings = set_byte(postings, 20, get_byte(postings, 20) # 1)
        where (segment_id, bucket) = (select segment_id, min(bucket) from index_bucket group by 1 limit 1)`,
    named: /^index segment \S+ its parts are not those that it was written with/
  },
  {
    title: 'two parts of the index change places',
    sql: () =>
      `update index_bucket b set (postings, positions) = (select o.postings, o.positions from index_bucket o where o.segment_id <> b.segment_id order by 1 limit 1)
        where (segment_id, bucket) = (select segment_id, min(bucket) from index_bucket group by 1 order by 1 limit 1)`,
    named: /^index segment \S+ its parts are not those that it was written with/
  },
  {
    title: 'the digest of the parts of a segment is changed with them',
    sql: () =>
      `update index_bucket set positions = '' where (segment_id, bucket) = (select segment_id, min(bucket) from index_bucket group by 1 limit 1);
        update index_segment s set parts = (select sha256(string_agg(sha256(postings) || sha256(positions), '' order by bucket)) from index_bucket where segment_id = s.id)`,
    named:
      /^table index_segment, row \S+ it is not what the ledger says was written: its key, its documents or what its parts hold/
  },
  {
    title: 'a segment of the index lists fewer documents',
    sql: () =>
      `update index_segment set docs = substr(docs, 1, octet_length(docs) - 24) where no = (select min(no) from index_segment)`,
    named: /^index segment \S+ it lists \d+ documents, and it was written with \d+/
  }
]
