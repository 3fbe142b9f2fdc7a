/** Packages of captures that are in no case: made by whoever may, told in the ledger, and checked by a stranger with openssl or by verify. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { evidencePackage, type EvidencePackage } from '../../../src/desk/packages/evidence-package.ts'
import { LedgerUnavailable } from '../../../src/accountability/acts.ts'
import { writePackage } from '../../../src/cli/commands/evidence/write-package.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { growOwnLog, ownLogKey } from '../../../src/run/evidence/growing-log.ts'
import { logKeyOf } from '../../../src/evidence/log/note.ts'
import { withGround } from '../../../src/store/ground.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { sampleAdverts, type World } from '../../support/sample.ts'
import { anna, at, deskWorld, pipeline } from '../desk-world.ts'

let world: World
let ids: number[]
const reason = 'Voor de officier, die er nog geen zaak van heeft.'

describe('a package of evidence without a case', () => {
  before(async () => {
    ;({ world, ids } = await deskWorld())
    await growOwnLog(world)
  })
  after(() => world.close())

  const deskOf = (ground: { user: string; mandate: string }) => ({ pool: world.store.pool, ground, vault: world })
  const asked = (what: { adverts?: number[]; captures?: string[]; reason?: string }, ground = anna) =>
    evidencePackage(deskOf(ground), { adverts: [], captures: [], reason, person: 'machine', ...what })
  async function made(...asking: Parameters<typeof asked>): Promise<EvidencePackage> {
    const outcome = await asked(...asking)
    return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
  }
  const capturesOf = async (id: number): Promise<string[]> => {
    const { rows } = await world.store.root.query<{ id: string }>(
      'select capture_id as id from baken.sighting where advert_id = $1 order by id',
      [id]
    )
    return rows.map((row) => row.id)
  }
  const first = (): number => ids[0] ?? 0
  async function judged(bytes: Buffer, keys: object = {}): Promise<string[]> {
    const file = path.join(world.dataDir, 'taken.zip')
    writeFileSync(file, bytes)
    const found: string[] = []
    for await (const one of verifyPath(file, { running: false, half: null, ...keys }))
      if (one.kind !== 'ok') found.push(`${one.kind} ${one.item.slice(file.length)}: ${one.cause}`)
    return found
  }
  const lastEntries = async (n: number) => {
    const { rows } = await world.store.root.query<{ act: string; subject: string; actor: string; detail: object }>(
      'select act, subject, actor, detail from baken.ledger order by no desc limit $1',
      [n]
    )
    return rows
  }

  test('holds the capture, its entries with proofs in the log, and says who took it in the ledger; asked again it is the same', async () => {
    const one = await made({ adverts: [first()] })
    const [entry] = await lastEntries(1)
    assert.deepEqual(entry, {
      act: 'advert.package',
      subject: `advert:${first()}`,
      actor: 'analyst',
      detail: {
        captures: await capturesOf(first()),
        digest: `sha256:${createHash('sha256').update(one.bytes).digest('hex')}`,
        bytes: one.bytes.length,
        reason,
        person: 'machine'
      }
    })
    assert.deepEqual([one.captures, one.stayed, one.proven, one.outside], [1, 0, true, 0])
    const [capture = ''] = await capturesOf(first())
    const again = await made({ captures: [capture] })
    assert.equal(again.digest, one.digest, 'by its capture as by its advert')
    const key = ownLogKey(world.keyring)
    const logKey = typeof key === 'string' ? assert.fail(key) : key.vkey
    const signed = await judged(one.bytes, { logKey })
    assert.equal(signed.length, 1)
    assert.match(
      signed[0] ?? '',
      new RegExp(`^warning : it is signed by the key [0-9a-f]{64}; its SHA-256 is ${one.digest}$`)
    )
    const other = await judged(one.bytes, { logKey: logKeyOf(Buffer.alloc(32, 1)).vkey })
    assert.ok(other.some((line) => /^damaged : proof\/log\/\d+: its checkpoint is not signed by the key/.test(line)))
  })

  test('its words, followed on a bare PATH, pass, and find a change of any file', async () => {
    const { bytes, digest } = await made({ adverts: [first()] })
    const folder = path.join(world.dataDir, 'unpacked')
    mkdirSync(path.join(folder, 'wacz'), { recursive: true })
    writeFileSync(path.join(folder, 'PACKAGE.zip'), bytes)
    assert.equal(spawnSync('unzip', ['-q', 'PACKAGE.zip'], { cwd: folder }).status, 0)
    assert.equal(spawnSync('unzip', ['-q', '../evidence.wacz'], { cwd: path.join(folder, 'wacz') }).status, 0)
    const bin = path.join(folder, 'bin')
    mkdirSync(bin)
    for (const tool of ['sha256sum', 'gunzip', 'gzip', 'openssl', 'sh'])
      symlinkSync(path.join('/usr/bin', tool), path.join(bin, tool))
    const words = readFileSync(path.join(folder, 'VERIFY.md'), 'utf8')
    assert.match(words, /of no case/)
    assert.match(words, /Nobody outside has said so yet/)
    const commands = [...words.matchAll(/^ {4}(\S.*)$/gm)].map(([, command = '']) => command)
    const run = (command: string) =>
      spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { PATH: bin } })
    for (const command of commands) {
      const { status, stdout, stderr } = run(command)
      assert.equal(status, 0, `${command}: ${stderr}`)
      if (command.includes('PACKAGE.zip')) assert.ok(stdout.startsWith(digest))
      if (command.includes('--stdout')) assert.match(stdout, /Ontspannen massage/)
    }
    const listed = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n')
    const names = ['SHA256SUMS', 'proof/SHA256SUMS.sig', ...listed.map((line) => line.slice(66))]
    for (const name of ['captures.csv', 'evidence.wacz', 'proof/log/tree', 'manifest.json'])
      assert.ok(names.includes(name), name)
    const checks = commands.filter((command) => /--check|-verify/.test(command))
    for (const name of names) {
      const file = path.join(folder, name)
      const before = readFileSync(file)
      const changed = Buffer.from(before)
      changed[before.length >> 1] = (changed[before.length >> 1] ?? 0) ^ 1
      writeFileSync(file, changed)
      assert.ok(
        checks.some((command) => run(command).status !== 0),
        `a change in ${name} is not found`
      )
      writeFileSync(file, before)
    }
    const entries = readdirSync(path.join(folder, 'proof/ledger')).map((name) =>
      readFileSync(path.join(folder, 'proof/ledger', name))
        .subarray(32)
        .toString('utf8')
    )
    for (const act of ['capture.store', 'advert.open'])
      assert.ok(
        entries.some((entry) => entry.includes(`"${act}"`)),
        `${act}: ${entries.join('\n')}`
      )
  })

  test('nothing leaves of what is sealed, erased, elsewhere, outside the mandate or beside what is sealed, nor without a reason', async () => {
    const [second = 0, third = 0, elsewhere = 0] = [ids[1], ids[2], ids[4]]
    const sealed = await capturesOf(second)
    const foreign = await capturesOf(elsewhere)
    const refusals: [Awaited<ReturnType<typeof asked>>, string][] = [
      [await asked({ adverts: [second] }), 'sealed'],
      [await asked({ captures: sealed }), 'sealed'],
      [await asked({ adverts: [first(), third] }), 'sealed'],
      [await asked({ adverts: [elsewhere] }), 'not-found'],
      [await asked({ captures: foreign }), 'not-found'],
      [await asked({ adverts: [first(), 99_999] }), 'not-found'],
      [await asked({ adverts: [] }), 'not-found'],
      [await asked({ adverts: [first()], reason: ' ' }), 'reason-missing'],
      [await asked({ adverts: Array.from({ length: 201 }, (_one, n) => n + 1) }), 'too-expensive']
    ]
    for (const [outcome, because] of refusals)
      assert.deepEqual(outcome, { kind: 'refused', reason: because }, `${because}: ${outcome.kind}`)
    const [shown = ''] = await capturesOf(first())
    await withGround(world.store.pool, anna, async (tx) => {
      const entries = async (of: string[]) => (await tx.query('select 1 from capture_custody($1)', [of])).rows.length
      assert.ok((await entries([shown])) > 0)
      assert.equal(await entries(foreign), 0, 'nor do the entries of another mandate')
    })
    const { root } = world.store
    // Whoever owns the tables may stand above their policies, as a superuser of somebody's server does: the function looks itself.
    await root.query('alter table baken.capture no force row level security')
    await withGround(world.store.pool, anna, async (tx) => {
      const entries = async (of: string[]) => (await tx.query('select no from capture_custody($1)', [of])).rows.length
      assert.deepEqual([(await entries([shown])) > 0, await entries(foreign)], [true, 0])
    })
    await root.query('alter table baken.capture force row level security')
    await root.query(`update baken.mandate set sources = '{een-andere}' where id = 'een'`)
    assert.deepEqual(await asked({ adverts: [first()] }), { kind: 'refused', reason: 'outside-mandate' })
    await root.query(`update baken.mandate set sources = '{*}' where id = 'een'`)
    await root.query('update baken.sighting set capture_id = $1 where advert_id = $2', [shown, third])
    assert.deepEqual(await asked({ adverts: [first()] }), { kind: 'refused', reason: 'sealed-beside' })
    await root.query(`update baken.capture set state = 'erased' where id = $1`, [shown])
    assert.deepEqual(await asked({ captures: [shown] }), { kind: 'refused', reason: 'erased' })
    await root.query(`update baken.capture set state = 'open' where id = $1`, [shown])
    await root.query(`delete from baken.sighting where advert_id = $1`, [third])
    assert.equal((await asked({ adverts: [first()] })).kind, 'done')
    const before = (await lastEntries(1))[0]
    const auditor = await asked({ adverts: [first()] }, { user: 'auditor', mandate: 'een' })
    assert.deepEqual(auditor, { kind: 'refused', reason: 'not-found' }, 'no content for an auditor')
    assert.deepEqual((await lastEntries(1))[0], before)
  })

  test('more than a thousand captures, 256 MB or 200 things do not go into one package, and as many do', async () => {
    const { root } = world.store
    const [shown = ''] = await capturesOf(first())
    const unknown = Array.from({ length: 200 }, (_one, n) => n + 1_000)
    assert.deepEqual(await asked({ adverts: unknown }), { kind: 'refused', reason: 'not-found' })
    const bytesOf = async (bytes: number) => {
      await root.query('update baken.capture set bytes = $1 where id = $2', [bytes, shown])
      const outcome = await asked({ captures: [shown] })
      return outcome.kind === 'done' ? 'done' : outcome.reason
    }
    const most = 256 * 1024 * 1024
    assert.deepEqual(
      [await bytesOf(most), await bytesOf(most + 1), await bytesOf(100)],
      ['done', 'too-expensive', 'done']
    )
    // As many captures of one advert as there may be, sealed ones too, and one more.
    const more = (n: number) =>
      root.query(
        `with one as (select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'state', 'sealed')) as row
           from baken.capture c, generate_series(1, $1) where id = $2),
         put as (insert into baken.capture select (one.row).* from one returning id)
         insert into baken.sighting (mandate_id, advert_id, capture_id, version, seen_at, text_mac, read_version, extract_version)
         select s.mandate_id, s.advert_id, put.id, s.version, s.seen_at, s.text_mac, s.read_version, s.extract_version
         from put, baken.sighting s where s.capture_id = $2`,
        [n, shown]
      )
    await more(999)
    assert.equal((await made({ adverts: [first()] })).stayed, 999)
    await more(1)
    assert.deepEqual(await asked({ adverts: [first()] }), { kind: 'refused', reason: 'too-expensive' })
    await root.query('delete from baken.sighting where advert_id = $1 and capture_id <> $2', [first(), shown])
  })

  test('a package that cannot be written has no entry, or one that says that nobody has it', async () => {
    const ask = { adverts: [first()], captures: [], reason }
    const write = (name: string) => writePackage(deskOf(anna), ask, path.join(world.dataDir, name))
    const good = await write('good')
    const file = good.kind === 'written' ? good.file : assert.fail(JSON.stringify(good))
    const [entry] = await lastEntries(1)
    const digest = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`
    assert.equal(entry?.act, 'advert.package')
    assert.ok(JSON.stringify(entry).includes(digest))
    assert.deepEqual([readdirSync(path.dirname(file)), statSync(file).mode & 0o777], [[path.basename(file)], 0o600])
    // A full disk is found before the ledger says that anything left.
    const { root } = world.store
    const count = async () => (await root.query('select 1 from baken.ledger')).rows.length
    const entries = await count()
    const full = path.join(world.dataDir, 'full')
    mkdirSync(full)
    symlinkSync('/dev/full', path.join(full, `${path.basename(file)}.part`))
    const none = await write('full')
    assert.match(none.kind === 'failed' ? none.cause : '', /cannot be written \(ENOSPC\): nothing left, and the ledger/)
    assert.deepEqual([readdirSync(full), await count()], [[], entries])
    // Its room was there, and it does not get its name.
    mkdirSync(path.join(full, path.basename(file), 'x'), { recursive: true })
    const lost = await write('full')
    assert.match(lost.kind === 'failed' ? lost.cause : '', /could not be written \(E\w+\); the ledger says that nobody/)
    const [failed, left] = await lastEntries(2)
    assert.deepEqual([failed?.act, left?.act], ['advert.package-failed', 'advert.package'])
    assert.equal((failed?.detail as { digest?: string } | undefined)?.digest, digest)
    assert.deepEqual(readdirSync(full), [path.basename(file)], 'no part is left')
    // The ledger takes no entry: nothing of what was made stays.
    await root.query(`create function baken.none() returns trigger language plpgsql as $$ begin raise 'none'; end $$;
      create trigger none before insert on baken.ledger for each row execute function baken.none()`)
    await assert.rejects(write('shut'), LedgerUnavailable)
    await root.query('drop function baken.none() cascade')
    assert.deepEqual(readdirSync(path.join(world.dataDir, 'shut')), [])
    assert.equal((await write('none')).kind, 'written')
    assert.deepEqual(await writePackage(deskOf(anna), { ...ask, reason: '' }, path.join(world.dataDir, 'refused')), {
      kind: 'refused',
      reason: 'reason-missing'
    })
    assert.equal(existsSync(path.join(world.dataDir, 'refused')), false)
  })

  test('a package that somebody made again with keys and a log of their own is found by the keys that were noted', async () => {
    const more = await sampleAdverts(world, [
      { title: 'Later', body: 'Later geplaatst, bel 06 12345670', seenAt: at(6) }
    ])
    await withGround(world.store.pool, pipeline, (tx) => openAdverts(tx, pipeline, world.keyring, more, 'signal:1'))
    const behind = await made({ adverts: more })
    assert.equal(behind.proven, false, 'the log was not grown: there is no proof yet')
    assert.ok((await judged(behind.bytes)).some((line) => line.includes('no proof leads its entries to the log')))
    await growOwnLog(world)
    const both = await made({ adverts: [first(), ...more] })
    assert.deepEqual([both.captures, both.proven], [2, true])
    const [entry] = await lastEntries(1)
    assert.deepEqual((entry?.detail as { adverts: number[] } | undefined)?.adverts, [first(), ...more])
    // The tree of another moment in the place of its own: the list is signed anew, as whoever holds the key could.
    const swapped = await withOtherTree(both.bytes, world)
    assert.ok((await judged(swapped)).some((line) => /proof\/log\/\d+: it leads to another tree/.test(line)))
  })
})

/** The same package with another line in proof/log/tree, listed and signed anew. */
async function withOtherTree(bytes: Buffer, { keyring }: World): Promise<Buffer> {
  const { default: PizZip } = await import('pizzip')
  const { listedFiles } = await import('../../../src/desk/packages/listed-files.ts')
  const { signingKeyOf } = await import('../../../src/evidence/packages/signing.ts')
  const zip = new PizZip(bytes)
  const secret = keyring.signingKey(false)
  const pieces: Buffer[] = []
  const files = listedFiles('2026-01-02T00:00:00Z', async (more) => void pieces.push(...more))
  for (const name of Object.keys(zip.files).filter((one) => !/SHA256SUMS/.test(one))) {
    const content = Buffer.from(zip.file(name)?.asUint8Array() ?? [])
    await files.add(name, name === 'proof/log/tree' ? Buffer.concat([content, Buffer.from('x\n')]) : content)
  }
  await files.end(signingKeyOf(secret.kind === 'key' ? secret.key.bytes : assert.fail(secret.kind)))
  return Buffer.concat(pieces)
}
