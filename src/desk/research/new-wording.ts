/** Which wording and which combinations of signs are new in a week. Pure; the method is told in docs/research.md. */
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { together } from './phrase-counts.ts'

/** Weeks before with which a week is compared. */
export const weeksBefore = 4

/** What at least `leastNetworks` networks used in a week: how many then, and network-weeks that used it in the weeks before. */
export interface Used {
  readonly of: string
  readonly networks: number
  readonly before: number
}

/** A week as it was counted. */
export interface WeekCount {
  /** Networks that placed or changed an advert in it. */
  readonly networks: number
  /** The sum of those of the weeks before. */
  readonly networksBefore: number
  readonly wording: readonly Used[]
  readonly signs: readonly Used[]
  /** Moves from place to place in the weeks up to it. */
  readonly flows: readonly Used[]
}

export interface New extends Used {
  /** The log-likelihood ratio. */
  readonly score: number
}

/** Chance alone gives this once in a thousand comparisons (chi-squared, one degree of freedom). */
const leastScore = 10.83

/**
 * What is new in a week, the strongest first: it reached `leastNetworks` for the first time, and a greater share of networks uses it than
 * in the weeks before, by the log-likelihood ratio (Dunning, Accurate methods for the statistics of surprise and coincidence, 1993). Of a phrase
 * and a longer one with the same counts only the longer is told. Nothing is new while the weeks before had fewer than `leastNetworks`.
 */
export function newIn(
  week: Pick<WeekCount, 'networks' | 'networksBefore'>,
  used: readonly Used[],
  known: ReadonlySet<string>
): New[] {
  if (week.networksBefore < leastNetworks) return []
  const found = used.flatMap((one) => {
    if (known.has(one.of) || one.networks < leastNetworks) return []
    const score = likelihoodRatio(one.networks, week.networks, one.before, week.networksBefore)
    return score < leastScore ? [] : [{ ...one, score }]
  })
  return longestOf(strongest(found)).slice(0, mostTold)
}

/** Told of one week, and looked at to find them. */
const mostTold = 50
const mostCompared = 2_000

function strongest(found: readonly New[]): New[] {
  return found.toSorted((a, b) => b.score - a.score || (a.of < b.of ? -1 : 1)).slice(0, mostCompared)
}

/** Dunning's ratio of two shares, k of n; zero where the share did not rise. */
export function likelihoodRatio(k1: number, n1: number, k0: number, n0: number): number {
  const share = (k1 + k0) / (n1 + n0)
  if (n1 === 0 || n0 === 0 || k1 / n1 <= k0 / n0) return 0
  const part = (k: number, n: number): number => term(k, n * share) + term(n - k, n * (1 - share))
  return 2 * (part(k1, n1) + part(k0, n0))
}

function term(seen: number, expected: number): number {
  return seen === 0 ? 0 : seen * Math.log(seen / expected)
}

/** Without what is part of a longer one of the same counts, in the same order. */
function longestOf(found: readonly New[]): New[] {
  const groups = Map.groupBy(found, ({ networks, before }) => `${networks} ${before}`)
  return found.filter(
    (one) =>
      !(groups.get(`${one.networks} ${one.before}`) ?? []).some((other) => other !== one && isPart(one.of, other.of))
  )
}

function isPart(short: string, long: string): boolean {
  if (!short.includes(together)) return ` ${long} `.includes(` ${short} `)
  const parts = new Set(long.split(together))
  return short.split(together).every((part) => parts.has(part))
}
