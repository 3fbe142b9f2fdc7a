/** Lists of pages through `baken inspect page --jsonl`. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import iconv from 'iconv-lite'
import { baken, endAll, jsonLines, scratch } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>

before(() => {
  folder = scratch('inspect')
})
after(async () => {
  await endAll()
  folder.remove()
})

/** Texts in character sets that only their bytes tell. */
const undeclared = [
  {
    name: 'koi8-r',
    text: 'Сдаётся просторная комната у реки, тихий дом, рядом парк и остановка. Звоните вечером, договоримся о встрече.'
  },
  {
    name: 'shift_jis',
    text: '川の近くの広い部屋を貸します。静かな家で、公園とバス停がすぐそばにあります。夕方にお電話ください。'
  },
  {
    name: 'win1253',
    text: 'Ενοικιάζεται μεγάλο δωμάτιο κοντά στο ποτάμι, ήσυχο σπίτι, δίπλα σε πάρκο και στάση. Τηλεφωνήστε το βράδυ.'
  }
]

test('inspect page --jsonl reads a list of files; what cannot be read is named by its line, and the rest is read', async () => {
  const list = path.join(folder.folder, 'pages.jsonl')
  const page = (name: string, text: string): void =>
    writeFileSync(
      path.join(folder.folder, name),
      `<!doctype html><title>Schuur te huur</title><nav><a href="/">Start</a></nav><main><h1>Schuur te huur</h1><p>${text}</p></main>`
    )
  page('een.html', 'Ruime schuur aan de rand van het dorp, droog en goed af te sluiten. Bel 06 1234 5678 na zessen.')
  page('twee.html', 'Kleine schuur achter de kerk, per maand te huur voor wie hem netjes houdt en op tijd betaalt.')
  const rows = [
    { id: 1, file: 'een.html', url: 'http://a.example/schuur/1', region: 'NL' },
    { id: 2, file: 'nergens.html', url: 'http://a.example/schuur/2' },
    { id: 3, file: path.join(folder.folder, 'twee.html'), url: 'http://a.example/schuur/3' },
    { id: 4, file: 'twee.html' },
    ...undeclared.map(({ name }) => ({ id: name, file: `${name}.html`, url: `http://a.example/${name}` }))
  ]
  for (const { name, text } of undeclared)
    writeFileSync(
      path.join(folder.folder, `${name}.html`),
      iconv.encode(`<!doctype html><title>x</title><main><p>${text}</p></main>`, name)
    )
  writeFileSync(list, rows.map((row) => JSON.stringify(row)).join('\n'))
  const ran = await baken(['inspect', 'page', '--jsonl', list])
  assert.equal(ran.code, 1, ran.stderr)
  const read = jsonLines(ran)
  assert.deepEqual(
    read.map((row) => row.id),
    [1, 3, ...undeclared.map((one) => one.name)]
  )
  assert.equal(
    read[0]?.main,
    'Schuur te huur\nRuime schuur aan de rand van het dorp, droog en goed af te sluiten. Bel 06 1234 5678 na zessen.'
  )
  // A21 pages that declare no character set are read by their bytes.
  assert.deepEqual(
    read.slice(2).map((row) => row.main),
    undeclared.map((one) => one.text)
  )
  assert.match(JSON.stringify(read[0]?.facts), /\+31612345678/)
  assert.match(ran.stderr, /line 2: The file .*nergens\.html cannot be read/)
  assert.match(ran.stderr, /line 4: not a JSON object with a "file" and a "url"/)
})
