/** The classes of networks that are signals (weigh/classes.ts); before they were weighed so, by their reasons. Kept until a signal changes. */
import type { Tx } from '../../store/ground.ts'
import { indicators } from '../../weigh/indicators.ts'

interface Kept {
  readonly state: string
  readonly classes: ReadonlyMap<number, string>
}

const kept = new Map<string, Kept>()
const mostMandates = 50
const mostSignals = 200_000
const telling = [...indicators.values()].filter((one) => one.class !== '').map((one) => one.id)

/** Class by network, under the mandate in force. */
export async function networkClasses(tx: Tx, mandate: string): Promise<ReadonlyMap<number, string>> {
  const { rows: states } = await tx.query<{ state: string }>({
    name: 'signals-state',
    text: `select count(*) || ' ' || coalesce(max(s.updated_at)::text, '') || ' ' || coalesce(max(n.weighed_at)::text, '') as state
           from signal s left join network n on n.mandate_id = s.mandate_id and n.id = s.network_id`
  })
  const state = states[0]?.state ?? ''
  const known = kept.get(mandate)
  if (known?.state === state) return known.classes
  const { rows } = await tx.query<{ network_id: number; indicator: string }>({
    name: 'network-classes',
    text: `select s.network_id, r.value->>'indicator' as indicator from signal s, jsonb_array_elements(s.reasons) with ordinality as r(value, no)
           where s.network_id is not null and r.value->>'indicator' = any($1) order by s.id, r.no desc limit ${mostSignals}`,
    values: [telling]
  })
  const told = await tx.query<{ network_id: number; class: string }>({
    name: 'told-classes',
    text: `select s.network_id, n.class from signal s join network n on n.mandate_id = s.mandate_id and n.id = s.network_id
           where n.class <> 'unclear' limit ${mostSignals}`
  })
  const classes = new Map(rows.map((row) => [row.network_id, indicators.get(row.indicator)?.class ?? '']))
  for (const row of told.rows) classes.set(row.network_id, row.class)
  kept.delete(mandate)
  kept.set(mandate, { state, classes })
  for (const other of kept.keys()) if (kept.size > mostMandates) kept.delete(other)
  return classes
}
