/** The PDF of a dossier as an archive keeps it: what is inside, what it says of itself, and in which order a program for the blind reads it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Block } from '../../src/desk/dossier/document.ts'
import { htmlOf } from '../../src/desk/dossier/formats/html.ts'
import { pdfOf } from '../../src/desk/dossier/dossier-pdf.ts'
import type { FrozenDossier } from '../../src/desk/dossier/state.ts'

const title = 'Kas & "Hof" <Roerdomp>'
const frozen = {
  state: { ask: { language: 'nl' }, at: '2026-10-25T00:30:00.000Z', case: { title } },
  no: 2,
  digest: 'ab'.repeat(32)
} as unknown as FrozenDossier

/** Over several pages, with each kind of block, and one of each heading. */
const blocks: readonly Block[] = [
  { kind: 'heading', level: 1, text: `Dossier 2: ${title}` },
  { kind: 'paragraph', text: 'Dit dossier legt vast wat is gezien. 漢字 \u202e🌷' },
  ...Array.from({ length: 12 }, (_one, n): Block[] => [
    { kind: 'heading', level: n % 2 === 0 ? 2 : 3, text: `Deel ${n}` },
    { kind: 'list', items: ['Een', 'Twee '.repeat(40)] },
    { kind: 'quote', text: 'Werk in de kas. '.repeat(30) },
    {
      kind: 'table',
      head: ['Wat', 'Wanneer'],
      rows: [
        ['Vastgezet', '2026-10-25 02:30:00 +02:00'],
        ['', 'x'.repeat(300)]
      ]
    }
  ]).flat()
]
const made = await pdfOf(blocks, frozen, () => Promise.resolve())
const raw = made.toString('latin1')
const objects = new Map(
  [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, no, body = '']) => [Number(no), body])
)
const objectOf = (reference: RegExp, within = raw): string =>
  objects.get(Number(reference.exec(within)?.[1])) ?? assert.fail(String(reference))
const root = objectOf(/\/Root (\d+) 0 R/)

test('S6.11 the structure tree names the blocks in the order of the HTML, with the rows, cells and items that they have', () => {
  const kidsOf = (body: string): string[] =>
    [...(/\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '').matchAll(/(\d+) 0 R/g)]
      .map(([, no]) => objects.get(Number(no)) ?? '')
      .filter((kid) => kid.includes('/S /'))
  const typeOf = (body: string): string => /\/S \/(\w+)/.exec(body)?.[1] ?? ''
  const told = (body: string): string => {
    const kids = kidsOf(body).map(told)
    return kids.length === 0 ? typeOf(body) : `${typeOf(body)}(${kids.join(' ')})`
  }
  const tree = objectOf(/\/StructTreeRoot (\d+) 0 R/, root)
  const read = kidsOf(tree).map(told).join(' ')
  const names = {
    h1: 'H1',
    h2: 'H2',
    h3: 'H3',
    p: 'P',
    blockquote: 'BlockQuote',
    ul: 'L',
    li: 'LI(LBody)',
    table: 'Table',
    tr: 'TR',
    td: 'TD',
    th: 'TH'
  }
  const page = [...htmlOf(blocks, title, 'nl')].join('').replace(/<!doctype[\s\S]*?<\/style>/, '')
  const html = page
    .replaceAll(/<\/?(?:thead|tbody)>|<\/html>/g, '')
    .replaceAll(/>[^<]+</g, '><')
    .replaceAll(/<(h[123]|p|blockquote|li|td|th)\b[^>]*><\/\1>/g, (_all, name: keyof typeof names) => `${names[name]} `)
    .replaceAll(/<(ul|table|tr)>/g, (_all, name: keyof typeof names) => `${names[name]}(`)
    .replaceAll(/ ?<\/(?:ul|table|tr)>/g, ') ')
  assert.equal(`Document(${html.replaceAll(/\s+/g, ' ').trim()})`.replaceAll(' )', ')'), read)
})

test('S6.11 the PDF says that it is PDF/A-2b and holds what that asks for: fonts, colours and metadata inside, nothing that acts or is fetched', () => {
  assert.match(raw, /^%PDF-1\.7\n%[\x80-\xff]{4}/)
  const metadata = objectOf(/\/Metadata (\d+) 0 R/, root)
  assert.doesNotMatch(metadata.slice(0, metadata.indexOf('stream')), /\/Filter/, 'a search finds it')
  const xmp = Buffer.from(metadata, 'latin1').toString('utf8')
  assert.match(xmp, /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/)
  assert.ok(xmp.includes('>Dossier 2: Kas &amp; &quot;Hof&quot; &lt;Roerdomp&gt;</rdf:li>'), xmp)
  assert.match(xmp, /<xmp:CreateDate>2026-10-25T00:30:00Z</)
  const open: string[] = []
  for (const [, close, name = '', alone] of xmp.matchAll(/<(\/?)([a-z]+:\w+)[^<>]*?(\/?)>/g)) {
    if (close !== '') assert.equal(open.pop(), name)
    else if (alone === '') open.push(name)
  }
  assert.deepEqual(open, [], 'the metadata are well-formed')
  const intent = objectOf(/\/OutputIntents \[(\d+) 0 R\]/, root)
  assert.match(intent, /\/S \/GTS_PDFA1[\s\S]*sRGB/)
  const profile = objectOf(/\/DestOutputProfile (\d+) 0 R/, intent)
  const stream = Buffer.from(
    profile.slice(profile.indexOf('stream\n') + 7, profile.lastIndexOf('\nendstream')),
    'latin1'
  )
  assert.equal(
    (profile.includes('FlateDecode') ? inflateSync(stream) : stream).toString('latin1', 36, 40),
    'acsp',
    'a profile of colours'
  )
  const fonts = [...objects.values()].filter((body) => body.includes('/Type /FontDescriptor'))
  assert.ok(fonts.length >= 2)
  for (const font of fonts) assert.match(font, /\/FontFile[23] \d+ 0 R/)
  for (const body of objects.values())
    if (body.includes('/Subtype /Type0')) assert.match(body, /\/ToUnicode \d+ 0 R/, 'letters can be read again')
  assert.match(root, /\/MarkInfo|\/Lang/)
  assert.match(raw, /\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]/)
  assert.doesNotMatch(raw, /\/(?:URI|JavaScript|JS|Launch|AA|EmbeddedFiles|Encrypt|SMask|OpenAction)\b/)
})

test('S6.11 veraPDF judges the PDF as PDF/A-2b, and one whose metadata say another thing as none', (t) => {
  const jars = process.env['BAKEN_VERAPDF']
  if (jars === undefined)
    return t.skip('BAKEN_VERAPDF names no folder with veraPDF (CONTRIBUTING.md says how to get it)')
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-pdfa-'))
  try {
    const judged = (bytes: Buffer) => {
      writeFileSync(path.join(folder, 'dossier.pdf'), bytes)
      const judge = path.join(import.meta.dirname, '../../tools/verapdf/PdfA.java')
      return spawnSync('java', ['-cp', `${jars}/*`, judge, 'dossier.pdf'], { cwd: folder, encoding: 'utf8' })
    }
    const whole = judged(made)
    assert.equal(whole.status, 0, whole.stdout + whole.stderr)
    assert.match(whole.stdout, /dossier\.pdf: PDF\/A-2b, \d{4,} checks/)
    const other = judged(Buffer.from(raw.replace('<pdfaid:part>2<', '<pdfaid:part>7<'), 'latin1'))
    assert.deepEqual([other.status, /not PDF\/A-2b/.test(other.stdout)], [1, true], other.stderr)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('S6.13 the published run over 10,000 items stayed within 60 s and 1 GB, with the same bytes twice, and a smaller one writes every item', async () => {
  const file = new URL('../../bench/results/dossier.json', import.meta.url)
  const run = JSON.parse(readFileSync(file, 'utf8')) as {
    items: number
    same: boolean
    first: { wallSeconds: number; nodePeakMb: number }
    again: { wallSeconds: number; nodePeakMb: number }
  }
  assert.deepEqual([run.items, run.same], [10_000, true])
  for (const { wallSeconds, nodePeakMb } of [run.first, run.again])
    assert.ok(wallSeconds < 60 && nodePeakMb < 1_000, `${wallSeconds} s, ${nodePeakMb} MB`)
  const items = Array.from({ length: 600 }, (_one, no): Block[] => [
    { kind: 'heading', level: 3, text: `Stuk ${no + 1}` },
    { kind: 'quote', text: 'Werk in de kas.' }
  ])
  let pauses = 0
  const pdf = (await pdfOf(items.flat(), frozen, async () => void pauses++)).toString('latin1')
  assert.equal(pdf.match(/\/S \/H3\b/g)?.length, 600)
  assert.equal(pauses, 24, 'others have a turn after every fifty blocks')
})
