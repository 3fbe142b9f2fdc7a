/** The pieces that schemas of the interface are made of, and the type that follows from a schema. */
import Type, { type Static, type TSchema } from 'typebox'

/** The type of what a schema describes, all of it read-only: the same name stands for the schema and for its type. */
export type Shape<Schema extends TSchema> = Fixed<Static<Schema>>

type Fixed<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [Key in keyof T]: Fixed<T[Key]> }

/** No member beside those that the schema names. */
export const closed = { additionalProperties: false }

export const text = Type.String()
export const number = Type.Number()
export const whole = Type.Integer()
export const flag = Type.Boolean()
/** What a schema describes, or null. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
export const maybeText = orNull(text)
export const maybeWhole = orNull(whole)
export const wholes = Type.Array(whole)
/** How many of each: by reason, by day, by site. */
export const counts = Type.Record(text, whole)
/** Counted over a bounded set: `exact` false means "at least". */
export const Count = Type.Object({ value: whole, exact: flag }, closed)
export const bothLanguages = Type.Object({ nl: text, en: text }, closed)

/** What a second person said to something that was asked: null while nobody did. */
export const decided = { decidedBy: maybeText, decidedAt: maybeText, decidedBecause: maybeText }

/** UTF-16 offsets into a text; the end is exclusive. Written with `prefixItems`, as JSON Schema 2020-12 wants a tuple. */
export const span = Type.Unsafe<[number, number]>({
  type: 'array',
  prefixItems: [{ type: 'integer' }, { type: 'integer' }],
  items: false,
  minItems: 2,
  maxItems: 2
})

/** One of some texts. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  return Type.Unsafe<Names[number]>(Type.String({ enum: [...names] }))
}

export const advertState = oneOf(['sealed', 'open', 'erased'])

/** Ids of rows: 1 and up, as wide as the column. */
export const int32 = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const int53 = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
/** Where a list goes on: the `next` of the page before. */
export const cursor = Type.String({ maxLength: 500 })
export const reason = Type.String({ maxLength: 2_000 })
/** What is looked for as it is written: nothing without width, and nothing that turns the direction, which nobody sees and which makes it another. */
export const seenText = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: String.raw`^[^\p{Cc}\p{Cf}\p{DI}\p{Zl}\p{Zp}]+$` })
/** Yes or no in a query string. */
export const queryFlag = Type.Union([Type.Literal('1'), Type.Literal('0'), Type.Literal('true'), Type.Literal('false')])
export const day = Type.String({ format: 'date', pattern: '^[12]' })
/** A day (00:00 UTC) or a time with its zone. */
export const time = Type.Union([day, Type.String({ format: 'date-time', pattern: '^[12]' })])
/** The name of an account. */
export const user = Type.String({ minLength: 1, maxLength: 64 })
/** Ids that people gave: sources and mandates. */
export const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' })

/** No parameters, no query, no body. */
const limit = orNull(number)
const limits = Type.Object({ pages: limit, bytes: limit, ms: limit }, closed)
/** The most that is spent on asking sites in a day and in a run; null: no limit. */
export const Budget = Type.Object({ day: limits, run: limits }, closed)

export const None = Type.Object({}, closed)
export const IdParameter = Type.Object({ id: int32 }, closed)
export const BigIdParameter = Type.Object({ id: int53 }, closed)
export const ReasonBody = Type.Object({ reason }, closed)
