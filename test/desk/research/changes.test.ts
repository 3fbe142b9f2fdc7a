/** Change points: planted ones are told with their week and levels, flat series and odd weeks are not, and nothing rests on weeks without sight. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alpha, changesIn, weekChanges } from '../../../src/desk/phenomenon/changes.ts'
import { observed } from '../../../src/desk/phenomenon/trend.ts'
import { dayAfter, weeksBetween } from '../../../src/model/phenomena/weeks.ts'

/** Numbers between 0 and 1, the same each time. */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}

/** Counts of a mean (Poisson), `apart` by a mean that is drawn itself (negative binomial). */
function counts(next: () => number, weeks: number, mean: (at: number) => number, apart = false): number[] {
  return Array.from({ length: weeks }, (_, at) => {
    const wide = apart ? -(Math.log(next()) + Math.log(next()) + Math.log(next()) + Math.log(next())) / 4 : 1
    const least = Math.exp(-mean(at) * wide)
    let count = 0
    for (let left = next(); left > least; left *= next()) count++
    return count
  })
}

test('S3 a planted change is told in its week, up and down, and two of them both', () => {
  const next = drawing(7)
  for (const [before, after] of [
    [12, 36],
    [36, 12]
  ] as const) {
    const [change, ...others] = changesIn(
      counts(next, 26, (at) => (at < 15 ? before : after)),
      5
    )
    assert.ok(change !== undefined && Math.abs(change.at - 15) <= 1, JSON.stringify(change))
    assert.ok(Math.abs(change.before - before) < 5 && Math.abs(change.after - after) < 7 && change.p <= alpha)
    assert.deepEqual(others, [])
  }
  const twice = changesIn(
    counts(next, 36, (at) => (at < 12 || at >= 24 ? 12 : 40)),
    5
  )
  assert.deepEqual(
    twice.map(({ at, before, after }) => [Math.abs(at - (after > before ? 12 : 24)) <= 1, after > before]),
    [
      [true, true],
      [true, false]
    ]
  )
})

test('S3 of 1,200 flat series about one in a hundred is told to change, however wide they spread', () => {
  const next = drawing(11)
  let told = 0
  const tried = 1_200
  for (let nth = 0; nth < tried; nth++) {
    const series: (number | null)[] = counts(next, nth % 3 === 0 ? 12 : 26, () => 30, nth % 2 === 0)
    if (nth % 5 === 0) series[nth % 12] = null
    if (changesIn(series, 0).length > 0) told++
  }
  assert.ok(told <= tried * alpha * 2, `${told} of ${tried}`)
})

test('S3 weeks that hang together are seldom told to change, and a clear step is told all the same', () => {
  const next = drawing(23)
  const normal = (): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
  const hanging = (weeks: number, step: number): number[] => {
    let last = normal()
    return Array.from({ length: weeks }, (_, at) => {
      if (at > 0) last = 0.5 * last + Math.sqrt(0.75) * normal()
      return Math.round(30 + 5 * last + (at < weeks / 2 ? 0 : step))
    })
  }
  const told = (tried: number, step: number): number =>
    Array.from({ length: tried }).filter(() => changesIn(hanging(26, step), 0).length > 0).length
  // By shuffling alone about 15 of 60.
  const flat = told(60, 0)
  assert.ok(flat <= 5, `${flat} of 60`)
  assert.ok(told(15, 40) >= 13)
})

test('S3 one odd week, a step of fewer than five networks, three weeks, and weeks that are all alike are no change', () => {
  const flat = counts(drawing(3), 26, () => 20)
  assert.deepEqual(changesIn(flat.with(13, 400), 5), [])
  assert.deepEqual(
    changesIn(
      flat.map((_, at) => (at < 13 ? 10 : 14)),
      5
    ),
    []
  )
  assert.equal(
    changesIn(
      flat.map((_, at) => (at < 13 ? 10 : 15)),
      5
    ).length,
    1
  )
  assert.deepEqual(
    changesIn(
      flat.map((count, at) => (at < 23 ? count : 90)),
      5
    ).filter(({ at }) => at > 22),
    []
  )
  const long = counts(drawing(3), 40, () => 20).map((count, at) => (at < 37 ? count : 90))
  assert.deepEqual(
    changesIn(long, 5).filter(({ at }) => at > 36),
    []
  )
  const weeks = weeksBetween('2026-W10', '2026-W35')
  const three = weeks.map((_, at) => (at < 13 ? 10 : 13))
  assert.deepEqual(
    [1, 2].map((sources) => weekChanges(weeks, three, sources, '2026-12-31').length),
    [0, 1],
    'three networks of one source, six of two'
  )
  assert.deepEqual(changesIn(Array<number>(26).fill(9), 0), [])
  assert.deepEqual(changesIn([1, 1, 1, 90, 90, 90, 90], 5), [])
})

test('S3 a week that is not told and a week that is not over take no part', () => {
  const weeks = weeksBetween('2026-W10', '2026-W35')
  const step: (number | null)[] = weeks.map((_, at) => (at < 13 ? 4 + (at % 2) : 14 + (at % 3)))
  const [change] = weekChanges(weeks, step, 2, '2026-12-31')
  assert.deepEqual([change?.week, change?.before, change?.after], [weeks[13], 4, 15])
  assert.deepEqual(weekChanges(weeks, step.with(13, null), 2, '2026-12-31')[0]?.week, weeks[14])
  assert.deepEqual(
    weekChanges(
      weeks,
      step.map((rate, at) => (at < 13 ? null : rate)),
      2,
      '2026-12-31'
    ),
    []
  )
  // Six weeks of another level, of which the fourth runs still.
  const late = weeks.map((_, at) => (at < 20 ? 10 + (at % 2) : 40))
  assert.equal(weekChanges(weeks, late, 1, '2026-12-31').length, 1)
  assert.equal(weekChanges(weeks, late, 1, '2026-08-12').length, 0)
})

test('S3.5 a new source and an outage are no change: the rates do not rest on them', () => {
  const weeks = weeksBetween('2026-W10', '2026-W35')
  const daily = (from: string, to: string): string[] => {
    const days: string[] = []
    for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day)
    return days
  }
  const all = daily('2026-02-16', '2026-08-30')
  const days = new Map([
    ['steady', all],
    ['new', all.filter((day) => day >= '2026-06-01')],
    ['stops', all.filter((day) => day < '2026-05-04' || day > '2026-05-24')]
  ])
  assert.deepEqual(observed(days, weeks, '2026-08-30').steady, ['steady'])
})
