/** Where the groups of a network and what they share are drawn: a force layout without chance, so that equal networks look equal. Pure. */

export interface LayoutItem {
  /** Room that it takes, in the unit of the drawing. */
  readonly r: number
}

export interface LayoutTie {
  readonly a: number
  readonly b: number
  /** Adverts that it stands for. */
  readonly weight: number
}

export interface Spot {
  readonly x: number
  readonly y: number
}

const rounds = 220
/** Turns by the golden angle spread items evenly from the first round on. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))
/** Width of a drawing for a height of one. */
const aspect = 1.5
/** Room between two things that are drawn. */
const gap = 26

/**
 * Positions by index. Things push each other away, what is tied pulls, all is drawn to the middle; then what still overlaps is
 * moved apart. Takes the time of items² × rounds: at most 400 items are laid out (200 took 40 ms); further ones stand on a ring around.
 */
export function layOut(items: readonly LayoutItem[], ties: readonly LayoutTie[]): Spot[] {
  const count = Math.min(400, items.length)
  const inner = items.slice(0, count)
  const x = new Float64Array(items.length)
  const y = new Float64Array(items.length)
  const size = Math.sqrt(inner.reduce((sum, one) => sum + (one.r + gap) ** 2, 0)) * 1.1
  for (const at of inner.keys()) {
    const far = size * Math.sqrt((at + 0.5) / Math.max(1, count))
    x[at] = far * Math.cos(at * goldenAngle)
    y[at] = far * Math.sin(at * goldenAngle)
  }
  const near = ties.filter((tie) => tie.a < count && tie.b < count)
  for (let round = 0; round < rounds; round++) step(inner, near, { x, y }, size * 0.12 * (1 - round / rounds) ** 1.5)
  // The drawing is wider than high.
  for (const at of inner.keys()) x[at] = (x[at] ?? 0) * aspect
  for (let round = 0; round < 60 && moveApart(inner, x, y); round++);
  const edge = inner.reduce((most, one, at) => Math.max(most, Math.hypot(x[at] ?? 0, y[at] ?? 0) + one.r), size)
  for (let at = count; at < items.length; at++) {
    const turn = (2 * Math.PI * (at - count)) / (items.length - count)
    x[at] = (edge + gap * 2) * Math.cos(turn)
    y[at] = (edge + gap * 2) * Math.sin(turn)
  }
  return items.map((_item, at) => ({ x: rounded(x[at] ?? 0), y: rounded(y[at] ?? 0) }))
}

interface Points {
  readonly x: Float64Array
  readonly y: Float64Array
}

function step(items: readonly LayoutItem[], ties: readonly LayoutTie[], { x, y }: Points, most: number): void {
  const dx = new Float64Array(items.length)
  const dy = new Float64Array(items.length)
  for (let a = 0; a < items.length; a++) {
    for (let b = a + 1; b < items.length; b++) {
      const [gx, gy] = between(x, y, a, b)
      const far = Math.max(1, Math.hypot(gx, gy))
      const room = (items[a]?.r ?? 0) + (items[b]?.r ?? 0) + gap
      const push = (room * room) / far / far
      add(dx, a, -gx * push)
      add(dy, a, -gy * push)
      add(dx, b, gx * push)
      add(dy, b, gy * push)
    }
  }
  for (const { a, b, weight } of ties) {
    const [gx, gy] = between(x, y, a, b)
    const room = (items[a]?.r ?? 0) + (items[b]?.r ?? 0) + gap
    const pull = (0.06 * (1 + Math.log2(1 + weight)) * Math.max(0, Math.hypot(gx, gy) - room)) / room
    add(dx, a, gx * pull)
    add(dy, a, gy * pull)
    add(dx, b, -gx * pull)
    add(dy, b, -gy * pull)
  }
  for (const at of items.keys()) {
    const [px, py] = [x[at] ?? 0, y[at] ?? 0]
    const [mx, my] = [(dx[at] ?? 0) - px * 0.07, (dy[at] ?? 0) - py * 0.07]
    const far = Math.hypot(mx, my)
    const by = far > most ? most / far : 1
    x[at] = px + mx * by
    y[at] = py + my * by
  }
}

/** Moves what overlaps apart, half each; false when nothing does. */
function moveApart(items: readonly LayoutItem[], x: Float64Array, y: Float64Array): boolean {
  let moved = false
  for (let a = 0; a < items.length; a++) {
    for (let b = a + 1; b < items.length; b++) {
      const [gx, gy] = between(x, y, a, b)
      const far = Math.max(0.01, Math.hypot(gx, gy))
      const room = (items[a]?.r ?? 0) + (items[b]?.r ?? 0) + gap
      if (far >= room) continue
      const by = (room - far) / 2 / far
      add(x, a, -gx * by)
      add(y, a, -gy * by)
      add(x, b, gx * by)
      add(y, b, gy * by)
      moved = true
    }
  }
  return moved
}

function between(x: Float64Array, y: Float64Array, a: number, b: number): [number, number] {
  const gx = (x[b] ?? 0) - (x[a] ?? 0)
  const gy = (y[b] ?? 0) - (y[a] ?? 0)
  // Two on one spot leave it in a direction that their numbers tell.
  return gx === 0 && gy === 0 ? [Math.cos(a + b), Math.sin(a + b)] : [gx, gy]
}

function add(list: Float64Array, at: number, by: number): void {
  list[at] = (list[at] ?? 0) + by
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
