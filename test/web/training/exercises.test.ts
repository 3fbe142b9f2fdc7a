/** Exercises through the interface: answers stay hidden until given, feedback has a source for each sign, and nothing of an exercise is kept but its line in the ledger. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { parse, stringify } from 'yaml'
import type { Exercise, ExerciseFeedback, Exercises } from '../../../src/contract/training/exercises.ts'
import { readExercise, type ExerciseFile } from '../../../src/desk/exercises/exercise-file.ts'
import { knowsSign } from '../../../src/desk/exercises/exercises.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { json, startInterface, type Browser, type Running } from '../running.ts'
import { rowsOf } from './rows-of.ts'

const folder = new URL('../../../data/exercises/', import.meta.url)
const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
/** Exercises whose right answer is that nothing counts. */
const nothing = new Set(['de-bakkerij', 'drie-telefoons', 'muziek-op-het-plein', 'niets-aan-de-hand-online'])

describe('exercises', () => {
  let at: Running
  let officer: Browser
  before(async () => {
    at = await startInterface()
    officer = await at.as('officer')
  })
  after(() => closeInAgreement(at))

  const list = async (): Promise<Exercises['exercises']> =>
    json<Exercises>(await officer.ask('GET', '/api/exercises')).exercises
  const open = async (id: string): Promise<Exercise> => json(await officer.ask('GET', `/api/exercises/${id}`))
  const answer = async (id: string, body: object): Promise<ExerciseFeedback> =>
    json(await officer.ask('POST', `/api/exercises/${id}/answer`, body))

  test('S4 the exercises are in two languages over the forms, each of at most fifteen minutes, and each its own story', async () => {
    const all = await list()
    assert.ok(all.length >= 40, String(all.length))
    assert.deepEqual([...new Set(all.map((one) => one.form))].toSorted(), [
      'criminal',
      'labour',
      'minors',
      'services',
      'sexual'
    ])
    for (const one of all) {
      const { parts, acts, call } = await open(one.id)
      for (const { nl, en } of [one.title, one.intro, ...parts, ...acts, ...call])
        assert.ok(nl && en && nl !== en, `${nl} / ${en}`)
    }
    // No sentence of a story, no title and no lesson stands in two exercises: each has a wrong trail and a counter-sign of its own.
    const told = files.flatMap((text) => {
      const { parts, title, intro, remember } = parse(text) as ExerciseFile
      return [...new Set([title, intro, remember, ...parts].flatMap(({ nl, en }) => [`nl ${nl}`, `en ${en}`]))]
    })
    assert.deepEqual(
      told.filter((one, at) => told.indexOf(one) !== at),
      []
    )
    for (const text of files)
      assert.doesNotMatch(text, /https?:|www\.|@|(?:\d[ -]?){9}/, 'no address and no number of anybody')
  })

  test('S4 an exercise is sent without its answers, and the feedback gives every sign its reason and source', async () => {
    for (const { id } of await list()) {
      const { text } = await officer.ask('GET', `/api/exercises/${id}`)
      assert.doesNotMatch(text, /"(?:is|why|right|sign|source|none)"/)
      const exercise = JSON.parse(text) as Exercise
      const said = await answer(id, { passages: [0], acts: exercise.acts.map((_, act) => act), call: 0 })
      assert.equal(said.passages.length, exercise.parts.filter((part) => part.passage !== null).length)
      const counts = said.passages.filter((one) => one.is === 'counts').map((one) => one.passage)
      assert.equal(counts.length === 0, nothing.has(id), id)
      assert.ok(said.passages.some((one) => one.is === 'not') && said.passages.some((one) => one.is === 'against'), id)
      for (const { why, source, en } of said.passages) assert.ok(why.nl && why.en && source.nl && source.en, en)
      assert.deepEqual(
        said.passages.filter((one) => one.chosen).map((one) => one.passage),
        [0]
      )
      assert.equal(said.call.filter((one) => one.right).length, 1)
      const all = { right: said.passages.length, of: said.passages.length }
      const scored = async (passages: number[]) => (await answer(id, { passages, acts: [], call: 0 })).score
      assert.deepEqual(await scored(counts), all, 'S4.10 what is known is the whole score')
      if (counts.length > 0)
        assert.deepEqual(await scored(counts.slice(1)), { ...all, right: all.right - 1 }, 'S4.10 one sign is missed')
      assert.deepEqual(await scored(said.passages.map((one) => one.passage)), { ...all, right: counts.length })
    }
    const { passages } = await answer('kamer-boven-de-zaak', { passages: [], acts: [], call: 0 })
    const address = passages.find((one) => one.en.startsWith('He does not know which street'))
    assert.equal(address?.sign?.nl, 'Onbekendheid met het eigen werkadres')
    assert.match(address?.source.nl ?? '', /Aanwijzing mensenhandel, bijlage 3/)
    const language = passages.find((one) => one.nl === 'Hij spreekt geen Nederlands.')
    assert.match(language?.source.en ?? '', /origin and language count nowhere/)
  })

  test('the right order is known only when it was given: what is shown first is not what comes first', async () => {
    const { acts } = await open('dure-schoenen')
    const shown = acts.map((_, act) => act)
    const said = await answer('dure-schoenen', { passages: [], acts: shown, call: 1 })
    assert.equal(said.actsRight, false)
    const right = said.acts.map((one) => acts.findIndex((other) => other.en === one.en))
    assert.equal((await answer('dure-schoenen', { passages: [], acts: right, call: 1 })).actsRight, true)
  })

  test('S4.10 nothing of an exercise is kept but that it was done: no table gets a row, and no choice is in the ledger', async () => {
    const before = await rowsOf(at)
    await answer('twee-busjes-bij-de-veiling', { passages: [1, 2, 3], acts: [0, 1, 2, 3], call: 2 })
    const later = await rowsOf(at)
    assert.ok(Object.keys(before).length > 40)
    assert.deepEqual(
      Object.keys(later).filter((name) => later[name] !== before[name]),
      ['ledger']
    )
    const { rows } = await at.world.store.root.query<{ entry: string }>(
      `select detail::text as entry from baken.ledger where act = 'exercise.answer' order by no desc limit 1`
    )
    assert.equal(rows[0]?.entry, '{"version": 1}')
    const done = (await list()).find((one) => one.id === 'twee-busjes-bij-de-veiling')
    assert.ok(done?.doneAt !== null)
    const others = json<Exercises>(await (await at.as('partner')).ask('GET', '/api/exercises')).exercises
    assert.ok(
      others.every((one) => one.doneAt === null),
      'a colleague sees what another did'
    )
    const analyst = await at.as('analyst')
    for (const address of ['/api/signals', '/api/search?q=veiling', '/api/reports', '/api/figures'])
      assert.doesNotMatch((await analyst.ask('GET', address)).text, /busjes/, address)
  })

  test('exercise check names what a file lacks: a language, a counter-sign, a known sign, a source, one right call', () => {
    const [first = ''] = files
    const changed = (change: (file: ExerciseFile) => void): readonly string[] => {
      const file = parse(first) as ExerciseFile
      change(file)
      const read = readExercise(stringify(file), knowsSign)
      return read.kind === 'wrong' ? read.faults : []
    }
    assert.deepEqual(
      changed(() => {}),
      []
    )
    assert.match(changed((file) => Reflect.deleteProperty(file.title, 'en')).join(), /\/title/)
    assert.match(changed((file) => Object.assign(file, { score: 10 })).join(), /additional/i)
    assert.deepEqual(
      changed((file) => (file.parts = file.parts.filter((part) => part.is !== 'against'))).filter((one) =>
        one.startsWith('/parts:')
      ),
      ['/parts: nothing that is against']
    )
    assert.match(
      changed((file) => file.parts.forEach((part) => part.is === 'counts' && (part.sign = 'ZZ-99'))).join(),
      /no list has a sign "ZZ-99"/
    )
    assert.match(
      changed((file) => file.parts.forEach((part) => Reflect.deleteProperty(part, 'source'))).join(),
      /neither a sign nor a source/
    )
    assert.deepEqual(
      changed((file) => file.call.forEach((one) => (one.right = true))),
      ['/call: exactly one is right']
    )
    assert.match(changed((file) => (file.minutes = 45)).join(), /\/minutes/)
    assert.deepEqual(
      changed((file) => (file.none = true)),
      ['/none: a sentence counts'],
      'an exercise without signs says so, and one with signs does not'
    )
    assert.deepEqual(
      changed((file) => {
        file.parts.forEach((part) => part.is === 'counts' && (part.is = 'not'))
        file.none = true
      }),
      []
    )
    assert.match(
      changed((file) => (file.first = file.first.toSorted((a, b) => (a.en < b.en ? -1 : 1)))).join(),
      /shown in the order that is taught/
    )
    assert.equal(readExercise('parts: [', knowsSign).kind, 'wrong')
  })
})
