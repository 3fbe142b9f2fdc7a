/** The linker's log and snapshots in PostgreSQL, sealed under a key that dies with them. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { linkKeyName, type Keyring } from '../../evidence/keys.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../ground.ts'
import { keyNotHere } from '../sealed/key-not-here.ts'

/** One event as stored: `body`, the JSON of link/event.ts with features in base64, is sealed on the way in and opened on the way out. */
export interface StoredLinkEvent {
  readonly seq: number
  readonly advertId: number | null
  readonly body: string
}

/** The key of a generation of a mandate's linker: log and snapshot are sealed under it and die with it. */
export interface LinkKey {
  readonly mandate: string
  readonly generation: number
  readonly bytes: Uint8Array
}

/** Locks the linker's state of a mandate for this transaction and returns its generation; the first is 1. */
export async function lockGeneration(tx: Tx, mandate: string): Promise<number> {
  const { rows } = await tx.query<{ generation: number }>({
    name: 'lock-generation',
    text: 'select generation from link_state where mandate_id = $1 for update',
    values: [mandate]
  })
  const found = rows[0]?.generation
  if (found !== undefined) return found
  await tx.query('insert into link_state (mandate_id, generation) values ($1, 1) on conflict do nothing', [mandate])
  return lockGeneration(tx, mandate)
}

/** The key of a generation; `create` for one that begins. Throws, with what to do, when it cannot be had. */
export function linkKeyOf(keyring: Keyring, mandate: string, generation: number, create: boolean): LinkKey {
  const found = keyring.linkKey(mandate as MandateId, generation, create)
  if (found.kind === 'key') return { mandate, generation, bytes: found.key.bytes }
  throw new Error(keyNotHere(`the links of mandate ${mandate} (generation ${generation})`, found.kind))
}

export async function insertLinkEvents(tx: Tx, key: LinkKey, events: readonly StoredLinkEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.query({
    name: 'insert-link-events',
    text: `insert into link_event (mandate_id, generation, seq, advert_id, sealed)
           select $1, $2, e.* from unnest($3::bigint[], $4::int[], $5::bytea[]) as e`,
    values: [
      key.mandate,
      key.generation,
      events.map((one) => one.seq),
      events.map((one) => one.advertId),
      events.map((one) => sealBytes(key.bytes, 'link-event', `${key.mandate} ${one.seq}`, Buffer.from(one.body)))
    ]
  })
}

/** Events after `seq`, in order, at most `most`. Throws when one does not open. */
export async function linkEventsAfter(
  tx: Tx,
  key: LinkKey,
  seq: number,
  most: number
): Promise<{ seq: number; body: string }[]> {
  const { rows } = await tx.query<{ seq: number; body: string | null; sealed: Buffer | null }>(
    'select seq, body, sealed from link_event where mandate_id = $1 and seq > $2 order by seq limit $3',
    [key.mandate, seq, most]
  )
  return rows.map((row) => ({
    seq: row.seq,
    body:
      row.sealed === null ? (row.body ?? '') : opened(key, 'link-event', String(row.seq), row.sealed).toString('utf8')
  }))
}

function opened(key: LinkKey, label: string, context: string, sealed: Buffer): Buffer {
  const outcome = openBytes(key.bytes, label, `${key.mandate} ${context}`, sealed)
  if (outcome.kind === 'opened') return outcome.bytes
  throw new DoesNotOpen(`The links of mandate ${key.mandate} do not open (${label} ${context}): ${outcome.detail}`)
}

const partBytes = 32 * 1024 * 1024

/** Writes a snapshot in place of all that were there before. */
export async function saveSnapshot(
  tx: Tx,
  key: LinkKey,
  seq: number,
  chunks: Iterable<{ name: string; bytes: Uint8Array }>
): Promise<void> {
  await tx.query('delete from link_snapshot where mandate_id = $1', [key.mandate])
  for (const chunk of chunks) {
    for (let part = 0; part * partBytes < Math.max(1, chunk.bytes.length); part++) {
      const bytes = chunk.bytes.subarray(part * partBytes, (part + 1) * partBytes)
      const context = `${key.mandate} ${seq} ${chunk.name} ${part}`
      await tx.query(
        'insert into link_snapshot (mandate_id, generation, seq, name, part, bytes) values ($1, $2, $3, $4, $5, $6)',
        [key.mandate, key.generation, seq, chunk.name, part, sealBytes(key.bytes, 'link-snapshot', context, bytes)]
      )
    }
  }
}

/** The newest snapshot. Throws when it does not open. */
export async function loadSnapshot(
  tx: Tx,
  key: LinkKey
): Promise<{ seq: number; chunks: { name: string; bytes: Uint8Array }[] } | null> {
  const { rows } = await tx.query<{
    seq: number
    name: string
    part: number
    bytes: Buffer
    generation: number | null
  }>(
    `select seq, name, part, bytes, generation from link_snapshot
     where mandate_id = $1 and seq = (select max(seq) from link_snapshot where mandate_id = $1) order by name, part`,
    [key.mandate]
  )
  const first = rows[0]
  if (first === undefined) return null
  const parts = new Map<string, Buffer[]>()
  for (const row of rows) {
    const context = `${row.seq} ${row.name} ${row.part}`
    const bytes = row.generation === null ? row.bytes : opened(key, 'link-snapshot', context, row.bytes)
    parts.set(row.name, [...(parts.get(row.name) ?? []), bytes])
  }
  return {
    seq: first.seq,
    chunks: [...parts].map(([name, list]) => ({ name, bytes: new Uint8Array(Buffer.concat(list)) }))
  }
}

/** Begins the next generation: the log so far goes, and the key of the generation that ends is retired. */
export async function turnGeneration(tx: Tx, mandate: string, ended: number): Promise<void> {
  await tx.query('delete from link_event where mandate_id = $1', [mandate])
  await tx.query('update link_state set generation = $2 where mandate_id = $1', [mandate, ended + 1])
  await tx.query('insert into retired_key (name, mandate_id) values ($1, $2) on conflict do nothing', [
    linkKeyName(mandate as MandateId, ended),
    mandate
  ])
}
