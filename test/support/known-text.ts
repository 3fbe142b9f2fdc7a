/** An attack on a database without keys: who knows some of the adverts learns what stands for their words, and reads those of others. */

/** One advert: its words, and every value that the database keeps beside it (`table.column value`). */
export interface Watched {
  readonly words: readonly string[]
  readonly tokens: ReadonlySet<string>
}

export interface Attacked {
  /** Share of the word positions of the unknown adverts that were read rightly. */
  readonly read: number
  /** Positions looked at, and tokens that stand for a word by what is known. */
  readonly positions: number
  readonly learned: number
}

/** Words and values in more of the known adverts than this tell nothing that is not known without the database. */
const commonShare = 0.9
const leastAdverts = 2
/** Of a long value the beginning: a keyed token would stand there too. */
const mostBytes = 128

/**
 * A value stands for a word when it lies beside exactly the known adverts in which the word stands, two or more. Every unknown advert
 * with that value then has the word. Values of unequal sets are paired when they agree in nine of ten adverts.
 */
export function knownTextAttack(known: readonly Watched[], unknown: readonly Watched[]): Attacked {
  const words = places(known.map((one) => new Set(one.words)))
  const tokens = places(known.map((one) => one.tokens))
  const most = known.length * commonShare
  const bySet = new Map<string, string[]>()
  const byAdvert = new Map<number, string[]>()
  for (const [word, adverts] of words) {
    if (adverts.length < leastAdverts || adverts.length > most) continue
    push(bySet, adverts.join(), word)
    push(byAdvert, adverts[0], word)
  }
  const meaning = new Map<string, readonly string[]>()
  for (const [token, adverts] of tokens) {
    if (adverts.length < leastAdverts || adverts.length > most) continue
    const equal = bySet.get(adverts.join())
    const near = equal ?? (byAdvert.get(adverts[0]!) ?? []).filter((word) => alike(words.get(word) ?? [], adverts))
    if (near.length > 0) meaning.set(token, near)
  }
  let positions = 0
  let right = 0
  for (const one of unknown) {
    const guessed = new Set([...one.tokens].flatMap((token) => meaning.get(token) ?? []))
    positions += one.words.length
    right += one.words.filter((word) => guessed.has(word)).length
  }
  return { read: right / Math.max(1, positions), positions, learned: meaning.size }
}

/** Values of a row that may stand for something: whole, in parts, as elements, as four and eight bytes. */
export function tokensOf(name: string, value: unknown): string[] {
  if (value === null || value === undefined) return []
  if (Buffer.isBuffer(value))
    return [...chunks(value, 4), ...chunks(value, 8), `${value.length} bytes`].map(named(name))
  if (Array.isArray(value)) return value.flatMap((one) => tokensOf(name, one))
  if (value instanceof Date) return [value.toISOString()].map(named(name))
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, one]) => tokensOf(`${name}.${key}`, one))
  const text = String(value as string | number)
  if (/^[[{]/.test(text)) {
    try {
      return tokensOf(name, JSON.parse(text))
    } catch {
      // Not JSON after all.
    }
  }
  const bytes = /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? tokensOf(name, Buffer.from(text, 'base64')) : []
  return [text, ...text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')].map(named(name)).concat(bytes)
}

function named(name: string): (value: string) => string {
  return (value) => `${name} ${value}`
}

function* chunks(bytes: Buffer, size: number): Generator<string> {
  for (let at = 0; at + size <= Math.min(bytes.length, mostBytes); at += size)
    yield bytes.toString('hex', at, at + size)
}

/** For each value the numbers of the sets that hold it, rising. */
function places(sets: readonly ReadonlySet<string>[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  sets.forEach((set, at) => {
    for (const value of set) push(found, value, at)
  })
  return found
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

function alike(a: readonly number[], b: readonly number[]): boolean {
  const other = new Set(b)
  const shared = a.filter((one) => other.has(one)).length
  return shared / (a.length + b.length - shared) >= 0.9
}
