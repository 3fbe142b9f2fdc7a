/** What kind of hand is behind a network, and the signs that say so. */
import Type from 'typebox'
import { bothLanguages, closed, maybeText, span, whole, type Shape } from './fields.ts'

/** One sign by which the class of a network was told; counts, no content. */
export const ClassSign = Type.Object(
  {
    /** The indicator that documents it, where one does. */
    indicator: maybeText,
    sentence: bothLanguages,
    seenIn: Type.Array(Type.Object({ advert: whole, spans: Type.Array(span) }, closed))
  },
  closed
)
export type ClassSign = Shape<typeof ClassSign>
