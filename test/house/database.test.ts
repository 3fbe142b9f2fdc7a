/** Who may speak to the database, and with which locks: statements stand in store, desk and accountability, lock classes in one table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockClass } from '../../src/store/locks.ts'
import { filesBelow } from './source-files.ts'

const files = filesBelow(['src'], /\.(ts|sql)$/)

/** Files elsewhere that speak to a database, each with its reason. */
const elsewhere = new Set([
  'src/run/database-session.ts', // the locks of this process, on a connection of their own
  'src/run/doctor.ts', // what a server can do, before there is a schema
  'src/verify/ledger/database.ts', // reads a database without trusting the parts of Baken that wrote it
  'src/verify/segments/stored-objects.ts' // reads where segments went, in the same way
])
const statement = /\.query\s*[<(]/g

/** Files that may not speak to the database and do. */
function speakers(all: readonly { readonly name: string; readonly text: string }[]): string[] {
  return all
    .filter(({ name, text }) => name.endsWith('.ts') && text.match(statement) !== null)
    .map(({ name }) => name)
    .filter((name) => !/^src\/(store|desk|accountability)\//.test(name) && !elsewhere.has(name))
}

test('H10 statements stand in store, desk and accountability', () => {
  assert.deepEqual(speakers(files), [])
  const all = new Set(files.filter(({ text }) => text.match(statement) !== null).map(({ name }) => name))
  assert.ok(all.size > 60, `${all.size} files`)
  assert.deepEqual(
    [...elsewhere].filter((name) => !all.has(name)),
    []
  )
  const planted = ['await tx.query<{ a: number }>(`x`)', 'pool.query("y")']
  for (const text of planted) {
    assert.deepEqual(speakers([{ name: 'src/run/planted.ts', text }]), ['src/run/planted.ts'])
    assert.deepEqual(speakers([{ name: 'src/store/planted.ts', text }]), [])
  }
})

test('H13 each advisory lock has a class of its own, which stands in one table', () => {
  const classes = Object.values(lockClass)
  assert.equal(new Set(classes).size, classes.length)
  // A key without a class could be that of another meaning.
  const classless = /pg_(?:try_)?advisory_\w+\(hashtext/
  assert.deepEqual(
    files.filter(({ name, text }) => name.endsWith('.ts') && classless.test(text)).map(({ name }) => name),
    []
  )
  const number = /\b7_?267_?3\d\d\b/g
  const used = files
    .filter(({ name }) => name !== 'src/store/locks.ts')
    .flatMap(({ name, text }) => (text.match(number) ?? []).map((found) => `${name} ${found}`))
  // The chain of the ledger is SQL, and a migration that was released stays as it is.
  assert.deepEqual(used, [
    'src/store/migrations/0001-accountability.sql 7267331',
    'src/store/migrations/0410-written-rows.sql 7267331', // the same chain, written anew
    'src/store/migrations/0501-ledger-salt.sql 7267331' // and with a salt
  ])
})
