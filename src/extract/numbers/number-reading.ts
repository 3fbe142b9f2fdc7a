/** Reads one written block (letters and digits without a space) as digits: number words, glued words, look-alike letters. */
import { compose } from './number-compose.ts'
import { languageBit, numberWords } from './number-words.ts'
import type { NumberWord } from './number-words.ts'

export type BlockSource = 'words' | 'mixed' | 'look-alike'

export interface BlockReading {
  readonly digits: string
  /** The other way to hear it: glued Hungarian "harminckettő" as 30 2; empty when there is none. */
  readonly otherDigits: string
  /** The value, when the block is one single number word. */
  readonly word: NumberWord | null
  readonly languages: number
  readonly source: BlockSource
}

interface Node {
  readonly next: Map<number, Node>
  word: NumberWord | null
}

const root: Node = { next: new Map(), word: null }
for (const [form, word] of numberWords) insert(form, word)

/** Longest word looked at: nine French words glued come to about 90 letters. */
const maxBlock = 160
/** Steps of the search with backtracking; more than any real number takes. */
const maxSteps = 600

/** Reads letters (and digits between them) as number words, glued or not; null when anything is left over. */
export function readWords(block: string): BlockReading | null {
  const single = numberWords.get(block)
  if (single !== undefined)
    return { digits: single.digits, otherDigits: '', word: single, languages: single.languages, source: 'words' }
  if (block.length < 4 || block.length > maxBlock) return null
  const glued = segment(block)
  if (glued !== null) return glued
  const calm = block.replace(/([a-zа-я])\1{2,}/gu, '$1')
  return calm === block ? null : (readWords(calm) ?? null)
}

/** Reads digits with look-alike letters between them; `original` is the block in its own case. Null when a letter is no look-alike. */
export function readLookAlikes(original: string): BlockReading | null {
  let digits = ''
  let letters = 0
  for (const char of original) {
    const digit = char >= '0' && char <= '9' ? char : (lookAlikes.get(char) ?? '')
    if (digit === '') return null
    if (digit !== char) letters += 1
    digits += digit
  }
  return letters === 0 || digits.length > 20
    ? null
    : { digits, otherDigits: '', word: null, languages: 0, source: 'look-alike' }
}

/** Reads a block whose letters were partly replaced by digits ("v1er", "z3ven", "n3gen") as number words. */
export function readLeet(block: string): BlockReading | null {
  if (block.length > 40) return null
  for (const one of ['i', 'l']) {
    const word = block.replace(/[0134578]/g, (digit) => (digit === '1' ? one : (leetLetters[digit] ?? digit)))
    const reading = /\d/.test(word) ? null : readWords(word)
    if (reading !== null) return { ...reading, source: 'look-alike' }
  }
  return null
}

/** Letters that pass for digits in any place of a number. Case matters: B is 8, b is 6. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [...'o0O0о0О0ο0Ο0Q0D0l1I1i1L1і1І1|1!1Z2z2З3з3Э3E3A4S5s5$5Ѕ5ѕ5б6b6G6Б6T7B8В8g9q9'].reduce<[string, string][]>(
    (pairs, char, i, all) => {
      if (i % 2 === 0) pairs.push([char, all[i + 1] ?? ''])
      return pairs
    },
    []
  )
)

/** Whether a character as written passes for a digit. */
export function isLookAlike(char: string): boolean {
  return lookAlikes.has(char)
}

/** Letters that pass for a digit even on their own, beside digits. */
export const loneLookAlikes: ReadonlySet<string> = new Set('oOоОοΟlIiіІбЗзSBZ')

const leetLetters: Readonly<Record<string, string>> = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' }

function insert(form: string, word: NumberWord): void {
  let node = root
  for (let i = 0; i < form.length; i += 1) {
    const unit = form.charCodeAt(i)
    let next = node.next.get(unit)
    if (next === undefined) {
      next = { next: new Map(), word: null }
      node.next.set(unit, next)
    }
    node = next
  }
  node.word = word
}

function segment(block: string): BlockReading | null {
  const dead = new Set<number>()
  let steps = 0
  let digitsSeen = 0
  const walk = (
    at: number,
    languages: number,
    parts: readonly (NumberWord | string)[]
  ): readonly (NumberWord | string)[] | null => {
    if (at === block.length) return parts
    if (dead.has(at) || steps > maxSteps) return null
    steps += 1
    const unit = block.charCodeAt(at)
    if (unit >= 48 && unit <= 57) {
      digitsSeen += 1
      const found = walk(at + 1, languages, [...parts, block.charAt(at)])
      if (found !== null) return found
    }
    for (const [end, word] of matches(block, at).reverse()) {
      const common = languages & word.languages
      if (common === 0) continue
      const found = walk(end, common, [...parts, word])
      if (found !== null) return found
    }
    dead.add(at)
    return null
  }
  const parts = walk(0, 0xffff, [])
  if (parts === null || parts.length < 2) return null
  return joinParts(parts, digitsSeen > 0)
}

function matches(block: string, from: number): [number, NumberWord][] {
  const found: [number, NumberWord][] = []
  let node: Node | undefined = root
  for (let at = from; at < block.length; at += 1) {
    node = node.next.get(block.charCodeAt(at))
    if (node === undefined) break
    if (node.word !== null) found.push([at + 1, node.word])
  }
  return found
}

function joinParts(parts: readonly (NumberWord | string)[], mixed: boolean): BlockReading {
  let languages = 0xffff
  for (const part of parts) if (typeof part !== 'string') languages &= part.languages
  const spoken = parts.map((part) =>
    typeof part === 'string' ? { value: null, word: part, languages } : { value: part.value, word: '', languages }
  )
  let digits = ''
  let otherDigits = ''
  let isApart = false
  for (let i = 0; i < parts.length;) {
    const part = parts[i]
    if (typeof part === 'string') {
      digits += part
      otherDigits += part
      i += 1
    } else {
      const composed = compose(spoken, i)
      const { value } = composed
      digits += String(value)
      const splits: boolean = !isApart && composed.used === 1 && value > 20 && value < 100 && value % 10 > 0
      otherDigits += splits ? `${value - (value % 10)}${value % 10}` : String(value)
      isApart ||= splits
      i += composed.used
    }
  }
  const isHungarian = isApart && (languages & (languageBit['hu'] ?? 0)) !== 0
  return {
    digits,
    otherDigits: isHungarian ? otherDigits : '',
    word: null,
    languages,
    source: mixed ? 'mixed' : 'words'
  }
}
