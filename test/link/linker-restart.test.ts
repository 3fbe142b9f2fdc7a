/** Any way to the same evidence ends in the same networks: rejections, vetoes, undo and restarts against a clean run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import type { LinkEvent } from '../../src/link/event.ts'
import { createLinker, restoreLinker, type Linker } from '../../src/link/linker.ts'
import { advertOf, partitionOf, textOf, valueKeyOf, type Sketch } from './build.ts'

const adverts = 40
/** A low guard, so that it is met. */
const options = { guardSize: 4 }
const picture = (n: number): string => ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(8)

const sketch = fc.record({
  phone: fc.option(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 }), { nil: undefined }),
  email: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  text: fc.integer({ min: 0, max: 9 }),
  picture: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  day: fc.integer({ min: 0, max: 500 })
})

const judgement = fc.oneof(
  fc.record({
    kind: fc.constant('reject' as const),
    advert: fc.nat(adverts - 1),
    value: fc.integer({ min: 0, max: 12 })
  }),
  fc.record({ kind: fc.constant('veto' as const), a: fc.nat(adverts - 1), b: fc.nat(adverts - 1) }),
  fc.record({ kind: fc.constant('same' as const), a: fc.nat(adverts - 1), b: fc.nat(adverts - 1) }),
  fc.record({ kind: fc.constant('hub' as const), value: fc.integer({ min: 0, max: 12 }), hub: fc.boolean() }),
  fc.record({ kind: fc.constant('reject-text' as const), advert: fc.nat(adverts - 1) }),
  fc.record({ kind: fc.constant('reject-pictures' as const), advert: fc.nat(adverts - 1) })
)

type Judgement = typeof judgement extends fc.Arbitrary<infer T> ? T : never

function judgementEvent(item: Judgement, seq: number): LinkEvent {
  const base = { seq, at: '2026-03-01T00:00:00Z' }
  if (item.kind === 'reject')
    return {
      ...base,
      kind: 'reject',
      advert: item.advert,
      valueKind: 'phone',
      key: valueKeyOf('phone', `p${item.value}`)
    }
  if (item.kind === 'hub') {
    return {
      ...base,
      kind: 'hub',
      valueKind: 'phone',
      key: valueKeyOf('phone', `p${item.value}`),
      state: item.hub ? 'hub' : 'own'
    }
  }
  if (item.kind === 'veto' || item.kind === 'same') return { ...base, kind: item.kind, a: item.a, b: item.b }
  return { ...base, kind: item.kind, advert: item.advert }
}

const run = fc.record({
  sketches: fc.array(sketch, { minLength: adverts, maxLength: adverts }),
  judgements: fc.array(
    fc.record({ item: judgement, at: fc.nat(adverts), undoAt: fc.option(fc.nat(adverts), { nil: undefined }) }),
    { maxLength: 8 }
  ),
  restarts: fc.array(fc.nat(adverts), { maxLength: 3 })
})

function sketchOf(part: typeof sketch extends fc.Arbitrary<infer T> ? T : never, id: number): Sketch {
  return {
    id,
    ...(part.phone ? { phone: [...new Set(part.phone)].map((n) => `p${n}`).join(' ') } : {}),
    ...(part.email === undefined ? {} : { email: `e${part.email}` }),
    ...(part.picture === undefined ? {} : { pictures: [picture(part.picture)] }),
    text: `${textOf(part.text, 20)} ${id % 3 === 0 ? textOf(100 + id, 6) : ''}`,
    day: 20_000 + part.day
  }
}

test('any sequence of arrivals, judgements, undo and restarts ends as one clean run without what was undone', () => {
  let linked = 0
  fc.assert(
    fc.property(run, ({ sketches, judgements, restarts }) => {
      const dirty = playDirty(sketches.map(sketchOf), judgements, restarts)
      const clean = createLinker(options)
      let seq = 0
      for (const [id, part] of sketches.entries())
        clean.apply({ seq: seq++, at: '', kind: 'advert', advert: advertOf(sketchOf(part, id)) })
      for (const { item, undoAt } of judgements) if (undoAt === undefined) clean.apply(judgementEvent(item, seq++))
      linked += clean.networks().length
      assert.deepEqual(partitionOf(dirty), partitionOf(clean))
    }),
    { numRuns: Number(process.env['LINK_RUNS'] ?? 40) }
  )
  assert.ok(linked > 20, 'the runs had networks to compare')
})

function playDirty(
  sketches: Sketch[],
  judgements: { item: Judgement; at: number; undoAt: number | undefined }[],
  restarts: number[]
): Linker {
  let linker = createLinker(options)
  let seq = 0
  const apply = (event: LinkEvent): void => {
    linker.apply(event)
    assert.equal(linker.apply(event).applied, false)
  }
  const waiting = judgements.map((entry) => ({ ...entry, given: -1, undone: false }))
  for (let step = 0; step <= adverts; step++) {
    if (restarts.includes(step)) linker = restoreLinker([...linker.snapshot()], options)
    // Judgements that stay are given in order at the end as well as in a clean run: words on one value would differ else.
    for (const entry of waiting) {
      if (entry.undoAt !== undefined && entry.at === step && entry.given < 0) {
        entry.given = seq
        apply(judgementEvent(entry.item, seq++))
      }
    }
    for (const entry of waiting) {
      if (entry.undoAt !== undefined && entry.given >= 0 && !entry.undone && entry.undoAt <= step) {
        entry.undone = true
        apply({ seq, at: '', kind: 'undo', judgement: entry.given })
        seq++
      }
    }
    if (step < adverts) apply({ seq: seq++, at: '', kind: 'advert', advert: advertOf(sketches[step] as Sketch) })
    for (const entry of waiting) {
      // A lasting judgement may come as soon as its adverts are there, in the order in which the clean run gives them.
      if (
        entry.undoAt === undefined &&
        entry.given < 0 &&
        step >= Math.max(...advertsOf(entry.item)) &&
        entry.at <= step &&
        isNext(waiting, entry)
      ) {
        entry.given = seq
        apply(judgementEvent(entry.item, seq++))
      }
    }
  }
  for (const entry of waiting) {
    if (entry.undoAt === undefined && entry.given < 0) apply(judgementEvent(entry.item, seq++))
    if (entry.undoAt !== undefined && entry.given >= 0 && !entry.undone)
      apply({ seq: seq++, at: '', kind: 'undo', judgement: entry.given })
  }
  return linker
}

function advertsOf(item: Judgement): number[] {
  if (item.kind === 'veto' || item.kind === 'same') return [item.a, item.b]
  return item.kind === 'hub' ? [0] : [item.advert]
}

function isNext(
  waiting: readonly { undoAt: number | undefined; given: number }[],
  entry: { undoAt: number | undefined; given: number }
): boolean {
  return waiting.find((other) => other.undoAt === undefined && other.given < 0) === entry
}
