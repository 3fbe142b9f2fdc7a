/** What a site repeats on its pages stands in the database sealed: nobody without keys confirms a line of it, and one of before is sealed at the next start. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { demoMandate } from '../../../src/accountability/demo.ts'
import type { SiteProfile } from '../../../src/model/page.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { learnSite } from '../../../src/read/site/profile.ts'
import { boilerplateEntries } from '../../../src/read/site/boilerplate.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { fingerprintKeyOf } from '../../../src/store/sealed/address-mac.ts'
import { openProfile } from '../../../src/store/sealed/site-profiles.ts'
import { baken, fresh, lastJson, scratch } from '../../support/baken.ts'
import { superuserOf } from '../../support/superuser.ts'

const house = 'Meld misbruik altijd aan de redactie van dit prikbord. Mail naar redactie@prikbord.example voor hulp.'
let folder: ReturnType<typeof scratch>

const adverts = Array.from({ length: 40 }, (_, nth) => ({
  id: `a${nth}`,
  site: 'prikbord.example',
  account: `account${nth}`,
  title: `Kast ${nth}`,
  body: `Kast nummer ${nth} staat in straat ${nth * 7}. ${house}`,
  seen_at: '2026-03-01T10:00:00Z'
}))

const apps: App[] = []

before(() => (folder = scratch('site-profiles')))
after(async () => {
  await apps.pop()?.close()
  folder.remove()
})

async function filled(name: string): Promise<string> {
  const data = path.join(folder.folder, name)
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(file, adverts.map((one) => JSON.stringify(one)).join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data], fresh)
  assert.equal(lastJson(ran)['added'], adverts.length, ran.stderr)
  return data
}

async function opened(data: string): Promise<App> {
  const app = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  if (app.kind !== 'app') assert.fail(app.message)
  apps.push(app.app)
  return app.app
}

interface Row {
  readonly id: string
  readonly profile: Buffer
  /** All of the row, as an attacker reads it. */
  readonly text: string
}

async function rowOf(data: string): Promise<Row> {
  const root = superuserOf(data)
  const { rows } = await root.query<Row>(
    `select id, profile, s::text as text from baken.source s where profile is not null`
  )
  await root.end()
  assert.equal(rows.length, 1, 'the site was learned')
  return rows[0] as Row
}

function profileIn(app: App, row: Row): SiteProfile | null {
  return openProfile(fingerprintKeyOf(app.keyring, demoMandate as MandateId), row.id, row.profile)
}

test('two Bakens that saw one site keep its repeated lines under different values, and none of them is a hash without a key', async () => {
  const wanted = learnSite(adverts.map(boilerplateEntries))
  assert.deepEqual([wanted.boilerplate.length, wanted.contacts], [2, ['mailto:redactie@prikbord.example']])
  const hidden = [...wanted.boilerplate, 'redactie', 'boilerplate'].flatMap((text) => [
    text,
    Buffer.from(text).toString('hex')
  ])
  const stored: string[] = []
  for (const name of ['x', 'y']) {
    const data = await filled(name)
    const app = await opened(data)
    const row = await rowOf(data)
    assert.deepEqual(
      hidden.filter((text) => row.text.includes(text)),
      []
    )
    const kept = profileIn(app, row)
    assert.deepEqual([kept?.boilerplate, kept?.contacts], [wanted.boilerplate, wanted.contacts])
    assert.equal(openProfile(Buffer.alloc(32, 7), row.id, row.profile), null, 'another key opens nothing')
    stored.push(row.profile.toString('hex'))
    await apps.pop()?.close()
  }
  assert.notEqual(stored[0], stored[1])
})

test('a profile of before, which stood in clear, is sealed at the next start, and what was read with it stays', async () => {
  const data = path.join(folder.folder, 'x')
  const app = await opened(data)
  const told = await rowOf(data)
  const profile = profileIn(app, told)
  const root = superuserOf(data)
  await root.query('alter table baken.source add column clear_profile jsonb')
  await root.query('update baken.source set clear_profile = $1, profile = null where id = $2', [
    JSON.stringify(profile),
    told.id
  ])
  await root.end()
  await apps.pop()?.close()
  const more = path.join(folder.folder, 'more.jsonl')
  writeFileSync(more, JSON.stringify({ ...adverts[0], id: 'later', body: `Nog een kast van later. ${house}` }))
  const ran = await baken(['import', more, '--demo', '--data', data], fresh)
  assert.match(ran.stderr, /What stood in clear before is sealed/)
  const again = await opened(data)
  const row = await rowOf(data)
  assert.deepEqual(profileIn(again, row), profile)
  assert.doesNotMatch(row.text, /boilerplate/)
  const columns = await again.store.owner.query(
    `select 1 from information_schema.columns where table_schema = 'baken' and column_name = 'clear_profile'`
  )
  assert.equal(columns.rowCount, 0)
  await apps.pop()?.close()
  const { stdout } = await baken(['export', 'adverts', '--data', data])
  assert.ok(stdout.length > 100 && !stdout.includes('redactie'), 'house text is known to the later advert as well')
})
