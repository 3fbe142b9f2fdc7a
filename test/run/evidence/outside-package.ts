/** What an authority and a witness said of the log goes along with a package without a case, and is judged there. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import PizZip from 'pizzip'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { evidencePackage } from '../../../src/desk/packages/evidence-package.ts'
import { logFolder } from '../../../src/evidence/log/log.ts'
import { growOwnLog, type Halves } from '../../../src/run/evidence/growing-log.ts'
import { withGround } from '../../../src/store/ground.ts'
import { rootsIn } from '../../../src/verify/stamps/roots.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import type { TestStore } from '../../support/database.ts'
import { sampleAdverts, samplePeople } from '../../support/sample.ts'
import type { StampAuthority } from '../../verify/stamp-authority.ts'
import type { WitnessServer } from '../../verify/witness-server.ts'

interface Given {
  readonly halves: Halves & { readonly store: TestStore }
  readonly dataDir: string
  readonly authority: StampAuthority
  readonly witness: WitnessServer
  readonly round: () => Promise<void>
}

export async function packageWithOutside({ halves, dataDir, authority, witness, round }: Given): Promise<void> {
  const world = { ...halves, dataDir, close: async () => {} }
  await samplePeople(world)
  const ground = { user: 'pipeline', mandate: 'een' }
  const ids = await sampleAdverts(world, [{ title: 'Kas', body: 'Werk in de kas, bel 06 12345678' }])
  await withGround(halves.store.pool, ground, (tx) => openAdverts(tx, ground, halves.keyring, ids, 'signal:1'))
  await round()
  await growOwnLog(halves)
  const desk = { pool: halves.store.pool, ground: { user: 'analyst', mandate: 'een' }, vault: halves }
  const made = await evidencePackage(desk, { adverts: ids, captures: [], reason: 'Voor de officier.' })
  assert.ok(made.kind === 'done', JSON.stringify(made))
  assert.equal(made.value.outside, 2, 'a stamp and a witness')
  const file = path.join(dataDir, 'package.zip')
  const roots = rootsIn(readFileSync(authority.roots, 'utf8'))
  const strangers = rootsIn(readFileSync(authority.strangerRoots, 'utf8'))
  assert.ok(typeof roots !== 'string' && typeof strangers !== 'string')
  const judged = async (keys: object, bytes = made.value.bytes): Promise<string[]> => {
    writeFileSync(file, bytes)
    const found: string[] = []
    for await (const one of verifyPath(file, { running: false, half: null, ...keys }))
      if (one.kind !== 'ok') found.push(`${one.kind}: ${one.cause}`)
    return found.toSorted()
  }
  const open = await judged({})
  assert.deepEqual(
    open.map((one) => one.replace(/ [0-9a-f]{64};.*$| of \d{4}-.*/, '')),
    [
      'warning: it is signed by the key',
      'warning: who signed it was not checked: it says witness.example/w1',
      'warning: who signed the log was not checked',
      'warning: who signed the stamp'
    ]
  )
  const known = await judged({ roots, witnessKey: witness.vkey })
  assert.deepEqual(
    known.map((one) => one.slice(0, 30)),
    ['warning: it is signed by the k', 'warning: who signed the log wa']
  )
  assert.ok((await judged({ roots: strangers })).some((one) => /^damaged: it is no stamp on its checkpoint/.test(one)))
  const zip = new PizZip(made.value.bytes)
  const words = zip.file('VERIFY.md')?.asText() ?? ''
  const command = /`(openssl ts -verify -data proof[^`]+)`/.exec(words)?.[1] ?? assert.fail(words)
  const at = (name: string): string => path.join(dataDir, name.replaceAll('/', '-'))
  const args = command.replace('authority.pem', authority.roots).split(' ').slice(1)
  const outside = Object.keys(zip.files).filter((name) => name.startsWith('proof/outside/') && !name.endsWith('/'))
  for (const name of outside) writeFileSync(at(name), zip.file(name)?.asUint8Array() ?? '')
  const placed = args.map((one) => (one.startsWith('proof/') ? at(one) : one))
  const { status, stderr } = authority.openssl(...placed)
  assert.equal(status, 0, stderr)
  await changesInside(made.value.bytes, (bytes) => judged({ roots, witnessKey: witness.vkey }, bytes))
  // Somebody changed what was kept beside the log: the package says so, whoever made it.
  const folder = path.join(logFolder(halves.evidenceDir), 'witness')
  const [name = ''] = outside.filter((one) => one.includes('witness-'))
  const [kept = ''] = readdirSync(folder)
  const text = zip.file(name)?.asText() ?? ''
  const lines = text.split('\n')
  const last = lines.at(-2) ?? ''
  const signed = Buffer.from(last.split(' ').at(-1) ?? '', 'base64')
  signed[40] = (signed[40] ?? 0) ^ 1
  rmSync(path.join(folder, kept))
  const forged = [...lines.slice(0, -2), last.replace(/\S+$/, signed.toString('base64')), ''].join('\n')
  writeFileSync(path.join(folder, kept), forged)
  const again = await evidencePackage(desk, { adverts: ids, captures: [], reason: 'Voor de officier.' })
  assert.ok(again.kind === 'done')
  const found = await judged({ roots, witnessKey: witness.vkey }, again.value.bytes)
  assert.ok(found.includes('damaged: the signature of the witness does not hold'), found.join('\n'))
}

/** What somebody changes in the package itself, file by file. */
async function changesInside(bytes: Buffer, judged: (bytes: Buffer) => Promise<string[]>): Promise<void> {
  const zip = new PizZip(bytes)
  const textOf = (file: string): string => zip.file(file)?.asText() ?? assert.fail(file)
  const [note = '', signed = ''] = ['/checkpoint', '/witness-'].map((part) =>
    Object.keys(zip.files).find((name) => name.startsWith('proof/outside') && name.includes(part))
  )
  const ofOne = (file: string): string => textOf(file).replace(/\n\d+\n/, '\n1\n')
  const other = 'damaged: it is another tree than proof/log/tree'
  for (const [file, content, says] of [
    [note, ofOne(note), other],
    [note, null, 'damaged: it is missing'],
    [signed, 'x\n', other],
    [signed, ofOne(signed), other],
    [signed, 'x'.repeat(1024 * 1024 + 1), 'damaged: it is larger than such a file can be']
  ] as const) {
    const changed = new PizZip(bytes)
    if (content === null) changed.remove(file)
    else changed.file(file, content)
    const found = await judged(changed.generate({ type: 'nodebuffer' }))
    assert.ok(found.includes(says), `${file}: ${found.join('\n')}`)
  }
}
