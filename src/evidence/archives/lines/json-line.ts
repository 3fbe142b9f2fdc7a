/** Reads one line of JSON without losing what `JSON.parse` loses: digits of long numbers, and that a key stands in it twice. */

export interface JsonLine {
  readonly value: unknown
  /** Keys that stand twice in one object; the last one counts, as everywhere. */
  readonly keysTwice: readonly string[]
  /** Numbers, as they stand in the line, to which a computer gives another writing (`1.50`, `1e400`), of the line itself and not of what lies within, by their key in lower case. */
  readonly numbers: ReadonlyMap<string, string>
}

const mostKeys = 20

/**
 * The value of a line. A whole number beyond 2^53, and any number beyond all bounds, is given as the text of its digits, since two such
 * numbers can be one to a computer. Throws what `JSON.parse` throws.
 */
export function parseLine(text: string): JsonLine {
  if (!rewritten.test(text))
    return { value: JSON.parse(text) as unknown, keysTwice: keysTwice(text), numbers: new Map() }
  const found: { readonly within: unknown; readonly key: string; readonly source: string }[] = []
  function reviver(this: unknown, key: string, given: unknown, context?: { readonly source?: string }): unknown {
    const source = context?.source ?? ''
    if (typeof given !== 'number' || source === String(given)) return given
    found.push({ within: this, key: key.toLowerCase(), source })
    return !Number.isFinite(given) || (!Number.isSafeInteger(given) && /^-?\d+$/.test(source)) ? source : given
  }
  const value: unknown = JSON.parse(text, reviver)
  const own = found.filter(({ within }) => within === value)
  return { value, keysTwice: keysTwice(text), numbers: new Map(own.map(({ key, source }) => [key, source])) }
}

/** What numbers look like whose digits would change. */
const rewritten = /\d{16}|[\d.][eE][-+\d]|\d\.\d*0(?!\d)|-0/

/** Looks at a text that is known to be JSON. Strings are jumped over, so that long texts cost little. */
function keysTwice(text: string): string[] {
  const found = new Set<string>()
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '{') open.push(new Set())
    else if (letter === '[') open.push(null)
    else if (letter === '}' || letter === ']') open.pop()
    else if (letter === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      afterString.lastIndex = end
      if (keys instanceof Set && afterString.test(text)) {
        const key = JSON.parse(text.slice(at, end)) as string
        if (keys.has(key) && found.size < mostKeys) found.add(key)
        keys.add(key)
      }
      at = end - 1
    }
  }
  return [...found]
}

/** What stands after a key. */
const afterString = /\s*:/y

/** The place after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return at + 1
  }
  return text.length
}
