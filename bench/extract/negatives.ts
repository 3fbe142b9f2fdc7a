/** Digits that look like phone numbers and are none: registrations, accounts, orders, prices, dates, sizes, coordinates. */
import type { Random } from './random.ts'
import type { Language } from './spoken.ts'

export interface Negative {
  readonly name: string
  readonly write: (language: Language, r: Random) => string
}

type Words = Readonly<Record<Language, readonly string[]>>

const orderWords: Words = {
  nl: ['Bestelnummer', 'Ordernummer:', 'Bestelling'],
  en: ['Order number', 'Order no.', 'Order #'],
  de: ['Bestellnummer', 'Bestellung Nr.', 'Auftrag Order'],
  fr: ['Commande', 'Commande n°'],
  es: ['Pedido', 'Pedido número'],
  ro: ['Comanda', 'Comanda nr.'],
  bg: ['Поръчка', 'Поръчка номер'],
  pl: ['Zamówienie', 'Zamówienie nr'],
  hu: ['Rendelésszám', 'Rendelés']
}
const advertWords: Words = {
  nl: ['Advertentienummer', 'Advertentie nr.'],
  en: ['Ad id', 'Listing'],
  de: ['Anzeigennummer', 'Anzeige Nr.'],
  fr: ['Annonce', 'Réf annonce'],
  es: ['Anuncio', 'Anuncio número'],
  ro: ['Anunț', 'Anunț nr.'],
  bg: ['Обява', 'Обява номер'],
  pl: ['Ogłoszenie', 'Ogłoszenie nr'],
  hu: ['Hirdetés', 'Hirdetéskód']
}
const companyWords: Words = {
  nl: ['KvK', 'KvK-nummer:', 'BTW'],
  en: ['VAT', 'VAT no.'],
  de: ['HRB', 'Steuernummer', 'USt-IdNr.'],
  fr: ['SIRET', 'SIREN', 'TVA'],
  es: ['NIF', 'CIF', 'IVA'],
  ro: ['CUI', 'CIF'],
  bg: ['ЕИК', 'Булстат'],
  pl: ['NIP', 'REGON'],
  hu: ['Adószám', 'Cégjegyzékszám']
}
const ibans: Readonly<Record<Language, readonly [string, number, number]>> = {
  nl: ['NL', 4, 10],
  en: ['GB', 4, 14],
  de: ['DE', 0, 18],
  fr: ['FR', 0, 23],
  es: ['ES', 0, 20],
  ro: ['RO', 4, 16],
  bg: ['BG', 4, 14],
  pl: ['PL', 0, 24],
  hu: ['HU', 0, 24]
}
const currencyMarks: Readonly<Record<Language, string>> = {
  nl: 'euro',
  en: '£',
  de: 'Euro',
  fr: '€',
  es: '€',
  ro: 'lei',
  bg: 'лв',
  pl: 'zł',
  hu: 'Ft'
}
const ageUnits: Readonly<Record<Language, string>> = {
  nl: 'jaar',
  en: 'years',
  de: 'Jahre',
  fr: 'ans',
  es: 'años',
  ro: 'ani',
  bg: 'години',
  pl: 'lat',
  hu: 'éves'
}

export const negatives: readonly Negative[] = [
  { name: 'order', write: (language, r) => `${r.pick(orderWords[language])} ${phoneLike(r, language)}` },
  { name: 'advert-number', write: (language, r) => `${r.pick(advertWords[language])} ${phoneLike(r, language)}` },
  { name: 'company', write: (language, r) => `${r.pick(companyWords[language])} ${r.digits(r.pick([8, 9, 10]))}` },
  { name: 'iban', write: (language, r) => iban(language, r) },
  {
    name: 'prices',
    write: (language, r) =>
      [30, 60, 90]
        .map((minutes) => `${minutes} min ${r.int(4, 30) * 10} ${currencyMarks[language]}`)
        .join(r.pick([', ', '\n', ' / ']))
  },
  { name: 'bare-prices', write: (_, r) => `${r.int(5, 9)}0 ${r.int(10, 14)}0 ${r.int(15, 19)}0 ${r.int(20, 30)}0` },
  { name: 'ages', write: (language, r) => `${r.int(20, 24)} ${r.int(25, 29)} ${r.int(30, 35)} ${ageUnits[language]}` },
  {
    name: 'date',
    write: (_, r) =>
      `${two(r.int(1, 28))}${r.pick(['-', '/', '.'])}${two(r.int(1, 12))}${r.pick(['-', '/', '.'])}20${r.int(20, 29)} ${two(r.int(0, 23))}:${two(r.int(0, 59))}`.replace(
        /(\d+)([-/.])(\d+)[-/.]/,
        '$1$2$3$2'
      )
  },
  {
    name: 'iso-time',
    write: (_, r) =>
      `20${r.int(20, 29)}-${two(r.int(1, 12))}-${two(r.int(1, 28))}T${two(r.int(0, 23))}:${two(r.int(0, 59))}:00Z`
  },
  {
    name: 'hours',
    write: (_, r) =>
      `ma ${r.int(9, 11)}:00-${r.int(17, 22)}:00 di ${r.int(9, 11)}-${r.int(17, 22)} wo ${r.int(9, 11)}.00-${r.int(17, 22)}.30`
  },
  {
    name: 'sizes',
    write: (_, r) =>
      `${r.int(100, 240)}x${r.int(50, 120)}x${r.int(30, 90)} cm, ${r.int(10, 90)} kg, maat ${r.int(34, 46)} ${r.int(34, 46)} ${r.int(34, 46)}`
  },
  { name: 'coordinates', write: (_, r) => `${r.int(40, 54)}.${r.digits(6)}, ${r.int(1, 26)}.${r.digits(6)}` },
  { name: 'postcode', write: (_, r) => `${r.int(1011, 9999)} AB, ${r.int(1000, 9999)} XK` },
  { name: 'barcode', write: (_, r) => `${r.digits(13)} ${r.digits(6)}` },
  { name: 'card', write: (_, r) => Array.from({ length: 4 }, () => r.digits(4)).join(' ') },
  {
    name: 'year-list',
    write: (_, r) => `${r.int(1990, 1999)} ${r.int(2000, 2009)} ${r.int(2010, 2019)}-${r.int(2020, 2026)}`
  },
  {
    name: 'mileage',
    write: (_, r) => `${r.int(100, 250)}.${r.digits(3)} km, ${r.int(1000, 2000)} cc, ${r.int(60, 200)} pk`
  },
  {
    name: 'counting',
    write: (language) =>
      language === 'en'
        ? 'one two three four five six seven eight nine'
        : language === 'nl'
          ? 'een twee drie vier vijf zes zeven acht negen'
          : '1 2 3 4 5 6 7 8 9'
  },
  {
    name: 'percent',
    write: (_, r) => `${r.int(10, 90)}% ${r.int(10, 90)}% ${r.int(10, 90)}% ${r.int(10, 90)}% ${r.int(10, 90)}%`
  },
  {
    name: 'decimals',
    write: (_, r) =>
      `${r.int(1, 9)},${r.digits(2)} ${r.int(1, 9)},${r.digits(2)} ${r.int(10, 99)},${r.digits(2)} ${r.int(10, 99)},${r.digits(2)}`
  }
]

/** Digits in the very shape of a mobile number of the country, so that only the word before them tells. */
function phoneLike(r: Random, language: Language): string {
  const starts: Readonly<Record<Language, string>> = {
    nl: '061',
    en: '07911',
    de: '0151',
    fr: '061',
    es: '61',
    ro: '072',
    bg: '088',
    pl: '51',
    hu: '0630'
  }
  const lengths: Readonly<Record<Language, number>> = {
    nl: 10,
    en: 11,
    de: 12,
    fr: 10,
    es: 9,
    ro: 10,
    bg: 10,
    pl: 9,
    hu: 11
  }
  const start = starts[language]
  return start + r.digits(lengths[language] - start.length)
}

function iban(language: Language, r: Random): string {
  const [country, letters, digits] = ibans[language]
  const bank =
    letters === 0 ? '' : Array.from({ length: letters }, () => String.fromCharCode(65 + r.int(0, 25))).join('')
  const body = `${country}${two(r.int(2, 98))}${bank}${r.digits(digits)}`
  return `${r.pick(['IBAN ', ''])}${r.chance(0.5) ? body : (body.match(/.{1,4}/g) ?? []).join(' ')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
