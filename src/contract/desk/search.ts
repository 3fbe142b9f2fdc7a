/** Searching adverts by words and facts. */
import Type from 'typebox'
import {
  Count,
  closed,
  cursor,
  flag,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  queryFlag,
  reason,
  slug,
  span,
  text,
  time,
  whole,
  type Shape
} from '../fields.ts'

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
    snippet: orNull(Type.Object({ text, marks: Type.Array(span) }, closed)),
    /** Positions that match: all that a sealed advert tells. */
    matches: whole,
    /** The open request on it, if one was made. */
    request: orNull(oneOf(['asked', 'granted', 'refused']))
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
  'open-quote',
  'not-all-opens'
])
export type SearchNote = Shape<typeof SearchNote>

const Facet = Type.Object(
  {
    values: Type.Array(Type.Object({ value: text, count: whole }, closed)),
    /** Values that are not shown. */
    others: whole
  },
  closed
)

/** How many opened adverts there are of each thing; the most common first. What is masked is never counted. */
export const SearchFacets = Type.Object(
  {
    site: Facet,
    place: Facet,
    /** The most common places whose coordinates are known, and how many places are not among them. */
    map: Type.Object(
      {
        points: Type.Array(Type.Object({ place: text, count: whole, lat: number, lon: number }, closed)),
        without: whole
      },
      closed
    ),
    language: Facet,
    kind: Facet,
    class: Facet,
    /** By the Monday of the week in which they were posted; weeks without adverts are absent. */
    weeks: Type.Array(Type.Object({ week: text, count: whole }, closed)),
    /** Opened adverts whose site does not say when they were posted. */
    undated: whole
  },
  closed
)
export type SearchFacets = Shape<typeof SearchFacets>

/** GET /api/search?q=&fact=&source=&state=sealed|open&from=&to=&after=&limit= ; `fact` is messy input: a number, e-mail, handle */
export const SearchResult = Type.Object(
  {
    results: Type.Array(SearchHit),
    /** All that match, opened and sealed. */
    count: Count,
    /** The number of the newest advert at the moment of counting: an export that is given it leaves out what came in after. */
    upTo: whole,
    /** Opened ones among them. */
    opened: whole,
    /** Sealed ones among them, and on which sites: all that they tell. */
    sealed: Type.Object({ count: whole, sites: Type.Array(Type.Object({ site: text, count: whole }, closed)) }, closed),
    /** Null where they were not asked for. */
    facets: orNull(SearchFacets),
    /** Sorted by relevance: so many of the newest opened ones were ranked; else null. */
    ranked: maybeWhole,
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

/** What decides which adverts match; the same for a search, its export, a saved search and a watch. */
export const searchTerms = {
  q: Type.Optional(Type.String({ maxLength: 500 })),
  fact: Type.Optional(Type.String({ maxLength: 200 })),
  source: Type.Optional(slug),
  site: Type.Optional(Type.String({ maxLength: 255 })),
  state: Type.Optional(oneOf(['sealed', 'open'])),
  from: Type.Optional(time),
  to: Type.Optional(time),
  postedFrom: Type.Optional(time),
  postedTo: Type.Optional(time),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,8}$' })),
  /** Several stand with | between them: an advert that names any of them matches. */
  place: Type.Optional(Type.String({ maxLength: 2000 })),
  kind: Type.Optional(Type.String({ pattern: '^[a-z]{2,20}$' })),
  class: Type.Optional(Type.String({ pattern: '^[a-z_]{2,20}$' }))
}

export const SearchQuery = Type.Object(
  {
    ...searchTerms,
    sort: Type.Optional(oneOf(['newest', 'posted', 'relevance', 'shared'])),
    folded: Type.Optional(queryFlag),
    facets: Type.Optional(queryFlag),
    after: Type.Optional(cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  },
  closed
)

/** POST /api/search/export: the adverts that the search counts, as a file. `upTo`: as the search answered it, so that the file has what the screen counts. */
export const SearchExportBody = Type.Object(
  { ...searchTerms, upTo: Type.Optional(Type.Integer({ minimum: 0 })), format: oneOf(['csv', 'jsonl']), reason },
  closed
)
