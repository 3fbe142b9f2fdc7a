/** An exercise as a file (YAML): its schema, and what else must hold of it, each fault with its place in the file. Pure. */
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import type { Exercise } from '../../contract/training/exercises.ts'

const closed = { additionalProperties: false }
const words = Type.String({ minLength: 1, maxLength: 400 })
const both = Type.Object({ nl: words, en: words }, closed)
const forms: readonly Exercise['form'][] = ['sexual', 'labour', 'criminal', 'services', 'minors']
const kinds = Type.Union([Type.Literal('counts'), Type.Literal('not'), Type.Literal('against')])

const ExerciseSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }),
    version: Type.Integer({ minimum: 1, maximum: 1000 }),
    form: Type.Union(forms.map((one) => Type.Literal(one))),
    minutes: Type.Integer({ minimum: 1, maximum: 15 }),
    title: both,
    intro: both,
    /** Said by an exercise in which no sentence is a sign. */
    none: Type.Optional(Type.Literal(true)),
    parts: Type.Array(
      Type.Object(
        {
          nl: words,
          en: words,
          is: Type.Optional(kinds),
          sign: Type.Optional(Type.String({ pattern: '^[A-Z0-9][A-Za-z0-9.-]{1,11}$' })),
          /** A title is the same in both languages; anything else is said in each. */
          source: Type.Optional(Type.Union([words, both])),
          why: Type.Optional(both)
        },
        closed
      ),
      { minItems: 4, maxItems: 20 }
    ),
    first: Type.Array(both, { minItems: 2, maxItems: 6 }),
    call: Type.Array(Type.Object({ nl: words, en: words, right: Type.Optional(Type.Literal(true)) }, closed), {
      minItems: 2,
      maxItems: 5
    }),
    remember: both
  },
  closed
)
export type ExerciseFile = Static<typeof ExerciseSchema>

export type ExerciseOutcome =
  | { readonly kind: 'exercise'; readonly exercise: ExerciseFile }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] }

const mostFaults = 20

/** `knows`: whether a list or the table of indicators has a sign of this id. */
export function readExercise(text: string, knows: (sign: string) => boolean): ExerciseOutcome {
  let read: unknown
  try {
    read = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    return { kind: 'wrong', faults: [error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)] }
  }
  const errors = Value.Errors(ExerciseSchema, read).map(
    ({ instancePath, message }) => `${instancePath || '/'}: ${message}`
  )
  if (errors.length > 0) return { kind: 'wrong', faults: [...new Set(errors)].slice(0, mostFaults) }
  const exercise = Value.Parse(ExerciseSchema, read)
  const faults = [...partFaults(exercise, knows), ...wholeFaults(exercise)]
  return faults.length > 0 ? { kind: 'wrong', faults: faults.slice(0, mostFaults) } : { kind: 'exercise', exercise }
}

/** What can be chosen says why, and on what ground: a sign of a list, or a source in words. */
function partFaults({ parts }: ExerciseFile, knows: (sign: string) => boolean): string[] {
  return parts.flatMap(({ is, sign, source, why }, at) => {
    const where = `/parts/${at}`
    if (is === undefined)
      return [sign, source, why].some((one) => one !== undefined) ? [`${where}: says why, and not what it is`] : []
    return [
      ...(why === undefined ? [`${where}: why is missing`] : []),
      ...(sign === undefined && source === undefined ? [`${where}: neither a sign nor a source`] : []),
      ...(is === 'counts' && sign === undefined ? [`${where}: what counts names a sign`] : []),
      ...(sign !== undefined && !knows(sign) ? [`${where}: no list has a sign ${JSON.stringify(sign)}`] : [])
    ]
  })
}

/** Numbers of the acts in the order in which they are shown: by their English words, which tells nothing of what comes first. */
export function shownOrder({ first }: Pick<ExerciseFile, 'first'>): number[] {
  return first.map((_, at) => at).toSorted((a, b) => ((first[a]?.en ?? '') < (first[b]?.en ?? '') ? -1 : 1))
}

/**
 * Each exercise has signs that count (or says that it has none), something that does not, and something that speaks against; acts are not
 * shown in the order that is taught; one is right to call.
 */
function wholeFaults(exercise: ExerciseFile): string[] {
  const { parts, call, none } = exercise
  const has = new Set(parts.map((one) => one.is))
  const wanted = none === true ? (['not', 'against'] as const) : (['counts', 'not', 'against'] as const)
  return [
    ...wanted.filter((one) => !has.has(one)).map((one) => `/parts: nothing that is ${one}`),
    ...(none === true && has.has('counts') ? ['/none: a sentence counts'] : []),
    ...(shownOrder(exercise).every((act, at) => act === at)
      ? ['/first: the acts would be shown in the order that is taught; word one of them otherwise']
      : []),
    ...(call.filter((one) => one.right === true).length === 1 ? [] : ['/call: exactly one is right'])
  ]
}
