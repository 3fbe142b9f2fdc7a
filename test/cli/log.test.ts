/** `baken log` on a folder of its own: key, checkpoint and proofs, and a ledger that does not go on from what was signed. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { logKeyOf } from '../../src/evidence/log/note.ts'
import { parseKey, parseNote, signatureOf, treeIn } from '../../src/verify/log/signed-note.ts'
import { extendsTree, hashOfLeaf, includes } from '../../src/verify/log/tree.ts'
import { startWitness } from '../verify/witness-server.ts'
import { addressOf, baken, endAll, jsonLines, scratch, startBaken } from '../support/baken.ts'

const otherKey = logKeyOf(Buffer.alloc(32, 1)).vkey
let folder: ReturnType<typeof scratch>
let environment: Record<string, string>

before(async () => {
  folder = scratch('cli-log')
  environment = { BAKEN_DATA: path.join(folder.folder, 'data') }
  const added = await baken(['mandate', 'add', 'docs/examples/mandate.yaml'], environment)
  assert.equal(added.code, 0, added.stderr)
})
after(async () => {
  await endAll()
  folder.remove()
})

async function log(...args: string[]): Promise<string> {
  const ran = await baken(['log', ...args], environment)
  assert.equal(ran.code, 0, ran.stderr)
  return ran.stdout
}

test('key, checkpoint and proofs of the command are what a verifier that shares no code with it accepts', async () => {
  const key = parseKey(await log('key')) ?? assert.fail('no key')
  const first = parseNote(await log('checkpoint')) ?? assert.fail('no note')
  assert.deepEqual(signatureOf(first, key), { at: 0 })
  const old = treeIn(first) ?? assert.fail('no checkpoint')
  const added = await baken(['user', 'add', 'a.jansen', '--name', 'A. Jansen', '--role', 'auditor'], environment)
  assert.equal(added.code, 0, added.stderr)
  const tree = treeIn(parseNote(await log('checkpoint')) ?? assert.fail('no note')) ?? assert.fail('no checkpoint')
  assert.ok(tree.size > old.size)
  const consistent = (await log('consistency', String(old.size))).trim().split('\n')
  assert.ok(
    extendsTree(
      old,
      tree,
      consistent.map((line) => Buffer.from(line, 'base64'))
    )
  )
  const [extra = '', index = '', ...lines] = (await log('proof', '2')).split('\n').slice(1)
  const proof = lines.slice(0, lines.indexOf('')).map((line) => Buffer.from(line, 'base64'))
  assert.equal(index, 'index 1')
  const file = path.join(folder.folder, 'one.tlog-proof')
  const text = await log('proof', '2')
  writeFileSync(file, text)
  const vkey = (await log('key')).trim()
  for (const [args, code, said] of [
    [[file], 0, /who signed its checkpoint was not checked/],
    [[file, '--log-key', vkey], 0, /^$/],
    [[file, '--log-key', otherKey], 1, /not signed by the key that was given/],
    [[file, '--log-key', 'x'], 2, /^$/]
  ] as const) {
    const ran = await baken(['verify', ...args])
    assert.deepEqual([ran.code, said.test(ran.stdout)], [code, true], ran.stdout + ran.stderr)
  }
  writeFileSync(file, text.replace('index 1', 'index 0'))
  assert.match((await baken(['verify', file])).stdout, /does not prove that this is entry 1/)
  assert.ok(includes(hashOfLeaf(Buffer.from(extra.slice(6), 'base64')), 1, tree, proof))
})

test('without its folder the log is built anew from the ledger, the same to the byte', async () => {
  const at = path.join(environment['BAKEN_DATA'] ?? '', 'evidence/log')
  const before = createHash('sha256')
    .update(await log('checkpoint'))
    .digest('hex')
  rmSync(at, { recursive: true })
  assert.equal((await baken(['verify'], environment)).code, 1)
  assert.equal(
    createHash('sha256')
      .update(await log('checkpoint'))
      .digest('hex'),
    before
  )
  assert.ok(existsSync(path.join(at, 'vkey')))
  const verified = await baken(['verify', '--json'], environment)
  assert.equal(verified.code, 0, verified.stdout)
  const { logEntries = 0 } = (jsonLines(verified).at(-1)?.['checked'] ?? {}) as { readonly logEntries?: number }
  assert.ok(logEntries > 2)
})

test('a checkpoint goes to a folder and to a witness, the ledger says so, and verify holds the log against both', async () => {
  const vkey = (await log('key')).trim()
  const witness = await startWitness(vkey)
  const copies = path.join(folder.folder, 'copies')
  mkdirSync(copies)
  try {
    await log('copy', copies)
    await log('copy', witness.address, '--witness-key', witness.vkey)
    const wrong = await baken(['log', 'copy', witness.address, '--witness-key', vkey], environment)
    assert.match(wrong.stderr, /did not sign with that key/)
    const told = await baken(
      ['verify', '--witness', copies, '--witness', witness.address, '--witness-key', witness.vkey],
      environment
    )
    assert.equal(told.code, 1, 'a folder signs nothing: its copies are not taken for those of a witness')
    const each = await baken(['verify', '--witness', copies], environment)
    assert.equal(each.code, 0, each.stdout)
    assert.match(each.stdout, /newest \d+ entries stand in no copy that was given/)
    // What the witness signed lies beside the log now: by whom it is, its key says, by the option or in the settings.
    const open = /log\/witness: which witness signed .* was not checked/
    assert.match(each.stdout, open)
    assert.doesNotMatch(told.stdout, open)
    const [data, settings] = [environment['BAKEN_DATA'] ?? '', 'outside.yaml']
    writeFileSync(path.join(data, settings), `witnesses:\n  - to: ${witness.address}\n    key: ${witness.vkey}\n`)
    const named = await baken(['verify', data], environment)
    assert.deepEqual([named.code, open.test(named.stdout)], [0, false], named.stdout)
    rmSync(path.join(data, settings))
    const evidence = path.join(data, 'evidence')
    witness.kept = null
    const lost = await baken(['verify', evidence, '--witness', witness.address], environment)
    assert.match(lost.stdout, /kept no checkpoint of baken-log/)
    assert.equal(lost.code, 1)
  } finally {
    await witness.close()
  }
})

test('whom outside.yaml names gets the log by "log send", and from a running service by itself', async () => {
  const [data, kept] = [environment['BAKEN_DATA'] ?? '', path.join(folder.folder, 'kept')]
  mkdirSync(kept)
  assert.match((await baken(['log', 'state'], environment)).stderr, /No witness and no authority is named/)
  writeFileSync(path.join(data, 'outside.yaml'), `every: 1s\nwitnesses:\n  - to: ${kept}\n`)
  assert.match(await log('state'), /kept: not asked yet/)
  assert.match(await log('send'), /kept: kept entry \d+ and all before it on .*; nothing waits/)
  assert.equal(readdirSync(kept).length, 1)
  const running = startBaken(['start', '--port', '0'], environment)
  await addressOf(running)
  const added = await baken(['user', 'add', 'b.jansen', '--name', 'B. Jansen', '--role', 'auditor'], environment)
  assert.equal(added.code, 0, added.stderr)
  for (const began = Date.now(); readdirSync(kept).length < 2 && Date.now() - began < 60_000;)
    await new Promise((resolve) => setTimeout(resolve, 200))
  assert.ok(readdirSync(kept).length >= 2, 'a second checkpoint came without anybody asking')
  running.child.kill('SIGINT')
  await running.ended
  rmSync(kept, { recursive: true })
  assert.equal((await baken(['user', 'add', 'c.jansen', '--name', 'C', '--role', 'auditor'], environment)).code, 0)
  const failing = await baken(['log', 'send'], environment)
  assert.deepEqual(
    [failing.code, /the newest .* for a copy; it fails since .* \(1 try\): /.test(failing.stdout)],
    [1, true]
  )
})

test('a number that is none, or beyond the log, is told', async () => {
  assert.equal((await baken(['log', 'proof', 'x'], environment)).code, 2)
  assert.equal((await baken(['log'], environment)).code, 2)
  assert.equal((await baken(['log', 'proof', '9999'], environment)).code, 1)
  assert.match(readFileSync('README.md', 'utf8'), /baken log key/)
})
