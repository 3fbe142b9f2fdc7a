/** The rows of the table that is the twin of the drawing: adverts, what they share, and who shares what, in any order. Pure. */
import type { NetworkPicture, PictureAdvert, PictureShared } from '../../../../../src/contract/desk/network-picture.ts'

export interface AdvertRow {
  readonly advert: PictureAdvert
  /** What it shares, the rarest first. */
  readonly why: readonly PictureShared[]
}

export interface TieRow {
  readonly advert: PictureAdvert
  readonly shared: PictureShared
}

export type AdvertColumn = 'title' | 'site' | 'place' | 'at' | 'state'

export interface Order<Column extends string> {
  readonly by: Column
  readonly down: boolean
}

export function advertRows(picture: NetworkPicture, adverts: readonly PictureAdvert[]): AdvertRow[] {
  const why = new Map<number, PictureShared[]>()
  for (const { advert, shared } of tieRows(picture)) why.set(advert.advert, [...(why.get(advert.advert) ?? []), shared])
  return adverts.map((advert) => ({
    advert,
    why: (why.get(advert.advert) ?? []).toSorted((a, b) => a.adverts - b.adverts)
  }))
}

/** Ties of each picture that was asked for: every drawing, path and choice asks anew. */
const tiesOf = new WeakMap<NetworkPicture, readonly TieRow[]>()

export function tieRows(picture: NetworkPicture): readonly TieRow[] {
  const rows = tiesOf.get(picture) ?? readTies(picture)
  tiesOf.set(picture, rows)
  return rows
}

function readTies(picture: NetworkPicture): TieRow[] {
  const rows: TieRow[] = []
  for (let at = 0; at + 1 < picture.ties.length; at += 2) {
    const advert = picture.members[picture.ties[at] ?? -1]
    const shared = picture.shared[picture.ties[at + 1] ?? -1]
    if (advert !== undefined && shared !== undefined) rows.push({ advert, shared })
  }
  return rows
}

/** Sorted by a column, what is not known last, as the day of posting of what has only the day on which it was seen; equal ones stay as they were. */
export function ordered(rows: readonly AdvertRow[], { by, down }: Order<AdvertColumn>): AdvertRow[] {
  const valueOf = ({ advert }: AdvertRow): string | null =>
    by === 'at' && advert.dated !== 'posted' ? null : advert[by]
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return x.localeCompare(y) * (down ? -1 : 1)
  })
}
