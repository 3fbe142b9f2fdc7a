/** Published figures: taken in from files, and read as series with what stands beside them, as known now or at an earlier state. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type {
  FigureFileAnswer,
  FigureLineRow,
  FigureList,
  FigurePage,
  FigureRow,
  FigureSeries,
  FigureWords
} from '../../contract/figures/figures.ts'
import type { Figure, FigureKind } from '../../model/figures/figure.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { readTable } from '../../text/data-file.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { dueNow } from './due.ts'
import { notesOf } from './notes.ts'
import { changesOf, fallsOf, severalValues } from './compare.ts'
import { readFigures } from './figure-file.ts'

const mostFigures = 20_000

const described = new Map(
  readTable('figure-series.tsv').map(([id = '', topic = '', beside = '', nl = '', en = '']) => [
    id,
    { topic: topic as FigureSeries['topic'], beside: beside.split(' ').filter((one) => one !== ''), title: { nl, en } }
  ])
)

/** Publishers, statuses, definitions, notes, methods and sources of the published figures, in both languages. */
const inBoth = new Map(readTable('figure-words.tsv').map(([text = '', nl = '', en = '']) => [text, { text, nl, en }]))

export function wordsOf(figures: readonly FigureRow[]): FigureWords {
  const said = figures.flatMap((one) => [one.publisher, one.status, one.definition, one.note, one.method, one.source])
  return [...new Set(said)].flatMap((text) => inBoth.get(text ?? '') ?? [])
}

function describe(id: string): Pick<FigureSeries, 'topic' | 'title'> & { readonly beside: readonly string[] } {
  return described.get(id) ?? { topic: 'other', beside: [], title: { nl: id, en: id } }
}

/** Takes in a file, whole or not at all; what is there already stays as it is. `detail`: what the ledger says beside (person, reason). */
export async function importFigures(
  pool: pg.Pool,
  ground: Ground,
  file: Buffer,
  detail: Readonly<Record<string, unknown>>
): Promise<FigureFileAnswer> {
  const read = readFigures(file)
  if (read.kind === 'wrong') return { added: 0, known: 0, state: 0, faults: read.faults }
  return act<FigureFileAnswer>(pool, ground, async (tx) => {
    // Two files at once: the second sees the series of the first.
    await lockUntilCommit(tx, lockClass.figures, '')
    const other = await otherKind(tx, read.figures)
    if (other !== null) {
      const faults = [{ line: 0, column: 'series', fault: 'other-kind' as const, value: other }]
      return { result: { added: 0, known: 0, state: 0, faults }, entry: null }
    }
    const kinds = new Map(read.figures.map((one) => [one.series, one.kind]))
    await tx.query(
      `insert into figure_series (id, kind, by) select id, kind, $3 from unnest($1::text[], $2::text[]) as s (id, kind) on conflict do nothing`,
      [[...kinds.keys()], [...kinds.values()], ground.user]
    )
    let added = 0
    for (const one of read.figures) added += await insertFigure(tx, one, ground.user)
    const state = await stateNow(tx)
    const known = read.figures.length - added
    return {
      result: { added, known, state, faults: [] },
      entry: { act: 'figures.import', detail: { figures: added, known, state, ...detail } }
    }
  })
}

/** A series that holds the other kind already; null: none. */
async function otherKind(tx: Tx, figures: readonly Figure[]): Promise<string | null> {
  const { rows } = await tx.query<{ id: string; kind: FigureKind }>('select id, kind from figure_series')
  const held = new Map(rows.map((row) => [row.id, row.kind]))
  return figures.find((one) => (held.get(one.series) ?? one.kind) !== one.kind)?.series ?? null
}

async function insertFigure(tx: Tx, one: Figure, by: string): Promise<number> {
  const what = [one.series, one.kind, one.publisher, one.measure, one.definition, one.period, one.fromYear, one.toYear]
  const value = [one.value, one.numbers, one.form, one.unit, one.state, one.status, one.published, one.method]
  const values = [...what, ...value, one.interval?.[0] ?? null, one.interval?.[1] ?? null, one.note, one.source, by]
  const { rowCount } = await tx.query(
    `insert into figure (series, kind, publisher, measure, definition, period, from_year, to_year, value, numbers, form, unit, state, status,
       published, method, interval_low, interval_high, note, source, by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) on conflict do nothing`,
    values
  )
  return rowCount ?? 0
}

export async function stateNow(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ state: number }>('select coalesce(max(id), 0) as state from figure')
  return rows[0]?.state ?? 0
}

/** Every series with how many figures it holds. */
export async function listFigures(pool: pg.Pool, ground: Ground): Promise<FigureList> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<Omit<FigureSeries, 'title' | 'topic'>>(
      `select series as id, kind, count(*)::int as figures, min(from_year) as "fromYear", max(to_year) as "toYear"
       from figure group by series, kind order by series limit 1000`
    )
    const places = [...described.keys()]
    const series = rows
      .map((row) => ({ ...row, topic: describe(row.id).topic, title: describe(row.id).title }))
      .toSorted((a, b) => place(places, a.id) - place(places, b.id))
    const state = await stateNow(tx)
    const due = await dueNow(tx, new Date())
    return { result: { state, series, due }, entry: { act: 'figures.list', detail: { series: series.length } } }
  })
}

/** Series in the order of their table, others behind it. */
function place(places: readonly string[], id: string): number {
  const at = places.indexOf(id)
  return at === -1 ? places.length : at
}

/**
 * A series with those beside it, as known at a state (the number of the newest figure then); null: now. What was read at a state is read
 * the same at any later time. `as`: whether it is shown or taken along. `not-found`: no figure of it is known.
 */
export async function readFigureSeries(
  pool: pg.Pool,
  ground: Ground,
  { series, state, as }: { readonly series: string; readonly state: number | null; readonly as: 'screen' | 'export' }
): Promise<Outcome<FigurePage>> {
  return act<Outcome<FigurePage>>(pool, ground, async (tx) => {
    const newest = await stateNow(tx)
    const known = state === null ? newest : Math.min(state, newest)
    const names = [series, ...describe(series).beside]
    const lines = await linesOf(tx, names, known)
    if (!lines.some((line) => line.series === series)) return refusedAct('not-found')
    const all = lines.flatMap((line) => line.figures)
    const value = {
      state: known,
      series,
      lines,
      several: severalValues(all),
      changes: changesOf(all),
      falls: fallsOf(all),
      notes: await notesOf(
        tx,
        all.map((one) => one.id),
        known
      ),
      words: wordsOf(all)
    }
    const entry = {
      act: as === 'screen' ? 'figures.read' : 'figures.export',
      subject: `series:${series}`,
      detail: { figures: all.length, state: known }
    }
    return { result: { kind: 'done', value }, entry }
  })
}

/** The figures of some series as known at a state, a line a series, in the order of the names. */
async function linesOf(tx: Tx, names: readonly string[], state: number): Promise<FigureLineRow[]> {
  const { rows } = await tx.query<FigureRow & { readonly kind: FigureKind }>(
    `select id, series, kind, publisher, measure, definition, period, from_year as "fromYear", to_year as "toYear", value,
       (select array_agg(n::float8 order by at) from unnest(numbers) with ordinality as u (n, at)) as numbers, form, unit, state, status, published, method,
       case when interval_low is not null then jsonb_build_object('low', interval_low, 'high', interval_high) end as interval, note, source
     from figure where series = any($1) and id <= $2 order by from_year, to_year, id limit ${mostFigures}`,
    [names, state]
  )
  return names.flatMap((name) => {
    const own = rows.filter((row) => row.series === name)
    const [first] = own
    if (first === undefined) return []
    const figures = own.map(({ kind: _kind, ...figure }): FigureRow => figure)
    return [{ series: name, kind: first.kind, title: describe(name).title, figures }]
  })
}

/** Every series as known at a state, in the order of their table. */
export async function allLines(tx: Tx, state: number): Promise<FigureLineRow[]> {
  const { rows } = await tx.query<{ id: string }>('select id from figure_series order by id limit 1000')
  const places = [...described.keys()]
  const names = rows.map((row) => row.id).toSorted((a, b) => place(places, a) - place(places, b))
  return linesOf(tx, names, state)
}
