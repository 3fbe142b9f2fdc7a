/** The documented indicators (data/indicators.csv) as data: evidence level, direction and use rule decide what weighing may do with them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What an indicator may be used for. `never_score`, `handoff`, `checklist`, `lead_only`: weighing does not touch them. */
export type UseRule =
  | 'score'
  | 'score_low'
  | 'counter'
  | 'class'
  | 'context_only'
  | 'never_score'
  | 'handoff'
  | 'checklist'
  | 'lead_only'

export interface Indicator {
  readonly id: string
  readonly exploitation: string
  readonly unit: string
  readonly indicator: string
  readonly evidence: string
  readonly direction: string
  readonly useRule: UseRule
  /** What a network is instead, for indicators that say so: `scam`, `spam`, `massage`; else ''. */
  readonly class: string
  readonly caution: string
  readonly source: string
}

/** All indicators by id. Throws when the file names a use rule that this program does not know: a rule must not be guessed. */
export const indicators: ReadonlyMap<string, Indicator> = indicatorsOf(
  readFileSync(path.join(import.meta.dirname, '../../data/indicators.csv'), 'utf8')
)

/** The indicators of a table in the form of data/indicators.csv. Throws on a use rule that is unknown. */
export function indicatorsOf(csv: string): ReadonlyMap<string, Indicator> {
  const known = new Set([
    'score',
    'score_low',
    'counter',
    'class',
    'context_only',
    'never_score',
    'handoff',
    'checklist',
    'lead_only'
  ])
  const [header = [], ...rows] = parseCsv(csv)
  const at = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? ''
  return new Map(
    rows.map((row) => {
      const useRule = at(row, 'use_rule')
      if (!known.has(useRule))
        throw new Error(`data/indicators.csv: ${at(row, 'id')} has the unknown use_rule "${useRule}"`)
      return [
        at(row, 'id'),
        {
          id: at(row, 'id'),
          exploitation: at(row, 'exploitation'),
          unit: at(row, 'unit'),
          indicator: at(row, 'indicator'),
          evidence: at(row, 'evidence'),
          direction: at(row, 'direction'),
          useRule: useRule as UseRule,
          class: at(row, 'class'),
          caution: at(row, 'bias_or_risk'),
          source: at(row, 'source')
        }
      ]
    })
  )
}

/** RFC 4180: quoted fields, doubled quotes. The file is ours, so there is no further tolerance. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, comma, quoted, plain, end] of text.matchAll(/(,|^)?(?:"((?:[^"]|"")*)"|([^",\n\r]*))(\r?\n|$)?/gm)) {
    void comma
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end !== undefined) {
      if (row.length > 1) rows.push(row)
      row = []
    }
  }
  return rows
}
