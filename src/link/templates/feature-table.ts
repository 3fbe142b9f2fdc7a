/** Open addressing from a feature to its entry: how many templates have it, and the head of their list. */
import type { TemplateState } from './template-state.ts'

/** Entry of a feature, or -1. */
export function findFeature(state: TemplateState, feature: number): number {
  const mask = state.place.length - 1
  const place = state.place.data
  const features = state.feature.data
  const wanted = feature | 0
  let at = scatter(wanted) & mask
  for (;;) {
    const entry = place[at]! - 1
    if (entry < 0 || features[entry] === wanted) return entry
    at = (at + 1) & mask
  }
}

/** Adds a feature that is not there yet; returns its entry. */
export function addFeature(state: TemplateState, feature: number): number {
  if (state.feature.length * 3 > state.place.length * 2) growPlaces(state)
  const entry = state.feature.push(feature | 0)
  state.df.push(0)
  state.head.push(-1)
  putPlace(state.place.data, state.place.length - 1, feature | 0, entry)
  return entry
}

function growPlaces(state: TemplateState): void {
  const size = state.place.length * 2
  state.place.data = new Int32Array(size)
  state.place.length = size
  for (let entry = 0; entry < state.feature.length; entry++) {
    putPlace(state.place.data, size - 1, state.feature.data[entry]!, entry)
  }
}

function putPlace(place: Int32Array, mask: number, feature: number, entry: number): void {
  let at = scatter(feature) & mask
  while (place[at] !== 0) at = (at + 1) & mask
  place[at] = entry + 1
}

/** Features are even by the sampling of `fingerprint`; spread them again. */
function scatter(feature: number): number {
  return Math.imul(feature ^ (feature >>> 15), 0x2c1b3c6d) >>> 7
}
