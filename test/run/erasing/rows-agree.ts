/** That what a test wrote through the program stands in the tables as the ledger says, as `baken verify` judges it. */
import assert from 'node:assert/strict'
import { judgeRows } from '../../../src/verify/ledger/rows.ts'
import { writtenTables } from '../../../src/verify/ledger/written-tables.ts'
import type { World } from '../../support/sample.ts'

interface Running {
  readonly world: World
  close(): Promise<void>
}

/** At the end of a test's interface. `besides`: tables that the test filled past the program; the sample writes sources so. */
export async function closeInAgreement(at: Running, besides: readonly string[] = []): Promise<void> {
  try {
    const judged = writtenTables.filter(({ name }) => name !== 'source' && !besides.includes(name))
    const found = (await judgeRows(at.world.store.pool))
      .filter(({ kind, item }) => kind === 'damaged' && judged.some(({ name }) => item.startsWith(`table ${name},`)))
      .map(({ item, cause }) => `${item} ${cause}`)
    assert.deepEqual(found, [])
  } finally {
    await at.close()
  }
}
