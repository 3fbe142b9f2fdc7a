/** The judgements of people, and what follows from them for values. */
import type { LinkEvent } from './event.ts'

/** Small state that is dumped as JSON: judgements and what follows from them. */
export interface People {
  lastSeq: number
  unsettled: number // Events since everything was settled last.
  judgements: { event: LinkEvent; undone: boolean }[]
  /** `advert:value` → how many live rejections. */
  rejected: Map<string, number>
  /** `advert` → live rejections of its text or pictures. */
  textRejected: Map<number, number>
  picturesRejected: Map<number, number>
  /** Advert → adverts, both ways, with how many live judgements say so. */
  vetoes: Map<number, Map<number, number>>
  sames: Map<number, Map<number, number>>
  seeds: Map<number, number>
  /** Value → live words of analysts, last one counts: sequence number and word. */
  words: Map<number, { seq: number; hub: boolean }[]>
  /** Waiting merges by `value:advert`. */
  pending: Map<string, { value: number; a: number; b: number }>
  /** First days of the second and later periods of a value. */
  periods: Map<number, number[]>
  /** Adverts that carry a value as strangers. */
  strangers: Map<number, number[]>
  /** Values that rested at some time: their periods are worked out at every new advert. */
  rested: Set<number>
  /** Values that strangers are likely to state too. */
  examples: Set<number>
}

export function createPeople(): People {
  return {
    lastSeq: -1,
    unsettled: 0,
    judgements: [],
    rejected: new Map(),
    textRejected: new Map(),
    picturesRejected: new Map(),
    vetoes: new Map(),
    sames: new Map(),
    seeds: new Map(),
    words: new Map(),
    pending: new Map(),
    periods: new Map(),
    strangers: new Map(),
    rested: new Set(),
    examples: new Set()
  }
}
