/** Steps after capture run again with a newer version, and change nothing where nothing changed. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../../demo/server.ts'
import { openApp } from '../../../src/run/app.ts'
import { baken, jsonLines, lastJson, scratch, smallWeb, sourceFiles } from '../../support/baken.ts'

let web: Demo
let folder: ReturnType<typeof scratch>

before(async () => {
  web = await smallWeb()
  folder = scratch('again')
})
after(async () => {
  await web.close()
  folder.remove()
})

test('captures that an older version read are read again, and adverts, facts, networks and signals stay as they were', async () => {
  const data = path.join(folder.folder, 'data')
  const crawl = ['crawl', ...sourceFiles(folder.folder, web.sources), '--once', '--demo', '--data', data]
  const first = await baken(crawl)
  assert.equal(first.code, 0, first.stderr)
  const wanted = await state(data)
  const aged = await inDatabase(
    data,
    `update capture set read_version = read_version - 1, extract_version = extract_version - 1 where read_version > 1`
  )
  assert.ok(aged > 200, `only ${aged} captures could be aged`)
  const second = await baken(crawl)
  assert.equal(second.code, 0, second.stderr)
  assert.equal(lastJson(second).pages, lastJson(first).pages, 'nothing was fetched again')
  assert.equal(await inDatabase(data, `select from capture where read_version > 0`), aged, 'all were read again')
  assert.deepEqual(await state(data), wanted)
})

async function state(data: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const kind of ['adverts', 'facts', 'networks', 'signals']) {
    const rows = jsonLines(await baken(['export', kind, '--data', data]))
    assert.ok(kind === 'signals' || rows.length > 100, `${kind}: the export is empty`)
    digests[kind] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`
  }
  return digests
}

/** Runs one statement as the pipeline, with nothing else on the folder. Returns the rows touched. */
async function inDatabase(data: string, statement: string): Promise<number> {
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  assert.equal(opened.kind, 'app')
  if (opened.kind !== 'app') return 0
  const client = await opened.app.store.pool.connect()
  try {
    await client.query(
      `begin; select set_config('baken.user', 'pipeline', true), set_config('baken.mandate', 'oefening', true)`
    )
    const { rowCount } = await client.query(statement)
    await client.query('commit')
    return rowCount ?? 0
  } finally {
    client.release()
    await opened.app.close()
  }
}
