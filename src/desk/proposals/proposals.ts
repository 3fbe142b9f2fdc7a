/** Proposals for cases: signals that belong together, put before a coordinator. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Proposal, ProposalBody, ProposalList, ProposalState, Step } from '../../contract/cases/proposals.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { inOrder } from '../coordination/order-rules.ts'
import { orderedOf, rulesInForce, rulesOfVersion } from '../coordination/orders.ts'
import {
  mostProposals,
  shownProposals,
  stateNow,
  storedProposals,
  type ProposalRow,
  type ProposalWords
} from './proposal-rows.ts'
import { cleanText, sealWords } from '../sealed-words.ts'

/*
 * States. drafted: somebody bundles what belongs together. offered: it waits for a coordinator, until its day. picked-up, other-intervention,
 * returned: a coordinator decided. held-until, declined: decided too, and on the table again by itself when its day comes or when
 * adverts are found for one of its signals. returned: it may be offered again.
 *
 *   drafted, returned -offer-> offered -weigh-> picked-up | other-intervention | held-until | returned | declined
 *   held-until, declined -its day, or a new fact-> offered        each weighing is followed by a newer one, never changed
 */

/** Days that a proposal may wait for its weighing, by how urgent it is. */
const daysToWeigh: Readonly<Record<Step, number>> = { high: 5, middle: 14, low: 28 }

/**
 * In the order of the rules in force, or of an older version of them; then the newest first. `open`: drafted, offered or returned.
 * `not-found`: there is no such version.
 */
export async function listProposals(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  { state, order }: { readonly state?: ProposalState | 'open' | undefined; readonly order?: number | undefined }
): Promise<Outcome<ProposalList>> {
  return act<Outcome<ProposalList>>(pool, ground, async (tx) => {
    const inForce = order === undefined ? await rulesInForce(tx) : await rulesOfVersion(tx, order)
    if (inForce === null) return refusedAct('not-found')
    const rows = (await storedProposals(tx, null)).map((row) => ({ row, now: stateNow(row).state, ...orderedOf(row) }))
    const wanted = inOrder(rows, inForce.rules)
      .filter(({ now }) =>
        state === 'open' ? ['drafted', 'offered', 'returned'].includes(now) : state === undefined || now === state
      )
      .slice(0, mostProposals)
      .map(({ row }) => row)
    const { proposals, adverts } = await shownProposals(tx, vault, mandateOf(ground), wanted)
    const detail = {
      ...(state !== undefined && { state }),
      order: inForce.version,
      shown: wanted.map((row) => row.id),
      adverts
    }
    return {
      result: { kind: 'done', value: { proposals, order: inForce.version } },
      entry: { act: 'proposals.list', detail }
    }
  })
}

/** Bundles signals of the mandate. `not-found`: one of them is not there. */
export async function draftProposal(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  body: ProposalBody
): Promise<Outcome<Proposal>> {
  const mandate = mandateOf(ground)
  const words: ProposalWords = { title: cleanText(body.title), about: cleanText(body.about ?? '') }
  const parts = [...new Map(body.parts.map((part) => [`${part.kind}:${part.id}`, part])).values()]
  const signals = parts.map((part) => part.id)
  if (words.title === '') return refused('reason-missing')
  return act<Outcome<Proposal>>(pool, ground, async (tx) => {
    const found = await tx.query('select 1 from signal where id = any($1::bigint[]) for share', [signals])
    if (found.rowCount !== parts.length) return refusedAct('not-found')
    const { sealed, digest } = sealWords(vault, { mandate, label: 'proposal' }, words)
    const { rows } = await tx.query<{ id: number }>(
      `insert into proposal (mandate_id, sealed, form, urgency, parts, signals, made_by) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [mandate, sealed, body.form, body.urgency ?? 'middle', JSON.stringify(parts), signals, ground.user]
    )
    const id = rows[0]?.id ?? 0
    const detail = { form: body.form, signals, digest: digest.toString('hex') }
    return done(await shown(tx, ground, vault, id), 'proposal.draft', id, detail)
  })
}

/** Offers a proposal to the coordinators: from now on its day counts. */
export async function offerProposal(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  asked: { readonly id: number; readonly version: number }
): Promise<Outcome<Proposal>> {
  return act<Outcome<Proposal>>(pool, ground, async (tx) => {
    const row = await lockedProposal(tx, asked.id)
    if (row === null) return refusedAct('not-found')
    if (row.version !== asked.version) return refusedAct('changed')
    if (row.stored !== 'drafted' && row.stored !== 'returned') return refusedAct('wrong-state')
    await tx.query(
      `update proposal set state = 'offered', version = version + 1, offered_by = $2, offered_at = now(),
         due_on = today() + $3::int where id = $1`,
      [asked.id, ground.user, daysToWeigh[row.urgency]]
    )
    const value = await shown(tx, ground, vault, asked.id)
    return done(value, 'proposal.offer', asked.id, { version: value.version, dueOn: value.dueOn })
  })
}

/** The proposal with this number, locked for an act; null when it is not there. */
export async function lockedProposal(tx: Tx, id: number): Promise<ProposalRow | null> {
  await tx.query('select 1 from proposal where id = $1 for update', [id])
  return (await storedProposals(tx, id))[0] ?? null
}

/** One proposal as it stands in this transaction. */
export async function shown(tx: Tx, ground: Ground, vault: Vault, id: number): Promise<Proposal> {
  const [value] = (await shownProposals(tx, vault, mandateOf(ground), await storedProposals(tx, id))).proposals
  if (value === undefined) throw new Error(`Proposal ${id} is gone in its own transaction.`)
  return value
}

function done(value: Proposal, name: string, id: number, detail: Readonly<Record<string, unknown>>) {
  return { result: { kind: 'done', value } as const, entry: { act: name, subject: `proposal:${id}`, detail } }
}
