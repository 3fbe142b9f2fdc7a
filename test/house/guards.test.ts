/** The run that takes guards out (`tools/guards.ts`) finds the guards that rules are made of, and leaves out what only the types want. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findGuards } from '../../tools/guards-find.ts'

function without(code: string): string[] {
  return findGuards('a.ts', code).map(
    ({ start, end, replacement }) => code.slice(0, start) + replacement + code.slice(end)
  )
}

test('an if that leaves, each operand of && and the condition of a filter are taken out one at a time', () => {
  assert.deepEqual(without('function f(a) { if (a > 3) return 1; return 2 }'), [
    'function f(a) { if (false) return 1; return 2 }'
  ])
  assert.deepEqual(without('for (const a of b) { if (a > 3) { continue } }'), [
    'for (const a of b) { if (false) { continue } }'
  ])
  assert.deepEqual(without('const c = a > 1 && b > 2 && d'), [
    'const c = true && b > 2 && d',
    'const c = a > 1 && true && d',
    'const c = a > 1 && b > 2 && true'
  ])
  assert.deepEqual(without('const c = a.filter((x) => x > 3)'), ['const c = a.filter(() => true)'])
})

test('what only asks whether something is there, has another branch, or ends a loop is left', () => {
  for (const code of [
    'function f(a) { if (a === undefined || a === null) return 1; return 2 }',
    'function f(a) { if (a > 3) return 1; else return 2 }',
    'while (a < 3 && b > 2) a += 1',
    'const c = a.filter(Boolean)'
  ])
    assert.deepEqual(without(code), [], code)
})
