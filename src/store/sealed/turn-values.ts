/** Turns values of facts and links, and templates, into tokens where they stand as they did before migration 0101. */
import type { KeyObject } from 'node:crypto'
import type { Tx } from '../ground.ts'
import { edgeOf, templateToken, tokensFor } from './value-tokens.ts'

const batch = 5_000

/** One batch of rows of each table; resolves to how many there were. Run it until there are none. */
export async function turnValues(tx: Tx, key: KeyObject): Promise<number> {
  return (await turnFacts(tx, key)) + (await turnLinks(tx, key)) + (await turnTemplates(tx, key))
}

async function turnFacts(tx: Tx, key: KeyObject): Promise<number> {
  const { rows } = await tx.query<{ sighting_id: number; ordinal: number; advert_id: number; clear_blind: string }>(
    'select sighting_id, ordinal, advert_id, clear_blind from fact where clear_blind is not null limit $1',
    [batch]
  )
  if (rows.length === 0) return 0
  await tx.query(
    `update fact f set clear_blind = null, token = n.token from unnest($1::bigint[], $2::smallint[], $3::text[]) as n(sighting_id, ordinal, token)
     where f.sighting_id = n.sighting_id and f.ordinal = n.ordinal`,
    [
      rows.map((row) => row.sighting_id),
      rows.map((row) => row.ordinal),
      tokensFor(
        key,
        rows.map((row) => ({ name: row.clear_blind, holder: row.advert_id }))
      )
    ]
  )
  return rows.length
}

async function turnLinks(tx: Tx, key: KeyObject): Promise<number> {
  const { rows } = await tx.query<{ id: number; a: number; b: number; clear_edge: string; clear_blind: string | null }>(
    'select id, a, b, clear_edge, clear_blind from link where clear_edge is not null limit $1',
    [batch]
  )
  if (rows.length === 0) return 0
  const named = rows.map((row) => row.clear_blind !== null)
  const tokens = tokensFor(
    key,
    rows.map((row) => ({ name: row.clear_blind ?? '', holder: row.a + row.b }))
  )
  await tx.query(
    `update link l set clear_edge = null, clear_blind = null, edge = n.edge, token = n.token
     from unnest($1::bigint[], $2::text[], $3::text[]) as n(id, edge, token) where l.id = n.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => edgeOf(key, row.clear_edge)),
      tokens.map((token, at) => (named[at] === true ? token : null))
    ]
  )
  return rows.length
}

async function turnTemplates(tx: Tx, key: KeyObject): Promise<number> {
  const { rows } = await tx.query<{ id: number; clear_template: number }>(
    'select id, clear_template from advert where clear_template is not null limit $1',
    [batch]
  )
  if (rows.length === 0) return 0
  await tx.query(
    'update advert a set clear_template = null, template = n.template from unnest($1::int[], $2::text[]) as n(id, template) where a.id = n.id',
    [rows.map((row) => row.id), rows.map((row) => templateToken(key, row.clear_template, row.id))]
  )
  return rows.length
}
