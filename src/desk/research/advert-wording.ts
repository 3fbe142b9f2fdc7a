/** The wording of one advert as research counts it: runs of words without names, numbers, contacts and places; and the signs that it shows. Pure. */
import { isMaskedWord } from '../../extract/phrases.ts'
import { isDisguised } from '../../extract/extract.ts'
import type { FactKind } from '../../model/fact.ts'
import type { SealedReading } from '../../model/reading.ts'
import { once, placeNames } from '../../text/places.ts'
import { wordId } from '../../text/vocabulary.ts'
import { wordSet } from '../../text/word-lists.ts'
import { tokensOf, wordsOf } from '../../text/words.ts'

/** Facts whose characters are no wording: whom one reaches, who one is, where and when. */
const apart: ReadonlySet<FactKind> = new Set([
  'phone',
  'email',
  'handle',
  'url',
  'price',
  'age',
  'place',
  'name',
  'date',
  'masked'
])

/** Facts that are signs by themselves: how somebody works, never who somebody is. */
const signs: ReadonlySet<FactKind> = new Set(['condition', 'availability', 'voice'])

/** Words looked at in one advert; a longer one is read up to here. */
const mostWords = 1_500
/** Longer ones are no words but codes. */
const longestWord = 24

/** Words that are names, wherever they stand. */
const isName = once(() => new Set([...wordSet('given-names'), ...wordSet('names'), ...wordSet('language-names')]))

/**
 * Runs of folded words in order. A run ends at a mark between sentences, at a word with a digit, at a name, a place, a word on origin,
 * religion or health, and at every fact that says who, where, when or how to reach somebody.
 */
export function wordingOf(reading: SealedReading): string[][] {
  const { text } = reading
  const out = cutOut(reading)
  const own = new Set([reading.account, reading.seller, reading.city].flatMap((one) => wordsOf(one ?? '')))
  const runs: string[][] = []
  let run: string[] = []
  let end = 0
  let seen = 0
  const close = (): void => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const { word, start, end: until } of tokensOf(text)) {
    if (++seen > mostWords) break
    if (/[.!?;:\n|•]/.test(text.slice(end, start))) close()
    end = until
    if (word.length > longestWord || /\p{N}/u.test(word) || own.has(word) || out(start, until) || isKnownName(word)) {
      close()
      continue
    }
    run.push(word)
  }
  close()
  return runs
}

/** Signs as `kind:value`, each once, in order; a number written so that machines do not see it is one too. */
export function signsOf({ facts }: SealedReading): string[] {
  const found = new Set<string>()
  for (const fact of facts) {
    if (signs.has(fact.kind)) found.add(`${fact.kind}:${fact.value}`)
    else if (fact.kind === 'phone' && isDisguised(fact)) found.add('phone:disguised')
  }
  return [...found].sort()
}

/** Whether characters of the text belong to a fact that is no wording. */
function cutOut({ facts, text }: SealedReading): (start: number, end: number) => boolean {
  const marked = new Uint8Array(text.length)
  for (const fact of facts) {
    if (!apart.has(fact.kind)) continue
    for (const { start, end } of fact.spans ?? [fact]) marked.fill(1, start, end)
  }
  return (start, end) => marked.subarray(start, end).includes(1)
}

function isKnownName(word: string): boolean {
  if (isName().has(word) || isMaskedWord({ id: wordId(word), text: word })) return true
  return (placeNames().get(word) ?? []).some((one) => one.words.length === 1 && one.kind !== 'weak')
}
