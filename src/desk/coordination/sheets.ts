/** The sheet of a month for those who decide: counted from the rows that the queue shows, one count after the other in one transaction, and never changed afterwards. */
import { createHash } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { Sheet, SheetFigures, Sheets } from '../../contract/cases/coordination.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { csvLine, headLine } from '../exports/csv.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { capacityNow } from '../proposals/capacity.ts'
import { stateNow, storedProposals } from '../proposals/proposal-rows.ts'
import { digestText } from '../sealed-words.ts'
import { firstRules } from './order-rules.ts'
import { rulesInForce, rulesOfVersion, waitingInOrder } from './orders.ts'

interface StoredSheet {
  readonly id: number
  readonly month: string
  readonly order_version: number
  readonly figures: SheetFigures
  readonly digest: Buffer
  readonly by: string
  readonly at: string
}

const columns = `id, to_char(month, 'YYYY-MM') as month, order_version, figures, digest, by, at`
const most = 200

export async function listSheets({ pool, ground }: Desk): Promise<Sheets> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredSheet>(
      `select ${columns} from coordination_sheet order by id desc limit ${most}`
    )
    const sheets = rows.map(headOf)
    return { result: { sheets }, entry: { act: 'sheets.list', detail: { sheets: sheets.length } } }
  })
}

/** One sheet, on the screen or taken along. `not-found`: there is none. */
export async function readSheet({ pool, ground }: Desk, id: number, as: 'read' | 'export'): Promise<Outcome<Sheet>> {
  return act<Outcome<Sheet>>(pool, ground, async (tx) => {
    const value = await sheetIn(tx, id)
    if (value === null) return refusedAct('not-found')
    return { result: { kind: 'done', value }, entry: { act: `sheet.${as}`, subject: `sheet:${id}` } }
  })
}

/** Counts everything now and keeps it. `day-wrong`: the month has not begun. */
export async function makeSheet({ pool, ground }: Desk, month: string): Promise<Outcome<Sheet>> {
  return act<Outcome<Sheet>>(pool, ground, async (tx) => {
    const { rows: days } = await tx.query<{ begun: boolean }>(`select ($1 || '-01')::date <= today() as begun`, [month])
    if (days[0]?.begun !== true) return refusedAct('day-wrong')
    const order = await rulesInForce(tx)
    const figures = await figuresNow(tx, month, order.rules)
    const { rows } = await tx.query<{ id: number }>(
      `insert into coordination_sheet (mandate_id, month, order_version, figures, digest, by)
       values ($1, ($2 || '-01')::date, $3, $4, $5, $6) returning id`,
      [ground.mandate, month, order.version, JSON.stringify(figures), digestOf(figures), ground.user]
    )
    const value = await sheetIn(tx, rows[0]?.id ?? 0)
    if (value === null) throw new Error('The sheet is gone in its own transaction.')
    const detail = { month, order: order.version, digest: value.digest }
    return { result: { kind: 'done', value }, entry: { act: 'sheet.make', subject: `sheet:${value.id}`, detail } }
  })
}

async function figuresNow(tx: Tx, month: string, rules: Parameters<typeof waitingInOrder>[1]): Promise<SheetFigures> {
  const rows = await storedProposals(tx, null)
  const states = rows.map((row) => stateNow(row).state)
  const outcomes = await tx.query<{ of: string; outcome: string; ground: string | null; at_least: number }>(
    'select * from outcome_figures()'
  )
  const waiting = waitingInOrder(rows, rules)
  return {
    signals: countsOf(
      await tx.query<Counted>(
        'select state as of, count(*)::int as n from signal where merged_into is null group by 1 order by 1'
      )
    ),
    steps: countsOf(
      await tx.query<Counted>(
        `select step::text as of, count(*)::int as n from signal where merged_into is null and state in ('new', 'taken', 'proposed')
         group by 1 order by 1`
      )
    ),
    reports: countsOf(
      await tx.query<Counted>(
        `select of, count(*)::int as n from report r cross join lateral (select r.state as of union all
         select 'late' where r.state = 'sent' and r.read_by < now() or r.state in ('sent', 'read') and r.answer_by < now()) s
       where r.mandate_id = ground_content() and r.state <> 'draft' and not r.minor group by 1 order by 1`
      )
    ),
    proposals: Object.fromEntries(
      [...new Set(states)].toSorted().map((state) => [state, states.filter((one) => one === state).length])
    ),
    late: waiting.filter((one) => one.late).length,
    decisions: countsOf(
      await tx.query<Counted>(
        `select decision as of, count(*)::int as n from weighing_record
       where to_char(at at time zone 'Europe/Amsterdam', 'YYYY-MM') = $1 group by 1 order by 1`,
        [month]
      )
    ),
    teams: await capacityNow(tx),
    outcomes: outcomes.rows.map(({ at_least, ...one }) => ({ ...one, atLeast: at_least })),
    waiting
  }
}

interface Counted {
  readonly of: string
  readonly n: number
}

function countsOf({ rows }: { readonly rows: readonly Counted[] }): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.of, row.n]))
}

async function sheetIn(tx: Tx, id: number): Promise<Sheet | null> {
  const { rows } = await tx.query<StoredSheet>(`select ${columns} from coordination_sheet where id = $1`, [id])
  const [row] = rows
  if (row === undefined) return null
  const rules = (await rulesOfVersion(tx, row.order_version))?.rules ?? firstRules
  const intact = digestOf(row.figures).equals(row.digest)
  return { ...headOf(row), rules, intact, figures: row.figures }
}

function headOf({ id, month, order_version, digest, by, at }: StoredSheet): Sheets['sheets'][number] {
  return { id, month, orderVersion: order_version, by, at, digest: digestText(digest) }
}

/** SHA-256 of the figures with the members of every object in the order of their names, as a database gives them back in any. */
function digestOf(figures: SheetFigures): Buffer {
  const sorted = (_name: string, value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return createHash('sha256').update(JSON.stringify(figures, sorted)).digest()
}

/** A sheet as CSV: what is counted, of what, and how many. */
export function sheetCsv({ month, at, digest, orderVersion, figures }: Sheet): string {
  const lines: (readonly unknown[])[] = [
    ['sheet', 'month', month],
    ['sheet', 'at', at],
    ['sheet', 'digest', digest],
    ['sheet', 'order', orderVersion]
  ]
  for (const name of ['signals', 'steps', 'reports', 'proposals', 'decisions'] as const)
    for (const [of, n] of Object.entries(figures[name])) lines.push([name, of, n])
  lines.push(['proposals', 'late', figures.late])
  for (const { team, hours, taken, free, certified, away, running } of figures.teams)
    for (const [of, n] of Object.entries({ hours, taken, free, certified, away, running }))
      lines.push([`team ${team}`, of, n])
  for (const { of, outcome, ground, atLeast } of figures.outcomes)
    lines.push([
      of === 'all' ? 'outcomes' : `outcomes ${of}`,
      ground === null ? outcome : `${outcome} ${ground}`,
      atLeast
    ])
  figures.waiting.forEach(({ id, dueOn }, place) => lines.push([`waits ${place + 1}`, `proposal ${id}`, dueOn]))
  return headLine(['what', 'of', 'value']) + lines.map(csvLine).join('')
}
