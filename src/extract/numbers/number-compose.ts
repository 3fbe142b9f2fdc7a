/** Puts spoken number words together: "sixty one" is 61, "quatre vingt dix sept" 97, "sechshundert zwölf" 612. */
import { hundredWords, joinerWords, languageBit } from './number-words.ts'

/** One spoken part: a value with its languages, or a joining word ("en", "y", "hundred"). */
export interface SpokenPart {
  readonly value: number | null
  readonly word: string
  readonly languages: number
}

export interface Composition {
  readonly value: number
  /** How many parts it took. */
  readonly used: number
}

const bit = (language: string): number => languageBit[language] ?? 0
const french = bit('fr')
/** Languages that put the unit before the ten. */
const unitFirst = bit('nl') | bit('de')
/** Languages that say tens and units with a joiner only ("treinta y cuatro"). */
const withJoiner = bit('es') | bit('ro') | bit('bg')
/** Languages that write tens and units as one word, so that two words are two numbers. */
const oneWord = bit('hu')

/** The largest number under a thousand that starts at `from`; used is 1 when nothing joins. */
export function compose(parts: readonly SpokenPart[], from: number): Composition {
  const first = valueAt(parts, from)
  if (first === null) return { value: 0, used: 1 }
  const hundred = parts[from + 1]
  if (first >= 2 && first <= 9 && hundred !== undefined && hundred.value === null && hundredWords.has(hundred.word)) {
    return withRest(parts, from, first * 100, 2)
  }
  if (first >= 100 && first <= 900 && first % 100 === 0) return withRest(parts, from, first, 1)
  return belowHundred(parts, from)
}

function withRest(parts: readonly SpokenPart[], from: number, base: number, used: number): Composition {
  const joined = isJoiner(parts[from + used]) ? 1 : 0
  const rest = valueAt(parts, from + used + joined)
  if (rest === null || rest === 0 || rest >= 100) return { value: base, used }
  const below = belowHundred(parts, from + used + joined)
  return { value: base + below.value, used: used + joined + below.used }
}

function belowHundred(parts: readonly SpokenPart[], from: number): Composition {
  const first = valueAt(parts, from) ?? 0
  const languages = parts[from]?.languages ?? 0
  const joined = isJoiner(parts[from + 1])
  const next = valueAt(parts, from + (joined ? 2 : 1))
  const single = { value: first, used: 1 }
  if (next === null) return single
  const used = joined ? 3 : 2
  if ((languages & french) !== 0 && first === 4 && next === 20 && !joined) return frenchRest(parts, from, 80, 2)
  if ((languages & french) !== 0 && (first === 60 || first === 80) && next >= 1 && next <= 19) {
    return frenchRest(parts, from, first, 1)
  }
  if ((languages & french) !== 0 && first === 10 && next >= 7 && next <= 9 && !joined) return { value: 10 + next, used }
  if (joined && first >= 1 && first <= 9 && isTen(next) && (languages & unitFirst) !== 0)
    return { value: first + next, used }
  if (!isTen(first) || next < 1 || next > 9) return single
  if (joined) return (languages & (withJoiner | french)) !== 0 ? { value: first + next, used } : single
  return (languages & ~(unitFirst | withJoiner | oneWord)) !== 0 ? { value: first + next, used } : single
}

/** "soixante [et] dix-sept", "quatre-vingt dix sept": ten to nineteen, the ten maybe apart from its unit. */
function frenchRest(parts: readonly SpokenPart[], from: number, base: number, used: number): Composition {
  const joined = isJoiner(parts[from + used]) ? 1 : 0
  const at = from + used + joined
  const rest = valueAt(parts, at)
  if (rest === null || rest < 1 || rest > 19) return { value: base, used }
  const unit = valueAt(parts, at + 1)
  if (rest === 10 && unit !== null && unit >= 7 && unit <= 9)
    return { value: base + 10 + unit, used: used + joined + 2 }
  return { value: base + rest, used: used + joined + 1 }
}

function valueAt(parts: readonly SpokenPart[], at: number): number | null {
  return parts[at]?.value ?? null
}

function isJoiner(part: SpokenPart | undefined): boolean {
  return part !== undefined && part.value === null && joinerWords.has(part.word)
}

function isTen(value: number): boolean {
  return value >= 20 && value <= 90 && value % 10 === 0
}
