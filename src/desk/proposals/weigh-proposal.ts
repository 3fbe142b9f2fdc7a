/** A coordinator weighs a proposal: criteria in words, what else was on the table, and a decision, kept in a record that nobody changes. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Proposal, ProposalState, WeighDecision, WeighProposalBody } from '../../contract/cases/proposals.ts'
import { criteria as allCriteria } from '../../model/criteria.ts'
import type { Ground, LedgerEntry, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault, type Desk } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { capacityNow } from './capacity.ts'
import {
  partsNow,
  stateNow,
  storedProposals,
  type ProposalRow,
  type ProposalWords,
  type RecordWords
} from './proposal-rows.ts'
import { lockedProposal, shown } from './proposals.ts'
import { openedIn } from '../cases/cases.ts'
import { mayLead } from '../cases/certificates.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'

/** Where each decision leads. */
const decisionStates: Readonly<Record<WeighDecision, ProposalState>> = {
  'pick-up': 'picked-up',
  'other-intervention': 'other-intervention',
  'hold-until': 'held-until',
  return: 'returned',
  decline: 'declined'
}

/**
 * Weighs a proposal that is offered, or came back. `day-wrong`: the day of review, or on which it comes back, is not ahead.
 * `not-a-colleague`, `not-certified`: the lead of its case may not lead one.
 * `reason-missing`: no reason, or none for a team that takes on more than it has hours for. `not-found`: it or a candidate is not there.
 */
export async function weighProposal(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: number,
  body: WeighProposalBody
): Promise<Outcome<Proposal>> {
  return act<Outcome<Proposal>>(pool, ground, async (tx) => {
    const row = await lockedProposal(tx, id)
    if (row === null) return refusedAct('not-found')
    if (row.version !== body.version) return refusedAct('changed')
    if (stateNow(row).state !== 'offered') return refusedAct('wrong-state')
    const candidates = [...new Set([id, ...(body.candidates ?? [])])].toSorted((a, b) => a - b)
    const words = await weighed(tx, row, body)
    if (typeof words === 'string') return refusedAct(words)
    if (!(await allThere(tx, candidates))) return refusedAct('not-found')
    if (!(await daysAhead(tx, body))) return refusedAct('day-wrong')
    const lead = body.decision === 'pick-up' ? body.lead : undefined
    const unfit = lead === undefined ? null : await mayLead(tx, lead)
    if (unfit !== null) return refusedAct(unfit)
    const record = await insertRecord(tx, ground, vault, { row, body, candidates, words })
    const seen = words.state.parts.reduce((sum, part) => sum + part.adverts, 0)
    await tx.query(
      `update proposal set state = $2, version = version + 1, back_on = $3, adverts_seen = $4,
         last_advert = (select coalesce(max(id), 0) from advert) where id = $1`,
      [id, decisionStates[body.decision], words.backOn, seen]
    )
    const opened = lead === undefined ? [] : [await openedFrom(tx, { pool, ground, vault }, row, lead)]
    const value = await shown(tx, ground, vault, id)
    const { decision, reviewOn } = body
    const detail = { decision, record: record.id, digest: record.digest, candidates, reviewOn, version: value.version }
    return {
      result: { kind: 'done', value },
      entry: { act: 'proposal.weigh', subject: `proposal:${id}`, detail },
      entries: opened
    }
  })
}

/** Opens the case of a proposal that is picked up in this transaction; returns the entry that tells of it. */
async function openedFrom(tx: Tx, desk: Desk, row: ProposalRow, lead: string): Promise<LedgerEntry> {
  const { ground, vault } = desk
  const words = openWords<ProposalWords>(vault, { mandate: mandateOf(ground), label: 'proposal' }, row.sealed)
  const { rows } = await tx.query<{ until: string }>(
    `select to_char(least(valid_until, now() + interval '1826 days') at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as until
     from mandate where id = coalesce($1, mandate_of_line($2))`,
    [ground.under ?? null, ground.mandate]
  )
  const { title, about } = words
  const purpose = about === '' ? title : about
  const { result, entry } = await openedIn(tx, desk, {
    proposal: row.id,
    title,
    purpose,
    until: rows[0]?.until ?? '',
    lead
  })
  // What could refuse it was looked at before anything was written.
  if (result.kind === 'refused' || entry === null)
    throw new Error(`The case of proposal ${row.id} could not be opened.`)
  return entry
}

/** What is sealed of the weighing, with the state of the data and the capacity at this moment; or why there is none. */
async function weighed(tx: Tx, row: ProposalRow, body: WeighProposalBody): Promise<RecordWords | Refusal> {
  const reason = reasonGiven(body.reason)
  if (reason === null) return 'reason-missing'
  const places = new Map(allCriteria.map((one, at) => [one, at]))
  const criteria = body.criteria
    .map((one) => ({ ...one, sentence: cleanText(one.sentence) }))
    .toSorted((a, b) => (places.get(a.criterion) ?? 0) - (places.get(b.criterion) ?? 0))
  if (criteria.some((one) => one.sentence === '')) return 'reason-missing'
  const picked = body.decision === 'pick-up'
  const team = picked && body.team !== undefined ? cleanText(body.team) : null
  const hours = team === null ? null : (body.hours ?? null)
  const capacity = await capacityNow(tx)
  const free = capacity.find((one) => one.team === team)?.free ?? 0
  const beyond = hours !== null && hours > free ? reasonGiven(body.beyond) : null
  if (hours !== null && hours > free && beyond === null) return 'reason-missing'
  const waits = body.decision === 'hold-until' || body.decision === 'decline'
  const parts = await partsNow(
    tx,
    row.parts.map((part) => part.id)
  )
  const state = { version: row.version, parts, capacity }
  return { criteria, reason, backOn: waits ? (body.backOn ?? null) : null, team, hours, beyond, state }
}

/** Compared are proposals that wait for a weighing, this one among them. */
async function allThere(tx: Tx, candidates: readonly number[]): Promise<boolean> {
  const rows = await storedProposals(tx, null)
  const waiting = new Set(rows.filter((row) => stateNow(row).state === 'offered').map((row) => row.id))
  return candidates.every((id) => waiting.has(id))
}

/** A review lies ahead, and so does the day on which it comes back; what is held has such a day. */
async function daysAhead(tx: Tx, { decision, reviewOn, backOn }: WeighProposalBody): Promise<boolean> {
  if (decision === 'hold-until' && backOn === undefined) return false
  const { rows } = await tx.query<{ ahead: boolean }>(
    `select $1::date > t.day and coalesce($2::date > t.day, true) as ahead from (select today() as day) t`,
    [reviewOn, backOn ?? null]
  )
  return rows[0]?.ahead === true
}

interface Weighing {
  readonly row: ProposalRow
  readonly body: WeighProposalBody
  readonly candidates: readonly number[]
  readonly words: RecordWords
}

async function insertRecord(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { row, body, candidates, words }: Weighing
): Promise<{ id: number; digest: string }> {
  const mandate = mandateOf(ground)
  const { sealed, digest } = sealWords(vault, { mandate, label: 'weighing-record', context: String(row.id) }, words)
  const { rows } = await tx.query<{ id: number }>(
    `insert into weighing_record (mandate_id, proposal_id, candidates, decision, sealed, digest, review_on, by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [mandate, row.id, candidates, body.decision, sealed, digest, body.reviewOn, ground.user]
  )
  const id = rows[0]?.id ?? 0
  if (words.team !== null && words.hours !== null)
    await tx.query('insert into team_hours (record_id, mandate_id, team, hours) values ($1, $2, $3, $4)', [
      id,
      mandate,
      words.team,
      words.hours
    ])
  return { id, digest: digestText(digest) }
}
