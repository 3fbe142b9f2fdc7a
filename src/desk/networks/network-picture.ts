/** A network as a picture: its adverts folded into groups, what they share, and where each is drawn. Sealed adverts have their site and day only. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Folding, NetworkPicture, PictureShared } from '../../contract/desk/network-picture.ts'
import type { MandateId } from '../../model/ids.ts'
import type { SealedReading } from '../../model/reading.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { carrierCounts, clearValues } from './members.ts'
import { drawnBy, type Bare } from './network-drawing.ts'
import { commonest, namesOf, postingsOf } from './network-names.ts'
import { pictureTemplate } from './network-template.ts'
import { tiesOf, type Tied } from './network-ties.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { classSignsOf } from '../signals/signal-rows.ts'
import { placesIn } from '../facts/place-or-name.ts'
import { mandateOf, newestReadings, type Vault } from '../adverts/vault.ts'

/** Adverts of one picture, and shared things in it; further ones are counted. */
const mostMembers = 2_500
const mostShared = 1_000
const readAtOnce = 500

/** Reads a network as a picture, folded by place, site or template. */
export async function readPicture(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: number,
  by: Folding
): Promise<Outcome<NetworkPicture>> {
  const mandate = mandateOf(ground)
  return act<Outcome<NetworkPicture>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{
      adverts: number
      signal: number | null
      class: string | null
      class_signs: unknown
    }>(
      `select n.adverts, n.class, n.class_signs, (select s.id from signal s where s.mandate_id = n.mandate_id and s.network_id = n.id) as signal
       from network n where n.mandate_id = $1 and n.id = $2`,
      [mandate, id]
    )
    const row = rows[0]
    if (row === undefined) return refusedAct('not-found')
    const stored = await membersOf(tx, mandate, id)
    const readings = await readingsOf(tx, vault, stored)
    const open = new Set(readings.keys())
    const { things: ties, bridges } = await tiesOf(
      tx,
      { vault, mandate },
      stored.map((one) => one.id),
      open
    )
    const shared = await sharedOf(tx, { vault, mandate }, ties.slice(0, mostShared), readings)
    const texts = textsOf(ties)
    const bare = stored.map((one) => advertOf(one, readings.get(one.id), texts))
    const sharedAt = new Map(shared.map((one, at) => [one.id, at]))
    const drawn = drawnBy(by, bare, shared, ties)
    const name = (await namesOf(tx, vault, mandate, [id])).get(id)
    const value: NetworkPicture = {
      id,
      by,
      identity: name?.identity ?? null,
      title: name?.title ?? null,
      posted: (await postingsOf(tx, mandate, [id])).get(id)?.posted ?? null,
      signal: row.signal,
      class: row.class,
      classSigns: classSignsOf(row.class_signs),
      adverts: row.adverts,
      ...(await statesOf(tx, mandate, id)),
      ...drawn,
      sharedCount: ties.length,
      bridges: bridges.flatMap(([a, b]) => {
        const [from, to] = [sharedAt.get(a), sharedAt.get(b)]
        return from === undefined || to === undefined ? [] : [from, to]
      }),
      places: placesOf(readings),
      said: await saidOf(
        tx,
        mandate,
        stored.map((one) => one.id)
      ),
      template: templateOf(ties, readings)
    }
    const detail = { adverts: [...open] }
    return { result: { kind: 'done', value }, entry: { act: 'network.read', subject: `network:${id}`, detail } }
  })
}

interface Stored {
  readonly id: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly first_seen: string
  readonly gone_at: string | null
  readonly posted_at: string | null
}

/** Opened ones first, then the newest. */
async function membersOf(tx: Tx, mandate: string, network: number): Promise<Stored[]> {
  const { rows } = await tx.query<Stored>(
    `select id, state, site, first_seen, gone_at, posted_at from advert
     where mandate_id = $1 and network_id = $2 and state <> 'erased' order by state = 'open' desc, coalesce(posted_at, first_seen) desc, id limit $3`,
    [mandate, network, mostMembers]
  )
  return rows
}

async function statesOf(tx: Tx, mandate: string, network: number): Promise<{ open: number; sealed: number }> {
  const { rows } = await tx.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from advert where mandate_id = $1 and network_id = $2 group by state',
    [mandate, network]
  )
  const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0
  return { open: of('open'), sealed: of('sealed') }
}

/** Readings of the open ones, without the facts that people called wrong. */
async function readingsOf(tx: Tx, vault: Vault, stored: readonly Stored[]): Promise<Map<number, SealedReading>> {
  const open = stored.filter((one) => one.state === 'open').map((one) => one.id)
  const found = new Map<number, SealedReading>()
  for (let from = 0; from < open.length; from += readAtOnce) {
    const some = await newestReadings(tx, vault, open.slice(from, from + readAtOnce))
    for (const [advert, reading] of some) found.set(advert, reading)
  }
  const { rows } = await tx.query<{ id: number; wrong: number[] }>(
    `select a.id, array_agg(f.ordinal) as wrong from advert a join fact f on f.sighting_id = a.sighting_id
     where a.id = any($1::int[]) and f.state = 'rejected' group by a.id`,
    [open]
  )
  for (const { id, wrong } of rows) {
    const reading = found.get(id)
    if (reading !== undefined)
      found.set(id, { ...reading, facts: reading.facts.filter((_fact, at) => !wrong.includes(at)) })
  }
  return found
}

/** The text that each open advert has; of several the one that most have. */
function textsOf(ties: readonly Tied[]): Map<number, string> {
  const found = new Map<number, string>()
  for (const tie of ties.filter(isText))
    for (const advert of tie.adverts) if (!found.has(advert)) found.set(advert, tie.id)
  return found
}

function advertOf(row: Stored, reading: SealedReading | undefined, texts: ReadonlyMap<number, string>): Bare {
  const common = { advert: row.id, site: row.site, gone: row.gone_at !== null }
  if (reading === undefined)
    return { ...common, state: 'sealed', at: row.first_seen, dated: 'seen', title: null, place: null, template: null }
  return {
    ...common,
    state: 'open',
    at: row.posted_at ?? row.first_seen,
    dated: row.posted_at === null ? 'seen' : 'posted',
    title: maskedTitle(reading),
    place: placesIn(reading)[0]?.value ?? reading.city,
    template: texts.get(row.id) ?? null
  }
}

async function sharedOf(
  tx: Tx,
  { vault, mandate }: { readonly vault: Vault; readonly mandate: MandateId },
  ties: readonly Tied[],
  readings: ReadonlyMap<number, SealedReading>
): Promise<Omit<PictureShared, 'x' | 'y'>[]> {
  const values = clearValues(vault, mandate, readings)
  const byValue = (tie: Tied): boolean => tie.blind !== null && !isGroup(tie)
  const carriers = await carrierCounts(
    tx,
    { vault, mandate },
    ties.filter(byValue).flatMap((tie) => tie.blind ?? [])
  )
  return ties.map((tie) => ({
    id: tie.id,
    kind: tie.kind,
    key: byValue(tie) ? tie.blind : null,
    value: isText(tie) ? commonTitle(tie.adverts, readings) : (values.get(`${tie.kind} ${tie.blind ?? ''}`) ?? null),
    sealed: tie.sealed,
    here: tie.adverts.length,
    adverts: Math.round(Math.max(tie.adverts.length, tie.rarity, carriers.get(tie.blind ?? '') ?? 0))
  }))
}

function isText(tie: Tied): boolean {
  return !tie.sealed && (tie.kind === 'text' || tie.kind === 'text+picture')
}

/** A text or picture group, named by its number and not by a value. */
function isGroup(tie: Tied): boolean {
  return tie.kind === 'text' || tie.kind === 'picture' || tie.kind === 'text+picture'
}

function commonTitle(adverts: readonly number[], readings: ReadonlyMap<number, SealedReading>): string | null {
  const titles = adverts.map((advert) => {
    const reading = readings.get(advert)
    return reading === undefined ? '' : maskedTitle(reading).trim()
  })
  return commonest(titles.filter((title) => title !== ''))
}

/** Where the places of the adverts lie, as far as the texts tell. */
function placesOf(readings: ReadonlyMap<number, SealedReading>): NetworkPicture['places'] {
  const found = new Map<string, { place: string; lat: number; lon: number }>()
  for (const reading of readings.values()) {
    for (const { value, attributes } of placesIn(reading)) {
      const { lat, lon } = attributes ?? {}
      if (typeof lat === 'number' && typeof lon === 'number') found.set(value, { place: value, lat, lon })
    }
  }
  return [...found.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1))
}

function templateOf(ties: readonly Tied[], readings: ReadonlyMap<number, SealedReading>): NetworkPicture['template'] {
  const largest = ties.find(isText)
  if (largest === undefined) return null
  const of = new Map(
    largest.adverts.flatMap((advert) => {
      const reading = readings.get(advert)
      return reading === undefined ? [] : [[advert, reading] as const]
    })
  )
  const sealed = ties.find((tie) => tie.sealed && tie.kind === largest.kind)?.adverts.length ?? 0
  return pictureTemplate(largest.id, of, sealed)
}

async function saidOf(tx: Tx, mandate: string, adverts: readonly number[]): Promise<NetworkPicture['said']> {
  const { rows } = await tx.query<NetworkPicture['said'][number]>(
    `select id as judgement, kind, a, b, by from judgement where mandate_id = $1 and kind in ('same', 'different') and undone_at is null
       and a = any($2::int[]) and b = any($2::int[]) order by id limit 500`,
    [mandate, adverts]
  )
  return rows
}
