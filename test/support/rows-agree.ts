/** That what a test wrote through the program stands in the tables as the ledger says, as `baken verify` judges it. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import { judgeRows } from '../../src/verify/ledger/rows.ts'
import { writtenTables } from '../../src/verify/ledger/written-tables.ts'

/** `besides`: tables that the test filled past the program. */
export async function rowsAgree(pool: pg.Pool, besides: readonly string[] = ['source']): Promise<void> {
  const judged = writtenTables.filter(({ name }) => !besides.includes(name))
  const found = (await judgeRows(pool))
    .filter(({ kind, item }) => kind === 'damaged' && judged.some(({ name }) => item.startsWith(`table ${name},`)))
    .map(({ item, cause }) => `${item} ${cause}`)
  assert.deepEqual(found, [])
}
