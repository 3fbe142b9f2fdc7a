/** Places that adverts name are facts of adverts: beside a signal they stand in no readable form, and are shown and asked for all the same. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { demoMandate } from '../../../src/accountability/demo.ts'
import { listSignals } from '../../../src/desk/signals/signals.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { superuserOf } from '../../support/superuser.ts'
import { baken, scratch } from '../../support/baken.ts'

/** Most adverts name the first, which the alphabet puts last. */
const towns = ['Maastricht', 'Groningen']
let folder: ReturnType<typeof scratch>
let app: App
let root: pg.Pool

before(async () => {
  folder = scratch('signal-places')
  const data = path.join(folder.folder, 'data')
  const file = path.join(folder.folder, 'adverts.jsonl')
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const lines = ['Wila', 'Fenna', 'Jorna', 'Tessel', 'Roza', 'Milou', 'Hanne'].map((name, n) => ({
    id: `p${n}`,
    site: 'gids.example',
    url: `https://gids.example/${n}`,
    title: `${name} in ${towns[n % 2] ?? ''}`,
    body: `Ik ben ${name} en ontvang in ${towns[n % 2] ?? ''}. Rustig adres met eigen ingang, bel mij op 06 10011918. Graag tot gauw.`,
    seen_at: at,
    posted_at: at
  }))
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  const settings = { dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }
  const opened = await openApp(settings, 'hold')
  if (opened.kind !== 'app') assert.fail(opened.message)
  app = opened.app
  root = superuserOf(data)
})
after(async () => {
  await root?.end()
  await app?.close()
  folder.remove()
})

test('the row of a signal names no place of its adverts, in the clear or by distance; who may see it finds it by them, and reads the place of most adverts first', async () => {
  const { rows } = await root.query<{ id: number; text: string; indicators: string }>(
    `select id, s::text as text, jsonb_path_query_array(reasons, '$[*].indicator')::text as indicators from baken.signal s`
  )
  const [row] = rows
  assert.ok(row !== undefined && rows.length === 1)
  assert.match(row.indicators, /SX-C05/)
  for (const town of towns) assert.ok(!row.text.toLowerCase().includes(town.toLowerCase()), town)
  const distances = [...row.text.matchAll(/(\d+) km/g)].map((match) => Number(match[1]) % 10)
  assert.deepEqual([...new Set(distances)], [0])
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  const ground = { user: 'analyst', mandate: demoMandate }
  const found = async (region: string): Promise<unknown> => {
    const list = await listSignals(app.store.pool, ground, vault, { region })
    return list.kind === 'done' && list.value.signals.map((one) => [one.id, one.places])
  }
  assert.deepEqual(await found('groNINgen'), [[row.id, towns]])
  assert.deepEqual(await found('Zwolle'), [])
})
