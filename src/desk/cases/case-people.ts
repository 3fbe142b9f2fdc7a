/** The people of a case: members with separate rights, and a new lead, which takes two persons. */
import type { Desk } from '../adverts/vault.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { Case, LeadBody, MemberBody } from '../../contract/cases/cases.ts'
import type { Tx } from '../../store/ground.ts'
import { isColleague } from '../colleagues.ts'
import type { Outcome } from '../outcome.ts'
import { actInCase, type CaseAct } from './case-acts.ts'
import { addMember } from './cases.ts'
import { mayLead } from './certificates.ts'

/**
 * Lets somebody in, says anew what a member may do, or, without rights, lets a member go. `lead-stays`: the rights of the lead are changed
 * by a new lead only. `not-a-colleague`: nobody of that name may be let in. `not-found`: who is to go is no member.
 * `second-person`: nobody lets themselves go.
 */
export async function changeMember(desk: Desk, id: string, body: MemberBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'members', needs: 'members', reason: body.reason, late: true }
  return actInCase(desk, asked, async (tx, row) => {
    const { user } = body
    if (user === row.lead) return 'lead-stays'
    if (user === desk.ground.user && body.rights.length === 0) return 'second-person'
    if (body.rights.length === 0) return (await letGo(tx, row.id, user)) ? { about: `user:${user}` } : 'not-found'
    if (!(await isColleague(tx, user))) return 'not-a-colleague'
    const rights = [...new Set(['read', ...body.rights])]
    await addMember(tx, { id: row.id, mandate: desk.ground.mandate, by: desk.ground.user }, user, rights)
    return { about: `user:${user}`, detail: { rights } }
  })
}

async function letGo(tx: Tx, id: string, user: string): Promise<boolean> {
  const gone = await tx.query(
    `update case_member set removed_at = now() where case_id = $1 and user_id = $2 and removed_at is null`,
    [id, user]
  )
  return gone.rowCount === 1
}

/** Asks for a new lead; what was asked before and not decided is replaced. A closed case has one as well: somebody must be able to reopen it. */
export async function askLead(desk: Desk, id: string, body: LeadBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'lead', needs: 'members', reason: body.reason, closed: 'too', late: true }
  return actInCase(desk, asked, async (tx, row) => {
    if (body.user === row.lead) return 'wrong-state'
    const refusal = await mayLead(tx, body.user)
    if (refusal !== null) return refusal
    await decide(tx, row.id, 'refused', desk.ground.user)
    await tx.query(
      `insert into case_lead_change (case_id, no, mandate_id, user_id, by)
       select $1, coalesce(max(no), 0) + 1, $2, $3, $4 from case_lead_change where case_id = $1`,
      [row.id, desk.ground.mandate, body.user, desk.ground.user]
    )
    return { about: `user:${body.user}` }
  })
}

/**
 * Confirms or refuses the new lead that another member asked for. `second-person`: who asked does not confirm, nor an account in the same
 * hands. `wrong-state`: nothing was asked.
 */
export async function decideLead(
  desk: Desk,
  id: string,
  verdict: 'confirm' | 'refuse',
  reason: string
): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: `lead-${verdict}`, needs: 'read', reason, closed: 'too', late: true }
  return actInCase(desk, asked, async (tx, row) => {
    const { rows } = await tx.query<{ no: number; user_id: string; by: string; at: string }>(
      `select no, user_id, by, at from case_lead_change where case_id = $1 and state = 'asked'`,
      [row.id]
    )
    const [change] = rows
    if (change === undefined) return 'wrong-state'
    const about = `user:${change.user_id}`
    if (verdict === 'refuse') {
      await decide(tx, row.id, 'refused', desk.ground.user)
      return { about }
    }
    const refusal = await mayLead(tx, change.user_id)
    if (refusal !== null) return refusal
    if (!(await isSecondPerson(tx, change, desk.ground.user))) return 'second-person'
    const taken = await tx.query<{ taken: boolean }>('select take_lead($1, $2) as taken', [row.id, change.no])
    return taken.rows[0]?.taken === true ? { about, detail: { from: row.lead, askedBy: change.by } } : 'second-person'
  })
}

async function decide(tx: Tx, id: string, state: 'refused', by: string): Promise<void> {
  await tx.query(
    `update case_lead_change set state = $2, decided_by = $3, decided_at = now() where case_id = $1 and state = 'asked'`,
    [id, state, by]
  )
}
