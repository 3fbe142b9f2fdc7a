/** Pairs of opened adverts of different networks that are just not linked: alike texts, or a value that joins nobody. Pure. */
import { oncePer } from '../../model/once-per.ts'
import { alikeFrom } from './pair-compare.ts'
import type { Marked } from './pair-marks.ts'

export interface NearPair {
  readonly a: number
  readonly b: number
  readonly why: 'text' | 'value' | 'merge'
  readonly percent: number
}

/** Adverts of one network and template that are compared: others of it say the same. */
const mostAlike = 2
/** A word pair or value that more adverts have than this tells nothing. */
const mostCarriers = 60
const leastWords = 15

/** For each two networks (or adverts that stand alone) the pair that has most in common; what has most in common first. */
export const nearPairs: (sides: ReadonlyMap<number, Marked>) => readonly NearPair[] = oncePer((sides) => {
  const best = new Map<string, NearPair>()
  const keep = (pair: NearPair): void => {
    const name = groupsOf(sides, pair)
    const known = best.get(name)
    if (known === undefined || strength(pair) > strength(known)) best.set(name, pair)
  }
  for (const pair of byText(sides)) keep(pair)
  for (const pair of byValue(sides)) keep(pair)
  return [...best.values()].toSorted((x, y) => strength(y) - strength(x) || x.a - y.a || x.b - y.b)
})

/** The two networks, or adverts that stand alone, of a pair: the same whichever comes first. */
export function groupsOf(sides: ReadonlyMap<number, Marked>, { a, b }: NearPair): string {
  return [groupOf(sides, a), groupOf(sides, b)].toSorted((x, y) => x - y).join(' ')
}

/** The network, or the advert itself where it stands alone. */
function groupOf(sides: ReadonlyMap<number, Marked>, advert: number): number {
  return sides.get(advert)?.network ?? -advert
}

function strength(pair: NearPair): number {
  return (pair.why === 'value' ? 1000 : 0) + pair.percent
}

function byText(sides: ReadonlyMap<number, Marked>): NearPair[] {
  const seen = new Map<string, number>()
  const words = new Map<number, readonly number[]>()
  for (const [advert, side] of sides) {
    const name = `${side.network ?? -advert} ${side.template ?? -advert}`
    const count = seen.get(name) ?? 0
    if (count >= mostAlike) continue
    if (side.words.length < leastWords) continue
    seen.set(name, count + 1)
    words.set(advert, side.words)
  }
  // Adverts by position, and a pair of positions as one number: this loop runs some hundred thousand times.
  const ids = [...words.keys()].toSorted((a, b) => a - b)
  const pairs = ids.map((id) => words.get(id) ?? [])
  const groups = ids.map((id) => groupOf(sides, id))
  const shared = new Map<number, number>()
  for (const group of indexed(new Map(pairs.entries())).values()) {
    if (group.length > mostCarriers) continue
    for (const [at, x] of group.entries())
      for (let next = at + 1; next < group.length; next++) {
        const y = group[next] ?? 0
        if (groups[x] === groups[y]) continue
        const both = x * ids.length + y
        shared.set(both, (shared.get(both) ?? 0) + 1)
      }
  }
  return [...shared].flatMap(([both, count]): NearPair[] => {
    const [x, y] = [Math.floor(both / ids.length), both % ids.length]
    const all = (pairs[x]?.length ?? 0) + (pairs[y]?.length ?? 0) - count
    const share = count / Math.max(1, all)
    return share < alikeFrom ? [] : [{ a: ids[x] ?? 0, b: ids[y] ?? 0, why: 'text', percent: Math.round(share * 100) }]
  })
}

function byValue(sides: ReadonlyMap<number, Marked>): NearPair[] {
  const values = new Map([...sides].map(([advert, side]) => [advert, side.values]))
  return [...indexed(values).values()].flatMap((group): NearPair[] => {
    const groups = new Map(group.map((advert) => [groupOf(sides, advert), advert]))
    const one = [...groups.values()].toSorted((a, b) => a - b)
    if (one.length < 2 || group.length > mostCarriers) return []
    return one.slice(1).map((b, at) => ({ a: one[at] ?? b, b, why: 'value', percent: 0 }))
  })
}

/** Adverts by what they have; ascending. */
function indexed(all: ReadonlyMap<number, readonly number[]>): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const [advert, of] of [...all].toSorted((a, b) => a[0] - b[0])) {
    for (const one of of) {
      const group = found.get(one)
      if (group === undefined) found.set(one, [advert])
      else group.push(advert)
    }
  }
  return found
}
