/**
 * Counts how many networks use each run of words in each week, and each combination of signs. Level by level (Agrawal and Srikant, Fast algorithms for mining association
 * rules, 1994): a run is counted only where both runs within it that are one word shorter were used by enough networks. Pure.
 */

/** An advert of a network in a week; runs of words as `wordingOf` gives them. */
export interface CountedText {
  /** Which week, from 0. */
  readonly week: number
  readonly network: number
  readonly runs: readonly (readonly string[])[]
}

/** Networks by week, in the order of weeks. */
export type ByWeek = readonly number[]

/** Words of the longest phrase. */
export const longestPhrase = 6

interface Tally {
  /** The last group that counted, so that a network counts once in a week. */
  group: number
  readonly weeks: Uint32Array
  /** Its number at the next level; -1 while too few networks use it in every week. */
  id: number
}

interface Text {
  readonly week: number
  readonly group: number
  /** Per position the number of the phrase that begins there; -1 where too few networks use it. */
  runs: Int32Array[]
}

/** Phrases that at least `least` networks used in one of the weeks, each with its networks by week. */
export async function countPhrases(
  texts: readonly CountedText[],
  weeks: number,
  least: number
): Promise<Map<string, ByWeek>> {
  const { words, texts: numbered } = numberWords(texts)
  const found = new Map<string, ByWeek>()
  let names: readonly string[] = words
  let current = numbered
  for (let length = 1; length <= longestPhrase && current.length > 0; length++) {
    const one = length === 1
    const tallies = new Map<number, Tally>()
    for (const [at, text] of current.entries()) {
      // Let answers, screens and signals in between.
      if (at % 500 === 499) await new Promise((resolve) => setImmediate(resolve))
      for (const key of keysOf(text, one)) tallied(tallies, key, text, weeks)
    }
    const next: string[] = []
    for (const [key, tally] of tallies) {
      if (!tally.weeks.some((count) => count >= least)) continue
      const name = one ? (names[key] ?? '') : joined(names[Math.floor(key / base)] ?? '', names[key % base] ?? '')
      tally.id = next.length
      next.push(name)
      found.set(name, [...tally.weeks])
    }
    current = current.flatMap((text) => {
      const runs = text.runs.map((run) => renumbered(run, tallies, one)).filter((run) => run.length > 1)
      return runs.length === 0 ? [] : [{ ...text, runs }]
    })
    names = next
  }
  return found
}

const base = 2 ** 26

/** Words as numbers, and texts in the order of week and network. */
function numberWords(texts: readonly CountedText[]): { words: string[]; texts: Text[] } {
  const ids = new Map<string, number>()
  const ordered = texts.toSorted((a, b) => a.week - b.week || a.network - b.network)
  let group = 0
  let last: CountedText | null = null
  const numbered = ordered.map(({ week, network, runs }) => {
    if (last?.week !== week || last.network !== network) group++
    last = { week, network, runs }
    const own = runs.map((run) =>
      Int32Array.from(run, (word) => {
        const known = ids.get(word)
        if (known !== undefined) return known
        ids.set(word, ids.size)
        return ids.size - 1
      })
    )
    return { week, group, runs: own }
  })
  return { words: [...ids.keys()], texts: numbered }
}

function* keysOf({ runs }: Text, one: boolean): Generator<number> {
  for (const run of runs)
    for (let at = 0; at < run.length; at++) {
      const key = keyAt(run, at, one)
      if (key >= 0) yield key
    }
}

/** At the first level the word itself; then the two phrases of one word less that make the phrase. */
function keyAt(run: Int32Array, at: number, one: boolean): number {
  const first = run[at] ?? -1
  if (one) return first
  const second = run[at + 1] ?? -1
  return first < 0 || second < 0 ? -1 : first * base + second
}

function tallied(tallies: Map<number, Tally>, key: number, { week, group }: Text, weeks: number): void {
  let tally = tallies.get(key)
  if (tally === undefined) {
    tally = { group: 0, weeks: new Uint32Array(weeks), id: -1 }
    tallies.set(key, tally)
  }
  if (tally.group === group) return
  tally.group = group
  tally.weeks[week] = (tally.weeks[week] ?? 0) + 1
}

function renumbered(run: Int32Array, tallies: ReadonlyMap<number, Tally>, one: boolean): Int32Array {
  const next = new Int32Array(one ? run.length : Math.max(0, run.length - 1))
  for (let at = 0; at < next.length; at++) next[at] = tallies.get(keyAt(run, at, one))?.id ?? -1
  return next
}

/** Two phrases that overlap in all but the first and the last word. */
function joined(first: string, second: string): string {
  return `${first} ${second.slice(second.lastIndexOf(' ') + 1)}`
}

/** A network of a week with the signs of its adverts, in alphabetical order. */
export interface CountedSigns {
  readonly week: number
  readonly signs: readonly string[]
}

/** Between the signs of a combination. */
export const together = ' + '

/** Pairs and triples of signs that at least `least` networks showed in one of the weeks. */
export function countCombinations(
  networks: readonly CountedSigns[],
  weeks: number,
  least: number
): Map<string, ByWeek> {
  const found = new Map<string, number[]>()
  for (const { week, signs } of networks)
    for (const name of combinationsOf(signs)) {
      const counts = found.get(name) ?? new Array<number>(weeks).fill(0)
      counts[week] = (counts[week] ?? 0) + 1
      found.set(name, counts)
    }
  return new Map([...found].filter(([, counts]) => counts.some((count) => count >= least)))
}

function combinationsOf(signs: readonly string[]): string[] {
  return signs.flatMap((one, i) =>
    signs.slice(i + 1).flatMap((two, j) => {
      const pair = `${one}${together}${two}`
      return [pair, ...signs.slice(i + j + 2).map((three) => `${pair}${together}${three}`)]
    })
  )
}
