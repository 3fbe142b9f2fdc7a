/** When is an advert of a template? Weights of features by rarity, and the assessment of one candidate. */
import type { TemplateState } from './template-state.ts'

export interface Candidate {
  readonly variant: number
  readonly kind: 'same' | 'possible' | 'other'
  readonly score: number
  /** Share of the advert's weight that the template's core covers. */
  readonly covered: number
}

/** Bounds of the judgement; measured on generated adverts (bench/link), seeds 1 to 3. */
export const matchBounds = {
  /** Weighted Jaccard from which an advert belongs to a template. */
  same: 0.25,
  /** Below `same` and from here: only a suggestion. */
  possible: 0.15,
  /** Or: this share of a core of three and more members, and this share of the advert. */
  coreCovered: 0.4,
  advertCovered: 0.25,
  /** Weight that must be shared at least: full-weight features, of the sampled half. */
  leastShared: 4,
  /**
   * An advert of which the core covers less than this has mostly other text: what it shares may be boilerplate, and counts as if it
   * stood in one template more. (Else the first adverts of a site make its boilerplate a template, which then takes in all others.)
   */
  looseCover: 0.4
} as const

/**
 * Weight of each feature by the number of templates that have it: 1 up to the rare bound, then falling with its logarithm to
 * 0.02. Rare is not rewarded further, or slot values (name and town) would decide; common is nearly nothing, so boilerplate,
 * legal text and public phrases need no list.
 */
export function weighFeatures(state: TemplateState, entries: Int32Array): Float32Array {
  const variants = state.members.length
  const rare = Math.max(8, 0.0005 * variants)
  const common = Math.max(48, 0.02 * variants)
  const slope = 0.98 / Math.log(common / rare)
  const weights = new Float32Array(entries.length)
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!
    const df = entry < 0 ? 0 : state.df.data[entry]!
    weights[i] = df <= rare ? 1 : df >= common ? 0.02 : 1 - slope * Math.log(df / rare)
  }
  return weights
}

/** Weighs one template against an advert. `total` is the sum of the advert's weights. */
export function assess(
  state: TemplateState,
  variant: number,
  features: Uint32Array,
  weights: Float32Array,
  total: number
): Candidate {
  if (state.members.data[variant] === 0) return { variant, kind: 'other', score: 0, covered: 0 }
  const shared = sharedWeight(state, variant, features, weights)
  const core = state.coreWeight.data[variant]! / 100
  const score = shared / Math.max(1e-6, total + core - shared)
  const covered = shared / Math.max(1e-6, total)
  if (shared < matchBounds.leastShared) return { variant, kind: 'other', score, covered }
  const several = state.members.data[variant]! >= 3
  const ofCore = several && shared >= matchBounds.coreCovered * core && covered >= matchBounds.advertCovered
  if (score >= matchBounds.same || ofCore) return { variant, kind: 'same', score, covered }
  return { variant, kind: score >= matchBounds.possible ? 'possible' : 'other', score, covered }
}

/** Weight of the advert's features in the core: features that at least a third of the members have. */
function sharedWeight(state: TemplateState, variant: number, features: Uint32Array, weights: Float32Array): number {
  const arena = state.arena.data
  const from = state.profileAt.data[variant]!
  const length = state.profileLength.data[variant]!
  const counts = from + state.profileCapacity.data[variant]!
  const members = state.members.data[variant]!
  const least = members / 3
  let shared = 0
  let i = 0
  let j = 0
  while (i < features.length && j < length) {
    const own = features[i]!
    const its = arena[from + j]! >>> 0
    if (own < its) i++
    else if (own > its) j++
    else {
      if (members === 1 || arena[counts + j]! >= least) shared += weights[i]!
      i++
      j++
    }
  }
  return shared
}
