/** The one seat at the linker of a mandate: batches, judgements and erasures take turns, and a failed transaction has it loaded anew. */
import { inForce, withGround, type Tx } from '../store/ground.ts'
import type { App } from './app.ts'
import { loadLinker, type LinkerHost } from './linker-host.ts'

export interface LinkerSeat {
  /** Runs work that needs no linker, in turn with the rest. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Runs a transaction with the linker, for `user`; call it within `alone`. */
  transact<T>(user: string, work: (tx: Tx, host: LinkerHost) => Promise<T>): Promise<T>
  /** Writes a snapshot of what was linked, if anything was and the mandate is still in force; without it the log is read at the next start. */
  close(): Promise<void>
}

export function createLinkerSeat(app: App, mandate: string): LinkerSeat {
  let host: LinkerHost | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const inGround = <T>(user: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withGround(app.store.pool, { user, mandate }, work)

  const transact = async <T>(user: string, work: (tx: Tx, of: LinkerHost) => Promise<T>): Promise<T> => {
    const mine = (host ??= await inGround('pipeline', (tx) => loadLinker(tx, mandate)))
    const before = mine.linker.lastSeq()
    try {
      return await inGround(user, (tx) => work(tx, mine))
    } catch (error) {
      // It took events that the store does not have.
      if (mine.linker.lastSeq() !== before) host = null
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
    close: () =>
      alone(async () => {
        if (host === null) return
        await transact('pipeline', async (tx, mine) => {
          if (await inForce(tx)) await mine.snapshotWhenDue(tx, true)
        })
      })
  }
}
