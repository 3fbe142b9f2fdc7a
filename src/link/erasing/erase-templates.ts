/** Erasing in the templates: features that only erased adverts are sure to have had leave profiles, index and lists. */
import type { IntList } from '../columns.ts'
import { addFeature } from '../templates/feature-table.ts'
import type { LinkState } from '../state.ts'
import type { TemplateState } from '../templates/template-state.ts'
import { coreWeightOf, writeProfiles, type Profile } from '../templates/template-profile.ts'

/**
 * Of a template with erased members, a feature stays only when more members had it than were erased: then one that lives has it
 * for certain. (Whose features they were is not kept: knowing would mean to keep them.) Counts go down by the erased, which may
 * be too many, so a template that lost most members asks for more in common before it takes in others.
 */
export function eraseTemplates(state: LinkState, gone: ReadonlySet<number>): void {
  const { templates, adverts } = state
  const erased = new Map<number, number>()
  for (const advert of gone) {
    const variant = adverts.variant.data[advert]!
    if (variant >= 0) erased.set(variant, (erased.get(variant) ?? 0) + 1)
  }
  const profiles = Array.from({ length: templates.members.length }, (_, variant) =>
    profileLeft(templates, variant, erased.get(variant) ?? 0)
  )
  writeProfiles(templates, profiles)
  eraseFeatures(templates, profiles)
  for (const variant of erased.keys()) templates.coreWeight.data[variant] = coreWeightOf(templates, variant)
}

/** The profile without what goes; a template that has nobody left, or was found to be boilerplate, has none. */
function profileLeft(state: TemplateState, variant: number, erased: number): Profile {
  const members = state.members.data[variant]!
  const left = Math.max(0, members - erased)
  state.members.data[variant] = left
  if (left === 0) {
    state.coreWeight.data[variant] = 0
    return { features: [], counts: null }
  }
  const from = state.profileAt.data[variant]!
  const length = state.profileLength.data[variant]!
  const capacity = state.profileCapacity.data[variant]!
  const features = Array.from(state.arena.data.subarray(from, from + length), (feature) => feature >>> 0)
  if (capacity === 0) return { features, counts: null }
  const counts = Array.from(state.arena.data.subarray(from + capacity, from + capacity + length))
  const kept = features.flatMap((_, at) => (counts[at]! > erased ? [at] : []))
  return { features: kept.map((at) => features[at]!), counts: kept.map((at) => counts[at]! - erased) }
}

/** The table of features and the lists behind it, written anew: a template stays in a list while its profile has the feature. */
function eraseFeatures(state: TemplateState, profiles: readonly Profile[]): void {
  const known = new Set<number>()
  for (const { features } of profiles) for (const feature of features) known.add(feature)
  const old = {
    feature: copyOf(state.feature),
    df: copyOf(state.df),
    head: copyOf(state.head),
    posts: copyOf(state.posts)
  }
  for (const list of [state.feature, state.df, state.head, state.posts]) empty(list)
  state.place.data.fill(0)
  for (let entry = 0; entry < old.feature.length; entry++) {
    const feature = old.feature[entry]! >>> 0
    if (!known.has(feature)) continue
    const made = addFeature(state, feature)
    const variants: number[] = []
    let posted = 0
    for (let post = old.head[entry]!; post >= 0; post = old.posts[post + 1]!, posted++) {
      const variant = old.posts[post]!
      if (has(profiles[variant]!.features, feature)) variants.push(variant)
    }
    state.df.data[made] = Math.max(1, old.df[entry]! - (posted - variants.length))
    for (const variant of variants.toReversed()) {
      const post = state.posts.push(variant)
      state.posts.push(state.head.data[made]!)
      state.head.data[made] = post
    }
  }
}

/** Profiles are sorted. */
function has(features: readonly number[], wanted: number): boolean {
  let low = 0
  let high = features.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (features[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return features[low] === wanted
}

function copyOf(list: IntList): Int32Array {
  return list.data.slice(0, list.length)
}

function empty(list: IntList): void {
  list.data.fill(0)
  list.length = 0
}
