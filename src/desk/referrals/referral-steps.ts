/** Acts on a referral: which side may do what in which state, with its words sealed, and the outcome that a prosecutor records. */
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type {
  NonPunishmentBody,
  Referral,
  ReferralAct,
  ReferralDecisionBody,
  ReferralState
} from '../../contract/cases/referrals.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { noteAct } from '../cases/case-acts.ts'
import { mayLead } from '../cases/certificates.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { sealWords } from '../sealed-words.ts'
import { dismissalGrounds } from './dismissal-grounds.ts'
import {
  erasedReferral,
  lockedReferral,
  packageOf,
  shownReferral,
  stepPlace,
  type StoredReferral
} from './referral-rows.ts'

/*
 * States. offered: it waits for whom it was sent to. The owner of the case changes on `accept` and by nothing else.
 *
 *   offered -accept-> accepted       offered -return-> returned       offered -revoke-> revoked
 *   offered -refuse-> offered, with the refusal waiting -confirm, by a second person-> refused
 *   accepted -return-> returned, by a prosecutor: the case goes back to those who sent it
 *
 * Whoever has a case after `accept` refers it anew to give it back.
 */

/** Who does it, and in which states. `ask` and `answer` change none. */
const rules: Readonly<
  Record<ReferralAct, { readonly side: 'receiver' | 'sender'; readonly from: readonly ReferralState[] }>
> = {
  accept: { side: 'receiver', from: ['offered'] },
  refuse: { side: 'receiver', from: ['offered'] },
  confirm: { side: 'sender', from: ['offered'] },
  return: { side: 'receiver', from: ['offered', 'accepted'] },
  revoke: { side: 'sender', from: ['offered'] },
  ask: { side: 'receiver', from: ['offered', 'accepted'] },
  answer: { side: 'sender', from: ['offered', 'accepted'] }
}

/** A referral after an act, and whose screens hear of it. */
export interface Moved {
  readonly referral: Referral
  readonly people: readonly string[]
}

/**
 * Does an act. `no-right`: it is for the other side. `wrong-state`: not in this state. `second-person`: who refused does not confirm, nor
 * an account in the same hands. `not-certified`: who takes a case over leads it.
 */
export async function moveReferral(desk: Desk, key: string, name: ReferralAct, given: string): Promise<Outcome<Moved>> {
  return onReferral(desk, key, given, async (tx, row, words) => {
    const { side, from } = rules[name]
    if (side === 'receiver' ? !row.mine : !row.member) return 'no-right'
    if (!from.includes(row.state)) return 'wrong-state'
    const refusal = await change(tx, desk, row, name)
    return refusal ?? { act: name, words }
  })
}

async function change(tx: Tx, desk: Desk, row: StoredReferral, name: ReferralAct): Promise<Refusal | null> {
  if (name === 'accept') return accept(tx, desk, row)
  if (name === 'confirm') return confirm(tx, desk, row)
  if (name === 'return') return giveBack(tx, row)
  if (name === 'refuse') {
    if (row.refusal_by !== null) return 'wrong-state'
    const { user } = desk.ground
    await tx.query('update case_referral set refusal_by = $2, refusal_at = now() where key = $1', [row.key, user])
  }
  if (name === 'revoke') await tx.query(`update case_referral set state = 'revoked' where key = $1`, [row.key])
  return null
}

async function accept(tx: Tx, { ground }: Desk, row: StoredReferral): Promise<Refusal | null> {
  const refusal = row.kind === 'team' ? await mayLead(tx, ground.user) : null
  if (refusal !== null) return refusal
  const { rows } = await tx.query<{ taken: boolean }>('select take_referral($1) as taken', [row.key])
  return rows[0]?.taken === true ? null : 'wrong-state'
}

async function confirm(tx: Tx, { ground }: Desk, row: StoredReferral): Promise<Refusal | null> {
  if (row.refusal_by === null) return 'wrong-state'
  const proposed = { by: row.refusal_by, at: row.refusal_at ?? row.at }
  if (!(await isSecondPerson(tx, proposed, ground.user))) return 'second-person'
  await tx.query(`update case_referral set state = 'refused' where key = $1`, [row.key])
  return null
}

async function giveBack(tx: Tx, row: StoredReferral): Promise<Refusal | null> {
  if (row.state === 'offered') {
    await tx.query(`update case_referral set state = 'returned' where key = $1`, [row.key])
    return null
  }
  const { rows } = await tx.query<{ given: boolean }>('select give_back_referral($1) as given', [row.key])
  return rows[0]?.given === true ? null : 'wrong-state'
}

/** An ECLI of a Dutch judgment: court, year, number. */
const ecli = /^ECLI:NL:[A-Z]{2,7}:(19|20)\d\d:[A-Z0-9.]{1,25}$/

/**
 * Records what a prosecutor decided. `wrong-state`: it was not accepted, or a judgment without a prosecution. `unknown-ground`: a
 * dismissal with a code that stands in no list. `bad-ecli`: a judgment without one that could be.
 */
export async function decideReferral(desk: Desk, key: string, body: ReferralDecisionBody): Promise<Outcome<Moved>> {
  return onReferral(desk, key, body.reason, async (tx, row, words) => {
    if (!row.mine || row.kind !== 'prosecutor') return 'no-right'
    if (row.state !== 'accepted' || (body.outcome === 'judged' && row.outcome !== 'prosecute')) return 'wrong-state'
    const code = (body.code ?? '').trim()
    if (body.outcome === 'dismiss' && !dismissalGrounds().some((one) => one.code === code)) return 'unknown-ground'
    if (body.outcome === 'judged' && !ecli.test(code)) return 'bad-ecli'
    const kept = body.outcome === 'prosecute' ? null : code
    await tx.query('update case_referral set outcome = $2, code = $3 where key = $1', [row.key, body.outcome, kept])
    return { act: body.outcome, words, code: kept }
  })
}

/**
 * Answers the note of non-punishment of somebody: it stands until then. `wrong-state`: none waits for that person, or the referral was not
 * accepted.
 */
export async function answerNote(desk: Desk, key: string, body: NonPunishmentBody): Promise<Outcome<Moved>> {
  return onReferral(desk, key, body.reason, async (tx, row, words) => {
    if (!row.mine || row.kind !== 'prosecutor') return 'no-right'
    if (row.state !== 'accepted') return 'wrong-state'
    const person = packageOf(desk, row).subjects.find((one) => one.no === body.subject)
    if (person === undefined) return 'subject-missing'
    const before = await tx.query(
      `select 1 from case_referral_step where key = $1 and act = 'non-punishment' and subject = $2`,
      [row.key, body.subject]
    )
    if (!person.notePending || before.rowCount !== 0) return 'wrong-state'
    return { act: 'non-punishment', words, subject: person.no, code: body.applies ? 'applies' : 'does-not-apply' }
  })
}

interface Step {
  readonly act: string
  readonly words: string
  readonly subject?: number
  readonly code?: string | null
}

/** Does `work` on a referral; what was done stands in it, and where a member did it in the case as well. */
async function onReferral(
  desk: Desk,
  key: string,
  given: string,
  work: (tx: Tx, row: StoredReferral, words: string) => Promise<Step | Refusal>
): Promise<Outcome<Moved>> {
  const { pool, ground, vault } = desk
  return act<Outcome<Moved>>(pool, ground, async (tx) => {
    const row = await lockedReferral(tx, key)
    if (row === undefined) return refusedAct('not-found')
    if (erasedReferral(row)) return refusedAct('erased')
    const words = reasonGiven(given)
    if (words === null) return refusedAct('reason-missing')
    const step = await work(tx, row, words)
    if (typeof step === 'string') return refusedAct(step)
    // Told before it is written: who takes a case back, or gives it away, still hears of it.
    const people = await tx.query<{ user: string }>('select told_of_referral as "user" from told_of_referral($1)', [
      row.key
    ])
    await writeStep(tx, desk, row.key, step)
    if (row.member)
      await noteAct(tx, ground, vault, { id: row.case_id, name: `referral-${step.act}`, about: null, reason: words })
    const [now = row] = [await lockedReferral(tx, row.key)]
    const referral = await shownReferral(tx, desk, now)
    const detail = { in: `referral:${row.key}`, state: now.state, ...(step.code != null && { code: step.code }) }
    return {
      result: { kind: 'done', value: { referral, people: people.rows.map((one) => one.user) } },
      entry: { act: `referral.${step.act}`, subject: `case:${row.case_id}`, detail }
    }
  })
}

/** Writes what was done on a referral, with its words sealed; never changed. */
export async function writeStep(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  key: string,
  { act: name, words, subject, code }: Step
): Promise<void> {
  const { rows } = await tx.query<{ no: number }>(
    'select coalesce(max(no), 0) + 1 as no from case_referral_step where key = $1',
    [key]
  )
  const no = rows[0]?.no ?? 1
  const { sealed } = sealWords(vault, stepPlace(ground, key, no), { words })
  await tx.query(
    'insert into case_referral_step (key, no, mandate_id, act, subject, code, sealed, by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [key, no, ground.mandate, name, subject ?? null, code ?? null, sealed, ground.user]
  )
}
