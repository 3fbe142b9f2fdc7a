/** One network: its members, why they hold together, what happened to it, and what people judged. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import type { Ground, Tx } from '../store/ground.ts'
import type { Network } from '../web/contract.ts'
import { networkMembers } from './members.ts'
import { refused, type Outcome } from './outcome.ts'
import { sharedText } from './shared-text.ts'
import { mandateOf, type Vault } from './vault.ts'

const mostEvents = 200
const mostJudgements = 200

/** Reads a network; one that has ended is found as long as its history is. */
export async function readNetwork(pool: pg.Pool, ground: Ground, vault: Vault, id: number): Promise<Outcome<Network>> {
  const mandate = mandateOf(ground)
  return act<Outcome<Network>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ adverts: number; first_seen: string | null; last_seen: string | null; signal: number | null }>(
      `select n.adverts, n.first_seen, n.last_seen, (select s.id from signal s where s.mandate_id = n.mandate_id and s.network_id = n.id) as signal
       from network n where n.mandate_id = $1 and n.id = $2`,
      [mandate, id]
    )
    const row = rows[0]
    if (row === undefined) return { result: refused('not-found'), entry: null }
    const { members, links, readings } = await networkMembers(tx, vault, mandate, id)
    const value: Network = {
      id,
      adverts: row.adverts,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      signal: row.signal,
      members,
      links,
      events: await eventsOf(tx, mandate, id),
      judgements: await judgementsOf(tx, mandate, members.map((member) => member.advert)),
      template: await sharedText(tx, mandate, id, readings)
    }
    const detail = { adverts: [...readings.keys()] }
    return { result: { kind: 'done', value }, entry: { act: 'network.read', subject: `network:${id}`, detail } }
  })
}

/** Whether both adverts exist under the mandate in force: what a judgement on them needs. */
export async function advertsKnown(pool: pg.Pool, ground: Ground, adverts: readonly number[]): Promise<boolean> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ n: number }>('select count(*) as n from advert where id = any($1::int[])', [adverts])
    return { result: rows[0]?.n === new Set(adverts).size, entry: null }
  })
}

/** A judgement that stands: `not-found` when there is none, `changed` when it was undone. */
export async function standingJudgement(pool: pg.Pool, ground: Ground, id: number): Promise<Outcome<{ id: number }>> {
  return act<Outcome<{ id: number }>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ undone_at: string | null }>('select undone_at from judgement where id = $1', [id])
    const row = rows[0]
    if (row === undefined) return { result: refused('not-found'), entry: null }
    return { result: row.undone_at === null ? { kind: 'done', value: { id } } : refused('changed'), entry: null }
  })
}

async function eventsOf(tx: Tx, mandate: string, network: number): Promise<Network['events']> {
  const { rows } = await tx.query<{ at: string; kind: string; detail: Record<string, unknown> }>(
    'select at, kind, detail from network_event where mandate_id = $1 and network_id = $2 order by id desc limit $3',
    [mandate, network, mostEvents]
  )
  return rows
}

async function judgementsOf(tx: Tx, mandate: string, adverts: readonly number[]): Promise<Network['judgements']> {
  const { rows } = await tx.query<Network['judgements'][number]>(
    `select id, kind, a, b, by, at, reason, undone_at is not null as undone from judgement
     where mandate_id = $1 and (a = any($2::int[]) or b = any($2::int[])) order by id desc limit $3`,
    [mandate, adverts, mostJudgements]
  )
  return rows
}
