/** Members of a network with the links that hold them together; values in clear only between adverts that are both open. */
import type { KeyObject } from 'node:crypto'
import { valueKinds as linkValueKinds } from '../../model/value-kind.ts'
import { blind } from '../../link/fingerprint.ts'
import type { SealedReading } from '../../model/reading.ts'
import { advertPlaces } from '../../store/adverts/advert-places.ts'
import type { Tx } from '../../store/ground.ts'
import { namesOf, tokensOf } from '../../store/sealed/value-tokens.ts'
import type { LinkRow, Member } from '../../contract/desk/links.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { blindKeyOf, newestReadings, tokenKeyOf, type Vault } from '../adverts/vault.ts'
import type { MandateId } from '../../model/ids.ts'

/** Members shown at a time; the count is exact all the same. */
export const mostMembers = 200
const mostLinks = 2_000
/** Adverts counted for one value. */
const mostCarriers = 1_000

export interface MembersShown {
  readonly members: readonly Member[]
  /** Links between shown members and whatever they join. */
  readonly links: readonly LinkRow[]
  readonly readings: ReadonlyMap<number, SealedReading>
}

interface MemberRow {
  readonly id: number
  readonly state: 'sealed' | 'open' | 'erased'
  readonly site: string
  readonly posted_at: string | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
}

/** The members of a network, opened ones first, then newest first. */
export async function networkMembers(tx: Tx, vault: Vault, mandate: MandateId, network: number): Promise<MembersShown> {
  const { rows } = await tx.query<MemberRow>(
    `select id, state, site, posted_at, first_seen, last_seen, gone_at from advert where mandate_id = $1 and network_id = $2 and state <> 'erased'
     order by state = 'open' desc, last_seen desc, id desc limit $3`,
    [mandate, network, mostMembers]
  )
  const ids = rows.map((row) => row.id)
  const readings = await newestReadings(tx, vault, ids)
  const places = await advertPlaces(tx, vault.keyring, ids)
  const links = await linksOf(tx, vault, mandate, ids, readings)
  const members = rows.map((row): Member => ({
    advert: row.id,
    state: row.state,
    title: titleOf(readings.get(row.id)),
    site: row.site,
    url: places.get(row.id)?.url ?? null,
    postedAt: row.state === 'open' ? row.posted_at : null,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    gone: row.gone_at !== null,
    links: links.filter((link) => link.a === row.id || link.b === row.id).slice(0, 20)
  }))
  return { members, links, readings }
}

/** Links of the given adverts, rarest first. */
export async function linksOf(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  adverts: readonly number[],
  readings: ReadonlyMap<number, SealedReading>
): Promise<LinkRow[]> {
  if (adverts.length === 0) return []
  const { rows: stored } = await tx.query<TokenLink>(
    `select id, a, b, kind, token, rarity, state, made_at from link
     where mandate_id = $1 and state = 'live' and (a = any($2::int[]) or b = any($2::int[])) order by rarity, id limit $3`,
    [mandate, adverts, mostLinks]
  )
  const rows = namedLinks(tokenKeyOf(vault, mandate), stored)
  const others = [...new Set(rows.flatMap((row) => [row.a, row.b]))].filter((id) => !readings.has(id))
  const open = new Set([...readings.keys(), ...(await openOf(tx, others))])
  const values = clearValues(vault, mandate, readings)
  const carriers = await carrierCounts(tx, { vault, mandate }, [
    ...new Set(rows.flatMap((row) => (valueKinds.has(row.kind) && row.blind !== null ? [row.blind] : [])))
  ])
  // As many as carry it now: the number that a link was made with says how rare it was then.
  return rows.map((row) =>
    linkRow({ ...row, rarity: Math.max(row.rarity, carriers.get(row.blind ?? '') ?? 0) }, open, values)
  )
}

/** Adverts that carry each blinded value now, counted to 1,000. */
export async function carrierCounts(
  tx: Tx,
  { vault, mandate }: { readonly vault: Vault; readonly mandate: MandateId },
  blinds: readonly string[]
): Promise<Map<string, number>> {
  if (blinds.length === 0) return new Map()
  const key = tokenKeyOf(vault, mandate)
  const tokens = blinds.flatMap((one) => tokensOf(key, one).map((token) => ({ blind: one, token })))
  const { rows } = await tx.query<{ blind: string; n: number }>(
    `select v.blind, (select count(*) from (select distinct f.advert_id from fact f
         where f.mandate_id = $1 and f.token = any(v.tokens) and f.state <> 'rejected' limit $4) t) as n
     from (select blind, array_agg(token) as tokens from unnest($2::text[], $3::text[]) as u(blind, token) group by 1) v`,
    [mandate, tokens.map((one) => one.blind), tokens.map((one) => one.token), mostCarriers]
  )
  return new Map(rows.map((row) => [row.blind, Math.max(1, row.n)]))
}

export interface LinkStored {
  readonly id: number
  readonly a: number
  readonly b: number
  readonly kind: string
  readonly blind: string | null
  readonly rarity: number
  readonly state: string
  readonly made_at: string
}

/** A link as it is stored: its value under a token. */
export type TokenLink = Omit<LinkStored, 'blind'> & { readonly token: string | null }

/** Stored links with the blinded values behind their tokens. */
export function namedLinks<Row extends { readonly token: string | null }>(
  key: KeyObject,
  rows: readonly Row[]
): (Row & { readonly blind: string | null })[] {
  const names = namesOf(
    key,
    rows.flatMap((row) => row.token ?? [])
  )
  let at = 0
  return rows.map((row) => ({ ...row, blind: row.token === null ? null : (names[at++] ?? null) }))
}

export function linkRow(row: LinkStored, open: ReadonlySet<number>, values: ReadonlyMap<string, string>): LinkRow {
  const both = open.has(row.a) && open.has(row.b)
  const value = both && row.blind !== null ? (values.get(`${row.kind} ${row.blind}`) ?? null) : null
  const key = valueKinds.has(row.kind) ? row.blind : null
  return {
    id: row.id,
    a: row.a,
    b: row.b,
    kind: row.kind,
    value,
    key,
    rarity: Math.round(row.rarity),
    state: row.state,
    madeAt: row.made_at
  }
}

/** From blinded values back to clear ones, as far as the opened readings state them. */
export function clearValues(
  vault: Vault,
  mandate: MandateId,
  readings: ReadonlyMap<number, SealedReading>
): Map<string, string> {
  const values = new Map<string, string>()
  const key = readings.size === 0 ? null : blindKeyOf(vault, mandate)
  if (key === null) return values
  const distinct = new Map<string, { kind: string; value: string }>()
  for (const reading of readings.values()) {
    for (const { kind, value } of reading.facts)
      if (linkKinds.has(kind)) distinct.set(`${kind} ${value}`, { kind, value })
  }
  for (const { kind, value } of distinct.values()) values.set(`${kind} ${blind(kind, value, key)}`, value)
  return values
}

const valueKinds: ReadonlySet<string> = new Set(linkValueKinds)
const linkKinds = new Set(['phone', 'email', 'handle', 'url'])

async function openOf(tx: Tx, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<{ id: number }>(
    `select id from advert where id = any($1::int[]) and state = 'open'`,
    [ids]
  )
  return rows.map((row) => row.id)
}

function titleOf(reading: SealedReading | undefined): string | null {
  return reading === undefined ? null : maskedTitle(reading)
}
