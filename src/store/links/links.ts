/** The linker's outcomes in PostgreSQL: networks and links, in the transaction of the adverts. */
import type { KeyObject } from 'node:crypto'
import type { LinkDelta, LinkEdge, LinkReason } from '../../link/event.ts'
import { atOnce, type Tx } from '../ground.ts'
import { idOf, noteRows } from '../row-log.ts'
import { saveNetworkEvents, saveStays } from './membership.ts'
import { edgeOf, templateToken, tokensFor, tokensOf } from '../sealed/value-tokens.ts'

/** Adverts by their number in the linker: index = link_no. */
export async function linkNumbers(tx: Tx, mandate: string): Promise<number[]> {
  const { rows } = await tx.query<{ id: number; link_no: number }>(
    'select id, link_no from advert where mandate_id = $1 and link_no is not null',
    [mandate]
  )
  const advertOf: number[] = []
  for (const row of rows) advertOf[row.link_no] = row.id
  return advertOf
}

/** The mandate whose links are written, and its key of tokens (value-tokens.ts). */
export interface LinkScope {
  readonly mandate: string
  readonly key: KeyObject
}

/** What is asked of the linker once it has applied the events. */
export interface LinkerAfter {
  networkOf(linkNo: number): number | null
  links(network: number, limit: number): readonly LinkReason[]
}

/** Adverts that got their number in the linker since the last run of events. */
export type Numbered = readonly { readonly advertId: number; readonly linkNo: number }[]

/** Writes what a run of events changed; `linker` as it is after them. Returns the networks that were touched. */
export async function saveDeltas(
  tx: Tx,
  { mandate, key }: LinkScope,
  deltas: readonly LinkDelta[],
  numbered: Numbered,
  advertOf: readonly number[],
  linker: Pick<LinkerAfter, 'networkOf'>
): Promise<Set<number>> {
  const touched = new Set<number>()
  const network = new Map<number, number | null>()
  const template = new Map<number, number | null>()
  for (const delta of deltas) {
    for (const change of delta.networks) {
      network.set(change.advert, change.to)
      if (change.from !== null) touched.add(change.from)
      if (change.to !== null) touched.add(change.to)
    }
    for (const change of delta.templates) template.set(change.advert, change.to)
  }
  const templates = [...template].map(([no, id]): [number, string | null] => [
    no,
    id === null ? null : templateToken(key, id, advertOf[no] ?? 0)
  ])
  await placeAdverts(tx, numbered, network, new Map(templates), advertOf)
  await saveStays(tx, mandate, network, advertOf)
  await saveEdges(tx, { mandate, key }, deltas, advertOf)
  await saveNetworkEvents(tx, mandate, deltas, advertOf, linker.networkOf)
  await countNetworks(tx, mandate, [...touched])
  return touched
}

/** Number, network and template of adverts in one statement: each update of a row writes it anew, with all its indexes. */
async function placeAdverts(
  tx: Tx,
  numbered: Numbered,
  network: ReadonlyMap<number, number | null>,
  template: ReadonlyMap<number, string | null>,
  advertOf: readonly number[]
): Promise<void> {
  const all = [...new Set([...numbered.map((one) => one.linkNo), ...network.keys(), ...template.keys()])]
  if (all.length === 0) return
  await tx.query({
    name: 'place-adverts',
    text: `
      update advert a set link_no = p.link_no, network_id = case when p.moved then p.network else a.network_id end,
        template = case when p.retold then p.template else a.template end,
        template_salt = case when p.retold then gen_random_uuid() else a.template_salt end
      from unnest($1::int[], $2::int[], $3::bool[], $4::int[], $5::bool[], $6::text[]) as p(id, link_no, moved, network, retold, template)
      where a.id = p.id`,
    values: [
      all.map((no) => advertOf[no]),
      all,
      all.map((no) => network.has(no)),
      all.map((no) => network.get(no) ?? null),
      all.map((no) => template.has(no)),
      all.map((no) => template.get(no) ?? null)
    ]
  })
  await noteRows(
    tx,
    'template',
    [...template.keys()].flatMap((no) => advertOf[no] ?? [])
  )
}

interface EdgeAt {
  readonly edge: LinkEdge
  readonly at: string
}

/** Links in the order of the events: what a later event of the same run takes back is never written as live. */
async function saveEdges(
  tx: Tx,
  scope: LinkScope,
  deltas: readonly LinkDelta[],
  advertOf: readonly number[]
): Promise<void> {
  // By value, since a run of events takes whole values back again and again.
  const made = new Map<string, Map<string, EdgeAt>>()
  const revoked = new Map<string, EdgeAt>()
  for (const delta of deltas) {
    for (const edge of delta.edges) {
      const value = `${edge.kind} ${edge.key}`
      const ofValue = made.get(value)
      if (edge.op === 'made') {
        if (edge.b === null) continue
        if (ofValue === undefined) made.set(value, new Map([[linkName(edge), { edge, at: delta.at }]]))
        else ofValue.set(linkName(edge), { edge, at: delta.at })
        continue
      }
      // The first time counts: what was live before this run ended then.
      const name = `${value} ${edge.a} ${edge.b ?? ''}`
      if (!revoked.has(name)) revoked.set(name, { edge, at: delta.at })
      for (const [link, one] of ofValue ?? [])
        if (carries(one.edge, edge.a) && carries(one.edge, edge.b)) ofValue?.delete(link)
    }
  }
  const links = [...made.values()].flatMap((ofValue) => [...ofValue])
  const ended = await revokeLinks(tx, scope, [...revoked.values()], {
    advertOf,
    renewed: links.map(([name]) => edgeOf(scope.key, name))
  })
  await noteRows(tx, 'link', ended)
  await insertLinks(tx, scope, links, advertOf)
}

/** `advert`: negative or null stands for any. */
function carries(made: LinkEdge, advert: number | null): boolean {
  return advert === null || advert < 0 || made.a === advert || made.b === advert
}

interface RevokeContext {
  readonly advertOf: readonly number[]
  /** Edges that this run makes anew: they stay live, so that their rows are written once. */
  readonly renewed: readonly string[]
}

/** All links of a value are found by its tokens, those of one advert by the advert, one link by its name: no search reads more than it changes. Returns their ids. */
async function revokeLinks(
  tx: Tx,
  scope: LinkScope,
  revoked: readonly EdgeAt[],
  { advertOf, renewed }: RevokeContext
): Promise<number[]> {
  const ended: { id: number }[] = []
  const ofValue = revoked.filter(({ edge }) => edge.a < 0)
  const ofAdvert = revoked.filter(({ edge }) => edge.a >= 0 && edge.b === null)
  const single = revoked.filter(({ edge }) => edge.a >= 0 && edge.b !== null)
  const { mandate, key } = scope
  if (ofValue.length > 0) {
    // The tokens are set out before they are looked for: in one join each live link of the kind was once held against those of every value.
    const { rows } = await tx.query<{ id: number }>({
      name: 'revoke-links-of-values',
      text: `
        with named as materialized (
          select r.kind, r.at, r.reason, t.token from unnest($2::text[], $3::timestamptz[], $4::jsonb[], $5::text[]) as r(kind, at, reason, tokens)
          cross join lateral unnest(string_to_array(r.tokens, ',')) as t(token))
        update link l set state = 'revoked', revoked_at = r.at, reason = r.reason from named r
        where l.mandate_id = $1 and l.token = r.token and l.kind = r.kind and l.state = 'live' and l.edge <> all ($6::text[]) returning l.id`,
      values: [
        mandate,
        ...revokedColumns(ofValue),
        ofValue.map((one) => tokensOf(key, one.edge.key).join(',')),
        renewed
      ]
    })
    ended.push(...rows)
  }
  if (ofAdvert.length > 0) {
    const { rows } = await tx.query<{ id: number }>({
      name: 'revoke-links-of-adverts',
      text: `
        update link l set state = 'revoked', revoked_at = r.at, reason = r.reason
        from unnest($2::text[], $3::timestamptz[], $4::jsonb[], $5::text[], $6::int[]) as r(kind, at, reason, tokens, advert)
        cross join lateral (
          select id from link where mandate_id = $1 and a = r.advert union select id from link where mandate_id = $1 and b = r.advert) as own
        where l.id = own.id and l.token = any (string_to_array(r.tokens, ',')) and l.kind = r.kind and l.state = 'live' and l.edge <> all ($7::text[]) returning l.id`,
      values: [
        mandate,
        ...revokedColumns(ofAdvert),
        ofAdvert.map((one) => tokensOf(key, one.edge.key).join(',')),
        ofAdvert.map((one) => advertOf[one.edge.a] ?? null),
        renewed
      ]
    })
    ended.push(...rows)
  }
  if (single.length > 0) {
    const { rows } = await tx.query<{ id: number }>({
      name: 'revoke-single-links',
      text: `
        update link l set state = 'revoked', revoked_at = r.at, reason = r.reason
        from unnest($2::text[], $3::timestamptz[], $4::jsonb[], $5::text[]) as r(kind, at, reason, edge)
        where l.mandate_id = $1 and l.edge = r.edge and l.kind = r.kind and l.state = 'live' and l.edge <> all ($6::text[]) returning l.id`,
      values: [mandate, ...revokedColumns(single), single.map((one) => edgeOf(key, linkName(one.edge))), renewed]
    })
    ended.push(...rows)
  }
  return ended.map(idOf)
}

function revokedColumns(revoked: readonly EdgeAt[]): [string[], string[], string[]] {
  return [
    revoked.map((one) => one.edge.kind),
    revoked.map((one) => one.at),
    revoked.map((one) => JSON.stringify({ because: one.edge.because }))
  ]
}

/** The name of a link: the same for both directions, so that a pair has one link for each reason. */
export function linkName({ kind, key, a, b }: LinkEdge): string {
  return `${kind} ${key} ${Math.max(a, b ?? a)} ${Math.min(a, b ?? a)}`
}

/** Writes links by their names, and notes them; one that was revoked lives again. */
export async function insertLinks(
  tx: Tx,
  { mandate, key }: LinkScope,
  made: readonly [string, { edge: LinkEdge; at: string }][],
  advertOf: readonly number[]
): Promise<void> {
  if (made.length === 0) return
  const { rows } = await tx.query<{ id: number }>({
    name: 'insert-links',
    text: `
      insert into link (mandate_id, edge, a, b, kind, token, rarity, made_at)
      select $1, l.* from unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::real[], $8::timestamptz[]) as l
      on conflict (mandate_id, edge) do update set rarity = excluded.rarity, state = 'live', revoked_at = null, reason = '{}'
      returning id`,
    values: [
      mandate,
      made.map(([name]) => edgeOf(key, name)),
      made.map(([, one]) => advertOf[one.edge.a]),
      made.map(([, one]) => advertOf[one.edge.b ?? 0]),
      made.map(([, one]) => one.edge.kind),
      tokensFor(
        key,
        made.map(([, { edge }]) => ({ name: edge.key, holder: edge.a + (edge.b ?? 0) }))
      ),
      made.map(([, one]) => one.edge.rarity),
      made.map(([, one]) => one.at)
    ]
  })
  const ids = rows.map(idOf)
  await atOnce(noteRows(tx, 'link', ids), noteRows(tx, 'link-value', ids))
}

async function countNetworks(tx: Tx, mandate: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query({
    name: 'count-networks',
    text: `
      insert into network as n (mandate_id, id, adverts, first_seen, last_seen, ended_at, changed_at)
      select $1, t.id, count(a.id), min(a.first_seen), max(a.last_seen), case when count(a.id) < 2 then now() end, clock_timestamp()
      from unnest($2::int[]) as t(id) left join advert a on a.mandate_id = $1 and a.network_id = t.id and a.state <> 'erased'
      group by t.id
      on conflict (mandate_id, id) do update set adverts = excluded.adverts, first_seen = excluded.first_seen, last_seen = excluded.last_seen,
        ended_at = excluded.ended_at, changed_at = excluded.changed_at`,
    values: [mandate, ids]
  })
}

/** Tokens of links, live and revoked, by rising number; after the one with the number `after`. */
export async function linkTokens(
  tx: Tx,
  mandate: string,
  after: number,
  most: number
): Promise<{ readonly id: number; readonly token: string }[]> {
  const { rows } = await tx.query<{ id: number; token: string }>(
    'select id, token from link where mandate_id = $1 and id > $2 and token is not null order by id limit $3',
    [mandate, after, most]
  )
  return rows
}

export async function dropLinks(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query('delete from link where id = any($1::bigint[])', [ids])
  await atOnce(noteRows(tx, 'link', ids), noteRows(tx, 'link-value', ids))
}
