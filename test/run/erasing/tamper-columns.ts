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

export const columnActs: readonly RowAct[] = [
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
  }
]
