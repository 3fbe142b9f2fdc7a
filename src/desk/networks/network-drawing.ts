/** How a network is drawn: adverts folded into groups, each group and each shared thing on its spot. Pure, and remembered by its structure. */
import { createHash } from 'node:crypto'
import type {
  Folding,
  NetworkPicture,
  PictureAdvert,
  PictureGroup,
  PictureShared
} from '../../contract/desk/network-picture.ts'
import { layOut, type LayoutItem, type LayoutTie, type Spot } from './network-layout.ts'
import type { Tied } from './network-ties.ts'

/** Shared things and groups that the force layout places. */
const mostLaidOut = 120

/** Room for a shared thing with its name. */
const sharedRoom = 30

/** A member before it is in a group. */
export type Bare = Omit<PictureAdvert, 'group'>

/** Groups and shared things with their spots, members with their group, and who shares what. */
export function drawnBy(
  by: Folding,
  bare: readonly Bare[],
  shared: readonly Omit<PictureShared, 'x' | 'y'>[],
  ties: readonly Tied[]
): Pick<NetworkPicture, 'members' | 'shared' | 'ties' | 'groups'> {
  const nameOf = (one: Bare): string | null => (one.state === 'sealed' ? one.site : one[by])
  const byGroup = [...Map.groupBy(bare, (one) => `${one.state} ${nameOf(one) ?? ''}`)].toSorted(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)
  )
  const groupAt = new Map(byGroup.flatMap(([, of], at) => of.map((one): [number, number] => [one.advert, at])))
  const memberAt = new Map(bare.map((one, at) => [one.advert, at]))
  const groups = byGroup.map(([, of]) => {
    const [first] = of
    const name = first === undefined ? null : nameOf(first)
    return { name, sealed: first?.state === 'sealed', adverts: of.length, r: Math.round(14 + 5 * Math.sqrt(of.length)) }
  })
  const { groupSpots, sharedSpots } = spotsOf(groups, shared, ties, groupAt)
  return {
    groups: groups.map((one, at): PictureGroup => ({ ...one, ...(groupSpots[at] ?? { x: 0, y: 0 }) })),
    shared: shared.map((one, at) => ({ ...one, ...(sharedSpots[at] ?? { x: 0, y: 0 }) })),
    members: bare.map((one) => ({ ...one, group: groupAt.get(one.advert) ?? 0 })),
    ties: shared.flatMap((_one, at) => (ties[at]?.adverts ?? []).flatMap((advert) => [memberAt.get(advert) ?? 0, at]))
  }
}

interface Spots {
  readonly groupSpots: readonly { x: number; y: number }[]
  readonly sharedSpots: readonly { x: number; y: number }[]
}

/** The largest groups and what most share are laid out together; the others come around. */
function spotsOf(
  groups: readonly { readonly r: number }[],
  shared: readonly { readonly here: number }[],
  ties: readonly Tied[],
  groupAt: ReadonlyMap<number, number>
): Spots {
  const laidGroups = Math.min(groups.length, mostLaidOut)
  const laidShared = Math.min(shared.length, mostLaidOut)
  const items = [
    ...groups.slice(0, laidGroups),
    ...shared.slice(0, laidShared).map(() => ({ r: sharedRoom })),
    ...groups.slice(laidGroups),
    ...shared.slice(laidShared).map(() => ({ r: sharedRoom }))
  ]
  const pulls = shared.slice(0, laidShared).flatMap((_one, at) => {
    const weights = Map.groupBy(ties[at]?.adverts ?? [], (advert) => groupAt.get(advert) ?? 0)
    return [...weights].map(([group, of]) => ({ a: group, b: laidGroups + at, weight: of.length }))
  })
  const spots = keptLayout(
    items,
    pulls.filter((pull) => pull.a < laidGroups)
  )
  const restAt = laidGroups + laidShared
  const restShared = restAt + groups.length - laidGroups
  return {
    groupSpots: [...spots.slice(0, laidGroups), ...spots.slice(restAt, restShared)],
    sharedSpots: [...spots.slice(laidGroups, restAt), ...spots.slice(restShared)]
  }
}

/** Layouts by what they are made of: sizes and ties, nothing of a text. The oldest goes first. */
const layouts = new Map<string, readonly Spot[]>()
const mostLayouts = 64

function keptLayout(items: readonly LayoutItem[], ties: readonly LayoutTie[]): readonly Spot[] {
  const name = createHash('sha256')
    .update(JSON.stringify([items.map((one) => one.r), ties]))
    .digest('base64')
  const spots = layouts.get(name) ?? layOut(items, ties)
  layouts.delete(name)
  layouts.set(name, spots)
  for (const oldest of layouts.keys()) {
    if (layouts.size <= mostLayouts) break
    layouts.delete(oldest)
  }
  return spots
}
