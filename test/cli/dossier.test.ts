/** `baken dossier`: made, listed and checked at the console by a member of the case, and the template of the document changed by a coordinator. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import PizZip from 'pizzip'
import { after, before, describe, test } from 'node:test'
import { caseOf } from '../../bench/dossier/case.ts'
import { openStore } from '../../bench/filled/store.ts'
import { baken, endAll, jsonLines, lastJson, scratch, type Ran } from '../support/baken.ts'

describe('dossiers at the console', () => {
  let folder: ReturnType<typeof scratch>
  let id = ''
  const inFolder = (name: string): string => path.join(folder.folder, name)
  const run = (args: readonly string[], stdin = 'oefenen-detective\n'): Promise<Ran> =>
    baken(['dossier', ...args, '--data', inFolder('data')], {}, stdin)
  const member = ['--as', 'detective'] as const
  const why = ['--reason', 'Voor de officier.'] as const

  before(async () => {
    folder = scratch('dossier')
    const adverts = Array.from({ length: 4 }, (_one, at) => ({
      id: `a${at}`,
      url: `http://adverts.example/${at}`,
      site: 'adverts.example',
      title: `Kas ${at}`,
      body: `Werk in kas ${at}, vraag naar Kwartelstaart, bel 06 12345678`
    }))
    writeFileSync(inFolder('adverts.jsonl'), adverts.map((one) => JSON.stringify(one)).join('\n'))
    const imported = await baken(['import', inFolder('adverts.jsonl'), '--demo', '--data', inFolder('data')])
    assert.equal(imported.code, 0, imported.stderr)
    const app = await openStore(inFolder('data'))
    id = await caseOf(app, 4, () => {})
    await app.close()
  })
  after(async () => {
    await endAll()
    folder.remove()
  })

  test('a member makes the dossier of a case, lists it, and checks it without data and password; the same again is the same file', async () => {
    const out = inFolder('out')
    const made = await run([id, '--out', out, ...member, ...why, '--tasks', '--unconfirmed'])
    assert.equal(made.code, 0, made.stderr)
    const file = path.join(out, 'dossier-1.zip')
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
    assert.deepEqual(lastJson(made), { no: 1, file, digest, bytes: readFileSync(file).length })
    assert.equal(statSync(file).mode & 0o077, 0, 'nobody else on the machine reads it')
    const again = await run([id, '--out', out, ...member, ...why, '--tasks', '--unconfirmed'])
    assert.deepEqual(lastJson(again), lastJson(made))
    const listed = await run(['list', id, ...member])
    assert.equal(listed.code, 0, listed.stderr)
    assert.deepEqual(
      jsonLines(listed).map((one) => [one['no'], one['by'], one['digest'], one['redacted']]),
      [[1, 'detective', digest, false]]
    )
    assert.match(listed.stderr, /Signed by the key [0-9a-f]{64}/)
    const verified = await baken(['dossier', 'verify', file])
    assert.equal(verified.code, 0, verified.stderr)
    const bytes = readFileSync(file)
    bytes[bytes.indexOf('items.csv') + 60] = (bytes[bytes.indexOf('items.csv') + 60] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const found = await baken(['dossier', 'verify', file])
    assert.equal(found.code, 1)
    assert.match(found.stdout + found.stderr, /items\.csv/)
    const other = await run([id, '--out', out, ...member, ...why, '--tasks', '--unconfirmed'])
    assert.equal(other.code, 1)
    assert.match(other.stderr, /is there already and is another file/)
    assert.deepEqual(readFileSync(file), bytes, 'and stays')
  })

  test('names of a file become keys, and nothing is written for who is no member or may not, in words', async () => {
    writeFileSync(inFolder('names.txt'), 'Kwartelstaart\n')
    const out = inFolder('redacted')
    const made = await run([id, '--out', out, ...member, ...why, '--names', inFolder('names.txt')])
    assert.equal(made.code, 0, made.stderr)
    assert.doesNotMatch(readFileSync(String(lastJson(made)['file'])).toString('latin1'), /kwartelstaart/i)
    const refused: readonly (readonly [args: string[], stdin: string, code: number, says: RegExp])[] = [
      [
        [id, '--out', inFolder('x'), '--as', 'analyst', ...why],
        'oefenen-analyst\n',
        3,
        /no such case, or it is not yours/
      ],
      [[id, '--out', inFolder('x'), '--as', 'auditor', ...why], 'oefenen-auditor\n', 3, /auditor does not do this/],
      [[id, '--out', inFolder('x'), ...member], '', 2, /--reason/],
      [[id, ...member, ...why], '', 2, /--out/],
      [[id, '--out', inFolder('x'), ...why], '', 2, /--as/],
      [['verify'], '', 2, /which package/],
      [['list'], '', 2, /which case/]
    ]
    for (const [args, stdin, code, says] of refused) {
      const ran = await run(args, stdin)
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`)
      assert.match(ran.stderr, says)
    }
    assert.equal(existsSync(inFolder('x')), false)
    assert.deepEqual(readdirSync(out), ['dossier-2.zip'])
  })

  test('a package of an advert without its case is made for a reason by who reads content, checked without data, and the same once more', async () => {
    const out = inFolder('evidence')
    const pack = (args: readonly string[], stdin = 'oefenen-detective\n') =>
      baken(['evidence', 'package', ...args, '--data', inFolder('data')], {}, stdin)
    const made = await pack(['1', '--out', out, ...member, ...why])
    assert.equal(made.code, 0, made.stderr)
    const told = lastJson(made)
    const [file, digest] = [String(told['file']), String(told['digest'])]
    assert.deepEqual([told['captures'], told['proven'], told['outside']], [1, true, 0])
    assert.match(made.stderr, /Nobody outside saw the log/)
    assert.equal(createHash('sha256').update(readFileSync(file)).digest('hex'), digest)
    assert.equal(statSync(file).mode & 0o077, 0, 'nobody else on the machine reads it')
    const key = await baken(['log', 'key', '--data', inFolder('data')])
    const verified = await baken(['verify', file, '--log-key', key.stdout.trim()])
    assert.equal(verified.code, 0, verified.stdout + verified.stderr)
    for (const [args, stdin, code, says] of [
      [['1', '--out', out, '--as', 'auditor', ...why], 'oefenen-auditor\n', 3, /auditor reads no content/],
      [['99999', '--out', out, ...member, ...why], undefined, 3, /no such advert or capture/],
      [['1', '--out', out, ...member], '', 2, /--reason/],
      [['1', ...member, ...why], '', 2, /--out/],
      [['x', '--out', out, ...member, ...why], '', 2, /numbers of adverts, ids of captures/]
    ] as const) {
      const ran = await pack(args, stdin)
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`)
      assert.match(ran.stderr, says)
    }
    assert.deepEqual(readdirSync(out), [path.basename(file)])
  })

  test('the template leaves as a file, comes back changed by a coordinator, is refused in words where it does not fit, and goes back', async () => {
    const file = inFolder('sjabloon.docx')
    const coordinator = ['--as', 'coordinator', ...why]
    const take = (name: string) => run(['template', name, ...coordinator], 'oefenen-coordinator\n')
    assert.equal((await run(['template', '--out', file, ...member])).code, 0)
    const change = (name: string, more: string, macro = false): string => {
      const zip = new PizZip(readFileSync(file))
      const document = zip.file('word/document.xml')?.asText() ?? ''
      const line = `<w:p><w:r><w:t>${more}</w:t></w:r></w:p>`
      zip.file('word/document.xml', document.replace('<w:body>', `<w:body>${line}`))
      if (macro) zip.file('word/vbaProject.bin', 'x')
      writeFileSync(inFolder(name), zip.generate({ type: 'nodebuffer' }))
      return inFolder(name)
    }
    for (const [name, says] of [
      [change('macro.docx', 'x', true), /macros and objects are not taken/],
      [change('field.docx', '{naam}'), /asks for naam, which a dossier does not have; it has title/],
      [change('loop.docx', '{#acts}{at}'), /acts/]
    ] as const) {
      const ran = await take(name)
      assert.equal(ran.code, 1, ran.stderr)
      assert.match(ran.stderr, says)
      assert.match(ran.stderr, /The one before holds/)
    }
    const taken = change('goed.docx', 'Openbaar Ministerie {no}')
    assert.equal((await run(['template', taken, ...member, ...why])).code, 3, 'a detective changes none')
    assert.equal((await take(taken)).code, 0)
    assert.equal((await run(['template', '--out', inFolder('nu.docx'), ...member])).code, 0)
    assert.deepEqual(readFileSync(inFolder('nu.docx')), readFileSync(taken))
    const made = await run([id, '--out', inFolder('eigen'), ...member, ...why])
    const zip = new PizZip(readFileSync(String(lastJson(made)['file'])))
    const document = new PizZip(zip.file('dossier.docx')?.asUint8Array() ?? '').file('word/document.xml')?.asText()
    assert.match(document ?? '', /Openbaar Ministerie \d/)
    assert.equal((await take('default')).code, 0)
    assert.equal((await run(['template', '--out', inFolder('daarna.docx'), ...member])).code, 0)
    assert.deepEqual(readFileSync(inFolder('daarna.docx')), readFileSync(file))
  })
})
