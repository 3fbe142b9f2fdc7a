/** Since when rows of each kind are bound to the ledger: entries of updates say what was there before. */
import type { Snapshot } from './database.ts'

export interface Begun {
  /** 0: nothing was there before rows of this kind were bound. */
  readonly entry: number
  /** By kind: the highest id that was there. */
  readonly before: Readonly<Record<string, number>>
}

export interface Begins {
  of(line: string, kind: string): Begun
  /** Entries that say so of kinds whose rows were noted before: they count for nothing. */
  readonly late: readonly number[]
}

const never: Begun = { entry: 0, before: {} }

/** Of each line and kind the first such entry counts. `first`: by kind, the first entry that noted a row of it. */
export async function beginsIn(at: Snapshot, first: ReadonlyMap<string, number>): Promise<Begins> {
  const rows = await at.ask<{ entry: number; act: string; line: string; before: Record<string, number> }>(
    `select no as entry, act, detail->>'line' as line, detail->'before' as before from ledger
     where act in ('rows.begin', 'rows.extend') and jsonb_typeof(detail->'before') = 'object' order by ledger.no`
  )
  const begins = new Map<string, Begun>()
  const late: number[] = []
  for (const { entry, act, line, before } of rows) {
    // The days of captures were bound with the first kinds, by the entry of their storing.
    const kinds = [...Object.keys(before), ...(act === 'rows.begin' ? ['capture'] : [])]
    const fresh = kinds.filter((kind) => !begins.has(`${kind} ${line}`))
    if (fresh.some((kind) => (first.get(kind) ?? Infinity) < entry)) late.push(entry)
    else for (const kind of fresh) begins.set(`${kind} ${line}`, { entry, before })
  }
  return { late, of: (line, kind) => begins.get(`${kind} ${line}`) ?? never }
}
