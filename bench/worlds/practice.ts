/** Signals of a world to practise with: as the product weighed them, a few adverts of each, and who placed them; what `data/practice` holds. */
import type { Kind, WorldAdvert } from './advert.ts'
import type { Outcome } from './product.ts'

const mostSignals = 12
const mostShown = 6
const mostReasons = 8

/**
 * In order of priority. Signals in which somebody stands who is of no ring go first when there are more than can be taken. `world`: the
 * one that was imported, with numbers that may be shown. Throws when it is another one: hands that draw by the length of a text may differ.
 */
export function practiceOf(
  imported: readonly WorldAdvert[],
  world: readonly WorldAdvert[],
  outcome: Pick<Outcome, 'networks' | 'rows'>,
  made: { readonly n: number; readonly seed: number }
): object {
  const apart = imported.findIndex((one, nth) => one.network !== world[nth]?.network || one.atMs !== world[nth].atMs)
  if (apart >= 0)
    throw new Error(`advert ${apart} of world ${made.seed} is another one with numbers to show: take another seed`)
  const found = outcome.rows.flatMap((row) => {
    const members = world.filter((_, nth) => outcome.networks[nth] === String(row.network))
    return members.length === 0 ? [] : [{ row, members, strangers: members.some((one) => one.kind !== 'ring') }]
  })
  const chosen = new Set(found.toSorted((a, b) => Number(b.strangers) - Number(a.strangers)).slice(0, mostSignals))
  const signals = found.filter((one) => chosen.has(one)).toSorted((a, b) => b.row.priority - a.row.priority)
  return {
    id: `world-${made.seed}`,
    version: 1,
    made: { world: made.n, seed: made.seed },
    signals: signals.map(({ row, members }) => ({
      class: row.class ?? 'none',
      adverts: members.length,
      from: dayOf(members[0]),
      to: dayOf(members.at(-1)),
      sites: [...new Set(members.map((one) => one.site))].toSorted(),
      places: [...new Set(members.map((one) => one.city))].toSorted(),
      reasons: row.reasons.slice(0, mostReasons).map(({ indicator, direction, title, sentence, source }) => ({
        indicator,
        direction,
        title,
        sentence,
        source
      })),
      shown: shownOf(members).map((one) => ({
        hand: one.network,
        day: dayOf(one),
        site: one.site,
        title: one.title,
        body: one.body,
        name: one.name,
        place: one.city,
        price: one.price
      })),
      hands: [...Map.groupBy(members, (one) => one.network)].map(([hand, list]) => ({
        hand,
        kind: list[0]?.kind satisfies Kind | undefined,
        adverts: list.length
      }))
    }))
  }
}

/** One of each hand first, then others spread over time; in order of time. */
function shownOf(members: readonly WorldAdvert[]): readonly WorldAdvert[] {
  const ofHands = [...Map.groupBy(members, (one) => one.network).values()].flatMap(([first]) => first ?? [])
  const step = Math.max(1, members.length / mostShown)
  const spread = Array.from({ length: mostShown }, (_, nth) => members[Math.floor(nth * step)]).filter(
    (one) => one !== undefined
  )
  const chosen = new Set([...new Set([...ofHands, ...spread])].slice(0, mostShown))
  return members.filter((one) => chosen.has(one))
}

function dayOf(advert: WorldAdvert | undefined): string {
  return new Date(advert?.atMs ?? 0).toISOString().slice(0, 10)
}
