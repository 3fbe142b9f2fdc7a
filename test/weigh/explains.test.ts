/** No class that is no ground takes a network out of sight that shows a scoring sign which the class does not account for. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { grounds, type ClassName } from '../../src/weigh/classes.ts'
import { indicators } from '../../src/weigh/indicators.ts'
import { explained } from '../../src/weigh/wording.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'
import { advertOf, towns, type Given } from './members.ts'

const pictures = ['0'.repeat(64), 'f'.repeat(64), '0f'.repeat(32)]

/** What each class looks like by itself: with what is drawn beside it, it may become another. */
const looks: Readonly<Record<string, (nth: number) => Given>> = {
  independent: () => ({ names: ['anna'], phones: ['+31611111111'], places: [towns[0]], signs: ['own-rules'] }),
  pair: (nth) => ({
    names: [nth % 2 === 0 ? 'anna' : 'bea'],
    phones: ['+31611111111'],
    places: [towns[0]],
    signs: ['first-person']
  }),
  agency: (nth) => ({
    names: [['anna', 'bea', 'cleo'][nth % 3] ?? ''],
    phones: ['+31611111111'],
    places: [towns[0]],
    hosts: ['huize.example'],
    registered: [[0, 3]],
    signs: ['manager-voice']
  }),
  spam: (nth) => ({ template: 1, hosts: ['bonus.example'], account: `user${nth}`, postedMinute: 60 * nth, signs: [] }),
  scam: (nth) => ({ names: [`name${nth}`], phones: ['+31611111111'], signs: ['advance-payment'] }),
  generated: (nth) => ({ names: [`name${nth}`], phones: ['+31611111111'], generated: [[0, 3]], signs: [] }),
  goods: () => ({ goods: true, phones: ['+31611111111'], signs: [] })
}

/** Something that speaks for a look, added to a part of the adverts. */
const added: readonly ((nth: number) => Given)[] = [
  () => ({ disguised: [[0, 5]] }),
  () => ({ signs: ['youth-wording'] }),
  () => ({ signs: ['quick-money-card'] }),
  () => ({ signs: ['recruiting', 'escort', 'housing-offered'] }),
  (nth) => ({ phones: [`+3162222222${nth % 5}`] }),
  (nth) => ({ names: [`other${nth % 4}`], phones: ['+31633333333'] }),
  (nth) => ({ places: [towns[nth % 3] ?? towns[0]] }),
  (nth) => ({ names: [`other${nth % 4}`], pictures: [pictures[0] ?? ''] }),
  (nth) => ({ names: [`other${nth % 4}`], template: 2 })
]

const network = fc
  .record({
    look: fc.constantFrom(...Object.keys(looks)),
    count: fc.integer({ min: 8, max: 20 }),
    more: fc.uniqueArray(fc.nat(added.length - 1), { maxLength: 3 }),
    every: fc.integer({ min: 1, max: 4 })
  })
  .map(({ look, count, more, every }) =>
    Array.from({ length: count }, (_, nth) => {
      const { signs = [], ...given } = looks[look]?.(nth) ?? {}
      const others = nth % every === 0 ? more.flatMap((one) => added[one]?.(nth) ?? []) : []
      const all = others.reduce<Given>((sum, one) => ({ ...sum, ...one }), given)
      return advertOf(nth + 1, {
        ...all,
        contacts: [...(all.phones ?? []), ...(all.hosts ?? [])],
        signs: [...signs, ...others.flatMap((one) => one.signs ?? [])]
      })
    })
  )

test('a class that is no ground accounts for every scoring sign of its networks, or a network is of another class', () => {
  const told = new Map<ClassName, number>()
  let passedOver = 0
  fc.assert(
    fc.property(network, (members) => {
      const weighed = weighNetwork(members, { medianPerHour: new Map() })
      const { name, signs } = weighed.class
      told.set(name, (told.get(name) ?? 0) + 1)
      const shape = signs.some((sign) => sign.sentence.en.startsWith('Two names with one number')) ? 'pair' : ''
      const by = [name, shape, ...signs.map((sign) => sign.indicator ?? '')]
      const scoring = weighed.reasons.filter((one) => indicators.get(one.indicator)?.useRule === 'score')
      if (grounds[name]) passedOver += scoring.length > 0 ? 1 : 0
      else
        for (const { indicator } of scoring)
          assert.ok(
            by.some((one) => explained(one, indicator)),
            `${name} hides ${indicator}`
          )
    }),
    { numRuns: 1_000 }
  )
  for (const [name, ground] of Object.entries(grounds))
    if (!ground) assert.ok((told.get(name as ClassName) ?? 0) > 10, `${name} was hardly ever told`)
  assert.ok(passedOver > 100, 'hardly any network had a scoring sign that its class does not account for')
})

test('what a class accounts for is a scoring indicator of the table with its reason in two languages; youth and recruiting for sex work are hidden by none that has persons', () => {
  const rows = readFileSync(new URL('../../data/class-explains.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  assert.ok(rows.length > 15)
  for (const row of rows) {
    const [of = '', indicator = '', nl = '', en = ''] = row.split('\t')
    assert.ok(of === 'pair' || of in grounds || indicators.get(of)?.useRule === 'class', of)
    assert.equal(indicators.get(indicator)?.useRule, 'score', indicator)
    assert.ok(nl.endsWith('.') && en.endsWith('.'), row)
    if (['SX-T02', 'LA-J08', 'CE-08'].includes(indicator)) assert.equal(of, 'goods', row)
  }
})
