/** What is kept of counted weeks: sealed under the mandate's key for fingerprints, so that the database says nothing of it without keys. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyring } from '../../evidence/keys.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { fingerprintKeyOf } from '../../store/sealed/address-mac.ts'
import type { Lean } from './lean.ts'
import type { New, Used, WeekCount } from './new-wording.ts'

/** Version of the method; raised when a week would be counted otherwise. */
export const wordingMethod = 1

/** What is told of a week: what is new in it, from which groups that comes, and the flows of the weeks up to it. */
export interface Told {
  readonly wording: readonly New[]
  readonly signs: readonly New[]
  readonly flows: readonly Used[]
  readonly leans: readonly Lean[]
}

interface Saved {
  readonly mandate: MandateId
  readonly week: string
  readonly adverts: number
  readonly upto: number
  readonly count: WeekCount
  readonly told: Told
}

const countLabel = 'research-week'
const toldLabel = 'research-told'

export async function saveWeek(
  tx: Tx,
  keyring: Keyring,
  { mandate, week, adverts, upto, count, told }: Saved
): Promise<void> {
  const key = fingerprintKeyOf(keyring, mandate)
  const sealed = (label: string, value: unknown): Buffer =>
    sealBytes(key, label, `${mandate} ${week}`, deflateRawSync(JSON.stringify(value)))
  await tx.query(
    `insert into research_week (mandate_id, week, adverts, networks, method, sealed, told, upto) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (mandate_id, week) do update set adverts = excluded.adverts, networks = excluded.networks, method = excluded.method,
       sealed = excluded.sealed, told = excluded.told, upto = excluded.upto, counted_at = now()`,
    [mandate, week, adverts, count.networks, wordingMethod, sealed(countLabel, count), sealed(toldLabel, told), upto]
  )
}

function opened<T>(keyring: Keyring, mandate: MandateId, label: string, row: { week: string; bytes: Buffer }): T {
  const found = openBytes(fingerprintKeyOf(keyring, mandate), label, `${mandate} ${row.week}`, row.bytes)
  if (found.kind === 'refused')
    throw new DoesNotOpen(`The count of the week of ${row.week} does not open: ${found.detail}`)
  return JSON.parse(inflateRawSync(found.bytes).toString('utf8')) as T
}

interface KeptWeek {
  readonly week: string
  readonly adverts: number
  readonly count: WeekCount
}

/** The weeks that were counted, the oldest first. Throws where one does not open. */
export async function keptWeeks(tx: Tx, keyring: Keyring, mandate: MandateId): Promise<KeptWeek[]> {
  const { rows } = await tx.query<{ week: string; adverts: number; bytes: Buffer }>(
    `select week::text, adverts, sealed as bytes from research_week where mandate_id = $1 order by week`,
    [mandate]
  )
  return rows.map((row) => ({
    week: row.week,
    adverts: row.adverts,
    count: opened<WeekCount>(keyring, mandate, countLabel, row)
  }))
}

export interface ToldWeek extends Told {
  /** Its Monday. */
  readonly week: string
  readonly adverts: number
  readonly networks: number
  readonly countedAt: string
}

/** What is told of the newest weeks from one Monday to another, the newest first; at most `most`. */
export async function toldWeeks(
  tx: Tx,
  keyring: Keyring,
  mandate: MandateId,
  {
    from = '1900-01-01',
    to = '9999-01-01',
    most
  }: { readonly from?: string; readonly to?: string; readonly most: number }
): Promise<ToldWeek[]> {
  const { rows } = await tx.query<Omit<ToldWeek, keyof Told> & { bytes: Buffer }>(
    `select week::text, adverts, networks, counted_at as "countedAt", told as bytes from research_week
     where mandate_id = $1 and week between $2::date and $3::date order by week desc limit $4`,
    [mandate, from, to, most]
  )
  return rows.map(({ bytes, ...row }) => ({
    ...row,
    ...opened<Told>(keyring, mandate, toldLabel, { week: row.week, bytes })
  }))
}

/** Whether the weeks of a mandate are to be counted anew: with new readings, a day after the last count, or ten minutes where a tenth of all readings is new. */
export async function areWeeksDue(store: Store, mandate: MandateId): Promise<boolean> {
  return withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
    const { rows } = await tx.query<{ due: boolean }>(
      `select coalesce(s.newest > coalesce(w.upto, 0) and (w.at is null or w.at < now() - interval '1 day'
         or w.at < now() - interval '10 minutes' and s.newest > 1.1 * w.upto), false) as due
       from (select max(id) as newest from sighting where mandate_id = $1) s
       cross join (select max(upto) as upto, max(counted_at) as at from research_week where mandate_id = $1) w`,
      [mandate]
    )
    return rows[0]?.due === true
  })
}
