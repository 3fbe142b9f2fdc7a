/** How many rows each table of the store has, for tests of what is kept nowhere. */
import type { Running } from '../running.ts'

/** By table. */
export async function rowsOf(at: Running): Promise<Record<string, number>> {
  const { rows } = await at.world.store.root.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'baken' and c.relkind = 'r'`
  )
  const counted = await Promise.all(
    rows.map(async ({ name }): Promise<[string, number]> => {
      const { rows: found } = await at.world.store.root.query<{ n: number }>(
        `select count(*)::int as n from baken.${name}`
      )
      return [name, found[0]?.n ?? 0]
    })
  )
  return Object.fromEntries(counted)
}
