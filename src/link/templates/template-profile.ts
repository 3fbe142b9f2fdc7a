/** Profiles of templates: which features the members keep (the core) and how many have each; the rest are slots. */
import { weighFeatures } from './template-match.ts'
import { findFeature } from './feature-table.ts'
import type { TemplateState } from './template-state.ts'

/** New features enter a profile from its first members only; later ones would be slot values. */
const learningMembers = 8
const longestProfile = 400
/** Arena blocks come in multiples of this many integers, so that freed ones are found again by size. */
const blockUnit = 16

/** The profile of a variant with one member: its features, no counts. */
export function newProfile(state: TemplateState, features: Uint32Array): void {
  const at = claim(state, features.length)
  for (let i = 0; i < features.length; i++) state.arena.data[at + i] = features[i]!
  state.profileAt.push(at)
  state.profileLength.push(features.length)
  // A single member needs no counts: capacity 0 says so.
  state.profileCapacity.push(0)
  const variant = state.coreWeight.push(0)
  state.coreWeight.data[variant] = coreWeightOf(state, variant)
}

/** Counts one more member. */
export function addToProfile(state: TemplateState, variant: number, features: Uint32Array): void {
  const members = state.members.data[variant]! + 1
  const merged = mergeProfile(state, variant, features, members <= learningMembers)
  state.members.data[variant] = members
  if (merged) storeProfile(state, variant, merged.features, merged.counts, members)
  // The weight of a core drifts slowly once it is learned.
  if (members <= 4 || (members & (members - 1)) === 0 || members % 16 === 0)
    state.coreWeight.data[variant] = coreWeightOf(state, variant)
}

/** Jaccard of two cores over features that are not common, 0 to 1. */
export function sharedCores(state: TemplateState, a: number, b: number): number {
  const left = coreOf(state, a)
  const right = new Set(coreOf(state, b))
  const both = left.filter((feature) => right.has(feature))
  const weight = (features: readonly number[]): number => sumWeights(state, features)
  const shared = weight(both)
  return shared / Math.max(1e-6, weight(left) + weight([...right]) - shared)
}

/** Features (unsigned) that at least a third of the members have. */
export function coreOf(state: TemplateState, variant: number): number[] {
  const from = state.profileAt.data[variant]!
  const length = state.profileLength.data[variant]!
  const counts = from + state.profileCapacity.data[variant]!
  const members = state.members.data[variant]!
  const core: number[] = []
  for (let i = 0; i < length; i++) {
    if (members === 1 || state.arena.data[counts + i]! * 3 >= members) core.push(state.arena.data[from + i]! >>> 0)
  }
  return core
}

/** Weight of a core in hundredths. */
export function coreWeightOf(state: TemplateState, variant: number): number {
  return Math.round(100 * sumWeights(state, coreOf(state, variant)))
}

function sumWeights(state: TemplateState, features: readonly number[]): number {
  const entries = Int32Array.from(features, (feature) => findFeature(state, feature))
  return weighFeatures(state, entries).reduce((sum, weight) => sum + weight, 0)
}

/** Counts in place when no feature is new (returns null), else the merged lists. */
function mergeProfile(
  state: TemplateState,
  variant: number,
  features: Uint32Array,
  learning: boolean
): { features: number[]; counts: number[] } | null {
  const arena = state.arena.data
  const from = state.profileAt.data[variant]!
  const length = state.profileLength.data[variant]!
  const capacity = state.profileCapacity.data[variant]!
  if (!learning && capacity > 0) {
    countInPlace(arena, from, length, from + capacity, features)
    return null
  }
  const out: number[] = []
  const counts: number[] = []
  let i = 0
  let j = 0
  while (i < features.length || j < length) {
    const own = i < features.length ? features[i]! : Infinity
    const its = j < length ? arena[from + j]! >>> 0 : Infinity
    const before = its <= own ? (capacity === 0 ? 1 : arena[from + capacity + j]!) : 0
    out.push(Math.min(own, its))
    counts.push(before + (own <= its ? 1 : 0))
    if (own <= its) i++
    if (its <= own) j++
  }
  return { features: out, counts }
}

function countInPlace(arena: Int32Array, from: number, length: number, counts: number, features: Uint32Array): void {
  let i = 0
  let j = 0
  while (i < features.length && j < length) {
    const own = features[i]!
    const its = arena[from + j]! >>> 0
    if (own === its) arena[counts + j] = arena[counts + j]! + 1
    if (own <= its) i++
    if (its <= own) j++
  }
}

/** Writes a profile back; when learning ends, features that only one member has are dropped: they are slot values. */
function storeProfile(
  state: TemplateState,
  variant: number,
  features: number[],
  counts: number[],
  members: number
): void {
  let length = 0
  for (let i = 0; i < features.length; i++) {
    if (members === learningMembers && counts[i] === 1) continue
    if (length >= longestProfile) break
    features[length] = features[i]!
    counts[length++] = counts[i]!
  }
  const oldCapacity = state.profileCapacity.data[variant]!
  let at = state.profileAt.data[variant]!
  let capacity = oldCapacity
  if (capacity < length) {
    release(state, at, oldCapacity === 0 ? state.profileLength.data[variant]! : oldCapacity * 2)
    capacity = Math.ceil(length / blockUnit) * blockUnit
    at = claim(state, capacity * 2)
  }
  for (let i = 0; i < length; i++) {
    state.arena.data[at + i] = features[i]!
    state.arena.data[at + capacity + i] = counts[i]!
  }
  state.profileAt.data[variant] = at
  state.profileLength.data[variant] = length
  state.profileCapacity.data[variant] = capacity
}

/** A profile by itself: features ascending (unsigned), and how many members have each; no counts for one member or none. */
export interface Profile {
  readonly features: readonly number[]
  readonly counts: readonly number[] | null
}

/** Writes all profiles anew, packed, in the order of their variants: nothing of the old arena stays. */
export function writeProfiles(state: TemplateState, profiles: readonly Profile[]): void {
  state.arena.data = new Int32Array(64)
  state.arena.length = 0
  state.free.data.fill(-1)
  state.free.length = 0
  profiles.forEach(({ features, counts }, variant) => {
    const capacity = counts === null ? 0 : Math.max(1, Math.ceil(features.length / blockUnit)) * blockUnit
    const at = claim(state, Math.max(1, capacity * 2, features.length))
    features.forEach((feature, i) => (state.arena.data[at + i] = feature))
    counts?.forEach((count, i) => (state.arena.data[at + capacity + i] = count))
    state.profileAt.data[variant] = at
    state.profileLength.data[variant] = features.length
    state.profileCapacity.data[variant] = capacity
  })
}

/** A block of at least `size` integers: a freed one of the same size class, else new room at the end. */
function claim(state: TemplateState, size: number): number {
  const units = Math.ceil(size / blockUnit)
  state.free.reach(units + 1)
  const head = state.free.data[units]!
  if (head < 0) return state.arena.extend(units * blockUnit)
  state.free.data[units] = state.arena.data[head]!
  return head
}

function release(state: TemplateState, at: number, size: number): void {
  const units = Math.ceil(size / blockUnit)
  state.free.reach(units + 1)
  state.arena.data[at] = state.free.data[units]!
  state.free.data[units] = at
}
