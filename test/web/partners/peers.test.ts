/** Two whole Bakens on loopback, each with a database, keys and a ledger of its own, exchange whether a value is known: hit or no hit, signed, once. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sendToPeer } from '../../../src/cli/commands/chain/peer.ts'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { PeerQuestion, Peers } from '../../../src/contract/partners/peers.ts'
import type { Desk } from '../../../src/desk/adverts/vault.ts'
import { askPeer, type PeerHits } from '../../../src/desk/peers/exchange.ts'
import { ownKeyOf, questionText } from '../../../src/desk/peers/messages.ts'
import { addPeer, decidePeer } from '../../../src/desk/peers/peers.ts'
import type { Outcome } from '../../../src/desk/outcome.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { note } from '../../../src/accountability/acts.ts'
import { askedSubject } from '../../../src/desk/ledger/asked-values.ts'
import { fingerprintKeyOf } from '../../../src/store/sealed/address-mac.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { doIn, done, farDay, openCase, said } from '../cases/cases.ts'
import { pinned } from '../cases/dossiers.ts'
import { inTheClear } from '../clear-rows.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { startInterface, type Running } from '../running.ts'

const known = '06 12345678'
const unknown = '06 98765432'

describe('two instances', () => {
  let here: Running
  let there: Running
  let peerThere = ''
  let peerHere = ''
  let one: Case
  let sent: { address: string; question: PeerQuestion }[] = []
  const shared = randomBytes(32).toString('hex')

  const as = ({ world }: Running, user: string): Desk => ({
    pool: world.store.pool,
    ground: { user, mandate: 'een' as MandateId },
    vault: world
  })
  const value = <T>(outcome: Outcome<T>): T => (outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason))
  const why = (outcome: Outcome<unknown>): string => (outcome.kind === 'done' ? 'done' : outcome.reason)
  /** What `baken peer ask` runs; what leaves is kept, to be looked at and to be sent again. */
  const ask = (values: readonly string[], send = sendToPeer): Promise<Outcome<PeerHits>> =>
    askPeer(as(here, 'coordinator'), { peer: peerThere, values, reason: 'Onderzoek.' }, (address, question) => {
      sent.push({ address, question })
      return send(address, question)
    })
  const post = (question: object, at = there) => at.browser().ask('POST', '/api/peer-questions', question)
  /** A question as it stands, signed by this instance. */
  const signed = (more: Partial<PeerQuestion>, by = here): PeerQuestion => {
    const { signature: _old, ...last } = sent.at(-1)?.question ?? assert.fail()
    const body = { ...last, nonce: randomUUID(), at: new Date().toISOString(), ...more }
    return { ...body, signature: ownKeyOf(by.world.keyring).sign(questionText(body)) }
  }
  const entries = async ({ world }: Running, act: string) =>
    (
      await world.store.root.query<{ detail: Record<string, unknown> }>(
        'select detail from baken.ledger where act = $1 order by no',
        [act]
      )
    ).rows.map((row) => row.detail)

  before(async () => {
    here = await startInterface()
    there = await startInterface()
    one = await openCase(there, there.signal)
    await pinned(await there.as('detective'), one, [['advert', there.ids[0]]])
  })
  after(async () => {
    for (const at of [here, there]) {
      const { faults } = at
      await at.close()
      assert.deepEqual(faults, [])
    }
  })

  test('S10.13 an exchange is agreed by two persons on each side, with the key of the other and a key that both share', async () => {
    const terms = (of: Running, more: object = {}) => ({
      name: 'Andere eenheid',
      url: of.base,
      pem: ownKeyOf(of.world.keyring).pem,
      shared,
      until: farDay,
      reason: 'Afspraak.',
      ...more
    })
    const coordinator = as(here, 'coordinator')
    for (const [more, wanted] of [
      [{ pem: 'geen' }, 'wrong-state'],
      [{ pem: ownKeyOf(here.world.keyring).pem }, 'wrong-state'],
      [{ shared: 'abcd' }, 'wrong-state'],
      [{ url: 'ftp://x.example' }, 'wrong-state'],
      [{ until: '2020-01-01' }, 'day-wrong'],
      [{ reason: ' ' }, 'reason-missing']
    ] as const)
      assert.equal(why(await addPeer(coordinator, terms(there, more))), wanted)
    await assert.rejects(addPeer(as(here, 'analyst'), terms(there)), /row-level security/)
    peerThere = value(await addPeer(coordinator, terms(there))).id
    assert.equal(why(await addPeer(coordinator, terms(there))), 'open-already')
    assert.equal(why(await ask([known])), 'not-found', 'nobody confirmed it')
    assert.equal(why(await decidePeer(coordinator, peerThere, 'confirm', 'Goed.')), 'second-person')
    value(await decidePeer(as(here, 'prosecutor'), peerThere, 'confirm', 'Goed.'))
    assert.equal(why(await ask([known])), 'damaged', 'the other side knows nothing of it')
    peerHere = value(await addPeer(as(there, 'coordinator'), terms(here))).id
    value(await decidePeer(as(there, 'prosecutor'), peerHere, 'confirm', 'Goed.'))
    const listed = done<Peers>(await (await here.as('coordinator')).ask('GET', '/api/peers'))
    assert.deepEqual(
      listed.peers.map(({ name, state, decidedBy }) => [name, state, decidedBy]),
      [['Andere eenheid', 'confirmed', 'prosecutor']]
    )
    assert.doesNotMatch(JSON.stringify(listed), new RegExp(shared))
    assert.equal((await (await here.as('analyst')).ask('GET', '/api/peers')).status, 403)
  })

  test('S10.13 hit or no hit first: no value leaves, both ledgers have it, and what its code keeps back is no hit', async () => {
    sent = []
    const hits = value(await ask([known, unknown, 'geen nummer']))
    assert.deepEqual(
      hits.map((each) => each.hit),
      [true, false, null]
    )
    const left = JSON.stringify(sent)
    for (const plain of ['12345678', '98765432', '31612345678', 'geen nummer', 'Onderzoek'])
      assert.ok(!left.includes(plain), `${plain} left`)
    const nonce = sent[0]?.question.nonce
    const [asked, answered, answer] = [
      (await entries(here, 'peer.ask')).at(-1),
      (await entries(here, 'peer.answered')).at(-1),
      (await entries(there, 'peer.answer')).at(-1)
    ]
    assert.deepEqual([asked?.['nonce'], answered?.['nonce'], answer?.['nonce']], [nonce, nonce, nonce])
    assert.equal(asked?.['digest'], answer?.['digest'], 'the same question')
    assert.deepEqual([answered?.['hits'], answer?.['hits']], ['10', '10'])
    const lead = await there.as('detective')
    const handle = (tlp: string | null) => doIn(lead, one, 'handling', { about: 'item:1', tlp, pap: null })
    done(await handle('red'))
    assert.deepEqual(
      value(await ask([known])).map((each) => each.hit),
      [false]
    )
    done(await handle(null))
    done(await doIn(lead, one, 'items/1/confirm', { confirmed: false }))
    assert.deepEqual(
      value(await ask([known])).map((each) => each.hit),
      [false],
      'not confirmed'
    )
    done(await doIn(lead, one, 'items/1/confirm', { confirmed: true }))
    assert.deepEqual(
      value(await ask([known])).map((each) => each.hit),
      [true]
    )
    assert.equal(why(await ask(['geen nummer'])), 'no-identifiers')
  })

  test('S10.13 replay, a wrong key, a stale question and one for somebody else are refused, and so is an answer that is not to this question', async () => {
    const last = sent.at(-1)?.question ?? assert.fail()
    assert.equal(said(await post(last)), '409 asked-before', 'replay')
    assert.equal((await post(signed({}))).status, 200)
    const elsewhere = signed({ to: ownKeyOf(here.world.keyring).fingerprint })
    for (const [question, wanted] of [
      [signed({}, there), '404 not-found'],
      [
        {
          ...signed({}),
          tokens: signed({ tokens: [...last.tokens].toReversed().map((token) => swapped(token)) }).tokens
        },
        '404 not-found'
      ],
      [{ ...signed({}), nonce: randomUUID() }, '404 not-found'],
      [signed({ from: '0'.repeat(64) }), '404 not-found'],
      [elsewhere, '404 not-found'],
      [signed({ at: new Date(Date.now() - 6 * 60_000).toISOString() }), '400 day-wrong'],
      [signed({ at: new Date(Date.now() + 6 * 60_000).toISOString() }), '400 day-wrong']
    ] as const)
      assert.equal(said(await post(question)), wanted)
    assert.ok((await entries(there, 'peer.refuse')).some((detail) => detail['reason'] === 'asked-before'))
    // Whoever stands between gives another answer, that of another question, or none.
    const before = await sendToPeer(`${there.base}/api/peer-questions`, signed({}))
    for (const answer of [null, {}, before]) assert.equal(why(await ask([known], async () => answer)), 'damaged')
    const turned = async (address: string, question: PeerQuestion) => {
      const answer = (await sendToPeer(address, question)) as { hits: string }
      return { ...answer, hits: answer.hits === '1' ? '0' : '1' }
    }
    assert.equal(why(await ask([known], turned)), 'damaged')
  })

  test('S10.13 fifty questions a day, and nothing once it is over or ended', async () => {
    const { root } = there.world.store
    await pastTriggers(root, (client) =>
      client.query(
        `insert into baken.peer_question (peer, nonce, way, mandate_id, tokens, hits, digest, by)
         select '${peerHere}', gen_random_uuid(), 'in', 'een', 1, '0', '', 'pipeline' from generate_series(1, 50)`
      )
    )
    assert.equal(said(await post(signed({}))), '429 asked-enough')
    await pastTriggers(root, (client) => client.query(`update baken.peer_question set at = now() - interval '2 days'`))
    assert.deepEqual(
      value(await ask([known])).map((each) => each.hit),
      [true]
    )
    const until = (day: string) =>
      pastTriggers(root, (client) => client.query(`update baken.peer set until_on = ${day}`))
    await until('baken.today() - 1')
    assert.equal(said(await post(signed({}))), '404 not-found')
    await until(`'${farDay}'`)
    assert.equal((await post(signed({}))).status, 200)
    value(await decidePeer(as(there, 'prosecutor'), peerHere, 'end', 'Klaar.'))
    assert.equal(said(await post(signed({}))), '404 not-found')
    assert.equal(why(await ask([known])), 'damaged')
  })

  test('no row holds a value that was asked, the ledger of who asked neither, nor the key that both share', async () => {
    const values = [known, unknown].flatMap((number) => [number, number.replace(' ', ''), number.replace('06 ', '316')])
    const told = ({ world }: Running) => inTheClear(world.store.root, [...values, shared, 'Massage', 'boomhut'])
    assert.deepEqual([await told(here), await told(there)], [[], []])
  })

  test('who has the value finds in the ledger who asked for it, what kind it was, when and why; who has not learns nothing of it', async () => {
    const asked = async (user: string, fact: string): Promise<LedgerPage['entries']> => {
      const query = new URLSearchParams({ fact })
      const page = done<LedgerPage>(await (await here.as(user)).ask('GET', `/api/ledger?${query}`))
      return page.entries.filter((entry) => entry.act === 'peer.ask')
    }
    const found = await asked('auditor', known)
    assert.ok(found.length > 3)
    for (const { actor, detail } of found)
      assert.deepEqual([actor, detail?.['reason'], detail?.['facts']], ['coordinator', 'Onderzoek.', undefined])
    const both = found.find(({ detail }) => (detail?.['kinds'] as unknown[] | undefined)?.length === 2)
    assert.deepEqual(both?.detail?.['kinds'], ['phone', 'phone'])
    assert.equal((await asked('auditor', unknown)).length, 1)
    assert.deepEqual(await asked('auditor', '06 11223344'), [])
    assert.deepEqual(await asked('analyst', known), [], 'others find their own')
    // Under the key of another instance the same value has another name.
    const [mine, theirs] = [here, there].map(({ world }) =>
      askedSubject(fingerprintKeyOf(world.keyring, 'een' as MandateId), 'phone', '+31612345678')
    )
    assert.notEqual(mine, theirs)
    assert.ok((both?.detail?.['about'] as unknown[] | undefined)?.includes(mine))
  })

  test('an entry of before, which holds the value, is found as it was and its ledger is whole', async () => {
    const coordinator = as(here, 'coordinator')
    await note(coordinator.pool, coordinator.ground, {
      act: 'peer.ask',
      subject: `peer:${peerThere}`,
      detail: { nonce: randomUUID(), facts: ['phone +31611223344'], reason: 'Van eerder.' }
    })
    const query = new URLSearchParams({ fact: '06 11223344' })
    const page = done<LedgerPage>(await (await here.as('auditor')).ask('GET', `/api/ledger?${query}`))
    const old = page.entries.filter((entry) => entry.act === 'peer.ask')
    assert.deepEqual(
      old.map((entry) => entry.detail?.['reason']),
      ['Van eerder.']
    )
    assert.equal((await verifyLedger(here.world.store.pool)).verdict, 'intact')
  })
})

/** Another token, whatever its first letter is. */
const swapped = (token: string): string => (token.startsWith('A') ? `B${token.slice(1)}` : `A${token.slice(1)}`)
