/** Whether what is told as new comes from some sources, languages or places more than all adverts do: shares of networks beside the base rate. Pure. */
import { compareShares, toldOf } from '../ledger/bias-counts.ts'
import type { CountedText } from './phrase-counts.ts'

/** Language stands for how well adverts are read; nothing is counted by what people are. */
export const leanDimensions = ['source', 'language', 'place'] as const
export type LeanDimension = (typeof leanDimensions)[number]

/** A text with what it is counted by; null where it is not known. */
export type PlacedText = CountedText & Readonly<Record<LeanDimension, string | null>>

export interface Lean {
  readonly by: LeanDimension
  readonly of: string
  /** Networks that used something that is new, and all networks of the week: in this group, and at all. */
  readonly using: number
  readonly base: number
  readonly usingAll: number
  readonly baseAll: number
  /** `more`: networks of this group use what is new more often than those outside it; two-sided, once in a hundred by chance. */
  readonly verdict: 'more' | 'less' | 'alike' | 'too-few'
}

/**
 * Shares of one week. A network counts in each group that one of its adverts is of. A group is told from five networks on, and not where
 * what is left out would give a small one away.
 */
export function leansOf(texts: readonly PlacedText[], phrases: readonly string[]): Lean[] {
  if (phrases.length === 0) return []
  const all = new Set(texts.map((one) => one.network))
  const using = new Set(texts.filter((one) => uses(one, phrases)).map((one) => one.network))
  return leanDimensions.flatMap((by) => {
    const groups = new Map<string, Set<number>>()
    for (const one of texts) {
      const of = one[by]
      if (of !== null) groups.set(of, (groups.get(of) ?? new Set()).add(one.network))
    }
    const counted = [...groups].map(([of, networks]) => ({
      of,
      base: networks.size,
      tally: { signals: [...networks].filter((one) => using.has(one)).length }
    }))
    const told = toldOf(counted).filter(({ base, tally }) => base === tally.signals || base - tally.signals >= least)
    return told.map(({ of, base, tally: { signals } }) => ({
      by,
      of,
      using: signals,
      base,
      usingAll: using.size,
      baseAll: all.size,
      verdict: compareShares(sides(signals, base), sides(using.size, all.size)).verdict
    }))
  })
}

const least = 5

/** What uses something new stands where the test has dismissals. */
function sides(using: number, all: number): { readonly dismissed: number; readonly agreed: number } {
  return { dismissed: using, agreed: all - using }
}

function uses({ runs }: CountedText, phrases: readonly string[]): boolean {
  return runs.some((run) => {
    const text = ` ${run.join(' ')} `
    return phrases.some((phrase) => text.includes(` ${phrase} `))
  })
}
