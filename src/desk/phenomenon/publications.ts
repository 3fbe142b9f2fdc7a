/** Publications of research on phenomena: one person offers a table, which is frozen; another publishes it, and it has a number and a digest. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type {
  Offer,
  OfferedTable,
  Offers,
  PhenomenonQuery,
  PublishedPhenomenon
} from '../../contract/phenomena/counts.ts'
import type { PublishedSynthetic } from '../../contract/phenomena/synthetic.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { namedIn } from '../reports/answer-words.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import type { TableAsked, Told } from './hidden-table.ts'
import { makeSynthetic, syntheticCsv } from './read-synthetic.ts'
import { askedOf, makeTable, phenomenonCsv, toldOf } from './read-table.ts'
import { epsilon, mostEpsilon } from './synthetic.ts'

const format = 'baken-phenomenon/1'
const syntheticFormat = 'baken-synthetic/1'
const mostListed = 200

interface Row {
  readonly id: number
  readonly body: string
  readonly digest: string
  readonly by: string
  readonly at: string
  readonly number: number | null
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly because: string | null
}

/**
 * Offers a table for publication. Refused: weeks or dimensions that name nothing, a table of which all is hidden, a title that names somebody,
 * a synthetic table of a week for which the noise is spent.
 */
export async function offerTable(
  { pool, ground, vault }: Desk,
  title: string,
  query: PhenomenonQuery,
  kind: Offer['kind'] = 'counts'
): Promise<Outcome<Offer>> {
  const asked = askedOf(query)
  return act<Outcome<Offer>>(pool, ground, async (tx) => {
    if (asked === null) return refusedAct('too-expensive')
    const words = reasonGiven(title)
    if (words === null) return refusedAct('reason-missing')
    if ((await namedIn(tx, words)) !== null) return refusedAct('names-someone')
    const named = { title: words, asked: query }
    const make = kind === 'counts' ? makeCounts : makeRows
    const made = await make(tx, { pool, ground, vault }, asked, named)
    if ('refused' in made) return refusedAct(made.refused)
    const digest = createHash('sha256').update(made.body).digest('hex')
    const { rows } = await tx.query<{ id: number }>(
      `insert into phenomenon_offer (mandate_id, body, digest, told, by) values ($1, $2, $3, $4, $5) returning id`,
      [mandateOf(ground), made.body, digest, JSON.stringify([...made.told]), ground.user]
    )
    const value = await offerOf(tx, rows[0]?.id ?? 0)
    if (value === null) throw new Error('An offer was written and is not there.')
    const entry = { act: 'phenomenon.offer', subject: `phenomenon:${value.id}`, detail: { digest, ...made.detail } }
    return { result: { kind: 'done', value: asOffer(value) }, entry }
  })
}

type Frozen =
  | { readonly body: string; readonly told: Told; readonly detail: Readonly<Record<string, unknown>> }
  | { readonly refused: Refusal }

interface Named {
  readonly title: string
  readonly asked: PhenomenonQuery
}

async function makeCounts(tx: Tx, { vault }: Desk, asked: TableAsked, named: Named): Promise<Frozen> {
  const made = await makeTable(tx, vault, asked, await toldBefore(tx))
  if (made === 'too-many') return { refused: 'too-expensive' }
  if (made.table.networks.every((count) => count === null || count === 0)) return { refused: 'all-hidden' }
  const published: PublishedPhenomenon = { format, ...named, ...toldOf(made, asked) }
  return { body: JSON.stringify(published), told: made.told, detail: { hidden: made.table.hidden } }
}

async function makeRows(tx: Tx, { vault, ground }: Desk, asked: TableAsked, named: Named): Promise<Frozen> {
  if (((await syntheticOf(tx, asked)) + 1) * epsilon > mostEpsilon) return { refused: 'noise-spent' }
  const made = await makeSynthetic(tx, vault, mandateOf(ground), asked, await toldBefore(tx))
  if (made === 'too-many') return { refused: 'too-expensive' }
  const { state, ...table } = made.table
  if (table.rows.length === 0) return { refused: 'all-hidden' }
  const published: PublishedSynthetic = { format: syntheticFormat, ...named, ...table }
  return { body: JSON.stringify(published), told: made.told, detail: { rows: table.rows.length, epsilon, state } }
}

/** Publishes an offer or refuses it. `second-person`: not one's own. `changed`: another was published since, which it was not held against. */
export async function decideOffer(
  { pool, ground }: Desk,
  id: number,
  publish: boolean,
  because: string
): Promise<Outcome<Offer>> {
  return act<Outcome<Offer>>(pool, ground, async (tx) => {
    // One publication after another: each is held against those before it, and numbers have no gaps.
    await lockUntilCommit(tx, lockClass.publications, mandateOf(ground))
    const row = await offerOf(tx, id)
    if (row === null) return refusedAct('not-found')
    if (row.decided_at !== null) return refusedAct('wrong-state')
    if (row.by === ground.user || (publish && !(await isSecondPerson(tx, row, ground.user))))
      return refusedAct('second-person')
    const reason = reasonGiven(because)
    if (reason === null) return refusedAct('reason-missing')
    const { rows: since } = await tx.query<{ later: boolean; next: number }>(
      `select coalesce(bool_or(at > (select o.at from phenomenon_offer o where o.id = $1)), false) as later, coalesce(max(number), 0) + 1 as next
       from phenomenon_decision where number is not null`,
      [id]
    )
    if (publish && since[0]?.later === true) return refusedAct('changed')
    await tx.query(
      `insert into phenomenon_decision (offer_id, mandate_id, number, reason, by) values ($1, $2, $3, $4, $5)`,
      [id, mandateOf(ground), publish ? (since[0]?.next ?? 1) : null, reason, ground.user]
    )
    const decided = await offerOf(tx, id)
    if (decided === null) throw new Error('An offer was decided and is not there.')
    const detail = {
      digest: row.digest,
      offeredBy: row.by,
      reason,
      ...(decided.number !== null && { number: decided.number })
    }
    const entry = { act: publish ? 'phenomenon.publish' : 'phenomenon.refuse', subject: `phenomenon:${id}`, detail }
    return { result: { kind: 'done', value: asOffer(decided) }, entry }
  })
}

export async function listOffers(pool: pg.Pool, ground: Ground): Promise<Offers> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<Row>(`${selected} order by o.id desc limit $1`, [mostListed])
    return {
      result: { publications: rows.map(asOffer) },
      entry: { act: 'phenomenon.list', detail: { publications: rows.length } }
    }
  })
}

export async function readOffer(pool: pg.Pool, ground: Ground, id: number): Promise<Outcome<OfferedTable>> {
  return act<Outcome<OfferedTable>>(pool, ground, async (tx) => {
    const row = await offerOf(tx, id)
    if (row === null) return refusedAct('not-found')
    const entry = { act: 'phenomenon.look', subject: `phenomenon:${id}`, detail: { digest: row.digest } }
    return { result: { kind: 'done', value: { ...asOffer(row), body: row.body } }, entry }
  })
}

/** The frozen bytes of a publication by its number. */
export async function readPublished(
  pool: pg.Pool,
  ground: Ground,
  number: number
): Promise<Outcome<{ readonly body: string; readonly digest: string }>> {
  return act<Outcome<{ readonly body: string; readonly digest: string }>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<Row>(`${selected} where d.number = $1`, [number])
    const [row] = rows
    if (row === undefined) return refusedAct('not-found')
    const entry = { act: 'phenomenon.take', subject: `phenomenon:${row.id}`, detail: { number, digest: row.digest } }
    return { result: { kind: 'done', value: { body: row.body, digest: row.digest } }, entry }
  })
}

/** The same as CSV, out of the frozen bytes. */
export function publishedCsv(body: string): string {
  const published = JSON.parse(body) as PublishedPhenomenon | PublishedSynthetic
  return 'rows' in published ? syntheticCsv(published) : phenomenonCsv(published)
}

const selected = `select o.id, o.body, o.digest, o.by, o.at, d.number, d.by as decided_by, d.at as decided_at, d.reason as because
  from phenomenon_offer o left join phenomenon_decision d on d.offer_id = o.id`

async function offerOf(tx: Tx, id: number): Promise<Row | null> {
  const { rows } = await tx.query<Row>(`${selected} where o.id = $1`, [id])
  return rows[0] ?? null
}

/** What every publication so far told of which cells. */
async function toldBefore(tx: Tx): Promise<Told[]> {
  const { rows } = await tx.query<{ told: [string, [number, number] | null][] }>(
    `select o.told from phenomenon_offer o join phenomenon_decision d on d.offer_id = o.id where d.number is not null order by d.number`
  )
  return rows.map(({ told }) => new Map(told))
}

/** How many synthetic tables were published of any of these weeks: those of the same week add up, however they are told apart. */
async function syntheticOf(tx: Tx, { from, to }: TableAsked): Promise<number> {
  const { rows } = await tx.query<{ published: number }>(
    `select count(*)::int as published from phenomenon_offer o join phenomenon_decision d on d.offer_id = o.id
     where d.number is not null and o.body::jsonb->>'format' = $1
       and (o.body::jsonb->'asked'->>'from') collate "C" <= $3 and (o.body::jsonb->'asked'->>'to') collate "C" >= $2`,
    [syntheticFormat, from, to]
  )
  return rows[0]?.published ?? 0
}

function asOffer({ body, at, decided_at, decided_by, ...row }: Row): Offer {
  const { format: named, title, asked } = JSON.parse(body) as PublishedPhenomenon
  const state = decided_at === null ? 'offered' : row.number === null ? 'refused' : 'published'
  return {
    ...row,
    title,
    asked,
    kind: named === syntheticFormat ? 'synthetic' : 'counts',
    at,
    state,
    decidedBy: decided_by,
    decidedAt: decided_at
  }
}
