/** Links after judgements: adverts join and part without arriving, and the linker reports links on arrival only. */
import type { KeyObject } from 'node:crypto'
import type { LinkDelta, LinkEdge } from '../../link/event.ts'
import type { Tx } from '../ground.ts'
import { insertLinks, linkName, type LinkScope, type LinkerAfter } from './links.ts'
import { idOf, noteRows } from '../row-log.ts'
import { namesOf } from '../sealed/value-tokens.ts'

const mostNetworks = 50
const mostLinks = 2_000

/** Makes the links live that hold the touched networks together now, and revokes those between adverts that are in one no more. */
export async function renewLinks(
  tx: Tx,
  scope: LinkScope,
  deltas: readonly LinkDelta[],
  advertOf: readonly number[],
  linker: LinkerAfter
): Promise<void> {
  const judged = deltas.filter(isJudged)
  const at = judged.at(-1)?.at
  if (at === undefined) return
  const { mandate, key: tokens } = scope
  const parted = await partLinks(
    tx,
    mandate,
    [...new Set(judged.flatMap((delta) => delta.networks.map((change) => advertOf[change.advert])))],
    at
  )
  const reasons = [...networksOf(judged, linker)].slice(0, mostNetworks).flatMap((id) => linker.links(id, mostLinks))
  const shown = await linkedBy(tx, mandate, tokens, [
    ...new Set(reasons.flatMap((one) => [advertOf[one.from], advertOf[one.to]]))
  ])
  const missing = reasons.filter(({ kind, key, from, to }) =>
    [from, to].some((linkNo) => !shown.has(`${kind} ${key} ${advertOf[linkNo]}`))
  )
  const edges = missing.map(({ kind, key, rarity, to: a, from: b }): [string, { edge: LinkEdge; at: string }] => {
    const edge: LinkEdge = { op: 'made', kind, key, a, b, rarity, day: 0, version: 0, because: '' }
    return [linkName(edge), { edge, at }]
  })
  await noteRows(tx, 'link', parted)
  await insertLinks(tx, scope, [...new Map(edges)], advertOf)
}

/** Revokes links of adverts that moved, where the two are in one network no more. Returns their ids. */
async function partLinks(
  tx: Tx,
  mandate: string,
  moved: readonly (number | undefined)[],
  at: string
): Promise<number[]> {
  if (moved.length === 0) return []
  const { rows } = await tx.query<{ id: number }>({
    name: 'part-links',
    text: `update link l set state = 'revoked', revoked_at = $3, reason = '{"because": "no longer in one network"}' from advert x, advert y
           where l.mandate_id = $1 and l.state = 'live' and (l.a = any($2::int[]) or l.b = any($2::int[])) and x.id = l.a and y.id = l.b
             and (x.network_id is null or x.network_id is distinct from y.network_id)
           returning l.id`,
    values: [mandate, moved, at]
  })
  return rows.map(idOf)
}

/** `kind key advert` of every live link of the given adverts: what is shown already is not made a second time the other way round. */
async function linkedBy(
  tx: Tx,
  mandate: string,
  key: KeyObject,
  adverts: readonly (number | undefined)[]
): Promise<Set<string>> {
  if (adverts.length === 0) return new Set()
  const { rows } = await tx.query<{ kind: string; token: string; a: number; b: number }>(
    `select kind, token, a, b from link where mandate_id = $1 and state = 'live' and (a = any($2::int[]) or b = any($2::int[]))`,
    [mandate, adverts]
  )
  const names = namesOf(
    key,
    rows.map((row) => row.token)
  )
  return new Set(rows.flatMap(({ kind, a, b }, at) => [`${kind} ${names[at]} ${a}`, `${kind} ${names[at]} ${b}`]))
}

function isJudged(delta: LinkDelta): boolean {
  return (
    delta.settled === true ||
    delta.events.some((event) => judgedKinds.has(event.kind)) ||
    delta.edges.some((edge) => edge.because === 'rejected')
  )
}

const judgedKinds: ReadonlySet<string> = new Set(['veto', 'same', 'undo', 'hub', 'hub-ended'])

function networksOf(deltas: readonly LinkDelta[], linker: LinkerAfter): Set<number> {
  const found = new Set<number>()
  for (const delta of deltas) {
    for (const { to } of delta.networks) if (to !== null) found.add(to)
    const adverts = [
      ...delta.edges.flatMap((edge) => [edge.a, edge.b]),
      ...delta.events.flatMap((event) => (event.network === 0 ? event.others : []))
    ]
    for (const linkNo of adverts) {
      const network = linkNo === null || linkNo < 0 ? null : linker.networkOf(linkNo)
      if (network !== null) found.add(network)
    }
  }
  return found
}
