/** Tests of dates: value, precision and basis of what adverts write. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { extract } from '../../src/extract/extract.ts'
import { findDates, postingDate, structuredDate } from '../../src/text/dates.ts'

const seenAt = '2026-03-05T12:00:00+01:00'
const cases: readonly (readonly [string, string | null, string?, string?])[] = [
  ['vandaag 14:05', '2026-03-05T14:05', 'minute', 'relative,no-zone'],
  ['Gisteren om 9:30 uur', '2026-03-04T09:30', 'minute', 'relative,no-zone'],
  ['eergisteren', '2026-03-03', 'day', 'relative'],
  ['3 dagen geleden', '2026-03-02', 'day', 'relative'],
  ['een week geleden', '2026-02-26', 'day', 'relative'],
  ['5 minuten geleden', '2026-03-05T11:55+01:00', 'minute', 'relative'],
  ['2 months ago', '2026-01', 'month', 'relative'],
  ['vor 3 Tagen', '2026-03-02', 'day', 'relative'],
  ['il y a 2 heures', '2026-03-05T10:00+01:00', 'minute', 'relative'],
  ['hace 2 días', '2026-03-03', 'day', 'relative'],
  ['acum 3 zile', '2026-03-02', 'day', 'relative'],
  ['преди 2 дни', '2026-03-03', 'day', 'relative'],
  ['2 dni temu', '2026-03-03', 'day', 'relative'],
  ['03-04', '2025-04-03', 'day', 'no-year,day-month-order'],
  ['31-12', '2025-12-31', 'day', 'no-year'],
  ['03/04/2025', '2025-04-03', 'day', 'day-month-order'],
  ['12/31/2025', '2025-12-31', 'day', 'month-day-order'],
  ['3 maart 2026', '2026-03-03', 'day', 'absolute'],
  ['3. März 2026', '2026-03-03', 'day', 'absolute'],
  ['4 mars 2026 à 14h05', '2026-03-04T14:05', 'minute', 'absolute,no-zone'],
  ['3 de marzo de 2026', '2026-03-03', 'day', 'absolute'],
  ['3 martie 2026', '2026-03-03', 'day', 'absolute'],
  ['3 март 2026', '2026-03-03', 'day', 'absolute'],
  ['3 września 2025', '2025-09-03', 'day', 'absolute'],
  ['2026. március 4.', '2026-03-04', 'day', 'absolute'],
  ['2026. 03. 04.', '2026-03-04', 'day', 'absolute'],
  ['4 мар 2026', '2026-03-04', 'day', 'absolute'],
  ['March 3rd, 2026 at 2:05 pm', '2026-03-03T14:05', 'minute', 'absolute,no-zone'],
  ['16 augustus', '2025-08-16', 'day', 'no-year'],
  ['2026-03-04T14:05:00+01:00', '2026-03-04T14:05+01:00', 'minute', 'absolute'],
  ['2026-03-04T14:05', '2026-03-04T14:05', 'minute', 'absolute,no-zone'],
  ['12-mrt-2024', '2024-03-12', 'day', 'absolute'],
  ['05-Aug-2022 14:05', '2022-08-05T14:05', 'minute', 'absolute,no-zone'],
  ['12/mrt/2024', '2024-03-12', 'day', 'absolute'],
  ['12 marzo del 2025', '2025-03-12', 'day', 'absolute'],
  ['2025/03/04', '2025-03-04', 'day', 'absolute'],
  ["3 maart '25", '2025-03-03', 'day', 'absolute'],
  ['the day before yesterday', '2026-03-03', 'day', 'relative'],
  ['avant-hier', '2026-03-03', 'day', 'relative'],
  ['2h ago', '2026-03-05T10:00+01:00', 'minute', 'relative'],
  ['10 min. geleden', '2026-03-05T11:50+01:00', 'minute', 'relative'],
  ['7 мая 2021', '2021-05-07', 'day', 'absolute'],
  ['7 травня 2021', '2021-05-07', 'day', 'absolute'],
  ['вчера 14:05', '2026-03-04T14:05', 'minute', 'relative,no-zone'],
  ['2 часа назад', '2026-03-05T10:00+01:00', 'minute', 'relative'],
  ['Publié hier', '2026-03-04', 'day', 'relative'],
  ['vrijdag 20:00', '2026-02-27T20:00', 'minute', 'relative,no-zone'],
  ['3-5 februari', '2026-02-03/2026-02-05', 'day', 'no-year,range'],
  ['12 feb 26', '2026-02-12', 'day', 'absolute'],
  ['Klik hier', null],
  ['morgen 20:00', null],
  ['06-12-25 48 79', null],
  ['€ 12 mei', null],
  ['v2.2.10', null],
  ['sinds 2 jaar', null],
  ['0001-01-01', null],
  ['31-02-2026', null],
  ['06-12345678', null],
  ['€ 12.50', null],
  ['vandaag de dag', '2026-03-05', 'day', 'relative']
]
for (const [text, value, precision, basis] of cases) {
  test(`B10 "${text}" is ${value ?? 'no date'}`, () => {
    const date = findDates(text, seenAt)[0]
    if (value === null) assert.equal(date, undefined)
    else assert.deepEqual([date?.value, date?.precision, date?.basis], [value, precision, basis])
  })
}

test('H3 a page and its advert are read alike: where only one day can be meant, posting date and fact are the same', () => {
  // Without year, with the name of a weekday, or of a word of one language, the two ask for different things.
  const apart = /no-year|-order/
  let alike = 0
  for (const [text, value, , basis = ''] of cases) {
    if (value === null || apart.test(basis) || /hier|vrijdag|^0001/.test(text.toLowerCase())) continue
    const fact = extract(text, { region: 'NL', seenAt }).find(({ kind }) => kind === 'date')
    assert.equal(fact?.value, value, text)
    alike++
  }
  assert.ok(alike > 35, `${alike}`)
})

test('a posting is on one day that is not ahead: ranges and days to come are passed over', () => {
  assert.equal(postingDate('3-5 februari', seenAt), null)
  assert.equal(postingDate('open 3-5 februari, geplaatst 6 februari', seenAt)?.value, '2026-02-06')
  assert.equal(postingDate('beschikbaar 3 juni 2026, online 1 maart 2026', seenAt)?.value, '2026-03-01')
})

test('a date in structured data says so', () => {
  assert.equal(structuredDate('2026-03-04', seenAt)?.basis, 'structured')
  assert.equal(structuredDate('soon', seenAt), null)
})

test('B4 the raw text of a date stands in the text, whatever the text is', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('3 maart ', '03-04', ' vandaag ', '2026-', '12:30', 'geleden', '0')
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      for (const date of findDates(text, seenAt)) assert.ok(text.includes(date.raw), `${date.raw} in ${text}`)
    })
  )
})

for (const unit of ['0', '1-', '0-0', '3 m', 'vor ', '1 a ', '12.', 'jan ', '  ']) {
  test(`B4 50,000 times "${unit}" takes no longer than a blink`, () => {
    const start = process.cpuUsage()
    findDates(unit.repeat(50_000), seenAt)
    const { user } = process.cpuUsage(start)
    assert.ok(user < 1_500_000, `${user} microseconds`)
  })
}
