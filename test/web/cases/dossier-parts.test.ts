/** What people choose for a dossier: the tasks of its case, and a template of their own, which is refused in words where it does not fit. */
import assert from 'node:assert/strict'
import PizZip from 'pizzip'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { CaseWork } from '../../../src/contract/cases/work.ts'
import type { Problem } from '../../../src/contract/problem.ts'
import { json, type Answer, type Browser } from '../running.ts'
import { doIn, done, farDay, said } from './cases.ts'
import { dossierWorld, made, rowsOf, textOf, type DossierWorld } from './dossiers.ts'

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

  test('a template of people is used for the document, and one that does not fit is refused in words while the one before holds', async () => {
    const coordinator = await world.at.as('coordinator')
    const answer = await fetch(`${world.at.base}/api/dossier-template`, { headers: { cookie: detective.cookie } })
    const plain = Buffer.from(await answer.arrayBuffer())
    const changed = (change: (zip: PizZip, document: string) => void): string => {
      const zip = new PizZip(plain)
      change(zip, zip.file('word/document.xml')?.asText() ?? '')
      return zip.generate({ type: 'nodebuffer' }).toString('base64')
    }
    const body = (more: string) =>
      changed((zip, document) => zip.file('word/document.xml', document.replace('<w:body>', `<w:body>${more}`)))
    const line = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
    const take = (docx: string) => coordinator.ask('PUT', '/api/dossier-template', { docx, reason: 'Onze koppen.' })
    assert.equal(said(await take(body(line('Openbaar Ministerie {no}')))), 'done')
    const wrong: readonly (readonly [docx: string, says: RegExp])[] = [
      [changed((zip) => zip.file('word/vbaProject.bin', 'x')), /vbaProject\.bin.*macros/],
      [changed((zip) => zip.file('word/embeddings/oleObject1.bin', 'x')), /macros and objects/],
      [body(line('{naam}')), /asks for naam.*it has title/],
      [body(line('{title')), /title.*(unclosed|not closed)/i],
      [body(line('{#acts}{at}')), /acts.*(unclosed|not closed)/i],
      [body(line('{/acts}')), /acts/],
      [
        changed((zip) =>
          zip.file(
            'word/_rels/document.xml.rels',
            '<Relationships><Relationship TargetMode="External" Type="http://x/attachedTemplate" Target="http://x.example/a.dotm"/></Relationships>'
          )
        ),
        /from elsewhere \(attachedTemplate\)/
      ],
      [
        body('<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd</w:instrText></w:r></w:p>'),
        /fetches or runs something: DDEAUTO/
      ],
      [Buffer.from('geen docx').toString('base64'), /no DOCX/]
    ]
    for (const [docx, says] of wrong) {
      const refused = await take(docx)
      assert.equal(refused.status, 422, refused.text)
      assert.match(refusedWords(refused), says)
    }
    const files = await world.filesOf((await made(detective, one)).result ?? 0)
    const document = new PizZip(files.get('dossier.docx') ?? Buffer.alloc(0)).file('word/document.xml')?.asText() ?? ''
    assert.match(document, /Openbaar Ministerie \d/)
  })
})
