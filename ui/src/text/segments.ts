/** Cuts a text at the borders of marks that may overlap, so that each piece knows all marks over it. Pure. */

/** A mark over the characters start..end (UTF-16, end exclusive). */
export interface Mark<Label> {
  readonly start: number
  readonly end: number
  readonly label: Label
}

export interface Segment<Label> {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The marks over this piece, the shortest first: it is the most precise one and gives the colour. */
  readonly marks: readonly Mark<Label>[]
  /** The marks of which this piece is the last: where their name is written. */
  readonly ending: readonly Mark<Label>[]
}

/** Marks beyond this number are not drawn: a page of them would no longer be readable, nor fast. */
export const marksLimit = 5000

/**
 * Cuts `text` into pieces that together are the text again. Marks are clipped to the text; empty ones, and ones outside it, drop out.
 * Takes time linear in the text plus marks times their overlap.
 */
export function segments<Label>(text: string, marks: readonly Mark<Label>[]): Segment<Label>[] {
  const clipped = marks.slice(0, marksLimit).flatMap((mark) => {
    const start = Math.max(0, Math.min(text.length, mark.start))
    const end = Math.max(0, Math.min(text.length, mark.end))
    return start < end ? [{ start, end, label: mark.label }] : []
  })
  const borders = [...new Set([0, text.length, ...clipped.flatMap((mark) => [mark.start, mark.end])])].toSorted(
    (a, b) => a - b
  )
  const byStart = clipped.toSorted((a, b) => a.start - b.start)
  const pieces: Segment<Label>[] = []
  let open: Mark<Label>[] = []
  let next = 0
  for (let at = 0; at + 1 < borders.length; at++) {
    const start = borders[at] ?? 0
    const end = borders[at + 1] ?? text.length
    open = open.filter((mark) => mark.end > start)
    for (let mark = byStart[next]; mark !== undefined && mark.start === start; mark = byStart[++next]) open.push(mark)
    const over = open.toSorted((a, b) => a.end - a.start - (b.end - b.start))
    pieces.push({
      start,
      end,
      text: text.slice(start, end),
      marks: over,
      ending: over.filter((mark) => mark.end === end)
    })
  }
  return pieces
}
