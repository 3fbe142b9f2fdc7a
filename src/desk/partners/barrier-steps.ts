/** Steps of the barrier model, as data: `data/barrier-steps.tsv`. */
import { readFileSync } from 'node:fs'
import type { BarrierStep } from '../../contract/partners/barriers.ts'

let known: readonly BarrierStep[] | null = null

/** In the order of the model. Throws when a line of the file is not one. */
export function barrierSteps(): readonly BarrierStep[] {
  known ??= readFileSync(new URL('../../../data/barrier-steps.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(stepOf)
  return known
}

function stepOf(line: string): BarrierStep {
  const [code = '', nl = '', en = '', aboutNl = '', aboutEn = '', source = ''] = line.split('\t')
  if (!/^[a-z][a-z-]{0,30}$/.test(code) || [nl, en, aboutNl, aboutEn, source].includes(''))
    throw new Error(`data/barrier-steps.tsv: this is no step: ${line}`)
  return { code, title: { nl, en }, about: { nl: aboutNl, en: aboutEn }, source }
}
