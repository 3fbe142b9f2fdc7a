/** Numbers the words of all texts, so that what a table says about a word is looked up once and not once per text. */

/** Adverts share most of their words; beyond this many, new words are looked up every time. */
const maxWords = 32_768
const ids = new Map<string, number>()

/** A number for the word, always the same in one process; -1 when the vocabulary is full or the word is long. */
export function wordId(word: string): number {
  const known = ids.get(word)
  if (known !== undefined) return known
  if (ids.size >= maxWords || word.length > 40) return -1
  ids.set(word, ids.size)
  return ids.size - 1
}

/**
 * A look-up that remembers its answer per word. The answer must depend on the word alone, so remembering changes
 * nothing but the time.
 */
export function perWord<T extends {} | null>(
  lookUp: (word: string) => T
): (token: { readonly id: number; readonly text: string }) => T {
  // Made at full length: filled out of order, a growing array turns into a slow dictionary.
  const answers = new Array<T | undefined>(maxWords)
  return ({ id, text }) => {
    if (id < 0) return lookUp(text)
    const known = answers[id]
    if (known !== undefined) return known
    const fresh = lookUp(text)
    answers[id] = fresh
    return fresh
  }
}

/** Short texts that one look-up remembers; menus, labels and titles come again on every page of a site. */
const maxTexts = 4_096
const maxChars = 160

/** A look-up that remembers its answers for short texts. The answer must depend on the text alone. */
export function perText<T extends {} | null>(lookUp: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    if (text.length > maxChars) return lookUp(text)
    const known = answers.get(text)
    if (known !== undefined) return known
    const fresh = lookUp(text)
    if (answers.size >= maxTexts) answers.clear()
    answers.set(text, fresh)
    return fresh
  }
}
