/** Cases: those of mine, one of them with all it holds, and opening one from a proposal that was picked up. */
import { randomUUID } from 'node:crypto'
import { act, type Done } from '../../accountability/acts.ts'
import type { Case, CaseBody, CaseList, CaseTimeline } from '../../contract/cases/cases.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { storedProposals } from '../proposals/proposal-rows.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { noteAct } from './case-acts.ts'
import { caseNow, caseRow, shownCase, storedCases, wholeCase } from './case-rows.ts'
import { mayLead } from './certificates.ts'
import { aboutSubjects } from './subject-rows.ts'

/*
 * States. open: its members work in it until its last day. at-prosecutor: it was referred. closed: somebody with the right to close it
 * did, with an outcome; what it holds is no longer kept from erasing. A closed case may be reopened, with a reason.
 *
 *   open -refer-> at-prosecutor      open, at-prosecutor -close-> closed -reopen-> open
 */

/** The most acts, and looks, that one timeline shows. */
const mostActs = 500

export async function listCases({ pool, ground, vault }: Desk): Promise<CaseList> {
  return act(pool, ground, async (tx) => {
    const rows = await storedCases(tx, null)
    const cases = rows.map((row) => caseRow(vault, ground, row))
    return {
      result: { cases, workload: await workloadIn(tx) },
      entry: { act: 'cases.list', detail: { cases: rows.map((row) => row.id) } }
    }
  })
}

/** People with the most open tasks first. Row-level security leaves the cases of the reader: of others nothing is counted. */
async function workloadIn(tx: Tx): Promise<CaseList['workload']> {
  const { rows } = await tx.query<CaseList['workload'][number]>(
    `with held as (select id, lead from case_file where state <> 'closed'),
       task as (select t.case_id, t.owner, t.due_on < today() as late from case_task t join held h on h.id = t.case_id where t.state = 'open'),
       person as (select m.case_id, m.user_id from case_member m join held h on h.id = m.case_id where m.removed_at is null
         union select case_id, owner from task)
     select p.user_id as "user", count(*) filter (where h.lead = p.user_id)::int as leads, count(*)::int as cases,
       sum(n.tasks)::int as tasks, sum(n.late)::int as late
     from person p join held h on h.id = p.case_id cross join lateral (
       select count(*) as tasks, count(*) filter (where t.late) as late from task t where t.case_id = p.case_id and t.owner = p.user_id) n
     group by 1 order by 4 desc, 1 limit 500`
  )
  return rows
}

/** One case. `not-found`: there is none, or not for you: the same answer for both. */
export async function readCase({ pool, ground, vault }: Desk, id: string): Promise<Outcome<Case>> {
  return act<Outcome<Case>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const value = await shownCase(tx, ground, vault, row)
    const detail = aboutSubjects(row.id, value.subjects)
    return { result: { kind: 'done', value }, entry: { act: 'case.read', subject: `case:${row.id}`, detail } }
  })
}

/** What was done in a case, and who looked at it: the looks are those of the ledger. */
export async function readTimeline({ pool, ground, vault }: Desk, id: string): Promise<Outcome<CaseTimeline>> {
  return act<Outcome<CaseTimeline>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const place = { mandate: mandateOf(ground), label: 'case-act', context: row.id }
    const { rows: acts } = await tx.query<{
      at: string
      by: string
      act: string
      about: string | null
      sealed: Buffer
    }>('select at, by, act, about, sealed from case_act where case_id = $1 order by no desc limit $2', [
      row.id,
      mostActs
    ])
    const { rows: seen } = await tx.query<CaseTimeline['seen'][number]>(
      `select at, actor as by, act from case_ledger($1, $2) where act in ('case.read', 'case.read-item', 'case.timeline') order by no desc`,
      [row.id, mostActs]
    )
    const value: CaseTimeline = {
      acts: acts.map(({ sealed, ...one }) => ({ ...one, ...openWords<{ reason: string }>(vault, place, sealed) })),
      seen
    }
    return { result: { kind: 'done', value }, entry: { act: 'case.timeline', subject: `case:${row.id}` } }
  })
}

/**
 * Opens a case from a proposal that a coordinator picked up: whoever opens it is a member who lets others in, the lead has every right.
 * `wrong-state`: the proposal was not picked up. `opened-before`: you are in a case that came of it. `not-a-colleague`: nobody of that
 * name works under the mandate. `not-certified`: the lead may not lead. `day-wrong`: the last day is not ahead, or over five years away.
 */
export async function openCase({ pool, ground, vault }: Desk, body: CaseBody): Promise<Outcome<Case>> {
  return act<Outcome<Case>>(pool, ground, async (tx) => openedIn(tx, { pool, ground, vault }, body))
}

/** As `openCase`, in a transaction of others. */
export async function openedIn(tx: Tx, { ground, vault }: Desk, body: CaseBody): Promise<Done<Outcome<Case>>> {
  const [proposal] = await storedProposals(tx, body.proposal)
  if (proposal === undefined) return refusedAct('not-found')
  if (proposal.stored !== 'picked-up') return refusedAct('wrong-state')
  const words = { title: cleanText(body.title), purpose: cleanText(body.purpose) }
  if (words.title === '' || words.purpose === '') return refusedAct('reason-missing')
  const known = await tx.query('select 1 from case_file where proposal_id = $1 limit 1', [body.proposal])
  if (known.rowCount !== 0) return refusedAct('opened-before')
  const leads = await mayLead(tx, body.lead)
  if (leads !== null) return refusedAct(leads)
  if (!(await lastDayHolds(tx, body.until))) return refusedAct('day-wrong')
  const id = randomUUID()
  const { sealed, digest } = sealWords(vault, { mandate: mandateOf(ground), label: 'case', context: id }, words)
  await tx.query(
    `insert into case_file (id, mandate_id, sealed, basis, form, until, proposal_id, record_id, lead, opened_by)
     select $1, $2, $3, (select legal_basis from mandate where id = coalesce($9, mandate_of_line($2))), $4, $5, $6,
       (select max(id) from weighing_record where proposal_id = $6), $7, $8`,
    [id, ground.mandate, sealed, proposal.form, body.until, body.proposal, body.lead, ground.user, ground.under ?? null]
  )
  await addMember(tx, { id, mandate: ground.mandate, by: ground.user }, ground.user, ['read', 'members'])
  await addMember(tx, { id, mandate: ground.mandate, by: ground.user }, body.lead, allRights)
  await noteAct(tx, ground, vault, { id, name: 'open', about: `user:${body.lead}`, reason: words.purpose })
  const detail = { proposal: body.proposal, lead: body.lead, until: body.until, digest: digestText(digest) }
  return {
    result: { kind: 'done', value: await caseNow(tx, ground, vault, id) },
    entry: { act: 'case.open', subject: `case:${id}`, detail }
  }
}

const allRights = ['read', 'add', 'change', 'members', 'close']

interface MemberOf {
  readonly id: string
  readonly mandate: string | null
  readonly by: string
}

/** Lets somebody in, or says anew what they may do. */
export async function addMember(
  tx: Tx,
  { id, mandate, by }: MemberOf,
  user: string,
  rights: readonly string[]
): Promise<void> {
  const known = await tx.query(
    `update case_member set rights = $3, removed_at = null, added_by = $4,
       added_at = case when removed_at is null then added_at else now() end where case_id = $1 and user_id = $2`,
    [id, user, rights, by]
  )
  // Not as one statement: an insert that may also change a row needs the right to see it first, which the first member has not yet.
  if (known.rowCount === 0)
    await tx.query(
      'insert into case_member (case_id, user_id, mandate_id, rights, added_by) values ($1, $2, $3, $4, $5)',
      [id, user, mandate, rights, by]
    )
}

/** The last day of a case lies ahead, and at most five years. */
export async function lastDayHolds(tx: Tx, until: string): Promise<boolean> {
  const { rows } = await tx.query<{ holds: boolean }>(
    `select $1::date >= d.day and $1::date <= d.day + 1827 as holds from (select today() as day) d`,
    [until]
  )
  return rows[0]?.holds === true
}
