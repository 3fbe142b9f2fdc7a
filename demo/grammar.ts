/** Phrase patterns: `{a|b|}` chooses, `<pool>` draws from a pool, `[slot]` stays open until an advert fills it. */
import type { Random } from './random.ts'

export type Pools = Readonly<Record<string, readonly string[]>>

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Part[])[] }
  | { readonly kind: 'pool'; readonly name: string }

const compiled = new Map<string, readonly Part[]>()

/** Makes one text out of a pattern; slots in square brackets are left as they stand. */
export function expand(random: Random, pattern: string, pools: Pools, depth = 0): string {
  if (depth > 6) throw new Error(`pools refer to each other without end: ${pattern}`)
  return write(random, compile(pattern), pools, depth)
}

/** Puts values into `[slot]`s; an unknown slot is an error of the phrase tables. */
export function fillSlots(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\[([a-z]+)\]/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for slot ${name} in: ${text}`)
    return value
  })
}

function write(random: Random, parts: readonly Part[], pools: Pools, depth: number): string {
  let out = ''
  for (const part of parts) {
    if (part.kind === 'text') out += part.text
    else if (part.kind === 'choice') out += write(random, random.pick(part.options), pools, depth)
    else {
      const pool = pools[part.name]
      if (!pool) throw new Error(`unknown pool ${part.name}`)
      out += expand(random, random.pick(pool), pools, depth + 1)
    }
  }
  return out
}

function compile(pattern: string): readonly Part[] {
  const known = compiled.get(pattern)
  if (known) return known
  const [parts, end] = parse(pattern, 0, false)
  if (end !== pattern.length) throw new Error(`unbalanced braces: ${pattern}`)
  compiled.set(pattern, parts)
  return parts
}

function parse(pattern: string, from: number, inside: boolean): [readonly Part[], number] {
  const parts: Part[] = []
  let at = from
  let text = ''
  const flush = (): void => {
    if (text) parts.push({ kind: 'text', text })
    text = ''
  }
  while (at < pattern.length) {
    const char = pattern[at] as string
    if (inside && (char === '|' || char === '}')) break
    if (char === '{') {
      flush()
      const options: (readonly Part[])[] = []
      do {
        const [option, end] = parse(pattern, at + 1, true)
        options.push(option)
        at = end
      } while (pattern[at] === '|')
      if (pattern[at] !== '}') throw new Error(`unbalanced braces: ${pattern}`)
      parts.push({ kind: 'choice', options })
    } else if (char === '<') {
      flush()
      const end = pattern.indexOf('>', at)
      parts.push({ kind: 'pool', name: pattern.slice(at + 1, end) })
      at = end
    } else text += char
    at++
  }
  flush()
  return [parts, at]
}
