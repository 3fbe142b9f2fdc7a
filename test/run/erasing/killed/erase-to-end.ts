/** Erases a copy of a folder and its database until nothing is left to do. */
import path from 'node:path'
import type pg from 'pg'
import { openKeyring } from '../../../../src/evidence/keys.ts'
import { createErasing } from '../../../../src/run/erasing.ts'
import { noteHalves } from '../../../../src/run/evidence/anchoring.ts'
import { connectionPool } from '../../../../src/store/connect.ts'

export interface Place {
  readonly data: string
  /** As the pipeline, and as the owner of the tables. */
  readonly database: pg.PoolConfig
  readonly owner: pg.PoolConfig
}

export interface Watcher {
  readonly reached: (step: string) => Promise<void>
  /** Told before the first run, and after the last. */
  readonly isErasing: (is: boolean) => void
}

/** So many captures a batch: that there are two batches is what counts, and each kill erases the same again. */
export const atOnce = 50

/** Throws when the clocks stop it, or when it comes to no end. */
export async function eraseToEnd({ data, database, owner: tables }: Place, watcher?: Watcher): Promise<void> {
  const [pool, owner] = [connectionPool({ ...database, max: 4 }), connectionPool({ ...tables, max: 2 })]
  try {
    const store = {
      pool,
      owner,
      serverPid: null,
      where: 'test',
      lost: new Promise<never>(() => {}),
      close: async () => {}
    }
    const keys = openKeyring(data)
    if (keys.kind === 'refused') throw new Error(keys.detail)
    const parts = {
      store,
      keyring: keys.keyring,
      evidenceDir: path.join(data, 'evidence'),
      say: (text: string) => void process.stderr.write(`${text}\n`),
      atOnce,
      ...(watcher && { reached: watcher.reached })
    }
    watcher?.isErasing(true)
    for (let runs = 0; ; runs++) {
      const outcome = await createErasing(parts)()
      if (outcome.stopped || runs > 5) throw new Error('erasing comes to no end')
      // The keys that this run retired go with the next one.
      if (outcome.erased.length + outcome.keys.length + outcome.segments.length === 0 && runs > 1) break
    }
    watcher?.isErasing(false)
    await noteHalves(parts, 'end', null)
  } finally {
    await Promise.all([pool.end(), owner.end()])
  }
}
