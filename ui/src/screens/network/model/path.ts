/** Why two things of a network belong together: the path over what is rarest, from the one to the other. Pure. */
import type { NetworkPicture, PictureShared } from '../../../../../src/contract/desk/network-picture.ts'
import { tieRows } from './rows.ts'

/** Two adverts and what they share; a path may begin or end at a shared thing, which then has no advert on that side. */
export interface Reason {
  readonly from: number | null
  readonly to: number | null
  /** Null: a person said that they are of one hand. */
  readonly shared: PictureShared | null
}

export interface WhyPath {
  readonly reasons: readonly Reason[]
  /** Adverts and ids of shared things on it. */
  readonly adverts: ReadonlySet<number>
  readonly shared: ReadonlySet<string>
}

/** What is asked about: an advert, the adverts of a fold, or a shared thing. */
export type End = { readonly adverts: readonly number[] } | { readonly shared: string }

interface Hop {
  readonly cost: number
  readonly before: string | null
}

/** Dijkstra over adverts and what they share; what many share costs more. Null when nothing joins the two. */
export function whyPath(picture: NetworkPicture, from: End, to: End): WhyPath | null {
  const near = neighbours(picture)
  const ends = new Set(keysOf(to))
  const hops = new Map<string, Hop>()
  const open: string[][] = [[]]
  for (const key of keysOf(from)) {
    hops.set(key, { cost: 0, before: null })
    open[0]?.push(key)
  }
  const done = new Set<string>()
  for (let cost = 0; cost < open.length; cost++) {
    for (const key of open[cost] ?? []) {
      if (done.has(key)) continue
      done.add(key)
      if (ends.has(key) && cost > 0) return pathTo(picture, hops, key)
      for (const [next, price] of near.get(key) ?? []) {
        const known = hops.get(next)
        if (known !== undefined && known.cost <= cost + price) continue
        hops.set(next, { cost: cost + price, before: key })
        ;(open[cost + price] ??= []).push(next)
      }
    }
  }
  return null
}

function keysOf(end: End): string[] {
  return 'shared' in end ? [`s${end.shared}`] : end.adverts.map((advert) => `a${advert}`)
}

function neighbours(picture: NetworkPicture): Map<string, [string, number][]> {
  const near = new Map<string, [string, number][]>()
  const join = (a: string, b: string, price: number): void => {
    for (const [x, y] of [
      [a, b],
      [b, a]
    ] as const) {
      const of = near.get(x)
      if (of === undefined) near.set(x, [[y, price]])
      else of.push([y, price])
    }
  }
  for (const { advert, shared } of tieRows(picture)) {
    const price = 5 + Math.round(Math.log2(1 + shared.adverts)) + (shared.key === null ? 15 : 0)
    join(`a${advert.advert}`, `s${shared.id}`, price)
  }
  for (const { kind, a, b } of picture.said) if (kind === 'same') join(`a${a}`, `a${b}`, 1)
  for (let at = 0; at + 1 < picture.bridges.length; at += 2) {
    const [a, b] = [picture.shared[picture.bridges[at] ?? -1], picture.shared[picture.bridges[at + 1] ?? -1]]
    if (a !== undefined && b !== undefined) join(`s${a.id}`, `s${b.id}`, 40)
  }
  return near
}

function pathTo(picture: NetworkPicture, hops: ReadonlyMap<string, Hop>, end: string): WhyPath {
  const keys: string[] = []
  for (let key: string | null = end; key !== null; key = hops.get(key)?.before ?? null) keys.unshift(key)
  const sharedOf = new Map(picture.shared.map((one) => [`s${one.id}`, one]))
  const advertOf = (key: string | undefined): number | null =>
    key?.startsWith('a') === true ? Number(key.slice(1)) : null
  const reasons: Reason[] = []
  for (const [at, key] of keys.entries()) {
    const shared = sharedOf.get(key)
    if (shared !== undefined) reasons.push({ from: advertOf(keys[at - 1]), to: advertOf(keys[at + 1]), shared })
    else if (keys[at + 1]?.startsWith('a') === true)
      reasons.push({ from: advertOf(key), to: advertOf(keys[at + 1]), shared: null })
  }
  return {
    reasons,
    adverts: new Set(keys.flatMap((key) => advertOf(key) ?? [])),
    shared: new Set(keys.flatMap((key) => sharedOf.get(key)?.id ?? []))
  }
}
