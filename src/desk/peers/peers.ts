/** Exchanges with other instances as people agree on them: proposed by a coordinator, confirmed by a second person, ended by either. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { Peer, Peers } from '../../contract/partners/peers.ts'
import { uuid } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, openWords, sealWords } from '../sealed-words.ts'
import { fingerprintOf, ownKeyOf } from './messages.ts'

/** Bytes of a key that two instances share. */
const sharedBytes = 32

export async function listPeers({ pool, ground, vault }: Desk): Promise<Peers> {
  return act(pool, ground, async (tx) => {
    const peers = await peersOf(tx, null)
    const { fingerprint } = ownKeyOf(vault.keyring)
    return {
      result: { peers, fingerprint },
      entry: { act: 'peers.list', detail: { peers: peers.map((one) => one.id) } }
    }
  })
}

async function peersOf(tx: Tx, id: string | null): Promise<Peer[]> {
  const { rows } = await tx.query<Peer>(
    `select p.id, p.name, p.url, p.fingerprint, to_char(p.until_on, 'YYYY-MM-DD') as until,
       case when p.state = 'confirmed' and p.until_on < today() then 'over' else p.state end as state, p.by, p.at, p.decided_by as "decidedBy",
       (select count(*)::int from peer_question q where q.peer = p.id and q.way = 'out') as asked,
       (select count(*)::int from peer_question q where q.peer = p.id and q.way = 'in') as answered
     from peer p where $1::uuid is null or p.id = $1::uuid order by p.at, p.id limit 100`,
    [id]
  )
  return rows
}

export interface PeerTerms {
  readonly name: string
  readonly url: string
  /** The public key of the other instance. */
  readonly pem: string
  /** The key that both sides share, 64 hexadecimal digits: handed over between persons, never sent. */
  readonly shared: string
  /** The last day. */
  readonly until: string
  readonly reason: string
}

/** Proposes one. `wrong-state`: no key, no address, or its own. `open-already`: there is an exchange with this key. `day-wrong`: its last day is not ahead. */
export async function addPeer({ pool, ground, vault }: Desk, terms: PeerTerms): Promise<Outcome<Peer>> {
  return act<Outcome<Peer>>(pool, ground, async (tx) => {
    const name = cleanText(terms.name).slice(0, 80)
    const reason = reasonGiven(terms.reason)
    if (name === '' || reason === null) return refusedAct('reason-missing')
    const fingerprint = fingerprintOf(terms.pem)
    const shared = Buffer.from(terms.shared, 'hex')
    if (fingerprint === null || shared.length !== sharedBytes || !/^https?:\/\/[^\s/]+\/?$/.test(terms.url))
      return refusedAct('wrong-state')
    if (fingerprint === ownKeyOf(vault.keyring).fingerprint) return refusedAct('wrong-state')
    const { rows } = await tx.query<{ ahead: boolean; taken: boolean }>(
      `select $1::date > today() as ahead, exists (select 1 from peer where fingerprint = $2 and state <> 'ended') as taken`,
      [terms.until, fingerprint]
    )
    if (rows[0]?.ahead !== true) return refusedAct('day-wrong')
    if (rows[0].taken) return refusedAct('open-already')
    const id = randomUUID()
    const { sealed } = sealWords(vault, sharedPlace(ground, id), { shared: terms.shared })
    await tx.query(
      'insert into peer (id, mandate_id, name, url, pem, fingerprint, sealed, until_on, by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, ground.mandate, name, terms.url.replace(/\/$/, ''), terms.pem, fingerprint, sealed, terms.until, ground.user]
    )
    const detail = { name, fingerprint, until: terms.until, reason }
    return { result: await peerNow(tx, id), entry: { act: 'peer.add', subject: `peer:${id}`, detail } }
  })
}

/** Confirms one as a second person, or ends it. */
export async function decidePeer(
  { pool, ground }: Desk,
  id: string,
  name: 'confirm' | 'end',
  why: string
): Promise<Outcome<Peer>> {
  return act<Outcome<Peer>>(pool, ground, async (tx) => {
    const [found] = uuid.test(id) ? await peersOf(tx, id) : []
    if (found === undefined) return refusedAct('not-found')
    const reason = reasonGiven(why)
    if (reason === null) return refusedAct('reason-missing')
    if (found.state === 'ended' || (name === 'confirm' && found.state !== 'proposed')) return refusedAct('wrong-state')
    if (name === 'confirm' && !(await isSecondPerson(tx, found, ground.user))) return refusedAct('second-person')
    if (name === 'confirm')
      await tx.query(`update peer set state = 'confirmed', decided_by = $2, decided_at = now() where id = $1`, [
        id,
        ground.user
      ])
    else await tx.query(`update peer set state = 'ended' where id = $1`, [id])
    const entry = { act: `peer.${name}`, subject: `peer:${id}`, detail: { reason } }
    return { result: await peerNow(tx, id), entry }
  })
}

async function peerNow(tx: Tx, id: string): Promise<Outcome<Peer>> {
  const [value] = await peersOf(tx, id)
  if (value === undefined) throw new Error(`Exchange ${id} is gone in its own transaction.`)
  return { kind: 'done', value }
}

function sharedPlace(ground: Ground, id: string) {
  return { mandate: mandateOf(ground), label: 'peer', context: id }
}

/** One that holds today, with its keys. */
export interface HeldPeer {
  readonly id: string
  readonly url: string
  readonly pem: string
  readonly fingerprint: string
  readonly shared: Buffer
}

export async function heldPeer(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  id: string
): Promise<HeldPeer | null> {
  if (!uuid.test(id)) return null
  const { rows } = await tx.query<Omit<HeldPeer, 'shared'> & { readonly sealed: Buffer }>(
    `select id, url, pem, fingerprint, sealed from peer where id = $1 and state = 'confirmed' and until_on >= today()`,
    [id]
  )
  const [row] = rows
  if (row === undefined) return null
  const { sealed, ...peer } = row
  const { shared } = openWords<{ shared: string }>(vault, sharedPlace(ground, id), sealed)
  return { ...peer, shared: Buffer.from(shared, 'hex') }
}
