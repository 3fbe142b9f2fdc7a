/** The dossier of a case: one state in all its formats, with its facts, custody, method and what speaks against, and the same twice. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Advert } from '../../../src/contract/desk/adverts.ts'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { readDossier } from '../../../src/desk/dossier/dossiers.ts'
import { endsWithMandate } from '../oversight/dossier-leaving.ts'
import { openSalted, sealWords } from '../../../src/desk/sealed-words.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { stepVersions } from '../../../src/pipeline.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { errorOf, type Browser, type Running } from '../running.ts'
import { doIn, done } from './cases.ts'
import { asked, dossierWorld, ended, made, packageOf, rowsOf, textOf, unpacked, type DossierWorld } from './dossiers.ts'

describe('dossier', () => {
  let world: DossierWorld
  let at: Running
  let detective: Browser
  let one: Case
  let adverts: number[]
  before(async () => {
    world = await dossierWorld()
    ;({ at, detective, one, adverts } = world)
  })
  after(() => world.close())

  test('S6.1 S7.7 the same confirmed items with the same digests stand in PDF, HTML, DOCX, CSV, CASE, STIX and FtM, and the bytes are those that were pinned', async () => {
    const job = await made(detective, one)
    assert.equal(job.result, 1)
    const files = await world.filesOf(1)
    const now = done<Case>(await detective.ask('GET', `/api/cases/${one.id}`))
    const wanted = now.list.filter((item) => item.confirmed).map((item) => [item.no, item.digest])
    assert.deepEqual(
      wanted.map(([no]) => no),
      [1, 2, 3]
    )
    const csv = textOf(files, 'items.csv')
      .split('\r\n')
      .slice(1)
      .filter((line) => line !== '')
    assert.deepEqual(
      csv.map((line) => [Number(line.split(',')[0]), /sha256:[0-9a-f]{64}/.exec(line)?.[0]]),
      wanted
    )
    const stix = JSON.parse(textOf(files, 'stix.json')) as {
      objects: { type: string; external_references?: { external_id: string; description: string }[] }[]
    }
    const notes = stix.objects
      .filter((object) => object.type === 'note')
      .flatMap((object) => object.external_references ?? [])
    assert.deepEqual(
      notes.map((ref) => [Number(ref.external_id.replace('item:', '')), ref.description]),
      wanted
    )
    const ftm = textOf(files, 'ftm.json')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { properties: { recordId: string[]; notes: string[] } })
    assert.deepEqual(
      ftm.map(({ properties }) => [Number(properties.recordId[0]?.replace('item:', '')), properties.notes[0]]),
      wanted
    )
    const graph = (JSON.parse(textOf(files, 'case-uco.jsonld')) as { '@graph': Record<string, unknown>[] })['@graph']
    const exhibits = graph.filter((node) => node['@type'] === 'case-investigation:ProvenanceRecord')
    assert.deepEqual(
      exhibits.map((node) => node['case-investigation:exhibitNumber']),
      wanted.map(([no]) => `item:${no}`)
    )
    for (const [no, digest] of wanted) {
      const hex = String(digest).replace('sha256:', '')
      const item = files.get(`items/${String(no).padStart(5, '0')}.json`) ?? Buffer.alloc(0)
      assert.equal(createHash('sha256').update(item).digest('hex'), hex)
      for (const name of ['dossier.html', 'dossier.docx', 'case-uco.jsonld', 'proof/ITEMSUMS'])
        assert.ok(files.get(name)?.includes(hex), `${name} names item ${no}`)
    }
    assert.equal(textOf(files, 'dossier.html').includes('Nog na te gaan'), false, 'what is not confirmed is left out')
    assert.match(textOf(files, 'dossier.html'), /1 niet bevestigde stukken zijn niet opgenomen/)
    assert.ok(textOf(files, 'items.csv').includes(`"'=HYPERLINK`), 'D1 inert in a spreadsheet')
  })

  test('the same state makes the same bytes under the same number, and S6.10 another state a supplement that names the one before', async () => {
    const first = await packageOf(at, detective, one, 1)
    const again = await made(detective, one)
    assert.equal(again.result, 1)
    assert.equal((await world.list()).dossiers.length, 1)
    done(await doIn(detective, one, 'items/4/confirm', { confirmed: true }))
    assert.equal((await made(detective, one)).result, 2)
    const { dossiers } = await world.list()
    const digest = createHash('sha256').update(first).digest('hex')
    assert.deepEqual(
      dossiers.map((made) => [made.no, made.items, made.follows]),
      [
        [2, 4, digest],
        [1, 3, null]
      ]
    )
    assert.equal(dossiers[1]?.digest, digest, 'the first is what it was')
    assert.ok(textOf(await world.filesOf(2), 'dossier.html').includes(digest))
    done(await doIn(detective, one, 'items/4/confirm', { confirmed: false }))
    assert.equal((await made(detective, one, { unconfirmed: true })).result, 3)
    assert.match(textOf(await world.filesOf(3), 'dossier.html'), /Niet bevestigde stukken[\s\S]*Nog na te gaan/)
  })

  test('S6.4 every number in the text stands in a capture that goes along, at the characters that are named', async () => {
    const files = await world.filesOf(3)
    const rows = rowsOf(textOf(files, 'facts.csv'))
    assert.ok(rows.length >= 6)
    assert.equal(new Set(rows.map((row) => row.join('\t'))).size, rows.length, 'each once')
    const readings = new Map<string, string>()
    for (const advert of adverts) {
      const { versions } = done<Advert>(await (await at.as('analyst')).ask('GET', `/api/adverts/${advert}`))
      for (const { custody, reading } of versions) readings.set(custody.capture, reading?.text ?? '')
    }
    const wacz = await unpacked(files.get('evidence.wacz') ?? Buffer.alloc(0))
    for (const row of rows) {
      const [capture = '', , , raw = '', spans = ''] = row.slice(3)
      const found = spans
        .split(' ')
        .map((span) => readings.get(capture)?.slice(...(span.split('-').map(Number) as [number, number])))
        .join('')
      assert.equal(found, raw.replace(/^'(?=[=+@-])/, ''), row.join())
      assert.ok(wacz.get('indexes/index.cdx')?.includes('adverts.example'))
      assert.ok(textOf(wacz, 'pages/pages.jsonl').includes(capture), `${capture} goes along`)
    }
    const numbers = [...textOf(files, 'dossier.html').matchAll(/\b06[ -]?\d{8}\b/g)].map(([number]) => number)
    assert.ok(numbers.length > 0)
    for (const number of numbers)
      assert.ok(
        rows.some((row) => row.includes(number) || row.includes(`+316${number.replaceAll(/\D/g, '').slice(2)}`)),
        number
      )
  })

  test('S6.4 a source text that changed after the number was read stops the dossier, with a sentence that names the number and the capture', async () => {
    const { root } = at.world.store
    const { rows } = await root.query<{ sealed: Buffer }>(
      'select sealed from case_item where case_id = $1 and no = 1',
      [one.id]
    )
    const sealed = rows[0]?.sealed ?? assert.fail('no item')
    const place = { mandate: 'een' as MandateId, label: 'case-item', context: `${one.id}/1` }
    const advert = openSalted<Advert>(at.world, place, sealed).value
    const [version] = advert.versions
    const phone = version?.reading?.facts.find((fact) => fact.kind === 'phone') ?? assert.fail('no phone')
    const [start] = phone.spans[0] ?? assert.fail('no span')
    const shifted = (text: string): string => `${text.slice(0, start)}.${text.slice(start)}`
    const changed = {
      ...advert,
      versions: advert.versions.map((each) =>
        each.reading === null ? each : { ...each, reading: { ...each.reading, text: shifted(each.reading.text) } }
      )
    }
    const write = async (bytes: Buffer): Promise<void> => {
      await pastTriggers(root, (client) =>
        client.query('update baken.case_item set sealed = $2 where case_id = $1 and no = 1', [one.id, bytes])
      )
    }
    await write(sealWords(at.world, place, changed).sealed)
    const before = (await world.list()).dossiers.length
    const job = await ended(detective, await asked(detective, one))
    await write(sealed)
    assert.deepEqual([job.state, job.fault], ['failed', 'source-changed'])
    assert.equal((await world.list()).dossiers.length, before)
    const entries = await root.query<{ says: string }>(
      `select detail->>'says' as says from ledger where act = 'case.dossier-stopped'`
    )
    const capture = version?.custody.capture ?? ''
    assert.ok(entries.rows[0]?.says.includes(`phone …${phone.raw.slice(-3)} of item 1`), entries.rows[0]?.says)
    assert.ok(entries.rows[0]?.says.includes(`capture ${capture}`), entries.rows[0]?.says)
  })

  test('S6.3 every sign against, rejected link, wrong extraction and weak link of the networks in it is in the list', async () => {
    const html = textOf(await world.filesOf(3), 'dossier.html')
    const from = html.indexOf('Wat ertegen pleit')
    const part = html.slice(from, html.indexOf('Herkomst en beheer'))
    const [a, b] = adverts
    for (const words of [
      'SX-C01',
      'verkeerd gelezen',
      'kas@proef.example',
      'Andere schrijfstijl.',
      'zwakke aanwijzing',
      'geldt niet meer (revoked)'
    ])
      assert.ok(part.includes(words), words)
    const links = [...part.matchAll(/<td>(?:afgewezen verband|zwak verband)<\/td><td>([^<]+)<\/td>/g)].map(
      ([, about]) => about
    )
    assert.equal(new Set(links).size, 1)
    assert.equal(links[0], `${a}-${b}`)
    // The network and the signal each have three: a judgement, a revoked link and a weak one; a strong link is none.
    assert.equal(links.length, 3 * 2 + 2)
  })

  test('S6.5 custody is what the ledger says, entry by entry, and each is there as it was hashed', async () => {
    const files = await world.filesOf(1)
    const { entries } = done<LedgerPage>(
      await (await at.as('auditor')).ask('GET', `/api/ledger?subject=case:${one.id}&limit=500`)
    )
    const numbers = [...files.keys()].flatMap((name) => /^proof\/ledger\/(\d+)$/.exec(name)?.[1] ?? []).map(Number)
    const pins = entries.filter(
      (entry) => ['case.pin', 'case.confirm', 'case.open'].includes(entry.act) && entry.no <= Math.max(...numbers)
    )
    assert.ok(pins.length >= 7)
    for (const entry of pins) {
      const bytes = files.get(`proof/ledger/${String(entry.no).padStart(9, '0')}`) ?? assert.fail(`${entry.no}`)
      assert.equal(createHash('sha256').update(bytes).digest('hex'), entry.hash)
      assert.ok(textOf(files, 'dossier.html').includes(`<td>${entry.no}</td>`))
    }
    const acts = numbers.map(
      (no) =>
        (
          JSON.parse(
            files
              .get(`proof/ledger/${String(no).padStart(9, '0')}`)
              ?.subarray(32)
              .toString('utf8') ?? '{}'
          ) as { act: string }
        ).act
    )
    assert.ok(acts.includes('advert.open') && acts.includes('capture.store'))
    assert.equal(
      acts.some((act) => act.startsWith('case.read')),
      false
    )
  })

  test('S6.6 S6.7 the method chapter has the versions of the steps and the figures of bench/results, and each act its ground', async () => {
    const html = textOf(await world.filesOf(1), 'dossier.html')
    for (const [step, version] of Object.entries(stepVersions))
      assert.ok(html.includes(`<td>${step}</td><td>${version}</td>`), step)
    const quality = JSON.parse(
      readFileSync(new URL('../../../bench/results/quality.json', import.meta.url), 'utf8')
    ) as { phones: { recall: number }; networks: { pairwise: { precision: number } } }
    assert.ok(html.includes(`<td>phones.recall</td><td>quality.json</td>`))
    assert.ok(
      html.includes(`<td>${quality.phones.recall}</td>`) &&
        html.includes(`<td>${quality.networks.pairwise.precision}</td>`)
    )
    assert.ok(html.includes('Daarom.') && html.includes('verzonnen') && html.includes('verleend door test'))
  })

  test('S6.7 what is of a source outside the mandate stops the dossier, and the preview names it', async () => {
    const set = (sources: string[]) =>
      at.world.store.root.query(`update mandate set sources = $1 where id = 'een'`, [sources])
    await set(['een-andere'])
    const preview = done<DossierPreview>(await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, {}))
    assert.deepEqual(preview.outside, adverts)
    const answer = await detective.ask('POST', `/api/cases/${one.id}/dossier`, { reason: 'x' })
    await set(['*'])
    assert.equal(errorOf(answer), '409 outside-mandate')
  })

  test('S6.10 a dossier of the same state that another version wrote in other bytes stays, and the new one follows it', async () => {
    const { root } = at.world.store
    const before = (await world.list()).dossiers[0]?.no ?? 0
    const last = await made(detective, one)
    await root.query('alter table dossier disable trigger never_changed')
    await root.query(`update dossier set digest = '\\x${'ab'.repeat(32)}' where no = $1`, [last.result])
    await root.query('alter table dossier enable trigger never_changed')
    assert.equal((await made(detective, one)).result, before + 1)
    const { dossiers } = await world.list()
    assert.equal(dossiers[0]?.follows, dossiers.find((each) => each.no === before)?.digest)
  })

  test('a package leaves piece by piece with its length and digest, and breaks off when it is erased on the way', async () => {
    const { store, keyring, evidenceDir } = at.world
    const no = (await made(detective, one)).result ?? 0
    const address = `${at.base}/api/cases/${one.id}/dossiers/${no}`
    const { headers } = await fetch(address, { headers: { cookie: detective.cookie } })
    const whole = await packageOf(at, detective, one, no)
    const digest = createHash('sha256').update(whole).digest()
    assert.equal(headers.get('content-length'), String(whole.length))
    assert.equal(headers.get('repr-digest'), `sha-256=:${digest.toString('base64')}:`)
    const desk = { pool: store.pool, ground: { user: 'detective', mandate: 'een' }, vault: { keyring, evidenceDir } }
    const taken = await readDossier(desk, one.id, no)
    if (taken.kind === 'refused') assert.fail(taken.reason)
    await endsWithMandate(at.world, desk, one.id, no)
    await store.root.query('delete from dossier_part where case_id = $1 and no = $2', [one.id, no])
    await assert.rejects(async () => {
      for await (const piece of taken.value.pieces) assert.ok(piece.length > 0)
    }, /was erased while it left/)
  })
})
