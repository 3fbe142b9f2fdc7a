/** One network: its members, why they hold together, what happened to it, and what people judged. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { MandateId } from '../../model/ids.ts'
import type { SealedReading } from '../../model/reading.ts'
import { countAt, membersAt, type EventDetail } from '../../store/links/membership.ts'
import type { MemberThen, Network, NetworkThen } from '../../contract/desk/networks.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { clearValues, mostMembers, networkMembers } from './members.ts'
import { namesOf, postingsOf } from './network-names.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { sharedText } from './shared-text.ts'
import { whereItWent } from './where-it-went.ts'
import { classSignsOf } from '../signals/signal-rows.ts'
import { mandateOf, newestReadings, type Vault } from '../adverts/vault.ts'

const mostEvents = 200
const mostJudgements = 200

/** Reads a network; one that has ended is found as long as its history is. `at` (ISO 8601): also as it was known then. */
export async function readNetwork(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: number,
  at?: string
): Promise<Outcome<Network>> {
  return act<Outcome<Network>>(pool, ground, async (tx) => {
    const found = await networkIn(tx, ground, vault, id, at)
    if (found === null) return refusedAct('not-found')
    const { value, shown } = found
    const detail = { adverts: shown, ...(at !== undefined && { at }) }
    return { result: { kind: 'done', value }, entry: { act: 'network.read', subject: `network:${id}`, detail } }
  })
}

/** The network as it stands in this transaction, with the opened adverts that it shows, or null; whoever asks writes the entry. */
export async function networkIn(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  id: number,
  at?: string
): Promise<{ readonly value: Network; readonly shown: number[] } | null> {
  const mandate = mandateOf(ground)
  const { rows } = await tx.query<{
    adverts: number
    first_seen: string | null
    last_seen: string | null
    signal: number | null
    class: string | null
    class_signs: unknown
  }>(
    `select n.adverts, n.first_seen, n.last_seen, n.class, n.class_signs, (select s.id from signal s where s.mandate_id = n.mandate_id and s.network_id = n.id) as signal
     from network n where n.mandate_id = $1 and n.id = $2`,
    [mandate, id]
  )
  const row = rows[0]
  if (row === undefined) return null
  const { members, links, readings } = await networkMembers(tx, vault, mandate, id)
  const then = at === undefined ? null : await networkThen(tx, vault, mandate, id, at)
  const name = (await namesOf(tx, vault, mandate, [id])).get(id)
  const postings = (await postingsOf(tx, mandate, [id])).get(id)
  const went = row.adverts > 0 ? null : await whereItWent(tx, vault, mandate, id)
  const value: Network = {
    id,
    identity: name?.identity ?? null,
    title: name?.title ?? null,
    posted: postings?.posted ?? null,
    adverts: row.adverts,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    signal: row.signal,
    class: row.class,
    classSigns: classSignsOf(row.class_signs),
    members,
    links,
    events: await eventsOf(tx, mandate, id, clearByKey(vault, mandate, readings)),
    judgements: await judgementsOf(
      tx,
      mandate,
      members.map((member) => member.advert)
    ),
    went: went?.value ?? [],
    template: await sharedText(tx, { vault, mandate }, id, readings),
    asOf: then?.value ?? null
  }
  const shown = [...readings.keys(), ...(name?.adverts ?? []), ...(then?.seen ?? []), ...(went?.seen ?? [])]
  return { value, shown: [...new Set(shown)] }
}

/** Whether both adverts exist under the mandate in force: what a judgement on them needs. */
export async function advertsKnown(pool: pg.Pool, ground: Ground, adverts: readonly number[]): Promise<boolean> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ n: number }>('select count(*) as n from advert where id = any($1::int[])', [
      adverts
    ])
    return { result: rows[0]?.n === new Set(adverts).size, entry: null }
  })
}

/** A judgement that stands: `not-found` when there is none, `changed` when it was undone. */
export async function standingJudgement(pool: pg.Pool, ground: Ground, id: number): Promise<Outcome<{ kind: string }>> {
  return act<Outcome<{ kind: string }>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ kind: string; undone_at: string | null }>(
      'select kind, undone_at from judgement where id = $1',
      [id]
    )
    const row = rows[0]
    if (row === undefined) return refusedAct('not-found')
    const { kind } = row
    return { result: row.undone_at === null ? { kind: 'done', value: { kind } } : refused('changed'), entry: null }
  })
}

async function eventsOf(
  tx: Tx,
  mandate: string,
  network: number,
  values: ReadonlyMap<string, string>
): Promise<Network['events']> {
  const { rows } = await tx.query<{
    at: string
    kind: string
    detail: Partial<EventDetail> & { readonly others?: readonly number[] }
  }>('select at, kind, detail from network_event where mandate_id = $1 and network_id = $2 order by id desc limit $3', [
    mandate,
    network,
    mostEvents
  ])
  return rows.map(({ at, kind, detail }) => ({
    at,
    kind,
    networks: detail.networks ?? [],
    adverts: detail.adverts ?? [],
    value: values.get(detail.key ?? '') ?? null,
    because: detail.because ?? ''
  }))
}

/** Values in clear by their blind value alone: 64 bits, the kind is part of what is blinded. */
function clearByKey(
  vault: Vault,
  mandate: MandateId,
  readings: ReadonlyMap<number, SealedReading>
): Map<string, string> {
  return new Map(
    [...clearValues(vault, mandate, readings)].map(([name, value]) => [name.slice(name.indexOf(' ') + 1), value])
  )
}

interface MemberThenRow {
  readonly id: number
  readonly state: 'sealed' | 'open' | 'erased'
  readonly site: string
  readonly network_id: number | null
}

/** As it was known at a moment; `seen`: opened adverts whose titles are shown. */
async function networkThen(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  id: number,
  at: string
): Promise<{ value: NetworkThen; seen: number[] }> {
  const { adverts, knownSince } = await countAt(tx, mandate, id, at)
  const ids = await membersAt(tx, mandate, id, at, mostMembers)
  const { rows } = await tx.query<MemberThenRow>(
    'select id, state, site, network_id from advert where id = any($1::int[])',
    [ids]
  )
  const readings = await newestReadings(tx, vault, ids)
  const { rows: seen } = await tx.query<{ n: number }>(
    'select count(*) as n from advert where mandate_id = $1 and network_id = $2 and least(first_seen, posted_at) <= $3',
    [mandate, id, at]
  )
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const members = ids.flatMap((advert): MemberThen[] => {
    const row = rowOf.get(advert)
    if (row === undefined) return []
    const reading = readings.get(advert)
    return [
      {
        advert,
        state: row.state,
        title: reading === undefined ? null : maskedTitle(reading),
        site: row.site,
        networkNow: row.network_id
      }
    ]
  })
  return { value: { at, adverts, knownSince, members, seenByThen: seen[0]?.n ?? 0 }, seen: [...readings.keys()] }
}

async function judgementsOf(tx: Tx, mandate: string, adverts: readonly number[]): Promise<Network['judgements']> {
  const { rows } = await tx.query<Network['judgements'][number]>(
    `select id, kind, a, b, by, at, reason, undone_at is not null as undone from judgement
     where mandate_id = $1 and (a = any($2::int[]) or b = any($2::int[])) order by id desc limit $3`,
    [mandate, adverts, mostJudgements]
  )
  return rows
}
