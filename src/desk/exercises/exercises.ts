/** Exercises that come with Baken: which there are, each without its answers, and what is said to an answer. The ledger alone keeps that one was done. */
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Exercise, ExerciseBody, ExerciseFeedback, Exercises } from '../../contract/training/exercises.ts'
import type { Ground } from '../../store/ground.ts'
import { indicators } from '../../weigh/indicators.ts'
import { signsOf } from '../home/signs.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { readExercise, shownOrder, type ExerciseFile } from './exercise-file.ts'

interface Sign {
  readonly words: { readonly nl: string; readonly en: string } | null
  readonly source: string
}

/** The line of a list that an id names, with its source; of other indicators the source alone. */
function signOf(id: string): Sign | null {
  for (const list of ['official', 'labour', 'criminal', 'minors'] as const) {
    const signs = signsOf(list)
    const found = signs.headings
      .flatMap((one) => one.groups.flatMap((group) => group.signs))
      .find((one) => one.id === id)
    if (found !== undefined) return { words: { nl: found.nl, en: found.en }, source: `${signs.source}, ${id}` }
  }
  const indicator = indicators.get(id)
  return indicator === undefined ? null : { words: null, source: `${indicator.source} (${id})` }
}

export function knowsSign(id: string): boolean {
  return signOf(id) !== null
}

let known: ReadonlyMap<string, ExerciseFile> | null = null

/** Those of the data folder, by their ids. Throws when a file of ours is wrong: `baken exercise check` says how. */
function exercises(): ReadonlyMap<string, ExerciseFile> {
  const folder = new URL('../../../data/exercises/', import.meta.url)
  known ??= new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => {
        const read = readExercise(readFileSync(new URL(name, folder), 'utf8'), knowsSign)
        if (read.kind === 'wrong') throw new Error(`data/exercises/${name}: ${read.faults.join('; ')}`)
        return [read.exercise.id, read.exercise]
      })
  )
  return known
}

function headOf({
  id,
  version,
  form,
  minutes,
  title,
  intro
}: ExerciseFile): Pick<Exercise, 'id' | 'version' | 'form' | 'minutes' | 'title' | 'intro'> {
  return { id, version, form: form as Exercise['form'], minutes, title, intro }
}

export async function listExercises(pool: pg.Pool, ground: Ground): Promise<Exercises> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: string; at: Date }>(
      `select subject as id, max(at) as at from ledger where act = 'exercise.answer' and actor = $1 group by subject`,
      [ground.user]
    )
    const done = new Map(rows.map(({ id, at }) => [id, new Date(at).toISOString()]))
    const all = [...exercises().values()].map((one) => ({
      ...headOf(one),
      passages: one.parts.filter((part) => part.is !== undefined).length,
      doneAt: done.get(`exercise:${one.id}`) ?? null
    }))
    const sorted = all.toSorted((a, b) => Number(a.doneAt !== null) - Number(b.doneAt !== null))
    return { result: { exercises: sorted }, entry: { act: 'exercises.list', detail: { exercises: sorted.length } } }
  })
}

export async function openExercise(pool: pg.Pool, ground: Ground, id: string): Promise<Outcome<Exercise>> {
  return act<Outcome<Exercise>>(pool, ground, async () => {
    const found = exercises().get(id)
    if (found === undefined) return refusedAct('not-found')
    let passage = 0
    const parts = found.parts.map(({ nl, en, is }) => ({ nl, en, passage: is === undefined ? null : passage++ }))
    const value = {
      ...headOf(found),
      parts,
      acts: shownOrder(found).flatMap((at) => found.first[at] ?? []),
      call: found.call.map(({ nl, en }) => ({ nl, en }))
    }
    return {
      result: { kind: 'done', value },
      entry: { act: 'exercise.read', subject: `exercise:${id}`, detail: { version: found.version } }
    }
  })
}

/** What is said to an answer. What was chosen is kept nowhere: the ledger tells that the exercise was done, and in which version. */
export async function answerExercise(
  pool: pg.Pool,
  ground: Ground,
  id: string,
  body: ExerciseBody
): Promise<Outcome<ExerciseFeedback>> {
  return act<Outcome<ExerciseFeedback>>(pool, ground, async () => {
    const found = exercises().get(id)
    if (found === undefined) return refusedAct('not-found')
    return {
      result: { kind: 'done', value: feedback(found, body) },
      entry: { act: 'exercise.answer', subject: `exercise:${id}`, detail: { version: found.version } }
    }
  })
}

function inBoth(words: string | { readonly nl: string; readonly en: string }): { nl: string; en: string } {
  return typeof words === 'string' ? { nl: words, en: words } : words
}

function feedback(exercise: ExerciseFile, { passages, acts, call }: ExerciseBody): ExerciseFeedback {
  const chosen = new Set(passages)
  const shown = shownOrder(exercise)
  const given = acts.map((at) => shown[at] ?? -1)
  const choices = exercise.parts.filter((one) => one.is !== undefined)
  const right = choices.filter((one, passage) => (one.is === 'counts') === chosen.has(passage)).length
  return {
    passages: choices.map(({ nl, en, is = 'not', why = { nl, en }, sign, source }, passage) => {
      const named = sign === undefined ? null : signOf(sign)
      return {
        passage,
        nl,
        en,
        is,
        chosen: chosen.has(passage),
        why,
        sign: named?.words ?? null,
        source: inBoth(named?.source ?? source ?? '')
      }
    }),
    score: { right, of: choices.length },
    acts: exercise.first,
    actsRight: given.length === exercise.first.length && given.every((one, at) => one === at),
    call: exercise.call.map(({ nl, en, right }, at) => ({ nl, en, right: right === true, chosen: at === call })),
    remember: exercise.remember
  }
}
