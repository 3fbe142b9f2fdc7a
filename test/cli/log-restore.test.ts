/** C19: a data folder that was restored from an older backup shows the gap, and its log begins anew under another key. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, scratch } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let data: string
let copies: string

before(() => {
  folder = scratch('log-restore')
  data = path.join(folder.folder, 'data')
  copies = path.join(folder.folder, 'copies')
  mkdirSync(copies)
})
after(async () => {
  await endAll()
  folder.remove()
})

async function ran(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await baken(args, { BAKEN_DATA: data })
  assert.equal(code, 0, stdout + stderr)
  return stdout
}
/** With owners and rights: the database server runs under a user of its own. */
function copyWhole(from: string, to: string): void {
  assert.equal(spawnSync('cp', ['-a', from, to]).status, 0)
}
const user = (id: string) => ran('user', 'add', id, '--name', id, '--role', 'auditor')

test('C19 after a restore of an older backup the log begins anew, the old one stays, and copies show what is gone', async () => {
  await ran('mandate', 'add', 'docs/examples/mandate.yaml')
  const old = await ran('log', 'key')
  copyWhole(data, `${data}-backup`)
  for (const id of ['a.jansen', 'b.jansen']) await user(id)
  await ran('log', 'copy', copies)
  rmSync(data, { recursive: true })
  copyWhole(`${data}-backup`, data)

  const unsaid = await baken(['log', 'begin'], { BAKEN_DATA: data })
  assert.equal(unsaid.code, 2)
  const key = await ran('log', 'begin', '--reason', 'back from the backup of yesterday')
  assert.notEqual(key, old)
  assert.equal(await ran('log', 'key'), key)
  const [former = ''] = readdirSync(path.join(data, 'evidence/log/before'))
  assert.ok(old.startsWith(former.replace('baken-log-', 'baken-log/')), former)
  assert.ok(existsSync(path.join(data, 'evidence/log/before', former, 'checkpoint')))
  assert.match(await ran('verify'), /^$/)
  await user('c.jansen')
  const shown = await baken(['verify', '--witness', copies], { BAKEN_DATA: data })
  assert.match(shown.stdout, /it was set back: .* it had (\d+) entries, and now \d+: entries \d+ to \1 are gone/)
  assert.equal(shown.code, 1)
  await ran('log', 'copy', copies)
  const again = await baken(['verify', '--witness', copies], { BAKEN_DATA: data })
  assert.equal(again.stdout.match(/damaged: /g)?.length, 1, again.stdout)
})

test('keys that lie as they are go under a passphrase, the ledger says so, and while it is away nothing counts as lost', async () => {
  const secret = path.join(folder.folder, 'passphrase')
  writeFileSync(secret, 'vier losse woorden samen')
  writeFileSync(path.join(data, 'keys.yaml'), `holders: [{ id: zin, passphrase_file: ${secret} }]\n`)
  const unsaid = await baken(['keys', 'rewrap'], { BAKEN_DATA: data })
  assert.equal(unsaid.code, 2, unsaid.stderr)
  const before = await ran('keys', 'state')
  assert.match(before, /^accounts\/log\tnot wrapped$/m)
  await ran('keys', 'rewrap', '--reason', 'keys under a passphrase')
  assert.equal(await ran('keys', 'state'), before.replaceAll('not wrapped', 'zin'))
  for (const { 0: name } of before.matchAll(/^\S+/gm))
    assert.match(readFileSync(path.join(data, 'keys', `${name}.key`), 'utf8'), /"baken-key\/2".*"wrapped":"p1\./)
  assert.doesNotMatch(await ran('verify'), /damaged|unchecked/)
  const key = await ran('log', 'key')
  rmSync(secret)
  const away = await baken(['verify', '--json'], { BAKEN_DATA: data })
  assert.equal(away.code, 1)
  assert.match(away.stdout, /"unchecked".*keys were not checked: the passphrase cannot be read/)
  assert.doesNotMatch(away.stdout, /"kind":"damaged"/)
  writeFileSync(secret, 'vier losse woorden samen')
  assert.equal(await ran('log', 'key'), key)
})
