/** The mutex of the linker of a mandate: batches, judgements and erasures take turns, and a failed transaction has it loaded anew. */
import { inForce, withGround, type Tx } from '../../store/ground.ts'
import type { App } from '../app.ts'
import { lockGeneration } from '../../store/links/link-log.ts'
import { loadLinker, type LinkerHost } from './linker-host.ts'

export interface LinkerMutex {
  /** Runs work that needs no linker, in turn with the rest. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Runs a transaction with the linker, for `user`; call it within `alone`. */
  transact<T>(user: string, work: (tx: Tx, host: LinkerHost) => Promise<T>): Promise<T>
  /** Looks at the linker as it stands, out of turn and without the database; null while it is not loaded. `work` only reads. */
  peek<T>(work: (host: LinkerHost) => T): T | null
  /** Writes a snapshot of what was linked, if anything was and the mandate is still in force; without it the log is read at the next start. */
  close(): Promise<void>
}

/** `reloaded` is told when another process changed the links below this one: by erasing. */
export function createLinkerMutex(app: App, mandate: string, reloaded: () => void): LinkerMutex {
  let host: LinkerHost | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const loaded = async (tx: Tx): Promise<LinkerHost> => {
    if (host !== null && host.generation === (await lockGeneration(tx, mandate))) return host
    if (host !== null) reloaded()
    host = null
    return (host = await loadLinker(tx, app.keyring, mandate))
  }
  const transact = async <T>(user: string, work: (tx: Tx, of: LinkerHost) => Promise<T>): Promise<T> => {
    let before: { readonly linker: LinkerHost; readonly seq: number } | null = null
    try {
      return await withGround(app.store.pool, { user, mandate }, async (tx) => {
        const mine = await loaded(tx)
        before = { linker: mine, seq: mine.linker.lastSeq() }
        return work(tx, mine)
      })
    } catch (error) {
      const left = before as { readonly linker: LinkerHost; readonly seq: number } | null
      // It took events that the store does not have.
      if (left !== null && left.linker.linker.lastSeq() !== left.seq) host = null
      throw error
    }
  }
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const run = turn.then(work, work)
    turn = run.catch(() => {})
    return run
  }
  return {
    alone,
    transact,
    peek: (work) => (host === null ? null : work(host)),
    close: () =>
      alone(async () => {
        if (host === null) return
        // Asked before the links are taken hold of: even that is refused once the mandate is over.
        await withGround(app.store.pool, { user: 'pipeline', mandate }, async (tx) => {
          if (await inForce(tx)) await (await loaded(tx)).snapshotWhenDue(tx, true)
        })
      })
  }
}
