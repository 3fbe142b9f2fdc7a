/** Search: words and facts over adverts, in an order that a person chooses, with exact counts; a sealed advert answers with a count and no more. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { advertColumns } from '../../store/adverts/advert-columns.ts'
import { atOnce, type Ground, type Tx } from '../../store/ground.ts'
import { dialledRegions } from '../../store/sources.ts'
import { facetColumns } from '../../store/inverted-index/facets.ts'
import { readIndex } from '../../store/inverted-index/lookup.ts'
import { listSegments } from '../../store/inverted-index/segment.ts'
import type { SearchHit, SearchResult } from '../../contract/desk/search.ts'
import { cursorText, readCursor } from '../cursor.ts'
import { refused, type Outcome } from '../outcome.ts'
import { askIndex, type Matching, type TellingVault } from './search-index.ts'
import { facetsOf, sealedOf, sourcesOf } from './counts.ts'
import { networkClasses } from './classes.ts'
import { matchingIds, sorts, walk, type Filters, type Sort, type Walked } from './walk.ts'
import { hitsOf } from './hits.ts'
import type { Ranked } from './top.ts'
import { understandIn, type Understood } from './understand.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

/** What is asked and by what it is narrowed: all that decides which adverts match. Times are ISO 8601. */
export interface SearchTerms {
  readonly q?: string | undefined
  readonly fact?: string | undefined
  readonly source?: string | undefined
  readonly site?: string | undefined
  readonly state?: 'sealed' | 'open' | undefined
  /** Seen at or after. */
  readonly from?: string | undefined
  /** First seen before. */
  readonly to?: string | undefined
  /** Posted at or after, and before: of opened adverts whose site says when. */
  readonly postedFrom?: string | undefined
  readonly postedTo?: string | undefined
  /** ISO 639-1, of opened adverts; so are the three that follow. */
  readonly language?: string | undefined
  readonly place?: string | undefined
  /** A kind of fact that the advert states. */
  readonly kind?: string | undefined
  /** What its network is instead: scam, spam, massage. */
  readonly class?: string | undefined
}

export interface SearchInput extends SearchTerms {
  readonly sort?: Sort | undefined
  /** Lists opened adverts only; sealed ones are counted by site. */
  readonly folded?: boolean | undefined
  /** Counts by language, place, kind of fact, class and week, too. */
  readonly facets?: boolean | undefined
  readonly after?: string | undefined
  /** 1 to 100; 25 when absent. */
  readonly limit?: number | undefined
}

/** Ranking by words looks at the newest 1,000 opened adverts that match, and says so. */
export const mostRanked = 1_000
const timeoutMs = 5_000

/** Runs a search. Without any input it lists the newest adverts. `too-expensive` after 5 seconds. */
export async function search(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  input: SearchInput
): Promise<Outcome<SearchResult>> {
  const started = performance.now()
  const place = placeOf(input)
  if (place === null) return refused('bad-cursor')
  try {
    return await act<Outcome<SearchResult>>(pool, ground, async (tx) => {
      // One key that cannot be had takes nothing away from what the others open: that is shown, with a word of it.
      const causes: Error[] = []
      const telling = { ...vault, shut: (why: Error) => void causes.push(why) }
      const [, found] = await atOnce(
        tx.query(`set local statement_timeout = ${timeoutMs}`),
        findAdverts(tx, ground, telling, input, place)
      )
      const { asked, matching } = found
      const ids = found.shown.map((one) => one.id)
      const hits = await hitsOf(tx, telling, matching, asked, ids)
      // The entry may wait for others' entries longer than the search itself may take.
      await tx.query('set local statement_timeout = 0')
      const value: SearchResult = {
        results: hits,
        ...found.counts,
        understood: {
          words: asked.words,
          facts: asked.facts.map(({ kind, value: text }) => ({ kind, value: text })),
          notes: [...asked.notes, ...(causes.length === 0 ? [] : (['not-all-opens'] as const))]
        },
        tookMs: Math.round(performance.now() - started),
        next: found.next
      }
      const detail = { ...searchDetail(input, asked, hits), ...(causes.length > 0 && { complete: false }) }
      return { result: { kind: 'done', value }, entry: { act: 'search.run', detail } }
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return refused('too-expensive')
    throw error
  }
}

interface FoundAdverts {
  readonly asked: Understood
  readonly matching: Matching | null
  readonly shown: readonly Ranked[]
  readonly counts: Pick<SearchResult, 'count' | 'upTo' | 'opened' | 'sealed' | 'sources' | 'facets' | 'ranked'>
  readonly next: string | null
}

async function findAdverts(
  tx: Tx,
  ground: Ground,
  vault: TellingVault,
  input: SearchInput,
  place: Ranked | undefined
): Promise<FoundAdverts> {
  const { asked, matching, ...world } = await askWorld(tx, ground, vault, input)
  const { columns, facets } = world
  const sort = matching === null && input.sort === 'relevance' ? 'newest' : (input.sort ?? 'newest')
  const limit = Math.max(1, Math.min(input.limit ?? 25, 100))
  const ranking = sort === 'relevance' && matching !== null
  const walked = walk({
    ...world,
    openOnly: input.folded === true || sort !== 'newest',
    sort,
    after: ranking ? undefined : place,
    most: ranking ? mostRanked : limit + 1
  })
  const listed = ranking ? rankedBy(matching, walked.first, place) : walked.first
  const shown = listed.slice(0, limit)
  const last = shown.at(-1)
  return {
    asked,
    matching,
    shown,
    counts: {
      count: { value: walked.open + walked.sealed, exact: true },
      upTo: Math.max(0, columns.size - 1),
      opened: walked.open,
      sealed: sealedOf(walked, columns),
      sources: sourcesOf(walked, columns),
      facets: input.facets === true && facets !== null ? facetsOf(walked, columns, facets) : null,
      ranked: ranking ? Math.min(walked.open, mostRanked) : null
    },
    next: listed.length > limit && last !== undefined ? cursorText([sort, last.key, last.id]) : null
  }
}

/** What a walk needs: the question as understood, the adverts that the index has for it, and the columns as they are now. */
async function askWorld(
  tx: Tx,
  ground: Ground,
  vault: TellingVault,
  input: SearchTerms & Pick<SearchInput, 'facets'>
): Promise<
  Pick<Parameters<typeof walk>[0], 'columns' | 'facets' | 'classes' | 'set' | 'filters'> &
    Pick<FoundAdverts, 'asked' | 'matching'>
> {
  const mandate = mandateOf(ground)
  const filters = filtersOf(input)
  const wantClasses = input.facets === true || filters.class !== undefined
  // All at once: none needs what another answers.
  const [regions, segments, columns, classes] = await atOnce(
    dialledRegions(tx),
    listSegments(tx),
    advertColumns(tx, mandate),
    wantClasses ? networkClasses(tx, mandate) : new Map<number, string>()
  )
  const asked = understandIn(input.q ?? '', input.fact ?? '', regions)
  const matching = await askIndex(tx, ground, vault, asked, segments)
  const { language, place, kind } = filters
  const wantFacets = input.facets === true || [language, place, kind].some((one) => one !== undefined)
  const index = wantFacets
    ? (matching?.index ?? (await readIndex(tx, vault.keyring, mandate, segments, vault.shut)))
    : null
  const facets = index === null ? null : await facetColumns(tx, mandate, index, columns)
  const set = matching === null && asksSomething(input) ? nothing : (matching?.adverts ?? null)
  return { asked, matching, columns, facets, classes, set, filters }
}

/** The adverts that a search counts, opened and sealed, in rising order, none newer than `upTo`; the caller tells the ledger. */
export async function advertsFound(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  terms: SearchTerms,
  upTo = Infinity
): Promise<number[]> {
  return matchingIds(await askWorld(tx, ground, vault, terms)).filter((id) => id <= upTo)
}

const nothing = { bits: new Uint8Array(0) }

/** By how often what was asked stands in each, those that come after a place. */
function rankedBy(matching: Matching, first: Walked['first'], after: Ranked | undefined): Ranked[] {
  const counts = matching.counts(first.map((one) => one.id))
  return first
    .map(({ id }) => ({ id, key: counts.get(id) ?? 0 }))
    .toSorted((a, b) => b.key - a.key || b.id - a.id)
    .filter((one) => after === undefined || one.key < after.key || (one.key === after.key && one.id < after.id))
}

/** A question that the index cannot know (signs alone) finds nothing; only no question at all lists the newest. */
function asksSomething({ q, fact }: SearchTerms): boolean {
  return (q ?? '').trim() !== '' || (fact ?? '').trim() !== ''
}

function filtersOf({ from, to, postedFrom, postedTo, ...rest }: SearchTerms): Filters {
  const { source, site, state, language, place, kind, class: its } = rest
  const times = { from: micros(from), to: micros(to), postedFrom: micros(postedFrom), postedTo: micros(postedTo) }
  return { source, site, state, language, place, kind, class: its, ...times }
}

/** Microseconds since 2000, as the columns count. */
function micros(time: string | undefined): number | undefined {
  return time === undefined ? undefined : (Date.parse(time) - Date.UTC(2000, 0, 1)) * 1_000
}

/** What the ledger keeps: what was asked, how it was understood, and which opened texts were shown ("who saw this number"). */
function searchDetail(input: SearchInput, asked: Understood, hits: readonly SearchHit[]): Record<string, unknown> {
  const { after, limit: _limit, facets: _facets, folded: _folded, ...filters } = input
  const shown = hits.filter((one) => one.state === 'open').map((one) => one.advert)
  return {
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')),
    facts: asked.facts.map((one) => `${one.kind} ${one.value}`),
    nextPage: after !== undefined,
    results: hits.length,
    shown
  }
}

function placeOf({ after, sort }: SearchInput): Ranked | null | undefined {
  if (after === undefined) return undefined
  const [by, key, id] = readCursor(after, ['string', 'number', 'number']) ?? []
  const known = sorts.some((one) => one === by) && (by === (sort ?? 'newest') || by === 'newest')
  if (!known || !Number.isSafeInteger(key) || !Number.isInteger(id) || Math.abs(Number(id)) > 2 ** 31 - 1) return null
  return { key: Number(key), id: Number(id) }
}
