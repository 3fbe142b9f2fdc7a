/** What people choose for a dossier: the tasks of its case, what was searched for it, and a template of their own, refused in words where it does not fit. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import PizZip from 'pizzip'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { CaseWork } from '../../../src/contract/cases/work.ts'
import type { Problem } from '../../../src/contract/problem.ts'
import { json, type Answer, type Browser, type Running } from '../running.ts'
import { doIn, done, farDay, said } from './cases.ts'
import { dossierWorld, laidOut, made, packageOf, rowsOf, textOf, type DossierWorld } from './dossiers.ts'
import { wordsOf } from './pdf-words.ts'

const refusedWords = (answer: Answer): string => String(json<Problem>(answer).detail?.['fault'])

describe('what is chosen for a dossier', () => {
  let world: DossierWorld
  let detective: Browser
  let one: Case
  before(async () => {
    world = await dossierWorld()
    ;({ detective, one } = world)
  })
  after(() => world.close())

  test('S7.6 the tasks of a template per form go with the case where they are asked for: every one, with priority, owner and result', async () => {
    done(await detective.ask('POST', `/api/cases/${one.id}/plan`, { owner: 'detective' }))
    const person = { name: 'Persoon A', about: '', roles: ['possible-victim'], minor: 'no', flags: ['protection'] }
    done(await doIn(detective, one, 'subjects', person))
    const task = { kind: 'other', title: '=1+1', priority: 'low', owner: 'detective', dueOn: farDay, subject: 1 }
    done(await detective.ask('POST', `/api/cases/${one.id}/tasks`, task))
    const ended = { state: 'done', reason: 'Op 3 mei gebeld.', version: 1 }
    done(await detective.ask('POST', `/api/cases/${one.id}/tasks/1/end`, ended))
    const preview = { tasks: true }
    const { tasks } = done<CaseWork>(await detective.ask('GET', `/api/cases/${one.id}/work`))
    const shown = done<DossierPreview>(await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, preview))
    assert.equal(shown.tasks, tasks.length)
    const with_ = await world.filesOf((await made(detective, one, { tasks: true })).result ?? 0)
    const wanted = tasks
      .toSorted((a, b) => a.no - b.no)
      .map((row) => [`${row.no}`, row.title.nl.replace(/^=/, `'=`), row.priority, row.owner, row.dueOn, row.state])
    assert.ok(wanted.length >= 8 && wanted.some((row) => row[5] === 'done'))
    const rows = rowsOf(textOf(with_, 'tasks.csv'))
    assert.deepEqual(
      rows.map((row) => [row[0], row[3], row[6], row[7], row[8], row[9]]),
      wanted
    )
    assert.equal(rows[0]?.[10], 'Op 3 mei gebeld.')
    const html = textOf(with_, 'dossier.html')
    for (const row of tasks) assert.ok(html.includes(row.title.nl), row.title.nl)
    const document = new PizZip(with_.get('dossier.docx') ?? Buffer.alloc(0)).file('word/document.xml')?.asText() ?? ''
    for (const row of tasks) assert.ok(document.includes(row.title.nl), row.title.nl)
    assert.ok(html.includes('task:1'), 'and what was done about them')
    const without = await world.filesOf((await made(detective, one)).result ?? 0)
    assert.equal(without.has('tasks.csv'), false)
    for (const [name, bytes] of without)
      assert.doesNotMatch(bytes.toString('utf8'), /Op 3 mei|task:1|bedenktijd/, `${name}: not asked for`)
  })

  test('Complaint 9: a template of people is used for the document, which has custody and acts as the PDF has; and one that does not fit is refused in words while the one before holds', async () => {
    const coordinator = await world.at.as('coordinator')
    const answer = await fetch(`${world.at.base}/api/dossier-template`, { headers: { cookie: detective.cookie } })
    const plain = Buffer.from(await answer.arrayBuffer())
    const changed = (change: (zip: PizZip, document: string) => void): string => {
      const zip = new PizZip(plain)
      change(zip, zip.file('word/document.xml')?.asText() ?? '')
      return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }).toString('base64')
    }
    const body = (more: string) =>
      changed((zip, document) => zip.file('word/document.xml', document.replace('<w:body>', `<w:body>${more}`)))
    const line = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
    /** A template that links to a site, and then to something else. */
    const linked = (attributes: string): string =>
      changed((zip) => {
        const site = '<Relationship TargetMode="External" Type="http://x/hyperlink" Target="http://x.example/"/>'
        const link = `<Relationship Id="r2" ${attributes} Target="http://x.example/a>b"/>`
        zip.file('word/_rels/document.xml.rels', `<Relationships>${site}${link}</Relationships>`)
      })
    /** A field after another one. */
    const field = (instruction: string): string =>
      body(
        ['PAGE', instruction]
          .map((one) => `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${one}</w:instrText></w:r>`)
          .map((run) => `<w:p>${run}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
          .join('')
      )
    const take = (docx: string) => coordinator.ask('PUT', '/api/dossier-template', { docx, reason: 'Onze koppen.' })
    assert.equal(said(await take(linked('Type="http://x/image"'))), 'done', 'a site that is named, a picture within')
    assert.equal(said(await take(body(line('Openbaar Ministerie {no}, zonder macroEnabled')))), 'done')
    const wrong: readonly (readonly [docx: string, says: RegExp])[] = [
      [changed((zip) => zip.file('word/vbaProject.bin', 'x')), /vbaProject\.bin.*macros/],
      [changed((zip) => zip.file('word/embeddings/oleObject1.bin', 'x')), /macros and objects/],
      [body(line('{naam}')), /asks for naam.*it has title/],
      [body(line('{title')), /title.*(unclosed|not closed)/i],
      [body(line('{#acts}{at}')), /acts.*(unclosed|not closed)/i],
      [body(line('{/acts}')), /acts/],
      [linked(`Type='http://x/attachedTemplate' TargetMode='External'`), /from elsewhere \(attachedTemplate\)/],
      [linked(`TargetMode="&#69;xternal" Type="http://x/image"`), /from elsewhere \(image\)/],
      [linked(`Type="http://x/aFChunk"`), /takes in another document/],
      [field('DDEAUTO c:\\\\cmd'), /fetches or runs something: DDEAUTO/],
      [field('&#68;DE</w:instrText></w:r><w:r><w:instrText>AUTO x'), /fetches or runs something: DDEAUTO x/],
      [body('<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/></w:p>'), /fetches or runs something: DDEAUTO/],
      [changed((zip) => zip.file('word/notes.xml', '<!ENTITY x "y">')), /declares a document type/],
      [
        changed((zip) => {
          const types = zip.file('[Content_Types].xml')?.asText() ?? ''
          zip.file('[Content_Types].xml', types.replace('wordprocessingml.document.main', 'macroEnabled.main'))
        }),
        /a document with macros \(DOCM\)/
      ],
      [changed((zip) => zip.remove('word/document.xml')), /word\/document\.xml is missing/],
      [changed((zip) => zip.file('word/big.xml', ' '.repeat(2_200_000))), /more than 2 MB unpacked/],
      [Buffer.alloc(2 * 1024 * 1024 + 1).toString('base64'), /more than 2 MB/],
      [Buffer.from('geen docx').toString('base64'), /no DOCX/]
    ]
    for (const [docx, says] of wrong) {
      const refused = await take(docx)
      assert.equal(refused.status, 422, refused.text)
      assert.match(refusedWords(refused), says)
    }
    const no = (await made(detective, one)).result ?? 0
    const files = await world.filesOf(no)
    const own = await fetch(`${world.at.base}/api/dossier-template`, { headers: { cookie: detective.cookie } })
    assert.notDeepEqual(Buffer.from(await own.arrayBuffer()), plain)
    const back = await coordinator.ask('PUT', '/api/dossier-template', { docx: null, reason: 'Terug.' })
    assert.equal(said(back), 'done')
    const again = await fetch(`${world.at.base}/api/dossier-template`, { headers: { cookie: detective.cookie } })
    assert.deepEqual(Buffer.from(await again.arrayBuffer()), plain, 'the one that comes along is shown again')
    const document = new PizZip(files.get('dossier.docx') ?? Buffer.alloc(0)).file('word/document.xml')?.asText() ?? ''
    assert.match(document, /Openbaar Ministerie \d/)
    for (const text of [document.replaceAll(/<[^>]+>/g, ''), wordsOf(files.get('dossier.pdf') ?? Buffer.alloc(0))])
      for (const chapter of ['Handelingen en hun grond', 'Herkomst en beheer'])
        assert.ok(text.replaceAll(/\s+/g, '').includes(chapter.replaceAll(' ', '')), chapter)
    // The digest that the list shows is that of the bytes that leave.
    const bytes = await packageOf(world.at, detective, one, no)
    const { dossiers } = await world.list()
    assert.equal(dossiers.find((made) => made.no === no)?.digest, createHash('sha256').update(bytes).digest('hex'))
  })

  test('E17 times of a night of 25 and one of 23 hours are told apart with their zone, and the zone of the service changes no byte', async () => {
    const { root } = world.at.world.store
    // Moments of the same wall clock in autumn, those before and after the change in spring, and one on the day after that of UTC.
    const moments = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z']
    const told = ['2026-10-25 02:30:00 +02:00', '2026-10-25 02:30:00 +01:00', '2026-03-29 01:59:59 +01:00']
    told.push('2026-03-29 03:00:00 +02:00', '2026-07-01 00:30:00 +02:00')
    await root.query('set session_replication_role = replica')
    for (const [no, at] of moments.entries())
      await root.query('update baken.case_act set at = $3 where case_id = $1 and no = $2', [one.id, no + 1, at])
    await root.query(`update baken.capture set seen_at = '2026-06-30T22:30:00Z'`)
    await root.query('reset session_replication_role')
    done(
      await doIn(detective, one, 'tasks', {
        kind: 'other',
        title: 'In de nacht',
        priority: 'low',
        owner: 'detective',
        dueOn: farDay
      })
    )
    const zoneBefore = process.env['TZ']
    const results: (number | null)[] = []
    for (const zone of ['Pacific/Kiritimati', 'America/New_York', 'Europe/Amsterdam']) {
      process.env['TZ'] = zone
      results.push((await made(detective, one, { tasks: true })).result)
    }
    if (zoneBefore === undefined) delete process.env['TZ']
    else process.env['TZ'] = zoneBefore
    assert.equal(new Set(results).size, 1, `the same dossier in every zone: ${results.join()}`)
    const files = await world.filesOf(results[0] ?? 0)
    const document = new PizZip(files.get('dossier.docx') ?? Buffer.alloc(0)).file('word/document.xml')?.asText() ?? ''
    const words = wordsOf(files.get('dossier.pdf') ?? Buffer.alloc(0)).replaceAll(/\s+/g, '')
    const html = textOf(files, 'dossier.html')
    for (const moment of told) {
      assert.ok(html.includes(moment) && document.includes(moment), moment)
      assert.ok(words.includes(moment.replaceAll(' ', '')), `${moment} in the PDF`)
    }
    const { rows } = await root.query<{ no: number; at: string }>(
      `select no, to_char(at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS') as at from baken.ledger where act = 'case.pin' and detail->>'in' <> 'item:4'`
    )
    assert.equal(rows.length, 3)
    for (const { no, at } of rows) assert.match(html, new RegExp(`<td>${no}</td><td>${at} \\+0[12]:00</td>`), 'custody')
    assert.ok(html.includes(`<td>${farDay}</td>`), 'a day is the day that was written')
    const plain = /.{30}\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:Z|UTC)\b/g
    assert.deepEqual(
      [html.match(plain), document.match(plain)],
      [null, null],
      'times in UTC beside those in Dutch time'
    )
    assert.match(html, /Nederlandse tijd met het verschil met UTC/)
    assert.match(textOf(files, 'captures.csv'), /2026-06-30T22:30:00\.000Z/)
  })
})

describe('what was searched for a case', () => {
  let world: DossierWorld
  let at: Running
  let detective: Browser
  let one: Case
  before(async () => {
    world = await dossierWorld()
    ;({ at, detective, one } = world)
  })
  after(() => world.close())

  const ask = async (who: string, address: string): Promise<void> =>
    void done(await (await at.as(who)).ask('GET', address))
  const search = (who: string, words: string) => ask(who, `/api/search?q=${encodeURIComponent(words)}`)

  test('S6.9 every search of members that touched the case is listed with its result, as in the ledger; what is of others, of another matter or protected is not', async () => {
    const before = done<DossierPreview>(
      await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, { searches: true })
    )
    assert.equal(before.searches, 0, 'what was asked before the case was open, or by others, is not of it')
    await search('detective', 'Werk in de kas')
    await search('detective', '06 12345678')
    await ask('detective', '/api/facts/phone/0612345678')
    await search('detective', 'tuinman in Delft')
    await search('analyst', '06 12345678')
    const person = { name: 'Jóhan Kwartelstaart', about: '', roles: ['possible-victim'], minor: 'no' }
    done(await doIn(detective, one, 'subjects', { ...person, flags: ['protection'] }))
    await search('detective', 'kas Johan Kwartelstaart')
    // A flag or an age in doubt keeps a name back; being in the case alone does not, though the word stands in what was asked.
    const others = { ...person, roles: ['witness'], flags: [] }
    done(await doIn(detective, one, 'subjects', { ...others, name: 'Bea Vraag', minor: 'doubt' }))
    done(await doIn(detective, one, 'subjects', { ...others, name: 'Cor Werk' }))
    await search('detective', 'kas vraag')
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: ['read'] }))
    await search('analyst-2', 'kas@proef.example')
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: [] }))
    await search('analyst-2', 'kas@proef.example')
    const list = { lines: ['06 12345678', '06 87654321'], reason: 'Nagaan.' }
    done(await detective.ask('POST', '/api/lists', list))
    const files = await world.filesOf((await made(detective, one, { searches: true, unconfirmed: true })).result ?? 0)
    const rows = rowsOf(textOf(files, 'searches.csv'))
    const { rows: entries } = await at.world.store.root.query<{
      no: number
      actor: string
      q: string | null
      n: number
    }>(
      `select no, actor, detail->>'q' as q, (detail->>'results')::int as n from ledger
       where act in ('search.run', 'fact.look-up') and actor in ('detective', 'analyst-2') order by no`
    )
    const ofCase = entries.filter((row) => !/tuinman in Delft|Kwartelstaart|vraag/.test(row.q ?? ''))
    assert.equal(ofCase.length, 5, 'one of them was asked after its member had left')
    const expected = ofCase.slice(0, -1).map((row) => [`${row.no}`, row.actor, `${row.n}`])
    assert.deepEqual(
      rows.filter((row) => row[3] !== 'list.look-up').map((row) => [row[0], row[2], row[5]]),
      expected
    )
    assert.ok(expected.some(([, , found]) => Number(found) > 0))
    const html = textOf(files, 'dossier.html')
    assert.match(html, /2 vragen zijn niet opgenomen/)
    const searched = html.slice(html.indexOf('Wat is gezocht'), html.indexOf('<h2>Opnamen'))
    assert.doesNotMatch(searched + textOf(files, 'searches.csv'), /kwartel|kas vraag|tuinman|87654321/i)
    const without = await world.filesOf((await made(detective, one)).result ?? 0)
    assert.equal(without.has('searches.csv'), false)
    assert.doesNotMatch(textOf(without, 'dossier.html'), /Wat is gezocht/)
  })

  test('S6.9 the answer can be made again from the ledger: the same twice, and each entry has the hash that the ledger gave it', async () => {
    const { dossiers } = await world.list()
    const no = dossiers.at(-1)?.no ?? 0
    const [files, again] = [await world.filesOf(no), await made(detective, one, { searches: true, unconfirmed: true })]
    assert.equal(again.result, no, 'the same state is the same dossier')
    const folder = laidOut(at, await packageOf(at, detective, one, no))
    const checked = spawnSync('sha256sum', ['--check', '--strict', 'proof/LEDGERSUMS'], {
      cwd: folder,
      encoding: 'utf8'
    })
    assert.equal(checked.status, 0, checked.stderr)
    for (const [entry = '', , , act, , , hash = ''] of rowsOf(textOf(files, 'searches.csv'))) {
      const file = path.join('proof/ledger', entry.padStart(9, '0'))
      assert.equal(existsSync(path.join(folder, file)), act !== 'list.look-up', `entry ${entry} of ${act}`)
      if (act !== 'list.look-up')
        assert.ok(readFileSync(path.join(folder, 'proof/LEDGERSUMS'), 'utf8').includes(`${hash}  ${file}\n`))
    }
  })
})
