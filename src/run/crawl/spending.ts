/** What a run spends on its sources, kept by day in the database, and which sources rest because of it or of their hours. */
import { budgetDay, restOf, restWords, type Rest } from '../../crawl/sources/rest.ts'
import { nothingSpent, sumSpent, type Source, type Spent } from '../../model/source.ts'
import { addSpent, forgetSpent, spentOn } from '../../store/counts/spending.ts'
import { inGround, type CrawlState, type Spending } from './crawl-state.ts'

/** The name under which the sum over all sources stands in the maps. */
const all = '*'

export function startSpending(): Spending {
  return { day: '', today: new Map(), unsaved: new Map(), run: new Map(), told: new Map() }
}

/** Counts what was spent on a source. */
export function spend({ spending }: CrawlState, source: string, spent: Spent): void {
  for (const name of [source, all]) for (const sums of [spending.today, spending.run]) add(sums, name, spent)
  add(spending.unsaved, source, spent)
}

function add(sums: Map<string, Spent>, name: string, more: Spent): void {
  sums.set(name, sumSpent(sums.get(name) ?? nothingSpent, more))
}

/**
 * Writes down what was spent, and looks what others spent. Processes know of each other what was written a second ago: together they may
 * go over a budget by what they ask in that time.
 */
export async function keepSpending(state: CrawlState): Promise<void> {
  const { spending, mandate } = state
  const day = budgetDay(mandate, Date.now())
  const unsaved = spending.unsaved
  const isNewDay = spending.day !== day
  const before = spending.day === '' ? day : spending.day
  if (unsaved.size === 0 && !isNewDay && !hasBudget(state)) return
  spending.unsaved = new Map()
  try {
    const stored = await inGround(state, async (tx) => {
      await addSpent(tx, mandate.id, before, unsaved)
      if (isNewDay) await forgetSpent(tx, day)
      return spentOn(tx, day)
    })
    // What was spent while this was written comes on top.
    for (const [name, spent] of spending.unsaved) add(stored, name, spent)
    for (const spent of Array.from(stored.values())) add(stored, all, spent)
    Object.assign(spending, { day, today: stored })
  } catch (error) {
    for (const [name, spent] of unsaved) add(spending.unsaved, name, spent)
    throw error
  }
}

function hasBudget({ mandate, sources }: CrawlState): boolean {
  return mandate.budget != null || [...sources.values()].some(({ source }) => source.budget !== undefined)
}

/** Why and until when a source rests now; null when it may be asked. */
export function restsNow({ mandate, options, spending }: CrawlState, source: Source): Rest | null {
  const of = (sums: ReadonlyMap<string, Spent>): { source: Spent; mandate: Spent } => ({
    source: sums.get(source.id) ?? nothingSpent,
    mandate: sums.get(all) ?? nothingSpent
  })
  const run = options.endless === true ? null : of(spending.run)
  return restOf({ source, mandate, today: of(spending.today), run, atMs: Date.now() })
}

/** The sources that may be asked now; null: all that there are. */
export function openSources(state: CrawlState): readonly string[] | null {
  const open = [...state.sources.values()].filter((one) => !one.draining && restsNow(state, one.source) === null)
  return open.length === state.sources.size ? state.options.sources : open.map(({ source }) => source.id)
}

/** True when every source of a run rests until the next one: it would wait for nothing. */
export function nothingEverOpens(state: CrawlState): boolean {
  const rests = [...state.sources.values()].map(({ source }) => restsNow(state, source))
  return rests.length > 0 && rests.every((rest) => rest !== null && rest.until === null)
}

/** Tells of each source that rests, once for each time. */
export function tellRests(state: CrawlState): void {
  const { told } = state.spending
  for (const { source } of state.sources.values()) {
    const rest = restsNow(state, source)
    const words = rest === null ? null : restWords(source.id, rest)
    if (words === null) told.delete(source.id)
    else if (told.get(source.id) !== words) {
      told.set(source.id, words)
      state.options.resting?.(words)
    }
  }
}
