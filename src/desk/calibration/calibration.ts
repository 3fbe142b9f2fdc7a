/** Calibration: by indicator, what became of signals and, in steps of five, of the cases that rest on them. A change of it changes no priority. */
import type pg from 'pg'
import { act, noteCounts } from '../../accountability/acts.ts'
import { eachLine } from '../../accountability/retention/due.ts'
import type { CalibratedSign, Calibration, CalibrationLine } from '../../contract/oversight/calibration.ts'
import type { Store } from '../../store/connect.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { indicators } from '../../weigh/indicators.ts'
import { directionOf } from '../../weigh/points.ts'
import { weighVersion } from '../../weigh/weigh.ts'
import { csvLine, headLine } from '../exports/csv.ts'
import { groundTitle } from '../referrals/dismissal-grounds.ts'
import { leastDecided, wilson } from '../signals/confirmed.ts'
import { titleOf } from './titles.ts'

/** What cases are rounded down to before anybody sees them (migration 0482). */
const caseStep = 5

/** The line of the mandate in force; an act. */
export async function readCalibration(pool: pg.Pool, ground: Ground, as: 'screen' | 'export'): Promise<Calibration> {
  return act(pool, ground, async (tx) => {
    const line = await lineOf(tx, ground.mandate)
    const detail = { rows: line.signs.length }
    const entry =
      as === 'screen'
        ? { act: 'calibration.read', detail }
        : { act: 'calibration.export', subject: 'export:calibration', detail }
    return { result: calibrationOf([line]), entry }
  })
}

/** All lines together, then each, also those whose mandates ended; an act of an auditor. */
export async function readWholeCalibration(store: Store, by: string, as: 'screen' | 'export'): Promise<Calibration> {
  const lines = await eachLine(store, (tx, { line }) => lineOf(tx, line))
  const rows = lines.reduce((sum, one) => sum + one.signs.length, 0)
  const told = { act: 'calibration.read', subject: 'export:calibration', lines: lines.length, rows }
  await noteCounts(store.pool, by, as, told)
  return calibrationOf(lines.length === 0 ? [] : [together(lines), ...lines])
}

function calibrationOf(lines: readonly CalibrationLine[]): Calibration {
  return { least: leastDecided, version: weighVersion, lines }
}

interface Counted {
  readonly of: string
  readonly confirmed: number
  readonly dismissed: number
  readonly undecided: number
  readonly held: number
  readonly notHeld: number
}

async function lineOf(tx: Tx, line: string | null): Promise<CalibrationLine> {
  const signals = await signalsBySign(tx)
  const { rows: cases } = await tx.query<{ indicator: string; held: number; not_held: number }>(
    'select indicator, held, not_held from outcome_shares()'
  )
  const byCase = new Map(cases.map((row) => [row.indicator, row]))
  const none = { confirmed: 0, dismissed: 0, undecided: 0 }
  const bySignal = new Map(signals.map((row) => [row.of, row]))
  const signs = [...new Set([...bySignal.keys(), ...byCase.keys()])].map((of) =>
    signOf({
      of,
      ...(bySignal.get(of) ?? none),
      held: byCase.get(of)?.held ?? 0,
      notHeld: byCase.get(of)?.not_held ?? 0
    })
  )
  return { line, signs: inOrder(signs), outcomes: await outcomesOf(tx) }
}

/** A signal that was merged counts with the one that it went into, and that one once for each sign of either. */
async function signalsBySign(tx: Tx): Promise<Omit<Counted, 'held' | 'notHeld'>[]> {
  const { rows } = await tx.query<Omit<Counted, 'held' | 'notHeld'>>(
    `with shown as (
       select distinct coalesce(p.merged_into, p.id) as id, e->>'indicator' as "of"
       from signal p cross join lateral jsonb_array_elements(case jsonb_typeof(p.reasons) when 'array' then p.reasons else '[]' end) e)
     select shown."of", (count(*) filter (where s.state = 'escalated'))::int as confirmed,
       (count(*) filter (where s.state = 'dismissed'))::int as dismissed,
       (count(*) filter (where s.state in ('new', 'taken', 'proposed')))::int as undecided
     from shown join signal s on s.id = shown.id where s.state <> 'ended' group by 1`
  )
  return rows
}

async function outcomesOf(tx: Tx): Promise<CalibrationLine['outcomes']> {
  const { rows } = await tx.query<{ outcome: string; ground: string | null; at_least: number }>(
    `select outcome, ground, at_least from outcome_figures() where "of" = 'all'`
  )
  return rows.map(({ outcome, ground, at_least: atLeast }) => ({
    outcome,
    ground,
    title: ground === null ? null : groundTitle(ground),
    atLeast
  }))
}

/** Counts of several lines as one; what was rounded down stays "at least". */
function together(lines: readonly CalibrationLine[]): CalibrationLine {
  const signs = Map.groupBy(
    lines.flatMap((line) => line.signs),
    (one) => one.of
  )
  const outcomes = Map.groupBy(
    lines.flatMap((line) => line.outcomes),
    (one) => `${one.outcome} ${one.ground ?? ''}`
  )
  const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
  return {
    line: null,
    signs: inOrder(
      [...signs].map(([of, those]) =>
        signOf(
          {
            of,
            confirmed: sum(those.map((one) => one.confirmed)),
            dismissed: sum(those.map((one) => one.dismissed)),
            undecided: sum(those.map((one) => one.undecided)),
            held: sum(those.map((one) => one.cases.held)),
            notHeld: sum(those.map((one) => one.cases.notHeld))
          },
          lines.length
        )
      )
    ),
    outcomes: [...outcomes.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ ...first, atLeast: first.atLeast + sum(others.map((one) => one.atLeast)) }]
    )
  }
}

/** `roundings`: in how many lines the cases were rounded down. */
function signOf({ of, confirmed, dismissed, undecided, held, notHeld }: Counted, roundings = 1): CalibratedSign {
  const indicator = indicators.get(of)
  return {
    of,
    title: titleOf(of),
    direction: indicator === undefined ? 'context' : (directionOf(indicator) ?? 'context'),
    evidence: indicator?.evidence ?? '',
    signals: confirmed + dismissed + undecided,
    confirmed,
    dismissed,
    undecided,
    ...intervalOf(confirmed, dismissed),
    cases: { held, notHeld, ...intervalOf(held, notHeld, (caseStep - 1) * roundings) }
  }
}

/** The interval of `seen` in `seen` and `others`; `more`: how many more of either there may be than was told. */
function intervalOf(seen: number, others: number, more = 0): { from: number | null; to: number | null } {
  if (seen + others < leastDecided) return { from: null, to: null }
  return { from: wilson(seen, seen + others + more)[0], to: wilson(seen + more, seen + more + others)[1] }
}

function inOrder(signs: readonly CalibratedSign[]): CalibratedSign[] {
  return signs.toSorted((a, b) => b.signals - a.signals || (a.of < b.of ? -1 : 1))
}

/** A line of mandates and an indicator a row; `all` stands for all lines. Shares with four decimals. */
export function calibrationCsv({ version, lines }: Calibration): string {
  const rows = lines.flatMap(({ line, signs }) =>
    signs.map((one) =>
      csvLine([
        line ?? 'all',
        one.of,
        one.title.nl,
        one.title.en,
        one.direction,
        one.evidence,
        one.signals,
        one.confirmed,
        one.dismissed,
        one.undecided,
        rounded(one.from),
        rounded(one.to),
        one.cases.held,
        one.cases.notHeld,
        rounded(one.cases.from),
        rounded(one.cases.to),
        version
      ])
    )
  )
  return headLine(columns) + rows.join('')
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 10_000
}

const columns = [
  'line',
  'indicator',
  'title_nl',
  'title_en',
  'direction',
  'evidence',
  'signals',
  'confirmed',
  'dismissed',
  'undecided',
  'from',
  'to',
  'cases_held_at_least',
  'cases_not_held_at_least',
  'cases_from',
  'cases_to',
  'rules_version'
]
