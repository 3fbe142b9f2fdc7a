/** Keys at their end: retired when nothing is sealed under them any more, destroyed by the run after that. */
import { epochDay, type Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { cleanIndex } from '../../store/inverted-index/upkeep.ts'
import { act } from '../acts.ts'
import { asRetention } from './due.ts'
import { renewAddresses } from './erase-addresses.ts'

const dayMs = 86_400_000

/** One run of retention for one mandate. */
export interface Round {
  readonly store: Store
  readonly keyring: Keyring
  readonly mandate: MandateId
  readonly now: Date
}

/**
 * Takes what was erased out of the index of words, and retires the epoch keys of days that are wholly past and under which nothing is
 * wrapped any more: the next run destroys them, so
 * that whoever sees a wrong clock has until then.
 */
export async function retireEmptyEpochs(round: Round, days: number): Promise<void> {
  const { store, keyring, mandate, now } = round
  // A day more than the term: the last capture of that day is due at its end.
  const oldest = epochDay(new Date(now.getTime() - (days + 1) * dayMs).toISOString())
  const past = keyring.epochs().filter((epoch) => epoch.mandate === mandate && epoch.day < oldest)
  const names = past.map(({ day }) => `epoch/${mandate}-${day}`)
  await withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
    await asRetention(tx, mandate)
    const empty = await withoutCaptures(tx, names)
    await cleanIndex(tx, keyring, mandate, epochDay(now.toISOString()), empty)
    await renewAddresses(tx, round, empty)
    for (const name of names) {
      if (await isUsed(tx, name)) continue
      await tx.query('insert into retired_key (name, mandate_id) values ($1, $2) on conflict do nothing', [
        name,
        mandate
      ])
    }
  })
}

/** Of these keys those under which no capture is: nothing of the index may stay under them. */
async function withoutCaptures(tx: Tx, names: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'select name from unnest($1::text[]) as n(name) where not exists (select 1 from capture_key where kek = name)',
    [names]
  )
  return rows.map((row) => row.name)
}

/**
 * Whether erasing may ever destroy this key under this mandate: keys of its own past days and of its own linker end, and no other. A name in
 * the table says nothing by itself: whoever writes one there must not get a living key destroyed. Under that of today or yesterday something may just be sealed that no row
 * tells yet.
 */
function mayEnd(name: string, mandate: MandateId, now: Date): boolean {
  const [, role, owner, day = ''] = /^(epoch|link)\/(.+)-(\d{8})$/.exec(name) ?? []
  const yesterday = epochDay(new Date(now.getTime() - dayMs).toISOString())
  return owner === mandate && (role === 'link' || day < yesterday)
}

/** Keys that were destroyed, and are there again with a keys folder of before: they are retired once more, and go at once. */
async function retireAgain(tx: Tx, { keyring, mandate, now }: Round): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    `select distinct detail->>'key' as name from ledger where act = 'retention.destroy-key' and subject = 'mandate:' || $1`,
    [mandate]
  )
  for (const { name } of rows)
    // Lost: its file is there again, and its holder destroyed what opens it.
    if (mayEnd(name, mandate, now) && ['key', 'lost'].includes(keyring.byName(name).kind))
      await tx.query('insert into retired_key (name, mandate_id) values ($1, $2) on conflict do nothing', [
        name,
        mandate
      ])
}

/** Destroys the keys that an earlier run retired, each with its ledger entry first. Returns their names. */
export async function destroyRetired(round: Round, reached: (step: string) => Promise<void>): Promise<string[]> {
  const { store, keyring, mandate, now } = round
  const ground = { user: 'pipeline', mandate: null }
  const names = await withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
    await asRetention(tx, mandate)
    await retireAgain(tx, round)
    const { rows } = await tx.query<{ name: string }>(
      'select name from retired_key where mandate_id = $1 order by name',
      [mandate]
    )
    return rows.map((row) => row.name).filter((name) => mayEnd(name, mandate, now))
  })
  const destroyed: string[] = []
  for (const name of names) {
    const unused = await act<boolean>(store.pool, ground, async (tx) => {
      await asRetention(tx, mandate)
      if (await isUsed(tx, name)) {
        await tx.query('delete from retired_key where name = $1', [name])
        return { result: false, entry: null }
      }
      const { rowCount: toTell } = await tx.query(
        'update retired_key set told_at = now() where name = $1 and told_at is null',
        [name]
      )
      // A run that was killed between its entry and the end told it already.
      if (toTell === 0) return { result: true, entry: null }
      const entry = { act: 'retention.destroy-key', subject: `mandate:${mandate}`, detail: { key: name } }
      return { result: true, entry }
    })
    if (!unused) continue
    await reached('key-entry')
    if (keyring.destroy(name)) destroyed.push(name)
    await reached('key')
    await act(store.pool, ground, async (tx) => {
      await asRetention(tx, mandate)
      await tx.query('delete from retired_key where name = $1', [name])
      return { result: null, entry: null }
    })
  }
  return destroyed
}

/** Whether anything in the database is still sealed under a key: captures, addresses, the index of words and facts, and the log and snapshots of a linker, now or from its next erasing on. */
async function isUsed(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await tx.query<{ used: boolean }>(
    `select exists (select 1 from capture_key where kek = $1) or exists (select 1 from index_segment where kek = $1)
       or exists (select 1 from address where kek = $1)
       or exists (select 1 from link_state l where starts_with($1, 'link/' || l.mandate_id || '-')
         and 'link/' || l.mandate_id || '-' || lpad(l.generation::text, 8, '0') <= $1 collate "C") as used`,
    [name]
  )
  return rows[0]?.used ?? true
}
