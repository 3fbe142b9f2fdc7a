/** The indicators as entities of FollowTheMoney 4: a document for each, by its id, with its form, evidence, caution and source. None is a person. Pure. */
import { indicators } from '../../weigh/indicators.ts'

interface IndicatorEntity {
  readonly id: string
  readonly schema: 'Document'
  readonly properties: Readonly<Record<string, readonly string[]>>
}

/** In the order of the table. A property without a value is left out, as the model wants it. */
export function ftmIndicators(): IndicatorEntity[] {
  return [...indicators.values()].map(({ id, exploitation, indicator, evidence, useRule, caution, source }) => {
    const properties = {
      title: [indicator],
      keywords: ['indicator', id, exploitation, evidence, useRule],
      notes: [caution],
      publisher: [source]
    }
    const held = Object.entries(properties).map(([name, words]) => [name, words.filter((one) => one !== '')] as const)
    return {
      id: `baken-indicator-${id.toLowerCase()}`,
      schema: 'Document',
      properties: Object.fromEntries(held.filter(([, words]) => words.length > 0))
    }
  })
}
