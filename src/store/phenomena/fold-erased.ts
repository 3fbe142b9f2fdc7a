/** What is left of adverts when they are erased: counts, in which nothing stands that fewer than five networks have in common. */
import type { Keyring } from '../../evidence/keys.ts'
import { dimensions, leastNetworks, withheld, type Cell, type Dimension } from '../../model/phenomena/traits.ts'
import type { Tx } from '../ground.ts'
import { addFolded, countedWithNetworks, type CountedAdvert, type FoldedCount } from './counted-adverts.ts'

/** Week and source stand in clear beside every advert, erased ones too: they tell nothing more. */
const levels = ['week', 'source', 'place', 'form', 'language', 'price', 'disguise', 'all'] as const
/** What is withheld first, for the level of all dimensions, one step after another until five networks have the rest in common. */
const coarser: readonly (readonly Dimension[])[] = [
  [],
  ['place'],
  ['place', 'price', 'disguise'],
  ['place', 'price', 'disguise', 'language'],
  ['place', 'price', 'disguise', 'language', 'form']
]

/** What the given adverts count as, with their networks, asked before they are erased. */
export interface Erasing {
  readonly adverts: readonly CountedAdvert[]
}

/** Call it before anything of the adverts is blanked. */
export async function beforeErasing(tx: Tx, keyring: Keyring, ids: readonly number[]): Promise<Erasing> {
  return { adverts: ids.length === 0 ? [] : await countedWithNetworks(tx, keyring, ids) }
}

/** Adds those that were erased, of the ones asked about before, to the counts of their mandate. */
export async function foldErased(tx: Tx, mandate: string, before: Erasing, erased: readonly number[]): Promise<void> {
  const ids = new Set(erased)
  const gone = before.adverts.filter((one) => ids.has(one.id))
  if (gone.length === 0) return
  const living = before.adverts.filter((one) => !ids.has(one.id))
  await addFolded(
    tx,
    mandate,
    levels.flatMap((level) => foldLevel(level, gone, living))
  )
}

/**
 * Counts of one level. A network is counted where the last of its adverts goes, so that together with the living ones it stays one; and
 * once among the adverts that go together.
 */
export function foldLevel(
  level: (typeof levels)[number],
  gone: readonly CountedAdvert[],
  living: readonly CountedAdvert[]
): FoldedCount[] {
  const told = toldBy(level)
  const keyOf = (one: CountedAdvert): string => JSON.stringify(only(one.cell, told))
  const stays = new Set(living.map((one) => `${handOf(one)} ${keyOf(one)}`))
  let groups: Group[] = [...Map.groupBy(gone, keyOf).values()].map((adverts) => ({
    cell: only(adverts[0]?.cell, told),
    adverts: adverts.length,
    hands: new Set(adverts.map(handOf)),
    ended: new Set(adverts.filter((one) => !stays.has(`${handOf(one)} ${keyOf(one)}`)).map(handOf))
  }))
  const done: FoldedCount[] = []
  const steps = level === 'all' ? coarser : level === 'week' || level === 'source' ? [] : [[], [level]]
  for (const step of steps) {
    groups = merged(groups.map((one) => ({ ...one, cell: without(one.cell, step) })))
    const kept = groups.filter((one) => one.hands.size >= leastNetworks)
    done.push(...kept.map((one) => folded(level, one)))
    groups = groups.filter((one) => one.hands.size < leastNetworks)
  }
  // What no step made common to five tells its week and its source alone.
  return [...done, ...groups.map((one) => folded(level, one))]
}

interface Group {
  readonly cell: Cell
  readonly adverts: number
  readonly hands: ReadonlySet<string>
  readonly ended: ReadonlySet<string>
}

function folded(level: string, { cell, adverts, ended }: Group): FoldedCount {
  return { level, cell, adverts, networks: ended.size }
}

function merged(groups: readonly Group[]): Group[] {
  return [...Map.groupBy(groups, (one) => JSON.stringify(one.cell)).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    return [
      {
        cell: first.cell,
        adverts: same.reduce((sum, one) => sum + one.adverts, 0),
        hands: new Set(same.flatMap((one) => [...one.hands])),
        ended: new Set(same.flatMap((one) => [...one.ended]))
      }
    ]
  })
}

/** An advert that nothing joins to another is a hand of its own. */
export function handOf({ network, id }: Pick<CountedAdvert, 'network' | 'id'>): string {
  return network === null ? `advert ${id}` : `network ${network}`
}

function toldBy(level: (typeof levels)[number]): readonly Dimension[] {
  if (level === 'all') return dimensions
  return level === 'week' ? ['week'] : ['week', level]
}

function only(cell: Cell | undefined, told: readonly Dimension[]): Cell {
  const said = (name: Dimension): string => (told.includes(name) ? (cell?.[name] ?? '') : '')
  return {
    week: said('week'),
    place: said('place'),
    form: said('form'),
    language: said('language'),
    source: said('source'),
    price: said('price'),
    disguise: said('disguise')
  }
}

function without(cell: Cell, names: readonly Dimension[]): Cell {
  return { ...cell, ...Object.fromEntries(names.map((name) => [name, withheld])) }
}
