/** How many reports are about how many people: who was reported by several is one person, unless somebody said that it is another. */
import type { ChainFigures } from '../../contract/figures/chain.ts'
import type { Tx } from '../../store/ground.ts'
import { hiddenCells, placesOf, withTotals } from './tables/hide-cells.ts'

type People = ChainFigures['people']

interface YearRow {
  readonly year: number
  readonly people: number
  /** Reports of somebody who was reported before. */
  readonly again: number
}

const mostYears = 50

/** Of reports that who asks may see. A person stands in the year of the first report. */
export async function peopleOf(tx: Tx): Promise<People> {
  const { rows } = await tx.query<YearRow>(
    `with mention as (
       select p.id, r.sent_at, extract(year from r.sent_at at time zone 'Europe/Amsterdam')::int as year,
         case when s.act = 'apart' then p.id::text else p.person::text end as who
       from report_person p join report r on r.no = p.report_no left join lateral
         (select act from report_person_step where report_person = p.id order by id desc limit 1) s on true
       where p.mandate_id = ground_content() and s.act is distinct from 'withdraw'
     ), placed as (
       select year, row_number() over (partition by who order by sent_at, id) = 1 as fresh from mention
     )
     select year, count(*) filter (where fresh)::int as people, count(*) filter (where not fresh)::int as again
     from placed group by year order by year desc limit $1`,
    [mostYears]
  )
  return shown(rows)
}

/** What may be seen: a table of years by people and those reported again, with its totals, and without what is small and what would tell of it. Pure. */
export function shown(rows: readonly YearRow[]): People {
  const sizes = [rows.length, 2]
  const whole = withTotals(sizes, ([year = 0, kind]) => {
    const row = rows[year]
    return (kind === 0 ? row?.people : row?.again) ?? 0
  })
  const hidden = hiddenCells(whole)
  const places = placesOf(sizes)
  const at = (year: number, kind: number): number | null => {
    const cell = places.findIndex((place) => place[0] === year && place[1] === kind)
    return hidden[cell] === true ? null : (whole.counts[cell] ?? 0)
  }
  const counts = (year: number): People['all'] => ({ reports: at(year, 2), people: at(year, 0) })
  return { years: rows.map(({ year }, nth) => ({ year, ...counts(nth) })), all: counts(rows.length) }
}
