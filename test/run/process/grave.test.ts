/** What single adverts say by themselves, from import on: grave ones come into the second queue while they stay sealed. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { listGrave } from '../../../src/desk/adverts/grave-adverts.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { baken, scratch } from '../../support/baken.ts'

const analyst = { user: 'analyst', mandate: 'oefening' }
let folder: ReturnType<typeof scratch>
let data: string
before(() => {
  folder = scratch('grave')
  data = path.join(folder.folder, 'data')
})
after(() => folder.remove())

const line = (nr: number, body: string): string =>
  JSON.stringify({ id: `a-${nr}`, site: 'een.example', url: `https://een.example/${nr}`, title: `Bericht ${nr}`, body })

async function load(lines: readonly string[]): Promise<void> {
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(file, lines.join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
}

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  if (opened.kind !== 'app') assert.fail('the folder is held')
  try {
    return await work(opened.app)
  } finally {
    await opened.app.close()
  }
}

test('W5 an advert of four euros an hour with the passport to be handed in reaches the second queue, sealed, and one of a fair wage does not', async () => {
  await load([
    line(1, 'Stukadoors gezocht, 4 euro per uur. Paspoort inleveren bij de baas.'),
    line(2, 'Stukadoors gezocht, 17 euro per uur, eigen bus.'),
    line(3, 'Groene fiets te koop')
  ])
  await withApp(async (app) => {
    const listed = await listGrave(app.store.pool, analyst, app)
    assert.equal(listed.kind, 'done')
    const adverts = listed.kind === 'done' ? listed.value.adverts : []
    assert.deepEqual(
      adverts.map((one) => [
        one.state,
        one.signs
          .map((sign) => sign.indicator)
          .toSorted()
          .join(' ')
      ]),
      [['sealed', 'AN-12 AN-15']]
    )
  })
})
