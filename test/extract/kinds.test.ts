/** Rules of single kinds that a fixture line does not show: confidence, attributes, doubts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extract } from '../../src/extract/extract.ts'
import { dayNames, fewWords, homeDays, monthNames, relativeDays, units } from '../../src/text/dates/words.ts'
import { fold } from '../../src/text/fold.ts'
import { handleWords } from '../../src/extract/contact/handle-services.ts'
import { languageNames, speakWords } from '../../src/extract/person/language-words.ts'
import { functionWords } from '../../src/text/language.ts'
import { closings, firstNames, introductions, noNames } from '../../src/extract/person/name-words.ts'
import { ambiguousNames, placePrepositions } from '../../src/extract/place/place-words.ts'
import { currencies, moneyWords, periods } from '../../src/extract/price/price-words.ts'
import type { Fact, FactKind } from '../../src/model/fact.ts'

function facts(kind: FactKind, text: string, region = 'NL'): Fact[] {
  return extract(text, { region, seenAt: '2026-12-30T23:30:00Z' }).filter((fact) => fact.kind === kind)
}

const dates: readonly (readonly [text: string, value: string, precision: string, basis: string])[] = [
  ['vandaag 14:05', '2026-12-30T14:05', 'minute', 'relative, no-zone'],
  ['gisteren', '2026-12-29', 'day', 'relative'],
  ['vanaf 03-01', '2027-01-03', 'day', 'no-year, day-month-order'],
  ['vanaf 20-12', '2026-12-20', 'day', 'no-year'],
  ['03-04-2026 14:05', '2026-04-03T14:05', 'minute', 'day-month-order, no-zone'],
  ['2026-04-03T14:05:00+02:00', '2026-04-03T14:05+02:00', 'minute', 'absolute'],
  ['01-01-0001', '0001-01-01', 'day', 'implausible-year'],
  ['12/31/2026', '2026-12-31', 'day', 'month-day-order'],
  ['mei 2026', '2026-05', 'month', 'absolute']
]

for (const [text, value, precision, basis] of dates) {
  test(`B10 ${JSON.stringify(text)} is ${value}, known to the ${precision} (${basis})`, () => {
    const [fact] = facts('date', text)
    assert.equal(fact?.value, value)
    assert.deepEqual(fact?.attributes, { precision, basis })
  })
}

test('B10 dates that do not exist are no dates', () => {
  assert.deepEqual(
    ['31-02-2026', '45-13-2026', '00-00-2026'].flatMap((text) => facts('date', text)),
    []
  )
})

const lookAlikes: readonly (readonly [kind: FactKind, text: string, value: string, raw: string])[] = [
  ['handle', 't.me/аnnа_22', 'telegram:anna_22', 't.me/аnnа_22'],
  ['handle', 'snap: Lіsа_22', 'snapchat:lisa_22', 'Lіsа_22'],
  ['name', 'Mijn naam is Аnnа', 'Anna', 'Аnnа'],
  ['email', 'аnna@voorbeeld.nl', 'anna@voorbeeld.nl', 'аnna@voorbeeld.nl']
]

for (const [kind, text, value, raw] of lookAlikes) {
  test(`B12 look-alike letters in ${text} give the normal form and keep the original`, () => {
    const fact = facts(kind, text)[0]
    assert.equal(fact?.value, value)
    assert.equal(fact?.raw, raw)
  })
}

test('a messenger link is never an e-mail address', () => {
  for (const text of ['find us at t.me/x', 'us at t.me', 'mail us at t . me / xhouse', 'look at booking.com now']) {
    assert.deepEqual(facts('email', text), [], text)
  }
})

test('an hour price is worked out where a time is named, not for a night', () => {
  assert.equal(facts('price', '30 min 80 euro')[0]?.attributes?.['perHour'], 160)
  assert.equal(facts('price', '800 euro per nacht')[0]?.attributes?.['perHour'], undefined)
})

test('ages never come from dates, sizes, prices or years of service', () => {
  for (const text of [
    '20-05-2026',
    'maat 38',
    '30 euro',
    '25 jaar ervaring',
    'al 20 jaar in het vak',
    '180 cm 65 kg',
    '10-22 uur',
    'vanaf 21 jaar'
  ]) {
    assert.deepEqual(facts('age', text), [], text)
  }
})

test('places that are ordinary words count only where a place is asked for', () => {
  assert.deepEqual(
    ['best goede spa', 'made met liefde', 'nice to meet you', 'nancy is lief'].flatMap((text) => facts('place', text)),
    []
  )
  assert.deepEqual(
    ['Ontvangst in Best', 'omgeving Made'].flatMap((text) => facts('place', text)).map((fact) => fact.value),
    ['Best', 'Made']
  )
})

test('of two places with one name the one in the country of the site is meant', () => {
  assert.equal(facts('place', 'in Bergen op Zoom', 'NL')[0]?.attributes?.['country'], 'NL')
  assert.equal(facts('place', 'in Hasselt', 'BE')[0]?.attributes?.['country'], 'BE')
})

test('a tour gives every town its date', () => {
  const tour = facts('place', '12 januari Utrecht\n14 januari Breda')
  assert.deepEqual(
    tour.map((fact) => [fact.value, fact.attributes?.['on']]),
    [
      ['Utrecht', '2027-01-12'],
      ['Breda', '2027-01-14']
    ]
  )
})

test('masked words carry only their category', () => {
  const masked = facts('masked', 'Braziliaanse dame, katholiek, getest')
  assert.deepEqual(
    masked.map((fact) => fact.value),
    ['origin', 'religion', 'health']
  )
})

test('every word of the tables is written as folding leaves it, or no text would ever match it', () => {
  const keyed: readonly ReadonlyMap<string, unknown>[] = [
    dayNames,
    homeDays,
    monthNames,
    relativeDays,
    fewWords,
    units,
    handleWords,
    languageNames,
    introductions,
    currencies,
    periods,
    moneyWords
  ]
  const lists = [functionWords, speakWords, closings, firstNames, noNames, ambiguousNames, placePrepositions]
  const words = [...keyed.flatMap((table) => [...table.keys()]), ...lists.flatMap((list) => [...list])]
  assert.ok(words.length > 3000)
  assert.deepEqual(
    words.filter((word) => fold(word).text !== word),
    []
  )
})

test('a date without a capture to count from says only what the text says', () => {
  const values = ['vandaag 14:05', 'gisteren', '3 juni', '3-5 juni', '03-04', '2 uur geleden'].map(
    (text) => extract(text, { region: 'NL' }).find((fact) => fact.kind === 'date')?.value
  )
  assert.deepEqual(values, ['P0DT14:05', '-P1D', '--06-03', '--06-03/--06-05', '--04-03', '-PT2H'])
})
