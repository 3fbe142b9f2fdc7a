/** Brings the log beside evidence up to the ledger: entries in the order of their commits, one process at a time. */
import { growLog, logFolder, logState, type LogState } from '../../evidence/log/log.ts'
import { logKeyOf, type LogKey } from '../../evidence/log/note.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import { record, withGround } from '../../store/ground.ts'
import { entryHashes, lockAnchors, logBegan } from '../../store/segments.ts'

/** Where evidence of a data folder is, the database that holds its ledger, and the keys that sign the log. */
export interface Halves {
  readonly store: Store
  readonly evidenceDir: string
  readonly keyring: Keyring
}

const system = { user: 'pipeline', mandate: null }

/** Grows the log until it holds every committed entry. Refused, with the cause, when it does not go on from what was signed. */
export async function growOwnLog({ store, evidenceDir, keyring }: Halves): Promise<LogState> {
  const key = ownLogKey(keyring)
  if (typeof key === 'string') return { kind: 'refused', cause: key }
  const folder = logFolder(evidenceDir)
  await beginOnce({ store, evidenceDir, keyring }, key)
  for (;;) {
    const state = await withGround(store.pool, system, async (tx) => {
      await lockAnchors(tx)
      return growLog(folder, key, (after, most) => entryHashes(tx, after, most))
    })
    if (state.behind !== true) return state
  }
}

/** The key of this data folder's log, made on first use; a text: why there is none. */
export function ownLogKey(keyring: Halves['keyring']): LogKey | string {
  const found = keyring.logKey(true)
  if (found.kind !== 'key') return `the key of the log is ${found.kind}`
  return logKeyOf(found.key.bytes)
}

/** The ledger says under which key its log is signed, before the first entry stands in it. */
async function beginOnce({ store, evidenceDir }: Halves, key: LogKey): Promise<void> {
  if (logState(logFolder(evidenceDir), key).kind !== 'none') return
  await withGround(store.pool, system, async (tx) => {
    await lockAnchors(tx)
    if (await logBegan(tx, key.vkey)) return
    await record(tx, system, { act: 'log.begin', detail: { origin: key.origin, vkey: key.vkey } })
  })
}
