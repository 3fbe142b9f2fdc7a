/** The work list through the interface: assigning, merging and taking apart, and one act on many, with nothing lost on the way. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fc } from '../../properties.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import type { Names } from '../../../src/contract/desk/names.ts'
import type {
  BulkReport,
  Colleagues,
  Signal,
  SignalList,
  SignalMerge,
  SignalRow
} from '../../../src/contract/desk/signals.ts'
import { heldAdverts } from '../../../src/accountability/retention/holds.ts'
import { bulkAct } from '../../../src/desk/signals/signal-bulk.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('the work list', () => {
  let at: Running
  let one: Browser
  let two: Browser
  before(async () => {
    at = await startInterface()
    one = await at.as('analyst')
    two = await at.as('analyst-2')
  })
  after(() => at.close())

  const read = async (id: number, user = one): Promise<Signal> =>
    json<Signal>(await user.ask('GET', `/api/signals/${id}`))
  const step = async (id: number, act: string, user = one): Promise<SignalRow> => {
    const { version } = await read(id, user)
    const answer = await user.ask('POST', `/api/signals/${id}/${act}`, { version, reason: 'proef' })
    assert.equal(answer.status, 200, answer.text)
    return json<SignalRow>(answer)
  }
  const signals = async (count: number, first: number): Promise<number[]> => {
    const made: number[] = []
    for (let n = 0; n < count; n++) made.push(await sampleSignal(at.world, first + n, (n % 7) + 1))
    return made
  }
  const queue = async (): Promise<number[]> =>
    json<SignalList>(await one.ask('GET', '/api/signals?limit=200&state=all')).signals.map((row) => row.id)
  const seenOf = async (ids: readonly number[]): Promise<{ id: number; version: number }[]> =>
    Promise.all(ids.map(async (id) => ({ id, version: (await read(id)).version })))

  test('a signal is assigned to a colleague under the mandate, and to nobody else', async () => {
    const [id = 0] = await signals(1, 100)
    const { colleagues } = json<Colleagues>(await one.ask('GET', '/api/colleagues'))
    assert.deepEqual(colleagues.map((each) => each.id).toSorted(), ['analyst', 'analyst-2', 'coordinator', 'detective'])
    for (const to of ['elders', 'officer', 'niemand'])
      assert.equal(
        errorOf(await one.ask('POST', `/api/signals/${id}/assign`, { version: 1, to })),
        '400 not-a-colleague'
      )
    const answer = await one.ask('POST', `/api/signals/${id}/assign`, {
      version: 1,
      to: 'analyst-2',
      reason: 'kent hem'
    })
    const row = json<SignalRow>(answer)
    assert.deepEqual(
      [row.state, row.assignedTo, row.last?.act, row.last?.reason],
      ['taken', 'analyst-2', 'assign', 'kent hem']
    )
    const mine = json<SignalList>(await two.ask('GET', '/api/signals?mine=1')).signals
    assert.deepEqual(
      mine.map((each) => each.id),
      [id]
    )
    const { entries } = json<LedgerPage>(await one.ask('GET', '/api/ledger?act=signal.assign'))
    assert.equal(entries[0]?.detail['assignedTo'], 'analyst-2')
  })

  test('the queue stands by what was raised, then by step of evidence, then by priority, page by page', async () => {
    const made = await signals(4, 500)
    const [low = 0, strong = 0, middle = 0, raised = 0] = made
    const evidence = async (id: number, kind: string, priority: number): Promise<void> => {
      await at.world.store.root.query(
        `update baken.signal set priority = $3, reasons = jsonb_set(reasons, '{0,evidence}', to_jsonb($2::text)) where id = $1`,
        [id, kind, priority]
      )
    }
    await evidence(low, 'practice', 99)
    await evidence(strong, 'validated', 1)
    await evidence(middle, 'supported', 50)
    await evidence(raised, 'weak', 1)
    const refusals = [
      errorOf(await one.ask('POST', `/api/signals/${raised}/raise`, { version: 1 })),
      errorOf(await one.ask('POST', `/api/signals/${raised}/lower`, { version: 1, reason: 'x' }))
    ]
    assert.deepEqual(refusals, ['400 reason-missing', '409 wrong-state'])
    const row = json<SignalRow>(
      await one.ask('POST', `/api/signals/${raised}/raise`, { version: 1, reason: 'politie vraagt erom' })
    )
    assert.deepEqual(
      [row.raised, row.state, row.assignedTo, row.last?.act, row.last?.reason],
      [true, 'new', null, 'raise', 'politie vraagt erom']
    )
    const paged: number[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: SignalList = json<SignalList>(
        await one.ask('GET', `/api/signals?limit=1${after === '' ? '' : `&after=${after}`}`)
      )
      paged.push(...page.signals.map((each) => each.id))
      after = page.next
    }
    assert.deepEqual(
      paged.filter((id) => made.includes(id)),
      [raised, strong, middle, low]
    )
    const lowered = json<SignalRow>(
      await one.ask('POST', `/api/signals/${raised}/lower`, { version: 2, reason: 'afgehandeld' })
    )
    assert.equal(lowered.raised, false)
    const { entries } = json<LedgerPage>(await one.ask('GET', `/api/ledger?signal=${raised}`))
    assert.ok(entries.some((each) => each.act === 'signal.raise' && each.detail['reason'] === 'politie vraagt erom'))
  })

  test('people and sites have names for every role, of its own mandate only, and asking for them is no act', async () => {
    const names = async (user: string): Promise<Names> =>
      json<Names>(await (await at.as(user)).ask('GET', '/api/names'))
    const ids = ({ people }: Names): string[] => people.map((each) => each.id)
    const before = await at.world.store.root.query<{ n: number }>('select count(*)::int as n from baken.ledger')
    const mine = await names('analyst')
    const after = await at.world.store.root.query<{ n: number }>('select count(*)::int as n from baken.ledger')
    assert.equal(after.rows[0]?.n, before.rows[0]?.n)
    assert.deepEqual(
      mine.people.find((each) => each.id === 'analyst-2'),
      { id: 'analyst-2', name: 'Proef analyst-2' }
    )
    assert.ok(!ids(mine).includes('elders') && !ids(mine).includes('pipeline'))
    assert.deepEqual(mine.sites, [{ host: 'adverts.example', name: 'bron-een' }])
    assert.deepEqual(ids(await names('officer')), ['officer'])
    assert.ok(ids(await names('prosecutor')).includes('analyst-2'))
    assert.deepEqual((await names('officer')).sites, [])
    assert.ok(ids(await names('auditor')).includes('elders'))
  })

  test('an escalated signal says who agreed, when and why', async () => {
    const [id = 0] = await signals(1, 110)
    await step(id, 'propose')
    await step(id, 'confirm', two)
    const { state, last, proposedBy } = await read(id)
    assert.deepEqual(
      [state, last?.act, last?.by, last?.reason, proposedBy],
      ['escalated', 'confirm', 'analyst-2', 'proef', 'analyst']
    )
  })

  test('merged signals stand in the queue as one, which shows each with its reasons', async () => {
    const [into = 0, ...others] = await signals(3, 120)
    const [kept, ...rest] = await seenOf([into, ...others])
    const made = await one.ask('POST', '/api/signals/merge', { into: kept, signals: rest, reason: 'een hand' })
    assert.equal(made.status, 200, made.text)
    const found = await queue()
    assert.ok(found.includes(into) && others.every((id) => !found.includes(id)))
    const whole = await read(into)
    assert.deepEqual([whole.merged, whole.parts.map((part) => part.signal.id).toSorted()], [2, others.toSorted()])
    assert.ok(whole.parts.every((part) => part.reasons.length === 2 && part.signal.mergedInto === into))
    const { version } = await read(others[0] ?? 0)
    assert.equal(errorOf(await one.ask('POST', `/api/signals/${others[0]}/take`, { version })), '409 wrong-state')
  })

  test('a merge is refused whole when one of its signals was changed, decided on, merged or is of another mandate', async () => {
    const [into = 0, fine = 0, changed = 0, decided = 0] = await signals(4, 130)
    const elsewhere = await sampleSignal(at.world, 99, 1, 'twee')
    await step(changed, 'take')
    await step(decided, 'dismiss')
    const before = await queue()
    const ask = async (signals: { id: number; version: number }[]): Promise<string> =>
      errorOf(
        await one.ask('POST', '/api/signals/merge', { into: { id: into, version: 1 }, signals, reason: 'een hand' })
      )
    const good = { id: fine, version: 1 }
    assert.equal(await ask([good, { id: changed, version: 1 }]), '409 changed')
    assert.equal(await ask([good, { id: decided, version: 2 }]), '409 wrong-state')
    assert.equal(await ask([good, { id: into, version: 1 }]), '409 wrong-state')
    assert.equal(await ask([good, { id: elsewhere, version: 1 }]), '404 not-found')
    assert.deepEqual(await queue(), before)
    assert.equal((await read(fine)).version, 1)
  })

  test('E8 S5.9 merging up to 50 signals in any states and undoing it leaves all of them as they were', async () => {
    let network = 1_000
    const state = fc.constantFrom('new', 'taken', 'taken by another', 'proposed')
    const stored = async (ids: readonly number[]): Promise<unknown[]> => {
      const { rows } = await at.world.store.root.query(
        `select to_jsonb(s) - 'version' - 'updated_at' as signal from baken.signal s where id = any($1) order by id`,
        [ids]
      )
      return rows
    }
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 2, maxLength: 50 }), fc.boolean(), async (states, escalates) => {
        const ids = await signals(states.length, network)
        network += states.length
        for (const [n, id] of ids.entries()) {
          if (states[n] === 'taken') await step(id, 'take')
          if (states[n] === 'taken by another') await step(id, 'take', two)
          if (states[n] === 'proposed') await step(id, 'propose')
        }
        const [into = 0, ...others] = ids
        const before = await stored(others)
        const whole = await stored(ids)
        const [kept, ...rest] = await seenOf(ids)
        const made = await one.ask('POST', '/api/signals/merge', { into: kept, signals: rest, reason: 'een hand' })
        assert.equal(made.status, 200, made.text)
        const acts = escalates && states[0] === 'proposed'
        if (acts) await step(into, 'confirm', two)
        const merge = json<SignalMerge>(made)
        const undone = await two.ask('POST', `/api/signal-merges/${merge.id}/undo`, { reason: 'toch niet' })
        assert.equal(json<SignalMerge>(undone).undone, true, undone.text)
        assert.deepEqual(await stored(others), before)
        if (!acts) assert.deepEqual(await stored(ids), whole)
        assert.equal(
          errorOf(await one.ask('POST', `/api/signal-merges/${merge.id}/undo`, { reason: 'nog eens' })),
          '409 changed'
        )
      }),
      { numRuns: 6 }
    )
  })

  test('a signal that was merged into one in hand holds its adverts', async () => {
    const [advert = 0] = await sampleAdverts(at.world, [{ title: 'Gehouden', body: 'Bel 06 87654321', network: 141 }])
    const [into = 0, other = 0] = await signals(2, 140)
    await step(into, 'take')
    const held = async (): Promise<boolean> =>
      withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) =>
        (await heldAdverts(tx, [advert])).has(advert)
      )
    assert.equal(await held(), false)
    const [kept, part] = await seenOf([into, other])
    await one.ask('POST', '/api/signals/merge', { into: kept, signals: [part], reason: 'een hand' })
    assert.equal(await held(), true)
  })

  test('E11 one act on many reports what was done and what was not, and can be sent again', async () => {
    const ids = await signals(300, 10_000)
    const broken = ids[123] ?? 0
    await step(ids[7] ?? 0, 'take')
    await at.world.store.root.query(`
      create function baken.break_one() returns trigger language plpgsql as $$ begin
        if new.signal_id = ${broken} then raise exception 'injected'; end if; return new; end $$;
      create trigger break_one before insert on baken.weighing for each row execute function baken.break_one()`)
    const body = { act: 'dismiss', reason: 'bekend bureau', signals: ids.map((id) => ({ id, version: 1 })) }
    const faults = at.faults.length
    const report = json<BulkReport>(await one.ask('POST', '/api/signals/bulk', body))
    const failed = [
      { id: ids[7], error: 'changed' },
      { id: broken, error: 'fault' }
    ]
    assert.deepEqual([report.done.length, report.failed, report.left], [298, failed, []])
    assert.equal(at.faults.length, faults + 1)
    await at.world.store.root.query('drop trigger break_one on baken.weighing')
    const again = json<BulkReport>(await one.ask('POST', '/api/signals/bulk', body))
    assert.deepEqual([again.done.length, again.failed], [299, [failed[0]]])
    const { rows } = await at.world.store.root.query<{ state: string; n: number; weighings: number }>(
      `select state, count(*)::int as n, (select count(*)::int from baken.weighing w where w.signal_id = any($1)) as weighings
       from baken.signal where id = any($1) group by state order by state`,
      [ids]
    )
    assert.deepEqual(
      rows.map((row) => [row.state, row.n, row.weighings]),
      [
        ['dismissed', 299, 300],
        ['taken', 1, 300]
      ]
    )
    const noReason = await one.ask('POST', '/api/signals/bulk', { ...body, reason: ' ' })
    assert.equal(errorOf(noReason), '400 reason-missing')
  })

  test('E11 what does not fit into one request is left, by name', async () => {
    const ids = await signals(30, 20_000)
    const input = { act: 'take' as const, signals: ids.map((id) => ({ id, version: 1 })) }
    const { pool } = at.world.store
    const ground = { user: 'analyst', mandate: 'een' }
    const first = await bulkAct(pool, ground, input, assert.fail, { batch: 10, longestMs: -1 })
    assert.deepEqual(first.kind === 'done' && [first.value.done, first.value.left], [[], ids])
    const rest = await bulkAct(pool, ground, input, assert.fail)
    assert.deepEqual(rest.kind === 'done' && [rest.value.done, rest.value.left], [ids, []])
  })
})
