/** What first-line officers use without content: the official list of signs, and how a number or account that they typed is read. */
import Type from 'typebox'
import { bothLanguages, closed, maybeText, oneOf, orNull, text, type Shape } from '../fields.ts'

const words = { nl: text, en: text }
const Sign = Type.Object({ id: text, ...words, caution: orNull(bothLanguages) }, closed)

/** The official list, and those for forms of exploitation, whose ids are those of the table of indicators. */
export const signLists = ['official', 'minors', 'criminal', 'labour'] as const
export type SignList = (typeof signLists)[number]

/** GET /api/signs?list=official: the signs under their headings, `under` their sub-heading; ids of the official list are `1.3`, heading and place. */
export const SignsQuery = Type.Object({ list: Type.Optional(oneOf(signLists)) }, closed)
export const Signs = Type.Object(
  {
    source: text,
    version: text,
    headings: Type.Array(
      Type.Object(
        {
          id: text,
          ...words,
          groups: Type.Array(Type.Object({ under: orNull(bothLanguages), signs: Type.Array(Sign) }, closed))
        },
        closed
      )
    )
  },
  closed
)
export type Signs = Shape<typeof Signs>

/** GET /api/readings/{value}: the identifiers in it, in their normal form, with the country of a number. Never whether anything is known. */
export const ReadingParameters = Type.Object({ value: Type.String({ minLength: 1, maxLength: 300 }) }, closed)
export const TypedReading = Type.Object(
  { facts: Type.Array(Type.Object({ kind: text, value: text, country: maybeText }, closed)) },
  closed
)
export type TypedReading = Shape<typeof TypedReading>
