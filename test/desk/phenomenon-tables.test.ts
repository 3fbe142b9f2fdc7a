/** S3.3 and S3.5: what leaves of research on phenomena tells of no small cell, by no sum or difference, nor beside what was published before; gaps are breaks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Counted } from '../../src/desk/phenomenon/counts.ts'
import { hiddenTable, type Judged, type TableAsked, type Told } from '../../src/desk/phenomenon/hidden-table.ts'
import { breaksOf } from '../../src/desk/phenomenon/read-table.ts'
import { observed } from '../../src/desk/phenomenon/trend.ts'
import type { Cell } from '../../src/model/phenomena/traits.ts'
import { dayAfter, mondayOf, weekOfDay, weeksBetween } from '../../src/model/phenomena/weeks.ts'
import { fc } from '../properties.ts'

const weeks = ['2026-W30', '2026-W31']
const asked = (more: Partial<TableAsked> = {}): TableAsked => ({
  from: '2026-W30',
  to: '2026-W31',
  by: ['place'],
  filters: {},
  ...more
})

type Group = readonly [week: string, place: string, form: string, networks: number]

/** Networks of two adverts each. */
function counted(groups: readonly Group[]): Counted {
  let id = 0
  const living = groups.flatMap(([week, place, form, networks]) =>
    Array.from({ length: networks * 2 }, () => {
      id++
      const cell: Cell = { week, place, form, language: 'nl', source: 'a', price: 'unknown', disguise: 'open' }
      return { id, network: (id + 1) >> 1, cell, place: null }
    })
  )
  return { living, folded: [], state: '' }
}

function judged(of: Counted, question: TableAsked, before: readonly Told[] = []): Judged {
  const made = hiddenTable(of, question, weeks, before)
  assert.ok(made !== 'too-many')
  return made
}

/** Networks of a table by week and value, `*` for the total. */
function shown({ table }: Judged): Record<string, number | null> {
  const [week, other] = table.dimensions
  const values = [...(other?.categories ?? []), '*']
  return Object.fromEntries(
    (week?.categories ?? []).flatMap((one, w) =>
      values.map((value, v) => [`${one} ${value}`, table.networks[w * values.length + v] ?? null])
    )
  )
}

test('S3.3 a place with four networks is hidden, and another with it, so that the total tells nothing', () => {
  const made = shown(
    judged(
      counted([
        ['2026-W30', 'A', 'x', 4],
        ['2026-W30', 'B', 'x', 9],
        ['2026-W30', 'C', 'x', 20],
        ['2026-W31', 'A', 'x', 7],
        ['2026-W31', 'B', 'x', 8]
      ]),
      asked()
    )
  )
  assert.equal(made['2026-W30 A'], null)
  assert.equal(made['2026-W30 C'], 20)
  assert.ok(made['2026-W30 B'] === null || made['2026-W30 *'] === null, JSON.stringify(made))
  assert.deepEqual([made['2026-W31 A'], made['2026-W31 B'], made['2026-W31 *']], [7, 8, 15])
})

test('S3.3 in any table no cell below five is shown, and none follows from a week with one cell hidden', () => {
  const group = fc.tuple(
    fc.constantFrom(...weeks),
    fc.constantFrom('A', 'B', 'C'),
    fc.constantFrom('x', 'y'),
    fc.nat(12)
  )
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), fc.boolean(), (groups, filtered) => {
      const of = counted(groups)
      if (of.living.length === 0) return
      const made = hiddenTable(of, asked({ filters: filtered ? { form: 'x' } : {} }), weeks)
      if (made === 'too-many') return
      const values = shown(made)
      const { adverts, networks } = made.table
      assert.equal(networks.length, weeks.length * ((made.table.dimensions[1]?.categories.length ?? 0) + 1))
      assert.deepEqual(
        adverts.map((count) => count === null),
        networks.map((count) => count === null),
        'adverts of a hidden cell are hidden'
      )
      for (const name of made.told.keys()) assert.match(name, /\bweek=/, 'no sum over weeks is told')
      for (const [name, count] of Object.entries(values)) assert.ok(count === null || count === 0 || count >= 5, name)
      for (const week of weeks) {
        const line = Object.entries(values).filter(([name]) => name.startsWith(week))
        assert.notEqual(line.filter(([, count]) => count === null).length, 1, `${JSON.stringify(values)} tells ${week}`)
      }
    }),
    { numRuns: 60 }
  )
})

test('S3.3 what one publication hid no other shows, and a week that grew by a few networks since is hidden', () => {
  const base: Group[] = [
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 6],
    ['2026-W30', 'C', 'x', 30],
    ['2026-W31', 'A', 'x', 10],
    ['2026-W31', 'B', 'x', 10]
  ]
  const first = judged(counted(base), asked())
  assert.equal(shown(first)['2026-W30 A'], null)
  const grown = counted([...base, ['2026-W30', 'A', 'x', 9], ['2026-W31', 'B', 'x', 2]])
  const alone = shown(judged(grown, asked()))
  assert.deepEqual([alone['2026-W30 A'], alone['2026-W31 B']], [12, 12])
  const second = shown(judged(grown, asked(), [first.told]))
  assert.deepEqual([second['2026-W30 A'], second['2026-W31 B']], [null, null])
})

test('S3.3 a cell that everybody knows from a publication protects no other one', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 6],
    ['2026-W30', 'C', 'x', 30]
  ])
  const free = judged(of, asked())
  assert.equal(shown(free)['2026-W30 B'], null, 'the cheaper one protects it')
  const told: Told = new Map([['place=B week=2026-W30', [6, 12]]])
  const bound = shown(judged(of, asked(), [told]))
  assert.deepEqual([bound['2026-W30 B'], bound['2026-W30 A'], bound['2026-W30 C']], [6, null, null])
})

test('S3.3 a cell of which a synthetic table told about how many it has protects no other one, though it is small by now', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 4],
    ['2026-W30', 'C', 'x', 20],
    ['2026-W30', 'D', 'x', 30]
  ])
  const about: Told = new Map([['place=B week=2026-W30', [0, 0, 'about']]])
  assert.equal(shown(judged(of, asked()))['2026-W30 C'], 20, 'without it A and B are enough')
  assert.equal(shown(judged(of, asked(), [about]))['2026-W30 C'], null)
})

test('S3.3 other adverts of as many networks as were told are hidden too: the difference is of few', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 6],
    ['2026-W30', 'B', 'x', 20],
    ['2026-W30', 'C', 'x', 30]
  ])
  const told = (networks: number, adverts: number): Told => new Map([['place=A week=2026-W30', [networks, adverts]]])
  for (const [before, expected] of [
    [told(6, 12), 6],
    [told(6, 13), null],
    [told(2, 4), null],
    [told(1, 12), 6],
    [told(11, 22), 6]
  ] as const)
    assert.equal(shown(judged(of, asked(), [before]))['2026-W30 A'], expected, JSON.stringify([...before]))
})

test('S3.3 a value that nothing has is a table of zeros, and a table of too many cells is none', () => {
  const of = counted([['2026-W30', 'A', 'x', 9]])
  const none = judged(of, asked({ filters: { form: 'z' } }))
  assert.deepEqual(shown(none), { '2026-W30 A': 0, '2026-W30 *': 0, '2026-W31 A': 0, '2026-W31 *': 0 })
  const many = counted(Array.from({ length: 900 }, (_, at): Group => ['2026-W30', `place ${at}`, 'x', 1]))
  assert.equal(hiddenTable(many, asked(), weeks), 'too-many')
})

test('S3.3 two publications by another form tell nothing of the third form together', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 9],
    ['2026-W30', 'A', 'y', 8],
    ['2026-W30', 'A', 'z', 2],
    ['2026-W30', 'B', 'x', 9],
    ['2026-W30', 'B', 'y', 9],
    ['2026-W30', 'B', 'z', 9]
  ])
  const told: Told[] = []
  for (const question of [asked(), asked({ filters: { form: 'x' } }), asked({ filters: { form: 'y' } })])
    told.push(judged(of, question, told).told)
  const known = (key: string): boolean => told.some((one) => one.get(key) != null)
  assert.equal(known('form=z place=A week=2026-W30'), false)
  const parts = ['form=x place=A week=2026-W30', 'form=y place=A week=2026-W30', 'place=A week=2026-W30']
  assert.ok(!parts.every(known), 'the difference tells of two networks')
})

test('S3.3 one hand in many places is one network, and no total tells of it', () => {
  const cell = (place: string): Cell => ({
    week: '2026-W30',
    place,
    form: 'x',
    language: 'nl',
    source: 'a',
    price: 'unknown',
    disguise: 'open'
  })
  const living = 'ABCDEFG'.split('').map((place, at) => ({ id: at + 1, network: 1, cell: cell(place), place: null }))
  const made = shown(judged({ living, folded: [], state: '' }, asked()))
  assert.ok(Object.values(made).every((count) => count === null || count === 0))
})

/** Every day from one to another. */
const daily = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day)
  return days
}

test('S3.5 a source that stops for seven days and one that is new are breaks of their weeks; rates rest on the others alone', () => {
  const from = mondayOf('2026-W28') ?? ''
  const all = daily(dayAfter(from, -7), '2026-08-02')
  const days = new Map([
    ['steady', all],
    ['stops', all.filter((day) => day < '2026-07-15' || day > '2026-07-21')],
    ['new', all.filter((day) => day >= '2026-07-22')],
    // Once a week is often enough for a source that is never asked more often.
    ['weekly', all.filter((_, at) => at % 7 === 0)]
  ])
  const { breaks, steady } = observed(days, weeksBetween('2026-W28', '2026-W31'), '2026-08-02')
  assert.deepEqual(Object.fromEntries(breaks), {
    '2026-W29': [{ source: 'stops', kind: 'outage' }],
    '2026-W30': [
      { source: 'stops', kind: 'outage' },
      { source: 'new', kind: 'new' }
    ]
  })
  assert.deepEqual(steady, ['steady', 'weekly'])
})

test('S3.5 an outage is four days without a look, or three times the usual gap, also when it lasts until today', () => {
  const weeks = weeksBetween('2026-W28', '2026-W31')
  const all = daily('2026-06-22', '2026-08-02')
  const lost = (seen: readonly string[], today = '2026-08-03'): string[] => {
    const { breaks, steady } = observed(new Map([['one', seen]]), weeks, today)
    const found = [...breaks.keys()]
    assert.deepEqual(steady, found.length === 0 ? ['one'] : [])
    assert.ok([...breaks.values()].every(([one, ...others]) => one?.kind === 'outage' && others.length === 0))
    return found
  }
  const without = (from: string, to: string): string[] => all.filter((day) => day < from || day > to)
  assert.deepEqual(lost(without('2026-07-14', '2026-07-15')), [], 'a look three days later')
  assert.deepEqual(lost(without('2026-07-14', '2026-07-16')), ['2026-W29'])
  // Every other day: six days later is an outage, five are none.
  const second = all.filter((_, at) => at % 2 === 0)
  assert.deepEqual(lost(second.filter((day) => day !== '2026-07-14')), [])
  assert.deepEqual(lost(second.filter((day) => day !== '2026-07-14' && day !== '2026-07-16')), ['2026-W29'])
  assert.deepEqual(lost(without('2026-07-30', '2026-08-02'), '2026-08-01'), [])
  assert.deepEqual(lost(without('2026-07-30', '2026-08-02')), ['2026-W31'], 'it lasts')
})

test('S3.5 a week of which erased adverts may be of the place that is asked, and of which that was not kept, is a break and no fall', () => {
  const folded = (week: string, place: string, form = 'x') => ({
    level: 'all',
    cell: { week, place, form, language: 'nl', source: 'a', price: 'withheld', disguise: 'withheld' },
    adverts: 3,
    networks: 3
  })
  const read = {
    weeks,
    seen: observed(new Map([['a', ['2026-07-20', '2026-07-21']]]), weeks, '2026-07-22'),
    counted: { living: [], folded: [folded('2026-W30', 'A'), folded('2026-W31', 'withheld')], state: '' }
  }
  const fresh = { week: '2026-W30', source: 'a', kind: 'new' }
  const unkept = { week: '2026-W31', source: '', kind: 'withheld' }
  assert.deepEqual(breaksOf(read, {}), [fresh], 'not kept stands beside the places')
  assert.deepEqual(breaksOf(read, { place: 'A' }), [fresh, unkept])
  assert.deepEqual(breaksOf(read, { place: 'A', form: 'x' }), [fresh, unkept])
  assert.deepEqual(breaksOf(read, { place: 'A', form: 'y' }), [fresh], 'of another form')
  assert.deepEqual(breaksOf(read, { form: 'x' }), [fresh])
})

test('weeks are those of ISO 8601, over the end of a year too', () => {
  assert.deepEqual(['2026-01-01', '2026-12-31', '2027-01-03', '2027-01-04', '2024-12-30'].map(weekOfDay), [
    '2026-W01',
    '2026-W53',
    '2026-W53',
    '2027-W01',
    '2025-W01'
  ])
  assert.equal(mondayOf('2025-W53'), null)
  assert.deepEqual(weeksBetween('2026-W52', '2027-W01'), ['2026-W52', '2026-W53', '2027-W01'])
})
