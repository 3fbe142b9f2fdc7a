/** What the adverts of a network share, from its live links: each value, text or picture once, with who shares it. What sealed adverts share stays unnamed. */
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { namedLinks } from './members.ts'
import { tokenKeyOf, type Vault } from '../adverts/vault.ts'

/** Live links that are read for one picture; a network of 2,000 adverts has about three for each. */
const mostLinks = 60_000

export interface Tied {
  readonly id: string
  readonly kind: string
  /** The blinded value or the name of the text or picture group; null for what is sealed. */
  readonly blind: string | null
  readonly sealed: boolean
  /** Adverts under this mandate that shared it when the newest link was made. */
  readonly rarity: number
  readonly adverts: readonly number[]
}

export interface Ties {
  readonly things: readonly Tied[]
  /** Ids of an open and a sealed thing of one kind that links join. */
  readonly bridges: readonly (readonly [string, string])[]
}

interface LinkStored {
  readonly kind: string
  readonly blind: string | null
  readonly a: number
  readonly b: number
  readonly rarity: number
}

/** Everything that the given adverts share, most adverts first. `open`: those whose values may be named. */
export async function tiesOf(
  tx: Tx,
  { vault, mandate }: { readonly vault: Vault; readonly mandate: MandateId },
  adverts: readonly number[],
  open: ReadonlySet<number>
): Promise<Ties> {
  const { rows } = await tx.query<Omit<LinkStored, 'blind'> & { readonly token: string | null }>(
    `select kind, token, a, b, rarity from link
     where mandate_id = $1 and state = 'live' and a = any($2::int[]) and b = any($2::int[]) order by id limit $3`,
    [mandate, adverts, mostLinks]
  )
  return tied(namedLinks(tokenKeyOf(vault, mandate), rows), open)
}

/** Links by what they share: every link of a value joins one more advert to those that carry it. Pure. */
export function tied(links: readonly LinkStored[], open: ReadonlySet<number>): Ties {
  const found = new Map<
    string,
    { kind: string; blind: string | null; sealed: boolean; rarity: number; in: Set<number> }
  >()
  const bridges = new Map<string, string>()
  for (const { kind, blind, a, b, rarity } of links) {
    for (const advert of [a, b]) {
      const sealed = !open.has(advert)
      // Which value a sealed advert carries is content: one thing stands for all of that kind.
      const id = sealed || blind === null ? `sealed:${kind}` : `${kind}:${blind}`
      const entry = found.get(id) ?? { kind, blind: sealed ? null : blind, sealed, rarity: 0, in: new Set<number>() }
      entry.in.add(advert)
      if (!sealed) Object.assign(entry, { rarity: Math.max(entry.rarity, rarity) })
      found.set(id, entry)
    }
    // That sealed and open adverts share something of a kind is structure: one line between the two things says it.
    if (blind !== null && open.has(a) !== open.has(b)) bridges.set(`${kind}:${blind}`, `sealed:${kind}`)
  }
  const things = [...found]
    .map(([id, { in: carriers, ...rest }]) => ({ id, ...rest, adverts: [...carriers].toSorted((a, b) => a - b) }))
    .toSorted((a, b) => b.adverts.length - a.adverts.length || (a.id < b.id ? -1 : 1))
  return { things, bridges: [...bridges] }
}
