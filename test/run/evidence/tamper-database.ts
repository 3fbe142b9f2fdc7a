/** What somebody with the rights of the superuser does to ledger and tables, each act with what a check must name. */
import { removeNewest, type TamperAct } from './tamper-evidence.ts'
import type { TamperWorld } from './tamper.ts'

export const ofLedger: readonly TamperAct[] = [
  {
    title: 'C2 the last entry of the ledger is removed',
    act: (w) => w.sql(`delete from ledger where no = ${w.lastEntry}`),
    named: [/ledger entry L.*gone from its end/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 the last five entries of the ledger are removed',
    act: (w) => w.sql(`delete from ledger where no > ${w.lastEntry - 5}`),
    named: [/entries \d+ to L are gone from its end/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 all entries of the ledger are removed',
    act: (w) => w.sql('delete from ledger'),
    named: [/the ledger is empty: entries 1 to L/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 an entry in the middle of the ledger is removed',
    act: (w) => w.sql('delete from ledger where no = 3'),
    named: [/ledger entry 4 \(gap\)/],
    alone: false
  },
  {
    title: 'C1 an entry of the ledger is changed',
    act: (w) => w.sql(`update ledger set actor = 'niemand' where no = 3`),
    named: [/ledger entry 3 \(columns\)/],
    alone: false
  },
  {
    title: 'C5 the chain of the ledger is rebuilt without one entry',
    act: (w) => rebuildLedger(w, 3),
    named: [/ledger entry \d+ it is not the entry that .* noted/, /ledger entry L.*gone|stored/],
    alone: false,
    atStart: true
  },
  {
    title: 'C5 the chain of the ledger is rebuilt without what stored a segment',
    act: (w) => rebuildLedger(w, null),
    named: [/A\.warc.*ledger stored 0|the ledger stored 0/, /noted/],
    alone: false,
    atStart: true
  }
]

export const ofTables: readonly TamperAct[] = [
  {
    title: 'C2 a row of the table segment is removed',
    act: (w) => w.sql(`delete from segment where id = '${w.segments[0]}'`),
    named: [/A\.warc.*table segment does not list it/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 all rows of the table segment are removed',
    act: (w) => w.sql('delete from segment'),
    named: [/A\.warc.*table segment/, /C\.warc.*table segment/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 a row of the table capture is removed',
    act: (w) =>
      w.sql(
        `delete from capture where seg_offset = (select max(seg_offset) from capture where segment = '${w.segments[0]}') and segment = '${w.segments[0]}'`
      ),
    named: [/A\.warc: record 7, capture .*no row/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 all rows of a segment in the table capture are removed',
    act: (w) => w.sql(`delete from capture where segment = '${w.segments[1]}'`),
    named: [/B\.warc: record 2.*no row/, /B\.warc: record 7.*no row/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 all rows of the table capture are removed',
    act: (w) => w.sql('delete from capture'),
    named: [/A\.warc: record 2/, /C\.warc: record 7/],
    alone: false,
    atStart: true
  },
  {
    title: 'a row of the table capture is changed',
    act: (w) =>
      w.sql(`update capture set record_digest = sha256('x') where segment = '${w.segments[0]}' and seg_offset > 3000`),
    named: [/A\.warc: record \d, capture .*another record/],
    alone: false
  },
  {
    title: 'a row of the table capture is added',
    act: (w) =>
      w.sql(
        `insert into capture select (c).* from (select jsonb_populate_record(c, '{"id": "0190a000-0000-7000-8000-000000000000", "url_mac": "\\\\x00"}') as c from capture c limit 1) x`
      ),
    named: [/capture 0190a000-.*table capture lists it/],
    alone: false,
    atStart: true
  },
  {
    title: 'a segment that never was is added to the tables',
    act: (w) =>
      w.sql(
        `insert into segment select '20260101T000000000-abcdefabcdef', worker, committed_bytes, records, true, created_at from segment limit 1`
      ),
    named: [/20260101T000000000-abcdefabcdef\.warc.*gone/],
    alone: false,
    atStart: true
  },
  {
    title: 'C2 the newest segment is removed from evidence and tables, and its entries from the ledger',
    act: async (w) => {
      removeNewest(w)
      await w.sql(
        `delete from capture where segment = '${w.segments[2]}'; delete from segment where id = '${w.segments[2]}'`
      )
      await w.sql(`delete from ledger where subject = '${w.segments[2]}'`)
    },
    named: [/C\.warc.*the anchors know it/, /ledger entry \d+ .*gone from its end/],
    atStart: true
  }
]

/** Builds the chain anew without entry `gone`, or without every entry that stored captures. */
async function rebuildLedger(w: TamperWorld, gone: number | null): Promise<void> {
  await w.sql(`delete from ledger where ${gone === null ? `act = 'capture.store'` : `no = ${gone}`}`)
  await w.sql(`do $$
    declare r record; n bigint := 0; before bytea := decode(repeat('00', 32), 'hex'); txt text;
    begin
      for r in select * from ledger order by no loop
        n := n + 1;
        txt := jsonb_set(r.entry::jsonb, '{no}', to_jsonb(n))::text;
        update ledger set no = n, entry = txt, prev = before, hash = sha256(before || convert_to(txt, 'UTF8')) where no = r.no;
        before := sha256(before || convert_to(txt, 'UTF8'));
      end loop;
    end $$`)
}
