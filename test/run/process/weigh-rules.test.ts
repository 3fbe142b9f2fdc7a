/** The rules of weighing as versions: tried, proposed by one person, adopted by another, and a priority of the past under the rules of then. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PastPriority } from '../../../src/contract/oversight/past-priority.ts'
import { readPast } from '../../../src/desk/calibration/past.ts'
import {
  decideRules,
  proposeRules,
  readRules,
  tryRules,
  type RulesDecision
} from '../../../src/desk/calibration/rule-versions.ts'
import type { Outcome } from '../../../src/desk/outcome.ts'
import { startEngine, type Engine } from '../../../src/run/engine.ts'
import { withGround, type Tx } from '../../../src/store/ground.ts'
import { touchNetworks } from '../../../src/store/adverts/versions.ts'
import { wakeWorkers } from '../../../src/store/server/wake-ups.ts'
import { holdRules, weighAllAgain } from '../../../src/store/weighed/rule-versions.ts'
import { erasingWorld, type ErasingWorld } from '../erasing/erasing-world.ts'

const names = ['Anna', 'Emma', 'Sofie', 'Laura', 'Julia', 'Sanne', 'Lisa', 'Eva', 'Noor', 'Tess', 'Fleur', 'Iris']
let one: ErasingWorld
let engine: Engine
let then: { readonly at: Date; readonly weighed: Weighed }

const rows = async <T extends object>(query: string): Promise<T[]> => (await one.world.store.root.query<T>(query)).rows

before(async () => {
  one = await erasingWorld()
  engine = await one.start()
  await one.bring(
    engine,
    names.map((name, nth) => ({
      id: `ring${nth}`,
      site: 'prikbord.example',
      title: `${name} in Zwolle`,
      body: `Mijn naam is ${name}, lief en discreet, ik ontvang privé in een rustige straat. Bel nul zes 12 34 56 78 voor een afspraak.`,
      posted_at: new Date(Date.UTC(2026, 1, 2, 9 + 7 * nth + ((nth * nth * 5) % 17), (nth * 13) % 60)).toISOString()
    }))
  )
  await weighed()
  const { weighedAt } = await past(new Date())
  then = { at: new Date(weighedAt), weighed: await weighedNow() }
})
after(() => one.close())

/** Weighing goes on beside what is brought, and so does reading. */
async function weighed(): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const waiting = await rows(
      `select 1 from baken.network where ended_at is null and (weighed_at is null or weighed_at < changed_at)
       union all select 1 from baken.capture where read_version = 0 and page_kind is null and state <> 'erased'`
    )
    if (waiting.length === 0 && (await rows('select id from baken.network limit 1')).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('networks wait to be weighed')
}
interface Weighed {
  readonly priority: number
  readonly step: number
  readonly weigh_version: number
  readonly class: string
  readonly reasons: readonly { readonly indicator: string }[]
}
const weighedNow = async (): Promise<Weighed> => {
  const [row] = await rows<Weighed>(
    `select s.priority, s.step, s.weigh_version, n.class, s.reasons from baken.signal s join baken.network n on n.id = s.network_id where s.state <> 'ended'`
  )
  return row ?? assert.fail('no signal')
}
const desk = () => ({ pool: one.world.store.pool, ground: { user: 'analyst', mandate: 'een' }, vault: one.world })
const past = async (at: Date): Promise<PastPriority> => {
  const [signal] = await rows<{ id: number }>(`select id from baken.signal where state <> 'ended'`)
  const outcome = await readPast(desk(), signal?.id ?? 0, at)
  return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
}
const whole = ({ priority, step, version, class: kind, reasons }: PastPriority): object => ({
  priority,
  step,
  weigh_version: version,
  class: kind,
  reasons: reasons.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
})
const inOrder = (of: Weighed): object => ({
  ...of,
  reasons: of.reasons.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
})
const by = (user: string) => ({ ...desk(), ground: { user, mandate: 'een' } })
const said = <T>(outcome: Outcome<T>): T => (outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason))
const decided = async (user: string, version: number, decision: RulesDecision['decision']): Promise<string> => {
  const outcome = await decideRules(by(user), { version, decision, reason: 'zo besloten' })
  return outcome.kind === 'done' ? 'done' : outcome.reason
}
const off = { of: 'SX-T01', step: 'off', points: 0 } as const
const because = 'hier zegt het niets: ook eerlijke adverteerders verbergen hun nummer'
/** How a signal stood at each moment at which it was weighed anew, and whether that comes out again. */
const everyPast = async (): Promise<string[]> => {
  const { times } = await past(new Date())
  const all = []
  for (const { at, adopted } of times) all.push(`${adopted} ${(await past(new Date(at))).remade.verdict}`)
  return all
}

test('C12 other weights are tried, proposed by one and adopted by another; all is weighed again under them, and the old priority comes out again', async () => {
  const before = await weighedNow()
  assert.ok(before.reasons.some((one) => one.indicator === 'SX-T01') && before.step === 3)
  const rules = await readRules(desk())
  assert.deepEqual([rules.holds, rules.newer, rules.versions], [0, false, []])
  const tried = said(await tryRules(desk(), { base: 0, changes: [off] }))
  const { computed, fall, steps, rise, end } = tried.effects
  assert.deepEqual({ computed, fall, steps, rise, end }, { computed: 1, fall: 1, steps: 1, rise: 0, end: 0 })
  const foreseen = tried.changes[0]?.to ?? assert.fail('no signal changes')
  assert.deepEqual([tried.changes[0]?.from.priority, foreseen.step], [before.priority, 2])
  assert.deepEqual(await weighedNow(), before, 'what is tried changes nothing')

  const proposed = said(
    await proposeRules(desk(), { base: 0, reason: 'kalibratie van maart', changes: [{ ...off, because }] })
  )
  assert.deepEqual(
    proposed.versions.map(({ version, state, base, by: who, reason, changes, effects }) => ({
      version,
      state,
      base,
      who,
      reason,
      effects,
      changes: changes.map((one) => [one.of, one.from?.step, one.to?.step, one.because])
    })),
    [
      {
        version: 1,
        state: 'proposed',
        base: 0,
        who: 'analyst',
        reason: 'kalibratie van maart',
        effects: tried.effects,
        changes: [['SX-T01', 'validated', 'off', because]]
      }
    ]
  )
  const again = await proposeRules(by('coordinator'), { base: 0, reason: 'x', changes: [{ ...off, because }] })
  assert.deepEqual(again, { kind: 'refused', reason: 'wrong-state' }, 'one waits at a time')
  assert.equal(await decided('analyst', 1, 'adopt'), 'second-person')
  assert.equal(await decided('coordinator', 1, 'withdraw'), 'second-person')
  assert.equal(await decided('coordinator', 2, 'adopt'), 'not-found')
  assert.deepEqual(await weighedNow(), before, 'what is proposed changes nothing')

  // Whoever weighs at this moment ends first: nothing that was weighed by the old rules is written after they went.
  let adopting: Promise<string> = Promise.resolve('')
  await withGround(one.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
    await holdRules(tx)
    adopting = decided('coordinator', 1, 'adopt')
    for (let tries = 0; ; tries++) {
      const waiting = await rows(
        `select 1 from pg_locks where locktype = 'advisory' and not granted and mode = 'ExclusiveLock'`
      )
      if (waiting.length > 0) break
      assert.ok(tries < 400, 'the adoption did not wait for what is being weighed')
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  })
  assert.equal(await adopting, 'done')
  assert.equal(await decided('coordinator', 1, 'refuse'), 'wrong-state')
  await weighed()
  const after = await weighedNow()
  assert.deepEqual({ priority: after.priority, step: after.step }, foreseen, 'it comes out as it was tried')
  assert.ok(after.reasons.every((one) => one.indicator !== 'SX-T01'))
  const now = await past(new Date())
  assert.deepEqual([now.adopted, now.remade.verdict, whole(now)], [1, 'same', inOrder(after)])
  const old = await past(then.at)
  assert.deepEqual([old.adopted, old.remade.verdict, whole(old)], [0, 'same', inOrder(then.weighed)])
  assert.deepEqual((await everyPast()).slice(0, 2), ['1 same', '0 same'])
  const stale = await proposeRules(desk(), { base: 0, reason: 'x', changes: [{ ...off, because }] })
  assert.deepEqual(stale, { kind: 'refused', reason: 'changed' })
  assert.deepEqual(await tryRules(desk(), { base: 0, changes: [off] }), { kind: 'refused', reason: 'changed' })
})

test('C12 a proposal is withdrawn or refused and changes nothing; the weights of before come back the same way', async () => {
  const back = { of: 'SX-T01', step: 'validated', points: 250 } as const
  const propose = async (user: string): Promise<number> => {
    const body = { base: 1, reason: 'terug', changes: [{ ...back, because: 'terug' }] }
    return said(await proposeRules(by(user), body)).versions[0]?.version ?? 0
  }
  const before = await weighedNow()
  assert.equal(await decided('analyst', await propose('analyst'), 'withdraw'), 'done')
  assert.equal(await decided('coordinator', await propose('analyst'), 'refuse'), 'done')
  const states = async (): Promise<string> =>
    (await readRules(desk())).versions.map(({ version, state }) => `${version} ${state}`).join(', ')
  assert.equal(await states(), '3 refused, 2 withdrawn, 1 adopted')
  await weighed()
  assert.deepEqual([await weighedNow(), (await readRules(desk())).holds], [before, 1])
  assert.equal(await decided('coordinator', await propose('analyst'), 'adopt'), 'done')
  await weighed()
  const restored = await weighedNow()
  assert.deepEqual([restored.step, (await past(new Date())).adopted], [3, 4])
  const pasts = await everyPast()
  assert.deepEqual(pasts.slice(0, 3), ['4 same', '1 same', '0 same'])
  assert.ok(
    pasts.every((one) => one.endsWith(' same')),
    pasts.join(', ')
  )
  // A sign that this network does not show: nothing comes out otherwise, and the row still names the version.
  const elsewhere = { of: 'CE-08', step: 'practice', points: 2, because } as const
  said(await proposeRules(desk(), { base: 4, reason: 'x', changes: [elsewhere] }))
  assert.equal(await decided('coordinator', 5, 'adopt'), 'done')
  await weighed()
  assert.deepEqual(await weighedNow(), restored)
  assert.deepEqual((await everyPast()).slice(0, 2), ['5 same', '4 same'])
  const { rows: acts } = await one.world.store.root.query<{ act: string; actor: string }>(
    `select act, actor from baken.ledger where act like 'weigh-rules.%' and act not in ('weigh-rules.read', 'weigh-rules.try') order by no`
  )
  assert.deepEqual(
    acts.map(({ act, actor }) => `${actor} ${act.slice(12)}`),
    [
      'analyst propose',
      'coordinator adopt',
      'analyst propose',
      'analyst withdraw',
      'analyst propose',
      'coordinator refuse',
      'analyst propose',
      'coordinator adopt',
      'analyst propose',
      'coordinator adopt'
    ]
  )
})

test('C12 the database itself adopts nothing by the same hands, changes no version, and takes no sign that is never scored', async () => {
  const { pool } = one.world.store
  const write = (user: string, statement: string): Promise<number | null> =>
    withGround(pool, { user, mandate: 'een' }, async (tx) => (await tx.query(statement)).rowCount)
  const insert = (signs: string): string =>
    `insert into weigh_rules (mandate_id, version, signs, digest, base, weigh_version, tables, shipped, effects, sealed, by) values ('een', 6, '${signs}', '', 5, 1, '', '', '{}', '', 'coordinator')`
  await assert.rejects(
    write('coordinator', insert('[{"of": "SX-T04", "step": "practice", "points": 1}]')),
    /never_score/
  )
  await assert.rejects(write('analyst', insert('[]')), /row-level security/, 'in the name of another')
  assert.equal(await write('coordinator', insert('[]')), 1)
  const adopt = (who: string): string =>
    `update weigh_rules set state = 'adopted', decided_by = '${who}', decided_at = now() where version = 6`
  await assert.rejects(write('coordinator', adopt('coordinator')), /second person/)
  await assert.rejects(write('analyst', adopt('analyst')), /row-level security/, 'by a coordinator alone')
  await assert.rejects(
    write('coordinator', `update weigh_rules set signs = '[1]' where version = 6`),
    /stays as it was proposed/
  )
  assert.equal(await write('coordinator', 'delete from weigh_rules'), 0)
  assert.equal(await write('coordinator', `update weigh_rules set state = 'withdrawn' where version = 5`), 0)
  assert.equal(
    await write(
      'coordinator',
      `update weigh_rules set state = 'withdrawn', decided_by = 'coordinator', decided_at = now() where version = 6`
    ),
    1
  )
  for (const [change, why] of [
    [{ of: 'SX-T04', step: 'practice', points: 1 }, 'rules-unfit'],
    [{ of: 'SX-C01', step: 'validated', points: 250 }, 'rules-unfit'],
    [{ of: 'SX-T01', step: 'validated', points: 250 }, 'rules-unfit']
  ] as const)
    assert.deepEqual(await tryRules(desk(), { base: 5, changes: [change] }), { kind: 'refused', reason: why })
  const bare = { base: 5, reason: 'x', changes: [{ ...off, because: ' ' }] }
  assert.deepEqual(await proposeRules(desk(), bare), { kind: 'refused', reason: 'reason-missing' })
})

test('what is adopted, judged or captured at any point of a round, or while the loop rests, is taken up without its clock', async () => {
  await engine.stop()
  const { app, mandate } = one
  const inGround = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    withGround(one.world.store.pool, { user: 'pipeline', mandate: 'een' }, work)
  let [wanted, inGap]: [string, () => Promise<void>] = ['', async () => {}]
  const pause = (gap: string): Promise<void> => (gap === wanted ? inGap() : Promise.resolve())
  const parts = { ...app, session: app.session, restMs: 3_600_000, pause }
  const resting = await startEngine(parts, mandate, { crawl: null, process: true })
  const acts = {
    adopted: () => inGround(weighAllAgain),
    judged: () =>
      resting.process?.linkEvents('pipeline', async (tx) => new Set(await touchNetworks(tx, 'een', [1, 2]))),
    captured: () => one.captured([{ id: `later-${wanted}`, title: 'Kamer in Deventer', body: `Bel later ${wanted}` }])
  }
  for (const [name, act] of Object.entries(acts))
    for (const gap of ['unread-listed', 'networks-asked', '']) {
      const acted = new Promise<unknown>((resolve, reject) => {
        inGap = async () => {
          const told = new Promise<void>((heard) => void app.session.hear('een', () => heard()))
          const done = Promise.resolve(act()).then(resolve, reject)
          wanted = ''
          // A judgement has its turn when the round that it came into is over.
          await (name === 'judged' ? new Promise((later) => setTimeout(later, 50)) : Promise.all([done, told]))
        }
      })
      wanted = gap
      await (gap === '' ? inGap() : inGround((tx) => wakeWorkers(tx, 'networks')))
      await acted.then(weighed)
    }
  await resting.stop()
})
