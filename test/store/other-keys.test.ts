/** What does not open because its keys are those of another Baken, at each export: told and counted, apart from what was erased, and nothing is lost. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { exportRows, type Shut } from '../../src/desk/exports/export.ts'
import type { ExportKind } from '../../src/desk/exports/export-kinds.ts'
import { search, type SearchInput } from '../../src/desk/search/search.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { openKeyring, type Keyring } from '../../src/evidence/keys.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { openWords, sealWords } from '../../src/desk/sealed-words.ts'
import { openSegment } from '../../src/store/inverted-index/segment.ts'
import { otherKeys } from '../../src/store/sealed/other-keys.ts'
import type { World } from '../support/sample.ts'
import { anna, deskWorld } from '../desk/desk-world.ts'

describe('keys of another Baken', () => {
  let world: World
  let other: string
  before(async () => {
    ;({ world } = await deskWorld())
    other = path.join(world.dataDir, '..', `other-${path.basename(world.dataDir)}`)
  })
  after(async () => {
    rmSync(other, { recursive: true, force: true })
    await world.close()
  })

  /** A new folder of keys, with keys of these names. */
  function foreign(...mandates: string[]): Keyring {
    rmSync(other, { recursive: true, force: true })
    const made = openKeyring(other)
    assert.ok(made.kind === 'keyring')
    for (const name of mandates) {
      made.keyring.keptKey(name as MandateId, true)
      made.keyring.blindKey(name as MandateId, true)
    }
    return made.keyring
  }

  async function exported(kind: ExportKind, keyring: Keyring): Promise<{ rows: object[]; shut: Shut | null }> {
    let shut: Shut | null = null
    const rows: object[] = []
    const asked = { kind, notOpened: (told: Readonly<Shut>) => void (shut = { ...told }) }
    const vault = { keyring, evidenceDir: world.evidenceDir }
    for await (const row of exportRows(world.store.pool, anna, vault, asked)) rows.push(row)
    return { rows, shut }
  }

  const ended = async (): Promise<object | undefined> =>
    (
      await world.store.root.query<{ detail: object }>(
        `select detail from baken.ledger where act = 'export.end' order by no desc limit 1`
      )
    ).rows[0]?.detail

  for (const [way, mandates] of [
    ['of other mandates', []],
    ['of mandates of the same names', ['een']]
  ] as const)
    test(`${way}: each export says how many rows do not open, gives the rest of them, and its entry says that it is not whole`, async () => {
      for (const kind of ['adverts', 'captures', 'facts'] as const) {
        const whole = await exported(kind, world.keyring)
        assert.deepEqual([whole.shut, (whole.rows.length > 0).valueOf()], [null, true])
        const { rows, shut } = await exported(kind, foreign(...mandates))
        assert.ok(shut !== null && shut.rows > 0, kind)
        assert.match(shut.cause, /(?:missing\): restore the keys folder|does not open)/)
        assert.equal(rows.length, kind === 'facts' ? 0 : whole.rows.length)
        assert.ok(!JSON.stringify(rows).includes('Ontspannen') && !JSON.stringify(rows).includes('://'))
        assert.deepEqual(await ended(), { rows: rows.length, complete: false, shut: shut.rows })
        assert.deepEqual(await exported(kind, world.keyring), whole, 'nothing was lost')
      }
    })

  test('what was erased on time is counted nowhere, and the rest that does not open is', async () => {
    const { rows } = await world.store.root.query<{ kek: string }>(
      `select distinct k.kek from baken.capture_key k where mandate_id = 'een' order by 1`
    )
    const gone: Keyring = {
      ...world.keyring,
      byName: (name) => (/^kept/.test(name) ? world.keyring.byName(name) : { kind: 'destroyed', name, at: '' })
    }
    assert.ok(rows.length > 1, 'sealed and open ones')
    const erased = await exported('adverts', gone)
    assert.equal(erased.shut, null)
    assert.ok(erased.rows.length > 0)
  })

  test('a search with one key lost answers with what the others open, says that not all does, and so does its entry', async () => {
    const { pool, root } = world.store
    const ask = async (keyring: Keyring, input: SearchInput): Promise<SearchResult> => {
      const outcome = await search(pool, anna, { keyring, evidenceDir: world.evidenceDir }, input)
      assert.ok(outcome.kind === 'done')
      return outcome.value
    }
    const lostOf = (kind: RegExp): Keyring => ({
      ...world.keyring,
      byName: (name) => (kind.test(name) ? { kind: 'lost', name, detail: 'it is gone' } : world.keyring.byName(name))
    })
    const shown = ({ results }: SearchResult) => results.filter((one) => one.title !== null).length
    const whole = await ask(world.keyring, { facets: true })
    assert.ok(shown(whole) > 0 && whole.sealed.count > 0)
    const [opened] = whole.results.flatMap((one) => one.title?.split(' ')[0] ?? [])
    const found = await ask(world.keyring, { q: opened })
    assert.ok(found.opened > 0)
    for (const [lost, left] of [
      [/^kept/, found.opened],
      [/^epoch/, 0]
    ] as const) {
      const listed = await ask(lostOf(lost), { facets: true })
      assert.deepEqual([listed.count, listed.understood.notes], [whole.count, ['not-all-opens']], 'each is there still')
      assert.equal(shown(listed), left === 0 ? shown(whole) : 0)
      const asked = await ask(lostOf(lost), { q: opened })
      assert.deepEqual([asked.opened, asked.understood.notes], [left, ['not-all-opens']])
      const { rows } = await root.query<{ whole: string }>(
        `select detail->>'complete' as whole from baken.ledger where act = 'search.run' order by no desc limit 1`
      )
      assert.deepEqual(rows, [{ whole: 'false' }])
    }
    const again = await ask(world.keyring, { q: opened })
    assert.deepEqual({ ...again, tookMs: 0 }, { ...found, tookMs: 0 }, 'with the key all is there again')
  })

  test('reading words makes no key where there is none, and an index of another key is not taken for erased', async () => {
    const place = { mandate: 'een' as MandateId, label: 'proef' }
    const { sealed } = sealWords(world, place, { text: 'woord' })
    const keyring = foreign()
    assert.throws(() => openWords({ keyring }, place, sealed), /cannot be had \(missing\)/)
    assert.equal(keyring.keptKey('een' as MandateId, false).kind, 'missing')
    const row = { id: 'x', no: 1, kek: 'kept/een', wrapped: Buffer.alloc(61), documents: 1, buckets: 1, tier: 0 }
    assert.throws(() => openSegment(keyring, row), /cannot be had \(missing\)/)
  })

  test('a command that writes is refused before anything is sealed under them; with its own keys, lost ones, or none to ask it is not', async () => {
    const { store, keyring } = world
    for (const names of [[], ['een', 'twee']])
      assert.match(
        (await otherKeys(store, foreign(...names))) ?? '',
        /not the one of this database: .*nothing was changed/
      )
    assert.equal(await otherKeys(store, keyring), null)
    const lost: Keyring = { ...keyring, byName: (name) => ({ kind: 'lost', name, detail: 'it is gone' }) }
    assert.equal(await otherKeys(store, lost), null)
    const silent: Keyring = {
      ...keyring,
      byName: () => {
        throw new Error('the holder gives no answer')
      }
    }
    assert.equal(await otherKeys(store, silent), null)
  })
})
