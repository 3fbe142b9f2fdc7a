/** The rules of weighing, one row per indicator: what is counted over a network, for how many points, and the sentence that says so. */
import { distanceKm } from './geography.ts'
import type { WeighMember } from './member.ts'

export interface Finding {
  readonly points: number
  readonly nl: string
  readonly en: string
  /** Adverts that show it, with the characters when it is about words. */
  readonly seenIn: readonly { readonly advert: number; readonly spans: readonly (readonly [number, number])[] }[]
}

export interface Rule {
  readonly indicator: string
  readonly titleNl: string
  readonly cautionNl: string
  measure(members: readonly WeighMember[], context: WeighContext): Finding | null
}

export interface WeighContext {
  /** Median price per hour per place and currency (`EUR Utrecht`), over all adverts of the mandate; places with few prices are absent. */
  readonly medianPerHour: ReadonlyMap<string, number>
}

/** Examples kept per reason: enough to look at, little enough to read. */
const mostExamples = 12
const farKm = 80

/** Share of members with a sign above which the network is said to have it. */
const someShare = 0.2

export const rules: readonly Rule[] = [
  {
    indicator: 'SX-T01',
    titleNl: 'Nummer zo geschreven dat machines het niet lezen',
    cautionNl: 'Spamfilters van sites brengen ook eerlijke adverteerders hiertoe.',
    measure(members) {
      const seen = members.filter((one) => one.disguised.length > 0)
      if (seen.length < 2 || seen.length < members.length * someShare) return null
      const share = seen.length / members.length
      return {
        points: share >= 0.5 ? 2 : 1,
        nl: `${seen.length} van ${members.length} advertenties verbergen het nummer.`,
        en: `${seen.length} of ${members.length} adverts disguise the number.`,
        seenIn: examples(seen.map((one) => ({ advert: one.advert, spans: one.disguised })))
      }
    }
  },
  {
    indicator: 'SX-C01',
    titleNl: 'Eén nummer bij veel namen',
    cautionNl: 'Vergunde huizen hebben vaak één receptie.',
    measure(members) {
      const byPhone = groups(members, (one) => one.phones)
      const best = [...byPhone.values()]
        .map((adverts) => ({ adverts, names: distinct(adverts.map((one) => one.names[0])) }))
        .sort((a, b) => b.names - a.names)[0]
      if (best === undefined || best.names < 3) return null
      return {
        points: Math.min(4, best.names - 1),
        nl: `Eén nummer hoort bij ${best.names} namen, in ${best.adverts.length} advertenties.`,
        en: `One number serves ${best.names} names, in ${best.adverts.length} adverts.`,
        seenIn: examples(best.adverts.map((one) => ({ advert: one.advert, spans: [] })))
      }
    }
  },
  {
    indicator: 'SX-C02',
    titleNl: 'Eén netwerk met veel nummers',
    cautionNl: '',
    measure(members) {
      const phones = distinct(members.flatMap((one) => one.phones))
      if (phones < 2 || members.length < 3) return null
      return {
        points: Math.min(4, phones - 1),
        nl: `${phones} nummers in ${members.length} advertenties van één hand.`,
        en: `${phones} numbers in ${members.length} adverts of one hand.`,
        seenIn: examples(
          members.filter((one) => one.phones.length > 0).map((one) => ({ advert: one.advert, spans: [] }))
        )
      }
    }
  },
  {
    indicator: 'SX-C03',
    titleNl: 'Bijna gelijke teksten met andere naam of ander nummer',
    cautionNl: 'Ook spam, oplichting en overschrijven van elkaar: bepaal eerst de soort.',
    measure(members) {
      const shared = largest(groups(members, (one) => (one.template === null ? [] : [one.template])))
      if (shared.length < 3) return null
      // One name and one number in other towns is a tour, which is normal (SX-C06, SX-T06): places alone do not count.
      const varies = Math.max(distinct(shared.map((one) => one.names[0])), distinct(shared.map((one) => one.phones[0])))
      if (varies < 2) return null
      return {
        points: Math.min(4, 1 + varies),
        nl: `${shared.length} advertenties delen één tekst; ${varies} namen of nummers wisselen af.`,
        en: `${shared.length} adverts share one text, with ${varies} names or numbers.`,
        seenIn: examples(shared.map((one) => ({ advert: one.advert, spans: [] })))
      }
    }
  },
  {
    indicator: 'SX-C04',
    titleNl: 'Zelfde foto bij andere namen of plaatsen',
    cautionNl: 'Oplichters gebruiken gestolen foto’s. Nooit gebruiken om personen te herkennen.',
    measure(members) {
      const shared = largest(groups(members, (one) => one.pictures))
      const varies = Math.max(
        distinct(shared.map((one) => one.names[0])),
        distinct(shared.map((one) => one.places[0]?.name))
      )
      if (shared.length < 2 || varies < 2) return null
      return {
        points: 3,
        nl: `Eén foto in ${shared.length} advertenties met ${varies} namen of plaatsen.`,
        en: `One picture in ${shared.length} adverts with ${varies} names or places.`,
        seenIn: examples(shared.map((one) => ({ advert: one.advert, spans: [] })))
      }
    }
  },
  {
    indicator: 'SX-C05',
    titleNl: 'Tegelijk in ver uiteen gelegen plaatsen',
    cautionNl: 'Uitroepgebied, en rubrieken die veel plaatsen noemen.',
    measure(members) {
      const pair = farPair(members)
      if (pair === null) return null
      const [a, b, km] = pair
      return {
        points: 2,
        // Which places those are is a fact of the adverts, which are shown beside it; the sentence stands in the clear.
        nl: `Hetzelfde nummer tegelijk op twee plaatsen, ongeveer ${tens(km)} km uiteen.`,
        en: `The same number at the same time in two places, about ${tens(km)} km apart.`,
        seenIn: [
          { advert: a.advert, spans: [] },
          { advert: b.advert, spans: [] }
        ]
      }
    }
  },
  {
    indicator: 'SX-C07',
    titleNl: 'Nummers wisselen snel',
    cautionNl: 'Prepaid beschermt ook privacy.',
    measure(members) {
      const byPhone = [...groups(members, (one) => one.phones).values()].filter((adverts) => adverts.length >= 2)
      const lives = byPhone
        .map(
          (adverts) => Math.max(...adverts.map((one) => one.lastDay)) - Math.min(...adverts.map((one) => one.firstDay))
        )
        .sort((a, b) => a - b)
      const median = lives[lives.length >> 1]
      const over = Math.max(...members.map((one) => one.lastDay)) - Math.min(...members.map((one) => one.firstDay))
      if (median === undefined || lives.length < 3 || over < 14 || median > 14) return null
      return {
        points: 1,
        nl: `${lives.length} nummers, elk ongeveer ${median} dagen in gebruik.`,
        en: `${lives.length} numbers, each in use for about ${median} days.`,
        seenIn: []
      }
    }
  },
  sign(
    'SX-T08',
    'third-person',
    'Spreekt over de persoon als "zij" of "wij"',
    'Vergunde clubs schrijven ook zo.',
    1,
    'spreken over de aangebodene als een ander',
    'speak of the person as somebody else'
  ),
  sign(
    'SX-T09',
    'plural-persons',
    'Meer personen via één contact',
    'Vriendinnen delen een adres voor hun veiligheid.',
    1,
    'bieden meer personen aan',
    'offer more than one person'
  ),
  sign(
    'SX-T10',
    'rotation',
    'Woorden van wisselend aanbod',
    'Ook reclame van vergunde clubs.',
    1,
    'noemen steeds nieuwe personen',
    'speak of ever new people'
  ),
  sign(
    'SX-T15',
    'manager-voice',
    'Stem van een bureau, chauffeur of beheerder',
    'Er bestaan vergunde escortbureaus.',
    1,
    'spreken met de stem van een beheerder',
    'speak with the voice of a manager'
  ),
  sign(
    'SX-T03',
    'assurance-real',
    'Verzekert echt of betrouwbaar te zijn',
    'Bronnen spreken elkaar tegen.',
    0.5,
    'verzekeren echt te zijn',
    'assure to be genuine'
  ),
  {
    indicator: 'SX-T17',
    titleNl: 'Prijs ver onder de plaatselijke mediaan',
    cautionNl: 'Een lage prijs kan ook armoede zonder dwang betekenen.',
    measure(members, context) {
      const low = members.filter((one) => {
        const median = context.medianPerHour.get(`${one.currency} ${one.places[0]?.name ?? ''}`)
        return median !== undefined && one.pricePerHour !== null && one.pricePerHour < median * 0.6
      })
      if (low.length < 2 || low.length < members.length * someShare) return null
      return {
        points: 1,
        nl: `${low.length} advertenties vragen minder dan 60 % van de mediaan ter plaatse.`,
        en: `${low.length} adverts ask less than 60 % of the local median.`,
        seenIn: examples(low.map((one) => ({ advert: one.advert, spans: [] })))
      }
    }
  },
  sign(
    'LA-J07',
    'housing-offered',
    'Werk, woonruimte en vervoer bij één werkgever',
    'Gewoon bij uitzendwerk; meervoudige afhankelijkheid vraagt meer.',
    0.5,
    'bieden woonruimte bij het werk',
    'bundle housing with the work'
  ),
  sign(
    'LA-J06',
    'messenger-only',
    'Alleen bereikbaar via een berichtendienst',
    'Gewoon in informele netwerken.',
    0.5,
    'willen alleen berichten',
    'take messages only'
  ),
  sign(
    'LA-J08',
    'recruiting',
    'Wervende tekst voor werk over de grens',
    'Veel is legaal bemiddelingswerk.',
    1.5,
    'werven mensen',
    'recruit people'
  ),
  sign(
    'CE-08',
    'quick-money-card',
    'Snel geld voor bankpas, rekening of koerierswerk',
    '',
    3,
    'vragen bankpas, rekening of koerier voor snel geld',
    'ask for bank card, account or courier for quick money'
  ),
  sign(
    'SX-T07',
    'screening',
    'Eigen voorwaarden aan klanten',
    'Beschermt zelfstandigen tegen onterechte aandacht.',
    2,
    'stellen voorwaarden aan klanten',
    'set conditions for clients'
  ),
  {
    indicator: 'SX-T21',
    titleNl: 'Eigen stem, vaste naam, vast nummer',
    cautionNl: '',
    measure(members) {
      const voice = members.filter((one) => one.signs.has('own-rules'))
      const names = distinct(members.map((one) => one.names[0]))
      const steady = names <= 1 && distinct(members.flatMap((one) => one.phones)) <= 1
      const points = (steady ? 2 : 0) + (voice.length >= members.length * 0.5 ? 1 : 0)
      if (points === 0) return null
      return {
        points,
        nl: steady
          ? 'Eén naam en één nummer: zo adverteert een zelfstandige, ook op reis.'
          : `${voice.length} van ${members.length} spreken in eigen stem over eigen regels.`,
        en: steady
          ? 'One name and one number: this is how an independent person advertises, on tour too.'
          : `${voice.length} of ${members.length} speak in their own voice of their own rules.`,
        seenIn: examples(voice.map((one) => ({ advert: one.advert, spans: one.signs.get('own-rules') ?? [] })))
      }
    }
  },
  sign(
    'SX-T20',
    'advance-payment',
    'Vooruitbetaling gevraagd (soort: oplichting)',
    'Scheidt oplichting van uitbuiting.',
    3,
    'vragen vooruitbetaling',
    'demand payment in advance'
  ),
  {
    indicator: 'SX-C06',
    titleNl: 'Rondgang langs plaatsen',
    cautionNl: 'Op tournee gaan is gewoon; weegt niet mee.',
    measure(members) {
      const places = distinct(members.map((one) => one.places[0]?.name))
      if (places < 3) return null
      return {
        points: 0,
        nl: `${places} plaatsen; weegt niet mee.`,
        en: `${places} places; does not count.`,
        seenIn: []
      }
    }
  }
]

/** A rule that counts the adverts whose words carry a category. */
function sign(
  indicator: string,
  category: string,
  titleNl: string,
  cautionNl: string,
  points: number,
  nl: string,
  en: string
): Rule {
  return {
    indicator,
    titleNl,
    cautionNl,
    measure(members) {
      const seen = members.filter((one) => one.signs.has(category))
      if (seen.length === 0 || seen.length < members.length * someShare) return null
      const share = seen.length / members.length
      return {
        points: Math.round(points * (share >= 0.5 ? 1 : 0.5) * 10) / 10,
        nl: `${seen.length} van ${members.length} advertenties ${nl}.`,
        en: `${seen.length} of ${members.length} adverts ${en}.`,
        seenIn: examples(seen.map((one) => ({ advert: one.advert, spans: one.signs.get(category) ?? [] })))
      }
    }
  }
}

function groups<K>(
  members: readonly WeighMember[],
  keys: (member: WeighMember) => readonly K[]
): Map<K, WeighMember[]> {
  const map = new Map<K, WeighMember[]>()
  for (const member of members) {
    for (const key of keys(member)) {
      const list = map.get(key)
      if (list === undefined) map.set(key, [member])
      else list.push(member)
    }
  }
  return map
}

function largest(of: ReadonlyMap<unknown, WeighMember[]>): WeighMember[] {
  let best: WeighMember[] = []
  for (const list of of.values()) if (list.length > best.length) best = list
  return best
}

function distinct(values: readonly (string | number | null | undefined)[]): number {
  return new Set(values.filter((value) => value !== null && value !== undefined && value !== '')).size
}

function examples<T>(list: readonly T[]): readonly T[] {
  return list.slice(0, mostExamples)
}

/** A distance in kilometres that names no pair of places. */
function tens(km: number): number {
  return Math.round(km / 10) * 10
}

/** Two adverts with one number, posted within a day, each naming one place, far apart. At most 200 adverts per number are compared. */
function farPair(members: readonly WeighMember[]): [WeighMember, WeighMember, number] | null {
  for (const adverts of groups(
    members.filter((one) => distinct(one.places.map((place) => place.name)) === 1),
    (one) => one.phones
  ).values()) {
    const some = adverts.slice(0, 200)
    for (let i = 0; i < some.length; i++) {
      for (let j = i + 1; j < some.length; j++) {
        const [a, b] = [some[i], some[j]]
        // Posted within a day of each other: an older advert that is still online says nothing of where somebody is.
        if (a === undefined || b === undefined || Math.abs(a.firstDay - b.firstDay) > 1) continue
        const [from, to] = [a.places[0], b.places[0]]
        if (from === undefined || to === undefined) continue
        const km = distanceKm(from, to)
        if (km > farKm) return [a, b, km]
      }
    }
  }
  return null
}
