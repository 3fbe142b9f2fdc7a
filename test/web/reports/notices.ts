/** Who else must hear of a report is written with it, or the report is not written. */
import assert from 'node:assert/strict'
import type { Report } from '../../../src/contract/reports/reports.ts'
import { errorOf } from '../running.ts'
import type { Reporting } from './reporting.ts'

interface Owing extends Pick<Reporting, 'at' | 'officer' | 'send'> {
  one(id: string): Promise<Report>
}

export async function owedWithReport({ at, officer, send, one }: Owing): Promise<void> {
  const { root } = at.world.store
  const owed = async (id: string) => (await one(id)).desk?.notices.map(({ receiver }) => receiver)
  // One transaction, by the number that the database gave it: report, its words, both notices, the ledger.
  const { id } = await send({ place: 'Oss', key: 'overdracht-0001' })
  const { rows } = await root.query<{ of: string }>(
    `select distinct xmin::text as of from (
       select xmin from baken.report where id = $1
       union all select v.xmin from baken.report_version v join baken.report r on r.no = v.report_no where r.id = $1
       union all select n.xmin from baken.report_notice n join baken.report r on r.no = n.report_no where r.id = $1
       union all select xmin from baken.ledger where subject = 'report:' || $1 and act = 'report.send') written`,
    [id]
  )
  assert.equal(rows.length, 1)
  const parts = await root.query(
    'select 1 from baken.report_notice n join baken.report r on r.no = n.report_no where r.id = $1',
    [id]
  )
  assert.equal(parts.rowCount, 2)
  // Where the notice cannot be written nothing is: no report, no receipt, no entry; sent again it is one report.
  await root.query(
    `create function baken.no_notices() returns trigger language plpgsql as $$ begin raise exception 'proef'; end $$;
     create trigger no_notices before insert on baken.report_notice for each row execute function baken.no_notices()`
  )
  const body = { place: 'Oss', key: 'overdracht-0002' }
  const counted = async () =>
    (
      await root.query<{ n: number }>(
        `select (select count(*) from baken.report)::int + (select count(*) from baken.ledger where act like 'report.%')::int as n`
      )
    ).rows[0]?.n
  const before = await counted()
  try {
    assert.match(errorOf(await officer.ask('POST', '/api/reports', body)), /^5\d\d /)
  } finally {
    await root.query('drop trigger no_notices on baken.report_notice; drop function baken.no_notices()')
  }
  assert.equal(await counted(), before)
  const again = await send(body)
  assert.deepEqual(await owed(again.id), ['emm', 'comensha'])
  // A draft owes nothing; a correction that names a victim where there was none owes CoMensha as well, once.
  const none = { place: 'Oss', key: 'overdracht-0003', persons: { victim: 0 } }
  const draft = await send({ ...none, draft: true })
  const drafted = await root.query(
    'select 1 from baken.report_notice n join baken.report r on r.no = n.report_no where r.id = $1',
    [draft.id]
  )
  assert.equal(drafted.rowCount, 0)
  await send(none)
  assert.deepEqual(await owed(draft.id), ['emm'])
  for (let nth = 0; nth < 2; nth++) await send({ ...none, persons: { victim: 1 } })
  assert.deepEqual(await owed(draft.id), ['emm', 'comensha'])
}
