/** Of other signals with the same indicator that people decided on: how many were confirmed, with the interval in which the share may lie. */
import type { Confirmed } from '../../contract/desk/signals.ts'
import type { Tx } from '../../store/ground.ts'

/** Fewer decisions say nothing: with four of four confirmed the share may still be a half. */
export const leastDecided = 5
/** Decided signals that are counted, the newest. */
const mostDecided = 5_000
/** Of the normal distribution, for 95 %. */
const z = 1.96

/**
 * Shares by indicator over the mandate in force, as calibration counts them: a signal that was merged counts with the one that it went
 * into, once for each sign of either, for whoever decided saw the signs of all. Without the signal itself and what it was merged with: decisions that everybody who reads signals may see, so no cell
 * is hidden. `from` and `to` are null where too few were decided. What became of cases is not counted: these exist for their members only.
 */
export async function confirmedOf(tx: Tx, signal: number, indicators: readonly string[]): Promise<Confirmed[]> {
  const { rows } = await tx.query<{ of: string; confirmed: number; decided: number }>(
    `select r.of, count(*) filter (where d.state = 'escalated')::int as confirmed, count(*)::int as decided
     from (select s.id, s.state from signal s
       where s.state in ('escalated', 'dismissed') and s.merged_into is null
         and s.id <> coalesce((select merged_into from signal where id = $1), $1)
       order by s.id desc limit $3) d
     cross join lateral (select distinct e->>'indicator' as of from signal p
       cross join lateral jsonb_array_elements(case jsonb_typeof(p.reasons) when 'array' then p.reasons else '[]' end) e
       where p.id = d.id or p.merged_into = d.id) r
     where r.of = any($2) group by r.of`,
    [signal, indicators, mostDecided]
  )
  const found = new Map(rows.map((row) => [row.of, row]))
  return [...new Set(indicators)].map((of) => {
    const { confirmed, decided } = found.get(of) ?? { confirmed: 0, decided: 0 }
    const [from, to] = decided < leastDecided ? [null, null] : wilson(confirmed, decided)
    return { of, confirmed, decided, from, to }
  })
}

/** The interval of Wilson (1927) for a share of `seen` in `all` at 95 %: right for few too, and never beyond 0 and 1. `all` above 0. */
export function wilson(seen: number, all: number): readonly [number, number] {
  const share = seen / all
  const middle = share + z ** 2 / (2 * all)
  const half = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2))
  const whole = 1 + z ** 2 / all
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)]
}
