/** The two sides of a comparison with marks: on what differs, or, where little is the same, on what they have in common. Pure. */
import type { Change } from './diff.ts'

export interface Piece {
  readonly text: string
  readonly marked: boolean
}

export interface Sides {
  readonly marks: 'differs' | 'common'
  readonly a: readonly Piece[]
  readonly b: readonly Piece[]
}

/** Below this share of equal letters nearly all would be marked as different, and the marks would lead nobody's eye. */
const littleInCommon = 0.4
/** Words in a row that are worth a mark as common: single ones ("ik", "de") stand in every text. */
const leastCommonWords = 2

/** `changes` as `diff` gives them: `a` the text before, `b` the one after. */
export function markedSides(changes: readonly Change[]): Sides {
  const letters = (kind: Change['kind']): number =>
    changes.reduce((sum, one) => sum + (one.kind === kind ? lettersIn(one.text) : 0), 0)
  const same = letters('same')
  const shorter = same + Math.min(letters('removed'), letters('added'))
  const marks = same < shorter * littleInCommon ? 'common' : 'differs'
  const side = marks === 'common' ? commonOf : differingOf
  return { marks, a: side(changes, 'added'), b: side(changes, 'removed') }
}

/** What stands between two words that differ and is no word differs along. */
function differingOf(changes: readonly Change[], without: Change['kind']): Piece[] {
  const side = changes.filter((change) => change.kind !== without)
  return joined(
    side.map(({ kind, text }, at) => {
      const between = lettersIn(text) === 0 && at > 0 && side[at - 1]?.kind !== 'same' && side[at + 1]?.kind !== 'same'
      return { text, marked: kind !== 'same' || (between && at < side.length - 1) }
    })
  )
}

function commonOf(changes: readonly Change[], without: Change['kind']): Piece[] {
  const side = changes.filter((change) => change.kind !== without)
  return joined(side.map(({ kind, text }) => ({ text, marked: kind === 'same' && wordsIn(text) >= leastCommonWords })))
}

function joined(pieces: readonly Piece[]): Piece[] {
  const all: { text: string; marked: boolean }[] = []
  for (const { text, marked } of pieces) {
    const last = all.at(-1)
    if (last?.marked === marked) last.text += text
    else all.push({ text, marked })
  }
  return all
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0
}
