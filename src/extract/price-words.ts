/** Words of money and of the time that is paid for, in nine languages (all folded). */

export interface Currency {
  readonly code: string
  readonly min: number
  readonly max: number
}

export interface Period {
  /** `hour`, `minute`, `quarter`, `half`, `day`, `night`, `week`, `month`. */
  readonly unit: string
  /** 0 where nothing per hour follows from it. */
  readonly minutes: number
}

export const euro: Currency = { code: 'EUR', min: 5, max: 10_000_000 }

/** Currency words and signs. */
export const currencies: ReadonlyMap<string, Currency> = new Map(
  (
    [
      ['€ eur euro euros euroos euroa euri eurootjes eurotjes eu eurot eurok евро evro', euro],
      ['£ gbp pound pounds pond quid', { code: 'GBP', min: 5, max: 10_000_000 }],
      ['$ usd dollar dollars', { code: 'USD', min: 5, max: 10_000_000 }],
      ['lei ron', { code: 'RON', min: 10, max: 50_000_000 }],
      ['zl pln zloty zlotych zlote', { code: 'PLN', min: 10, max: 50_000_000 }],
      ['лв лева лев bgn leva', { code: 'BGN', min: 10, max: 50_000_000 }],
      ['ft huf forint', { code: 'HUF', min: 500, max: 5_000_000_000 }],
      ['chf', { code: 'CHF', min: 5, max: 10_000_000 }]
    ] as const
  ).flatMap(([words, currency]) => words.split(' ').map((word) => [word, currency] as const))
)

/** Words written for money by those who do not want to name it: of low confidence, and in the currency of the country. */
export const moneyWords: ReadonlySet<string> = new Set(
  'roses rose rozen roosjes rosen rosas trandafiri roz rozsa kusjes kisses kisjes besos bisous diamonds diamanten kado cadeaus'.split(
    ' '
  )
)

/** Flowers for sale beside a number of roses. */
export const flowerWords =
  /(?:bos|boeket|bouquet|bunch|strauss|ramo|ruiker|stuks|vaas|vase|bloem|flower|blumen|fleur|flores|rode|rote|red|rouges|rojas|bezorg|deliver)/

export const currencyOfCountry: ReadonlyMap<string, string> = new Map([
  ['GB', 'GBP'],
  ['US', 'USD'],
  ['PL', 'PLN'],
  ['RO', 'RON'],
  ['BG', 'BGN'],
  ['HU', 'HUF'],
  ['CH', 'CHF']
])

/** Words for a length of time; one-letter forms count only right beside an amount or a number. */
export const periods: ReadonlyMap<string, Period> = new Map(
  (
    [
      [
        'u uur uren uurtje uurtjes uurtarief uurprijs uurloon h hr hrs hour hours hourly std stundenlohn stundensatz stunde stunden heure heures hora horas ora ore oras orat orankent час часа ч godz godzina godzine godziny godzin',
        'hour',
        60
      ],
      [
        'min mins minuut minuten minuutjes minute minutes minuti minutos minuta minut minuty minute perc мин минути минута',
        'minute',
        1
      ],
      ['kwartier kwartiertje viertelstunde', 'quarter', 15],
      ['hh halfuur halfuurtje halfhour halbestunde mediahora felora', 'half', 30],
      ['dag dagen day days tag jour dia zi ден dzien nap napi', 'day', 0],
      ['nacht night nights overnight nuit noche noapte нощ noc ejszaka', 'night', 0],
      [
        'week weken weekend weeks woche semaine semana saptamana седмица седмично tydzien tygodniowo hetente weekly',
        'week',
        0
      ],
      [
        'maand maanden maandelijks month monthly monat monatlich mois mes mensual luna lunar месец месечно miesiac miesiecznie honap havonta havi',
        'month',
        0
      ]
    ] as const
  ).flatMap(([words, unit, minutes]) => words.split(' ').map((word) => [word, { unit, minutes }] as const))
)

/** "p/u", "p.u.", "pcm": a price for a time, said in two or three letters. */
export const shortPeriods: ReadonlyMap<string, Period> = new Map([
  ['u', { unit: 'hour', minutes: 60 }],
  ['h', { unit: 'hour', minutes: 60 }],
  ['d', { unit: 'day', minutes: 0 }],
  ['n', { unit: 'night', minutes: 0 }],
  ['w', { unit: 'week', minutes: 0 }],
  ['m', { unit: 'month', minutes: 0 }],
  ['cm', { unit: 'month', minutes: 0 }]
])
