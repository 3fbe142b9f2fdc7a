/** Signals that a test puts on networks, in the state that it needs. */
import type pg from 'pg'

/** Signals as if weighed, by the state they are in, on these networks; answers with how each stands now. */
export async function signalsOn(root: pg.Pool, states: Record<string, number>): Promise<() => Promise<string[]>> {
  const ids: number[] = []
  for (const [state, on] of Object.entries(states)) {
    const { rows } = await root.query<{ id: number }>(
      `insert into baken.signal (mandate_id, network_id, state, priority, reasons, weigh_version) values ('een', $1, $2, 1, '[]', 1)
       on conflict (mandate_id, network_id) do update set state = excluded.state returning id`,
      [on, state]
    )
    ids.push(rows[0]?.id ?? 0)
  }
  return async () => {
    const { rows } = await root.query<{ line: string }>(
      `select state || ' ' || network_id as line from baken.signal join unnest($1::bigint[]) with ordinality as w(id, nth) using (id) order by nth`,
      [ids]
    )
    return rows.map((row) => row.line)
  }
}
