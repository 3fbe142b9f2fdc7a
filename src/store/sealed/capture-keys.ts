/** Moves the data keys of captures from one wrapping key to another: to the kept key when opened, to a later day when held. */
import { wrapDataKey, type Keyring, type WrappingKey } from '../../evidence/keys.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { CaptureId, MandateId } from '../../model/ids.ts'
import type { Tx } from '../ground.ts'
import { dataKeyOf } from './readings.ts'

/** A capture with its wrapped key, as selected from `capture_key`. */
export interface WrappedCapture {
  readonly capture_id: string
  readonly kek: string
  readonly wrapped: Buffer
}

/** What `rewrapCaptures` did: captures that open under the new key now, and how many of them were under another before. */
export interface Rewrapped {
  readonly alive: readonly string[]
  readonly moved: number
}

/** The key for opened captures of a mandate, made on first use. Throws, with what to do, when it cannot be had. */
export function keptKeyOf(keyring: Keyring, mandate: MandateId): WrappingKey {
  const kept = keyring.keptKey(mandate, true)
  if (kept.kind === 'key') return kept.key
  throw new DoesNotOpen(
    `The key for opened captures cannot be had: ${kept.kind === 'destroyed' ? 'destroyed' : kept.detail}`
  )
}

/** Wraps the data keys anew, in the caller's transaction, which has locked the captures. Those whose old key is gone stay out of `alive`. */
export async function rewrapCaptures(
  tx: Tx,
  keyring: Keyring,
  rows: readonly WrappedCapture[],
  under: WrappingKey
): Promise<Rewrapped> {
  const alive: string[] = []
  const moved: { id: string; wrapped: Buffer }[] = []
  for (const row of rows) {
    if (row.kek !== under.name) {
      const dataKey = dataKeyOf(keyring, row)
      if (dataKey === null) continue
      moved.push({ id: row.capture_id, wrapped: wrapDataKey(dataKey, under, row.capture_id as CaptureId) })
      dataKey.fill(0)
    }
    alive.push(row.capture_id)
  }
  await saveWrapped(tx, under, moved)
  return { alive, moved: moved.length }
}

/** Writes data keys that were wrapped under another key. */
export async function saveWrapped(
  tx: Tx,
  under: WrappingKey,
  moved: readonly { readonly id: string; readonly wrapped: Buffer }[]
): Promise<void> {
  if (moved.length === 0) return
  await tx.query(
    `update capture_key k set kek = $1, wrapped = m.wrapped from unnest($2::uuid[], $3::bytea[]) as m(id, wrapped) where k.capture_id = m.id`,
    [under.name, moved.map((one) => one.id), moved.map((one) => one.wrapped)]
  )
}

/** Marks sealed captures as open, each with its reason (`advert:12`). Returns those that were sealed until now. */
export async function openCaptures(
  tx: Tx,
  captures: readonly { readonly id: string; readonly because: string }[]
): Promise<string[]> {
  if (captures.length === 0) return []
  const { rows } = await tx.query<{ id: string }>({
    name: 'open-captures',
    text: `update capture c set state = 'open', opened_at = now(), opened_because = o.because from unnest($1::uuid[], $2::text[]) as o(id, because)
           where c.id = o.id and c.state = 'sealed' returning c.id`,
    values: [captures.map((one) => one.id), captures.map((one) => one.because)]
  })
  return rows.map((row) => row.id)
}
