/** Adverts as JSON lines: each line is kept, a site's own text is none of theirs, and a second import changes nothing. */
import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, jsonLines, lastJson, scratch } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>

before(() => (folder = scratch('import-adverts')))
after(() => folder.remove())

test('two adverts at one address without a time are two, and a file that was touched is known again', async () => {
  const line = (id: string, body: string): string => JSON.stringify({ id, url: 'https://site.example/list', body })
  const data = path.join(folder.folder, 'address')
  const file = path.join(folder.folder, 'address.jsonl')
  writeFileSync(file, [line('a1', 'Fiets te koop, rood.'), line('a2', 'Kast te koop, wit.')].join('\n'))
  const command = ['import', file, '--demo', '--data', data]
  const first = await baken(command)
  assert.equal(first.code, 0, first.stderr)
  assert.equal(lastJson(first).adverts, 2)
  utimesSync(file, 1_700_000_000, 1_700_000_000)
  const second = lastJson(await baken(command)) as { added?: number; adverts?: number; captures?: number }
  assert.deepEqual([second.added, second.adverts, second.captures], [0, 2, 2])
  const rows = jsonLines(await baken(['export', 'adverts', '--data', data]))
  assert.deepEqual(rows.map((row) => row.id).toSorted(), ['a1', 'a2'])
})

test('a long text of the site, with its number, joins nobody', async () => {
  const house =
    'Deze site plaatst berichten van gebruikers en kijkt ze niet vooraf na. Klopt er iets niet, meld het dan bij onze redactie. ' +
    'Bel daarvoor 020 555 01 23 of schrijf naar hulp@huis.example, op werkdagen van negen tot vijf. ' +
    'Betaal nooit vooruit en geef geen gegevens van uw bank aan mensen die u niet kent. Wij vragen daar nooit om.'
  const goods = ['fiets', 'kast', 'tafel', 'lamp', 'stoel', 'spiegel', 'bank', 'tent', 'jas', 'klok', 'vaas', 'ladder']
  const lines = Array.from({ length: 60 }, (_, i) => {
    const good = `${goods[i % 12]} ${goods[Math.floor(i / 5)]} ${goods[(i * 7) % 12]}`
    return {
      id: `b${i}`,
      url: `https://huis.example/${i}`,
      site: 'huis.example',
      posted_at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
      body: `Mijn ${good} nummer ${i} zoekt een ander huis. ${house}`,
      phone_field: `06 1${String(1_000_003 * (i + 1)).slice(-7)}`
    }
  })
  const data = path.join(folder.folder, 'house')
  const file = path.join(folder.folder, 'house.jsonl')
  writeFileSync(file, lines.map((one) => JSON.stringify(one)).join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  const networks = jsonLines(await baken(['export', 'networks', '--data', data]))
  assert.equal(networks.length, 60)
  assert.deepEqual(
    networks.filter((row) => row.network !== null),
    []
  )
})
