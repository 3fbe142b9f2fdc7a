/** Folds: adverts of one place, site or template as one thing with a count, opened step by step so that a drawing stays small. Pure. */
import type { Folding, NetworkPicture, PictureAdvert } from '../../../../../src/contract/desk/network-picture.ts'

export interface Fold {
  readonly id: string
  /** What its adverts have in common: the name of a place, a site, a template, or a month (YYYY-MM); null where it is not known. */
  readonly name: string | null
  readonly by: Folding | 'month' | 'part' | 'rest'
  readonly sealed: boolean
  readonly adverts: readonly PictureAdvert[]
  readonly x: number
  readonly y: number
  /** Room that its adverts take when it is open. */
  readonly r: number
}

/** Above this many adverts a fold opens into folds. */
export const mostInFold = 120
const mostParts = 16
const mostGroups = 90

/** The folds of the outermost level, most adverts first; many small ones are one. */
export function foldsOf(picture: NetworkPicture, adverts: readonly PictureAdvert[]): Fold[] {
  const byGroup = Map.groupBy(adverts, (one) => one.group)
  const folds = [...byGroup].flatMap(([at, of]): Fold[] => {
    const group = picture.groups[at]
    if (group === undefined) return []
    const { name, sealed, x, y, r } = group
    return [
      {
        id: `fold:${sealed ? 'sealed' : picture.by}=${name ?? ''}`,
        name,
        by: sealed ? 'site' : picture.by,
        sealed,
        adverts: of,
        x,
        y,
        r
      }
    ]
  })
  const sorted = folds.toSorted((a, b) => b.adverts.length - a.adverts.length || (a.id < b.id ? -1 : 1))
  return sorted.length <= mostGroups
    ? sorted
    : [...sorted.slice(0, mostGroups - 1), restOf(sorted.slice(mostGroups - 1))]
}

function restOf(folds: readonly Fold[]): Fold {
  const adverts = folds.flatMap((one) => one.adverts)
  const [first] = folds
  return {
    id: 'fold:rest',
    name: null,
    by: 'rest',
    sealed: adverts.every((one) => one.state === 'sealed'),
    adverts,
    x: first?.x ?? 0,
    y: first?.y ?? 0,
    r: 14 + 5 * Math.sqrt(adverts.length)
  }
}

/** What a fold of many adverts opens into: folds by what they differ in, else equal parts; null when its adverts can be drawn. */
export function partsOf(fold: Fold): Fold[] | null {
  if (fold.adverts.length <= mostInFold) return null
  const ways: readonly (readonly [Fold['by'], (one: PictureAdvert) => string | null])[] = [
    ['site', (one) => one.site],
    ['place', (one) => one.place],
    ['template', (one) => one.template],
    ['month', (one) => one.at.slice(0, 7)]
  ]
  const used = new Set(fold.id.split('/').map((part) => part.replace(/^fold:/, '').split('=')[0]))
  for (const [by, nameOf] of ways) {
    if (used.has(by) || (fold.sealed && by !== 'site' && by !== 'month')) continue
    const parts = [...Map.groupBy(fold.adverts, nameOf)].toSorted((a, b) => b[1].length - a[1].length)
    if (parts.length < 2) continue
    return placed(fold, by, joined(parts))
  }
  const size = Math.ceil(fold.adverts.length / Math.min(mostParts, Math.ceil(fold.adverts.length / mostInFold)))
  const count = Math.ceil(fold.adverts.length / size)
  const chunks = Array.from({ length: count }, (_, at): [string, readonly PictureAdvert[]] => [
    `${at * size + 1}–${Math.min(fold.adverts.length, (at + 1) * size)}`,
    fold.adverts.slice(at * size, (at + 1) * size)
  ])
  return placed(fold, 'part', chunks)
}

type Part = readonly [string | null, readonly PictureAdvert[]]

function joined(parts: readonly Part[]): readonly Part[] {
  if (parts.length <= mostParts) return parts
  return [...parts.slice(0, mostParts - 1), [null, parts.slice(mostParts - 1).flatMap(([, of]) => of)]]
}

/** Parts stand on a ring in the room of the fold that they came from. */
function placed(fold: Fold, by: Fold['by'], parts: readonly Part[]): Fold[] {
  return parts.map(([name, adverts], at) => {
    const turn = (2 * Math.PI * at) / parts.length - Math.PI / 2
    return {
      id: `${fold.id}/${by}=${name ?? ''}`,
      name,
      by,
      sealed: fold.sealed,
      adverts,
      x: fold.x + fold.r * 0.72 * Math.cos(turn),
      y: fold.y + fold.r * 0.72 * Math.sin(turn),
      r: Math.min(fold.r * 0.4, 12 + 5 * Math.sqrt(adverts.length))
    }
  })
}

const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** Where the adverts of an open fold stand: turned outwards by the golden angle, each with the same room. */
export function seats(fold: Fold): { readonly x: number; readonly y: number }[] {
  const count = fold.adverts.length
  return fold.adverts.map((_one, at) => {
    const far = count === 1 ? 0 : fold.r * Math.sqrt((at + 0.5) / count)
    return { x: fold.x + far * Math.cos(at * goldenAngle), y: fold.y + far * Math.sin(at * goldenAngle) }
  })
}
