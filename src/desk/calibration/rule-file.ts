/** A version of the rules of weighing as a file: its signs with their titles, and what they counted for before. */
import { act } from '../../accountability/acts.ts'
import type { RulesFile } from '../../contract/oversight/weigh-rules.ts'
import { indicators } from '../../weigh/indicators.ts'
import { shippedSet, signsOf } from '../../weigh/rules/rule-set.ts'
import { weighVersion } from '../../weigh/weigh.ts'
import type { Desk } from '../adverts/vault.ts'
import { csvLine, headLine } from '../exports/csv.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { rulesNow, shippedDigest } from './rule-versions.ts'
import { titleOf } from './titles.ts'

/** `not-found`: there is no such version. 0 is what comes with the program. */
export async function exportRules(desk: Desk, version: number): Promise<Outcome<RulesFile>> {
  return act<Outcome<RulesFile>>(desk.pool, desk.ground, async (tx) => {
    const all = await rulesNow(tx, desk)
    const found = all.versions.find((one) => one.version === version)
    if (found === undefined && version !== 0) return refusedAct('not-found')
    const before = new Map(found?.changes.map((one) => [one.of, one.from]))
    const signs = found?.signs ?? signsOf(shippedSet)
    const value: RulesFile = {
      version,
      state: found?.state ?? 'shipped',
      program: found?.program ?? weighVersion,
      digest: found?.digest ?? shippedDigest,
      by: found?.by ?? null,
      at: found?.at ?? null,
      decidedBy: found?.decidedBy ?? null,
      decidedAt: found?.decidedAt ?? null,
      signs: signs.map(({ of, step, points }) => ({
        of,
        title: titleOf(of),
        evidence: indicators.get(of)?.evidence ?? '',
        step,
        points,
        before: before.get(of) ?? null
      }))
    }
    const entry = { act: 'weigh-rules.export', subject: 'export:weigh-rules', detail: { version, rows: signs.length } }
    return { result: { kind: 'done', value }, entry }
  })
}

const columns = [
  'version',
  'state',
  'program',
  'digest',
  'by',
  'at',
  'decided_by',
  'decided_at',
  'indicator',
  'title_nl',
  'title_en',
  'evidence',
  'step',
  'points',
  'step_before',
  'points_before'
]

/** A sign a row. */
export function rulesCsv({ signs, ...version }: RulesFile): string {
  const { version: no, state, program, digest, by, at, decidedBy, decidedAt } = version
  const rows = signs.map(({ of, title, evidence, step, points, before }) =>
    csvLine([
      no,
      state,
      program,
      digest,
      by,
      at,
      decidedBy,
      decidedAt,
      of,
      title.nl,
      title.en,
      evidence,
      step,
      points,
      before?.step,
      before?.points
    ])
  )
  return headLine(columns) + rows.join('')
}
