/** How a search is understood: messy input becomes words, phrases and normalised facts. Pure. */
import { extract } from '../extract/extract.ts'
import { handleHosts, handleWords } from '../extract/handle-services.ts'
import { wordsOf } from '../text/words.ts'

export interface Understood {
  /** What remains as words, as typed (phrases keep their double quotes); for `blindQuery`. */
  readonly text: string
  /** Folded words, for highlights and for the answer. */
  readonly words: readonly string[]
  readonly facts: readonly AskedFact[]
}

/** One fact that is asked for; any of its readings will do (a handle without its service has several). */
export interface AskedFact {
  readonly kind: string
  readonly value: string
  readonly readings: readonly { readonly kind: string; readonly value: string }[]
}

const factKinds = new Set(['phone', 'email', 'handle', 'url'])
/** Services that a bare `@name` may be on; extraction calls it `unknown:name` where a text does not say. */
const services = [...new Set(['unknown', ...handleHosts.values(), ...handleWords.values()])]
export const mostWords = 32
const mostFacts = 10

/**
 * `q` is words, "phrases" and whatever facts stand between them; `fact` is one fact, however messy. A number that cannot be
 * read as a fact is searched as words. Region: ISO 3166 country of numbers without a country code.
 */
export function understand(q: string, fact: string, region = 'NL'): Understood {
  const found: AskedFact[] = []
  let rest = q
  // From the last to the first, so that offsets stay true while the text of a fact is taken out.
  for (const one of factsIn(q, region).toReversed()) {
    if (inQuotes(q, one.start)) continue // A phrase is meant to the letter.
    found.unshift(asked(one.kind, one.value))
    rest = `${rest.slice(0, one.start)} ${rest.slice(one.end)}`
  }
  const messy = fact.trim()
  if (messy !== '') {
    const read = factsIn(messy, region)
    const bare = /^@?([\w.-]{3,64})$/.exec(messy)?.[1]
    if (read.length > 0) found.push(...read.map((one) => asked(one.kind, one.value)))
    else if (bare !== undefined && /\D/.test(bare)) found.push(handle(bare.toLowerCase()))
    else rest = `${rest} ${messy}`
  }
  const text = rest.trim()
  const facts = [...new Map(found.map((one) => [`${one.kind} ${one.value}`, one])).values()].slice(0, mostFacts)
  return {
    text: wordsOf(text).length > mostWords ? wordsOf(text).slice(0, mostWords).join(' ') : text,
    words: [...new Set(wordsOf(text))].slice(0, mostWords),
    facts
  }
}

interface Found {
  readonly kind: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Facts that the text states, surest first where they overlap, in order of place. */
function factsIn(text: string, region: string): Found[] {
  const taken: Found[] = []
  const candidates = extract(text, { region }).filter((one) => factKinds.has(one.kind) && one.confidence >= 0.5)
  for (const one of candidates.toSorted((a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start))) {
    if (!taken.some((other) => one.start < other.end && other.start < one.end)) taken.push(one)
  }
  return taken.sort((a, b) => a.start - b.start)
}

function asked(kind: string, value: string): AskedFact {
  if (kind === 'handle' && value.startsWith('unknown:')) return handle(value.slice('unknown:'.length))
  return { kind, value, readings: [{ kind, value }] }
}

function inQuotes(text: string, at: number): boolean {
  const before = text.slice(0, at).split('"').length - 1
  return before % 2 === 1 && text.indexOf('"', at) >= 0
}

function handle(name: string): AskedFact {
  return {
    kind: 'handle',
    value: name,
    readings: services.map((service) => ({ kind: 'handle', value: `${service}:${name}` }))
  }
}
