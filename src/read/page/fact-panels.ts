/** Panels of facts beside a description: a heading and short lines under it. */
import type { HtmlDocument } from '../html/document.ts'
import { plainLength } from './page-context.ts'

/** Lines under a heading that are so many, and all short, are facts beside the text: stations, schools, what was sold near by. */
const fewestFacts = 4

/** Blocks from..to of sections of the rank of a description that hold nothing but short lines. */
export function factPanels(document: HtmlDocument, from: number, to: number, rank: number): ReadonlySet<number> {
  const panels = new Set<number>()
  for (let i = from + 1; i < to && rank > 0; i++) {
    if (document.blocks[i]?.heading !== rank) continue
    let end = i + 1
    while (end < to && !isHeadingOf(document, end, rank)) end++
    const lines = document.blocks.slice(i + 1, end)
    if (lines.length < fewestFacts || lines.some((block) => plainLength(block) >= longFact)) continue
    for (let one = i; one < end; one++) panels.add(one)
  }
  return panels
}

/** Longer lines say more than a label or a value. In characters. */
export const longFact = 40

function isHeadingOf(document: HtmlDocument, i: number, rank: number): boolean {
  const heading = document.blocks[i]?.heading ?? 0
  return heading > 0 && heading <= rank
}
