/** Rules about how people are reached: hidden numbers, one number for many names, many numbers, far-apart places, numbers that change. */
import { distanceKm } from '../geography.ts'
import type { WeighMember } from '../member.ts'
import { differingNumbers } from '../persons.ts'
import { contactSpans, distinct, groups, seenAt, shareOf, type Rule } from '../rule.ts'
import { said } from '../wording.ts'

const farKm = 80
/** Names from which one contact is said to serve many. */
const manyNames = 3
/** Days within which two names with one number are in two places at nearly the same time. */
const apartDays = 3
const manyNumbers = 3
const mostCompared = 200

export const contactRules: readonly Rule[] = [
  {
    indicator: 'SX-T01',
    measure(members) {
      const seen = members.filter((one) => one.disguised.length > 0)
      const rate = shareOf(seen.length, members.length, 2)
      if (rate === null) return null
      return {
        rate,
        sentence: said('SX-T01', 'sentence', { seen: seen.length, all: members.length }),
        seenIn: seenAt(seen, (one) => one.disguised)
      }
    }
  },
  {
    indicator: 'SX-C01',
    measure(members) {
      const named = members.filter((one) => one.names.length > 0 && one.phones.length > 0)
      const byNumber = [...groups(named, (one) => one.phones).values()]
      const many = byNumber.filter((adverts) => distinct(adverts.map((one) => one.names[0])) >= manyNames)
      const apart = many.length > 0 ? [] : byContact(members).filter((adverts) => namesApart(adverts) !== null)
      const seen = new Set([...many, ...apart].flat())
      const rate = shareOf(seen.size, many.length > 0 ? named.length : members.length)
      const best = [...many, ...apart].toSorted((a, b) => namesOf(b) - namesOf(a))[0]
      if (rate === null || best === undefined) return null
      const pair = namesApart(best)
      const sentence =
        many.length > 0 || pair === null
          ? said('SX-C01', 'sentence', { names: namesOf(best), adverts: best.length })
          : said('SX-C01', 'apart', { km: Math.round(pair[2] / 10) * 10, days: apartDays, adverts: best.length })
      return { rate, sentence, seenIn: seenAt(best, contactSpans, (one) => one.names[0]) }
    }
  },
  {
    indicator: 'SX-C02',
    measure(members) {
      const reached = members.filter((one) => one.phones.length > 0)
      const numbers = differingNumbers(reached)
      if (numbers < manyNumbers) return null
      return {
        rate: Math.min(1, numbers / reached.length),
        sentence: said('SX-C02', 'sentence', { numbers, adverts: members.length }),
        seenIn: seenAt(
          reached,
          (one) => one.phoneSpans,
          (one) => one.phones[0]
        )
      }
    }
  },
  {
    indicator: 'SX-C05',
    measure(members) {
      const pair = farPair(members)
      if (pair === null) return null
      const [a, b, km] = pair
      return {
        rate: 0,
        // Which places those are is a fact of the adverts, which are shown beside it; the sentence stands in the clear.
        sentence: said('SX-C05', 'sentence', { km: Math.round(km / 10) * 10 }),
        seenIn: seenAt([a, b], (one) => one.phoneSpans)
      }
    }
  },
  {
    indicator: 'SX-C07',
    weight: 1,
    measure(members) {
      const lives = [...groups(members, (one) => one.phones).values()]
        .filter((adverts) => adverts.length >= 2)
        .map(daysOf)
        .toSorted((a, b) => a - b)
      const days = lives[lives.length >> 1]
      if (days === undefined || lives.length < 3 || daysOf(members) < 14 || days > 14) return null
      return { rate: 1, sentence: said('SX-C07', 'sentence', { numbers: lives.length, days }), seenIn: [] }
    }
  }
]

function namesOf(adverts: readonly WeighMember[]): number {
  return distinct(adverts.map((one) => one.names[0]))
}

function daysOf(adverts: readonly WeighMember[]): number {
  return Math.max(...adverts.map((one) => one.lastDay)) - Math.min(...adverts.map((one) => one.firstDay))
}

/**
 * Two adverts of one number under names that differ, far apart within days: two who share a flat or a tour are at one place, these are not.
 */
function namesApart(adverts: readonly WeighMember[]): readonly [WeighMember, WeighMember, number] | null {
  return farAmong(onePlace(adverts), apartDays, (a, b) => !a.names.some((name) => b.names.includes(name)))
}

/** Two adverts with one number, posted within a day, each naming one place, far apart. At most 200 adverts per number are compared. */
export function farPair(members: readonly WeighMember[]): readonly [WeighMember, WeighMember, number] | null {
  for (const adverts of groups(onePlace(members), (one) => one.phones).values()) {
    // Posted within a day of each other: an older advert that is still online says nothing of where somebody is.
    const found = farAmong(adverts, 1, () => true)
    if (found !== null) return found
  }
  return null
}

/** Adverts by the number that they give, and by the account from which they were placed. */
function byContact(members: readonly WeighMember[]): WeighMember[][] {
  const named = members.filter((one) => one.names.length > 0)
  const byAccount = groups(named, (one) => (one.account === null ? [] : [`${one.site} ${one.account}`]))
  return [...groups(named, (one) => one.phones).values(), ...byAccount.values()]
}

function onePlace(members: readonly WeighMember[]): WeighMember[] {
  return members.filter((one) => distinct(one.places.map((place) => place.name)) === 1)
}

function farAmong(
  adverts: readonly WeighMember[],
  days: number,
  differ: (a: WeighMember, b: WeighMember) => boolean
): readonly [WeighMember, WeighMember, number] | null {
  const some = adverts.slice(0, mostCompared)
  for (const [at, a] of some.entries()) {
    for (const b of some.slice(at + 1)) {
      const [from, to] = [a.places[0], b.places[0]]
      if (from === undefined || to === undefined || Math.abs(a.firstDay - b.firstDay) > days || !differ(a, b)) continue
      const km = distanceKm(from, to)
      if (km > farKm) return [a, b, km]
    }
  }
  return null
}
