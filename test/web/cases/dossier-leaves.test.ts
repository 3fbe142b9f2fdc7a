/** What leaves with a dossier and to whom: checkable by strangers, without the names that were to be left out, kept from erasing while it is made. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import PizZip from 'pizzip'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { DossierKeys, DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import type { Browser, Running } from '../running.ts'
import { doIn, done, openCase, said } from './cases.ts'
import {
  asked,
  dossierWorld,
  ended,
  jobsOf,
  laidOut,
  made,
  packageOf,
  pinned,
  placesIn,
  textOf,
  unpacked,
  type DossierWorld
} from './dossiers.ts'
import { wordsOf } from './pdf-words.ts'

describe('dossier that leaves', () => {
  let world: DossierWorld
  let at: Running
  let detective: Browser
  let one: Case
  before(async () => {
    world = await dossierWorld()
    ;({ at, detective, one } = world)
    await made(detective, one)
  })
  after(() => world.close())

  test('S6.8 names with a key stand in no byte of the package, however they were written, and the list of keys is apart', async () => {
    const names = ['Johan Kwartelstaart', '06-12345678', 'kas@proef.example']
    const preview = done<DossierPreview>(await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, { names }))
    assert.ok(
      preview.names.every((name) => name.places > 0),
      JSON.stringify(preview.names)
    )
    const job = await made(detective, one, { names, unconfirmed: true })
    const files = await world.filesOf(job.result ?? 0)
    assert.equal(files.has('evidence.wacz'), false)
    const planted = [/kwartel|staart|J[oó]han|rtelst/i, /12345678|1234 ?5678|vijf zes|zeven acht/, /kas(?:@|%40)proef/i]
    for (const [name, bytes] of files) for (const one of planted) assert.doesNotMatch(bytes.toString('utf8'), one, name)
    assert.ok(textOf(files, 'dossier.html').includes('[K1]') && textOf(files, 'dossier.html').includes('[K2]'))
    const words = wordsOf(files.get('dossier.pdf') ?? Buffer.alloc(0))
    for (const one of planted) assert.doesNotMatch(words, one)
    assert.match(words, /\[K1\]/)
    const keys = done<DossierKeys>(await detective.ask('GET', `/api/cases/${one.id}/dossiers/${job.result}/keys`))
    assert.deepEqual(
      keys.keys,
      names.map((name, no) => ({ key: `[K${no + 1}]`, name }))
    )
    assert.equal(files.get('manifest.json')?.includes('Johan'), false)
    // A name of an account: it stands in custody and in the ledger, whose entries then stay out of the proof.
    const accounts = await made(detective, one, { names: ['detective', 'coordinator'] })
    for (const [name, bytes] of await world.filesOf(accounts.result ?? 0))
      assert.doesNotMatch(bytes.toString('utf8'), /detective|coordinator/i, name)
  })

  test('S6.8 a template that names a name leaves with nothing', async () => {
    const coordinator = await at.as('coordinator')
    const template = await fetch(`${at.base}/api/dossier-template`, { headers: { cookie: detective.cookie } })
    const named = Buffer.from(await template.arrayBuffer())
    const zip = new PizZip(named)
    const body = zip.file('word/document.xml')?.asText() ?? ''
    // As word processors write it: one name in two runs.
    const runs = '<w:p><w:r><w:t>Voor Jo</w:t></w:r><w:r><w:t>han Kwartelstaart</w:t></w:r></w:p>'
    zip.file('word/document.xml', body.replace('<w:body>', `<w:body>${runs}`))
    const docx = zip.generate({ type: 'nodebuffer' }).toString('base64')
    const take = (given: string | null) => coordinator.ask('PUT', '/api/dossier-template', { docx: given, reason: 'x' })
    assert.equal(said(await take(docx)), 'done')
    const job = await ended(detective, await asked(detective, one, { names: ['Johan Kwartelstaart'] }))
    assert.equal(said(await take(null)), 'done')
    assert.deepEqual([job.state, job.fault], ['failed', 'template-refused'])
  })

  test('S6.11 the PDF is tagged: its structure reads in the order of the HTML, letters that the font lacks are named, and nothing can be clicked', async () => {
    const files = await world.filesOf(1)
    const pdf = files.get('dossier.pdf') ?? Buffer.alloc(0)
    const raw = pdf.toString('latin1')
    assert.match(raw, /<<\n\/Marked true\n>>/)
    assert.match(raw, /\/Lang \(nl\)/)
    assert.doesNotMatch(raw, /\/URI|\/JavaScript|\/Launch/)
    const headings = [...textOf(files, 'dossier.html').matchAll(/<h[123]>([^<]+)<\/h[123]>/g)].map(
      ([, heading = '']) => heading
    )
    const words = wordsOf(pdf).replaceAll(/\s+/g, '')
    let from = 0
    for (const heading of headings.filter((one) => !one.includes('HYPERLINK'))) {
      const found = words.indexOf(heading.replaceAll(/\s+/g, ''), from)
      assert.ok(found >= from, `${heading} after what comes before it`)
      from = found
    }
    assert.ok(words.includes('[U+6F22][U+5B57]') && words.includes('[U+202E]'), 'D5')
  })

  test('Journey 8 Complaint 8: S6.2 the words of VERIFY.md, followed on a bare PATH, pass, and find what was changed', async () => {
    const folder = laidOut(at, await packageOf(at, detective, one, 1))
    const bin = path.join(folder, 'bin')
    mkdirSync(bin)
    for (const tool of ['sha256sum', 'gunzip', 'gzip', 'openssl', 'sh'])
      for (const place of ['/usr/bin', '/bin']) {
        try {
          symlinkSync(path.join(place, tool), path.join(bin, tool))
          break
        } catch {
          // It stands in the other one.
        }
      }
    mkdirSync(path.join(folder, 'wacz'))
    assert.equal(spawnSync('unzip', ['-q', '../evidence.wacz'], { cwd: path.join(folder, 'wacz') }).status, 0)
    const words = readFileSync(path.join(folder, 'VERIFY.md'), 'utf8')
    const commands = [...words.matchAll(/^ {4}(\S.*)$/gm)].map(([, command = '']) => command)
    assert.ok(commands.length >= 7, words)
    const run = (command: string) =>
      spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { PATH: bin }, maxBuffer: 1 << 26 })
    const { dossiers, fingerprint } = await world.list()
    for (const command of commands) {
      const result = run(command)
      assert.equal(result.status, 0, `${command}: ${result.stderr}`)
      if (command.includes('PACKAGE.zip')) assert.ok(result.stdout.startsWith(dossiers.at(-1)?.digest ?? '-'))
      if (command.includes('DER')) assert.ok(result.stdout.startsWith(fingerprint ?? '-'))
    }
    const passes = (): boolean => commands.every((command) => run(command).status === 0)
    const all = [
      'SHA256SUMS',
      ...readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.slice(66)),
      'proof/SHA256SUMS.sig'
    ]
    for (const name of all) {
      const file = path.join(folder, name)
      const before = readFileSync(file)
      const changed = Buffer.from(before)
      const place = Math.floor(before.length / 2)
      changed[place] = (changed[place] ?? 0) ^ 1
      writeFileSync(file, changed)
      assert.equal(passes(), false, `a change in ${name} is not found`)
      writeFileSync(file, before)
    }
    const entries = readdirSync(path.join(folder, 'proof/ledger'))
    const at3 = (kind: string, n: number): string => path.join(folder, 'proof', kind, entries[n] ?? '')
    const tree = path.join(folder, 'proof/log/tree')
    const kept = new Map(
      [at3('ledger', 0), at3('log', 1), at3('log', 2), tree].map((file) => [file, readFileSync(file)])
    )
    writeFileSync(at3('ledger', 0), Buffer.concat([kept.get(at3('ledger', 0)) ?? Buffer.alloc(0), Buffer.from(' ')]))
    rmSync(at3('log', 1))
    writeFileSync(at3('log', 2), readFileSync(at3('log', 3)))
    const unproven = (of: readonly string[]): string =>
      of.map((name) => `proof/ledger/${name}: it is not proven\n`).join('')
    const found = run('sh proof/log/check.sh')
    assert.deepEqual(
      [found.status, found.stdout],
      [1, unproven(entries.slice(0, 3))],
      'changed, without proof, with that of another'
    )
    for (const [file, before] of kept) writeFileSync(file, before)
    writeFileSync(tree, (kept.get(tree) ?? '').toString().replace(/\n.{43}=\n$/, `\n${'A'.repeat(43)}=\n`))
    assert.equal(run('sh proof/log/check.sh').stdout, unproven(entries), 'another root')
  })

  test('Complaint 8: S6.2 baken verify, one command, finds a change of any byte of the package, and says which file', async () => {
    const folder = path.join(at.world.dataDir, 'taken')
    mkdirSync(folder)
    const file = path.join(folder, 'dossier.zip')
    const bytes = await packageOf(at, detective, one, 1)
    const judged = async (given: Buffer): Promise<string[]> => {
      writeFileSync(file, given)
      const found: string[] = []
      for await (const { kind, item } of verifyPath(file)) if (kind !== 'ok') found.push(`${kind} ${item}`)
      return found
    }
    assert.deepEqual(await judged(bytes), [`warning ${file}`, `warning ${file}`], 'whole; two keys are to be compared')
    // BAKEN_FLIPS=1000 tries a thousand places of the same package instead: of 1,003, none was missed.
    const places = placesIn(bytes, Number(process.env['BAKEN_FLIPS'] ?? 100))
    assert.ok(new Set(places.map(({ part }) => part)).size >= 100, 'content, head, name and entry of each kind of file')
    const missed: string[] = []
    for (const { at, part, file: name } of places) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const found = await judged(changed)
      // A change of the signature shows in the list that it signs.
      const told = name === null ? 'damaged ' : `damaged ${file}: ${name.replace('proof/SHA256SUMS.sig', 'SHA256SUMS')}`
      if (!found.some((one) => one.startsWith(told))) missed.push(`byte ${at}, ${part}: ${found.join()}`)
    }
    assert.deepEqual(missed, [], `${missed.length} of ${places.length}`)
    for (const cut of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from('x')])])
      assert.ok((await judged(cut)).some((one) => one.startsWith('damaged')))
  })

  test('E12 what is due for erasing while a dossier is made stays until it is there, though the case was closed meanwhile, and both are told', async () => {
    const [due = 0] = await sampleAdverts(at.world, [{ title: 'Laat 1', body: 'Verzonnen laat', network: 902 }])
    const signal = await sampleSignal(at.world, 902)
    const late = await openCase(at, signal)
    await pinned(detective, late, [['network', 902]])
    await at.world.store.root.query(`update proposal set state = 'declined' where id = $1`, [late.proposal])
    await world.worker.stop()
    const id = await asked(detective, late)
    const now = done<Case>(await detective.ask('GET', `/api/cases/${late.id}`))
    done(await doIn(detective, late, 'close', { version: now.version, outcome: 'no-offence' }))
    const stateOf = async (): Promise<string | undefined> =>
      (await at.world.store.root.query<{ state: string }>('select state from advert where id = $1', [due])).rows[0]
        ?.state
    const later = new Date(Date.now() + 40 * 86_400_000)
    await eraseDue(at.world.store, at.world.keyring, later)
    assert.equal(await stateOf(), 'sealed', 'the hold wins')
    assert.notEqual(
      done<Case>(await detective.ask('GET', `/api/cases/${late.id}`)).list[0]?.keptAt,
      null,
      'the case is told'
    )
    const { entries } = done<LedgerPage>(await (await at.as('auditor')).ask('GET', '/api/ledger?act=retention.erase'))
    assert.ok(
      entries.some(({ detail }) => (detail['held'] as Record<string, number> | undefined)?.['case'] === 1),
      'the ledger is told'
    )
    world.worker = await jobsOf(at)
    assert.equal((await ended(detective, id)).state, 'done')
    const html = textOf(await unpacked(await packageOf(at, detective, late, 1)), 'dossier.html')
    assert.match(html, /bewaring gaat voor wissen/, 'the dossier is told')
    await eraseDue(at.world.store, at.world.keyring, new Date(later.getTime() + 3 * 86_400_000))
    assert.equal(await stateOf(), 'erased', 'then its day comes')
  })

  test('what was taken from a person or a mandate after a dossier was asked for stops it, and a package that was changed does not leave', async () => {
    const add = { user: 'analyst-2', rights: ['read', 'add', 'change'] }
    done(await doIn(detective, one, 'members', add))
    await world.worker.stop()
    const member = await at.as('analyst-2')
    const mine = await asked(member, one)
    done(await doIn(detective, one, 'members', { ...add, rights: ['read', 'add'] }))
    world.worker = await jobsOf(at)
    assert.equal((await ended(member, mine)).fault, 'no-right')
    await world.worker.stop()
    const theirs = await asked(detective, one)
    const { root } = at.world.store
    await root.query(`update mandate set sources = '{een-andere}' where id = 'een'`)
    world.worker = await jobsOf(at)
    const job = await ended(detective, theirs)
    await root.query(`update mandate set sources = '{*}' where id = 'een'`)
    assert.equal(job.fault, 'outside-mandate', 'S6.7')
    const last = `from dossier_part where case_id = $1 and no = 1 and at = (select max(at) from dossier_part where case_id = $1 and no = 1)`
    await root.query(`create temporary table kept as select * ${last.replaceAll('$1', `'${one.id}'`)}`)
    await root.query(`delete ${last}`, [one.id])
    assert.equal(said(await detective.ask('GET', `/api/cases/${one.id}/dossiers/1`)), '409 damaged')
    await root.query('insert into dossier_part select * from kept')
    assert.equal((await packageOf(at, detective, one, 1)).length > 0, true)
  })

  test('only members with the right to change make, take and look into dossiers, with a reason, and each act is in the ledger', async () => {
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: ['read', 'add'] }))
    const member = await at.as('analyst-2')
    const ask = `/api/cases/${one.id}/dossier`
    assert.equal(said(await member.ask('POST', ask, { reason: 'x' })), '403 no-right')
    assert.equal(said(await member.ask('POST', `${ask}/preview`, {})), '403 no-right')
    assert.equal(said(await member.ask('GET', `${ask}s/1`)), '403 no-right')
    assert.equal(said(await member.ask('GET', `${ask}s/1/keys`)), '403 no-right')
    const stranger = await at.as('analyst')
    for (const [method, way] of [
      ['POST', ask],
      ['POST', `${ask}/preview`],
      ['GET', `${ask}s`],
      ['GET', `${ask}s/1`]
    ] as const)
      assert.equal(said(await stranger.ask(method, way, way === ask ? { reason: 'x' } : {})), '404 not-found')
    assert.equal(said(await detective.ask('POST', ask, { reason: ' ' })), '400 reason-missing')
    const { entries } = done<LedgerPage>(
      await (await at.as('auditor')).ask('GET', `/api/ledger?subject=case:${one.id}&limit=500`)
    )
    const acts = new Set(entries.map((entry) => entry.act))
    for (const act of [
      'case.dossier',
      'case.dossier-state',
      'case.dossier-made',
      'case.dossier-taken',
      'case.dossier-preview',
      'case.dossier-keys'
    ])
      assert.ok(acts.has(act), act)
    const taken = entries.find((entry) => entry.act === 'case.dossier-taken')
    assert.match(String(taken?.detail['digest']), /^sha256:[0-9a-f]{64}$/)
  })
})
