/** A campaign of any size is one template, however many copies it has; text that a site puts around everybody's adverts is none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLinker, type Linker } from '../../src/link/linker.ts'
import { advertOf, textOf } from './build.ts'

/** Numbers below a bound, the same for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) % below
  }
}

/** A copy of a text in which a share of the words was exchanged, left out or added: another copy for each number. */
function reworded(words: readonly string[], share: number, copy: number): string {
  const draw = drawFrom(copy + 1)
  const out = [...words]
  const other = textOf(90_000 + copy, 60).split(' ')
  for (let edit = 0; edit < Math.round(share * words.length); edit++) {
    const at = draw(out.length)
    const kind = draw(10)
    if (kind < 6) out[at] = other[edit] ?? ''
    else if (kind < 8) out.splice(at, 1)
    else out.splice(at, 0, other[edit] ?? '')
  }
  return out.join(' ')
}

function give(linker: Linker, id: number, text: string): void {
  linker.apply({ seq: id, at: '', kind: 'advert', advert: advertOf({ id, text }) })
}

/** Share of the copies that are in the largest template of them. */
function inLargest(linker: Linker, copies: readonly number[]): number {
  const sizes = new Map<number, number>()
  for (const copy of copies) {
    const template = linker.templateOf(copy)
    if (template !== null) sizes.set(template, (sizes.get(template) ?? 0) + 1)
  }
  return Math.max(0, ...sizes.values()) / copies.length
}

for (const size of [20, 60, 150, 250, 350, 3000]) {
  test(`${size} re-worded copies of one text are one template`, () => {
    const words = textOf(1, 66).split(' ')
    for (const share of size > 1000 ? [0.28] : [0.1, 0.2, 0.28]) {
      const linker = createLinker()
      const copies = Array.from({ length: size }, (_, id) => id)
      for (const id of copies) give(linker, id, reworded(words, share, id))
      const found = inLargest(linker, copies)
      assert.ok(found >= 0.97, `${size} copies, ${share} of the words: ${found} in one template`)
    }
  })
}

test('350 re-worded copies among 2,000 other texts are one template, and no other text is in it', () => {
  const linker = createLinker()
  const words = textOf(1, 66).split(' ')
  const copies: number[] = []
  const others: number[] = []
  for (let id = 0; id < 2350; id++) {
    if (id % 6 === 0 && copies.length < 350) copies.push(id)
    else others.push(id)
    give(linker, id, copies.at(-1) === id ? reworded(words, 0.28, id) : textOf(5000 + id, 60))
  }
  assert.ok(inLargest(linker, copies) >= 0.97)
  const templates = new Set(copies.map((copy) => linker.templateOf(copy)))
  assert.deepEqual(
    others.filter((other) => templates.has(linker.templateOf(other))),
    []
  )
})

test('what a site puts around the adverts of everybody does not make them one template', () => {
  const linker = createLinker()
  const house = textOf(7, 24)
  for (let id = 0; id < 400; id++) give(linker, id, `${textOf(1000 + id, id < 10 ? 14 : 46)} ${house}`)
  const late = Array.from({ length: 300 }, (_, i) => 100 + i)
  assert.ok(inLargest(linker, late) < 0.05, `${inLargest(linker, late)} of the later adverts are in one template`)
})

test('texts that strangers put together from the phrases of their trade are no template', () => {
  const bank = Array.from({ length: 40 }, (_, phrase) => textOf(700 + phrase, 6))
  const linker = createLinker()
  const draw = drawFrom(7)
  const adverts = Array.from({ length: 300 }, (_, id) => id)
  for (const id of adverts) {
    const phrases = Array.from({ length: 8 }, () => bank[draw(40)])
    give(linker, id, `${phrases.join('. ')}. ${textOf(20_000 + id, 12)}`)
  }
  const found = inLargest(linker, adverts)
  assert.ok(found < 0.03, `${found} of the texts are in one template`)
})
