/** The frontier under several workers at once, the states of an address, and words that can be searched and not read. */
import { lockClass } from '../../src/store/locks.ts'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseDue } from '../../src/accountability/retention/retention.ts'
import { renewAddresses } from '../../src/accountability/retention/erase-addresses.ts'
import { epochDay, type Keyring } from '../../src/evidence/keys.ts'
import { DoesNotOpen } from '../../src/model/does-not-open.ts'
import {
  dueAddresses,
  leaseHosts,
  releaseHost,
  renewLease,
  reviveAddresses,
  settleAddresses,
  type Settled
} from '../../src/store/frontier/frontier.ts'
import { addAddresses } from '../../src/store/frontier/found-addresses.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { addressKeys, type AddressKeys } from '../../src/store/sealed/sealed-address.ts'
import { withGround, type Tx } from '../../src/store/ground.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'
import { frontierTexts } from '../support/clear-addresses.ts'
import { testStore } from '../support/database.ts'

let world: World
const hosts = Array.from({ length: 12 }, (_, nth) => `h${nth}.example`)
const perHost = 40
let keys: AddressKeys

describe('the frontier', () => {
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    keys = addressKeys(world.keyring, { id: 'een' as MandateId, keep: 'sealed' })
    await inGround(async (tx) => {
      await tx.query(`insert into source (id, mandate_id, name, spec) values ('bron', 'een', 'bron', '{}')`)
      const found = hosts.flatMap((host) =>
        Array.from({ length: perHost }, (_, nth) => ({
          sourceId: 'bron',
          host,
          url: `http://${host}/${nth}`,
          depth: 0,
          via: null,
          priority: 0,
          refused: null
        }))
      )
      assert.equal(await addAddresses(tx, 'een', found, keys), hosts.length * perHost)
      assert.equal(await addAddresses(tx, 'een', found, keys), 0, 'twice adds nothing')
    })
  })
  after(() => world.close())

  test('four workers at once hand out each address once, and a lease holds against the others until it is lost', async () => {
    const handed: number[] = []
    // The workers' signs of life, on a connection that stays.
    for (const worker of [1, 2, 3, 4])
      await world.store.root.query('select pg_advisory_lock($1, $2)', [lockClass.worker, worker])
    await Promise.all(
      [1, 2, 3, 4].map(async (worker) => {
        for (let idle = 0; idle < 5;) {
          const leased = await inGround((tx) => leaseHosts(tx, worker, 2, 60_000, null))
          idle = leased.length === 0 ? idle + 1 : 0
          for (const { host } of leased) {
            for (;;) {
              const due = await inGround((tx) =>
                dueAddresses(tx, world.keyring, { worker, host, most: 16, forMs: 60_000, sources: null })
              )
              if (due.length === 0) break
              handed.push(...due.map((one) => one.id))
              await inGround((tx) =>
                settleAddresses(
                  tx,
                  keys,
                  due.map((one) => settled(one, 'done', null))
                )
              )
            }
            await inGround((tx) => releaseHost(tx, worker, host, { nextAt: null, failures: 0, because: null }))
          }
        }
      })
    )
    assert.equal(new Set(handed).size, hosts.length * perHost, 'not every address was handed out')
    assert.equal(handed.length, new Set(handed).size, 'an address was handed out twice')
  })

  test('a lease of a living worker cannot be taken, one of a dead worker at once, and the loser gets nothing more', async () => {
    await inGround(
      async (tx) => void (await tx.query(`update address set state = 'due', due_at = now() where host = 'h0.example'`))
    )
    const living = await world.store.pool.connect()
    try {
      await living.query('select pg_advisory_lock($1, $2)', [lockClass.worker, 11])
      assert.deepEqual(
        (await inGround((tx) => leaseHosts(tx, 11, 50, 60_000, null))).map((one) => one.host),
        ['h0.example']
      )
      assert.equal((await inGround((tx) => leaseHosts(tx, 12, 50, 60_000, null))).length, 0)
      assert.equal(await inGround((tx) => renewLease(tx, 11, 'h0.example', 60_000)), true)
      await living.query('select pg_advisory_unlock_all()')
      assert.equal((await inGround((tx) => leaseHosts(tx, 12, 50, 60_000, null))).length, 1)
      assert.equal(await inGround((tx) => renewLease(tx, 11, 'h0.example', 60_000)), false)
      assert.deepEqual(
        await inGround((tx) =>
          dueAddresses(tx, world.keyring, { worker: 11, host: 'h0.example', most: 16, forMs: 60_000, sources: null })
        ),
        []
      )
    } finally {
      living.release()
    }
  })

  test('a settled address comes back on its day and not before; one that is refused for good never does', async () => {
    const all = [...(await frontierTexts(world.store.root, world.keyring))].flatMap(([id, { url }]) =>
      url.startsWith('http://h1.example/') ? [{ id, sourceId: 'bron', url }] : []
    )
    const [a, b, c] = all.toSorted((x, y) => x.id - y.id)
    assert.ok(a !== undefined && b !== undefined && c !== undefined)
    const [past, future] = [new Date(Date.now() - 1_000), new Date(Date.now() + 60_000)]
    await inGround((tx) =>
      settleAddresses(tx, keys, [settled(a, 'failed', past), settled(b, 'failed', future), settled(c, 'refused', null)])
    )
    await inGround((tx) => reviveAddresses(tx, 1_000))
    const { rows } = await inGround((tx) =>
      tx.query<{ state: string; attempts: number }>(
        'select state, attempts from address where id = any($1) order by id',
        [[a.id, b.id, c.id]]
      )
    )
    assert.deepEqual(
      rows.map((row) => row.state),
      ['due', 'failed', 'refused']
    )
    assert.deepEqual(
      rows.map((row) => row.attempts),
      [1, 1, 0]
    )
  })

  test('what waits in the frontier outlives the key of the day on which it was found: it is sealed under that of today before', async () => {
    const before = await frontierTexts(world.store.root, world.keyring)
    const name = keys.under().name
    const later = new Date(Date.now() + 60 * 86_400_000)
    await eraseDue(world.store, world.keyring, later)
    const { rows } = await world.store.root.query<{ kek: string }>('select distinct kek from address')
    assert.deepEqual(rows, [{ kek: `epoch/een-${epochDay(later.toISOString())}` }])
    const { keys: destroyed } = await eraseDue(world.store, world.keyring, later)
    assert.ok(destroyed.includes(name), destroyed.join())
    assert.equal(world.keyring.byName(name).kind, 'destroyed')
    assert.deepEqual(await frontierTexts(world.store.root, world.keyring), before)
    const due = { worker: 21, host: 'h5.example', most: 16, forMs: 60_000, sources: null }
    await world.store.root.query(`update host set lease_by = 21 where host = 'h5.example'`)
    await world.store.root.query(`update address set state = 'due', due_at = now() where host = 'h5.example'`)
    // Where its key is not here (the folder of another Baken) it stays as it is, and nobody takes it for erased.
    const kek = rows[0]?.kek ?? ''
    const away: Keyring = { ...world.keyring, byName: (one) => ({ kind: 'missing', name: one, detail: 'no key' }) }
    await assert.rejects(
      inGround((tx) => dueAddresses(tx, away, due)),
      DoesNotOpen
    )
    const round = { keyring: away, mandate: 'een' as MandateId, now: later }
    await inGround((tx) => renewAddresses(tx, round, [kek]))
    assert.deepEqual(await frontierTexts(world.store.root, world.keyring), before)
    // Where the key is destroyed all the same, the address is forgotten and nobody waits for it.
    assert.equal(world.keyring.destroy(kek), true)
    assert.deepEqual(await inGround((tx) => dueAddresses(tx, world.keyring, due)), [])
    const { rows: left } = await world.store.root.query<{ state: string; sealed: null; n: number }>(
      `select state, sealed, count(*)::int as n from address where host = 'h5.example' and kek is null group by 1, 2`
    )
    assert.deepEqual(left, [{ state: 'done', sealed: null, n: 16 }])
  })

  function inGround<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, work)
  }

  function settled(
    { id, sourceId, url }: Pick<Settled, 'id' | 'sourceId' | 'url'>,
    state: Settled['state'],
    dueAt: Date | null
  ): Settled {
    return { id, sourceId, url, state, dueAt, status: null, capture: null, changed: false, reason: null, detail: null }
  }
})
