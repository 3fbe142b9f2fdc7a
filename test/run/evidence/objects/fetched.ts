/** The file of a segment comes back from its store when it is gone or damaged, and only then; the ledger tells it. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { openObjectStore } from '../../../../src/evidence/objects/read-settings.ts'
import { headPath } from '../../../../src/evidence/segments/segment-head.ts'
import { storedNotePath } from '../../../../src/evidence/objects/stored-note.ts'
import { fetchSegment, type Fetched, type FetchParts } from '../../../../src/run/evidence/objects/fetch-segment.ts'
import { openStored } from '../../../../src/run/process/waiting-captures.ts'
import { acts, faults, firstOf, flipped, its, round, useFolder, useS3, versionOf } from './stored-world.ts'

function fetch(segment: string, reached?: FetchParts['reached']): Promise<Fetched> {
  const opening = openObjectStore(its.world.data)
  assert.ok(opening.kind === 'store')
  const parts = { store: its.world.store, evidenceDir: its.world.evidence, objects: opening.store }
  return fetchSegment(reached === undefined ? parts : { ...parts, reached }, segment)
}

const leftOver = (): string[] =>
  readdirSync(path.dirname(its.world.file('x'))).filter((name) => name.startsWith('.new-'))

test('a segment that is gone or damaged comes back to the byte, from a folder and from an S3; a good one is not touched, and the ledger tells each', async () => {
  const [one] = its.world.segments
  for (const use of [useS3, useFolder]) {
    use()
    assert.equal((await round()).pushed, 2)
    const file = its.world.file(one)
    const whole = readFileSync(file)
    const before = its.double.asked.length
    assert.deepEqual(await fetch(one), { kind: 'good' })
    assert.deepEqual([its.double.asked.length, (await acts('evidence.fetch')).length], [before, 0], 'nothing is asked')
    for (const spoil of [
      () => rmSync(file),
      () => writeFileSync(file, flipped(whole)),
      () =>
        [file, headPath(its.world.evidence, one), storedNotePath(its.world.evidence, one)].forEach((path) =>
          rmSync(path)
        )
    ]) {
      spoil()
      const there = existsSync(file)
      const done = await fetch(one)
      assert.ok(done.kind === 'fetched', JSON.stringify(done))
      assert.deepEqual([done.bytes, done.was !== null], [whole.length, there])
      assert.ok(readFileSync(file).equals(whole))
      const [told] = (await acts('evidence.fetch')).slice(-1)
      assert.deepEqual([told?.subject, told?.detail['was']], [one, done.was])
      assert.deepEqual([await faults(), leftOver()], [[], []])
      assert.equal(typeof (await openStored(its.world.app, await firstOf(one))), 'object')
    }
    await its.world.restore()
    await its.world.sql('delete from baken.evidence_object')
    await its.world.sql('delete from baken.evidence_turn')
  }
})

test('other bytes than the index closed never stand under the name of a segment: an alarm, and what was here stays', async () => {
  useS3()
  await round()
  const [one] = its.world.segments
  const file = its.world.file(one)
  const damaged = flipped(readFileSync(file))
  writeFileSync(file, damaged)
  const version = versionOf(one)
  assert.ok(version !== undefined)
  const { body } = version
  for (const wrong of [damaged, body.subarray(0, -1), Buffer.concat([body, Buffer.from('more')])]) {
    version.body = wrong
    const done = await fetch(one)
    assert.match(done.kind === 'refused' ? done.cause : done.kind, /is not what the index closed|broke off/)
    assert.ok(readFileSync(file).equals(damaged))
    assert.deepEqual([(await acts('evidence.fetch')).length, leftOver()], [0, []])
  }
  assert.ok((await acts('evidence.alarm')).length >= 2)
  version.body = body
  its.double.mischief = 'forbidden'
  assert.match(JSON.stringify(await fetch(one)), /refused.*403/)
  its.double.mischief = null
  assert.match(JSON.stringify(await fetch('20260302T100000000-0123456789ab')), /has no closed segment/)
  assert.match(JSON.stringify(await fetch('../../../etc/passwd')), /has no closed segment/)
})

test('what is erased while its segment comes over does not come back, and a file that another put there meanwhile stays', async () => {
  useS3()
  await round()
  const [one] = its.world.segments
  const file = its.world.file(one)
  const whole = readFileSync(file)
  rmSync(file)
  const erased = await fetch(one, async (step) => {
    if (step === 'told') await its.world.sql(`update baken.segment set dropped_at = now() where id = '${one}'`)
  })
  assert.match(JSON.stringify(erased), /refused.*was erased meanwhile/)
  assert.deepEqual([existsSync(file), leftOver()], [false, []])
  await its.world.sql(`update baken.segment set dropped_at = null where id = '${one}'`)
  let node = 0
  const both = await fetch(one, async (step) => {
    if (step !== 'told') return
    writeFileSync(file, whole)
    node = statSync(file).ino
  })
  assert.deepEqual([both.kind, statSync(file).ino], ['fetched', node])
  assert.ok(readFileSync(file).equals(whole))
})
