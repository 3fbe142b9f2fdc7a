/** Compares what reading, weighing and people wrote with the log of rows, and that log with the ledger: nothing was changed, added or removed. */
import type pg from 'pg'
import { atOneMoment, type Snapshot } from './database.ts'
import { sha256 } from '../disk.ts'
import { damaged, ok, warning, type VerifyItem } from '../item.ts'
import { keepingRules, type KeepingRule } from './mandates.ts'
import { beginsIn, type Begun } from './row-begins.ts'
import { captureKind, rowKinds, storedKind, type RowTable } from './row-tables.ts'
import { isWritten, judgeWritten, notesWritten, takeWritten } from './written-rows.ts'

const mostNamed = 20
const action = 'keep the database as it is, and restore these rows from its backup'
const batchRows = 5_000
const goneDigest = '0'.repeat(32)

/** Judges every line of mandates at one moment, also while others write. */
export async function judgeRows(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => ((await hasLog(at)) ? judgeAll(at) : [older]))
}

/** As `judgeRows`, for a start: the newest notes of the ledger are in the log as they were noted. */
export async function judgeNewestNotes(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => {
    if (!(await hasLog(at))) return []
    const told = await notesIn(at, 'select * from ledger order by no desc limit 5000')
    if (told.size === 0) return []
    const from = least([...told.keys()])
    const changed: VerifyItem[] = []
    for (const line of await linesOf(at))
      for await (const { row, note } of walkLog(at, line, told, from - 1))
        // A row without a note here may have one in an older entry than those that were read.
        if (note !== undefined && !isAsNoted(row, note)) changed.push(notAsNoted(row, note))
    return [...changed.slice(0, mostNamed), ...missingNotes(told)]
  })
}

const older = warning(
  'table row_log',
  'this database is of an older version, which did not bind rows to the ledger: they were not checked',
  'start Baken once'
)

const olderTables = warning(
  'tables of people',
  'this database is of an older version, which did not bind what people write to the ledger row by row: it was not checked',
  'start Baken once'
)

async function hasLog(at: Snapshot): Promise<boolean> {
  const rows = await at.ask<{ there: boolean }>(`select to_regclass('row_log') is not null as there`)
  return rows[0]?.there === true
}

/** What an entry of the ledger says of one row of the log. */
interface Told {
  readonly kind: string
  readonly digest: string
  readonly entry: number
}

async function judgeAll(at: Snapshot): Promise<VerifyItem[]> {
  const items: VerifyItem[] = []
  const told = await notesIn(at, 'select * from ledger')
  const begins = await beginsIn(at, firstOf(told))
  items.push(...begins.late.map((entry) => damaged(`ledger entry ${entry}`, beganLate, '', action)))
  const rules = await keepingRules(at)
  const byDatabase = await notesWritten(at, firstOf(told).keys())
  if (!byDatabase) items.push(olderTables)
  let bound = 0
  for (const line of await linesOf(at)) {
    const written = await writtenIn(at, line, told)
    items.push(...written.items)
    if (byDatabase) {
      const found = await judgeWritten(at, line, written.rows)
      for (const [name, wrong] of found.items) items.push(...limited(line, name, wrong))
      bound += found.bound
    }
    if (line === noMandate) continue
    const unbound = new Map<string, number>()
    for (const table of rowKinds) {
      const found = await judgeTable(at, {
        line,
        begun: begins.of(line, table.kind),
        table,
        rules: rules(line),
        written: written.rows.get(table.kind) ?? new Map<string, string>()
      })
      items.push(...limited(line, table.name, found.items))
      bound += found.bound
      if (found.unbound > 0) unbound.set(table.name, Math.max(found.unbound, unbound.get(table.name) ?? 0))
    }
    if (unbound.size > 0)
      items.push(
        warning(
          `mandate ${line}`,
          `written before rows, or all of their columns, were bound to the ledger: ${[...unbound].map(([name, n]) => `${n} of the table ${name}`).join(', ')}; whether they were changed is not known`,
          'nothing: what is written from now on is bound'
        )
      )
  }
  items.push(...missingNotes(told))
  if (bound > 0) items.push(ok('rows', 'they are what the ledger says was written', { boundRows: bound }))
  return items
}

const beganLate = 'it says that rows are bound from here on, and they were before'

/** By kind of row: the first entry that noted one. */
function firstOf(told: ReadonlyMap<number, Told>): Map<string, number> {
  const first = new Map<string, number>()
  for (const { kind, entry } of told.values()) first.set(kind, Math.min(entry, first.get(kind) ?? Infinity))
  return first
}

/** Infinity when there are none. There may be more than `Math.min` takes as arguments. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity)
}

function missingNotes(told: ReadonlyMap<number, Told>): VerifyItem[] {
  const left = [...told].slice(0, mostNamed)
  return left.map(([no, { entry }]) =>
    damaged(`table row_log, row ${no}`, `ledger entry ${entry} noted it, and it is gone`, '', action)
  )
}

/** What stands under no mandate: words of auditors. */
const noMandate = ''

async function linesOf(at: Snapshot): Promise<string[]> {
  const rows = await at.ask<{ line: string }>('select distinct line from mandate order by line')
  return [...rows.map((row) => row.line), noMandate]
}

/** What entries say of rows of the log, by number of the row. `ledger`: which entries are read. */
async function notesIn(at: Snapshot, ledger: string): Promise<Map<number, Told>> {
  const rows = await at.ask<{ entry: number; log: unknown }>(
    `select no as entry, detail->'log' as log from (${ledger}) l where detail ? 'log' order by no`
  )
  const told = new Map<number, Told>()
  for (const { entry, log } of rows)
    for (const one of Array.isArray(log) ? (log as Partial<Record<'no' | 'kind' | 'digest', unknown>>[]) : [])
      if (typeof one.no === 'number' && typeof one.digest === 'string')
        told.set(one.no, { kind: String(one.kind), digest: one.digest, entry })
  return told
}

interface Written {
  readonly items: VerifyItem[]
  /** By kind and id: the digest that was noted last, in hex. */
  readonly rows: Map<string, Map<string, string>>
}

/** What the whole log of a line says was written. */
async function writtenIn(at: Snapshot, line: string, told: Map<number, Told>): Promise<Written> {
  const written: Written = { items: [], rows: new Map() }
  for await (const { row, note } of walkLog(at, line, told, 0)) {
    if (isAsNoted(row, note)) take(written.rows, row, note?.entry ?? 0)
    else if (written.items.length < mostNamed) written.items.push(notAsNoted(row, note))
  }
  return written
}

interface LogRow {
  readonly no: number
  readonly kind: string
  readonly rows: Buffer
}

/** Walks the log of a line in order, beyond the row `after`, and takes from `told` what the ledger says of each row. */
async function* walkLog(
  at: Snapshot,
  line: string,
  told: Map<number, Told>,
  after: number
): AsyncGenerator<{ readonly row: LogRow; readonly note: Told | undefined }> {
  await at.under(line)
  for (let last: number | undefined = after; last !== undefined;) {
    const rows: LogRow[] = await at.ask<LogRow>(
      'select no, kind, rows from row_log where no > $1 and mandate_id = $2 order by row_log.no limit 500',
      [last, line]
    )
    for (const row of rows) {
      const note = told.get(row.no)
      told.delete(row.no)
      yield { row, note }
    }
    last = rows.at(-1)?.no
  }
}

function isAsNoted(row: LogRow, note: Told | undefined): boolean {
  return note?.digest === sha256(row.rows)
}

function notAsNoted(row: LogRow, note: Told | undefined): VerifyItem {
  return damaged(
    `table row_log, row ${row.no}`,
    note === undefined
      ? 'no entry of the ledger noted it'
      : `it is not what ledger entry ${note.entry} noted: it was changed`,
    '',
    action
  )
}

function take(all: Map<string, Map<string, string>>, { kind, rows: bytes }: LogRow, entry: number): void {
  const rows = all.get(kind) ?? new Map<string, string>()
  all.set(kind, rows)
  if (isWritten(kind)) {
    takeWritten(rows, bytes)
    return
  }
  const idBytes = kind === captureKind || kind === storedKind ? 16 : 8
  for (let at = 0; at + idBytes + 16 <= bytes.length; at += idBytes + 16) {
    const id = bytes.subarray(at, at + idBytes)
    const name = idBytes === 16 ? id.toString('hex') : String(id.readBigInt64BE())
    const digest = bytes.toString('hex', at + idBytes, at + idBytes + 16)
    rows.set(name, kind === storedKind ? `${digest}@${entry}` : digest)
  }
}

interface Judging {
  readonly line: string
  readonly begun: Begun
  readonly table: RowTable
  readonly rules: readonly KeepingRule[]
  readonly written: Map<string, string>
}

interface Judged {
  readonly items: VerifyItem[]
  readonly bound: number
  readonly unbound: number
}

/** Every row against what was noted of it last; what is left in the notes is gone. */
async function judgeTable(at: Snapshot, { line, begun, table, rules, written }: Judging): Promise<Judged> {
  const items: VerifyItem[] = []
  let [bound, unbound] = [0, 0]
  const unboundTo = table.unboundBy === 'id' ? (begun.before[table.kind] ?? 0) : begun.entry
  for (let after = table.firstId; ;) {
    const rows = await at.ask<{ id: string; name: string; digest: string; unbound: boolean; plain: boolean }>(
      table.query,
      [line, after, batchRows, unboundTo, ...(table.kind === captureKind ? [JSON.stringify(rules)] : [])]
    )
    for (const row of rows) {
      const noted = written.get(row.name)
      written.delete(row.name)
      const cause = noted === row.digest ? null : faultOf(noted, row, table)
      if (noted === row.digest) bound++
      else if (cause === null && row.unbound) unbound++
      else if (cause === null) bound++
      else items.push(damaged(`table ${table.name}, row ${row.id}`, cause, '', action))
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.id
  }
  for (const [name, digest] of written)
    if (digest !== goneDigest)
      items.push(
        damaged(`table ${table.name}, row ${name}`, 'the ledger says that it was written, and it is gone', '', action)
      )
  return { items, bound, unbound }
}

function faultOf(
  noted: string | undefined,
  row: { readonly unbound: boolean; readonly plain: boolean },
  table: RowTable
): string | null {
  if (noted === goneDigest) return 'it was taken away by an act, and is there again'
  if (noted !== undefined) return `it is not what the ledger says was written: ${table.what} changed`
  if (row.unbound || row.plain) return null
  return table.kind === captureKind
    ? 'its day of erasing or its state is not the one that it was stored with, and no act changed it'
    : 'no act of the ledger wrote it'
}

function limited(line: string, table: string, items: readonly VerifyItem[]): VerifyItem[] {
  if (items.length <= mostNamed) return [...items]
  const where = line === noMandate ? `table ${table}` : `table ${table}, mandate ${line}`
  const more = damaged(where, `${items.length - mostNamed} more rows differ`, '', action)
  return [...items.slice(0, mostNamed), more]
}
