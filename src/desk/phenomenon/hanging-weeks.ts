/**
 * Weeks hang together: a busy one follows a busy one, and chance alone then makes stretches that seem a level of their own. So a step is held against
 * series that hang together as much as this one does without its step (autoregression of the first order; parametric bootstrap, as Robbins and others
 * 2011 do for change points). How much that is is judged by what the same estimate gives of series that are made to hang together so
 * (indirect inference: Gouriéroux, Monfort and Renault 1993), since in few weeks it comes out far too low. Pure.
 */
import { clearest, drawing, medianOf, normal, ranksOf, type Stretch } from './stretches.ts'

/** How often weeks that hang together as much may give as great a step. */
export const mostHanging = 0.02
const draws = 499
const estimates = 150
/** Series hang together by this at least, whatever they say of it: few weeks say little. And by no more than this. */
const least = 0.3
const most = 0.8
/** Added to what is estimated: too low an estimate tells of changes that are none. */
const margin = 0.1
const grid = [0, 0.2, 0.4, 0.6, 0.8]
/** A week that is further from its level than so many times the usual distance counts as if it were no further. */
const odd = 3 * 1.4826

/** How often a series without a change, whose weeks hang together, has a step as great as that of the stretch; 1 once it is more than `mostHanging`. */
export function hangingChance(values: readonly number[], stretch: Stretch): number {
  const { step, along } = stepOf(values, stretch)
  const together = Math.min(most, Math.max(least, togetherOf(values.length, along) + margin))
  const next = normals(20_261_129)
  const mostOf = Math.floor(mostHanging * (draws + 1))
  let asGreat = 1
  for (let draw = 0; draw < draws && asGreat <= mostOf; draw++)
    if ((drawn(next, values.length, together)?.step ?? 0) >= step - 1e-9) asGreat++
  return asGreat > mostOf ? 1 : asGreat / (draws + 1)
}

interface Step {
  /** Between the means of the stretch and of what lies beside it, in standard errors of weeks that do not hang together. */
  readonly step: number
  /** What is left of the weeks beside what is left of the weeks before. */
  readonly along: number
}

function stepOf(values: readonly number[], { begin, end }: Stretch): Step {
  const isIn = (at: number): boolean => at >= begin && at < end
  const parts = [values.filter((_, at) => isIn(at)), values.filter((_, at) => !isIn(at))] as const
  const levels = parts.map(medianOf)
  const apart = values.map((value, at) => value - (levels[isIn(at) ? 0 : 1] ?? 0))
  const usual = medianOf(apart.map(Math.abs))
  const far = usual === 0 ? Infinity : odd * usual
  const near = values.map((value, at) => value - (apart[at] ?? 0) + Math.max(-far, Math.min(far, apart[at] ?? 0)))
  const means = [meanOf(near.filter((_, at) => isIn(at))), meanOf(near.filter((_, at) => !isIn(at)))] as const
  const left = near.map((value, at) => value - means[isIn(at) ? 0 : 1])
  const squares = left.reduce((sum, one) => sum + one * one, 0)
  if (squares === 0) return { step: Infinity, along: 0 }
  const [n, length] = [values.length, end - begin]
  const error = Math.sqrt((squares / (n - 2)) * (n / (length * (n - length))))
  const beside = left.reduce((sum, one, at) => sum + one * (left[at - 1] ?? 0), 0)
  return { step: Math.abs(means[0] - means[1]) / error, along: beside / squares }
}

const known = new Map<number, readonly number[]>()

/** How much weeks hang together of which so many give this estimate, between the points of the grid. */
function togetherOf(weeks: number, along: number): number {
  const means = known.get(weeks) ?? grid.map((together) => meanAlong(weeks, together))
  known.set(weeks, means)
  const above = means.findIndex((mean) => mean > along)
  if (above === -1) return most
  const [low, high] = [means[above - 1], means[above] ?? 0]
  if (low === undefined) return 0
  return (grid[above - 1] ?? 0) + (((along - low) / (high - low)) * most) / (grid.length - 1)
}

function meanAlong(weeks: number, together: number): number {
  const next = normals(20_261_130)
  return meanOf(Array.from({ length: estimates }, () => drawn(next, weeks, together)?.along ?? 0))
}

/** The step of a series that hangs together and has none. */
function drawn(next: () => number, weeks: number, together: number): Step | null {
  const own = Math.sqrt(1 - together * together)
  let last = next()
  const values = Array.from({ length: weeks }, (_, at) => (at === 0 ? last : (last = together * last + own * next())))
  const stretch = clearest(ranksOf(values))
  return stretch && stepOf(values, stretch)
}

function normals(seed: number): () => number {
  const next = drawing(seed)
  return () => normal(next)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}
