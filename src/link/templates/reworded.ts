/** Re-worded copies and boilerplate: both share little of a text, and only boilerplate keeps the shared part whole. */
import type { Candidate } from './template-match.ts'
import { coreOf, sharedCores } from './template-profile.ts'
import type { TemplateState } from './template-state.ts'

/**
 * Weighted Jaccard from which texts may be re-worded copies of one. Copies of which a third of the words was exchanged lie below it, and so
 * do texts that strangers put together from the phrases of their trade: at 0.115 three in four pairs of a world of 3,000 were joined wrongly.
 */
const leastKin = 0.165
/** Features of full weight that each two of three re-worded copies share at least. */
const leastSharedByTwo = 5
/** Of what two copies share the third has this share: less is a chance meeting of sentences, more is a part that is kept whole. */
const keptByThird = { least: 0.3, most: 0.8 } as const
/** Share of a core that a member has when it keeps it whole. */
const wholeCore = 0.8

/** True when a member has nearly all of the core of its template, as boilerplate around other texts is had. */
export function keepsWhole(core: ReadonlySet<number>, features: Uint32Array): boolean {
  let kept = 0
  for (const feature of features) if (core.has(feature)) kept++
  return kept >= wholeCore * core.size
}

/**
 * Core of the nearest template when a text that comes under no template is likely a re-worded copy of it: the features are then not
 * counted as used by one template more, or a large campaign would make its own words common. Else an empty set.
 */
export function kinCore(state: TemplateState, nearest: Candidate | undefined, features: Uint32Array): Set<number> {
  if (nearest === undefined || nearest.score < leastKin || state.members.data[nearest.variant]! < 3) return new Set()
  const core = new Set(coreOf(state, nearest.variant))
  return keepsWhole(core, features) ? new Set() : core
}

/** Of the candidates those that one text alone began: what was posted again word for word is somebody's own text, and founds nothing with others. */
export function saidOnce(state: TemplateState, found: readonly Candidate[]): Candidate[] {
  return found.filter((candidate) => state.members.data[candidate.variant] === 1)
}

/**
 * Two variants that are, with a new text, three re-worded copies of one: each two share something, and of what two share the third has
 * a part. (Of boilerplate it has all, of sentences that happen to meet it has nothing.) Null when there are none.
 */
export function rewordedCopies(
  state: TemplateState,
  features: Uint32Array,
  weights: Float32Array,
  found: readonly Candidate[]
): { readonly variant: number; readonly other: number } | null {
  const near = found.filter((candidate) => candidate.score >= leastKin).map((candidate) => candidate.variant)
  if (near.length < 2) return null
  const weightOf = new Map<number, number>()
  for (const [i, feature] of features.entries()) weightOf.set(feature, weights[i]!)
  const shares = near.map((variant) => new Set(coreOf(state, variant).filter((feature) => weightOf.has(feature))))
  const weigh = (shared: Iterable<number>): number => {
    let sum = 0
    for (const feature of shared) sum += weightOf.get(feature) as number
    return sum
  }
  for (const [a, variant] of near.entries()) {
    for (let b = a + 1; b < near.length; b++) {
      const byTwo = Math.min(weigh(shares[a]!), weigh(shares[b]!))
      if (byTwo < leastSharedByTwo || sharedCores(state, variant, near[b]!) < leastKin) continue
      const byAll = weigh([...shares[a]!].filter((feature) => shares[b]!.has(feature)))
      if (byAll >= keptByThird.least * byTwo && byAll <= keptByThird.most * byTwo) return { variant, other: near[b]! }
    }
  }
  return null
}
