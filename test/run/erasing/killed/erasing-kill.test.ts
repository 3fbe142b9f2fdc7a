/** Erasing that is killed at each of its steps, one after the other, and run again: rows, keys, segments, links and ledger end as if nothing had happened. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { openKeyring } from '../../../../src/evidence/keys.ts'
import { noteHalves } from '../../../../src/run/evidence/anchoring.ts'
import { loadLinker } from '../../../../src/run/link/linker-host.ts'
import { connectionPool } from '../../../../src/store/connect.ts'
import { withGround } from '../../../../src/store/ground.ts'
import { verifyHalves } from '../../../../src/verify/verify.ts'
import { collect } from '../../../evidence/sample.ts'
import { erasingWorld, linesOf } from '../erasing-world.ts'
import { atOnce, eraseToEnd, type Place } from './erase-to-end.ts'
import type { Order } from './killed-eraser.ts'
import { filesIn } from '../../../support/files-in.ts'

/** More than one batch of erasing is due; the kept ones lie in a segment of their own. */
const due = atOnce + 5
let root: pg.PoolConfig
let run: pg.PoolConfig
let owner: pg.PoolConfig
let base: string
let copies: string
/** Ids that were there before: others are random, and told as new. */
let ids: ReadonlySet<string> | null = null

before(async () => {
  const one = await erasingWorld()
  // Three segments: one of which signals keep some captures, one of which nothing is to be left, one that is kept.
  for (const lines of [linesOf(due - 4), linesOf(4, due - 4), linesOf(6, due)]) {
    const engine = await one.start()
    await one.bring(engine, lines)
    await engine.stop()
  }
  await one.due(linesOf(due).map((line) => line.id))
  // A day that is long past, of which nothing is left: its key is at its end too.
  assert.equal(one.world.keyring.epochKey('een' as never, '20250101', true).kind, 'key')
  await noteHalves(one.world, 'end', null)
  const { store } = one.world
  ids = new Set(Object.values(await rowsOf(store.root)).flatMap((rows) => rows.flatMap((row) => row.match(uuid) ?? [])))
  ;[root, run, owner] = [store.root, store.pool, store.owner].map((pool) => optionsOf(pool)) as [
    pg.PoolConfig,
    pg.PoolConfig,
    pg.PoolConfig
  ]
  base = store.database
  copies = mkdtempSync(path.join(tmpdir(), 'baken-erasing-'))
  cpSync(one.world.dataDir, path.join(copies, base), { recursive: true })
  store.keep()
  await one.close()
})
after(() => copies && rmSync(copies, { recursive: true, force: true }))

function optionsOf(pool: pg.Pool): pg.PoolConfig {
  const { host, port, user, password, database } = pool.options as pg.PoolConfig
  return { host, port, user, password, database }
}

let undisturbed: { steps: string[]; outcome: Outcome }

test('C9 C18 erasing that nothing disturbs comes to its end in numbered steps, and everything verifies', async () => {
  const copy = await copyOf('whole')
  const said = await eraser(copy, 0)
  assert.equal(said.at(-1), 'whole', said.join('\n'))
  undisturbed = { steps: said.slice(0, -1), outcome: await copy.outcome() }
  for (const name of ['rows', 'links', 'segment-entry', 'segment', 'tables', 'key-entry', 'key'])
    assert.ok(
      undisturbed.steps.some((step) => step.endsWith(`after ${name}`)),
      `no step ${name}`
    )
  assert.deepEqual(undisturbed.outcome.problems, [])
  assert.equal(undisturbed.outcome.keys.filter((name) => name.endsWith('.gone')).length, 2)
  await copy.drop()
})

for (let nth = 0; nth < 4; nth++) {
  test(`C9 C18 killed with SIGKILL at its steps of number ${nth} modulo 4 and run again, erasing ends as if undisturbed`, async () => {
    for (const [at, step] of undisturbed.steps.entries()) {
      if (at % 4 !== nth || !isTried(at)) continue
      const copy = await copyOf(`k${at}`)
      const said = await eraser(copy, at + 1)
      assert.equal(said.at(-1), step, 'it was killed elsewhere')
      await eraseToEnd(placeOf(copy))
      const outcome = await copy.outcome()
      assert.deepEqual(differences(outcome, undisturbed.outcome), [], `killed at ${step}`)
      await copy.drop()
    }
  })
}

/**
 * Every named step and every change of the disk; commits until the first run has ended. A change or a commit right after a named step is not
 * tried: between the two nothing was committed and no file changed, so that it would be the same kill again.
 */
function isTried(at: number): boolean {
  const { steps } = undisturbed
  const isNamed = (step = ''): boolean => / after [^ ]+$/.test(step)
  if (isNamed(steps[at - 1]) && !isNamed(steps[at])) return false
  const firstRun = steps.findIndex((step) => step.endsWith('after tables'))
  return at <= firstRun || !/ commit$/.test(steps[at] ?? '')
}

interface Outcome {
  readonly rows: Record<string, string[]>
  readonly ledger: string[]
  readonly links: string
  readonly keys: string[]
  readonly segments: string[]
  readonly index: string[]
  readonly problems: string[]
}

/** Lines that one of the two has and the other has not. */
function differences(found: Outcome, wanted: Outcome): string[] {
  const lines = ({ rows, ledger, links, ...rest }: Outcome): string[] => [
    ...Object.entries({ ...rows, ...rest }).flatMap(([name, all]) => all.map((one) => `${name} ${one}`)),
    ...ledger.map((entry) => `ledger ${entry}`),
    `links ${links}`
  ]
  const [a, b] = [lines(found), lines(wanted)]
  const less = (from: string[], other: string[]): string[] => {
    const left = Map.groupBy(other, (line) => line)
    return from.filter((line) => left.get(line)?.pop() === undefined)
  }
  return [...less(a, b).map((line) => `more: ${line}`), ...less(b, a).map((line) => `less: ${line}`)]
}

interface Copy {
  readonly data: string
  readonly database: string
  outcome(): Promise<Outcome>
  drop(): Promise<void>
}

async function copyOf(name: string): Promise<Copy> {
  const database = `${base}_${name}`
  const data = path.join(copies, database)
  await asRoot('postgres', (pool) =>
    pool.query(`create database ${database} template ${base} owner baken_owner strategy file_copy`)
  )
  cpSync(path.join(copies, base), data, { recursive: true })
  return {
    data,
    database,
    outcome: () => outcomeOf(data, database),
    async drop() {
      await asRoot('postgres', (pool) => pool.query(`drop database ${database} with (force)`))
      rmSync(data, { recursive: true, force: true })
    }
  }
}

async function asRoot<T>(database: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = connectionPool({ ...root, database, max: 1 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

function placeOf({ data, database }: Copy): Place {
  return { data, database: { ...run, database }, owner: { ...owner, database } }
}

/** Lines that an erasing process said before it was killed or came to its end. */
async function eraser(copy: Copy, killAt: number): Promise<string[]> {
  const order: Order = { ...placeOf(copy), killAt }
  const program = path.join(import.meta.dirname, 'killed-eraser.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  await once(child, 'close')
  return text.trimEnd().split('\n')
}

async function outcomeOf(data: string, database: string): Promise<Outcome> {
  const keyring = openKeyring(data)
  assert.ok(keyring.kind === 'keyring')
  const pool = connectionPool({ ...run, database, max: 2 })
  try {
    const rows = await asRoot(database, rowsOf)
    const { ledger = [] } = rows
    delete rows['ledger']
    const links = await withGround(pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      const { linker } = await loadLinker(tx, keyring.keyring, 'een')
      const hash = createHash('sha256')
      for (const { name, bytes } of linker.snapshot()) hash.update(name).update(bytes)
      return hash.digest('hex')
    })
    const asOwner = connectionPool({ ...owner, database, max: 1 })
    const items = await collect(verifyHalves({ pool, owner: asOwner }, data, false))
    await asOwner.end()
    return {
      rows,
      ledger,
      links,
      // A half-made public mark tells nothing, and a half-made key goes with the key that it was to be.
      keys: namesIn(path.join(data, 'keys')).filter((name) => !isHalfMade(name)),
      segments: namesIn(path.join(data, 'evidence', 'segments')),
      index: namesIn(path.join(data, 'evidence', 'index'))
        .filter((name) => !/^\.new-/.test(name))
        .map((name) => timeless(readFileSync(path.join(data, 'evidence', 'index', name), 'utf8'))),
      // What an interrupted write left is told, and goes at the next start.
      problems: items
        .filter((item) => item.kind === 'damaged' || (item.kind !== 'ok' && !/interrupted write/.test(item.cause)))
        .map((item) => JSON.stringify(item))
    }
  } finally {
    await pool.end()
  }
}

function isHalfMade(name: string): boolean {
  return /\.new-.*\.(?:gone|json)$|\.new-.*-een-00000002\.key$/.test(name)
}

/** Every row of every table, without times and without what is random by its making (sealed bytes, hashes, new ids, numbers of transactions). Numbers and order of entries differ where a kill made two runs of one. */
async function rowsOf(pool: pg.Pool): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(
       case when a.attidentity <> '' and c.relname in ('network_event', 'phenomenon_folded') then '0 as id'
            when c.relname = 'advert_change' and a.attname = 'adverts' then 'array(select unnest(adverts) order by 1) as adverts'
            when c.relname in ('ledger', 'index_segment', 'row_log') and a.attname = 'no' then '0 as no'
            when t.typname = 'xid8' then format('0 as %I', a.attname)
            when t.typname = 'bytea' then format('length(%I) as %I', a.attname, a.attname)
            when t.typname = 'timestamptz' then format('(%I is null) as %I', a.attname, a.attname)
            else format('%I', a.attname) end order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     group by c.relname order by c.relname`
  )
  const all: Record<string, string[]> = {}
  for (const { name, columns } of tables) {
    const { rows } = await pool.query<{ text: string }>(
      `select x::text as text from (select ${columns.join()} from baken.${name}) x`
    )
    // Counts of erased adverts are noted by their number, which a run that was killed used up.
    all[name] = rows.map((row) => timeless(row.text).replace(/("table phenomenon_folded"),\d+/, '$1,no'))
  }
  return all
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** A text without what differs from run to run: times, digests, numbers, new ids, and the salt that each entry of the ledger has. */
function timeless(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00)?/g, 'TIME')
    .replaceAll(/[0-9a-f]{64}/g, 'HASH')
    .replaceAll(/("salt""?: ""?)[0-9a-f]{32}/g, '$1SALT')
    .replaceAll(/""no"": \d+/g, 'no')
    .replaceAll(uuid, (id) => (ids === null || ids.has(id) ? id : 'NEW'))
}

function namesIn(folder: string): string[] {
  return filesIn(folder).map((file) => path.relative(folder, file))
}
