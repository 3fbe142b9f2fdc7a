/** Retention: what gave no reason is erased on time, by destroying its keys and blanking what was derived from it. */
import { epochDay, type Keyring } from '../evidence/keys.ts'
import type { MandateId } from '../model/ids.ts'
import type { Store } from '../store/connect.ts'
import type { Tx } from '../store/ground.ts'
import { withGround } from '../store/ground.ts'
import { act } from './acts.ts'

export interface Erased {
  readonly mandate: MandateId
  readonly captures: number
  readonly readings: number
  /** Adverts with nothing left: the linker must be told that they are withdrawn. */
  readonly adverts: readonly number[]
}

export interface RetentionReport {
  readonly erased: readonly Erased[]
  /** Epoch keys destroyed: `MANDATE-YYYYMMDD`. What was wrapped under them opens nowhere, not in backups of the database either. */
  readonly epochs: readonly string[]
}

const batchCaptures = 500
/** The date of captures whose shared page was dealt with: they stay for as long as their mandate says. */
const never = '9999-12-31T00:00:00Z'

/**
 * Erases all unopened captures whose day has come, in batches, each with its ledger entry; goes on under mandates that ended.
 * Interrupted at any place it can be run again; run twice it changes nothing. `now` is the clock of the caller.
 */
export async function eraseDue(store: Store, keyring: Keyring, now: Date): Promise<RetentionReport> {
  const { rows } = await store.pool.query<{ id: MandateId; erase_after_days: number }>(
    'select id, erase_after_days from mandate order by id'
  )
  const erased: Erased[] = []
  const epochs: string[] = []
  for (const mandate of rows) {
    const sum = { mandate: mandate.id, captures: 0, readings: 0, adverts: [] as number[] }
    for (;;) {
      const batch = await eraseBatch(store, mandate.id, now)
      sum.captures += batch.captures
      sum.readings += batch.readings
      sum.adverts.push(...batch.adverts)
      if (batch.seen < batchCaptures) break
    }
    if (sum.captures + sum.readings > 0) erased.push(sum)
    epochs.push(...(await destroyEmptyEpochs(store, keyring, mandate.id, mandate.erase_after_days, now)))
  }
  return { erased, epochs }
}

/** What `eraseDue` would erase now: captures per mandate. Nothing is changed or logged. */
export async function countDue(
  store: Store,
  now: Date
): Promise<{ readonly mandate: MandateId; readonly captures: number }[]> {
  const { rows } = await store.pool.query<{ id: MandateId }>('select id from mandate order by id')
  const due: { mandate: MandateId; captures: number }[] = []
  for (const { id } of rows) {
    const captures = await withGround(store.pool, { user: 'pipeline', mandate: id }, async (tx) => {
      await tx.query(asRetention)
      const { rows: counted } = await tx.query<{ n: number }>(
        `select count(*) as n from capture where state = 'sealed' and erase_at <= $1`,
        [now]
      )
      return counted[0]?.n ?? 0
    })
    if (captures > 0) due.push({ mandate: id, captures })
  }
  return due
}

/** Lets the system act under a mandate that ended (migration 0004): only ever used here. */
const asRetention = `select set_config('baken.retention', 'on', true)`

interface Batch {
  readonly seen: number
  readonly captures: number
  readonly readings: number
  readonly adverts: readonly number[]
}

async function eraseBatch(store: Store, mandate: MandateId, now: Date): Promise<Batch> {
  // `act` asks whether the mandate is in force, which retention need not: the ledger entry names the mandate all the same.
  return act<Batch>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await tx.query(asRetention)
    await tx.query(`select set_config('baken.mandate', $1, true)`, [mandate])
    const { rows } = await tx.query<{ id: string; state: 'sealed' | 'open' }>(
      `select id, state from capture where state in ('sealed', 'open') and erase_at <= $1 order by erase_at, id limit $2 for update skip locked`,
      [now, batchCaptures]
    )
    const due = rows.filter((row) => row.state === 'sealed').map((row) => row.id)
    const shared = rows.filter((row) => row.state === 'open').map((row) => row.id)
    const readings = await blankReadings(tx, due, shared)
    await eraseCaptures(tx, due)
    if (shared.length > 0)
      await tx.query('update capture set erase_at = $2 where id = any($1::uuid[])', [shared, never])
    const adverts = await eraseAdverts(tx, readings.adverts)
    const result = { seen: rows.length, captures: due.length, readings: readings.count, adverts }
    if (due.length + readings.count === 0) return { result, entry: null }
    const detail = {
      captures: due.length,
      readings: readings.count,
      adverts: adverts.length,
      dueBefore: now.toISOString()
    }
    return { result, entry: { act: 'retention.erase', subject: `mandate:${mandate}`, detail } }
  })
}

/** Readings on erased captures, and on opened pages those of adverts that gave no reason themselves. */
async function blankReadings(
  tx: Tx,
  due: readonly string[],
  shared: readonly string[]
): Promise<{ count: number; adverts: number[] }> {
  const { rows } = await tx.query<{ id: number; advert_id: number }>(
    `update sighting s set reading = null, text_mac = ''
     from advert a where a.id = s.advert_id and s.reading is not null
       and (s.capture_id = any($1::uuid[]) or (s.capture_id = any($2::uuid[]) and a.state = 'sealed'))
     returning s.id, s.advert_id`,
    [due, shared]
  )
  await tx.query('delete from fact where sighting_id = any($1::bigint[])', [rows.map((row) => row.id)])
  return { count: rows.length, adverts: [...new Set(rows.map((row) => row.advert_id))] }
}

async function eraseCaptures(tx: Tx, due: readonly string[]): Promise<void> {
  if (due.length === 0) return
  await tx.query('delete from capture_key where capture_id = any($1::uuid[])', [due])
  // Digest, place and times stay: the chain of evidence still verifies. The keyed digest of the page goes: it could confirm a guess.
  await tx.query(
    `update capture set state = 'erased', url = null, payload_mac = '', step_error = null where id = any($1::uuid[])`,
    [due]
  )
}

/** Adverts without any reading left: no address, words, facts, links or features. Returns their ids. */
async function eraseAdverts(tx: Tx, touched: readonly number[]): Promise<number[]> {
  if (touched.length === 0) return []
  const { rows } = await tx.query<{ id: number }>(
    `update advert a set state = 'erased', url = null, key = 'erased:' || a.id, template_id = null, network_id = null, posted_at = null
     where a.id = any($1::int[]) and a.state <> 'erased'
       and not exists (select 1 from sighting s where s.advert_id = a.id and s.reading is not null)
     returning a.id`,
    [touched]
  )
  const ids = rows.map((row) => row.id)
  await tx.query('delete from advert_words where advert_id = any($1::int[])', [ids])
  await tx.query('delete from fact where advert_id = any($1::int[])', [ids])
  // The linker's log keeps its place and number and loses every fingerprint: replaying it needs the row.
  await tx.query(
    `update link_event set body = (body::jsonb || jsonb_build_object('advert', body::jsonb->'advert' || $2::jsonb))::text
     where advert_id = any($1::int[]) and body::jsonb ? 'advert' and jsonb_typeof(body::jsonb->'advert') = 'object'`,
    [ids, JSON.stringify({ account: null, values: [], features: '', pictures: [], places: [], names: [] })]
  )
  await tx.query('delete from link where a = any($1::int[]) or b = any($1::int[])', [ids])
  return ids
}

/** Epoch keys of days that are wholly past, under which nothing is wrapped any more. */
async function destroyEmptyEpochs(
  store: Store,
  keyring: Keyring,
  mandate: MandateId,
  days: number,
  now: Date
): Promise<string[]> {
  // A day more than the term: the last capture of that day is due at its end.
  const oldest = epochDay(new Date(now.getTime() - (days + 1) * 86_400_000).toISOString())
  const past = keyring.epochs().filter((epoch) => epoch.mandate === mandate && epoch.day < oldest)
  const destroyed: string[] = []
  for (const { day } of past) {
    const used = await withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
      await tx.query(asRetention)
      const { rows } = await tx.query<{ used: boolean }>(
        'select exists (select 1 from capture_key where kek = $1) as used',
        [`epoch/${mandate}-${day}`]
      )
      return rows[0]?.used ?? true
    })
    if (used) continue
    await act(store.pool, { user: 'pipeline', mandate: null }, async () => ({
      result: null,
      entry: { act: 'retention.destroy-key', subject: `mandate:${mandate}`, detail: { day } }
    }))
    if (keyring.destroyEpoch(mandate, day)) destroyed.push(`${mandate}-${day}`)
  }
  return destroyed
}
