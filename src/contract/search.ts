/** Searching adverts by words and facts. */
import Type from 'typebox'
import {
  closed,
  Count,
  cursor,
  flag,
  maybeText,
  maybeWhole,
  oneOf,
  slug,
  span,
  text,
  time,
  whole,
  type Shape
} from './fields.ts'

export const SearchHit = Type.Object(
  {
    advert: whole,
    state: oneOf(['sealed', 'open']),
    site: text,
    source: maybeText,
    url: maybeText,
    /** When it was posted; null where the site does not say, and when sealed. */
    postedAt: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    network: maybeWhole,
    /** Null when sealed. */
    title: maybeText,
    /** Null when sealed; `marks` are offsets into `text`. */
    snippet: Type.Union([Type.Object({ text, marks: Type.Array(span) }, closed), Type.Null()]),
    /** Positions that match: all that a sealed advert tells. */
    matches: whole,
    /** The open request on it, if one was made. */
    request: Type.Union([oneOf(['asked', 'granted', 'refused']), Type.Null()])
  },
  closed
)
export type SearchHit = Shape<typeof SearchHit>

/** What of a question could not be done as it was asked. */
export const SearchNote = oneOf([
  'nothing-to-search',
  'only-excluded',
  'short-prefix',
  'wildcard-inside',
  'brackets',
  'too-many-words',
  'open-quote'
])
export type SearchNote = Shape<typeof SearchNote>

/** GET /api/search?q=&fact=&source=&state=sealed|open&from=&to=&after=&limit= ; `fact` is messy input: a number, e-mail, handle */
export const SearchResult = Type.Object(
  {
    results: Type.Array(SearchHit),
    count: Count,
    /** How the input was understood: words and normalised facts. */
    understood: Type.Object(
      {
        words: Type.Array(text),
        facts: Type.Array(Type.Object({ kind: text, value: text }, closed)),
        /** What could not be done as asked. */
        notes: Type.Array(SearchNote)
      },
      closed
    ),
    sources: Type.Array(Type.Object({ id: text, count: whole }, closed)),
    tookMs: whole,
    next: maybeText
  },
  closed
)
export type SearchResult = Shape<typeof SearchResult>

export const SearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 500 })),
    fact: Type.Optional(Type.String({ maxLength: 200 })),
    source: Type.Optional(slug),
    state: Type.Optional(oneOf(['sealed', 'open'])),
    from: Type.Optional(time),
    to: Type.Optional(time),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  },
  closed
)
