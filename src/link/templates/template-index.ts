/** Text templates, incrementally: one index entry per template, features weighted by how few templates have them. */
import type { TemplateState } from './template-state.ts'
import { IntList } from '../columns.ts'
import { addFeature, findFeature } from './feature-table.ts'
import { keepsWhole, kinCore, rewordedCopies, saidOnce } from './reworded.ts'
import { assess, matchBounds, weighFeatures, type Candidate } from './template-match.ts'
import { addToProfile, coreOf, coreWeightOf, newProfile, sharedCores } from './template-profile.ts'

export type { TemplateState } from './template-state.ts'

/** Adverts with fewer features than this have no template: a few words in common say nothing. */
const leastFeatures = 7

export function createTemplates(): TemplateState {
  const place = new IntList(0)
  place.reach(1024)
  return {
    place,
    feature: new IntList(),
    df: new IntList(),
    head: new IntList(),
    posts: new IntList(),
    members: new IntList(),
    profileAt: new IntList(),
    profileLength: new IntList(),
    profileCapacity: new IntList(),
    coreWeight: new IntList(),
    arena: new IntList(),
    free: new IntList(-1)
  }
}

export interface Assignment {
  /** -1: too little text. */
  readonly variant: number
  readonly isNew: boolean
  /** Other variants that this advert matched well and whose core agrees: to be merged with `variant`. */
  readonly near: readonly number[]
  /** A variant near enough to suggest; -1 when none. */
  readonly possible: number
  /** The variant turned out to be boilerplate and is no template any more. */
  readonly dissolved: boolean
}

const noTemplate: Assignment = { variant: -1, isNew: false, near: [], possible: -1, dissolved: false }

/** Assigns an advert to a variant, new when none is near, and keeps its features in the profile. */
export function assignTemplate(state: TemplateState, features: Uint32Array): Assignment {
  if (features.length < leastFeatures) return noTemplate
  const entries = new Int32Array(features.length)
  for (let i = 0; i < features.length; i++) entries[i] = findFeature(state, features[i]!)
  const weights = weighFeatures(state, entries)
  const all = bestCandidates(state, features, entries, weights)
  const found = all.filter((candidate) => candidate.kind !== 'other')
  const best = found[0]
  if (!best || best.kind !== 'same') {
    const copies = rewordedCopies(state, features, weights, saidOnce(state, all))
    if (copies !== null) {
      addToProfile(state, copies.variant, features)
      return { variant: copies.variant, isNew: false, near: [copies.other], possible: -1, dissolved: false }
    }
    const variant = newVariant(state, features, entries, kinCore(state, all[0], features))
    return { variant, isNew: true, near: [], possible: best?.kind === 'possible' ? best.variant : -1, dissolved: false }
  }
  const near = nearOf(state, features, weights, all, best)
  addToProfile(state, best.variant, features)
  const dissolved = best.covered < matchBounds.looseCover && loosen(state, best.variant, features, entries)
  return { variant: best.variant, isNew: false, near, possible: -1, dissolved }
}

/** Other variants that a text shows to be of one template with the one that it comes under. */
function nearOf(
  state: TemplateState,
  features: Uint32Array,
  weights: Float32Array,
  all: readonly Candidate[],
  best: Candidate
): number[] {
  const near: number[] = []
  for (const other of all) {
    if (other === best) continue
    const agrees =
      other.kind === 'same'
        ? sharedCores(state, best.variant, other.variant) >= 0.3
        : state.members.data[other.variant]! < severalMembers &&
          rewordedCopies(state, features, weights, [best, other]) !== null
    if (agrees) near.push(other.variant)
  }
  return near
}

/** Variants of so many members and more know their core: what comes later finds them. */
const knownMembers = 8

/**
 * Variants that a small variant is of one template with, by what is known now: when it was begun the other may not have been there yet.
 * Looked for with the features of its core, as for a text that arrives.
 */
export function kinOfVariant(state: TemplateState, variant: number): number[] {
  const members = state.members.data[variant]!
  if (members === 0 || members >= knownMembers) return []
  const features = Uint32Array.from(coreOf(state, variant))
  const entries = Int32Array.from(features, (feature) => findFeature(state, feature))
  const weights = weighFeatures(state, entries)
  const all = bestCandidates(state, features, entries, weights).filter((candidate) => candidate.variant !== variant)
  const best = all.find((candidate) => candidate.kind === 'same')
  if (best !== undefined) return [best.variant, ...nearOf(state, features, weights, all, best)]
  const copies = rewordedCopies(state, features, weights, saidOnce(state, all))
  return copies === null ? [] : [copies.variant, copies.other]
}

/** Variants of fewer members have no core yet: a re-worded copy may have begun one beside its template. */
const severalMembers = 4
const stepsPerList = 24
/** Steps over all lists of one advert, rarest features first: copies meet in the rare ones. */
const stepsPerAdvert = 200
const scored = 8
let scores = new Float32Array(1024)

/** The templates that share most weight over their rarest features, assessed, best first. */
function bestCandidates(
  state: TemplateState,
  features: Uint32Array,
  entries: Int32Array,
  weights: Float32Array
): Candidate[] {
  const variants = state.members.length
  if (scores.length < variants) scores = new Float32Array(variants * 2)
  const touched: number[] = []
  const longest = longestList(variants)
  const { df, head } = state
  const posts = state.posts.data
  let budget = stepsPerAdvert
  for (const i of rarestFirst(state, entries)) {
    const entry = entries[i]!
    if (df.data[entry]! > longest || budget <= 0) break
    const weight = weights[i]!
    let post = head.data[entry]!
    for (let step = 0; post >= 0 && step < stepsPerList; step++) {
      const variant = posts[post]!
      if (scores[variant] === 0) touched.push(variant)
      scores[variant] = scores[variant]! + weight
      post = posts[post + 1]!
      budget--
    }
  }
  const top = strongest(touched)
  for (const variant of touched) scores[variant] = 0
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const found: Candidate[] = []
  for (const variant of top) {
    const candidate = assess(state, variant, features, weights, total)
    if (candidate.score > 0) found.push(candidate)
  }
  return found.toSorted((a, b) => b.score - a.score || a.variant - b.variant)
}

/** Lists of features that more templates have are not walked: they tell too little. */
function longestList(variants: number): number {
  return 400 + 0.002 * variants
}

/** Positions of the known features, by how many templates have them. */
function rarestFirst(state: TemplateState, entries: Int32Array): Float64Array {
  const order = new Float64Array(entries.length)
  let count = 0
  for (let i = 0; i < entries.length; i++)
    if (entries[i]! >= 0) order[count++] = state.df.data[entries[i]!]! * 65_536 + i
  const sorted = order.subarray(0, count).toSorted()
  for (let i = 0; i < count; i++) sorted[i]! %= 65_536
  return sorted
}

function strongest(touched: readonly number[]): number[] {
  const top: number[] = []
  for (const variant of touched) {
    const score = scores[variant]!
    if (score < 1.5) continue
    if (top.length === scored && score <= scores[top[scored - 1]!]!) continue
    let at = Math.min(top.length, scored - 1)
    while (at > 0 && scores[top[at - 1]!]! < score) {
      top[at] = top[at - 1]!
      at--
    }
    top[at] = variant
  }
  return top
}

/**
 * Counts what a loose member shares as used once more, when it keeps the core of the variant whole: a copy that is re-worded everywhere
 * keeps parts of it only, and does not speak for boilerplate however many there are. True when the core of the variant has become
 * common: it was boilerplate, and takes in nothing from now on.
 */
function loosen(state: TemplateState, variant: number, features: Uint32Array, entries: Int32Array): boolean {
  const core = coreOf(state, variant)
  const inCore = new Set(core)
  if (!keepsWhole(inCore, features)) return false
  for (let i = 0; i < features.length; i++) {
    if (!inCore.has(features[i]!)) continue
    const entry = entries[i]! >= 0 ? entries[i]! : addFeature(state, features[i]!)
    state.df.data[entry]!++
  }
  state.coreWeight.data[variant] = coreWeightOf(state, variant)
  if (state.coreWeight.data[variant] > 100 * commonCore * core.length) return false
  state.members.data[variant] = 0
  return true
}

/** Mean weight of core features under which a template is boilerplate. */
const commonCore = 0.3

/** `kin`: features that another template counts for this text too. */
function newVariant(
  state: TemplateState,
  features: Uint32Array,
  entries: Int32Array,
  kin: ReadonlySet<number>
): number {
  const variant = state.members.push(1)
  newProfile(state, features)
  for (let i = 0; i < features.length; i++) {
    const entry = entries[i]! >= 0 ? entries[i]! : addFeature(state, features[i]!)
    if (!kin.has(features[i]!)) state.df.data[entry]!++
    // Features that no search walks need no list.
    if (state.df.data[entry]! > longestList(variant)) continue
    const post = state.posts.push(variant)
    state.posts.push(state.head.data[entry]!)
    state.head.data[entry] = post
  }
  return variant
}
