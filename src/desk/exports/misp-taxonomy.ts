/** The indicators as a taxonomy of MISP (machinetag.json of misp-taxonomies): a predicate for each form of exploitation, an entry for each indicator. Pure. */
import { indicators } from '../../weigh/indicators.ts'

interface Entry {
  readonly value: string
  readonly expanded: string
  readonly description: string
}

interface MispTaxonomy {
  readonly namespace: 'baken'
  readonly expanded: string
  readonly description: string
  readonly version: number
  readonly refs: readonly string[]
  readonly predicates: readonly Entry[]
  readonly values: readonly { readonly predicate: string; readonly entry: readonly Entry[] }[]
}

/** Goes up when indicators come, go or change their meaning. */
const version = 1

/** Tags read `baken:sexual="SX-T01"`. They say what was seen in a text, and nothing about a person. */
export function mispTaxonomy(): MispTaxonomy {
  const all = [...indicators.values()]
  const forms = Map.groupBy(all, (one) => one.exploitation)
  return {
    namespace: 'baken',
    expanded: 'Baken: signals of human trafficking',
    description:
      'Indicators of human trafficking in public sources. A tag says that an indicator was seen; it is a reason to look, never a verdict on a person.',
    version,
    refs: [...new Set(all.map((one) => one.source))].toSorted(),
    predicates: [...forms.keys()].map((value) => ({
      value,
      expanded: `Indicators of ${value} exploitation`,
      description: `Seen where ${value} exploitation is looked for.`
    })),
    values: [...forms].map(([predicate, found]) => ({
      predicate,
      entry: found.map(({ id, indicator, evidence, source }) => ({
        value: id,
        expanded: indicator,
        description: `Evidence: ${evidence}. Source: ${source}`
      }))
    }))
  }
}
