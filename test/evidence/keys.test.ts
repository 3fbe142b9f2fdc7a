/** The keyring: wrapping, erasing, and what is said when keys are gone. */
import assert from 'node:assert/strict'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { CaptureId } from '../../src/model/ids.ts'
import { epochDay, openKeyring, unwrapDataKey, wrapDataKey, type Keyring } from '../../src/evidence/keys.ts'
import type { WrappingKey } from '../../src/evidence/key-file.ts'
import { newDataKey } from '../../src/evidence/seal.ts'
import { mandate, temporaryFolder, writtenSegment } from './sample.ts'

const capture = '0199d0a0-0000-7000-8000-000000000001' as CaptureId
const other = '0199d0a0-0000-7000-8000-000000000002' as CaptureId

function ring(dataDir: string, now?: () => Date): Keyring {
  const outcome = openKeyring(dataDir, now)
  if (outcome.kind === 'refused') throw new Error(outcome.detail)
  return outcome.keyring
}

function epoch(keyring: Keyring, create = true): WrappingKey {
  const outcome = keyring.epochKey(mandate, '20260302', create)
  if (outcome.kind !== 'key') throw new Error(outcome.kind)
  return outcome.key
}

test('a wrapped data key opens for its capture under its key, in another process too, and for nothing else', () => {
  const folder = temporaryFolder()
  const key = epoch(ring(folder.path))
  const dataKey = newDataKey()
  const wrapped = wrapDataKey(dataKey, key, capture)
  const opened = unwrapDataKey(wrapped, epoch(ring(folder.path), false), capture)
  assert.ok(opened.kind === 'opened' && opened.bytes.equals(dataKey))
  assert.equal(unwrapDataKey(wrapped, key, other).kind, 'refused')
  const kept = ring(folder.path).keptKey(mandate, true)
  assert.ok(kept.kind === 'key' && unwrapDataKey(wrapped, kept.key, capture).kind === 'refused')
  assert.equal(unwrapDataKey(wrapped.subarray(1), key, capture).kind, 'refused')
  folder.remove()
})

test('key files are for the owner only', () => {
  const folder = temporaryFolder()
  epoch(ring(folder.path))
  const file = statSync(`${folder.path}/keys/epoch/${mandate}-20260302.key`)
  assert.equal(file.mode & 0o777, 0o600)
  assert.equal(statSync(`${folder.path}/keys/epoch`).mode & 0o777, 0o700)
  folder.remove()
})

test('C18 the bytes of a destroyed key are overwritten, not only unlinked', () => {
  const folder = temporaryFolder()
  const keyring = ring(folder.path)
  const made = keyring.epochKey(mandate, '20260302', true)
  assert.ok(made.kind === 'key')
  // A second name for the same bytes on disk: what is unlinked only stays readable there.
  const [file, kept] = [`${folder.path}/keys/epoch/${mandate}-20260302.key`, `${folder.path}/kept`]
  linkSync(file, kept)
  const before = readFileSync(kept)
  assert.ok(before.includes(made.key.bytes.toString('base64url')))
  assert.equal(keyring.destroy(`epoch/${mandate}-20260302`), true)
  const after = readFileSync(kept)
  assert.equal(after.length, before.length)
  assert.ok(
    !after.includes(made.key.bytes.toString('base64url')) && !after.subarray(0, 20).equals(before.subarray(0, 20))
  )
  folder.remove()
})

test('C18 a destroyed epoch key is gone from disk, stays gone, and is never made again', () => {
  const folder = temporaryFolder()
  let timeMs = Date.parse('2026-03-30T00:00:00Z')
  const [first, second] = [ring(folder.path, () => new Date(timeMs)), ring(folder.path, () => new Date(timeMs))]
  const path = `${folder.path}/keys/epoch/${mandate}-20260302.key`
  epoch(first)
  epoch(second)
  assert.deepEqual(first.epochs(), [{ mandate, day: '20260302' }])
  assert.equal(first.destroy(`epoch/${mandate}-20260302`), true)
  assert.equal(existsSync(path), false)
  const gone = first.epochKey(mandate, '20260302', true)
  assert.ok(gone.kind === 'destroyed' && gone.at === '2026-03-30T00:00:00.000Z')
  timeMs += 5_001
  assert.equal(
    second.epochKey(mandate, '20260302', true).kind,
    'destroyed',
    'another process forgets it within 5 seconds'
  )
  assert.equal(first.destroy(`epoch/${mandate}-20260302`), false)
  assert.deepEqual(first.epochs(), [])
  folder.remove()
})

test('C9 a destruction that was interrupted before the overwrite is finished by the next reader', () => {
  const folder = temporaryFolder()
  const path = `${folder.path}/keys/epoch/${mandate}-20260302.key`
  epoch(ring(folder.path))
  const secret = readFileSync(path)
  ring(folder.path).destroy(`epoch/${mandate}-20260302`)
  writeFileSync(path, secret)
  assert.equal(ring(folder.path).epochKey(mandate, '20260302', false).kind, 'destroyed')
  assert.equal(existsSync(path), false)
  folder.remove()
})

test('a lost, damaged, exchanged or never made key is told apart in words', () => {
  const folder = temporaryFolder()
  const path = `${folder.path}/keys/epoch/${mandate}-20260302.key`
  assert.equal(ring(folder.path).epochKey(mandate, '20260302', false).kind, 'missing')
  epoch(ring(folder.path))
  const whole = readFileSync(path)
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(path, changed)
    const outcome = ring(folder.path).epochKey(mandate, '20260302', true)
    assert.ok(outcome.kind === 'damaged' && /restore/.test(outcome.detail), `byte ${at}`)
  }
  writeFileSync(path, '')
  assert.equal(ring(folder.path).epochKey(mandate, '20260302', true).kind, 'damaged')
  ring(folder.path).epochKey(mandate, '20260303', true)
  writeFileSync(path, readFileSync(`${folder.path}/keys/epoch/${mandate}-20260303.key`))
  assert.equal(ring(folder.path).epochKey(mandate, '20260302', false).kind, 'damaged')
  rmSync(path)
  assert.equal(ring(folder.path).epochKey(mandate, '20260302', true).kind, 'lost')
  assert.equal(ring(folder.path).byName('../../secret').kind, 'missing')
  folder.remove()
})

test('a missing keys folder beside existing evidence is refused, and nothing is made', async () => {
  const folder = temporaryFolder()
  ring(folder.path)
  await writtenSegment(`${folder.path}/evidence`, 1)
  rmSync(`${folder.path}/keys`, { recursive: true })
  const outcome = openKeyring(folder.path)
  assert.ok(outcome.kind === 'refused' && outcome.reason === 'keys-missing')
  assert.equal(existsSync(`${folder.path}/keys`), false)
  mkdirSync(`${folder.path}/keys`)
  assert.equal(openKeyring(folder.path).kind, 'refused', 'an empty folder is not a keyring')
  folder.remove()
})

test('H11 a process whose keys folder goes away makes and destroys no key there, also in another one that stands in its place, and goes on when it is back', () => {
  const folder = temporaryFolder()
  const keys = path.join(folder.path, 'keys')
  const clock = { at: Date.parse('2026-03-02T10:00:00Z') }
  const keyring = ring(folder.path, () => new Date(clock.at))
  const before = keyring.keptKey(mandate, true)
  clock.at += 60_000
  renameSync(keys, `${keys}.away`)
  for (const stand of [() => {}, () => mkdirSync(keys), () => ring(folder.path)]) {
    stand()
    const found = keyring.keptKey(mandate, true)
    assert.equal(found.kind, 'lost')
    assert.match('detail' in found ? found.detail : '', /is not the one that was opened: put it back/)
    assert.throws(() => keyring.destroyKept(mandate), /put it back/)
    assert.ok(!existsSync(path.join(keys, 'kept', `${mandate}.key`)))
  }
  rmSync(keys, { recursive: true })
  renameSync(`${keys}.away`, keys)
  assert.deepEqual(keyring.keptKey(mandate, true), before)
  folder.remove()
})

test('the day of an epoch is that of UTC', () => {
  assert.equal(epochDay('2026-03-02T23:30:00-02:00'), '20260303')
})
