/** The order in which proposals wait: rules one after the other, each only where all before it say nothing. Pure. */
import type { Step } from '../../contract/cases/proposals.ts'
import { orderRules, type OrderRule } from '../../model/criteria.ts'

/** What the order of a proposal follows from. */
export interface Ordered {
  readonly id: number
  /** It waits for a weighing; what does not has no day. */
  readonly waits: boolean
  readonly late: boolean
  /** Last day of weighing in time, `2026-11-28`. */
  readonly dueOn: string | null
  readonly urgency: Step
  /** It came back by itself. */
  readonly cameBack: boolean
  /** Strongest evidence of its signals: 3 validated, 2 supported, 1 practice, 0 none. */
  readonly evidence: number
  /** When it was offered, or else made; an ISO time. */
  readonly since: string
}

/** Version 0: what is due first. */
export const firstRules: readonly OrderRule[] = ['due']

const urgencies: Readonly<Record<Step, number>> = { high: 0, middle: 1, low: 2 }

/** A smaller number stands before a larger one. */
const ranks: Readonly<Record<OrderRule, (one: Ordered) => number>> = {
  late: (one) => (one.waits && one.late ? 0 : 1),
  due: (one) => (one.waits && one.dueOn !== null ? Date.parse(one.dueOn) : Number.MAX_SAFE_INTEGER),
  urgency: (one) => urgencies[one.urgency],
  back: (one) => (one.cameBack ? 0 : 1),
  evidence: (one) => -one.evidence,
  oldest: (one) => Date.parse(one.since)
}

/** In order by these rules; where all of them say nothing, the newest first. */
export function inOrder<T extends Ordered>(all: readonly T[], rules: readonly OrderRule[]): T[] {
  return all.toSorted((a, b) => {
    for (const rule of rules) {
      const apart = ranks[rule](a) - ranks[rule](b)
      if (apart !== 0) return apart
    }
    return b.id - a.id
  })
}

/** Rules as they are stored; null when one is unknown, stands twice, or none is left. */
export function rulesOf(names: readonly string[]): OrderRule[] | null {
  const known = names.flatMap((name) => orderRules.filter((one) => one === name))
  if (known.length === 0 || known.length < names.length || new Set(known).size < known.length) return null
  return known
}
