/** Searches that are kept, shared with colleagues, and followed: what came in for them since one looked. */
import Type from 'typebox'
import { closed, flag, int32, maybeText, oneOf, text, time, whole, type Shape } from '../fields.ts'
import { searchTerms } from './search.ts'

export const SavedTerms = Type.Object(searchTerms, closed)
export type SavedTerms = Shape<typeof SavedTerms>

export const SavedSearch = Type.Object(
  {
    id: whole,
    name: text,
    terms: SavedTerms,
    by: text,
    mine: flag,
    shared: flag,
    madeAt: text,
    /** Followed to then; null: not followed. */
    watchUntil: maybeText,
    /** What came in since I looked: adverts that are new, adverts whose text changed, on which sites, and when the first came. */
    news: Type.Object(
      {
        fresh: whole,
        changed: whole,
        sites: Type.Array(Type.Object({ site: text, count: whole }, closed)),
        since: maybeText
      },
      closed
    )
  },
  closed
)
export type SavedSearch = Shape<typeof SavedSearch>

/** GET /api/searches/{id}/news: what came in for a followed search since one looked, of what is open now, the newest first. */
export const SearchNews = Type.Object(
  {
    adverts: Type.Array(
      Type.Object(
        {
          advert: whole,
          site: text,
          title: maybeText,
          seenAt: text,
          /** Above 1: its text became another; the version before it has the text that it was. */
          version: whole
        },
        closed
      )
    ),
    /** There are others behind these. */
    more: flag
  },
  closed
)
export type SearchNews = Shape<typeof SearchNews>

export const SavedSearches = Type.Object({ searches: Type.Array(SavedSearch) }, closed)

/** POST /api/searches. `watchUntil`: followed to then, a year at most. */
export const SaveSearchBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    terms: SavedTerms,
    shared: Type.Optional(Type.Boolean()),
    watchUntil: Type.Optional(time)
  },
  closed
)

/** POST /api/watches: a saved search that is followed. */
export const WatchBody = Type.Object({ ...SaveSearchBody.properties, watchUntil: time }, closed)

export const savedActs = ['share', 'unshare', 'watch', 'stop', 'seen', 'remove'] as const
/** POST /api/searches/{id}/{act}; `until` with `watch`. */
export const SavedActParameters = Type.Object({ id: int32, act: oneOf(savedActs) }, closed)
export const SavedActBody = Type.Object({ until: Type.Optional(time) }, closed)
