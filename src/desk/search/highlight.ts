/** Highlights: where in an opened text the words and facts of a search stand, and the piece of text that shows them best. Pure. */
import type { Fact } from '../../model/fact.ts'
import { differByOne } from '../../text/distance.ts'
import { likeWord } from '../../text/stems.ts'
import { tokensOf } from '../../text/words.ts'

export type Mark = readonly [start: number, end: number]

const snippetChars = 240
const mostMarks = 500

/** Marks of words (folded, as `wordsOf` gives them) and of facts (`kind value`), sorted and without overlap. */
export function marksIn(
  text: string,
  facts: readonly Fact[],
  words: readonly string[],
  asked: ReadonlySet<string>
): Mark[] {
  const marks: Mark[] = []
  for (const fact of facts) {
    if (asked.has(`${fact.kind} ${fact.value}`))
      for (const { start, end } of fact.spans ?? [fact]) marks.push([start, end])
  }
  if (words.length > 0) {
    const likes = words.map(likeAsked)
    for (const { word, start, end } of tokensOf(text)) {
      if (likes.some((like) => like(word))) marks.push([start, end])
      if (marks.length > mostMarks) break
    }
  }
  return merged(marks)
}

/** The piece of about 240 characters around the first mark, at word borders, with the marks inside it. */
export function snippetOf(text: string, marks: readonly Mark[]): { text: string; marks: Mark[] } {
  const first = marks[0]?.[0] ?? 0
  let start = Math.max(0, first - 60)
  while (start > 0 && first - start < 90 && !/\s/.test(text[start - 1] ?? ' ')) start--
  if (/[\uDC00-\uDFFF]/.test(text[start] ?? '')) start = Math.max(0, start - 1)
  let end = Math.min(text.length, start + snippetChars)
  while (end < text.length && end > start + snippetChars - 30 && !/\s/.test(text[end] ?? ' ')) end--
  if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--
  const inside = marks.filter((mark) => mark[0] < end && mark[1] > start)
  return {
    text: text.slice(start, end),
    marks: inside.map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start] as const)
  }
}

/** As the index takes a word that was asked for: `word*`, `word~`, or the word and its other forms. */
function likeAsked(asked: string): (word: string) => boolean {
  const plain = asked.slice(0, -1)
  if (asked.endsWith('*')) return (word) => word.startsWith(plain)
  if (asked.endsWith('~')) return (word) => differByOne(plain, word)
  return likeWord(asked)
}

function merged(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = []
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1)
    if (last !== undefined && start < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)]
    else result.push([start, end])
  }
  return result
}
