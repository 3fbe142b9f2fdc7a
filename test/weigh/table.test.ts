/** Each indicator is in a rule or a class, or the table says why not; what is said stands in both languages. */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { indicators } from '../../src/weigh/indicators.ts'
import { directionOf } from '../../src/weigh/points.ts'
import { rules } from '../../src/weigh/rules.ts'
import { said } from '../../src/weigh/wording.ts'

const own = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

/** Indicators that tell classes apart, as their code names them. */
const classes = [
  'src/weigh/classes.ts',
  ...readdirSync(new URL('../../src/weigh/classes', import.meta.url)).map((name) => `src/weigh/classes/${name}`)
]
const classIndicators = classes.flatMap((name) =>
  [...own(name).matchAll(/indicator: '([A-Z]+-[A-Z0-9]+)'/g)].map((hit) => hit[1] ?? '')
)

const unused = new Map(
  own('data/indicators-unused.tsv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([id = '', nl = '', en = '']) => [id, { nl, en }])
)

test('each of the 91 indicators that weighing may use is in a rule, or a sentence says why not; no other is', () => {
  const used = new Set([...rules.map((rule) => rule.indicator), ...classIndicators])
  assert.equal(indicators.size, 91)
  for (const { id, useRule } of indicators.values()) {
    const may = ['score', 'score_low', 'counter', 'class', 'context_only'].includes(useRule)
    assert.equal(used.has(id), may && !unused.has(id), `${id} (${useRule})`)
    if (!may) assert.equal(unused.has(id), false, `${id} is ${useRule}: its use rule says why`)
  }
  for (const id of used) assert.ok(indicators.has(id), id)
  for (const [id, why] of unused) assert.ok(indicators.has(id) && why.nl !== '' && why.en !== '', id)
  assert.ok(unused.size <= 13, `${unused.size} are not used`)
})

test('origin, nationality and ethnicity have no direction: weighing cannot use them', () => {
  for (const id of ['SX-T04', 'SX-T14', 'AN-23', 'SX-T23', 'SX-C14']) {
    const indicator = indicators.get(id)
    assert.ok(indicator !== undefined && directionOf(indicator) === null, id)
  }
})

test('every sentence is said in both languages with the same numbers, and only what the table has is said', () => {
  const rows = own('data/weigh-sentences.tsv').trim().split('\n').slice(1)
  assert.ok(rows.length > 70, `${rows.length} rows`)
  const numbers = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted()
  for (const row of rows) {
    const [of = '', part = '', nl = '', en = ''] = row.split('\t')
    assert.notEqual(nl, '', row)
    if (part === 'title' || part === 'caution') continue
    assert.deepEqual(numbers(nl), numbers(en), row)
    assert.match(en, /\.$/, row)
    assert.deepEqual(said(of, part).nl.includes('{'), false)
  }
  for (const { indicator } of rules) assert.notEqual(said(indicator, 'title').nl, '', indicator)
  assert.throws(() => said('SX-T01', 'verdict'), /no row SX-T01 verdict/)
})

test('what is one is said as one, in both languages', () => {
  assert.deepEqual(said('organised', 'several', { names: 12, numbers: 1, all: 20 }), {
    nl: '12 namen en 1 nummer in 20 advertenties van één hand, die nergens zegt wie zij is.',
    en: '12 names and 1 number in 20 adverts of one hand that nowhere says who it is.'
  })
  assert.match(said('SX-T01', 'sentence', { seen: 1, all: 9 }).nl, /^1 van 9 advertenties verbergt het nummer/)
  assert.match(said('SX-T01', 'sentence', { seen: 2, all: 9 }).nl, /^2 van 9 advertenties verbergen het nummer/)
})
