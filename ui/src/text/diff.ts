/** What changed between two versions of a text, in words: Myers' shortest edit script (Algorithmica 1, 1986), bounded. Pure. */

export interface Change {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Above this number of edits the middle is shown as one replacement: the script would no longer explain anything. */
export const editsLimit = 600

/**
 * The changes from `before` to `after`: same and removed pieces together are `before`, same and added ones are `after`.
 * Time and memory are bounded by words times `editsLimit`.
 */
export function diff(before: string, after: string): Change[] {
  const a = words(before)
  const b = words(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const changes: Change[] = [
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    { kind: 'same', text: a.slice(a.length - tail).join('') }
  ]
  return joined(changes)
}

/** Words, runs of white space and single other characters: together the text again. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

function middle(a: readonly string[], b: readonly string[]): Change[] {
  if (a.length === 0 || b.length === 0) return replaced(a, b)
  const trace = edits(a, b)
  return trace === null ? replaced(a, b) : walkBack(a, b, trace)
}

function replaced(a: readonly string[], b: readonly string[]): Change[] {
  return [
    { kind: 'removed', text: a.join('') },
    { kind: 'added', text: b.join('') }
  ]
}

/** The furthest x on each diagonal k after d edits, for every d; null when more than the limit would be needed. */
function edits(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const trace: Map<number, number>[] = []
  let furthest = new Map<number, number>([[1, 0]])
  for (let d = 0; d <= editsLimit; d++) {
    const round = new Map<number, number>()
    trace.push(furthest)
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(furthest, k, d) ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      round.set(k, x)
      if (x >= a.length && x - k >= b.length) return trace
    }
    furthest = round
  }
  return null
}

function goesDown(furthest: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1))
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]): Change[] {
  const changes: Change[] = []
  let x = a.length
  let y = b.length
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d] ?? new Map<number, number>()
    const k = x - y
    const down = goesDown(furthest, k, d)
    const fromX = d === 0 ? 0 : (furthest.get(down ? k + 1 : k - 1) ?? 0)
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1)
    while (x > fromX && y > fromY && x > 0 && y > 0 && a[x - 1] === b[y - 1]) {
      changes.push({ kind: 'same', text: a[--x] ?? '' })
      y--
    }
    if (d === 0) break
    if (down) changes.push({ kind: 'added', text: b[--y] ?? '' })
    else changes.push({ kind: 'removed', text: a[--x] ?? '' })
  }
  return changes.toReversed()
}

/** Neighbours of one kind become one piece; between two same pieces, what was removed comes before what was added. */
function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = []
  let removed = ''
  let added = ''
  let same = ''
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed })
    if (added !== '') result.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const change of changes) {
    if (change.text === '') continue
    if (change.kind === 'same') {
      flush()
      same += change.text
      continue
    }
    if (same !== '') result.push({ kind: 'same', text: same })
    same = ''
    if (change.kind === 'removed') removed += change.text
    else added += change.text
  }
  flush()
  if (same !== '') result.push({ kind: 'same', text: same })
  return result
}
