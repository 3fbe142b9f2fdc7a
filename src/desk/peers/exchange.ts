/** A question between two instances: hit or no hit on what the confirmed items of open cases state, as keyed tokens; both sides write it into their ledgers. */
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { act, note } from '../../accountability/acts.ts'
import type { PeerAnswer, PeerQuestion } from '../../contract/partners/peers.ts'
import type { MandateId } from '../../model/ids.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import { fingerprintKeyOf } from '../../store/sealed/address-mac.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { factsOf } from '../dossier/captures.ts'
import { identified } from '../facts/fact-page.ts'
import { askedSubject } from '../ledger/asked-values.ts'
import { sortedItems } from '../handling/leaving.ts'
import { digestText } from '../sealed-words.ts'
import { reasonGiven, refused, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { answerText, ownKeyOf, questionText, signedBy, tokenOf } from './messages.ts'
import { heldPeer, type HeldPeer } from './peers.ts'

/** A question is answered within this of its own time, on either side: what is older was kept by somebody. */
const freshMs = 5 * 60_000
/** The most questions of one instance in a day: each answer is a bit of what is held. */
const mostADay = 50
const mostTokens = 100

/** How a question reaches the other side; null: no answer came. */
export type Sending = (address: string, question: PeerQuestion) => Promise<unknown>

export interface PeerAsked {
  readonly peer: string
  readonly values: readonly string[]
  readonly reason: string
}

/** Of each value whether it is known there; null: it is no number, address or account. */
export type PeerHits = readonly { readonly value: string; readonly hit: boolean | null }[]

/**
 * Asks another instance. What leaves holds no value. `not-found`: no exchange with it that holds. `no-identifiers`: no number, address or account.
 * `damaged`: what came back is not its answer to this question, or nothing came.
 */
export async function askPeer(
  desk: Desk,
  { peer: id, values, reason: why }: PeerAsked,
  send: Sending
): Promise<Outcome<PeerHits>> {
  const reason = reasonGiven(why)
  if (reason === null) return refused('reason-missing')
  const read = values.map((value) => ({ value, readings: identified('any', value)?.readings ?? [] }))
  const asked = await act<Outcome<{ readonly peer: HeldPeer; readonly question: PeerQuestion }>>(
    desk.pool,
    desk.ground,
    async (tx) => {
      const peer = await heldPeer(tx, desk, id)
      if (peer === null) return refusedAct('not-found')
      const tokens = read.flatMap(({ readings }) => readings.map((one) => tokenOf(peer.shared, one.kind, one.value)))
      if (tokens.length === 0) return refusedAct('no-identifiers')
      if (tokens.length > mostTokens) return refusedAct('too-expensive')
      const own = ownKeyOf(desk.vault.keyring)
      const body = {
        from: own.fingerprint,
        to: peer.fingerprint,
        nonce: randomUUID(),
        at: new Date().toISOString(),
        tokens
      }
      const text = questionText(body)
      const digest = createHash('sha256').update(text).digest()
      await tx.query(
        `insert into peer_question (peer, nonce, way, mandate_id, tokens, digest, by) values ($1, $2, 'out', $3, $4, $5, $6)`,
        [peer.id, body.nonce, desk.ground.mandate, tokens.length, digest, desk.ground.user]
      )
      const named = read.flatMap((one) => one.readings)
      const detail = { nonce: body.nonce, ...askedOf(desk, named), reason, digest: digestText(digest) }
      return {
        result: { kind: 'done', value: { peer, question: { ...body, signature: own.sign(text) } } },
        entry: { act: 'peer.ask', subject: `peer:${peer.id}`, detail }
      }
    }
  )
  if (asked.kind === 'refused') return asked
  const { peer, question } = asked.value
  const answer = await send(`${peer.url}/api/peer-questions`, question)
  const hits = hitsIn(answer, peer, question)
  const detail = { nonce: question.nonce, hits }
  await act(desk.pool, desk.ground, async (tx) => {
    if (hits !== null)
      await tx.query(`update peer_question set hits = $3 where peer = $1 and nonce = $2 and way = 'out'`, [
        peer.id,
        question.nonce,
        hits
      ])
    return { result: null, entry: { act: 'peer.answered', subject: `peer:${peer.id}`, detail } }
  })
  if (hits === null) return refused('damaged')
  let place = 0
  return {
    kind: 'done',
    value: read.map(({ value, readings }) => {
      const mine = hits.slice(place, (place += readings.length))
      return { value, hit: readings.length === 0 ? null : mine.includes('1') }
    })
  }
}

/** The ledger never erases: it says which kinds of values were asked, and by what whoever has one finds the question. */
function askedOf({ vault, ground }: Desk, values: readonly { readonly kind: string; readonly value: string }[]) {
  const key = fingerprintKeyOf(vault.keyring, mandateOf(ground))
  return {
    kinds: values.map((one) => one.kind),
    about: values.map(({ kind, value }) => askedSubject(key, kind, value))
  }
}

/** The hits of an answer that is the other side's, to this question; null: it is not. */
function hitsIn(given: unknown, peer: HeldPeer, question: PeerQuestion): string | null {
  const answer = given as Partial<PeerAnswer> | null
  if (typeof answer !== 'object' || answer === null) return null
  const { from, to, nonce, at, hits, signature } = answer
  if (from !== peer.fingerprint || to !== question.from || nonce !== question.nonce) return null
  if (typeof at !== 'string' || typeof hits !== 'string' || typeof signature !== 'string') return null
  const text = answerText({ from, to, nonce, at, hits }, questionText(question))
  return hits.length === question.tokens.length && signedBy(peer.pem, text, signature) ? hits : null
}

/**
 * Answers another instance. `not-found`: no exchange with that key that holds, a signature of another, or meant for somebody else: the same for all.
 * `day-wrong`: its time is not now. `asked-before`: this question came already. `asked-enough`: fifty came within a day.
 */
export async function answerPeer(pool: pg.Pool, vault: Vault, question: PeerQuestion): Promise<Outcome<PeerAnswer>> {
  const own = ownKeyOf(vault.keyring)
  const known = await withGround(pool, { user: 'pipeline', mandate: null }, (tx) =>
    tx.query<{ id: string; mandate_id: MandateId }>('select id, mandate_id from peer_of($1)', [question.from])
  )
  const [found] = known.rows
  if (found === undefined || question.to !== own.fingerprint) return refused('not-found')
  const ground = { user: 'pipeline', mandate: found.mandate_id }
  const desk: Desk = { pool, ground, vault }
  const text = questionText(question)
  const outcome = await act<Outcome<PeerAnswer>>(pool, ground, async (tx) => {
    const peer = await heldPeer(tx, desk, found.id)
    if (peer === null || !signedBy(peer.pem, text, question.signature)) return refusedAct('not-found')
    const refusal = await refusalOf(tx, peer, question)
    if (refusal !== null) return refusedAct(refusal)
    const held = await heldTokens(tx, desk, peer.shared)
    const hits = question.tokens.map((token) => (held.has(token) ? '1' : '0')).join('')
    const digest = createHash('sha256').update(text).digest()
    await tx.query(
      `insert into peer_question (peer, nonce, way, mandate_id, tokens, hits, digest, by) values ($1, $2, 'in', $3, $4, $5, $6, 'pipeline')`,
      [peer.id, question.nonce, ground.mandate, question.tokens.length, hits, digest]
    )
    const body = { from: own.fingerprint, to: question.from, nonce: question.nonce, at: new Date().toISOString(), hits }
    const detail = { nonce: question.nonce, tokens: question.tokens.length, hits, digest: digestText(digest) }
    return {
      result: { kind: 'done', value: { ...body, signature: own.sign(answerText(body, text)) } },
      entry: { act: 'peer.answer', subject: `peer:${peer.id}`, detail }
    }
  })
  if (outcome.kind === 'refused')
    await note(pool, ground, {
      act: 'peer.refuse',
      subject: `peer:${found.id}`,
      detail: { nonce: question.nonce, reason: outcome.reason }
    })
  return outcome
}

async function refusalOf(tx: Tx, peer: HeldPeer, { nonce, at }: PeerQuestion): Promise<Refusal | null> {
  if (!(Math.abs(Date.now() - Date.parse(at)) <= freshMs)) return 'day-wrong'
  // One at a time for each, so that neither the limit nor the nonce is passed by two at once.
  await lockUntilCommit(tx, lockClass.peers, peer.id)
  const { rows } = await tx.query<{ seen: boolean; today: number }>(
    `select exists (select 1 from peer_question where peer = $1 and way = 'in' and nonce = $2) as seen,
       (select count(*)::int from peer_question where peer = $1 and way = 'in' and at > now() - interval '1 day') as today`,
    [peer.id, nonce]
  )
  if (rows[0]?.seen !== false) return 'asked-before'
  return rows[0].today >= mostADay ? 'asked-enough' : null
}

/** What confirmed items of open cases state, but those that their handling codes keep within this team. */
async function heldTokens(tx: Tx, desk: Desk, shared: Uint8Array): Promise<ReadonlySet<string>> {
  const tokens = new Set<string>()
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from case_file f where f.id in (select my_cases()) and f.state <> 'closed' and f.erased_at is null order by f.id limit 500`
  )
  for (const { id } of rows) {
    const items = await confirmedItems(tx, id)
    const { behind } = await sortedItems(tx, id, 'team')
    const free = items.filter((one) => !behind.has(one.no))
    for (const fact of await factsOf(tx, desk, { id }, free))
      if (fact.state !== 'rejected') tokens.add(tokenOf(shared, fact.kind, fact.value))
  }
  return tokens
}

async function confirmedItems(tx: Tx, id: string) {
  const { rows } = await tx.query<{ no: number; kind: 'network' | 'advert' | 'report' | 'signal'; holds: number[] }>(
    'select no, kind, adverts as holds from case_item where case_id = $1 and confirmed and erased_at is null order by no',
    [id]
  )
  return rows
}
