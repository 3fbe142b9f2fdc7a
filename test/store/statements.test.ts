/** Every SQL text of the product is prepared against a migrated database: one that names a table or column that is not there fails here. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { runMigrations } from 'graphile-worker'
import { filesBelow } from '../house/source-files.ts'
import { testStore, type TestStore } from '../support/database.ts'
import { sqlTexts } from './sql-texts.ts'

let store: TestStore
describe('statements', () => {
  before(async () => {
    store = await testStore()
    // The worker of jobs makes its own schema as it starts.
    await runMigrations({ pgPool: store.owner })
  })
  after(() => store.close())

  const texts = filesBelow(['src'], /\.ts$/).flatMap(({ name, text }) => sqlTexts(name, text))
  /** Statements that are put together at run time, by file; the tests of their features run them. It only shrinks. */
  const built: Readonly<Record<string, number>> = {
    'src/accountability/accounts/account-changes.ts': 1,
    'src/accountability/accounts/administration.ts': 1,
    'src/accountability/ledger/findings.ts': 2,
    'src/accountability/ledger/ledger.ts': 1,
    'src/accountability/retention/holds.ts': 1,
    'src/accountability/rights-requests.ts': 2,
    'src/desk/adverts/requests.ts': 1,
    'src/desk/exports/export.ts': 1,
    'src/desk/search/export.ts': 1,
    'src/desk/search/lists.ts': 1,
    'src/desk/signals/signals.ts': 2,
    'src/store/adverts/advert-columns.ts': 1,
    'src/store/adverts/versions.ts': 1,
    'src/store/connect.ts': 2,
    'src/store/frontier/frontier.ts': 1,
    'src/store/ground.ts': 1,
    'src/store/inverted-index/lookup.ts': 1,
    'src/store/migrate.ts': 2,
    'src/store/rewrite-tables.ts': 1,
    'src/store/row-log.ts': 1,
    'src/store/sealed/seal-addresses.ts': 1,
    'src/store/sources.ts': 1,
    'src/store/standing.ts': 2,
    'src/verify/ledger/database.ts': 2
  }
  /** They read columns of before migrations 0100, 0101 and 0340, which those drop. */
  const ofBefore = new Set([
    'src/store/sealed/seal-addresses.ts',
    'src/store/sealed/site-profiles.ts',
    'src/store/sealed/turn-values.ts'
  ])
  /** What cannot be prepared: transactions, settings, locks and schemas. */
  const unprepared =
    /^\s*(?:begin|commit|rollback|savepoint|release|set|reset|create|alter|drop|grant|revoke|declare|fetch|close|lock|vacuum|analyze|reindex|cluster|checkpoint|discard|listen|notify|show|do|truncate|copy|reassign)\b/i

  /** What the database says of a text, or null when it can be run. */
  async function problem(text: string): Promise<string | null> {
    // The queue of jobs is its owner's alone.
    const client = await (text.includes('graphile_worker.') ? store.owner : store.pool).connect()
    try {
      await client.query(`prepare tried as ${text}`)
      await client.query('deallocate tried')
      return null
    } catch (error) {
      return (error as Error).message
    } finally {
      client.release()
    }
  }

  test('H10 every SQL text can be prepared against the schema', async () => {
    const wrong: string[] = []
    let prepared = 0
    for (const { file, text } of texts) {
      if (text === null || unprepared.test(text) || ofBefore.has(file)) continue
      const said = await problem(text)
      prepared++
      if (said !== null) wrong.push(`${file}: ${said}: ${text.trim().slice(0, 120)}`)
    }
    assert.deepEqual(wrong, [])
    assert.ok(prepared > 300, `${prepared} prepared`)
    assert.match((await problem('select no_such_column from advert')) ?? '', /no_such_column/)
  })

  test('H10 statements that are put together at run time only become fewer', () => {
    const counts: Record<string, number> = {}
    for (const { file, text } of texts) if (text === null) counts[file] = (counts[file] ?? 0) + 1
    assert.deepEqual(
      Object.entries(counts).filter(([file, count]) => count > (built[file] ?? 0)),
      []
    )
  })

  test('a text is found wherever it stands, and one that is put together is told', () => {
    const code =
      "const t = 'advert'\ntx.query(`select ${t}`)\npool.query<Row>({ name: 'a', text: 'select 2' })\nx.query(sql)\nquery('select 3')"
    assert.deepEqual(
      sqlTexts('a.ts', code).map(({ text }) => text),
      ['select advert', 'select 2', null]
    )
  })
})
