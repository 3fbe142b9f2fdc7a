/** What is counted before and after a barrier was raised, by the rules of research on phenomena: whole weeks, small cells hidden, breaks told as breaks. */
import { act } from '../../accountability/acts.ts'
import type { BarrierEffect, EffectQuery, Side } from '../../contract/partners/barriers.ts'
import { dayAfter, mondayOfDay, weekOfDay } from '../../model/phenomena/weeks.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { wholeCase } from '../cases/case-rows.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { askedOf, tableIn } from '../phenomenon/read-table.ts'

const usualWeeks = 8
const leastAfter = 2

/** `wrong-state`: it is no barrier, or not raised. `too-expensive`: narrowed to more than two values, or too much to count. */
export async function readBarrierEffect(
  { pool, ground, vault }: Desk,
  { id, no }: { readonly id: string; readonly no: number },
  { weeks = usualWeeks, ...narrowed }: EffectQuery
): Promise<Outcome<BarrierEffect>> {
  return act<Outcome<BarrierEffect>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const days = await daysOf(tx, row.id, no)
    if (days === null) return refusedAct('not-found')
    const { raisedOn, today } = days
    if (raisedOn === null) return refusedAct('wrong-state')
    const monday = mondayOfDay(raisedOn)
    // A week that is not over yet would seem lower than it is.
    const over = dayAfter(mondayOfDay(today), -7)
    const last = dayAfter(monday, 7 * weeks)
    const [from, to] = [weekOfDay(dayAfter(monday, -7 * weeks)), weekOfDay(last < over ? last : over)]
    const asked = askedOf({ from, to, ...narrowed })
    const table = asked === null ? 'too-many' : await tableIn(tx, vault, asked)
    if (table === 'too-many') return refusedAct('too-expensive')
    const [before, after] = [sideOf(table.rates.slice(0, weeks)), sideOf(table.rates.slice(weeks + 1))]
    const effect = effectOf(before, after, table.steady)
    const detail = { in: `barrier:${no}`, from, to, narrowed, effect, hidden: table.hidden, state: table.state }
    return {
      result: { kind: 'done', value: { no, raisedOn, week: weekOfDay(raisedOn), before, after, effect, table } },
      entry: { act: 'case.barrier-effect', subject: `case:${row.id}`, detail }
    }
  })
}

async function daysOf(tx: Tx, id: string, no: number) {
  const { rows } = await tx.query<{ readonly raisedOn: string | null; readonly today: string }>(
    `select to_char(raised_on, 'YYYY-MM-DD') as "raisedOn", to_char(today(), 'YYYY-MM-DD') as today from case_barrier where case_id = $1 and no = $2`,
    [id, no]
  )
  return rows[0] ?? null
}

/** A mean over the weeks that are told alone would leave out the low ones: those are what is hidden. */
function sideOf(rates: readonly (number | null)[]): Side {
  const told = rates.filter((rate) => rate !== null)
  const hidden = rates.length - told.length
  if (hidden > 0 || told.length === 0) return { weeks: rates.length, hidden, mean: null, lowest: null, highest: null }
  const mean = told.reduce((sum, rate) => sum + rate, 0) / told.length
  return {
    weeks: rates.length,
    hidden,
    mean: Math.round(mean * 100) / 100,
    lowest: Math.min(...told),
    highest: Math.max(...told)
  }
}

function effectOf(before: Side, after: Side, steady: number): BarrierEffect['effect'] {
  if (after.weeks < leastAfter) return 'early'
  if (steady === 0) return 'no-source'
  if (after.mean === null || before.lowest === null || before.highest === null) return 'hidden'
  if (before.highest === 0 && after.highest === 0) return 'nothing'
  if (after.mean < before.lowest) return 'fewer'
  return after.mean > before.highest ? 'more' : 'same'
}
