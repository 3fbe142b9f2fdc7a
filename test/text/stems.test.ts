/** Forms of one word are found by its beginning first, and none is lost that way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likeWord } from '../../src/text/stems.ts'

const families: readonly (readonly string[])[] = [
  ['massage', 'massages'],
  ['kamer', 'kamers'],
  ['werken', 'werkt'],
  ['huizen', 'huize'],
  ['happy', 'happiness'],
  ['running', 'runs'],
  ['stopped', 'stopping', 'stops'],
  ['ladies', 'lady'],
  ['madchen', 'madchens'],
  ['nouvelle', 'nouvelles'],
  ['chicas', 'chica'],
  ['fetele', 'fetelor']
]

test('S22 plural and inflection of seven languages are one word, from whichever form one asks', () => {
  for (const family of families) {
    for (const a of family) for (const b of family) assert.ok(likeWord(a)(b) && likeWord(b)(a), `${a} ${b}`)
  }
})

test('words that only begin alike, and numbers, are words of their own', () => {
  for (const [a, b] of [
    ['kamer', 'kameraad'],
    ['massage', 'massief'],
    ['1234', '12345'],
    ['bel', 'bellen']
  ] as const)
    assert.equal(likeWord(a)(b), false, `${a} ${b}`)
})
