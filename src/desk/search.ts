/** Search: words and facts over adverts, newest first, within bounds that it tells; a sealed advert answers with a count and no more. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import { blind } from '../link/fingerprint.ts'
import type { SealedReading } from '../model/reading.ts'
import type { Ground, Tx } from '../store/ground.ts'
import { blindQuery } from '../store/words.ts'
import type { SearchHit, SearchResult } from '../contract/search.ts'
import { cursorText, isTime, readCursor } from './cursor.ts'
import { marksIn, snippetOf } from './highlight.ts'
import { maskedText, maskedTitle } from './masks.ts'
import { refused, type Outcome } from './outcome.ts'
import { understand, type Understood } from './understand.ts'
import { blindKeyOf, mandateOf, newestReadings, type Vault } from './vault.ts'

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
  const asked = understand(input.q ?? '', input.fact ?? '')
  const key = blindKeyOf(vault, mandateOf(ground))
  const terms = key === null ? null : termsOf(asked, key)
  try {
    return await act<Outcome<SearchResult>>(pool, ground, async (tx) => {
      await tx.query(`set local statement_timeout = ${timeoutMs}`)
      const found = terms === null ? nothing : await page(tx, terms, input, place)
      const hits = await hitsOf(tx, vault, terms ?? noTerms, asked, found.shown)
      // The entry may wait for others' entries longer than the search itself may take.
      await tx.query('set local statement_timeout = 0')
      const value: SearchResult = {
        results: hits,
        count: found.count,
        understood: { words: asked.words, facts: asked.facts.map(({ kind, value: text }) => ({ kind, value: text })) },
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

interface Terms {
  /** A tsquery of blind words, or null when no words are asked. */
  readonly query: string | null
  /** One text a fact: its blind readings, separated by spaces. */
  readonly blinds: readonly string[] | null
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

const noTerms: Terms = { query: null, blinds: null }
const nothing: Page = { shown: [], count: { value: 0, exact: true }, sources: [], next: null }

function termsOf(asked: Understood, key: Uint8Array): Terms {
  const query = blindQuery(asked.text, key)
  const blinds = asked.facts.map((fact) => fact.readings.map((one) => blind(one.kind, one.value, key)).join(' '))
  return { query: query === '' ? null : query, blinds: blinds.length === 0 ? null : blinds }
}

async function page(tx: Tx, terms: Terms, input: SearchInput, place: Place | undefined): Promise<Page> {
  const limit = Math.max(1, Math.min(input.limit ?? 25, 100))
  const { rows } = await tx.query<Candidate>(
    `select id, source_id, to_char(last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last_seen
     from search_adverts($1::tsquery, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      terms.query,
      terms.blinds,
      input.source ?? null,
      input.state ?? null,
      input.from ?? null,
      input.to ?? null,
      place?.seen ?? null,
      place?.id ?? null,
      place === undefined ? mostCandidates + 1 : limit + 1
    ]
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

interface HitRow {
  readonly id: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly source_id: string | null
  readonly url: string | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
  readonly network_id: number | null
  readonly request: SearchHit['request']
}

async function hitsOf(
  tx: Tx,
  vault: Vault,
  terms: Terms,
  asked: Understood,
  ids: readonly number[]
): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<HitRow>(
    `select a.id, a.state, a.site, a.source_id, a.url, a.first_seen, a.last_seen, a.gone_at, a.network_id,
       (select r.state from open_request r where r.advert_id = a.id order by r.id desc limit 1) as request
     from advert a where a.id = any($1::int[])`,
    [ids]
  )
  const counted = await tx.query<{ id: number; matches: number }>(
    'select id, matches from search_matches($1, $2::tsquery, $3)',
    [ids, terms.query, terms.blinds]
  )
  const matches = new Map(counted.rows.map((row) => [row.id, row.matches]))
  const readings = await newestReadings(tx, vault, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [hit(row, matches.get(id) ?? 0, readings.get(id), asked)]
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
