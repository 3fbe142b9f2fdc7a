/** The chain of the mandate in force from report to outcome: how many came to each step, and how long it took. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { ChainFigures } from '../../contract/figures/chain.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { leastShown } from './tables/hide-cells.ts'

type Step = ChainFigures['steps'][number]
interface Counted {
  readonly count: number
  readonly timed: number
  readonly days: number | null
}

const median = (from: string, to: string): string =>
  `round((percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from}) / 86400.0) filter (where ${to} is not null))::numeric)::int`

/** A report counts once it was sent, and to whom it is hidden it does not exist. */
const queries: Readonly<Record<'report' | 'signal' | 'proposal', string>> = {
  report: `select count(*)::int as count, count(decided_at)::int as timed, ${median('sent_at', 'decided_at')} as days
    from report where state <> 'draft' and mandate_id = ground_content()`,
  signal: `select count(*)::int as count, count(w.at)::int as timed, ${median('s.created_at', 'w.at')} as days
    from signal s left join lateral (select min(at) as at from weighing where signal_id = s.id) w on true where s.merged_into is null`,
  proposal: `select count(*)::int as count, count(w.at)::int as timed, ${median('p.offered_at', 'w.at')} as days
    from proposal p left join lateral (select min(at) as at from weighing_record where proposal_id = p.id) w on true where p.offered_at is not null`
}

export async function readChain(pool: pg.Pool, ground: Ground): Promise<ChainFigures> {
  return act(pool, ground, async (tx) => {
    const steps: Step[] = []
    for (const step of ['report', 'signal', 'proposal'] as const) steps.push(await counted(tx, step))
    steps.push(...(await ofCases(tx)))
    return { result: { steps }, entry: { act: 'chain-figures.read' } }
  })
}

async function counted(tx: Tx, step: 'report' | 'signal' | 'proposal'): Promise<Step> {
  const { rows } = await tx.query<Counted>(queries[step])
  const { count = 0, timed = 0, days = null } = rows[0] ?? {}
  const small = count > 0 && count < leastShown
  return { step, count: small ? null : count, atLeast: false, days: timed < leastShown ? null : days }
}

async function ofCases(tx: Tx): Promise<Step[]> {
  const { rows } = await tx.query<{ step: Step['step']; at_least: number; days: number | null }>(
    'select * from chain_cases()'
  )
  return (['case', 'prosecutor', 'prosecuted'] as const).map((step) => {
    const found = rows.find((row) => row.step === step)
    return { step, count: found?.at_least ?? null, atLeast: true, days: found?.days ?? null }
  })
}
