/** What one event touches while it is applied: gathered by the steps, read once at the end. */
import type { Whole } from './whole.ts'
import type { LinkEdge, NetworkEvent } from './event.ts'

export interface Change {
  readonly day: number
  /** True while components are taken apart and joined again: nothing is counted until that is done. */
  replaying: boolean
  /** Weak groups whose counts changed. */
  readonly groups: Set<number>
  /** Groups that join other hands or adverts than before though their counts say the same: their edges are written anew. */
  readonly apart: Set<number>
  /** Groups whose networks are built anew because an advert may follow them now. */
  readonly around: Set<number>
  /** Adverts that are new or whose strong component changed. */
  readonly moved: Set<number>
  /** Pairs of adverts whose networks must become one. */
  readonly unions: [number, number][]
  /** Network labels that must be built anew. */
  readonly rebuild: Set<number>
  /** Adverts of networks that were built anew. */
  readonly rebuilt: Set<number>
  /** Network id of each touched advert before the event; 0 is none. */
  readonly networkBefore: Map<number, number>
  /** Adverts whose template turned out to be boilerplate: their values are judged again. */
  readonly dissolved: number[]
  readonly templateBefore: Map<number, number | null>
  /** Set while everything is settled: the order in which adverts are joined. */
  whole: Whole | null
  /** Set with it: the lowest advert of each component by its label, before and now; labels change though a component does not. */
  hands: { readonly before: Int32Array; readonly now: Int32Array } | null
  readonly edges: LinkEdge[]
  readonly events: NetworkEvent[]
}

export function createChange(day: number): Change {
  return {
    day,
    replaying: false,
    groups: new Set(),
    apart: new Set(),
    around: new Set(),
    moved: new Set(),
    unions: [],
    rebuild: new Set(),
    rebuilt: new Set(),
    networkBefore: new Map(),
    dissolved: [],
    templateBefore: new Map(),
    whole: null,
    hands: null,
    edges: [],
    events: []
  }
}
