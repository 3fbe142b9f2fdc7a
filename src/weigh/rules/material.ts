/** Rules about texts, pictures, prices and places that the adverts of a network share. */
import { areSeveral, differingNames, differingNumbers } from '../persons.ts'
import { byPicture } from '../pictures.ts'
import { contactSpans, distinct, groups, largest, seenAt, shareOf, type Rule } from '../rule.ts'
import { said } from '../wording.ts'

const sharedBy = 3
const manyPlaces = 3
/** Of the median price of the place. */
const farBelow = 0.6

export const materialRules: readonly Rule[] = [
  {
    indicator: 'SX-C03',
    measure(members) {
      const shared = largest(groups(members, (one) => (one.template === null ? [] : [one.template])))
      const rate = shareOf(shared.length, members.length, sharedBy)
      // One name and one number in other towns is a tour, which is normal (SX-C06, SX-T06): places alone do not count.
      const [names, numbers] = [differingNames(shared), differingNumbers(shared)]
      if (rate === null || !areSeveral(names, numbers)) return null
      const varies = Math.max(names, numbers)
      return {
        rate,
        sentence: said('SX-C03', 'sentence', { adverts: shared.length, varies }),
        seenIn: seenAt(shared, contactSpans, (one) => `${one.names[0]} ${one.phones[0]}`)
      }
    }
  },
  {
    indicator: 'SX-C04',
    measure(members) {
      const shown = members.filter((one) => one.pictures.length > 0)
      const differs = byPicture(shown)
        // Who tours shows her picture in each town: only other names count.
        .map((adverts) => ({ adverts, varies: differingNames(adverts) }))
        .filter((one) => one.varies >= 2)
      const best = differs.toSorted((a, b) => b.adverts.length - a.adverts.length)[0]
      const rate = shareOf(new Set(differs.flatMap((one) => one.adverts)).size, shown.length, 2)
      if (rate === null || best === undefined) return null
      return {
        rate,
        sentence: said('SX-C04', 'sentence', { adverts: best.adverts.length, varies: best.varies }),
        seenIn: seenAt(
          best.adverts,
          (one) => one.nameSpans,
          (one) => one.names[0]
        )
      }
    }
  },
  {
    indicator: 'SX-T17',
    weight: 1,
    measure(members, context) {
      const low = members.filter((one) => {
        const median = context.medianPerHour.get(`${one.currency} ${one.places[0]?.name ?? ''}`)
        return median !== undefined && one.pricePerHour !== null && one.pricePerHour < median * farBelow
      })
      const rate = shareOf(low.length, members.length, 2)
      if (rate === null) return null
      return { rate, sentence: said('SX-T17', 'sentence', { seen: low.length }), seenIn: seenAt(low, () => []) }
    }
  },
  {
    indicator: 'SX-C06',
    measure(members) {
      const places = distinct(members.map((one) => one.places[0]?.name))
      return places < manyPlaces ? null : { rate: 0, sentence: said('SX-C06', 'sentence', { places }), seenIn: [] }
    }
  }
]
