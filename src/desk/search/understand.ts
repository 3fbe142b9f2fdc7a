/** How a search is understood: messy input becomes words, phrases and normalised facts. Pure. */
import { extract } from '../../extract/extract.ts'
import { handleHosts, handleWords } from '../../extract/contact/handle-services.ts'
import type { SearchNote } from '../../contract/desk/search.ts'
import { parseQuestion, wordsAsked, type Clause } from './question.ts'

export interface Understood {
  /** Folded words that must stand there, for highlights and for the answer: `word*` and `word~` as asked. */
  readonly words: readonly string[]
  readonly clauses: readonly Clause[]
  /** What could not be done as asked. */
  readonly notes: readonly SearchNote[]
  readonly facts: readonly AskedFact[]
}

/** One fact that is asked for; any of its readings will do (a handle without its service has several). */
export interface AskedFact {
  readonly kind: string
  readonly value: string
  /** It must not stand there. */
  readonly not?: boolean
  readonly readings: readonly { readonly kind: string; readonly value: string }[]
}

const factKinds = new Set(['phone', 'email', 'handle', 'url'])
/** Services that a bare `@name` may be on; extraction calls it `unknown:name` where a text does not say. */
const services = [...new Set(['unknown', ...handleHosts.values(), ...handleWords.values()])]
const mostWords = 32
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
    if (q[one.start - 1] === '*') continue // `*@domain` asks for all mail of a domain.
    const not = /(?:^|\s)-$/.test(q.slice(0, one.start))
    found.unshift({ ...asked(one.kind, one.value), ...(not && { not }) })
    rest = `${rest.slice(0, not ? one.start - 1 : one.start)} ${rest.slice(one.end)}`
  }
  const messy = fact.trim()
  if (messy !== '') {
    const read = factsIn(messy, region)
    const bare = /^@?([\w.-]{3,64})$/.exec(messy)?.[1]
    if (read.length > 0) found.push(...read.map((one) => asked(one.kind, one.value)))
    else if (bare !== undefined && /\D/.test(bare)) found.push(handle(bare.toLowerCase()))
    else rest = `${rest} ${messy}`
  }
  const facts = [...new Map(found.map((one) => [`${one.kind} ${one.value}`, one])).values()].slice(0, mostFacts)
  const question = parseQuestion(rest)
  const onlyFacts = facts.some((one) => one.not !== true)
  return {
    words: wordsAsked(question).slice(0, mostWords),
    clauses: question.clauses,
    notes: question.notes.filter(
      (note) => !(note === 'only-excluded' && onlyFacts) && !(note === 'nothing-to-search' && facts.length > 0)
    ),
    facts
  }
}

/** As `understand`, with numbers as they are written in each of the regions: a number is any that it may be. */
export function understandIn(q: string, fact: string, regions: readonly string[]): Understood {
  const all = regions.map((region) => understand(q, fact, region))
  const most = all.reduce((best, one) => (one.facts.length > best.facts.length ? one : best))
  const alike = all.filter((one) => one.facts.length === most.facts.length)
  return {
    ...most,
    facts: most.facts.map((one, at) => {
      const readings = alike.flatMap(({ facts }) => (facts[at]?.kind === one.kind ? facts[at].readings : []))
      return { ...one, readings: [...new Map(readings.map((reading) => [reading.value, reading])).values()] }
    })
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
  const plain = text.replaceAll(/[“”„‟«»〝〞]/gu, '"')
  const before = plain.slice(0, at).split('"').length - 1
  return before % 2 === 1 && plain.indexOf('"', at) >= 0
}

function handle(name: string): AskedFact {
  return {
    kind: 'handle',
    value: name,
    readings: services.map((service) => ({ kind: 'handle', value: `${service}:${name}` }))
  }
}
