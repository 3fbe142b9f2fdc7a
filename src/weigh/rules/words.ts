/** Rules that count the adverts whose words carry a category, or several in one advert. */
import type { WeighMember } from '../member.ts'
import { differingNumbers } from '../persons.ts'
import { commonest, distinct, seenAt, shareOf, type Rule, type Seen } from '../rule.ts'
import { said } from '../wording.ts'

type Says = (member: WeighMember) => Seen['spans'] | null

/** Offers of sexual services; a recruiter of hands for a greenhouse names none. */
const sexualOffers = ['escort', 'outcall', 'private-reception', 'incall-only']
/** What only adverts for work offer or ask. */
export const workWords = ['recruiting', 'housing-offered', 'transport-offered', 'high-pay-no-experience']
const travel = ['housing-offered', 'transport-offered']

export const wordRules: readonly Rule[] = [
  words('SX-T02', all(saying('youth-wording'))),
  words('SX-T08', all(saying('third-person')), 1),
  words('SX-T09', all(saying('plural-persons')), 1),
  words('SX-T10', all(saying('rotation')), 1),
  words('SX-T15', all(saying('manager-voice')), 1),
  words('SX-T03', all(saying('assurance-real')), 0.5),
  words('LA-J06', all(saying('messenger-only'), some(workWords)), 0.5),
  words('LA-J07', all(saying('housing-offered'), saying('transport-offered')), 0.5),
  words('LA-J08', all(saying('recruiting'), some(sexualOffers), some(travel)), 2),
  words('CE-08', all(saying('quick-money-card')), 3),
  words('SX-T07', all(saying('screening')), 2),
  words('SX-T20', all(saying('advance-payment')), 3),
  {
    indicator: 'SX-T21',
    weight: 3,
    measure(members) {
      const voice = members.filter((one) => one.signs.has('own-rules'))
      const own = voice.length >= members.length * 0.5
      const steady = isSteady(members)
      if (!steady && !own) return null
      return {
        rate: steady && own ? 1 : 0.5,
        sentence: steady
          ? said('SX-T21', 'steady')
          : said('SX-T21', 'sentence', { seen: voice.length, all: members.length }),
        seenIn: seenAt(voice, (one) => one.signs.get('own-rules') ?? [])
      }
    }
  },
  words('SX-T06', all(saying('arrival'))),
  words('SX-T12', all(saying('incall-only'))),
  words('SX-T13', all(saying('always-available'))),
  words('LA-J09', all(saying('high-pay-no-experience')))
]

/** One person: one name and one number nearly everywhere, and no ages that differ. */
export function isSteady(members: readonly WeighMember[]): boolean {
  const names = members.map((one) => one.names[0])
  const phones = members.map((one) => one.phones[0])
  const ages = members.flatMap((one) => one.age ?? [])
  return (
    (distinct(names) <= 1 || commonest(names) >= 0.8) &&
    differingNumbers(members) <= 2 &&
    (distinct(phones) <= 1 || commonest(phones) >= 0.8) &&
    distinct(names) + distinct(phones) > 0 &&
    Math.max(...ages, 0) - Math.min(...ages, 200) <= 4
  )
}

function saying(category: string): Says {
  return (member) => member.signs.get(category) ?? null
}

function some(categories: readonly string[]): Says {
  return (member) => {
    const found = categories.flatMap((category) => member.signs.get(category) ?? [])
    return found.length === 0 ? null : found
  }
}

/** All of it in one advert. */
function all(...each: readonly Says[]): Says {
  return (member) => {
    const found = each.map((says) => says(member))
    return found.includes(null) ? null : found.flatMap((spans) => spans ?? [])
  }
}

function words(indicator: string, says: Says, weight?: number): Rule {
  return {
    indicator,
    ...(weight !== undefined && { weight }),
    measure(members) {
      const seen = members.flatMap((one) => {
        const spans = says(one)
        return spans === null ? [] : [{ advert: one.advert, spans: spans.toSorted((a, b) => a[0] - b[0]) }]
      })
      const rate = shareOf(seen.length, members.length, 1)
      if (rate === null) return null
      return {
        rate,
        sentence: said(indicator, 'sentence', { seen: seen.length, all: members.length }),
        seenIn: seen
      }
    }
  }
}
