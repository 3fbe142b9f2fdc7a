/** What was erased and comes back with an older copy of a folder, what must not be destroyed, and what an erasing leaves of networks. */
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { clearAlarm } from '../../../src/accountability/retention/clocks.ts'
import { epochDay } from '../../../src/evidence/keys.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { beginLogAnew } from '../../../src/run/evidence/growing-log.ts'
import { compareQuickly } from '../../../src/verify/quick.ts'
import { verifyHalves } from '../../../src/verify/verify.ts'
import { collect } from '../../evidence/sample.ts'
import { keepDatabase } from '../../support/superuser.ts'
import { dayMs, erasingWorld, linesOf, type ErasingWorld } from './erasing-world.ts'

let one: ErasingWorld
const older = (name: string): string =>
  path.join(one.world.dataDir, '..', `older-${path.basename(one.world.dataDir)}`, name)

before(async () => {
  one = await erasingWorld()
  const engine = await one.start()
  await one.bring(engine, linesOf(8))
  await engine.stop()
})
after(async () => {
  rmSync(older('.'), { recursive: true, force: true })
  await one?.close()
})

const sql = async (text: string): Promise<unknown[]> => {
  const { root } = one.world.store
  await root.query('set session_replication_role = replica; set search_path = baken, pg_catalog')
  return (await root.query<Record<string, unknown>>(text)).rows
}
const found = async (): Promise<string[]> =>
  (await collect(verifyHalves(one.world.store, one.world.dataDir, false)))
    .filter((item) => item.kind === 'damaged')
    .map((item) => `${item.item}: ${item.cause}`)
const atStart = async (): Promise<string[]> =>
  (await compareQuickly(one.world.store, one.world.evidenceDir, true)).map((item) => `${item.item}: ${item.cause}`)
const keyFiles = (): string[] =>
  readdirSync(path.join(one.world.dataDir, 'keys'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.key'))
    .sort()
/** Both checks name each of these. */
async function named(...about: readonly RegExp[]): Promise<void> {
  for (const said of [await found(), await atStart()])
    for (const one of about)
      assert.ok(
        said.some((text) => one.test(text)),
        `${one} in\n${said.join('\n')}`
      )
}

test('a name in the table of keys to go destroys no key that erasing does not end: not of another mandate, not one for fingerprints', async () => {
  const living = keyFiles()
  const tomorrow = epochDay(new Date(Date.now() + dayMs).toISOString())
  // Under the key of a day that is not over, and of the linker's next state, something may be sealed that no row tells yet.
  const own = [`epoch/een-${tomorrow}`, 'link/een-00000009']
  const names = ['accounts/log', 'blind/een', 'kept/een', 'epoch/twee-20260101', 'link/twee-00000001', ...own]
  one.world.keyring.linkKey('een' as never, 9, true)
  one.world.keyring.epochKey('een' as never, tomorrow, true)
  one.world.keyring.epochKey('twee' as never, '20260101', true)
  one.world.keyring.linkKey('twee' as never, 1, true)
  for (const name of names) await sql(`insert into retired_key (name, mandate_id) values ('${name}', 'een')`)
  const outcome = await one.erase()
  assert.deepEqual([outcome.stopped, outcome.keys], [false, []])
  assert.deepEqual(
    keyFiles(),
    [...living, ...own.map((name) => `${name}.key`), 'epoch/twee-20260101.key', 'link/twee-00000001.key'].sort()
  )
  assert.deepEqual(await sql(`select detail from ledger where act = 'retention.destroy-key'`), [])
  for (const name of names.slice(0, -1))
    await named(new RegExp(`^table retired_key: it names key "${name}" under mandate een`))
  await sql('delete from retired_key')
  for (const name of own) one.world.keyring.destroy(name)
})

test('a network of which every advert was erased tells no more what hand it was, nor by which adverts', async () => {
  const ofNetworks = `select count(*)::int as all, count(class)::int as classes, count(class_signs)::int as signs from network`
  await sql(`update network set class = 'independent', class_signs = '[{"seenIn":[{"advert":1}]}]'`)
  const [before] = (await sql(ofNetworks)) as { all: number; classes: number; signs: number }[]
  assert.ok(before !== undefined && before.all > 2 && before.classes === before.all)
  await one.due(linesOf(2).map((line) => line.id))
  await one.erase()
  const [after] = (await sql(ofNetworks)) as { all: number; classes: number; signs: number }[]
  assert.deepEqual(after, { all: before.all, classes: before.all - 1, signs: before.all - 1 })
})

test('A22 keys that wait to go count too: with the clocks apart that is told, though nothing else is due', async () => {
  await one.due([linesOf(8)[7]?.id ?? ''])
  await one.erase()
  const [waiting] = (await sql('select count(*)::int as n from retired_key')) as { n: number }[]
  assert.ok(waiting !== undefined && waiting.n > 0)
  one.clock.passedMs = -3 * dayMs // The machine slept.
  assert.deepEqual([(await one.erase()).stopped, one.told.length], [true, 1])
  assert.match(one.told[0] ?? '', /Nothing is erased/)
  one.clock.passedMs = 0
  assert.equal(await clearAlarm(one.world.store, 'console', 'the machine was off'), true)
  one.restart()
  const after = await one.erase()
  assert.deepEqual([after.stopped, after.keys.length], [false, waiting.n])
})

test('a key is named whatever stands under it when it is lost or ended, and the rows are not erased', async () => {
  const { world } = one
  const state = await keepDatabase(world.store.root, 'used')
  cpSync(path.join(world.dataDir, 'keys'), older('used'), { recursive: true })
  const [of] = (await sql(`select (select count(*)::int from index_segment) as parts, generation from link_state`)) as {
    parts: number
    generation: number
  }[]
  const link = `link/een-${String(of?.generation).padStart(8, '0')}`
  for (const name of ['blind/een', 'accounts/log', 'kept/een'])
    for (const end of ['key', 'json']) rmSync(path.join(world.dataDir, 'keys', `${name}.${end}`), { force: true })
  world.keyring.destroy(link)
  await sql(`update index_segment set kek = 'epoch/een-20200101';
    insert into address (mandate_id, source_id, host, url_mac, depth, kek, sealed) values ('een', 'een', 'x.example', 'x', 0, 'epoch/een-20200102', 'x');
    insert into report (id, mandate_id, by, key, state, sent_at, code_digest, kek, wrapped) values ('M-1', 'een', 'analyst', 'k', 'sent', now(), 'c', 'epoch/een-20200103', 'w');
    insert into rights_request (kind, received_on, sealed, made_by) values ('access', now(), 's', 'auditor');
    insert into saved_search (mandate_id, by, sealed) values ('een', 'analyst', 's')`)
  const under = [
    `epoch/een-20200101: it is lost, and ${of?.parts} parts of the index of words`,
    'epoch/een-20200102: it is lost, and 1 addresses',
    'epoch/een-20200103: it is lost, and 1 reports',
    'accounts/rights-requests: it is lost, and 1 requests of persons',
    'accounts/log: it is lost, and the checkpoints of the log',
    'blind/een: it is lost, and fingerprints',
    'kept/een: it is lost, and 1 rows that people wrote',
    `${link}: it is destroyed, and links`
  ]
  await named(...under.map((text) => new RegExp(`^key ${text} are under it: `)))
  // What was blanked when its clock ended needs no key any more.
  await sql(
    `update report set wrapped = ''; update rights_request set sealed = ''; update saved_search set sealed = ''`
  )
  for (const said of [await found(), await atStart()])
    assert.doesNotMatch(said.join('\n'), /reports|requests of persons|people wrote/)
  rmSync(path.join(world.dataDir, 'keys'), { recursive: true })
  cpSync(older('used'), path.join(world.dataDir, 'keys'), { recursive: true })
  await state()
  assert.deepEqual([await found(), await atStart()], [[], []])
})

const keyBack = /^key link\/\S+: ledger entry \d+ destroyed it, and it is there again/
const cutLedger = (by: string): RegExp[] => [new RegExp(`^ledger entry \\d+: .*gone from its end; .*${by}.* noted`)]
/** What stands in each set when it is put back, whatever else stays as it is now, and what must be named then, by `baken verify` and by a start. */
const sets: readonly (readonly [set: string, said: readonly RegExp[]])[] = [
  ['log', [/log\/checkpoint: the log holds \d+ entries, and \S+keys\/ledger\.json noted ledger entry/]],
  [
    'anchors',
    [/anchors\.jsonl: anchors and their head know ledger entry \d+, and \S+ledger\.json, .*: they were set back/]
  ],
  [
    'evidence',
    [/anchors\.jsonl: anchors and their head know .* set back/, /log\/checkpoint: the log holds .* set back/]
  ],
  ['database', [...cutLedger('anchors'), /^key link\/\S+: it is destroyed, and links are under it/]],
  ['keys', [keyBack, /^key link\/\S+: it is lost, and links are under it/]],
  ['database log', [...cutLedger('anchors'), /log\/checkpoint: the log holds .* set back/]],
  ['database keys', [...cutLedger('anchors'), /log\/checkpoint: the log holds .* and the ledger/]],
  ['evidence keys', [keyBack]],
  ['database evidence', [...cutLedger('keys/ledger.json'), /^key link\/\S+: it is destroyed, and links are under it/]],
  ['database evidence keys', []]
]

test('whatever set is put back from before an erasing is named by what stays, and all together by nothing that is here', async () => {
  const { world } = one
  const places = { log: 'evidence/log', anchors: 'evidence/anchors', evidence: 'evidence', keys: 'keys' }
  const keep = async (name: string): Promise<(set: string) => Promise<void>> => {
    for (const folder of ['evidence', 'keys'])
      cpSync(path.join(world.dataDir, folder), older(`${name}/${folder}`), { recursive: true })
    const database = await keepDatabase(world.store.root, name)
    return async (set) => {
      if (set === 'database') return database()
      const place = places[set as keyof typeof places]
      const files = set === 'anchors' ? ['evidence/anchors.jsonl', 'evidence/anchors.head.json'] : [place]
      for (const file of files) {
        rmSync(path.join(world.dataDir, file), { recursive: true })
        cpSync(older(`${name}/${file}`), path.join(world.dataDir, file), { recursive: true })
      }
    }
  }
  await noteHalves(world, 'end', null)
  const before = await keep('before')
  await one.due(linesOf(6).map((line) => line.id))
  await one.erase()
  await one.erase()
  await noteHalves(world, 'end', null)
  const now = await keep('now')
  for (const [set, said] of sets) {
    for (const part of set.split(' ')) await before(part)
    await named(...said)
    if (said.length === 0) assert.deepEqual([await found(), await atStart()], [[], []])
    for (const part of set.split(' ')) await now(part)
  }
  rmSync(path.join(world.dataDir, 'keys/ledger.json'))
  await named(/keys\/ledger\.json: it is missing, and the anchors say that it was there/)
  await now('keys')
  for (const part of ['database', 'evidence']) await before(part)
  // What a start does then, and what came after it: it is missed all the same, until the ledger says that this is a restore.
  await noteHalves(world, 'alarm', null)
  await named(...cutLedger('keys/ledger.json'))
  assert.equal(typeof (await beginLogAnew(world, 'put back from a backup')), 'object')
  for (const said of [await found(), await atStart()]) assert.doesNotMatch(said.join('\n'), /ledger entry|set back/)
  for (const part of ['database', 'evidence', 'keys']) await now(part)
  assert.deepEqual([await found(), await atStart()], [[], []])
})

test('keys that were destroyed and a segment that was removed are named when an older folder is put back, and go again with the next run', async () => {
  cpSync(path.join(one.world.dataDir, 'keys'), older('keys'), { recursive: true })
  cpSync(one.world.evidenceDir, older('evidence'), { recursive: true })
  await one.due()
  const [segment] = (await one.erase()).segments
  const { keys } = await one.erase()
  assert.ok(segment !== undefined && keys.length > 0)
  await noteHalves(one.world, 'end', null)
  assert.deepEqual([await found(), await atStart()], [[], []])
  // The whole folder of keys: also the marks of what was destroyed are gone.
  for (const name of keys) rmSync(path.join(one.world.dataDir, 'keys', `${name}.gone`))
  for (const name of keys)
    for (const end of ['key', 'json'])
      cpSync(older(`keys/${name}.${end}`), path.join(one.world.dataDir, 'keys', `${name}.${end}`))
  for (const name of keys)
    await named(new RegExp(`^key ${name}: ledger entry \\d+ destroyed it, and it is there again`))
  const again = await one.erase()
  assert.deepEqual([...again.keys].sort(), [...keys].sort())
  assert.deepEqual([await found(), await atStart()], [[], []])
  // As under a holder that destroyed what opens them: the folder says that they were made, and they cannot be had.
  for (const name of keys) {
    rmSync(path.join(one.world.dataDir, 'keys', `${name}.gone`))
    cpSync(older(`keys/${name}.json`), path.join(one.world.dataDir, 'keys', `${name}.json`))
  }
  assert.match((await found()).join(), /it was made here, and it is lost/)
  await one.erase()
  assert.deepEqual([await found(), await atStart()], [[], []])

  const file = path.join(one.world.evidenceDir, 'segments', `${segment}.warc`)
  cpSync(older(`evidence/segments/${segment}.warc`), file)
  await named(/\.warc: (?:it was removed at|ledger entry \d+ removed it)/)
  rmSync(file)
  rmSync(one.world.evidenceDir, { recursive: true })
  cpSync(older('evidence'), one.world.evidenceDir, { recursive: true })
  await named(
    new RegExp(
      `${segment}\\.warc: ledger entry \\d+ removed it, since everything in it was erased, and it is here again`
    )
  )
  await one.erase()
  assert.equal(existsSync(file), false)
})

test('with a database of before an erasing, whose links open no more, the rest is erased all the same, and nobody is told to restore keys', async () => {
  const engine = await one.start()
  await one.bring(engine, linesOf(2, 60))
  await engine.stop()
  const [state] = (await sql(`select generation from link_state where mandate_id = 'een'`)) as { generation: number }[]
  one.world.keyring.destroy(`link/een-${String(state?.generation).padStart(8, '0')}`)
  await one.due(linesOf(2, 60).map((line) => line.id))
  const waiting = async (): Promise<unknown[]> =>
    sql(`select (select count(*)::int from capture where state <> 'erased' and erase_at < now()) as due,
           (select count(*)::int from rewriting where due_since is not null) as pages`)
  assert.deepEqual(await waiting(), [{ due: 2, pages: 0 }])
  await assert.rejects(one.erase(), (error: Error) => {
    assert.match(error.message, /cannot be had \(destroyed\).*older than that erasing.*never an older one of the keys/)
    assert.doesNotMatch(error.message, /restore the keys folder/)
    return true
  })
  assert.deepEqual(await waiting(), [{ due: 0, pages: 0 }])
})
