/** Acts of a person at the console on holds: keeping a closed case, or the closed file of a minor, beyond its clock, letting it go, and ending the holds of a line that has ended. */
import { uuid } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { act } from '../acts.ts'
import { eachLine } from './due.ts'

const console = { user: 'console', mandate: null }

/** Why something closed is kept longer. */
export const keptBecause = ['court', 'dossier'] as const
export type KeptBecause = (typeof keptBecause)[number]

/**
 * Keeps a case, or the file of a minor, until the end of a day (UTC), whatever its clock says; `until` null lets it go again. The last word holds; it stands in the ledger,
 * with why. Resolves to what it is; null: there is none of that id, or its words are gone.
 */
export async function keepLonger(
  store: Store,
  id: string,
  kept: { readonly until: string; readonly because: KeptBecause } | null,
  reason: string
): Promise<'case' | 'minor' | null> {
  if (!uuid.test(id)) return null
  const found = await eachLine(store, async (tx, { line }) => {
    const { rows } = await tx.query<{ noun: 'case' | 'minor' }>(
      `select 'case' as noun from case_file where id = $1 and mandate_id = $2 and erased_at is null
       union all select 'minor' from minor_file where id = $1 and mandate_id = $2 and erased_at is null`,
      [id, line]
    )
    return rows[0]?.noun
  })
  const noun = found.find((one) => one !== undefined)
  if (noun === undefined) return null
  const entry = { act: kept === null ? 'retention.release' : 'retention.keep', subject: `${noun}:${id}` }
  await act(store.pool, console, () =>
    Promise.resolve({ result: null, entry: { ...entry, detail: { ...kept, reason } } })
  )
  return noun
}

/**
 * Ends what holds things under a line of mandates that has ended: signals in hand, proposals, judgements, requests, words on facts and cases that
 * nobody can close. Restrictions that a person asked for stay, and so does the term after the end. `in-force`: one of its mandates holds or will.
 */
export async function endHolds(store: Store, line: string, reason: string): Promise<'ended' | 'in-force' | 'unknown'> {
  const { rows } = await store.pool.query<{ there: number; ahead: number }>(
    `select count(*)::int as there, count(*) filter (where m.holds or m.withdrawn_at is null and m.valid_from > now())::int as ahead
     from mandate_now m where m.line = $1`,
    [line]
  )
  const found = rows[0] ?? { there: 0, ahead: 0 }
  if (found.there === 0) return 'unknown'
  if (found.ahead > 0) return 'in-force'
  const entry = { act: 'retention.end-holds', subject: `mandate:${line}`, detail: { reason } }
  return act(store.pool, console, () => Promise.resolve({ result: 'ended' as const, entry }))
}
