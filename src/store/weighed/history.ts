/** How signals were weighed over time: rows that are added where an outcome changes, and read as it was at a moment. */
import type { Tx } from '../ground.ts'
import type { SealedInputs } from './inputs.ts'

export interface NewHistory {
  readonly network: number
  /** Seals what it was weighed from: asked only where the outcome is another. Null where nobody could make the weighing anew. */
  readonly inputs: () => SealedInputs | null
  readonly class: string
}

export interface WeighedBy {
  /** SHA-256 of the tables of data. */
  readonly digest: string
  /** Version of the rules that people adopted; 0: what comes with the program. */
  readonly adopted: number
}

/** Notes how the signals of these networks stand after they were written, where that differs from what was noted last. */
export async function noteHistory(
  tx: Tx,
  mandate: string,
  { digest, adopted }: WeighedBy,
  weighed: readonly NewHistory[]
): Promise<void> {
  if (weighed.length === 0) return
  const { rows } = await tx.query<{ network: number }>({
    name: 'history-differs',
    text: `select n.network from unnest($2::int[], $3::text[]) as n(network, class)
      join signal s on s.mandate_id = $1 and s.network_id = n.network
      left join lateral (select h.reasons, h.priority, h.weigh_version, h.class, coalesce(h.rules_version, 0) as adopted from signal_history h where h.signal_id = s.id order by h.id desc limit 1) l on true
      where (l.reasons, l.priority, l.weigh_version, l.class, l.adopted) is distinct from (s.reasons, s.priority, s.weigh_version, n.class, $4::int)`,
    values: [mandate, weighed.map((one) => one.network), weighed.map((one) => one.class), adopted]
  })
  const changed = new Set(rows.map((row) => row.network))
  const noted = weighed.filter((one) => changed.has(one.network)).map((one) => ({ ...one, inputs: one.inputs() }))
  if (noted.length === 0) return
  await tx.query({
    name: 'note-history',
    text: `insert into signal_history (mandate_id, signal_id, network_id, priority, step, weigh_version, class, reasons, rules, rules_version, inputs, sealed)
      select $1, s.id, s.network_id, s.priority, s.step, s.weigh_version, n.class, s.reasons, $2, $7::int, n.inputs, n.sealed
      from unnest($3::int[], $4::text[], $5::text[], $6::bytea[]) with ordinality as n(network, class, inputs, sealed, place)
      join signal s on s.mandate_id = $1 and s.network_id = n.network order by n.place`,
    values: [
      mandate,
      digest,
      noted.map((one) => one.network),
      noted.map((one) => one.class),
      noted.map((one) => one.inputs?.digest ?? null),
      noted.map((one) => one.inputs?.sealed ?? null),
      adopted
    ]
  })
}

export interface HistoryRow {
  readonly id: number
  readonly network_id: number | null
  readonly at: string
  readonly priority: number
  readonly step: number
  readonly weigh_version: number
  readonly class: string | null
  readonly reasons: unknown
  readonly rules: string | null
  /** Version of the rules that people adopted; 0: what came with the program. */
  readonly adopted: number
  readonly inputs: string | null
  readonly sealed: Buffer | null
}

/** How a signal was weighed at a moment: the last row before it; null where nothing was noted yet. */
export async function historyAt(tx: Tx, signal: number, at: Date): Promise<HistoryRow | null> {
  const { rows } = await tx.query<HistoryRow>(
    `select id, network_id, at, priority, step, weigh_version, class, reasons, rules, coalesce(rules_version, 0) as adopted, inputs, sealed
     from signal_history where signal_id = $1 and at <= $2 order by id desc limit 1`,
    [signal, at]
  )
  return rows[0] ?? null
}

export type HistoryMark = Pick<HistoryRow, 'at' | 'priority' | 'step' | 'weigh_version' | 'adopted'>

/** When a signal was weighed anew, newest first. */
export async function historyMarks(tx: Tx, signal: number, most: number): Promise<HistoryMark[]> {
  const { rows } = await tx.query<HistoryMark>(
    'select at, priority, step, weigh_version, coalesce(rules_version, 0) as adopted from signal_history where signal_id = $1 order by id desc limit $2',
    [signal, most]
  )
  return rows
}

/** The step of evidence that each of these lists of reasons reaches, as the queue counts it. */
export async function stepsOfReasons(tx: Tx, lists: readonly unknown[]): Promise<number[]> {
  const { rows } = await tx.query<{ step: number }>(
    'select evidence_step(r.list) as step from unnest($1::jsonb[]) with ordinality as r(list, place) order by r.place',
    [lists.map((one) => JSON.stringify(one))]
  )
  return rows.map((row) => row.step)
}
