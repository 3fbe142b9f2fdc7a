/** The second part of linking: from the fingerprints of a mandate to its networks and templates, by the linker of the service. */
import { createLinker } from '../../link/linker.ts'
import { linkLine, type LinkLine } from './link-line.ts'
import type { Step, StepLine } from './step-line.ts'

/**
 * Whether a value joins is a judgement over all adverts that have it, so that all lines of a mandate go through one process: it holds
 * them until the last has come, and enters them in an order of its own. The outcome does not depend on the order of the lines.
 */
export function componentsStep(): Pick<Step, 'line' | 'end'> {
  const held: LinkLine[] = []
  return {
    line(value: StepLine) {
      const read = linkLine(value)
      if (typeof read === 'string') return read
      held.push(read)
      return []
    },
    end: () => networksOf(held)
  }
}

/** One row an advert, by id: the lowest id of its network (null when it is alone) and of the adverts with its text (null when that is too short). */
function* networksOf(lines: readonly LinkLine[]): Generator<object> {
  const byId = Map.groupBy(lines, ({ id }) => String(id))
  const ids = [...byId.keys()].toSorted()
  const given = (id: string): string | number => byId.get(id)?.[0]?.id ?? id
  const linker = createLinker()
  let seq = 0
  const order = [...ids.entries()]
    .flatMap(([number, id]) => (byId.get(id) ?? []).map(({ advert }) => ({ number, advert })))
    .toSorted((a, b) => a.advert.day - b.advert.day || a.number - b.number || printOf(a.advert, b.advert))
  for (const { number, advert } of order)
    linker.apply({ seq: seq++, at: '', kind: 'advert', advert: { ...advert, id: number } })
  linker.apply({ seq, at: '', kind: 'settle' })
  const named = (label: (number: number) => number | null): ((number: number) => string | number | null) => {
    const first = new Map<number, string | number>()
    for (const [number, id] of ids.entries()) {
      const found = label(number)
      if (found !== null && !first.has(found)) first.set(found, given(id))
    }
    return (number) => first.get(label(number) ?? -1) ?? null
  }
  const network = named((number) => linker.networkOf(number))
  const template = named((number) => linker.templateOf(number))
  for (const [number, id] of ids.entries())
    yield { advert: given(id), network: network(number), template: template(number) }
}

/** Two versions of one advert on one day come in the order of what they say. */
function printOf(a: LinkLine['advert'], b: LinkLine['advert']): number {
  const [one, other] = [a, b].map((advert) => JSON.stringify([advert.values, advert.pictures, [...advert.features]]))
  return (one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1
}
