/** Composes an advert text of one's own: title and sentences with slots still open, from a phrase table and a style. */
import type { Language } from './advert.ts'
import { expand } from './grammar.ts'
import type { Random } from './random.ts'
import type { Style } from './style.ts'
import { phrasebooks } from './text/books.ts'
import { traitIds, type Phrasebook, type TraitId } from './text/phrasebook.ts'
import type { TraitShares } from './traits.ts'

export interface Draft {
  readonly title: string
  readonly sentences: readonly string[]
  /** Sentence with `[phone]`, used when the number stands in the text. */
  readonly contact: string
  /** Sentence for who gives no number in the text. */
  readonly form: string
}

export interface Voice {
  readonly language: Language
  readonly person: 'first' | 'third' | 'plural' | 'massage'
  readonly traits: readonly TraitId[]
}

/** Draws which signs a hand's texts carry. */
export function drawTraits(random: Random, shares: TraitShares): TraitId[] {
  return traitIds.filter((trait) => random.chance(shares.traits[trait]))
}

/** Writes a new text; two calls share phrases of the table, never a text. */
export function composeDraft(random: Random, voice: Voice, style: Style): Draft {
  const book = phrasebooks[voice.language]
  const one = (pattern: string): string => tidy(expand(random, pattern, book.pools))
  const say = (patterns: readonly string[]): string => one(random.pick(patterns))
  const sentences: string[] = []
  if (voice.person === 'first' || random.chance(0.4)) sentences.push(say(book.greeting))
  for (const topic of style.order) {
    if (topic === 'traits') {
      for (const trait of voice.traits) {
        const patterns = book.traits[trait]
        if (patterns) sentences.push(say(patterns))
      }
      continue
    }
    const patterns = topicPatterns(book, voice.person, topic)
    for (const pattern of random.sample(patterns, style.counts[topic])) sentences.push(one(pattern))
  }
  if (random.chance(0.5)) sentences.push(say(book.closing))
  if (sentences.length === 0) sentences.push(say(book.greeting))
  return {
    title: say(book.titles),
    sentences: [...new Set(sentences)],
    contact: say(book.contact),
    form: say(book.form)
  }
}

/** Empty alternatives leave double spaces and spaces before stops; French keeps its space before `?`, `!` and `:`. */
function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([.,])/g, '$1')
    .trim()
}

function topicPatterns(
  book: Phrasebook,
  person: Voice['person'],
  topic: 'self' | 'offer' | 'detail' | 'place' | 'hours' | 'price'
): readonly string[] {
  if (topic === 'self' && person === 'third') return book.third
  if (topic === 'self' && person === 'plural') return book.plural
  if (topic === 'offer' && person === 'third') return [...book.third, ...book.offer.slice(0, 2)]
  if (topic === 'offer' && person === 'plural') return book.plural
  if (topic === 'offer' && person === 'massage') return book.massage
  if (topic === 'detail' && person === 'plural') return [...book.plural, ...book.third]
  if (topic === 'detail' && person === 'third') return book.third
  return book[topic]
}
