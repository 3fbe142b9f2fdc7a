/** Who may speak to the database, and with which locks: statements stand in store, desk and accountability, lock classes in one table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockClass } from '../../src/store/locks.ts'
import { filesBelow } from './source-files.ts'

const files = filesBelow(['src'], /\.(ts|sql)$/)

/** Statements that still stand elsewhere, a file with how many; it may only shrink. */
const elsewhere: Readonly<Record<string, number>> = {
  'src/run/evidence/anchoring.ts': 2,
  'src/run/database-session.ts': 3, // the locks of this process, on a connection of their own
  'src/run/doctor.ts': 1, // what a server can do, before there is a schema
  'src/run/evidence/drop-segments.ts': 4,
  'src/run/link/erase-links.ts': 6,
  'src/run/erasing.ts': 1,
  'src/run/import/known-imports.ts': 1,
  'src/run/link/link-desk.ts': 4,
  'src/run/reach-database.ts': 1,
  'src/run/evidence/recovery.ts': 2,
  'src/run/service.ts': 1,
  'src/verify/ledger/database.ts': 5 // reads a database without trusting the parts of Baken that wrote it
}
const statement = /\.query\s*[<(]/g

test('H10 statements stand in store, desk and accountability; what is left elsewhere only shrinks', () => {
  const counted = files
    .filter(({ name }) => name.endsWith('.ts') && !/^src\/(store|desk|accountability)\//.test(name))
    .map(({ name, text }) => [name, text.match(statement)?.length ?? 0] as const)
    .filter(([, count]) => count > 0)
  assert.deepEqual(
    counted.flatMap(([name, count]) =>
      count > (elsewhere[name] ?? 0) ? [`${name}: ${count}, put them into store/`] : []
    ),
    []
  )
  assert.equal('await tx.query<{ a: number }>(`x`); pool.query("y")'.match(statement)?.length, 2)
})

test('H13 each advisory lock has a class of its own, which stands in one table', () => {
  const classes = Object.values(lockClass)
  assert.equal(new Set(classes).size, classes.length)
  const number = /\b7_?267_?3\d\d\b/g
  const used = files
    .filter(({ name }) => name !== 'src/store/locks.ts')
    .flatMap(({ name, text }) => (text.match(number) ?? []).map((found) => `${name} ${found}`))
  // The chain of the ledger is SQL, and a migration that was released stays as it is.
  assert.deepEqual(used, ['src/store/migrations/0001-accountability.sql 7267331'])
})
