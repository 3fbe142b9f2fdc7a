/** Who holds keys: one contract for a passphrase, a command and a key service, the life of a key under each, and changing from one to another. */
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { HolderAway, type KeyHolder } from '../../../src/evidence/holders/holder.ts'
import { readHolders } from '../../../src/evidence/holders/read-holders.ts'
import { openKeyring, unwrapDataKey, wrapDataKey, type Keyring } from '../../../src/evidence/keys.ts'
import { newDataKey } from '../../../src/evidence/seal.ts'
import { stampedText } from '../../../src/evidence/stamped-json.ts'
import type { CaptureId } from '../../../src/model/ids.ts'
import { keyFolder } from '../../../src/verify/keys.ts'
import { mandate, temporaryFolder } from '../sample.ts'
import { startParties, writeHolders, type Entry, type Parties, type Party } from './parties.ts'

const capture = '0199d0a0-0000-7000-8000-000000000001' as CaptureId
const day = '20260302'
const name = `epoch/${mandate}-${day}`
/** Ten minutes on, so that nothing that was read before is taken again. */
let clockMs = Date.parse('2026-03-02T10:00:00Z')
const later = (): Date => new Date((clockMs += 600_000))

describe('holders of keys', () => {
  const parts = temporaryFolder()
  let parties: Parties
  before(async () => {
    parties = await startParties(parts.path)
  })
  after(async () => {
    await parties.close()
    parts.remove()
  })

  /** As another process sees it: nothing is remembered. */
  const holderOf = (dataDir: string, entry: Entry): KeyHolder => {
    writeHolders(dataDir, [entry])
    const reading = readHolders(dataDir)
    assert.ok(reading.kind === 'holders' && reading.holders.first !== null, JSON.stringify(reading))
    return reading.holders.first
  }
  const ring = (dataDir: string): Keyring => {
    const opened = openKeyring(dataDir, later)
    if (opened.kind === 'refused') throw new Error(opened.detail)
    return opened.keyring
  }
  const inFolder = (work: (dataDir: string, party: Party) => void): void => {
    for (const party of parties.all) {
      const folder = temporaryFolder()
      try {
        work(folder.path, party)
      } finally {
        for (const one of parties.all) one.turn('well')
        folder.remove()
      }
    }
  }

  test('the contract: what was wrapped under a name opens under that name, everywhere, and nothing else does', () => {
    inFolder((dataDir, { entry, byName }) => {
      const key = newDataKey()
      const [here, there] = [holderOf(dataDir, entry), holderOf(dataDir, entry)]
      const wrapped = here.wrap('kept/een', key)
      assert.match(wrapped, /^[\x21-\x7e]+$/)
      assert.ok(!wrapped.includes(key.toString('base64url')) && !wrapped.includes(key.toString('base64')))
      const opened = there.unwrap('kept/een', wrapped)
      assert.ok(opened.kind === 'key' && opened.bytes.equals(key), entry.id)
      here.wrap('kept/twee', newDataKey())
      assert.equal(there.unwrap('kept/twee', wrapped).kind, 'refused', `${entry.id}: another name`)
      for (const at of [3, 30, wrapped.length - 3]) {
        const changed = `${wrapped.slice(0, at)}${wrapped[at] === 'A' ? 'B' : 'A'}${wrapped.slice(at + 1)}`
        assert.equal(there.unwrap('kept/een', changed).kind, 'refused', `${entry.id}: place ${at}`)
      }
      here.destroy('kept/een')
      here.destroy('kept/een')
      const gone = holderOf(dataDir, entry).unwrap('kept/een', wrapped)
      assert.equal(gone.kind, byName ? 'gone' : 'key', `${entry.id}: destroyed`)
      assert.equal(holderOf(dataDir, entry).unwrap('kept/twee', wrapped).kind, 'refused', 'the other lives')
    })
  })

  test('the contract: a holder that fails, or answers with anything but a key, is away, and no key is made, lost or destroyed by it', () => {
    inFolder((dataDir, party) => {
      const key = newDataKey()
      const wrapped = holderOf(dataDir, party.entry).wrap('kept/een', key)
      for (const mode of ['fails', 'babbles']) {
        party.turn(mode)
        const holder = holderOf(dataDir, party.entry)
        assert.throws(() => holder.unwrap('kept/een', wrapped), HolderAway, `${party.entry.id} ${mode}: unwrap`)
        // What babbles in print could be a wrapped key: a file is written when it was opened once (below).
        if (mode === 'fails') {
          assert.throws(() => holder.wrap('kept/een', key), HolderAway, `${party.entry.id} ${mode}: wrap`)
          if (party.byName) assert.throws(() => holder.destroy('kept/een'), HolderAway, `${party.entry.id}: destroy`)
        }
      }
      party.turn('well')
      const opened = holderOf(dataDir, party.entry).unwrap('kept/een', wrapped)
      assert.ok(opened.kind === 'key' && opened.bytes.equals(key))
    })
  })

  test('a service must be vouched for, must know who asks, and is not believed that it destroyed a key', () => {
    const folder = temporaryFolder()
    const at = (file: string): string => path.join(parts.path, 'engine', file)
    const key = newDataKey()
    const wrapped = holderOf(folder.path, parties.service.entry).wrap('kept/een', key)
    for (const [files, cause] of [
      [{ ca: at('other.pem') }, /certificate/],
      [{ certificate: at('stranger.pem'), key: at('stranger.key') }, /does not answer/],
      [{ token_file: at('names') }, /permission denied/],
      [{ service: 'https://127.0.0.1:1/v1/transit' }, /ECONNREFUSED/],
      [{ ca: at('nowhere.pem') }, /cannot be read/]
    ] as const)
      assert.throws(
        () => holderOf(folder.path, parties.serviceWith(files)).unwrap('kept/een', wrapped),
        (error) => error instanceof HolderAway && cause.test(error.message),
        JSON.stringify(files)
      )
    parties.service.turn('keeps')
    assert.throws(() => holderOf(folder.path, parties.service.entry).destroy('kept/een'), /it has it still/)
    parties.service.turn('well')
    holderOf(folder.path, parties.service.entry).destroy('kept/een')
    folder.remove()
  })

  test('C18 C19 the life of a key under each: no file tells it, other processes open it, and a file of before opens only what is held in that file', () => {
    inFolder((dataDir, { entry, byName }) => {
      writeHolders(dataDir, [entry])
      const made = ring(dataDir).epochKey(mandate, day, true)
      assert.ok(made.kind === 'key')
      const dataKey = newDataKey()
      const wrapped = wrapDataKey(dataKey, made.key, capture)
      const read = ring(dataDir).byName(name)
      assert.ok(read.kind === 'key' && read.key.bytes.equals(made.key.bytes) && read.key.id === made.key.id)
      const opened = unwrapDataKey(wrapped, read.key, capture)
      assert.ok(opened.kind === 'opened' && opened.bytes.equals(dataKey))
      const judged = keyFolder(dataDir)?.state(name)
      assert.ok(judged?.kind === 'key' && judged.bytes.equals(made.key.bytes), `${entry.id}: verify opens it too`)
      const told = made.key.bytes
      for (const file of readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((one) =>
        /\.\w+$/.test(one)
      )) {
        const bytes = readFileSync(path.join(dataDir, file))
        for (const form of [told.toString('base64url'), told.toString('base64'), told.toString('hex')])
          assert.ok(!bytes.includes(form) && !bytes.includes(told), `${entry.id}: ${file} tells the key`)
      }
      const backup = temporaryFolder()
      cpSync(dataDir, path.join(backup.path, 'before'), { recursive: true })
      assert.equal(ring(dataDir).destroy(name), true)
      assert.equal(ring(dataDir).byName(name).kind, 'destroyed')
      const before = ring(path.join(backup.path, 'before')).byName(name)
      assert.equal(before.kind, byName ? 'lost' : 'key', `${entry.id}: a backup of the files`)
      if (before.kind === 'lost') assert.match(before.detail, /destroyed there|holds nothing/)
      backup.remove()
    })
  })

  test('C9 a holder that does not answer while a key is destroyed: it is gone here at once, and the next run destroys it there', () => {
    for (const party of [parties.command, parties.service]) {
      const folder = temporaryFolder()
      writeHolders(folder.path, [party.entry])
      ring(folder.path).epochKey(mandate, day, true)
      const file = path.join(folder.path, 'keys', `${name}.key`)
      const kept = readFileSync(file)
      party.turn('fails')
      assert.throws(() => ring(folder.path).destroy(name), HolderAway)
      assert.equal(existsSync(file), false)
      assert.equal(ring(folder.path).epochKey(mandate, day, true).kind, 'destroyed')
      party.turn('well')
      const wrapped = String((JSON.parse(kept.toString()) as { wrapped: string }).wrapped)
      assert.equal(holderOf(folder.path, party.entry).unwrap(name, wrapped).kind, 'key', 'it is still held there')
      ring(folder.path).destroy(name)
      assert.equal(holderOf(folder.path, party.entry).unwrap(name, wrapped).kind, 'gone')
      folder.remove()
    }
  })

  test('a key whose holder gives no answer is neither missing nor made anew, and verify does not call it damage', () => {
    inFolder((dataDir, party) => {
      writeHolders(dataDir, [party.entry])
      ring(dataDir).epochKey(mandate, day, true)
      const before = readFileSync(path.join(dataDir, 'keys', `${name}.key`))
      party.turn('fails')
      assert.throws(() => ring(dataDir).epochKey(mandate, day, true), HolderAway)
      assert.throws(() => ring(dataDir).epochKey(mandate, '20260303', true), HolderAway)
      assert.equal(keyFolder(dataDir)?.state(name).kind, 'away')
      assert.deepEqual(readFileSync(path.join(dataDir, 'keys', `${name}.key`)), before)
      assert.equal(existsSync(path.join(dataDir, 'keys', `epoch/${mandate}-20260303.key`)), false)
      rmSync(path.join(dataDir, 'keys.yaml'))
      assert.throws(() => ring(dataDir).byName(name), /keys.yaml does not name/)
      writeFileSync(path.join(dataDir, 'keys.yaml'), 'holders: [{id: x}]\n')
      const refused = openKeyring(dataDir)
      assert.ok(refused.kind === 'refused' && /passphrase_file, command or service/.test(refused.detail))
    })
  })

  test('rotation: keys go from files to a passphrase, a service and another passphrase, and stay the same keys', () => {
    const folder = temporaryFolder()
    const made = [ring(folder.path).epochKey(mandate, day, true), ring(folder.path).keptKey(mandate, true)]
    const ids = made.map((one) => one.kind === 'key' && one.key.id)
    const names = [name, `kept/${mandate}`].sort()
    const secret = path.join(parts.path, 'words', 'second')
    writeFileSync(secret, 'nog een lange zin hier')
    const next: Entry = { id: 'zin-2', passphrase_file: secret }
    let before: Entry[] = []
    for (const entry of [parties.passphrase.entry, parties.service.entry, next]) {
      const file = path.join(folder.path, 'keys', `${name}.key`)
      const old = readFileSync(file)
      writeHolders(folder.path, [entry, ...before])
      // Interrupted after the first: each of the two opens what it wrapped.
      assert.equal(ring(folder.path).rewrap(name), true)
      const between = ring(folder.path)
      assert.deepEqual(
        [between.byName(name), between.byName(`kept/${mandate}`)].map((one) => one.kind),
        ['key', 'key']
      )
      assert.equal(between.rewrap(`kept/${mandate}`), true)
      assert.deepEqual(
        ring(folder.path).held(),
        names.map((one) => ({ name: one, holder: entry.id }))
      )
      assert.notDeepEqual(readFileSync(file), old)
      writeHolders(folder.path, [entry])
      const now = [ring(folder.path).byName(name), ring(folder.path).byName(`kept/${mandate}`)]
      assert.deepEqual(
        now.map((one) => one.kind === 'key' && one.key.id),
        ids,
        entry.id
      )
      before = [entry]
    }
    folder.remove()
  })

  test('a holder that gives another key than the file names is found, and one that does not give back what it wrapped changes no file', () => {
    const folder = temporaryFolder()
    ring(folder.path).epochKey(mandate, day, true)
    const file = path.join(folder.path, 'keys', `${name}.key`)
    const plain = readFileSync(file)
    writeHolders(folder.path, [parties.service.entry])
    parties.service.turn('babbles')
    assert.throws(() => ring(folder.path).rewrap(name), HolderAway)
    writeHolders(folder.path, [parties.command.entry])
    parties.command.turn('mixes')
    assert.throws(() => ring(folder.path).rewrap(name), /does not give back what it wrapped/)
    parties.command.turn('well')
    assert.deepEqual(readFileSync(file), plain)
    writeHolders(folder.path, [parties.service.entry])
    parties.service.turn('well')
    ring(folder.path).rewrap(name)
    // The file as it is, with what the service wrapped for the same name another time.
    const other = holderOf(folder.path, parties.service.entry).wrap(name, newDataKey())
    const fields = JSON.parse(readFileSync(file, 'utf8')) as { id: string; holder: string }
    writeFileSync(
      file,
      stampedText({ format: 'baken-key/2', name, holder: fields.holder, id: fields.id, wrapped: other })
    )
    assert.equal(ring(folder.path).byName(name).kind, 'damaged')
    assert.equal(keyFolder(folder.path)?.state(name).kind, 'lost')
    folder.remove()
  })
})
