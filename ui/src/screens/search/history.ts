/** The searches of this tab as a tree: a refinement stands under the search that it came from. Pure. */
import type { SearchQuery } from '../../api/search.ts'

export interface Step {
  readonly asked: SearchQuery
  readonly count: number
  /** Place of the search that it refines; null: it began anew. */
  readonly parent: number | null
}

export interface Branch {
  readonly at: number
  readonly step: Step
  readonly under: readonly Branch[]
}

const mostSteps = 60
/** The order of a list is no question of its own. */
const parts = (asked: SearchQuery): [string, string][] =>
  Object.entries(asked).filter(([name, value]) => name !== 'sort' && value !== '') as [string, string][]

/** The steps with one more, or the same steps when it was asked before (its count is renewed). */
export function withStep(steps: readonly Step[], asked: SearchQuery, count: number): readonly Step[] {
  const known = steps.findIndex((one) => sameQuestion(one.asked, asked))
  if (known >= 0) {
    return steps[known]?.count === count
      ? steps
      : steps.with(known, { asked, count, parent: steps[known]?.parent ?? null })
  }
  if (parts(asked).length === 0) return steps
  let parent: number | null = null
  steps.forEach((one, at) => {
    const best = parent === null ? 0 : parts(steps[parent]?.asked ?? asked).length
    if (refines(asked, one.asked) && parts(one.asked).length >= best) parent = at
  })
  const grown = [...steps, { asked, count, parent }]
  return grown.length > mostSteps ? withoutOldest(grown) : grown
}

/** The tree of the steps, the newest beginning first. */
export function treeOf(steps: readonly Step[]): readonly Branch[] {
  const under = (parent: number | null): Branch[] =>
    steps.flatMap((step, at) => (step.parent === parent ? [{ at, step, under: under(at) }] : []))
  return under(null).toReversed()
}

/** What a refinement adds to the search above it: the words that were added, or the whole question where it began anew. */
export function addedTo(asked: SearchQuery, above: SearchQuery | null): [string, string][] {
  return parts(asked).flatMap(([name, value]): [string, string][] => {
    const before = above?.[name as keyof SearchQuery] ?? ''
    if (before === value) return []
    return [[name, before !== '' && value.startsWith(before) ? value.slice(before.length).trim() : value]]
  })
}

export function sameQuestion(a: SearchQuery, b: SearchQuery): boolean {
  const mine = parts(a)
  return mine.length === parts(b).length && mine.every(([name, value]) => b[name as keyof SearchQuery] === value)
}

function refines(asked: SearchQuery, above: SearchQuery): boolean {
  const all = parts(above)
  return (
    all.length > 0 &&
    all.every(([name, value]) => {
      const mine = asked[name as keyof SearchQuery]
      return mine === value || (name === 'q' && mine.startsWith(`${value} `))
    })
  )
}

function withoutOldest(steps: readonly Step[]): readonly Step[] {
  return steps
    .slice(1)
    .map((one) => ({ ...one, parent: one.parent === null || one.parent === 0 ? null : one.parent - 1 }))
}
