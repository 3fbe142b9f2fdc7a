/** The identifiers of a case, followed as one list: what came in that states any of them. */
import Type from 'typebox'
import { closed, maybeText, reason, text, whole, type Shape } from '../fields.ts'

/** What came in since the reader took note: adverts that are new, adverts whose text changed, on which sites, and when the first came. */
const news = {
  fresh: whole,
  changed: whole,
  sites: Type.Array(Type.Object({ site: text, count: whole }, closed)),
  since: maybeText
}

/** `no`: how often the list was drawn up. `identifiers`: the first fifty of the `count` that are followed, by kind and value. */
export const CaseWatch = Type.Object(
  {
    no: whole,
    by: text,
    at: text,
    identifiers: Type.Array(Type.Object({ kind: text, value: text }, closed)),
    count: whole,
    news: Type.Object(news, closed)
  },
  closed
)
export type CaseWatch = Shape<typeof CaseWatch>

/** POST /api/cases/{id}/watch-seen: no reason is asked for. */
export const SeenBody = Type.Object({ reason: Type.Optional(reason) }, closed)
