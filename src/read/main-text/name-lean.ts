/** How far the words of a class or id lean to the page's own matter (above 0) or to the frame around it (below 0). */

export interface NameLean {
  readonly sum: number
  readonly least: number
  readonly most: number
}

/** Entries kept between pages; a hostile page only makes them be forgotten. */
const maxKept = 4096

/** The words of a class or id, singular and lower case: at most 24 words of 200 characters. */
export function nameWords(names: string): string[] {
  const words = names
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}]+/u, 24)
  const found: string[] = []
  for (const word of words) {
    if (word.length < 2 || word.length > 20) continue
    found.push(word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)
  }
  return found
}

/** Reads names by a table of words and their lean; what was read once is remembered. */
export function leanReader(table: ReadonlyMap<string, number>): (names: string) => NameLean {
  const known = new Map<string, NameLean>()
  return (names) => {
    if (names === '') return none
    const found = known.get(names)
    if (found) return found
    let [sum, least, most] = [0, 0, 0]
    for (const word of new Set(nameWords(names))) {
      const lean = table.get(word) ?? 0
      sum += lean
      least = Math.min(least, lean)
      most = Math.max(most, lean)
    }
    const lean = { sum, least, most }
    if (known.size >= maxKept) known.clear()
    if (names.length <= 200) known.set(names, lean)
    return lean
  }
}

const none: NameLean = { sum: 0, least: 0, most: 0 }
