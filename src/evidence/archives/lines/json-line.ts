/** Reads one line of JSON without losing what `JSON.parse` loses: digits of long numbers, and that a key stands in it twice. */

export interface JsonLine {
  readonly value: unknown
  /** Keys that stand twice in one object; the last one counts, as everywhere. */
  readonly keysTwice: readonly string[]
}

const mostKeys = 20

/**
 * The value of a line. A whole number beyond 2^53 is given as the text of its digits, since two such numbers can be one to a
 * computer. Throws what `JSON.parse` throws.
 */
export function parseLine(text: string): JsonLine {
  const value: unknown = /\d{16}/.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text)
  return { value, keysTwice: keysTwice(text) }
}

function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?\d+$/.test(source) ? source : value
}

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
