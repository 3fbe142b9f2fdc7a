/** What is drawn of a network: at most 300 things, adverts by themselves where they fit and folds with counts where not. Pure. */
import type { NetworkPicture, PictureAdvert, PictureShared } from '../../../../../src/contract/desk/network-picture.ts'
import { foldsOf, partsOf, seats } from './folds.ts'
import type { Fold } from './folds.ts'
import { advertNode, shareNode } from './ids.ts'
import { tieRows } from './rows.ts'
import type { View } from './view.ts'

/** Things that are drawn at once; more do not help anybody to see. */
export const mostDrawn = 300
/** Shared things among them. */
const mostShared = 80

interface DrawnBase {
  readonly id: string
  readonly x: number
  readonly y: number
  /** Radius. */
  readonly r: number
  /** Adverts that it stands for. */
  readonly adverts: readonly number[]
}

export type Drawn = DrawnBase &
  (
    | { readonly sort: 'advert'; readonly advert: PictureAdvert; readonly pinned: boolean }
    | { readonly sort: 'fold'; readonly fold: Fold }
    | { readonly sort: 'shared'; readonly shared: PictureShared }
  )

export interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly sort: 'shares' | 'same' | 'different' | 'sealed'
  /** Adverts that it stands for. */
  readonly adverts: number
}

export interface Drawing {
  readonly nodes: readonly Drawn[]
  readonly lines: readonly Line[]
  /** Adverts in view: those until the day that was asked. */
  readonly adverts: readonly PictureAdvert[]
  /** Adverts that stand in folds, and folds. */
  readonly folded: number
  readonly folds: number
  /** Folds whose adverts are drawn one by one: their names stand beside them. */
  readonly opened: readonly Fold[]
  /** Shared things that are not drawn for want of room. */
  readonly left: number
}

/** What of a view decides what is drawn: choosing and brushing draw nothing anew. */
export type DrawnView = Pick<View, 'until' | 'hidden' | 'folded' | 'pinned' | 'opened'>

export function drawingOf(picture: NetworkPicture, view: DrawnView): Drawing {
  const adverts = picture.members.filter((one) => view.until === null || one.at.slice(0, 10) <= view.until)
  const inView = new Set(adverts.map((one) => one.advert))
  const carriers = carriersOf(picture)
  const wanted = picture.shared.flatMap((shared) => {
    const of = (carriers.get(shared.id) ?? []).filter((advert) => inView.has(advert))
    return of.length === 0 || view.hidden.includes(shared.kind) ? [] : [{ shared, of }]
  })
  const shown = wanted.slice(0, Math.max(mostShared, mostDrawn - adverts.length))
  const folds = foldsOf(picture, adverts)
  const all = !view.folded && adverts.length + shown.length <= mostDrawn
  const nodes: Drawn[] = shown.map(({ shared, of }) => ({
    id: shareNode(shared.id),
    x: shared.x,
    y: shared.y,
    r: 9,
    adverts: of,
    sort: 'shared',
    shared
  }))
  const room: Room = { left: mostDrawn - nodes.length, opened: [] }
  const pinned = adverts.filter((one) => view.pinned.includes(one.advert))
  for (const node of unfolded(folds, view, all, room, new Set(pinned.map((one) => one.advert)))) nodes.push(node)
  const foldNodes = nodes.filter((node) => node.sort === 'fold')
  return {
    nodes,
    lines: linesOf(picture, nodes),
    adverts,
    folded: foldNodes.reduce((sum, node) => sum + node.adverts.length, 0),
    folds: foldNodes.length,
    opened: room.opened,
    left: wanted.length - shown.length
  }
}

type Carriers = ReadonlyMap<string, readonly number[]>

const carriersIn = new WeakMap<NetworkPicture, Carriers>()

/** Adverts by what they share; worked out once for a picture. */
export function carriersOf(picture: NetworkPicture): Carriers {
  const carriers = carriersIn.get(picture) ?? readCarriers(picture)
  carriersIn.set(picture, carriers)
  return carriers
}

function readCarriers(picture: NetworkPicture): Carriers {
  const found = new Map<string, number[]>()
  for (const { advert, shared } of tieRows(picture)) {
    const of = found.get(shared.id)
    if (of === undefined) found.set(shared.id, [advert.advert])
    else of.push(advert.advert)
  }
  return found
}

interface Room {
  /** Things that can still be drawn. */
  left: number
  readonly opened: Fold[]
}

/** Folds, and the adverts of those that are open as far as there is room. */
function unfolded(
  folds: readonly Fold[],
  view: DrawnView,
  all: boolean,
  room: Room,
  pinned: ReadonlySet<number>
): Drawn[] {
  room.left -= folds.length
  const nodes: Drawn[] = []
  for (const fold of folds) {
    const open = all || view.opened.includes(fold.id)
    const parts = open && !all ? partsOf(fold) : null
    if (open && parts !== null && parts.length - 1 <= room.left) {
      room.left += 1
      nodes.push(...unfolded(parts, view, all, room, pinned))
      continue
    }
    if (open && parts === null && fold.adverts.length - 1 <= room.left) {
      room.left -= fold.adverts.length - 1
      nodes.push(...seated(fold, () => true, pinned))
      room.opened.push(fold)
      continue
    }
    const alone = fold.adverts.filter((one) => pinned.has(one.advert)).slice(0, Math.max(0, room.left))
    room.left -= alone.length
    const apart = new Set(alone.map((one) => one.advert))
    nodes.push(...seated(fold, (one) => apart.has(one.advert), pinned))
    const rest = fold.adverts.filter((one) => !apart.has(one.advert))
    if (rest.length === 0) continue
    const r = Math.min(38, 11 + 3.4 * Math.sqrt(rest.length))
    nodes.push({
      id: fold.id,
      x: fold.x,
      y: fold.y,
      r,
      adverts: rest.map((one) => one.advert),
      sort: 'fold',
      fold: { ...fold, adverts: rest }
    })
  }
  return nodes
}

function seated(fold: Fold, wanted: (one: PictureAdvert) => boolean, pinned: ReadonlySet<number>): Drawn[] {
  const spots = seats(fold)
  return fold.adverts.flatMap((advert, at): Drawn[] => {
    const spot = spots[at]
    if (spot === undefined || !wanted(advert)) return []
    return [
      {
        id: advertNode(advert.advert),
        ...spot,
        r: 6,
        adverts: [advert.advert],
        sort: 'advert',
        advert,
        pinned: pinned.has(advert.advert)
      }
    ]
  })
}

/** What each drawn thing shares with which; lines of a fold are one, with a count. */
function linesOf(picture: NetworkPicture, nodes: readonly Drawn[]): Line[] {
  const nodeOf = new Map<number, string>()
  for (const node of nodes) if (node.sort !== 'shared') for (const advert of node.adverts) nodeOf.set(advert, node.id)
  const lines = new Map<string, { from: string; to: string; sort: Line['sort']; adverts: number }>()
  const count = (from: string | undefined, to: string | undefined, sort: Line['sort']): void => {
    if (from === undefined || to === undefined || from === to) return
    const id = `${sort} ${from} ${to}`
    const line = lines.get(id) ?? { from, to, sort, adverts: 0 }
    line.adverts++
    lines.set(id, line)
  }
  for (const node of nodes) {
    if (node.sort === 'shared') for (const advert of node.adverts) count(nodeOf.get(advert), node.id, 'shares')
  }
  for (const { kind, a, b } of picture.said) count(nodeOf.get(a), nodeOf.get(b), kind)
  const drawn = new Set(nodes.map((node) => node.id))
  for (let at = 0; at + 1 < picture.bridges.length; at += 2) {
    const [a, b] = [picture.shared[picture.bridges[at] ?? -1], picture.shared[picture.bridges[at + 1] ?? -1]]
    if (a === undefined || b === undefined) continue
    const [from, to] = [shareNode(a.id), shareNode(b.id)]
    if (drawn.has(from) && drawn.has(to)) count(from, to, 'sealed')
  }
  return [...lines].map(([id, line]) => ({ id, ...line }))
}
