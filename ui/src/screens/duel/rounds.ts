/** The pairs of a stretch of "the same or not?" and what was answered: which pair comes next, what follows from answers, and the way back. Pure. */
import type { Duel } from '../../../../src/contract/desk/duels.ts'
import type { Answer } from '../../api/duels.ts'

export interface Answered {
  readonly pair: Duel
  readonly answer: Answer
  readonly judgement: number
}

/** Pairs that are not answered, by themselves or by way of others: one hand is one hand all through. */
export function unansweredOf(pairs: readonly Duel[], answered: readonly Answered[]): Duel[] {
  const done = new Set(answered.map(({ pair }) => nameOf(pair)))
  const parent = new Map<number, number>()
  const find = (one: number): number => {
    let root = one
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    return root
  }
  for (const { pair, answer } of answered) {
    const [a, b] = groupsOf(pair).map(find)
    if (answer === 'same' && a !== undefined && b !== undefined && a !== b) parent.set(a, b)
  }
  const apart = new Set(
    answered.flatMap(({ pair, answer }) => {
      const [a, b] = groupsOf(pair).map(find)
      return answer === 'different' ? [`${a} ${b}`, `${b} ${a}`] : []
    })
  )
  return pairs.filter((pair) => {
    if (done.has(nameOf(pair))) return false
    const [a, b] = groupsOf(pair).map(find)
    return a !== b && !apart.has(`${a} ${b}`)
  })
}

export function nameOf({ a, b }: Duel): string {
  return `${a.advert} ${b.advert}`
}

/** Networks as they were when the pairs were asked for; an advert that stands alone is its own. */
function groupsOf({ a, b }: Duel): [number, number] {
  return [a.network ?? -a.advert, b.network ?? -b.advert]
}
