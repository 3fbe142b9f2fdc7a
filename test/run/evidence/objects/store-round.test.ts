/** Closed segments go to a store and back: killed at each step, under bad stores, with locks that follow the clocks, and checked by verify. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { objectName } from '../../../../src/evidence/objects/object-store.ts'
import { dropErasedSegments } from '../../../../src/run/evidence/drop-segments.ts'
import { workStore } from '../../../../src/run/evidence/objects/work-store.ts'
import { openStored } from '../../../../src/run/process/waiting-captures.ts'
import { compareQuickly } from '../../../../src/verify/quick.ts'
import { verifyPath } from '../../../../src/verify/verify.ts'
import './fetched.ts'
import { collect } from '../../../evidence/sample.ts'
import {
  acts,
  check,
  clean,
  custodyVerdict,
  faults,
  firstOf,
  flipped,
  inDays,
  its,
  lies,
  killedAt,
  round,
  useFolder,
  useS3,
  versionOf
} from './stored-world.ts'

const day = 86_400_000
test('a round killed after each of its steps loses nothing and makes nothing twice, in a folder and in an S3', async () => {
  const [one, two] = its.world.segments
  for (const [use, steps] of [
    [useS3, [1, 2, 3, 4, 5, 6]],
    [useFolder, [2]]
  ] as const)
    for (const step of steps) {
      use('0MB')
      assert.match(await killedAt(step), new RegExp(`reached ${step}\\n$`), `step ${step}`)
      // What is here after the kill opens, whether or not its file went.
      for (const segment of [one, two])
        assert.equal(typeof (await openStored(its.world.app, await firstOf(segment))), 'object')
      assert.deepEqual(
        await compareQuickly(its.world.store, its.world.evidence, false),
        [],
        `a start after step ${step}`
      )
      const done = await round()
      assert.deepEqual([done.cause, done.waiting], [null, 0])
      const stored = await acts('evidence.store')
      assert.deepEqual(stored.map(({ subject }) => subject).toSorted(), [one, two].toSorted(), `step ${step}`)
      const there =
        use === useFolder ? readdirSync(path.join(its.folder, 'segments')).length / 2 : its.double.objects.size
      assert.equal(there, 2, `objects after step ${step}`)
      assert.ok([...its.double.objects.values()].every((versions) => versions.length === 1))
      assert.ok(!existsSync(its.world.file(one)) && !existsSync(its.world.file(two)))
      assert.deepEqual(await faults(), [], `step ${step}`)
      for (const segment of [one, two])
        assert.equal(typeof (await openStored(its.world.app, await firstOf(segment))), 'object')
      await clean()
    }
})

for (const [mischief, told] of lies)
  test(`a store that says it took a segment and "${mischief}" it is an alarm; the file stays here and nothing is noted as stored`, async () => {
    useS3('0MB')
    its.double.mischief = mischief
    const done = await round()
    assert.match(done.cause ?? '', told)
    assert.equal(done.waiting, 2)
    assert.match(
      its.said.join('\n'),
      /Evidence did not get to its store: .*It stays here, and is tried again by itself/
    )
    assert.equal((await acts('evidence.alarm')).length, 1)
    assert.equal((await acts('evidence.store')).length, 0)
    assert.ok(its.world.segments.every((segment) => existsSync(its.world.file(segment))))
    await round()
    assert.equal((await acts('evidence.alarm')).length, 1, 'the same is told once')
    assert.equal(its.said.length, 1)
  })

test('two rounds at once make one object, one row and one entry in the ledger of each segment', async () => {
  useS3()
  const both = await Promise.all([round(), round()])
  assert.deepEqual(
    both.map(({ cause }) => cause),
    [null, null]
  )
  assert.equal((await acts('evidence.store')).length, 2)
  assert.ok([...its.double.objects.values()].every((versions) => versions.length === 1))
})

test('a file that is not what the index closed is not given away', async () => {
  useFolder()
  const file = its.world.file(its.world.segments[0])
  writeFileSync(file, flipped(readFileSync(file)))
  const done = await round()
  assert.match(done.cause ?? '', /is not what the index closed: it is not given away/)
  assert.deepEqual(
    [(await acts('evidence.alarm')).length, existsSync(path.join(its.folder, objectName(its.world.segments[0])))],
    [1, false]
  )
})

test('another object under the name of a segment is an alarm, and is not overwritten', async () => {
  useFolder()
  const [one] = its.world.segments
  mkdirSync(path.join(its.folder, 'segments'))
  writeFileSync(path.join(its.folder, objectName(one)), 'something else')
  const done = await round()
  assert.match(done.cause ?? '', /it has 14 bytes of segment .*, which has \d+/)
  assert.equal(readFileSync(path.join(its.folder, objectName(one)), 'utf8'), 'something else')
})

test('while the store is away everything stays here, the turn waits longer each time, and what it says is told once', async () => {
  useS3()
  its.double.mischief = 'forbidden'
  assert.match((await round()).cause ?? '', /403 AccessDenied/)
  assert.match((await round()).cause ?? '', /403 AccessDenied/)
  assert.equal(its.said.length, 1)
  const { rows } = await its.world.store.root.query<{ fails: number; seconds: number }>(
    'select fails, extract(epoch from next_at - now())::int as seconds from baken.evidence_turn'
  )
  assert.equal(rows[0]?.fails, 2)
  assert.ok((rows[0]?.seconds ?? 0) > 40)
  const early = await workStore({ ...its.world.app, say: () => {} })
  assert.equal(early, null, 'it is not its turn')
  its.double.mischief = null
  assert.deepEqual((await round()).pushed, 2)
  assert.match(its.said.at(-1) ?? '', /Evidence gets to its store again/)
  its.double.mischief = 'forbidden'
  assert.match((await round()).cause ?? '', /403/, 'also when nothing waits for it')
})

test('a segment whose file went is read by ranges of its records; an unread one keeps its file', async () => {
  useS3('0MB')
  const [one, two] = its.world.segments
  await its.world.sql(`update baken.capture set read_version = 0 where segment = '${two}'`)
  const done = await round()
  assert.deepEqual([done.pushed, done.freed], [2, 1])
  assert.ok(!existsSync(its.world.file(one)) && existsSync(its.world.file(two)))
  const [before, row] = [its.double.asked.length, await firstOf(one)]
  const opened = await openStored(its.world.app, row)
  assert.ok(typeof opened !== 'string')
  assert.match(Buffer.from(opened.exchange.body).toString(), /^bladzijde 0-\d$/)
  const asked = its.double.asked.slice(before)
  assert.deepEqual(
    asked.map(({ method, headers }) => [method, headers.range]),
    [['GET', `bytes=${row.seg_offset}-${row.seg_offset + row.seg_length - 1}`]]
  )
  const custody = (): Promise<string> => custodyVerdict(one)
  assert.equal(await custody(), 'intact')
  its.double.mischief = 'forbidden'
  assert.equal(await custody(), 'damaged', 'it answers, and does not give it')
  its.double.mischief = 'hangs-up-before'
  assert.equal(await custody(), 'away')
  const unread = await openStored(its.world.app, row)
  assert.match(typeof unread === 'string' ? unread : 'opened', /^store: .*did not give segment/)
  its.double.mischief = null
  its.double.objects.delete(`unit-1/${objectName(one)}`)
  assert.equal(await custody(), 'missing')
})

test('captures that could not be read while the store was away are read when it answers again', async () => {
  useS3()
  const [one] = its.world.segments
  await its.world.sql(
    `update baken.capture set step_error = 'store: it was away', page_kind = 'error', read_version = 0 where segment = '${one}'`
  )
  its.double.mischief = 'busy'
  await round()
  const waiting = async (): Promise<number> =>
    (await its.world.store.root.query(`select 1 from baken.capture where step_error like 'store: %'`)).rowCount ?? 0
  assert.equal(await waiting(), 3)
  its.double.mischief = null
  await round()
  assert.equal(await waiting(), 0)
})

test('verify checks every object: what is missing, changed, cut, hidden, put over or foreign is named, in the store of a file that is here and of one that went', async () => {
  const [one, two] = its.world.segments
  for (const local of ['all', '0MB']) {
    useS3(local)
    await round()
    const whole = await check()
    assert.deepEqual(
      whole.filter(({ kind }) => kind === 'damaged' || kind === 'unchecked'),
      []
    )
    assert.equal(
      whole.reduce((sum, { counts }) => sum + (counts?.objects ?? 0), 0),
      2,
      local
    )
    assert.equal(
      whole.reduce((sum, { counts }) => sum + (counts?.captures ?? 0), 0),
      9,
      'every capture was checked'
    )
    const [key, versions] = [`unit-1/${objectName(one)}`, its.double.objects.get(`unit-1/${objectName(one)}`) ?? []]
    const [version] = versions
    assert.ok(version !== undefined)
    const { body } = version
    const named = async (pattern: RegExp): Promise<void> => {
      const found = await faults()
      assert.ok(
        found.some((line) => pattern.test(line)),
        `${local} ${String(pattern)}: ${found.join('\n')}`
      )
    }
    version.body = flipped(body)
    await named(local === 'all' ? /^damaged: .*: the object is not what the index closed/ : /^damaged: .*record \d/)
    version.body = body.subarray(0, -7)
    await named(/^damaged: .*(the object has \d+ bytes|missing at the end|ends too early)/)
    version.body = body
    its.double.objects.set(key, [version, { ...version, id: 'later', body: Buffer.from('other') }])
    await named(/^damaged: .*2 versions of it stand there: another was put over the first/)
    its.double.objects.set(key, [version, { ...version, id: 'mark', mark: true }])
    await named(/^damaged: .*a mark of deletion hides the object; 1 versions? stand/)
    its.double.objects.delete(key)
    await named(
      local === 'all'
        ? /^damaged: .*says that the store has it, and it is not there/
        : /^damaged: .*is not there any more/
    )
    its.double.objects.set(key, versions)
    its.double.objects.set('unit-1/notes.txt', [{ ...version, id: 'n' }])
    await named(/^unchecked: .*notes\.txt: it is no object of a segment/)
    its.double.objects.delete('unit-1/notes.txt')
    its.double.objects.set(`unit-1/${objectName('20260302T100000000-0123456789ab')}`, [{ ...version, id: 'f' }])
    await named(/^unchecked: .*the index of this folder lists no such segment/)
    its.double.objects.delete(`unit-1/${objectName('20260302T100000000-0123456789ab')}`)
    assert.deepEqual(await faults(), [])
    its.double.mischief = 'forbidden'
    await named(/^unchecked: .*did not list its objects .*403/)
    its.double.mischief = null
    if (local === '0MB') {
      const alone = await collect(verifyPath(its.world.evidence))
      assert.ok(
        alone.some(({ kind, cause }) => kind === 'unchecked' && /it lies in .* alone, which was not asked/.test(cause))
      )
      // A file that went without a note was taken, whatever the store has.
      rmSync(path.join(its.world.evidence, 'segments', `${two}.stored.json`))
      await named(/^damaged: .*the file is missing; the index lists it/)
    }
    await clean()
  }
})

test('locks follow the clocks: the latest day of what is sealed, held while something is open, and deleted only when all is erased and the day is over', async () => {
  useS3('0MB')
  const [one, two] = its.world.segments
  await its.world.sql(`update baken.capture set erase_at = now() + interval '3 days' where segment = '${one}'`)
  await its.world.sql(
    `update baken.capture set erase_at = now() + interval '9 days' where id = (select id from baken.capture where segment = '${one}' order by id limit 1)`
  )
  await its.world.sql(`update baken.capture set state = 'open', erase_at = '9999-12-31' where segment = '${two}'`)
  await round()
  assert.deepEqual([inDays(versionOf(one)?.until), versionOf(one)?.hold], [9, false])
  assert.deepEqual([versionOf(two)?.until, versionOf(two)?.hold], ['', true])
  assert.deepEqual([versionOf(one)?.mode], ['GOVERNANCE'])
  // A clock that moves on, and something that is opened, is followed; a clock that comes sooner shortens nothing.
  await its.world.sql(`update baken.capture set erase_at = now() + interval '20 days' where segment = '${one}'`)
  assert.equal((await round()).locked, 1)
  assert.equal(inDays(versionOf(one)?.until), 20)
  await its.world.sql(`update baken.capture set erase_at = now() + interval '2 days' where segment = '${one}'`)
  const sooner = await round()
  assert.deepEqual([sooner.locked, sooner.cause], [0, null])
  assert.equal(inDays(versionOf(one)?.until), 20)
  assert.equal((await acts('evidence.lock')).length, 1)
  // All erased: the segment leaves the disk at once, and the store when its retention is over.
  await its.world.sql(
    `update baken.capture set state = 'erased', url_mac = null, url_sealed = null where segment in ('${one}', '${two}')`
  )
  await its.world.sql(`delete from baken.capture_key`)
  const dropped = await dropErasedSegments(its.world.store, its.world.evidence, new Date(), async () => {})
  assert.deepEqual(dropped.toSorted(), [one, two].toSorted())
  assert.ok(!existsSync(path.join(its.world.evidence, 'segments', `${one}.stored.json`)))
  const first = await round()
  assert.equal(first.dropped, 1, 'the held one had no date, and nobody relies on it any more')
  assert.ok(versionOf(one) !== undefined && versionOf(two) === undefined)
  assert.deepEqual(
    (await faults()).filter((line) => line.includes(one)),
    []
  )
  const waits = (await check()).filter(({ item, kind }) => kind === 'warning' && item.includes(one))
  assert.match(waits[0]?.cause ?? '', /stays until its retention there is over/)
  // Its own clock decides: on the day before it says no, whatever this machine believes.
  const late = await round(new Date(Date.now() + 21 * day))
  assert.equal(late.dropped, 0)
  const version = versionOf(one)
  assert.ok(version !== undefined)
  version.until = new Date(Date.now() - 1000).toISOString()
  assert.equal((await round(new Date(Date.now() + 21 * day))).dropped, 1)
  assert.equal(versionOf(one), undefined)
  assert.deepEqual((await acts('evidence.unstore')).map(({ subject }) => subject).toSorted(), [one, two].toSorted())
})
