/** How likely the words of a text are spelled as in each language: runs of two and three letters, counted in its lists of common words. */
import { wordRows } from './word-lists.ts'

export interface Spelling {
  /** Natural logarithms by language, weighted; only their differences mean something. */
  readonly scores: ReadonlyMap<string, number>
  /** Letters that were looked at. */
  readonly letters: number
}

/** Letters looked at: a language is clear long before. */
const maxLetters = 300
/** Neighbouring runs repeat each other, so that each counts for a fifth (tried: 0.2 to 0.5; it changes little). */
const weightOfRun = 0.2
/** Added to each count, so that a run that a language was not seen to have is unlikely and not impossible. */
const smoothing = 0.3

interface Model {
  readonly languages: readonly string[]
  /** Logarithm of the likelihood of each run in each language. */
  readonly runs: ReadonlyMap<string, Float64Array>
}

/** Made when a text first needs it, from 4,000 words in some 30 ms: most texts do not. */
let model: Model | undefined

export function spellingOf(text: string): Spelling {
  model ??= learn()
  const { languages } = model
  const sums = new Float64Array(languages.length)
  let letters = 0
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    letters += word.length
    const likely = likelihoodOf(word, model)
    for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + (likely[i] ?? 0)
    if (letters >= maxLetters) break
  }
  return { scores: new Map(languages.map((language, i) => [language, weightOfRun * (sums[i] ?? 0)])), letters }
}

/** Adverts share most of their words; what comes after this many is reckoned every time. */
const mostWords = 8_192
const known = new Map<string, Float64Array>()

/** Sum of the logarithms of the runs of a word, by language. */
function likelihoodOf(word: string, { languages, runs }: Model): Float64Array {
  const kept = known.get(word)
  if (kept !== undefined) return kept
  const sums = new Float64Array(languages.length)
  for (const run of runsOf(word)) {
    const likely = runs.get(run)
    if (likely !== undefined) for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + (likely[i] ?? 0)
  }
  if (known.size < mostWords && word.length <= 40) known.set(word, sums)
  return sums
}

function learn(): Model {
  const rows = [...wordRows('function-words'), ...wordRows('common-words')]
  const languages = [...new Set(rows.map(({ language }) => language))]
  const runs = new Map<string, Float64Array>()
  const totals = new Float64Array(languages.length)
  for (const [i, language] of languages.entries()) {
    // People leave accents out: both spellings are learned.
    const own = rows.filter((row) => row.language === language).flatMap((row) => [row.written.toLowerCase(), row.word])
    for (const run of [...new Set(own)].flatMap((word) => runsOf(word))) {
      const counts = runs.get(run) ?? new Float64Array(languages.length)
      runs.set(run, counts)
      counts[i] = (counts[i] ?? 0) + 1
      totals[i] = (totals[i] ?? 0) + 1
    }
  }
  for (const counts of runs.values())
    for (let i = 0; i < counts.length; i += 1)
      counts[i] = Math.log(((counts[i] ?? 0) + smoothing) / ((totals[i] ?? 0) + smoothing * runs.size))
  return { languages, runs }
}

/** Runs of two and three letters of a word, its ends among them. */
function runsOf(word: string): string[] {
  const marked = ` ${word} `
  const runs: string[] = []
  for (let at = 0; at + 2 <= marked.length; at += 1) {
    runs.push(marked.slice(at, at + 2))
    if (at + 3 <= marked.length) runs.push(marked.slice(at, at + 3))
  }
  return runs
}
