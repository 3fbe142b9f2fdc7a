/** The hand-written sets of `bench extract`: labels of the documented form, numbers and names that nobody holds, and figures on known cases. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { kinds, measureOpenSet, outcomeOf, readOpenSet } from '../../bench/extract/open-set.ts'
import type { LabelledText } from '../../bench/extract/open-set.ts'

const set = readOpenSet(path.join(import.meta.dirname, '../../bench/extract/open-2'))
const labels = set.flatMap(({ id, facts, may }) => [...facts, ...(may ?? [])].map((fact) => ({ id, ...fact })))

const forms: Readonly<Record<(typeof kinds)[number], RegExp>> = {
  phone: /^\+\d{9,14}$/,
  email: /^[^\s@\p{Lu}]+@[^\s@\p{Lu}]+\.(?:example|test)$/u,
  handle: /^[a-z]+:[^\s\p{Lu}]+$/u,
  url: /^https:\/\/(?:[\w-]+\.)+(?:example|test)(?:\/[\w/-]*)?$/,
  price: /^\d+(?:\.\d+)? [A-Z]{3}(?:\/(?:\d+min|night|day|week|month|year))?$/,
  age: /^(?:1[89]|[2-9]\d)$/,
  place: /^\p{Lu}|^'s-/u,
  name: /^\p{L}[\p{L}.' -]*$/u,
  date: /^\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\dZ?)?)?(?:\/\d{4}-\d\d-\d\d)?$/
}

test('the set holds at least 1,500 texts in nine languages, two fifths of them traps, none twice', () => {
  assert.ok(set.length >= 1_500)
  assert.equal(new Set(set.map(({ language }) => language)).size, 9)
  assert.equal(new Set(set.map(({ id }) => id)).size, set.length)
  assert.equal(new Set(set.map(({ text }) => text)).size, set.length)
  assert.ok(set.filter(({ trap }) => trap).length >= set.length * 0.4)
})

test('every label has the documented form of its kind, with reserved domains and grown-ups only', () => {
  assert.deepEqual(Object.keys(forms), [...kinds])
  for (const { id, kind, values } of labels) {
    const form = forms[kind as keyof typeof forms]
    assert.ok(values.length > 0 && values.every((value) => form.test(value)), `${id} ${kind} ${values.join(', ')}`)
  }
})

const label: LabelledText = {
  id: 'a',
  language: 'nl',
  region: 'NL',
  about: 'plain',
  trap: true,
  text: '',
  facts: [
    { kind: 'place', values: ['Timișoara'] },
    { kind: 'price', values: ['100 EUR', '100 EUR/60min'] }
  ],
  may: [{ kind: 'name', values: ['Jan'] }]
}

test('an outcome names what is missing and what is false; allowed facts and other kinds are neither', () => {
  const right = outcomeOf(label, [
    { kind: 'place', value: 'Timişoara' },
    { kind: 'price', value: '100 EUR/60min' },
    { kind: 'price', value: '100 EUR' },
    { kind: 'name', value: 'Jan' },
    { kind: 'language', value: 'nl' }
  ])
  assert.deepEqual([right.missing, right.extra], [[], []])
  const wrong = outcomeOf(label, [
    { kind: 'price', value: '90 EUR' },
    { kind: 'price', value: '90 EUR' }
  ])
  assert.deepEqual(
    wrong.missing.map(({ kind }) => kind),
    ['place', 'price']
  )
  assert.deepEqual(wrong.extra, [{ kind: 'price', value: '90 EUR' }])
})

test('figures count whole texts, clean traps and each kind, per language and for what the text is about', () => {
  const plain = { language: 'en', region: 'GB', about: 'plain', trap: false }
  const figures = measureOpenSet([
    {
      ...plain,
      id: 'b',
      text: 'Write to anna@house.example',
      facts: [{ kind: 'email', values: ['anna@house.example'] }]
    },
    {
      ...plain,
      id: 'c',
      text: 'Write to bea@house.example',
      facts: [{ kind: 'email', values: ['eva@house.example'] }]
    },
    { ...plain, id: 'd', trap: true, text: 'Write to me', facts: [] }
  ])
  assert.equal(figures.wholeRight, 0.6667)
  assert.deepEqual([figures.traps, figures.trapsClean], [1, 1])
  assert.deepEqual(figures.byKind['email'], { stated: 2, precision: 0.5, recall: 0.5 })
  assert.deepEqual(figures.wholeRightByAbout, { plain: '0.5 of 2', 'trap plain': '1 of 1' })
  assert.deepEqual(Object.keys(figures.byLanguage), ['en'])
})
