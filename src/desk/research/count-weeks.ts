/** Counts the wording, the signs and the moves of the newest weeks over all adverts that were read, and keeps what enough networks have in common. */
import type { MandateId } from '../../model/ids.ts'
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { record, withGround } from '../../store/ground.ts'
import { gather, mondayOf, type CountParts } from './gather.ts'
import { keptWeeks, saveWeek, type Told } from './kept-weeks.ts'
import { leansOf } from './lean.ts'
import { countFlows, flowWeeks } from './moves.ts'
import { newIn, weeksBefore, type Used, type WeekCount } from './new-wording.ts'
import { countCombinations, countPhrases, type ByWeek } from './phrase-counts.ts'

/** Weeks that are counted anew, the present one among them. */
const weeksCounted = 9
/** Phrases kept of a week, and flows, the most used first. */
const mostKept = 50_000
const mostFlows = 500

const weekMs = 7 * 86_400_000

/** Counts the newest weeks of a mandate until `now`, and keeps what at least `leastNetworks` networks used. Resolves to how many adverts were counted. */
export async function countWeeks(parts: CountParts, mandate: MandateId, now: Date): Promise<number> {
  const { store, keyring } = parts
  const mondays = mondaysUntil(now)
  const ground = { user: 'pipeline', mandate }
  const gathered = await gather(parts, mandate, mondays)
  if (gathered.upto === 0) return 0
  const wording = await countPhrases(gathered.texts, mondays.length, leastNetworks)
  const signs = countCombinations(gathered.signs, mondays.length, leastNetworks)
  const flows = countFlows(gathered.seen, mondays.length, leastNetworks)
  const texts = Map.groupBy(gathered.texts, (one) => one.week)
  const counted = gathered.adverts.reduce((sum, adverts) => sum + adverts, 0)
  await withGround(store.pool, ground, async (tx) => {
    const kept = await keptWeeks(tx, keyring, mandate)
    const before = new Map(kept.map((one) => [one.week, one]))
    const active = mondays.map((week, at) =>
      Math.max(gathered.networks[at] ?? 0, before.get(week)?.count.networks ?? 0)
    )
    const known = { wording: new Set<string>(), signs: new Set<string>() }
    for (const { week, count } of kept) if (week < (mondays[0] ?? '')) know(known, count)
    for (const [at, week] of mondays.entries()) {
      const adverts = gathered.adverts[at] ?? 0
      const old = before.get(week)
      const fresh: WeekCount = {
        networks: gathered.networks[at] ?? 0,
        networksBefore: sumBefore(active, at),
        wording: usedIn(wording, at, mostKept),
        signs: usedIn(signs, at, mostKept),
        flows: usedIn(flows, at, mostFlows)
      }
      // Adverts of the week were erased since, or flows began before the weeks that are read: what was counted of them stays.
      const count =
        old === undefined ? fresh : old.adverts > adverts ? higher(old.count, fresh) : begun(old.count, fresh, at)
      if (adverts > 0) {
        const wordingNew = newIn(count, count.wording, known.wording)
        const told: Told = {
          wording: wordingNew,
          signs: newIn(count, count.signs, known.signs),
          flows: count.flows,
          leans: leansOf(
            texts.get(at) ?? [],
            wordingNew.map((one) => one.of)
          )
        }
        const most = Math.max(adverts, old?.adverts ?? 0)
        await saveWeek(tx, keyring, { mandate, week, adverts: most, upto: gathered.upto, count, told })
      }
      know(known, count)
    }
    await record(tx, ground, { act: 'research.count', detail: { adverts: counted, weeks: mondays.length } })
  })
  return counted
}

/** The Mondays of the weeks that are counted, as `YYYY-MM-DD` of Amsterdam, the oldest first. */
function mondaysUntil(now: Date): string[] {
  const last = Date.parse(mondayOf(now.toISOString()))
  return Array.from({ length: weeksCounted }, (_, at) =>
    new Date(last - (weeksCounted - 1 - at) * weekMs).toISOString().slice(0, 10)
  )
}

function know(known: { readonly wording: Set<string>; readonly signs: Set<string> }, count: WeekCount): void {
  for (const { of } of count.wording) known.wording.add(of)
  for (const { of } of count.signs) known.signs.add(of)
}

function sumBefore(counts: ByWeek, at: number): number {
  return counts.slice(Math.max(0, at - weeksBefore), at).reduce((sum, count) => sum + count, 0)
}

function usedIn(found: ReadonlyMap<string, ByWeek>, at: number, most: number): Used[] {
  const used = [...found].flatMap(([of, counts]) => {
    const networks = counts[at] ?? 0
    return networks < leastNetworks ? [] : [{ of, networks, before: sumBefore(counts, at) }]
  })
  return byUse(used).slice(0, most)
}

function byUse(used: readonly Used[]): Used[] {
  return used.toSorted((a, b) => b.networks - a.networks || (a.of < b.of ? -1 : 1))
}

function begun(old: WeekCount, fresh: WeekCount, at: number): WeekCount {
  return at < flowWeeks - 1 ? { ...fresh, flows: merged(old.flows, fresh.flows) } : fresh
}

/** The higher of two counts of one week. */
function higher(one: WeekCount, other: WeekCount): WeekCount {
  return {
    networks: Math.max(one.networks, other.networks),
    networksBefore: Math.max(one.networksBefore, other.networksBefore),
    wording: merged(one.wording, other.wording),
    signs: merged(one.signs, other.signs),
    flows: merged(one.flows, other.flows)
  }
}

function merged(a: readonly Used[], b: readonly Used[]): Used[] {
  const found = new Map(a.map((used) => [used.of, used]))
  for (const used of b) if ((found.get(used.of)?.networks ?? 0) < used.networks) found.set(used.of, used)
  return byUse([...found.values()])
}
