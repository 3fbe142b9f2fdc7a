/** Asking to be let in to whatever works on something: it reaches who may let people in, and tells the asker nothing. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { AccessRequestBody, Case } from '../../contract/cases/cases.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import { sealWords } from '../sealed-words.ts'
import { actInCase, type CaseAct } from './case-acts.ts'

/** Requests that one person may make in a day. */
const mostADay = 50

/**
 * Writes the request, whether any case has to do with it or not: one that comes to hold it later finds it too. The value is whose screens
 * hear of it, for the server alone. `asked-too-often`: more than fifty in a day.
 */
export async function askAccess(
  { pool, ground, vault }: Desk,
  body: AccessRequestBody
): Promise<Outcome<readonly string[]>> {
  const reason = reasonGiven(body.reason)
  if (reason === null) return refused('reason-missing')
  return act<Outcome<readonly string[]>>(pool, ground, async (tx) => {
    const { rows: asked } = await tx.query<{ n: number }>(
      `select count(*)::int as n from access_request where by = $1 and at > now() - interval '1 day'`,
      [ground.user]
    )
    if ((asked[0]?.n ?? 0) >= mostADay) return refusedAct('asked-too-often')
    const key = randomUUID()
    const place = { mandate: mandateOf(ground), label: 'access-request', context: key }
    const { sealed, digest } = sealWords(vault, place, { reason })
    await tx.query(
      'insert into access_request (key, mandate_id, kind, ref, sealed, by) values ($1, $2, $3, $4, $5, $6)',
      [key, ground.mandate, body.kind, body.ref, sealed, ground.user]
    )
    const { rows } = await tx.query<{ user: string }>('select told_of_request as "user" from told_of_request($1)', [
      key
    ])
    return {
      result: { kind: 'done', value: rows.map((row) => row.user) },
      entry: { act: 'access.ask', subject: `${body.kind}:${body.ref}`, detail: { digest: digest.toString('hex') } }
    }
  })
}

/** A case has seen a request and leaves it: the asker hears nothing. Letting somebody in is done with the members. */
export async function leaveRequest(desk: Desk, id: string, key: string, reason: string): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'leave-request', needs: 'members', reason, late: true }
  return actInCase(desk, asked, async (tx, row) => {
    const { rows } = await tx.query<{ id: string; by: string }>(
      `select r.id, r.by from asked_of_me() a join access_request r on r.id = a.request where a.of_case = $1 and r.key::text = $2`,
      [row.id, key]
    )
    const [found] = rows
    if (found === undefined) return 'not-found'
    await tx.query('insert into case_answer (case_id, request_id, mandate_id, by) values ($1, $2, $3, $4)', [
      row.id,
      found.id,
      desk.ground.mandate,
      desk.ground.user
    ])
    return { about: `user:${found.by}` }
  })
}
