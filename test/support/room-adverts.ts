/** Invented adverts for tests of the screens: groups of one hand with a number, names, places, prices and posting dates that are known here. */

export interface Group {
  readonly number: string
  readonly handle: string | null
  readonly title: string
  /** What the adverts say; NAAM, PLAATS, EURO and NUMMER vary. No two groups share a sentence: a shared text would join them. */
  readonly text: string
  readonly names: readonly string[]
  /** In the order in which the adverts move. */
  readonly places: readonly string[]
  readonly adverts: number
  /** Days between two adverts, to a few hours. */
  readonly paceDays: number
}

const sites = ['klusbord.example', 'jobzuid.example', 'prikbord.example', 'werkbel.example']
const firstDay = Date.UTC(2026, 7, 24, 9)
const dayMs = 86_400_000
const minuteMs = 60_000

/** Six groups, the largest first; each says enough to become a signal. */
export const groups: readonly Group[] = [
  {
    number: '06 10 10 12 12',
    handle: '@kaswerkwest',
    title: 'Medewerkers kas, onderdak en vervoer geregeld',
    text:
      'Wij zoeken voor het hele seizoen sterke mensen in PLAATS, ervaring is niet nodig en u kunt direct beginnen. Kamer en busje zijn ' +
      'geregeld. Loon EURO euro per uur, zes dagen per week, en de huur gaat er elke week af. Mijn naam is NAAM, bel of app: NUMMER.',
    names: ['Marco', 'Tom', 'Sam', 'Ana', 'Stefan', 'Luca', 'Noor'],
    places: ['Naaldwijk', 'De Lier', 'Aalsmeer', 'Venlo', 'Hoogstraten', 'Someren'],
    adverts: 34,
    paceDays: 2
  },
  other(
    '06 10 10 13 13',
    'Pakketsorteerders gezocht, kamer aanwezig',
    ['Genk', 'Hasselt', 'Tilburg', 'Breda'],
    [
      'Nachtwerk in het sorteercentrum van PLAATS voor wie graag doorwerkt en tegen drukte kan.',
      'Het bed staat klaar, de pas regelt de voorman, en EURO euro netto krijgt u op vrijdag. Ik heet NAAM, mijn nummer is NUMMER.'
    ]
  ),
  other(
    '06 10 10 14 14',
    'Schoonmaak hotels, woonruimte beschikbaar',
    ['Amsterdam', 'Haarlem', 'Almere', 'Utrecht'],
    [
      'Kamermeisjes en huisknechten voor drie grote hotels nabij PLAATS, ook zonder papieren over uw opleiding.',
      'Per uur verdient u EURO euro; slapen doet u op de zolder van ons pand. Vraag naar NAAM via NUMMER, ook in de avond.'
    ]
  ),
  other(
    '06 10 10 15 15',
    'Bezorgers met scooter en woning van ons',
    ['Utrecht', 'Amersfoort', 'Arnhem', 'Zwolle'],
    [
      'Rijd maaltijden rond door PLAATS op een scooter die van de zaak is en die u met uw dagen terugbetaalt.',
      'Elke rit telt en het tarief is EURO euro voor zestig minuten. Mijn naam is NAAM en u bereikt mij op NUMMER.'
    ]
  ),
  other(
    '06 10 10 16 16',
    'Helpers in de keuken, eten inbegrepen',
    ['Rotterdam', 'Delft', 'Gouda', 'Leiden'],
    [
      'Afwassers en koks in opleiding voor een familiebedrijf in PLAATS dat elke dag van de week geopend is.',
      'U eet mee aan tafel, woont boven de zaak en krijgt EURO euro voor elk uur. Ik ben NAAM; app naar NUMMER.'
    ]
  ),
  other(
    '06 10 10 17 17',
    'Bouwvakkers met onderdak, begin direct',
    ['Groningen', 'Assen', 'Emmen', 'Heerenveen'],
    [
      'Sloopwerk en stukadoren rond PLAATS, gereedschap ligt al op de steiger en verzekeren doen wij later.',
      'Betaling contant, EURO euro het uur, de stacaravan houdt de baas in. Ik heet NAAM, bel NUMMER.'
    ]
  )
]

/** The adverts of all groups, as lines of the advert JSONL. */
export function roomAdverts(of: readonly Group[] = groups): object[] {
  return of.flatMap((group, nr) => Array.from({ length: group.adverts }, (_, at) => advertOf(group, nr, at)))
}

/** Days after the first day on which the quiet adverts begin: after all others, so that they take no number of theirs. */
const quietFrom = 80
/** Where the third of the quiet adverts stands. */
export const quietSite = 'tweedehands.example'

/** What no signal comes of: two adverts whose texts are half alike, and one that is asked for while it is sealed. */
export function quietAdverts(): object[] {
  const alike = 'wij zoeken mensen die graag buiten werken en van dieren houden'
  return [
    [
      'Hulp op de boerderij',
      `${alike}, het gaat om schapen, koeien en twee oude paarden bij een hoeve aan de dijk waar elke ochtend om zes uur gevoerd wordt en na de middag het hek nagelopen.`
    ],
    [
      'Werk in de stal',
      `${alike}, verder vragen wij een rijbewijs, een eigen fiets en zin om vroeg op te staan, ook als het regent, want stallen worden dagelijks geveegd met bezem, schep en veel geduld.`
    ],
    ['Stadsfiets te koop', 'Een goede fiets met nieuwe banden, een mand, een slot en twee lampen voor weinig geld.']
  ].map(([title, body], at) => ({
    id: `quiet-${at}`,
    site: at === 2 ? quietSite : sites[at],
    title,
    posted_at: new Date(firstDay + (quietFrom + at) * dayMs).toISOString(),
    body
  }))
}

/** The place of an advert of a group: the group moves on as time passes, and goes back once. */
export function placeOf(group: Group, at: number): string {
  const step = Math.floor((at * group.places.length) / group.adverts)
  return group.places[at % 7 === 6 ? Math.max(0, step - 1) : step] ?? ''
}

function other(number: string, title: string, places: readonly string[], text: readonly string[]): Group {
  const names = ['Marco', 'Tom', 'Sam', 'Ana', 'Stefan', 'Luca']
  return { number, handle: null, title, text: text.join(' '), names, places, adverts: 14, paceDays: 4 }
}

/** How long after the hour of the group an advert is posted, within a day and before the next one: people do not post by the clock, and who does is taken for spam. */
function lateMs({ paceDays }: Group, at: number): number {
  const mostMinutes = Math.min(420, Math.floor((paceDays * 1_440) / 3))
  return ((at * at * 97) % mostMinutes) * minuteMs
}

function advertOf(group: Group, nr: number, at: number): object {
  const name = group.names[at % group.names.length] ?? ''
  const place = placeOf(group, at)
  const euro = 12 - (at % 6)
  const written = at % 3 === 0 ? spelled(group.number) : group.number
  const handle = group.handle === null ? '' : ` Telegram: ${group.handle}`
  return {
    id: `g${nr}-${at}`,
    site: sites[at % sites.length],
    title: `${group.title}, ${place}`,
    city: place,
    posted_at: new Date(firstDay + (at * group.paceDays + nr) * dayMs + lateMs(group, at)).toISOString(),
    body:
      group.text
        .replace('PLAATS', place)
        .replace('EURO', String(euro))
        .replace('NAAM', name)
        .replace('NUMMER', written) + handle
  }
}

/** A number written half in words, as adverts do that machines should not read. */
function spelled(number: string): string {
  const words = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen']
  return [...number].map((sign, at) => (at < 5 && /\d/.test(sign) ? `${words[Number(sign)]} ` : sign)).join('')
}
