/** Referrals of a case: offered with what goes along, read by whom they were sent to, and moved on by one side or the other. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type { Referral, ReferralBody, ReferralContent, ReferralList } from '../../contract/cases/referrals.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { actInCase } from '../cases/case-acts.ts'
import { caseWords, type StoredCase } from '../cases/case-rows.ts'
import { leftBehind, type LeftBehind } from '../../model/partners/handling.ts'
import { sortedItems } from '../handling/leaving.ts'
import { pinnedItems } from '../cases/case-items.ts'
import { mayLead } from '../cases/certificates.ts'
import { decisionsOf } from '../cases/notes.ts'
import { aboutSubjects, subjectsOf } from '../cases/subject-rows.ts'
import { isProsecutor } from '../colleagues.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { cleanText, digestText, sealWords } from '../sealed-words.ts'
import { dismissalGrounds } from './dismissal-grounds.ts'
import {
  erasedReferral,
  itemsForReader,
  packageOf,
  packagePlace,
  shownReferral,
  storedReferrals,
  type ReferralPackage
} from './referral-rows.ts'
import { writeStep } from './referral-steps.ts'

/** Referrals that were sent to me, and those of my cases. */
export async function listReferrals({ pool, ground, vault }: Desk): Promise<ReferralList> {
  return act(pool, ground, async (tx) => {
    const rows = await storedReferrals(tx, null)
    const referrals: Referral[] = []
    for (const row of rows) referrals.push(await shownReferral(tx, { ground, vault }, row))
    const entry = { act: 'referrals.list', detail: { referrals: rows.map((row) => row.key) } }
    return { result: { referrals, grounds: dismissalGrounds() }, entry }
  })
}

/** What went along with one, as it was. `not-found`: there is none, or not for you. */
export async function readReferral({ pool, ground, vault }: Desk, key: string): Promise<Outcome<ReferralContent>> {
  return act<Outcome<ReferralContent>>(pool, ground, async (tx) => {
    const [row] = await storedReferrals(tx, key)
    if (row === undefined) return refusedAct('not-found')
    if (erasedReferral(row)) return refusedAct('erased')
    const { title: _title, items: packed, behind: stayed = [], ...content } = packageOf({ ground, vault }, row)
    // What was closed since it was sent is not read on.
    const sorted = await sortedItems(tx, row.case_id, row.kind)
    const items = packed.filter((one) => !sorted.behind.has(one.no))
    const closed = packed.flatMap(({ no }) => sorted.behind.get(no) ?? [])
    const behind = added(stayed, leftBehind(closed))
    const referral = await shownReferral(tx, { ground, vault }, row)
    const answered = new Set(referral.steps.filter((one) => one.act === 'non-punishment').map((one) => one.subject))
    const notes = content.subjects.filter((one) => one.notePending && !answered.has(one.no)).map((one) => one.no)
    const detail = { in: `referral:${row.key}`, ...aboutSubjects(row.case_id, content.subjects) }
    const entry = { act: 'referral.read', subject: `case:${row.case_id}`, detail }
    return {
      result: { kind: 'done', value: { referral, ...content, items: await itemsForReader(tx, items), behind, notes } },
      entry
    }
  })
}

/**
 * Offers a case to a person of another team, or to a prosecutor. `open-already`: it is on offer, or at the prosecutor. `not-a-colleague`:
 * nobody of that name, or in another role, works under the mandate. `not-certified`: who takes a case over leads it. `wrong-state`: to
 * whom leads it. `not-found`: an item that is not there.
 */
export async function refer(desk: Desk, id: string, body: ReferralBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'refer', needs: 'close', reason: body.reason }, async (tx, row, reason) => {
    const refusal = await referRefusal(tx, row, body)
    if (refusal !== null) return refusal
    const content = await contentOf(tx, desk, row, body)
    if (content === null) return 'not-found'
    const key = randomUUID()
    const { sealed, digest } = sealWords(desk.vault, packagePlace(desk.ground, key), content)
    const team = body.kind === 'team' ? cleanText(body.team ?? '') : null
    await tx.query(
      `insert into case_referral (key, case_id, mandate_id, kind, team, to_user, sealed, digest, by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [key, row.id, desk.ground.mandate, body.kind, team, body.to, sealed, digest, desk.ground.user]
    )
    await writeStep(tx, desk, key, { act: 'offer', words: reason })
    return { about: `user:${body.to}`, detail: { referral: key, kind: body.kind, receipt: digestText(digest) } }
  })
}

async function referRefusal(tx: Tx, row: StoredCase, { kind, to, team }: ReferralBody): Promise<Refusal | null> {
  if (kind === 'team' && cleanText(team ?? '') === '') return 'reason-missing'
  if (to === row.lead) return 'wrong-state'
  const open = await tx.query(`select 1 from case_referral where case_id = $1 and state = 'offered'`, [row.id])
  if (open.rowCount !== 0 || row.state === 'at-prosecutor') return 'open-already'
  if (kind === 'team') return mayLead(tx, to)
  return (await isProsecutor(tx, to)) ? null : 'not-a-colleague'
}

/** What goes along; null when an item that was named is not there. */
async function contentOf(
  tx: Tx,
  desk: Desk,
  row: StoredCase,
  { kind, items: named }: Pick<ReferralBody, 'kind' | 'items'>
): Promise<ReferralPackage | null> {
  const all = await pinnedItems(tx, desk, row)
  const chosen = all.filter((one) => (named === undefined ? one.confirmed : named.includes(one.no)))
  if (named !== undefined && chosen.length !== new Set(named).size) return null
  const sorted = await sortedItems(tx, row.id, kind)
  const items = chosen.filter((one) => !sorted.behind.has(one.no))
  const { title, purpose } = caseWords(desk.vault, desk.ground, row)
  const decisions = await decisionsOf(tx, desk, row.id)
  return {
    title,
    purpose,
    basis: row.basis,
    form: row.form,
    items,
    behind: leftBehind(chosen.flatMap(({ no }) => sorted.behind.get(no) ?? [])),
    subjects: await subjectsOf(tx, desk.ground, desk.vault, row.id),
    decisions: decisions.map(({ decision, reasons, by, at }) => ({ decision, reasons, by, at }))
  }
}

/** Counts of both, by code. */
function added(one: readonly LeftBehind[], other: readonly LeftBehind[]): LeftBehind[] {
  const codes = [...new Set([...one, ...other].map(({ code }) => code))].toSorted()
  const of = (all: readonly LeftBehind[], code: string) => all.find((each) => each.code === code)?.count ?? 0
  return codes.map((code) => ({ code, count: of(one, code) + of(other, code) }))
}
