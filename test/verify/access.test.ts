/** What `baken verify` and a start find when mandates, accounts, sessions, rules or approvals are changed past the acts that the ledger tells. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import {
  activateUser,
  deactivateUser,
  resetPassword,
  setRole
} from '../../src/accountability/accounts/account-changes.ts'
import { changeOwnPassword } from '../../src/accountability/accounts/own-password.ts'
import { setRoleRule } from '../../src/accountability/accounts/role-rules.ts'
import { addUser, grantMandate, revokeMandate } from '../../src/accountability/accounts/users.ts'
import { askBreakGlass, decideBreakGlass } from '../../src/accountability/mandates/break-glass.ts'
import { decideProposal, proposeMandate } from '../../src/accountability/mandates/mandate-proposals.ts'
import { addMandate, withdrawMandate } from '../../src/accountability/mandates/mandates.ts'
import {
  beginTotp,
  confirmTotp,
  renewRecoveryCodes,
  showFactor,
  type FactorOwner
} from '../../src/accountability/sign-in/second-factor.ts'
import { signIn } from '../../src/accountability/sign-in/sessions.ts'
import { setIdentity } from '../../src/accountability/sign-in/single-sign-on.ts'
import { stepOf, totpCode } from '../../src/accountability/sign-in/totp.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { compareQuickly } from '../../src/verify/quick.ts'
import { verifyHalves } from '../../src/verify/verify.ts'
import { collect } from '../evidence/sample.ts'
import { fromBase32 } from '../support/base32.ts'
import { testStore } from '../support/database.ts'
import { password, sampleWorld, type World } from '../support/sample.ts'
import { keepTables } from '../support/superuser.ts'
import { accessActs } from './access-acts.ts'

const tables = [
  'ledger',
  'mandate',
  'app_user',
  'user_mandate',
  'session',
  'passkey',
  'totp',
  'recovery_code',
  'role_rule',
  'break_glass',
  'mandate_proposal'
] as const

let world: World
let restore: () => Promise<void>

const terms = { legal_basis: 'wet', purpose: 'proef', sources: ['bron-een'], granted_by: 'rechter', until: '30 days' }
const by = { user: 'beheer', reason: 'proef' }

describe('changes past the acts', () => {
  before(async () => {
    world = sampleWorld(await testStore())
    const { store } = world
    const given = async (id: string, more: object): Promise<void> => {
      const added = await addMandate(store, { id, ...terms, from: 'today', ...more })
      assert.equal(added.kind, 'added', JSON.stringify(added))
    }
    await given('een', { erase_after_days: 28 })
    await given('een-2', { erase_after_days: 90, succeeds: 'een' })
    await given('drie', { keep: 'open' })
    assert.equal((await withdrawMandate(store, 'drie' as MandateId, 'klaar')).kind, 'withdrawn')
    const people = [
      ['beheer', 'administrator'],
      ['beheer-2', 'administrator'],
      ['analist', 'analyst'],
      ['leider', 'coordinator'],
      ['weg', 'analyst']
    ] as const
    const done = async (outcome: Promise<{ readonly kind: string }>, kind = 'done'): Promise<void> =>
      assert.equal((await outcome).kind, kind)
    for (const [id, role] of people)
      await done(addUser(store, { id, name: `Proef ${id}`, role, password, mandates: ['een-2'] }))
    await done(deactivateUser(store, 'weg', by))
    await done(setRole(store, 'weg', 'officer', by))
    await done(activateUser(store, 'weg', by))
    await done(deactivateUser(store, 'weg', by))
    await done(grantMandate(store, 'leider', 'een', by))
    await done(revokeMandate(store, 'leider', 'een', by))
    await done(resetPassword(store, 'leider', by))
    await done(setIdentity(store, 'leider', { issuer: 'https://inloggen.example', subject: '7' }, by))
    await done(setRoleRule(store, 'administrator', true, by))
    // Every act of an owner on the own account, too.
    const opened = await signIn(store.pool, 'analist', password)
    assert.ok(opened.kind === 'signed-in')
    const own = { id: 'analist', name: 'Proef analist' }
    const fresh = { old: password, password: 'heel ander geheim van negen woorden' }
    const changed = await changeOwnPassword(store, own, null, fresh)
    assert.ok(changed.kind === 'changed')
    const owner: FactorOwner = { store, keyring: world.keyring, user: 'analist', token: changed.token, mandate: null }
    const begun = await beginTotp(owner)
    const first = await confirmTotp(owner, totpCode(fromBase32(begun?.secret ?? ''), stepOf(Date.now())))
    assert.ok(first.kind === 'confirmed')
    const renewed = await renewRecoveryCodes({ ...owner, token: first.token })
    await done(showFactor({ ...owner, token: first.token }, renewed?.codes[3] ?? ''), 'shown')
    const asked = await askBreakGlass(store, { mandates: ['een'], hours: 2 }, { user: 'analist', reason: 'spoed' })
    assert.ok(asked.kind === 'done')
    const proposed = await proposeMandate(store, { id: 'vier', ...terms, from: 'today' }, by)
    assert.ok(proposed.kind === 'proposed', JSON.stringify(proposed))
    const more = await proposeMandate(store, { id: 'vijf', ...terms, from: 'today' }, by)
    assert.ok(more.kind === 'proposed')
    await done(decideProposal(store, more.id, 'take-back', by), 'decided')
    const second = await askBreakGlass(store, { mandates: ['een-2'], hours: 2 }, { user: 'analist', reason: 'spoed' })
    assert.ok(second.kind === 'done')
    await done(decideBreakGlass(store, second.id, 'refuse', { user: 'leider', reason: 'nee' }))
    restore = await keepTables(store.root, tables)
  })
  after(() => world?.close())

  test('every act on mandates, accounts, factors, rules and approvals leaves ledger and tables at one, and is counted', async () => {
    const items = await collect(verifyHalves(world.store, world.dataDir, false))
    assert.deepEqual(faultsOf(items), [])
    const counts = (kind: 'mandates' | 'accessRows'): number =>
      items.reduce((sum, item) => sum + (item.counts?.[kind] ?? 0), 0)
    // Five people and two actors, one session, one rule, two requests for break-glass, two proposals.
    assert.deepEqual([counts('mandates'), counts('accessRows')], [3, 13])
    assert.deepEqual(await quickly(), [])
  })

  for (const [title, sql, named] of accessActs)
    test(`${title}: found and named, at a start too`, async () => {
      try {
        await run(sql)
        assert.match((await found()).join('\n'), new RegExp(named.source, 'm'))
        assert.match((await quickly()).join('\n'), new RegExp(named.source, 'm'))
      } finally {
        await restore()
      }
    })

  test('a database of before tells once how everything stood: what comes after is found, a second telling is too', async () => {
    try {
      await run(`update ledger set detail = detail - 'stands'; update ledger set act = 'x' where act like 'mandate.%'`)
      await beginAnew()
      const faults = (await found()).filter((text) => !text.startsWith('ledger entry'))
      assert.deepEqual(faults, [])
      await run(
        `update app_user set role = 'administrator' where id = 'analist'; update mandate set keep = 'open' where id = 'een'`
      )
      const said = (await found()).join('\n')
      assert.match(said, /^account analist its role is "administrator"/m)
      assert.match(said, /^mandate een keep is open/m)
      await beginAnew()
      const again = (await found()).join('\n')
      assert.match(again, /^account analist its role is "administrator"/m)
      assert.match(again, /ledger entry \d+ it says that accounts are bound from here on, and they were before/)
    } finally {
      await restore()
    }
  })

  /** What the migration does with a database of before. */
  async function beginAnew(): Promise<void> {
    const text = readFileSync(new URL('../../src/store/migrations/0250-access-begin.sql', import.meta.url), 'utf8')
    await world.store.owner.query(text.slice(text.indexOf('insert into')))
  }

  async function run(text: string): Promise<void> {
    const { root } = world.store
    await root.query('set session_replication_role = replica; set search_path = baken, pg_catalog')
    await root.query(text)
  }

  async function found(): Promise<string[]> {
    return faultsOf(await collect(verifyHalves(world.store, world.dataDir, false)))
  }

  async function quickly(): Promise<string[]> {
    return faultsOf(await compareQuickly(world.store, world.evidenceDir, true))
  }

  /** Without what is said of evidence: there is none here. */
  function faultsOf(
    items: readonly { readonly kind: string; readonly item: string; readonly cause: string }[]
  ): string[] {
    return items
      .filter(({ kind, item }) => kind !== 'ok' && !item.startsWith(world.dataDir))
      .map(({ item, cause }) => `${item} ${cause}`)
  }
})
