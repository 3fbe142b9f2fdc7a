/** Stems of words: plural and inflection by the Snowball rules of the languages that adverts are mostly written in. */
import snowball from 'snowball-stemmers'

/** nl, en, de, fr, es, ro, hu. */
const languages = ['dutch', 'english', 'german', 'french', 'spanish', 'romanian', 'hungarian']
const stemmers = languages.map((language) => snowball.newStemmer(language))
/** Shorter words have no inflection that could be told from another word. */
const leastLetters = 4
const mostKnown = 100_000
const known = new Map<string, readonly string[]>()

/** Whether other folded words are forms of this one in any of the languages: for looking through many words. */
export function likeWord(word: string): (other: string) => boolean {
  if (word.length < leastLetters || /\P{L}/u.test(word)) return (other) => other === word
  const stems = stemsOf(word)
  const begins = [...new Set(stems.map((stem) => stem.slice(0, Math.max(2, stem.length - lettersChanged))))]
  return (other) => {
    if (other === word) return true
    // Stemming seven times is dear, and of a hundred words one begins as a form of this one would.
    if (other.length < leastLetters || !begins.some((one) => other.startsWith(one)) || /\P{L}/u.test(other))
      return false
    const its = stemsOf(other)
    return stems.some((stem, at) => stem === its[at] && stem.length >= 3)
  }
}

/** So many letters at the end of a stem may differ from the word: `happi` of happy, `huiz` of huis, a doubled letter. */
const lettersChanged = 2

function stemsOf(word: string): readonly string[] {
  let stems = known.get(word)
  if (stems === undefined) {
    stems = stemmers.map((stemmer) => stemmer.stem(word))
    if (known.size >= mostKnown) known.clear()
    known.set(word, stems)
  }
  return stems
}
