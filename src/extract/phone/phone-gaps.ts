/** Reads what stands between digits: how strongly two groups hang together, or that they do not. */
import type { Document } from '../document.ts'
import {
  contextOf,
  fillerWord,
  isFillerPhrase,
  linkWord,
  moneyWord,
  unitWord,
  vetoWord
} from '../numbers/number-context.ts'
import type { Atom } from './phone-atoms.ts'

/** How atoms hang together: the stronger the bond, the lower the number. */
export const bond = { none: 0, tight: 1, space: 2, comma: 2.5, line: 3, filler: 4, words: 5, broken: 9 } as const

export interface Gap {
  readonly bond: number
  /** Letters in the gap, for telling whether the same filler comes back; a bar set so that it may be a one. */
  readonly words: string
}

/** Bonds between neighbours: gaps[i] lies between atoms[i] and atoms[i + 1]. `loose` lets other words stand between digits. */
export function readGaps(doc: Document, atoms: readonly Atom[], blocked: Uint8Array, loose: boolean): Gap[] {
  const gaps: Gap[] = []
  const barriers = blockedOffsets(doc, blocked)
  for (let i = 0; i + 1 < atoms.length; i += 1) {
    const end = atoms[i]?.end ?? 0
    const start = atoms[i + 1]?.start ?? 0
    gaps.push(
      start - end > 40 || hasBarrier(barriers, end, start) ? broken : readGap(doc.plain.slice(end, start), loose)
    )
  }
  return gaps.map((gap, i) => (gap === plusGap || gap === semicolonGap ? sameAgain(gaps, i) : gap))
}

const broken: Gap = { bond: bond.broken, words: '' }
const plusGap: Gap = { bond: bond.broken, words: '+' }
const semicolonGap: Gap = { bond: bond.broken, words: ';' }

/** "06+12+34+56+78", "06;12;34": once, the sign parts two numbers or opens a country code; again and again it is a filler. */
function sameAgain(gaps: readonly Gap[], at: number): Gap {
  return [-2, -1, 1, 2].some((step) => gaps[at + step] === gaps[at]) ? { bond: bond.filler, words: '' } : broken
}

function blockedOffsets(doc: Document, blocked: Uint8Array): Int32Array {
  const offsets: number[] = []
  for (let i = 0; i < blocked.length; i += 1) if (blocked[i] === 1) offsets.push(doc.tokens[i]?.start ?? 0)
  return Int32Array.from(offsets)
}

function hasBarrier(barriers: Int32Array, from: number, to: number): boolean {
  let low = 0
  let high = barriers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((barriers[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low < barriers.length && (barriers[low] ?? to) < to
}

function readGap(gap: string, loose: boolean): Gap {
  if (gap === '') return { bond: bond.none, words: '' }
  if (/^; ?$/.test(gap)) return semicolonGap
  if (/[€$£%=<>;]/.test(gap) && /[€$£%;]/.test(gap)) return broken
  if (gap.includes('+')) return gap === '+' ? plusGap : broken
  const words = gap.match(/\p{L}+/gu)
  if (words !== null) return wordGap(gap, words, loose)
  if (gap.length > 14) return broken
  if (/^[-./_:,')(]$/.test(gap)) return { bond: bond.tight, words: '' }
  if (/^(?:\||\| | \|)$/.test(gap)) return { bond: bond.filler, words: '|' }
  if (gap === ', ' || gap === '. ') return { bond: bond.comma, words: '' }
  if (gap.includes('\n')) return /^[\s]*$/.test(gap) ? { bond: bond.line, words: '' } : { bond: bond.filler, words: '' }
  if (/^\s*[-./(),]*\s*[-./(),]*\s*$/.test(gap) && gap.length <= 5) return { bond: bond.space, words: '' }
  return { bond: bond.filler, words: '' }
}

function wordGap(gap: string, words: readonly string[], loose: boolean): Gap {
  if (words.length > (loose ? 2 : 3) || gap.length > 34) return broken
  if (isFillerPhrase(words)) return { bond: bond.filler, words: words.join(' ') }
  let fillers = true
  for (const word of words) {
    const bits = contextOf(word)
    if ((bits & fillerWord) === 0) fillers = false
    if ((bits & (unitWord | moneyWord | vetoWord)) !== 0 && (bits & (fillerWord | linkWord)) === 0) return broken
  }
  if (fillers) return { bond: bond.filler, words: words.join(' ') }
  return loose ? { bond: bond.words, words: words.join(' ') } : broken
}
