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

const folder = new URL('../../../data/exercises/', import.meta.url)
const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))

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

  test('S4 ten exercises in two languages over four forms, each of at most fifteen minutes', async () => {
    const all = await list()
    assert.equal(all.length, 10)
    assert.deepEqual([...new Set(all.map((one) => one.form))].toSorted(), ['criminal', 'labour', 'minors', 'sexual'])
    for (const one of all) {
      const { parts, acts, call } = await open(one.id)
      for (const { nl, en } of [one.title, one.intro, ...parts, ...acts, ...call])
        assert.ok(nl && en && nl !== en, `${nl} / ${en}`)
    }
  })

  test('S4 an exercise is sent without its answers, and the feedback gives every sign its reason and source', async () => {
    for (const { id } of await list()) {
      const { text } = await officer.ask('GET', `/api/exercises/${id}`)
      assert.doesNotMatch(text, /"(?:is|why|right|sign|source)"/)
      const exercise = JSON.parse(text) as Exercise
      const said = await answer(id, { passages: [0], acts: exercise.acts.map((_, act) => act), call: 0 })
      assert.equal(said.passages.length, exercise.parts.filter((part) => part.passage !== null).length)
      assert.deepEqual([...new Set(said.passages.map((one) => one.is))].toSorted(), ['against', 'counts', 'not'])
      for (const one of said.passages) assert.ok(one.why.nl && one.why.en && one.source, one.en)
      assert.deepEqual(
        said.passages.filter((one) => one.chosen).map((one) => one.passage),
        [0]
      )
      assert.equal(said.call.filter((one) => one.right).length, 1)
      const counts = said.passages.filter((one) => one.is === 'counts').map((one) => one.passage)
      const all = { right: said.passages.length, of: said.passages.length }
      const scored = async (passages: number[]) => (await answer(id, { passages, acts: [], call: 0 })).score
      assert.deepEqual(await scored(counts), all, 'S4.10 what is known is the whole score')
      assert.deepEqual(await scored(counts.slice(1)), { ...all, right: all.right - 1 }, 'S4.10 one sign is missed')
      assert.deepEqual(await scored(said.passages.map((one) => one.passage)), { ...all, right: counts.length })
    }
    const { passages } = await answer('kamer-boven-de-zaak', { passages: [], acts: [], call: 0 })
    const address = passages.find((one) => one.en.startsWith('He does not know which street'))
    assert.equal(address?.sign?.nl, 'Onbekendheid met het eigen werkadres')
    assert.match(address?.source ?? '', /Aanwijzing mensenhandel, bijlage 3/)
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
    const rowsOf = async (): Promise<Record<string, number>> => {
      const { rows } = await at.world.store.root.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'baken' and c.relkind = 'r'`
      )
      const counted = await Promise.all(
        rows.map(async ({ name }): Promise<[string, number]> => {
          const { rows: found } = await at.world.store.root.query<{ n: number }>(
            `select count(*)::int as n from baken.${name}`
          )
          return [name, found[0]?.n ?? 0]
        })
      )
      return Object.fromEntries(counted)
    }
    const before = await rowsOf()
    await answer('twee-busjes-bij-de-veiling', { passages: [1, 2, 3], acts: [0, 1, 2, 3], call: 2 })
    const later = await rowsOf()
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
    assert.equal(readExercise('parts: [', knowsSign).kind, 'wrong')
  })
})
