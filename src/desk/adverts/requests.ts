/** Requests to open a sealed advert: one person asks with a reason, another grants or refuses; granting opens it at once. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import type { OpenRequest } from '../../contract/desk/requests.ts'
import { openAdverts } from './opening.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import type { Vault } from './vault.ts'

const mostListed = 200

/** Asks to open an advert. One open request an advert: a second one is told `asked-before`. */
export async function askToOpen(
  pool: pg.Pool,
  ground: Ground,
  advert: number,
  because: string | undefined
): Promise<Outcome<OpenRequest>> {
  const reason = reasonGiven(because)
  return act<Outcome<OpenRequest>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ state: string }>('select state from advert where id = $1 for share', [advert])
    const state = rows[0]?.state
    if (state === undefined) return refusedAct('not-found')
    if (state !== 'sealed') return { result: refused(state === 'open' ? 'open-already' : 'erased'), entry: null }
    if (reason === null) return refusedAct('reason-missing')
    const made = await tx.query<{ id: number }>(
      `insert into open_request (mandate_id, advert_id, by, reason) values ($1, $2, $3, $4) on conflict (advert_id) where state = 'asked' do nothing returning id`,
      [ground.mandate, advert, ground.user, reason]
    )
    const id = made.rows[0]?.id
    if (id === undefined) return refusedAct('asked-before')
    await noteRows(tx, 'request', [id])
    const value = await one(tx, id)
    return {
      result: { kind: 'done', value },
      entry: { act: 'request.ask', subject: `advert:${advert}`, detail: { request: id, reason } }
    }
  })
}

/** Requests of this mandate, open ones first, then newest. */
export async function listRequests(pool: pg.Pool, ground: Ground): Promise<Outcome<{ requests: OpenRequest[] }>> {
  return act<Outcome<{ requests: OpenRequest[] }>>(pool, ground, async (tx) => {
    const requests = await requestsWhere(tx, 'true', [], mostListed)
    return { result: { kind: 'done', value: { requests } }, entry: { act: 'requests.list' } }
  })
}

/** Requests for which `condition` (of our own text, with its values) holds, open ones first, then newest. */
export async function requestsWhere(
  tx: Tx,
  condition: string,
  values: readonly unknown[],
  most: number
): Promise<OpenRequest[]> {
  const { rows } = await tx.query<RequestRow>(
    `${requestSelect} where ${condition} order by r.state = 'asked' desc, r.id desc limit $${values.length + 1}`,
    [...values, most]
  )
  return rows.map(shown)
}

/** The newest adverts that are still sealed, at most `most`: addresses and times are all that is known of them. */
export async function newestSealed(pool: pg.Pool, ground: Ground, most: number): Promise<number[]> {
  return act<number[]>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `select id from advert where state = 'sealed' order by last_seen desc, id desc limit $1`,
      [most]
    )
    return { result: rows.map((row) => row.id), entry: null }
  })
}

export interface Decision {
  readonly request: number
  readonly grant: boolean
  readonly reason?: string | undefined
}

/** Decides on a request. `second-person`: not on one's own, and none is granted by an account in the same hands. Granting opens the advert in the same transaction. */
export async function decideRequest(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  decision: Decision
): Promise<Outcome<OpenRequest>> {
  const reason = reasonGiven(decision.reason)
  return act<Outcome<OpenRequest>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ by: string; at: string; state: string; advert_id: number }>(
      'select by, at, state, advert_id from open_request where id = $1 for update',
      [decision.request]
    )
    const row = rows[0]
    if (row === undefined) return refusedAct('not-found')
    if (row.state !== 'asked') return refusedAct('changed')
    if (row.by === ground.user || (decision.grant && !(await isSecondPerson(tx, row, ground.user))))
      return refusedAct('second-person')
    if (reason === null) return refusedAct('reason-missing')
    if (decision.grant) {
      const opening = await openAdverts(tx, ground, vault.keyring, [row.advert_id], `request:${decision.request}`)
      if (opening.opened.length === 0 && !(await isOpen(tx, row.advert_id))) return refusedAct('erased')
    }
    const state = decision.grant ? 'granted' : 'refused'
    await tx.query(
      'update open_request set state = $2, decided_by = $3, decided_at = now(), decided_because = $4 where id = $1',
      [decision.request, state, ground.user, reason]
    )
    await noteRows(tx, 'request', [decision.request])
    const detail = { request: decision.request, askedBy: row.by, reason }
    const value = await one(tx, decision.request)
    return {
      result: { kind: 'done', value },
      entry: { act: decision.grant ? 'request.grant' : 'request.refuse', subject: `advert:${row.advert_id}`, detail }
    }
  })
}

interface RequestRow {
  readonly id: number
  readonly advert_id: number
  readonly site: string
  readonly posted_at: string
  readonly by: string
  readonly at: string
  readonly reason: string
  readonly state: OpenRequest['state']
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly decided_because: string | null
}

const requestSelect = `select r.id, r.advert_id, a.site, coalesce(a.posted_at, a.first_seen) as posted_at, r.by, r.at, r.reason, r.state, r.decided_by, r.decided_at, r.decided_because
  from open_request r join advert a on a.id = r.advert_id`

async function one(tx: Tx, id: number): Promise<OpenRequest> {
  const { rows } = await tx.query<RequestRow>(`${requestSelect} where r.id = $1`, [id])
  const row = rows[0]
  if (row === undefined) throw new Error(`Request ${id} is gone in its own transaction.`)
  return shown(row)
}

function shown(row: RequestRow): OpenRequest {
  const {
    id,
    site,
    posted_at: postedAt,
    by,
    at,
    reason,
    state,
    decided_by: decidedBy,
    decided_at: decidedAt,
    decided_because: decidedBecause
  } = row
  return { id, advert: row.advert_id, site, postedAt, by, at, reason, state, decidedBy, decidedAt, decidedBecause }
}

async function isOpen(tx: Tx, advert: number): Promise<boolean> {
  const { rows } = await tx.query<{ open: boolean }>(`select state = 'open' as open from advert where id = $1`, [
    advert
  ])
  return rows[0]?.open ?? false
}
