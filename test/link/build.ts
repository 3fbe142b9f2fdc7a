/** Small adverts for tests: values by name, text as a list of words. */
import { blind, fingerprint } from '../../src/link/fingerprint.ts'
import type { LinkAdvert, LinkEvent, LinkValue } from '../../src/link/event.ts'
import type { ValueKind } from '../../src/model/value-kind.ts'
import { createLinker, type Linker } from '../../src/link/linker.ts'

export const testKey = new Uint8Array(32).fill(7)

/** What a test says about an advert: `phone: 'a b'` are two phones. */
export interface Sketch {
  id: number
  phone?: string
  email?: string
  handle?: string
  url?: string
  account?: string
  text?: string
  site?: string
  day?: number
  pictures?: string[]
  name?: string
  place?: string
  confidence?: number
}

export function valueKeyOf(kind: ValueKind, value: string): string {
  return blind(kind, value, testKey)
}

export function advertOf(sketch: Sketch): LinkAdvert {
  const values: LinkValue[] = []
  for (const kind of ['phone', 'email', 'handle', 'url', 'account'] as const) {
    for (const value of sketch[kind]?.split(' ') ?? []) {
      values.push({ kind, key: valueKeyOf(kind, value), confidence: sketch.confidence ?? 1 })
    }
  }
  return {
    id: sketch.id,
    site: sketch.site ?? 'site.example',
    account: null,
    day: sketch.day ?? 20_000,
    values,
    features: fingerprint('', sketch.text ?? '', [], testKey).features,
    pictures: (sketch.pictures ?? []).map((pdq) => ({ pdq, quality: 100 })),
    places: sketch.place ? [blind('place', sketch.place, testKey)] : [],
    names: sketch.name ? [blind('name', sketch.name, testKey)] : []
  }
}

export function eventOf(sketch: Sketch, seq = sketch.id): LinkEvent {
  return { seq, at: '2026-03-01T00:00:00Z', kind: 'advert', advert: advertOf(sketch) }
}

/** A linker that has seen these adverts, in this order. */
export function linkerOf(...sketches: Sketch[]): Linker {
  const linker = createLinker()
  for (const [seq, sketch] of sketches.entries()) linker.apply(eventOf(sketch, seq))
  return linker
}

/** Networks as sorted lists of adverts, to compare runs whose ids differ. */
export function partitionOf(linker: Linker): string[] {
  return linker
    .networks()
    .map((network) => linker.members(network).join(','))
    .toSorted()
}

/** Texts of some length that have nothing in common; the same number gives the same text. */
export function textOf(seed: number, words = 40): string {
  let state = (seed + 1) * 2_654_435_761
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return (state ^ (state >>> 13)) >>> 0
  }
  const syllables = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 'po', 'ri', 'sa', 'te', 'vu', 'wo']
  const word = (): string => [0, 0, 0].map(() => syllables[next() % syllables.length]).join('')
  return Array.from({ length: words }, word).join(' ')
}

/** Adverts numbered from `from`, each from its sketch. */
export function many(from: number, count: number, sketch: (i: number) => Omit<Sketch, 'id'>): Sketch[] {
  return Array.from({ length: count }, (_, i) => ({ id: from + i, ...sketch(i) }))
}

/** True when both adverts are in one network. */
export function together(linker: Linker, a: number, b: number): boolean {
  return linker.networkOf(a) !== null && linker.networkOf(a) === linker.networkOf(b)
}
