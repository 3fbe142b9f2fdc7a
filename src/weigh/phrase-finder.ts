/** Finds phrases of word lists in a text: by their first words, so that an expression is tried only where its phrase may begin. */

export interface PhraseList {
  /** Each begins with a letter or digit; `*` behind letters is the rest of a word. */
  readonly phrases: readonly string[]
  /** What may not follow a phrase. */
  readonly notAfter: 'letter' | 'letter or digit'
  /** An expression of one phrase with `*` for the rest of a word, for the flags `i` and `u`; what stands around it is not its matter. */
  readonly expression: (phrase: string) => string
  /** Where more than one end is possible, or what follows counts: the expression that is tried instead, with what may not follow in it. */
  readonly whole?: (phrase: string) => string | null
}

/** Characters of a text, in UTF-16 units. */
export interface Hit {
  readonly start: number
  readonly end: number
}

/** The first matches of one list in a text, at most `most`: those of `matchAll` with its phrases as alternatives, each as whole words. */
export type PhraseFinder = (text: string, list: number, most: number) => Hit[]

/** A phrase of a list; its expression is made when its first word comes in a text. */
interface Phrase {
  readonly list: number
  readonly source: string
  /** The rest of its last word belongs to it. */
  readonly open: boolean
  /** Kinds of characters that may not follow; null: the expression says it. */
  readonly notAfter: PhraseList['notAfter'] | null
  expression: RegExp | null
}

/** Where phrases may begin. */
interface Start {
  readonly at: number
  readonly phrases: readonly Phrase[]
}

/** Words remembered with the phrases that they begin; adverts share most of their words. */
const mostWords = 32_768
const longestWord = 40

/** Throws when a phrase begins with another character. */
export function phraseFinder(lists: readonly PhraseList[]): PhraseFinder {
  const wordsOf = firstWords(lists)
  let last: { readonly text: string; readonly starts: readonly Start[] } = { text: '', starts: [] }
  return (text, list, most) => {
    // The lists are asked for one text after the other.
    if (last.text !== text) last = { text, starts: startsIn(text, wordsOf) }
    const hits: Hit[] = []
    let from = 0
    for (const { at, phrases } of last.starts) {
      if (hits.length === most) break
      const end = at < from ? -1 : endAt(text, at, phrases, list)
      if (end < 0) continue
      hits.push({ start: at, end })
      from = end
    }
    return hits
  }
}

/** Where the first of the phrases of a list that stands here ends, or -1. */
function endAt(text: string, at: number, phrases: readonly Phrase[], list: number): number {
  for (const phrase of phrases) {
    if (phrase.list !== list) continue
    // Made without letters of all scripts: an expression with these takes a millisecond to make.
    const expression = (phrase.expression ??= new RegExp(phrase.source, 'iuy'))
    expression.lastIndex = at
    if (!expression.test(text)) continue
    let end = expression.lastIndex
    if (phrase.open) while (end < text.length && kindAt(text, end) === letter) end += sizeAt(text, end)
    const next = phrase.notAfter === null || end === text.length ? other : kindAt(text, end)
    if (next === other || (next === digit && phrase.notAfter === 'letter')) return end
  }
  return -1
}

/** A look-up of the phrases that a word begins, in their order. */
function firstWords(lists: readonly PhraseList[]): (word: string) => readonly Phrase[] {
  const phrases: Phrase[] = []
  const words = new Map<string, number[]>()
  const stems = new Map<string, number[]>()
  for (const [list, { phrases: written, expression, whole: wholeOf, notAfter }] of lists.entries()) {
    for (const one of written) {
      const first = /^(?:\p{L}+|\d+)/iu.exec(one)?.[0]
      if (first === undefined) throw new Error(`a phrase that begins with no letter or digit: ${one}`)
      // More digits may follow those of a phrase.
      const isStem = one[first.length] === '*' || /\d/.test(first)
      const by = isStem ? stems : words
      by.set(plain(first), [...(by.get(plain(first)) ?? []), phrases.length])
      const whole = wholeOf?.(one) ?? null
      const open = whole === null && one.endsWith('*')
      const source = whole ?? expression(open ? one.slice(0, -1) : one)
      phrases.push({ list, source, open, notAfter: whole === null ? notAfter : null, expression: null })
    }
  }
  const lengths = [...new Set([...stems.keys()].map((stem) => stem.length))]
  const known = new Map<string, readonly Phrase[]>()
  return (word) => {
    const remembered = known.get(word)
    if (remembered !== undefined) return remembered
    const folded = plain(word)
    const places = [
      ...(words.get(folded) ?? []),
      ...lengths.flatMap((length) => (length > folded.length ? [] : (stems.get(folded.slice(0, length)) ?? [])))
    ]
    const found = places.sort((a, b) => a - b).flatMap((at) => phrases[at] ?? [])
    if (known.size < mostWords && word.length <= longestWord) known.set(word, found.length === 0 ? none : found)
    return found
  }
}

const none: readonly Phrase[] = []

/** Runs of letters, or of digits, that begin where neither stands before. */
function startsIn(text: string, wordsOf: (word: string) => readonly Phrase[]): Start[] {
  const starts: Start[] = []
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at)
    const start = at
    while (at < text.length && kindAt(text, at) === kind) at += sizeAt(text, at)
    if (kind === other) continue
    const phrases = wordsOf(text.slice(start, at))
    if (phrases.length > 0) starts.push({ at: start, phrases })
    while (at < text.length && kindAt(text, at) !== other) at += sizeAt(text, at)
  }
  return starts
}

const unknown = 0
const other = 1
const letter = 2
const digit = 3
/** What each UTF-16 unit is to an expression with the flags `i` and `u`; filled as texts need it. */
const kinds = new Uint8Array(0x10000)

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= 0xd800 && unit < 0xe000) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? unit))
  const known = kinds[unit] ?? unknown
  if (known !== unknown) return known
  const kind = kindOf(String.fromCharCode(unit))
  kinds[unit] = kind
  return kind
}

function kindOf(character: string): number {
  if (/\p{L}/iu.test(character)) return letter
  return /\d/u.test(character) ? digit : other
}

function sizeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

/** Equal for words that an expression with the flags `i` and `u` takes for equal, and for some more. */
function plain(word: string): string {
  return word.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}
