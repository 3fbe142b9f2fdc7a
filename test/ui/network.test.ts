/** The model behind the panels of a network: what is drawn, what folds into what, paths, steps back, lanes. No browser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import type { NetworkPicture, PictureAdvert } from '../../src/contract/desk/network-picture.ts'
import { formatPlace, parsePlace } from '../../ui/src/place/address.ts'
import { drawingOf, mostDrawn } from '../../ui/src/screens/network/model/drawing.ts'
import { whyPath } from '../../ui/src/screens/network/model/path.ts'
import { advertRows, ordered, tieRows } from '../../ui/src/screens/network/model/rows.ts'
import { advertsBetween, timesOf } from '../../ui/src/screens/network/model/time.ts'
import {
  firstLook,
  foldings,
  look,
  mostBack,
  type Looking,
  type Step,
  type View
} from '../../ui/src/screens/network/model/view.ts'
import { viewOf, viewQuery } from '../../ui/src/screens/network/model/view-address.ts'
import { neighbourOf } from '../../ui/src/screens/network/graph/walk.ts'

const places = ['Venlo', 'Genk', 'Delft']

/** `count` adverts in three places that share one number; every second also an account; the last ten are sealed. */
function pictureOf(count: number): NetworkPicture {
  const sealedFrom = count - 10
  const members = Array.from({ length: count }, (_, at): PictureAdvert => {
    const sealed = at >= sealedFrom
    return {
      advert: at + 1,
      state: sealed ? 'sealed' : 'open',
      site: at % 2 === 0 ? 'een.example' : 'twee.example',
      at: new Date(Date.UTC(2026, 0, 1 + (at % 90))).toISOString(),
      dated: 'posted',
      gone: false,
      title: sealed ? null : `Advert ${at}`,
      place: sealed ? null : (places[at % 3] ?? null),
      template: null,
      group: sealed ? 3 : at % 3
    }
  })
  const shared = (id: string, kind: string, here: number, more: object = {}) =>
    ({
      id,
      kind,
      key: `${id.length}`.padStart(16, '0'),
      value: id,
      sealed: false,
      here,
      adverts: here,
      x: here,
      y: 0,
      ...more
    }) as const
  const groupAt = (name: string, at: number) => ({ name, sealed: at === 3, adverts: 1, x: at * 300, y: 0, r: 100 })
  return {
    id: 1,
    by: 'place',
    identity: null,
    title: null,
    posted: null,
    signal: null,
    class: null,
    classSigns: [],
    adverts: count,
    open: sealedFrom,
    sealed: 10,
    members,
    shared: [
      shared('phone:1', 'phone', sealedFrom),
      shared('handle:1', 'handle', sealedFrom / 2),
      shared('sealed:phone', 'phone', 10, { sealed: true, value: null, key: null })
    ],
    sharedCount: 3,
    ties: members.flatMap((one, at) => (one.state === 'sealed' ? [at, 2] : at % 2 === 0 ? [at, 0, at, 1] : [at, 0])),
    bridges: [0, 2],
    groups: [...places.map(groupAt), groupAt('een.example', 3)],
    places: [],
    said: [],
    template: null
  }
}

const walk = (...steps: readonly Step[]): View => steps.reduce<Looking>(look, firstLook).view

function counted(picture: NetworkPicture, view: View): { drawn: number; standsFor: number } {
  const nodes = drawingOf(picture, view).nodes
  const adverts = nodes.flatMap((node) => (node.sort === 'shared' ? [] : node.adverts))
  assert.equal(new Set(adverts).size, adverts.length, 'an advert is drawn twice')
  return { drawn: nodes.length, standsFor: adverts.length }
}

test('Journey 6 two thousand adverts are drawn as folds with counts, never more than 300 things, however many folds are opened', () => {
  const picture = pictureOf(2_000)
  let looking = firstLook
  const first = drawingOf(picture, looking.view)
  assert.deepEqual(
    first.nodes.flatMap((node) => (node.sort === 'fold' ? [node.adverts.length] : [])),
    [664, 663, 663, 10]
  )
  for (let round = 0; round < 30; round++) {
    const { drawn, standsFor } = counted(picture, looking.view)
    assert.ok(drawn <= mostDrawn, `${drawn} things drawn in round ${round}`)
    assert.equal(standsFor, 2_000)
    const shut = drawingOf(picture, looking.view).nodes.find(
      (node) => node.sort === 'fold' && !looking.view.opened.includes(node.id)
    )
    if (shut === undefined) break
    looking = look(looking, { kind: 'open', id: shut.id })
  }
})

test('what fits is drawn advert by advert, and folding all folds it', () => {
  const picture = pictureOf(100)
  assert.deepEqual(counted(picture, walk()), { drawn: 103, standsFor: 100 })
  const folded = drawingOf(picture, walk({ kind: 'fold-all', folded: true }))
  assert.deepEqual([folded.folds, folded.folded, folded.nodes.length], [4, 100, 7])
})

test('a pinned advert is drawn by itself beside its fold, which counts one less', () => {
  const picture = pictureOf(100)
  const drawing = drawingOf(picture, walk({ kind: 'fold-all', folded: true }, { kind: 'pin', advert: 1 }))
  assert.ok(drawing.nodes.some((node) => node.id === 'advert:1'))
  assert.equal(drawing.nodes.find((node) => node.id === 'fold:place=Venlo')?.adverts.length, 29)
})

test('a kind that is hidden and days after the slider leave the drawing, and the table with the days', () => {
  const picture = pictureOf(100)
  const drawing = drawingOf(
    picture,
    walk({ kind: 'show-kind', name: 'handle', shown: false }, { kind: 'until', day: '2026-01-10' })
  )
  assert.ok(drawing.nodes.every((node) => node.sort !== 'shared' || node.shared.kind !== 'handle'))
  assert.ok(drawing.adverts.every((one) => one.at.slice(0, 10) <= '2026-01-10') && drawing.adverts.length === 20)
})

test('lines of a fold are one with a count, and what sealed adverts share is joined to the open thing of its kind only', () => {
  const drawing = drawingOf(pictureOf(400), firstLook.view)
  const line = drawing.lines.find((one) => one.from === 'fold:place=Venlo' && one.to === 'share:phone:1')
  assert.equal(line?.adverts, 130)
  const sealed = drawing.lines.filter((one) => one.from.includes('sealed') || one.to.includes('sealed'))
  assert.deepEqual(
    sealed.map((one) => [one.sort, one.from, one.to]),
    [
      ['shares', 'fold:sealed=een.example', 'share:sealed:phone'],
      ['sealed', 'share:phone:1', 'share:sealed:phone']
    ]
  )
})

test('why two adverts belong together goes over the rarer thing, and over a person who said so before all', () => {
  const picture = pictureOf(100)
  const path = whyPath(picture, { adverts: [1] }, { adverts: [3] })
  assert.deepEqual(
    path?.reasons.map((one) => [one.from, one.shared?.id, one.to]),
    [[1, 'handle:1', 3]]
  )
  const said = { ...picture, said: [{ judgement: 1, kind: 'same' as const, a: 1, b: 2, by: 'x' }] }
  assert.deepEqual(whyPath(said, { adverts: [1] }, { adverts: [2] })?.reasons, [{ from: 1, to: 2, shared: null }])
  assert.equal(whyPath({ ...picture, ties: [] }, { adverts: [1] }, { adverts: [2] }), null)
})

test('a path can begin at an advert and end at what many share, a fold, or itself', () => {
  const picture = pictureOf(100)
  assert.deepEqual(
    whyPath(picture, { adverts: [2] }, { shared: 'handle:1' })?.reasons.map((one) => [
      one.from,
      one.shared?.id,
      one.to
    ]),
    [
      [2, 'phone:1', 1],
      [1, 'handle:1', null]
    ]
  )
})

test('Journey 6 ten steps are rolled back one by one, the eleventh is forgotten, and a slide through time is one step', () => {
  let looking: Looking = firstLook
  for (let advert = 1; advert <= 12; advert++) looking = look(looking, { kind: 'pin', advert })
  assert.equal(looking.before.length, mostBack)
  for (let back = 0; back < 12; back++) looking = look(looking, { kind: 'back' })
  assert.deepEqual(looking.view.pinned, [1, 2])
  let slid: Looking = firstLook
  for (const day of ['2026-03-01', '2026-02-20', '2026-02-01']) slid = look(slid, { kind: 'until', day })
  assert.deepEqual([slid.view.until, look(slid, { kind: 'back' }).view.until], ['2026-02-01', null])
})

test('closing a fold closes what was opened in it, and a third pick lets go of the first', () => {
  const view = walk({ kind: 'open', id: 'a' }, { kind: 'open', id: 'a/b' }, { kind: 'close', id: 'a' })
  assert.deepEqual(view.opened, [])
  const picks = walk({ kind: 'pick', id: 'x' }, { kind: 'pick-also', id: 'y' }, { kind: 'pick-also', id: 'z' })
  assert.deepEqual(picks.picked, ['y', 'z'])
  assert.deepEqual(look({ view: picks, before: [] }, { kind: 'pick-also', id: 'y' }).view.picked, ['z'])
})

test('Journey 6 the table has every advert and every tie of the picture, in the order that is asked', () => {
  const picture = pictureOf(2_000)
  const rows = advertRows(picture, picture.members)
  assert.equal(rows.length, 2_000)
  assert.equal(tieRows(picture).length, picture.ties.length / 2)
  const sorted = ordered(rows, { by: 'place', down: false })
  assert.deepEqual([sorted[0]?.advert.place, sorted.at(-1)?.advert.place], ['Delft', null])
  assert.equal(ordered(rows, { by: 'place', down: true })[0]?.advert.place, 'Venlo')
  const [one, other] = rows
  assert.ok(one !== undefined && other !== undefined)
  const seen = { ...one, advert: { ...one.advert, dated: 'seen' as const, at: '2030-01-01T00:00:00.000Z' } }
  for (const down of [true, false]) assert.deepEqual(ordered([seen, other], { by: 'at', down }), [other, seen])
})

test('lanes count every advert, and a stretch of a lane chooses its adverts', () => {
  const { members } = pictureOf(100)
  const times = timesOf(members, members, 'place')
  assert.equal(
    times.lanes.reduce((sum, lane) => sum + lane.adverts, 0),
    100
  )
  assert.equal(advertsBetween(times, null, times.bins, 0).length, 100)
  assert.equal(advertsBetween(times, 0, 0, times.bins).length, times.lanes[0]?.adverts)
})

test('arrows go to a neighbour in their direction first, and to anything there when no neighbour is', () => {
  const drawing = drawingOf(pictureOf(400), firstLook.view)
  assert.equal(neighbourOf(drawing, null, 'ArrowRight'), drawing.nodes[0]?.id)
  const from = 'fold:place=Venlo'
  assert.match(neighbourOf(drawing, from, 'ArrowRight') ?? '', /^share:/)
  assert.equal(neighbourOf(drawing, from, 'ArrowLeft'), null)
})

test('Complaint 4: how a network is looked at is a short address and back; what is usual leaves no trace, and nonsense is as at first', () => {
  const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  const advert = fc.nat({ max: 1_000_000_000 })
  const view = fc.record({
    by: fc.constantFrom(...foldings),
    opened: fc.array(name, { maxLength: 5 }),
    folded: fc.boolean(),
    hidden: fc.array(name, { maxLength: 3 }),
    pinned: fc.array(advert, { maxLength: 5 }),
    until: fc.constantFrom(null, '2026-11-28'),
    picked: fc.array(name, { maxLength: 2 }),
    brushed: fc.array(advert, { maxLength: 50 })
  })
  fc.assert(
    fc.property(view, (one) => {
      const { query } = parsePlace(formatPlace('/networks/7', viewQuery(one)))
      assert.deepEqual(viewOf(query), { ...one, brushed: one.brushed.toSorted((a, b) => a - b) })
    })
  )
  assert.equal(formatPlace('/networks/7', viewQuery(firstLook.view)), '/networks/7')
  assert.deepEqual(viewOf({ by: 'x', until: 'morgen', pinned: 'a', chosen: '!' }), firstLook.view)
  const many = Array.from({ length: 500 }, (_, at) => 900_000 + 3 * at)
  assert.ok(formatPlace('/networks/7', viewQuery({ ...firstLook.view, brushed: many })).length < 1_100)
})
