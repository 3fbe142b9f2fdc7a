/** Counts of what became of signals by indicator, source, language and place; small groups are not told. Pure. */
import type { BiasCompared, BiasDimension, BiasLine } from '../../contract/oversight/bias.ts'

/** One signal: the indicators of its reasons, what became of it, and the groups to which its network belongs. */
export interface CountedSignal {
  readonly indicators: readonly string[]
  readonly became: 'agreed' | 'dismissed' | 'undecided'
  readonly vetoed: boolean
  readonly groups: Readonly<Record<BiasDimension, readonly string[]>>
}

/** Opened adverts of a group, and those whose network had a ground. */
export interface OpenedCount {
  readonly opened: number
  readonly grounded: number
}

const biasDimensions: readonly BiasDimension[] = ['source', 'language', 'place']

export interface ToCount {
  /** Names of sources by id. */
  readonly names: ReadonlyMap<string, string>
  readonly line: string
  readonly signals: readonly CountedSignal[]
  readonly opened: Readonly<Record<BiasDimension, ReadonlyMap<string, OpenedCount>>> & { readonly all: OpenedCount }
  readonly titles: ReadonlyMap<string, Pick<BiasLine['indicators'][number], 'title' | 'direction'>>
}

/** Groups with fewer signals are not told: their numbers could point at one person. */
export const leastSignals = 5
/** Groups of one dimension that are told, the largest first. */
const mostGroups = 100

interface Tally {
  signals: number
  agreed: number
  dismissed: number
  vetoed: number
}

/** The counts of one line of mandates. Each indicator is compared with all other signals, each group with all signals outside it. */
export function countBias({ line, signals, opened, titles, names: sources }: ToCount): BiasLine {
  const all = tallyOf(signals)
  const indicators = groupBy(signals, (one) => one.indicators)
  const groups: BiasLine['groups'][number][] = []
  const nameOf = (by: BiasDimension, of: string): string | null => (by === 'source' ? (sources.get(of) ?? null) : null)
  const hidden = { source: 0, language: 0, place: 0 }
  for (const by of biasDimensions) {
    const found = tallied(groupBy(signals, (one) => one.groups[by]))
    const told = toldOf(found)
    hidden[by] = found.length - told.length
    for (const { of, tally } of told.slice(0, mostGroups))
      groups.push({
        by,
        of,
        name: nameOf(by, of),
        indicator: null,
        ...rowOf(tally, all),
        ...(opened[by].get(of) ?? nothingOpened)
      })
    const names = new Set(told.map((one) => one.of))
    for (const [indicator, those] of indicators) {
      const total = tallyOf(those)
      for (const { of, tally } of toldOf(tallied(groupBy(those, (one) => one.groups[by]))))
        if (names.has(of))
          groups.push({ by, of, name: nameOf(by, of), indicator, ...rowOf(tally, total), opened: null, grounded: null })
    }
  }
  return {
    line,
    ...all,
    ...opened.all,
    indicators: tallied(indicators).map(({ of, tally }) => ({
      of,
      ...(titles.get(of) ?? { title: { nl: of, en: of }, direction: 'context' }),
      ...rowOf(tally, all)
    })),
    groups,
    hidden
  }
}

const nothingOpened: OpenedCount = { opened: 0, grounded: 0 }

/**
 * Which of some groups may be told. Those below the least are not; and while what is left out is a single group, or has fewer signals
 * together, the smallest that is told goes too: otherwise the total less what is told would give a small one away.
 */
export function toldOf<T extends { readonly tally: { readonly signals: number } }>(groups: readonly T[]): T[] {
  const told = groups
    .filter((one) => one.tally.signals >= leastSignals)
    .toSorted((a, b) => b.tally.signals - a.tally.signals)
  const out = groups.filter((one) => one.tally.signals < leastSignals && one.tally.signals > 0)
  let left = out.reduce((sum, one) => sum + one.tally.signals, 0)
  for (let count = out.length; count > 0 && (count < 2 || left < leastSignals); count++) {
    const smallest = told.pop()
    if (smallest === undefined) break
    left += smallest.tally.signals
  }
  return told
}

function tallied(groups: ReadonlyMap<string, readonly CountedSignal[]>): { of: string; tally: Tally }[] {
  return [...groups]
    .map(([of, those]) => ({ of, tally: tallyOf(those) }))
    .toSorted((a, b) => b.tally.signals - a.tally.signals || (a.of < b.of ? -1 : 1))
}

function groupBy(
  signals: readonly CountedSignal[],
  namesOf: (one: CountedSignal) => readonly string[]
): Map<string, CountedSignal[]> {
  const groups = new Map<string, CountedSignal[]>()
  for (const one of signals) {
    for (const name of new Set(namesOf(one))) {
      const known = groups.get(name)
      if (known === undefined) groups.set(name, [one])
      else known.push(one)
    }
  }
  return groups
}

function tallyOf(signals: readonly CountedSignal[]): Tally {
  const count = (which: (one: CountedSignal) => boolean): number => signals.filter(which).length
  return {
    signals: signals.length,
    agreed: count((one) => one.became === 'agreed'),
    dismissed: count((one) => one.became === 'dismissed'),
    vetoed: count((one) => one.vetoed)
  }
}

function rowOf(tally: Tally, all: Tally): Tally & { compared: BiasCompared } {
  return { ...tally, compared: compareShares(tally, all) }
}

/** Fewer decisions than this, here or elsewhere, say nothing. */
const leastDecided = 10
/** As many comparisons stand on one page, a difference is one only where chance alone would make it less than once in a hundred (two-sided). */
const leastZ = 2.576

/**
 * The share of dismissals among decisions, within a group and in the rest of all: a pooled two-proportion z test (Agresti, Categorical
 * Data Analysis, 2013), which wants five dismissals and five others expected on both sides.
 */
export function compareShares(
  group: Pick<Tally, 'agreed' | 'dismissed'>,
  all: Pick<Tally, 'agreed' | 'dismissed'>
): BiasCompared {
  const decided = group.agreed + group.dismissed
  const restDismissed = all.dismissed - group.dismissed
  const restDecided = all.agreed + all.dismissed - decided
  const share = decided === 0 ? null : group.dismissed / decided
  const rest = restDecided === 0 ? null : restDismissed / restDecided
  const counted = { share, rest, decided, restDecided }
  if (share === null || rest === null || decided < leastDecided || restDecided < leastDecided)
    return { ...counted, verdict: 'too-few' }
  const pooled = all.dismissed / (decided + restDecided)
  const fewest = Math.min(decided, restDecided) * Math.min(pooled, 1 - pooled)
  if (fewest < 5) return { ...counted, verdict: 'too-few' }
  const z = (share - rest) / Math.sqrt(pooled * (1 - pooled) * (1 / decided + 1 / restDecided))
  return { ...counted, verdict: z >= leastZ ? 'more' : z <= -leastZ ? 'less' : 'alike' }
}
