/** How many names and numbers differ in a group of adverts: what one advert says of several, or what was read in two ways, counts once. */
import type { WeighMember } from './member.ts'

/** Digits that one number must have in common with another to be taken for it. */
const leastShared = 8
const mostCompared = 200

/**
 * Adverts of which no two have a name in common: how many names stand for persons who differ. An advert that names several of one
 * house is not under another name than an advert of one of these.
 */
export function differingNames(members: readonly WeighMember[]): number {
  const seen = new Set<string>()
  let differing = 0
  // Those with one name first: they are what lists of names are held against.
  for (const one of members.toSorted((a, b) => a.names.length - b.names.length)) {
    if (one.names.length === 0) continue
    if (!one.names.some((name) => seen.has(name))) differing++
    for (const name of one.names) seen.add(name)
  }
  return differing
}

/** Distinct numbers; a national number that was read under two countries, or cut in one of them, is one. At most 200 are compared. */
export function differingNumbers(members: readonly WeighMember[]): number {
  const numbers = [...new Set(members.flatMap((one) => one.phones))]
  const kept: string[] = []
  for (const number of numbers.slice(0, mostCompared))
    if (!kept.some((one) => sameNumber(one, number))) kept.push(number)
  return kept.length + Math.max(0, numbers.length - mostCompared)
}

/** E.164 numbers of two countries of which one national part begins the other. Country codes have one to three digits. */
function sameNumber(a: string, b: string): boolean {
  if (a.slice(1, 3) === b.slice(1, 3)) return false
  return [2, 3, 4].some((from) =>
    [2, 3, 4].some((other) => {
      const [one, two] = [a.slice(from), b.slice(other)].toSorted((x, y) => x.length - y.length)
      return one !== undefined && two !== undefined && one.length >= leastShared && two.startsWith(one)
    })
  )
}

/** Whether more than one person is advertised: two names, or more numbers than somebody has who takes another. */
export function areSeveral(names: number, numbers: number): boolean {
  return names >= 2 || numbers >= 3
}
