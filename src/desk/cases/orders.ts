/** Orders of the prosecutor (Sv 126g, 126i, 126j) as recorded in a case: with their number, scope and last day. */
import type { Case } from '../../contract/cases/cases.ts'
import type { OrderBody } from '../../contract/cases/work.ts'
import type { Desk } from '../adverts/vault.ts'
import type { Outcome } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { actInCase } from './case-acts.ts'
import { writeVersion } from './case-versions.ts'
import { subjectsOf } from './subject-rows.ts'
import type { OrderWords } from './task-rows.ts'

const mostOrders = 500

/**
 * Records an order. `order-too-long`: one to observe or to gather holds for three months at most (126g, fourth paragraph; 126j, third).
 * `day-wrong`: it ends before it begins. `subject-missing`: it names somebody who is not in the case.
 */
export async function addOrder(desk: Desk, id: string, body: OrderBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'order', needs: 'change', reason: body.reason ?? null }, async (tx, row) => {
    const words: OrderWords = { number: cleanText(body.number), scope: cleanText(body.scope) }
    if (words.number === '' || words.scope === '') return 'reason-missing'
    const people = new Set((await subjectsOf(tx, desk.ground, desk.vault, row.id)).map((one) => one.no))
    if (body.subjects.some((no) => !people.has(no))) return 'subject-missing'
    const { rows } = await tx.query<{ ordered: boolean; short: boolean; no: number }>(
      `select $1::date <= $2::date as ordered, $2::date <= $1::date + interval '3 months' as short,
         (select coalesce(max(no), 0) + 1 from case_order where case_id = $3) as no`,
      [body.from, body.until, row.id]
    )
    const { ordered = false, short = false, no = 1 } = rows[0] ?? {}
    if (!ordered) return 'day-wrong'
    if (!short && body.article !== '126i') return 'order-too-long'
    if (no > mostOrders) return 'case-full'
    await tx.query(
      `insert into case_order (case_id, no, mandate_id, article, subjects, from_on, until_on, by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        no,
        desk.ground.mandate,
        body.article,
        [...new Set(body.subjects)],
        body.from,
        body.until,
        desk.ground.user
      ]
    )
    const digest = await writeVersion(tx, desk, { id: row.id, part: `order:${no}`, version: 1 }, words)
    return { about: `order:${no}`, detail: { article: body.article, from: body.from, until: body.until, digest } }
  })
}

/** The order no longer holds, from now on. `wrong-state`: it was ended before. */
export async function endOrder(desk: Desk, id: string, no: number, reason: string): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'order-end', needs: 'change', reason, late: true }, async (tx, row) => {
    const there = await tx.query<{ ended: boolean }>(
      'select ended_at is not null as ended from case_order where case_id = $1 and no = $2',
      [row.id, no]
    )
    if (there.rows[0] === undefined) return 'not-found'
    if (there.rows[0].ended) return 'wrong-state'
    await tx.query('update case_order set ended_by = $3, ended_at = now() where case_id = $1 and no = $2', [
      row.id,
      no,
      desk.ground.user
    ])
    return { about: `order:${no}` }
  })
}
