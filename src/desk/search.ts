/** Search: words and facts over adverts, newest first, within bounds that it tells; a sealed advert answers with a count and no more. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import type { SealedReading } from '../model/reading.ts'
import type { Ground, Tx } from '../store/ground.ts'
import { idsOf, sizeOf } from '../store/inverted-index/advert-set.ts'
import type { SearchHit, SearchResult } from '../contract/search.ts'
import { cursorText, isTime, readCursor } from './cursor.ts'
import { marksIn, snippetOf } from './highlight.ts'
import { maskedText, maskedTitle } from './masks.ts'
import { refused, type Outcome } from './outcome.ts'
import { askIndex, type Matching } from './search-index.ts'
import { understandIn, type Understood } from './understand.ts'
import { newestReadings, type Vault } from './vault.ts'

export interface SearchInput {
  readonly q?: string | undefined
  readonly fact?: string | undefined
  readonly source?: string | undefined
  readonly state?: 'sealed' | 'open' | undefined
  /** ISO 8601: seen at or after. */
  readonly from?: string | undefined
  /** ISO 8601: first seen before. */
  readonly to?: string | undefined
  readonly after?: string | undefined
  /** 1 to 100; 25 when absent. */
  readonly limit?: number | undefined
}

/** Counts, sources and order are over the newest 1,000 that match; what lies beyond is reached by going on, and said. */
export const mostCandidates = 1_000
const timeoutMs = 5_000

/** Runs a search. Without any input it lists the newest adverts. `too-expensive` after 5 seconds. */
export async function search(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  input: SearchInput
): Promise<Outcome<SearchResult>> {
  const started = performance.now()
  const place = placeOf(input.after)
  if (place === null) return refused('bad-cursor')
  try {
    return await act<Outcome<SearchResult>>(pool, ground, async (tx) => {
      await tx.query(`set local statement_timeout = ${timeoutMs}`)
      const asked = understandIn(input.q ?? '', input.fact ?? '', await regionsOf(tx))
      const matching = await askIndex(tx, ground, vault, asked)
      const found = matching === null && asksSomething(input) ? nothing : await page(tx, matching, input, place)
      const hits = await hitsOf(tx, vault, matching, asked, found.shown)
      // The entry may wait for others' entries longer than the search itself may take.
      await tx.query('set local statement_timeout = 0')
      const value: SearchResult = {
        results: hits,
        count: found.count,
        understood: {
          words: asked.words,
          facts: asked.facts.map(({ kind, value: text }) => ({ kind, value: text })),
          notes: [...asked.notes]
        },
        sources: found.sources,
        tookMs: Math.round(performance.now() - started),
        next: found.next
      }
      return { result: { kind: 'done', value }, entry: { act: 'search.run', detail: searchDetail(input, asked, hits) } }
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return refused('too-expensive')
    throw error
  }
}

interface Candidate {
  readonly id: number
  readonly source_id: string | null
  readonly last_seen: string
}

interface Page {
  readonly shown: readonly number[]
  readonly count: SearchResult['count']
  readonly sources: SearchResult['sources']
  readonly next: string | null
}

/** Where the next page starts, with the count that the first page made. */
interface Place {
  readonly seen: string
  readonly id: number
  readonly count: number
  readonly exact: boolean
}

const nothing: Page = { shown: [], count: { value: 0, exact: true }, sources: [], next: null }

/** Where the sources of the mandate dial, the most common first. */
async function regionsOf(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ region: string }>({
    name: 'search-regions',
    text: `select coalesce(spec->>'region', 'NL') as region from source group by 1 order by count(*) desc, 1 limit 5`
  })
  return rows.length === 0 ? ['NL'] : rows.map((row) => row.region)
}

/** A question that the index cannot know (signs alone) finds nothing; only no question at all lists the newest. */
function asksSomething({ q, fact }: SearchInput): boolean {
  return (q ?? '').trim() !== '' || (fact ?? '').trim() !== ''
}

/** Up to so many adverts are looked up one by one; of more, the newest are walked until enough of them match. */
const mostLookedUp = 20_000

async function page(tx: Tx, matching: Matching | null, input: SearchInput, place: Place | undefined): Promise<Page> {
  const limit = Math.max(1, Math.min(input.limit ?? 25, 100))
  const values: unknown[] = []
  const value = (one: unknown): string => `$${values.push(one)}`
  const where = [`a.state <> 'erased'`]
  if (matching !== null) where.push(matchingText(matching, value))
  if (input.source !== undefined) where.push(`a.source_id = ${value(input.source)}`)
  if (input.state !== undefined) where.push(`a.state = ${value(input.state)}`)
  if (input.from !== undefined) where.push(`a.last_seen >= ${value(input.from)}`)
  if (input.to !== undefined) where.push(`a.first_seen < ${value(input.to)}`)
  if (place !== undefined) where.push(`(a.last_seen, a.id) < (${value(place.seen)}, ${value(place.id)})`)
  const most = value(place === undefined ? mostCandidates + 1 : limit + 1)
  const { rows } = await tx.query<Candidate>(
    `select a.id, a.source_id, to_char(a.last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last_seen
     from advert a where ${where.join(' and ')} order by a.last_seen desc, a.id desc limit ${most}`,
    values
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const candidates = rows.slice(0, mostCandidates)
  const count =
    place === undefined
      ? { value: candidates.length, exact: rows.length <= mostCandidates }
      : { value: place.count, exact: place.exact }
  const bySource = new Map<string, number>()
  for (const row of place === undefined ? candidates : [])
    bySource.set(row.source_id ?? '', (bySource.get(row.source_id ?? '') ?? 0) + 1)
  const more = rows.length > limit && last !== undefined
  return {
    shown: shown.map((row) => row.id),
    count,
    sources: [...bySource]
      .map(([id, n]) => ({ id, count: n }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    next: more ? cursorText([last.last_seen, last.id, count.value, count.exact]) : null
  }
}

function matchingText({ adverts }: Matching, value: (one: unknown) => string): string {
  if (sizeOf(adverts) <= mostLookedUp) return `a.id = any(${value(idsOf(adverts))}::int[])`
  const bits = value(Buffer.from(adverts.bits.buffer, adverts.bits.byteOffset, adverts.bits.byteLength))
  // In a "case", because the order of conditions is PostgreSQL's own and a bit beyond the end is an error.
  return `case when a.id < ${value(adverts.bits.length * 8)}::int then get_bit(${bits}::bytea, a.id::bigint) = 1 else false end`
}

interface HitRow {
  readonly id: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly source_id: string | null
  readonly url: string | null
  readonly posted_at: string | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
  readonly network_id: number | null
  readonly request: SearchHit['request']
}

async function hitsOf(
  tx: Tx,
  vault: Vault,
  matching: Matching | null,
  asked: Understood,
  ids: readonly number[]
): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<HitRow>(
    `select a.id, a.state, a.site, a.source_id, a.url, a.posted_at, a.first_seen, a.last_seen, a.gone_at, a.network_id,
       (select r.state from open_request r where r.advert_id = a.id order by r.id desc limit 1) as request
     from advert a where a.id = any($1::int[])`,
    [ids]
  )
  const matches = matching?.counts(rows.filter((row) => row.state === 'sealed').map((row) => row.id))
  const readings = await newestReadings(tx, vault, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [hit(row, matches?.get(id) ?? 0, readings.get(id), asked)]
  })
}

function hit(row: HitRow, matches: number, reading: SealedReading | undefined, asked: Understood): SearchHit {
  const facts = new Set(asked.facts.flatMap((fact) => fact.readings.map((one) => `${one.kind} ${one.value}`)))
  const marks = reading === undefined ? [] : marksIn(reading.text, reading.facts, asked.words, facts)
  return {
    advert: row.id,
    state: row.state,
    site: row.site,
    source: row.source_id,
    url: row.url,
    postedAt: row.state === 'open' ? row.posted_at : null,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    gone: row.gone_at !== null,
    network: row.network_id,
    title: reading === undefined ? null : maskedTitle(reading),
    snippet: reading === undefined ? null : snippetOf(maskedText(reading), marks),
    matches: reading === undefined ? matches : marks.length,
    request: row.request
  }
}

/** What the ledger keeps: what was asked, how it was understood, and which opened texts were shown ("who saw this number"). */
function searchDetail(input: SearchInput, asked: Understood, hits: readonly SearchHit[]): Record<string, unknown> {
  const { q, fact, source, state, from, to } = input
  const filters = Object.fromEntries(
    Object.entries({ q, fact, source, state, from, to }).filter(([, value]) => value !== undefined && value !== '')
  )
  const shown = hits.filter((one) => one.state === 'open').map((one) => one.advert)
  return {
    ...filters,
    facts: asked.facts.map((one) => `${one.kind} ${one.value}`),
    nextPage: input.after !== undefined,
    results: hits.length,
    shown
  }
}

function placeOf(after: string | undefined): Place | null | undefined {
  if (after === undefined) return undefined
  const values = readCursor(after, ['string', 'number', 'number', 'boolean'])
  const [seen, id, count, exact] = values ?? []
  if (!isTime(seen) || !Number.isInteger(id) || Math.abs(Number(id)) > 2 ** 31 - 1) return null
  return { seen, id: Number(id), count: Number(count), exact: exact === true }
}
