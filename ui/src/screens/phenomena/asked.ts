/** What the address asks of the counts: weeks, what they are told apart by, and one value of a dimension. Pure. */
import type { PhenomenonQuery } from '../../../../src/contract/phenomena/counts.ts'
import type { Dimension } from '../../../../src/model/phenomena/traits.ts'
import { dayAfter, mondayOf, weekOfDay, weeksBetween } from './weeks.ts'

export const choices = ['place', 'form', 'language', 'source', 'price', 'disguise'] as const
const usual = 12

/** `today`: YYYY-MM-DD. What names no week or no dimension is as if it were not there. */
export function askedOf(query: Readonly<Record<string, string>>, today: string): PhenomenonQuery {
  const to = weekIn(query['to']) ?? weekOfDay(today)
  const from = weekIn(query['from']) ?? weekOfDay(dayAfter(today, -7 * (usual - 1)))
  const by = choices.find((name) => name === query['by'])
  const only = choices.find((name) => name !== by && query[name] !== undefined)
  return {
    from: from <= to ? from : to,
    to,
    ...(by !== undefined && { by }),
    ...(only !== undefined && { [only]: query[only] })
  }
}

function weekIn(text: string | undefined): string | null {
  return text !== undefined && mondayOf(text) !== null ? text : null
}

/** The weeks to choose from: a year back from today, and what is chosen. */
export function weeksToChoose(today: string, chosen: readonly string[]): string[] {
  return [...new Set([...weeksBetween(weekOfDay(dayAfter(today, -364)), weekOfDay(today)), ...chosen])].toSorted()
}

export function onlyOf(asked: PhenomenonQuery): readonly [Dimension, string] | null {
  const name = choices.find((one) => asked[one] !== undefined)
  return name === undefined ? null : [name, asked[name] ?? '']
}
