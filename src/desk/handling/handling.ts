/** Handling codes as people set them: on what a case holds, its dossiers and disclosures, and on reports; each with a reason, the newest in force. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type { CaseHandling, Handled, HandlingBody, ReportHandlingBody } from '../../contract/partners/handling.ts'
import { codesOf, receivers, type Handling } from '../../model/partners/handling.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { actInCase } from '../cases/case-acts.ts'
import { wholeCase } from '../cases/case-rows.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { behindOf, sortedItems } from './leaving.ts'

/** Codes in a case, and what stays behind with every receiver. */
export async function listHandling({ pool, ground }: Desk, id: string): Promise<Outcome<CaseHandling>> {
  return act<Outcome<CaseHandling>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const { rows: codes } = await tx.query<Handled>(
      `select w.about, h.tlp, h.pap, h.by, h.at from (
         select 'item:' || no as about, 1 as part, no::bigint as place from case_item where case_id = $1
         union all select 'dossier:' || no, 2, no from dossier where case_id = $1
         union all select 'disclosure:' || key, 3, row_number() over (order by at, key) from case_disclosure where case_id = $1) w
       left join lateral (select c.tlp, c.pap, c.by, c.at from handling_code c where c.case_id = $1 and c.about = w.about order by c.no desc limit 1) h on true
       order by w.part, w.place limit 2000`,
      [row.id]
    )
    const staysBehind: CaseHandling['staysBehind'][number][] = []
    for (const receiver of receivers)
      staysBehind.push({ receiver, items: behindOf(await sortedItems(tx, row.id, receiver)) })
    const entry = { act: 'case.handling', subject: `case:${row.id}`, detail: { codes: codes.length } }
    return { result: { kind: 'done', value: { codes, staysBehind } }, entry }
  })
}

/** Sets the codes of one thing of a case, or takes them away. `not-found`: the case has no such thing. */
export async function setHandling(desk: Desk, id: string, body: HandlingBody): Promise<Outcome<Case>> {
  const asked = { id, name: 'handle', needs: 'change', reason: body.reason, closed: 'too', late: true } as const
  return actInCase(desk, asked, async (tx, row) => {
    const { rowCount } = await tx.query(
      `select 1 from case_item where case_id = $1 and 'item:' || no = $2
       union all select 1 from dossier where case_id = $1 and 'dossier:' || no = $2
       union all select 1 from case_disclosure where case_id = $1 and 'disclosure:' || key = $2`,
      [row.id, body.about]
    )
    if (rowCount === 0) return 'not-found'
    await writeCode(tx, desk, { case: row.id, about: body.about }, body)
    return { about: body.about, detail: { codes: codesOf(body) } }
  })
}

/** The codes of a report. `not-found`: there is none, or not for the desk of this person. */
export async function readReportHandling({ pool, ground }: Desk, id: string): Promise<Outcome<Handled>> {
  return act<Outcome<Handled>>(pool, ground, async (tx) => {
    const value = await ofReport(tx, id)
    if (value === null) return refusedAct('not-found')
    return { result: { kind: 'done', value }, entry: { act: 'report.handling', subject: `report:${id}` } }
  })
}

/** Sets them. They hold for everybody who works with the report, in every case that has it. */
export async function setReportHandling(desk: Desk, id: string, body: ReportHandlingBody): Promise<Outcome<Handled>> {
  return act<Outcome<Handled>>(desk.pool, desk.ground, async (tx) => {
    if ((await ofReport(tx, id)) === null) return refusedAct('not-found')
    const reason = reasonGiven(body.reason)
    if (reason === null) return refusedAct('reason-missing')
    await writeCode(tx, desk, { case: null, about: `report:${id}` }, body)
    const value = await ofReport(tx, id)
    if (value === null) throw new Error(`Report ${id} is gone in its own transaction.`)
    const entry = { act: 'report.handle', subject: `report:${id}`, detail: { codes: codesOf(body), reason } }
    return { result: { kind: 'done', value }, entry }
  })
}

async function ofReport(tx: Tx, id: string): Promise<Handled | null> {
  const { rows } = await tx.query<Handled>(
    `select 'report:' || r.id as about, h.tlp, h.pap, h.by, h.at from report r
       left join lateral (select c.tlp, c.pap, c.by, c.at from handling_code c where c.case_id is null and c.about = 'report:' || r.id order by c.no desc limit 1) h on true
     where r.id = $1 and r.state <> 'draft' and r.mandate_id = ground_content()`,
    [id]
  )
  return rows[0] ?? null
}

async function writeCode(
  tx: Tx,
  { ground }: Pick<Desk, 'ground'>,
  { case: ofCase, about }: { readonly case: string | null; readonly about: string },
  { tlp, pap }: Handling
): Promise<void> {
  await tx.query(
    `insert into handling_code (key, mandate_id, case_id, about, no, tlp, pap, by)
     select $1, $2, $3, $4, coalesce(max(no), 0) + 1, $5, $6, $7 from handling_code where case_id is not distinct from $3 and about = $4`,
    [randomUUID(), ground.mandate, ofCase, about, tlp, pap, ground.user]
  )
}

/** Whether the codes of a thing of a case let it go into a file. */
export async function mayLeaveAsFile(tx: Tx, id: string, about: string): Promise<boolean> {
  const { rows } = await tx.query<{ allowed: boolean }>(
    `select handling_allows('file', h.tlp, h.pap) as allowed from handling_now() h where h.case_id = $1 and h.about = $2`,
    [id, about]
  )
  return rows[0]?.allowed !== false
}
