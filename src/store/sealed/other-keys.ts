/** Whether a folder of keys is that of this database at all, asked before anything is sealed: what was sealed beside it would open nowhere. */
import type { Keyring } from '../../evidence/keys.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { Store } from '../connect.ts'
import { withGround } from '../ground.ts'
import { dataKeyOf } from './readings.ts'
import type { WrappedCapture } from './capture-keys.ts'

/**
 * Tries the keys of a few captures of each mandate, under its oldest and its newest keys. Says in words why nothing may be written: several
 * were tried and none opened, and not because keys of this folder were lost or their holder gives no answer (`verify` names those).
 */
export async function otherKeys({ pool, owner }: Store, keyring: Keyring): Promise<string | null> {
  const { rows: lines } = await owner.query<{ line: string }>('select distinct line from baken.mandate order by line')
  const names = new Set<string>()
  for (const { line } of lines) {
    const rows = await withGround(pool, { user: 'pipeline', mandate: line }, async (tx) => {
      // As retention: also under mandates that are over.
      await tx.query(`select set_config('baken.retention', 'on', true)`)
      return (await tx.query<WrappedCapture>(sampled, [line])).rows
    })
    for (const row of rows) {
      if (opens(keyring, row) !== 'no') return null
      names.add(row.kek)
    }
  }
  if (names.size === 0) return null
  return `The keys folder is not the one of this database: of ${[...names].join(', ')}, under which captures are sealed, none opens what it sealed. Put back the keys folder of this Baken (and its keys.yaml). Until then nothing is taken in, read or erased; nothing was changed.`
}

const sampled = `(select capture_id, kek, wrapped from capture_key where mandate_id = $1 order by mandate_id, kek limit 3)
  union all (select capture_id, kek, wrapped from capture_key where mandate_id = $1 order by mandate_id desc, kek desc limit 3)`

function opens(keyring: Keyring, row: WrappedCapture): 'yes' | 'no' | 'unknown' {
  try {
    const dataKey = dataKeyOf(keyring, row)
    dataKey?.fill(0)
    return dataKey === null ? 'unknown' : 'yes'
  } catch (error) {
    // A holder that gives no answer says nothing about the keys.
    if (!(error instanceof DoesNotOpen)) return 'unknown'
    return keyring.byName(row.kek).kind === 'lost' ? 'unknown' : 'no'
  }
}
