/** What somebody does to what reading, weighing and people wrote, each act with what a check must name. */

export interface RowAct {
  readonly title: string
  /** `living`: adverts that are not erased, of which the first is open; `signal`: one that was escalated. */
  readonly sql: (world: { readonly living: readonly number[]; readonly signal: number }) => string
  readonly named: RegExp
  readonly atStart?: boolean
}

const newest = (advert: number | undefined): string => `(select sighting_id from advert where id = ${advert})`

export const rowActs: readonly RowAct[] = [
  {
    title: 'the reading of one advert stands in place of that of another',
    sql: ({ living }) =>
      `update sighting set (reading, text_mac) = (select reading, text_mac from sighting where id = ${newest(living[1])})
        where id = ${newest(living[2])}`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'an older reading of the same advert is put back',
    sql: () =>
      `update sighting s set (reading, text_mac) =
        (select reading, text_mac from sighting o where o.advert_id = s.advert_id and o.id <> s.id order by seen_at limit 1)
        where s.id = (select a.sighting_id from advert a join sighting o on o.advert_id = a.id group by a.id having count(*) > 1 order by a.id limit 1)`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'the time at which a text was seen is moved',
    sql: ({ living }) => `update sighting set seen_at = seen_at - interval '1 hour' where id = ${newest(living[1])}`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a fact is exchanged for one of another advert',
    sql: ({ living }) =>
      `update fact set token = 'ffffffffffffffff' where (sighting_id, ordinal) = (select sighting_id, ordinal from fact where sighting_id = ${newest(living[1])} order by ordinal limit 1)`,
    named: /^table sighting, row \d+ it is not what the ledger says was written: its text, its place, its facts/
  },
  {
    title: 'facts of an advert are removed',
    sql: ({ living }) => `delete from fact where sighting_id = ${newest(living[1])}`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a fact is added',
    sql: ({ living }) =>
      `insert into fact (sighting_id, ordinal, mandate_id, advert_id, kind, token, confidence)
        values (${newest(living[1])}, 99, 'een', ${living[1]}, 'phone', 'ffffffffffffffff', 1)`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a fact is called rejected',
    sql: ({ living }) =>
      `update fact set state = 'rejected', decided_by = 'analyst' where sighting_id = ${newest(living[1])}`,
    named: /^table sighting, row \d+ it is not what the ledger says was written: its text, its place, its facts/
  },
  {
    title: 'what a person rejected counts again',
    sql: () => `update fact set state = 'proposed' where state = 'rejected'`,
    named: /^table sighting, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a version of an advert is removed',
    sql: ({ living }) =>
      `delete from fact where sighting_id = ${newest(living[1])}; delete from sighting where id = ${newest(living[1])}`,
    named: /^table sighting, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'an advert is removed with all that stood of it',
    sql: ({ living }) =>
      `delete from fact where advert_id = ${living[1]}; delete from sighting where advert_id = ${living[1]};
        delete from advert_capture where advert_id = ${living[1]}; delete from network_membership where advert_id = ${living[1]};
        delete from advert where id = ${living[1]}`,
    named: /^table advert, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'an advert is added that nothing was read of',
    sql: () =>
      `insert into advert (id, mandate_id, site, key, first_seen, last_seen) overriding system value
        values (9999, 'een', 'prikbord.example', 'x', now(), now())`,
    named: /^table advert, row 9999 no act of the ledger wrote it/
  },
  {
    title: 'an open advert is sealed again',
    sql: ({ living }) =>
      `update advert set state = 'sealed', opened_at = null, opened_by = null, opened_because = null where id = ${living[0]}`,
    named: /^table advert, row \d+ it is not what the ledger says was written: its source, its state/
  },
  {
    title: 'a sealed advert is opened without an act',
    sql: ({ living }) =>
      `update advert set state = 'open', opened_by = 'analyst', opened_because = 'signal:1' where id = ${living[1]}`,
    named: /^table advert, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a signal is removed',
    sql: ({ signal }) => `delete from signal where id = ${signal}; delete from weighing where signal_id = ${signal}`,
    named: /^table signal, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'a signal is called dismissed',
    sql: ({ signal }) => `update signal set state = 'dismissed' where id = ${signal}`,
    named: /^table signal, row \d+ it is not what the ledger says was written: its reasons, its state/
  },
  {
    title: 'the reasons of a signal are exchanged',
    sql: ({ signal }) => `update signal set reasons = '[{"indicator":"SX-T10"}]' where id = ${signal}`,
    named: /^table signal, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'the reason that a person gave is rewritten',
    sql: ({ signal }) => `update weighing set reason = 'iets anders' where signal_id = ${signal}`,
    named: /^table weighing, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a judgement is removed',
    sql: () => `delete from judgement where kind = 'different'`,
    named: /^table judgement, row \d+ the ledger says that it was written, and it is gone/
  },
  {
    title: 'a judgement is taken back without an act',
    sql: () => `update judgement set undone_at = now(), undone_by = 'analyst' where kind = 'unsure'`,
    named: /^table judgement, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'a request says that it was refused',
    sql: () => `update open_request set state = 'refused'`,
    named: /^table open_request, row \d+ it is not what the ledger says was written/
  },
  {
    title: 'the day of erasing of a sealed capture is moved',
    sql: () =>
      `update capture set erase_at = erase_at + interval '400 days' where id = (select id from capture where state = 'sealed' limit 1)`,
    named: /^table capture, row [0-9a-f-]+ its day of erasing or its state is not the one that it was stored with/
  },
  {
    title: 'the day of erasing of a sealed capture is brought near',
    sql: () => `update capture set erase_at = now() where id = (select id from capture where state = 'sealed' limit 1)`,
    named: /^table capture, row [0-9a-f-]+ its day of erasing or its state/
  },
  {
    title: 'the day of erasing of an opened capture is moved',
    sql: () => `update capture set erase_at = erase_at - interval '10 days' where state = 'open'`,
    named: /^table capture, row [0-9a-f-]+ it is not what the ledger says was written: its day of erasing/
  },
  {
    title: 'the day of erasing of a capture and the term of its mandate are moved together',
    sql: () =>
      `update mandate set erase_after_days = 428 where id = 'een';
        update capture set erase_at = erase_at + interval '400 days' where state = 'sealed'`,
    named: /^table capture, row [0-9a-f-]+ its day of erasing or its state is not the one that it was stored with/,
    atStart: true
  },
  {
    title: 'a mandate keeps open from the beginning, and so do its captures',
    sql: () =>
      `update mandate set keep = 'open' where id = 'een'; update capture set state = 'open' where state = 'sealed'`,
    named: /^table capture, row [0-9a-f-]+ its day of erasing or its state is not the one that it was stored with/,
    atStart: true
  },
  {
    title: 'a sealed capture is called open',
    sql: () => `update capture set state = 'open' where id = (select id from capture where state = 'sealed' limit 1)`,
    named: /^table capture, row [0-9a-f-]+ its day of erasing or its state/
  },
  {
    title: 'an exchanged reading is noted in the log of rows as well',
    sql: ({ living }) =>
      `update sighting set read_version = 0 where id = ${newest(living[1])};
        insert into row_log (mandate_id, kind, rows) select mandate_id, kind, rows from row_log where kind = 'reading' order by no limit 1`,
    named: /^table row_log, row \d+ no entry of the ledger noted it/
  },
  {
    title: 'a row of the log is changed',
    sql: () =>
      `update row_log set rows = set_byte(rows, 10, get_byte(rows, 10) # 1) where no = (select min(no) from row_log)`,
    named: /^table row_log, row \d+ it is not what ledger entry \d+ noted/,
    atStart: true
  },
  {
    title: 'the newest row of the log is removed',
    sql: () => 'delete from row_log where no = (select max(no) from row_log)',
    named: /^table row_log, row \d+ ledger entry \d+ noted it, and it is gone/,
    atStart: true
  },
  {
    title: 'the whole log is removed',
    sql: () => 'delete from row_log',
    named: /^table row_log, row \d+ ledger entry \d+ noted it, and it is gone/,
    atStart: true
  },
  {
    title: 'a ledger entry notes more rows of the log than a call takes arguments',
    sql: () =>
      `update ledger set detail = detail || jsonb_build_object('log', (
          select jsonb_agg(jsonb_build_object('no', 1000000 + n, 'digest', 'sha256:')) from generate_series(1, 200000) as n))
        where no = (select max(no) from ledger)`,
    named: /^table row_log, row 1000001 ledger entry \d+ noted it, and it is gone/,
    atStart: true
  }
]
