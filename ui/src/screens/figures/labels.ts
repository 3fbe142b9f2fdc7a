/** Where the numbers of a chart stand so that none lies over another, over a mark or over a line; one without room is left out. Pure. */

export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Marked extends Spot {
  readonly text: string
}

/** Place of the baseline. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end' | 'middle'
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Widths in the units of the drawing, for letters of 12 px. */
const [letterWidth, letterHeight, markRadius] = [6.8, 11, 6]
/** How often a line between two marks is looked at. */
const looksAtLine = 12

/** A label for each mark, or null. `lines`: the ends of the lines that are drawn. */
export function placeLabels(
  marks: readonly Marked[],
  lines: readonly (readonly [Spot, Spot])[],
  within: Box
): (Label | null)[] {
  const taken: Box[] = [...marks.map((one) => around(one.x, one.y, markRadius)), ...lines.flatMap(alongLine)]
  const placed = new Map<Marked, Label>()
  // The higher of two marks first: its number then stands above that of the lower.
  for (const mark of marks.toSorted((one, other) => one.y - other.y)) {
    const label = places(mark).find((place) => {
      const box = boxOf(place, mark.text)
      const inside =
        box.left >= within.left && box.right <= within.right && box.top >= within.top && box.bottom <= within.bottom
      return inside && !taken.some((other) => overlaps(box, other))
    })
    if (label === undefined) continue
    taken.push(boxOf(label, mark.text))
    placed.set(mark, label)
  }
  return marks.map((mark) => placed.get(mark) ?? null)
}

/** Beside and above first, since that is where a reader looks. */
function places({ x, y }: Marked): readonly Label[] {
  return [
    { x: x + 8, y: y - 8, anchor: 'start' },
    { x, y: y - 11, anchor: 'middle' },
    { x: x - 8, y: y - 8, anchor: 'end' },
    { x: x + 8, y: y + 18, anchor: 'start' },
    { x, y: y + 20, anchor: 'middle' },
    { x: x - 8, y: y + 18, anchor: 'end' },
    { x: x + 11, y: y + 4, anchor: 'start' },
    { x: x - 11, y: y + 4, anchor: 'end' }
  ]
}

function boxOf({ x, y, anchor }: Label, text: string): Box {
  const width = text.length * letterWidth
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - letterHeight, bottom: y + 2 }
}

function alongLine([from, to]: readonly [Spot, Spot]): Box[] {
  return Array.from({ length: looksAtLine }, (_, step) => {
    const share = (step + 1) / (looksAtLine + 1)
    return around(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, 1)
  })
}

function around(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
