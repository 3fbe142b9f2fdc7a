/** The chain of the mandate in force from report to outcome: how many came to each step, and how long it took. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { ChainFigures } from '../../contract/figures/chain.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { peopleOf } from './people.ts'
import { leastShown } from './tables/hide-cells.ts'

type Step = ChainFigures['steps'][number]
interface Counted {
  readonly step: string
  readonly count: number
  readonly timed: number
  readonly days: number | null
}

export async function readChain(pool: pg.Pool, ground: Ground): Promise<ChainFigures> {
  return act(pool, ground, async (tx) => {
    const steps = [...(await ofWork(tx)), ...(await ofCases(tx))]
    return { result: { steps, people: await peopleOf(tx) }, entry: { act: 'chain-figures.read' } }
  })
}

/** A report counts once it was sent, and to whom it is hidden it does not exist. */
async function ofWork(tx: Tx): Promise<Step[]> {
  const { rows } = await tx.query<Counted>(
    `select step, count(*)::int as count, count(done)::int as timed, round((percentile_cont(0.5) within group
         (order by extract(epoch from done - begun) / 86400.0) filter (where done is not null))::numeric)::int as days
     from (select 'report' as step, sent_at as begun, decided_at as done from report where state <> 'draft' and mandate_id = ground_content()
       union all select 'signal', s.created_at, (select min(at) from weighing where signal_id = s.id) from signal s where s.merged_into is null
       union all select 'proposal', p.offered_at, (select min(at) from weighing_record where proposal_id = p.id) from proposal p
         where p.offered_at is not null) begun_and_done
     group by step`
  )
  return (['report', 'signal', 'proposal'] as const).map((step) => {
    const { count = 0, timed = 0, days = null } = rows.find((row) => row.step === step) ?? {}
    const small = count > 0 && count < leastShown
    return { step, count: small ? null : count, atLeast: false, days: timed < leastShown ? null : days }
  })
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
