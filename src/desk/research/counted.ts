/** What a question of research is answered with: rows of the counted weeks, as bytes that are the same for the same state. */
import { createHash } from 'node:crypto'
import type { ResearchFilters, ResearchRow } from '../../contract/research/records.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { mondayOf, weekOfDay } from '../../model/phenomena/weeks.ts'
import type { Tx } from '../../store/ground.ts'
import { wordsOf } from '../../text/words.ts'
import { phenomenonCounts } from '../phenomenon/counts.ts'
import { toldWeeks, wordingMethod } from './kept-weeks.ts'

const mostWeeks = 104

export interface Counted {
  readonly method: number
  /** SHA-256 (hex) of all that was counted of the weeks, whatever was asked of them. */
  readonly state: string
  readonly bytes: Buffer
  readonly rows: readonly ResearchRow[]
}

/** Answers a question from what is counted now. */
export async function countFor(
  tx: Tx,
  keyring: Keyring,
  mandate: MandateId,
  filters: ResearchFilters
): Promise<Counted> {
  const { state, all } =
    filters.view === 'counts' ? await cellsFor(tx, keyring, filters) : await toldFor(tx, keyring, mandate, filters)
  const asked = filters.words.flatMap(wordsOf)
  const rows = all.filter(({ of }) => {
    const said = new Set(wordsOf(of))
    return asked.every((word) => said.has(word))
  })
  const bytes = Buffer.from(`${JSON.stringify({ method: wordingMethod, state, filters: inOrder(filters), rows })}\n`)
  return { method: wordingMethod, state, bytes, rows }
}

interface Answer {
  readonly state: string
  readonly all: readonly ResearchRow[]
}

/** What the weeks tell; the state is all of it, without when it was counted: counting the same again is the same state. */
async function toldFor(
  tx: Tx,
  keyring: Keyring,
  mandate: MandateId,
  { view, from, to }: ResearchFilters
): Promise<Answer> {
  const weeks = await toldWeeks(tx, keyring, mandate, {
    from: mondayOf(weekOfDay(from)) ?? from,
    to,
    most: mostWeeks
  })
  const state = createHash('sha256')
  for (const { countedAt: _, ...week } of weeks) state.update(`${JSON.stringify(week)}\n`)
  return {
    state: state.digest('hex'),
    all:
      view === 'counts'
        ? []
        : weeks.flatMap((week) => week[view].map(({ of, networks }) => ({ week: week.week, of, networks })))
  }
}

/** Networks by week and what was asked; cells of fewer than `leastNetworks` are left out, and no sum stands beside them that would give one away. */
async function cellsFor(tx: Tx, keyring: Keyring, { from, to, by = [], among = {} }: ResearchFilters): Promise<Answer> {
  const others = by.filter((one) => one !== 'week')
  const asked = { from: weekOfDay(from), to: weekOfDay(to), by: ['week', ...others] as const, filters: among }
  const { state, cells } = await phenomenonCounts(tx, { keyring }, asked)
  const all = cells
    .filter(({ networks }) => networks >= leastNetworks)
    .map(({ key, networks }) => ({
      week: mondayOf(key.week ?? '') ?? '',
      of: others.map((one) => key[one] ?? '').join(' · '),
      networks
    }))
  return { state, all }
}

/** The rows within the bytes of a record. */
export function rowsIn(bytes: Buffer): ResearchRow[] {
  return (JSON.parse(bytes.toString('utf8')) as { rows: ResearchRow[] }).rows
}

/** Rows of which the number of networks is another now, in order. */
export function differencesOf(
  was: readonly ResearchRow[],
  now: readonly ResearchRow[]
): { week: string; of: string; was: number | null; now: number | null }[] {
  const name = ({ week, of }: ResearchRow): string => `${week} ${of}`
  const before = new Map(was.map((row) => [name(row), row]))
  const after = new Map(now.map((row) => [name(row), row]))
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((at) => {
    const [old, fresh] = [before.get(at), after.get(at)]
    const row = old ?? fresh
    if (row === undefined || old?.networks === fresh?.networks) return []
    return [{ week: row.week, of: row.of, was: old?.networks ?? null, now: fresh?.networks ?? null }]
  })
}

/** Members in one order, whatever order they were sent in. */
function inOrder({ view, from, to, words, by, among = {} }: ResearchFilters): ResearchFilters {
  const sorted = Object.entries(among).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { view, from, to, words, ...(by && { by }), ...(sorted.length > 0 && { among: Object.fromEntries(sorted) }) }
}
