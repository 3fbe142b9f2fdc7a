/** Stems of words: plural and inflection by the Snowball rules of the languages that adverts are mostly written in. */
import snowball from 'snowball-stemmers'

/** nl, en, de, fr, es, ro, hu. */
const languages = ['dutch', 'english', 'german', 'french', 'spanish', 'romanian', 'hungarian']
const stemmers = languages.map((language) => snowball.newStemmer(language))
/** Shorter words have no inflection that could be told from another word. */
const leastLetters = 4
const mostKnown = 100_000
const known = new Map<string, readonly string[]>()

/** Whether two folded words are forms of one word in any of the languages. */
export function sameStem(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < leastLetters || b.length < leastLetters || /\P{L}/u.test(a + b)) return false
  const [mine, other] = [stemsOf(a), stemsOf(b)]
  return mine.some((stem, at) => stem === other[at] && stem.length >= 3)
}

function stemsOf(word: string): readonly string[] {
  let stems = known.get(word)
  if (stems === undefined) {
    stems = stemmers.map((stemmer) => stemmer.stem(word))
    if (known.size >= mostKnown) known.clear()
    known.set(word, stems)
  }
  return stems
}
