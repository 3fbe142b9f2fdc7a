/** How one person writes: length, order, layout, emoji, small habits and errors; and how a copier varies a text. */
import type { Language } from './advert.ts'
import type { Random } from './random.ts'

export const topics = ['self', 'offer', 'detail', 'place', 'hours', 'price', 'traits'] as const
export type Topic = (typeof topics)[number]

export interface Style {
  /** Sentences per topic. */
  readonly counts: Readonly<Record<Topic, number>>
  readonly order: readonly Topic[]
  readonly layout: 'run' | 'lines' | 'paragraphs' | 'bullets'
  readonly emoji: readonly string[]
  readonly emojiRate: number
  readonly lowerCase: boolean
  readonly ending: 'plain' | 'bang' | 'dots' | 'none'
  /** Chance of a typing error per word. */
  readonly typoRate: number
  readonly swaps: readonly (readonly [string, string])[]
  readonly contactFirst: boolean
}

const ordinaryEmoji = ['😊', '☀️', '🌿', '☕', '🙂', '✨', '🎵', '🌊', '😉', '🐾', '🍀', '🤗']
const codedEmoji = ['🍒', '🌸', '💗', '✈️', '👑', '🌹']

/** Words that a writer or copier exchanges, both ways. */
const synonyms: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  nl: [
    ['gezellig', 'knus'],
    ['niet', 'nie'],
    ['ontspannen', 'relaxen'],
    ['graag', 'altijd graag'],
    ['een', "'n"],
    ['vaak', 'dikwijls'],
    ['mooi', 'fraai'],
    ['bel', 'bel me'],
    ['heren', 'mannen'],
    ['euro', '€'],
    ['ook', 'eveneens'],
    ['bij mij', 'hier'],
    ['samen', 'met zijn tweeën'],
    ['schoon', 'proper'],
    ['dame', 'vrouw'],
    ['snel', 'gauw'],
    ['rustig', 'kalm'],
    ['uur', 'u']
  ],
  en: [
    ['relaxing', 'restful'],
    ['you', 'u'],
    ['and', '&'],
    ['always', 'allways'],
    ['nice', 'lovely'],
    ['together', 'with each other'],
    ['clean', 'neat'],
    ['lady', 'woman'],
    ['hour', 'hr'],
    ['please', 'pls'],
    ['quiet', 'calm'],
    ['great', 'fine'],
    ['company', 'companionship'],
    ['message', 'msg']
  ],
  de: [
    ['und', '&'],
    ['gern', 'gerne'],
    ['nett', 'freundlich'],
    ['Frau', 'Dame'],
    ['Stunde', 'Std']
  ],
  fr: [
    ['et', '&'],
    ['femme', 'dame'],
    ['calme', 'tranquille'],
    ['heure', 'h']
  ],
  es: [
    ['y', '&'],
    ['mujer', 'chica'],
    ['hora', 'h']
  ],
  ro: [
    ['și', 'si'],
    ['o oră', '1h'],
    ['femeie', 'doamnă']
  ],
  pl: [
    ['i', 'oraz'],
    ['godzina', '1h'],
    ['kobieta', 'pani']
  ],
  bg: [
    ['и', '&'],
    ['час', 'ч'],
    ['жена', 'дама']
  ],
  hu: [
    ['és', '&'],
    ['óra', 'ó'],
    ['nő', 'hölgy']
  ]
}

/** Draws a person's way of writing; `coded` adds the emoji that the list of indicators names. */
export function makeStyle(random: Random, language: Language, coded: boolean): Style {
  const wordy = random.next()
  const count = (few: number, many: number): number =>
    random.int(few, Math.max(few, Math.round(few + wordy * (many - few))))
  return {
    counts: {
      self: count(0, 4),
      offer: count(1, 4),
      detail: count(1, 5),
      place: count(0, 2),
      hours: random.chance(0.6) ? 1 : 0,
      price: random.chance(0.55) ? 1 : 0,
      traits: 9
    },
    order: random.shuffle(topics),
    layout: random.weighted([
      ['run', 40],
      ['lines', 25],
      ['paragraphs', 25],
      ['bullets', 10]
    ]),
    emoji: coded
      ? random.sample([...codedEmoji, ...random.sample(ordinaryEmoji, 2)], 3)
      : random.sample(ordinaryEmoji, 3),
    emojiRate: coded ? random.pick([0.15, 0.3]) : random.pick([0, 0, 0, 0.05, 0.15]),
    lowerCase: random.chance(0.13),
    ending: random.weighted([
      ['plain', 60],
      ['bang', 15],
      ['dots', 10],
      ['none', 15]
    ]),
    typoRate: random.pick([0, 0, 0.004, 0.012, 0.03]),
    swaps: random.sample(synonyms[language], random.int(0, 4)),
    contactFirst: random.chance(0.12)
  }
}

/** Lays sentences out and adds the writer's habits; private-use marks (numbers still to be written) stay whole. */
export function applyStyle(random: Random, sentences: readonly string[], style: Style): string {
  const dressed = sentences.map((sentence) => {
    let text = swapWords(sentence, style.swaps)
    if (style.lowerCase) text = text.toLowerCase()
    if (style.ending === 'bang') text = text.replace(/\.$/, random.chance(0.5) ? '!' : '!!')
    if (style.ending === 'dots') text = text.replace(/\.$/, '...')
    if (style.ending === 'none') text = text.replace(/\.$/, '')
    if (style.typoRate > 0) text = addTypos(random, text, style.typoRate)
    return random.chance(style.emojiRate) ? `${text} ${random.pick(style.emoji)}` : text
  })
  if (style.layout === 'run') return dressed.join(' ')
  if (style.layout === 'lines') return dressed.join('\n')
  if (style.layout === 'bullets') return dressed.map((text) => `- ${text}`).join('\n')
  let out = ''
  for (const text of dressed) out += out === '' ? text : random.chance(0.35) ? `\n\n${text}` : ` ${text}`
  return out
}

/** What a copier does to a text so that it looks new: drops, swaps and rewords a little; strength 0 to 1. */
export function varyCopy(random: Random, sentences: readonly string[], language: Language, strength: number): string[] {
  let kept = sentences.filter(() => !random.chance(0.18 * strength))
  if (kept.length < 2) kept = [...sentences]
  const swaps = random.sample(synonyms[language], Math.round(5 * strength))
  const worded = kept.map((sentence) => {
    const reworded = random.chance(0.7) ? swapWords(sentence, swaps) : sentence
    return random.chance(0.25 * strength) ? addTypos(random, reworded, 0.06) : reworded
  })
  for (let at = 0; at + 1 < worded.length; at++) {
    if (!random.chance(0.15 * strength)) continue
    const held = worded[at] as string
    worded[at] = worded[at + 1] as string
    worded[at + 1] = held
  }
  return worded
}

function swapWords(text: string, swaps: readonly (readonly [string, string])[]): string {
  let out = text
  for (const [from, to] of swaps) out = out.split(` ${from} `).join(` ${to} `)
  return out
}

/** One wrong, doubled, lost or exchanged letter in some words; never inside slots, marks or figures. */
function addTypos(random: Random, text: string, rate: number): string {
  return text
    .split(' ')
    .map((word) => {
      if (word.length < 4 || !/^\p{L}+$/u.test(word) || !random.chance(rate)) return word
      const at = random.int(1, word.length - 2)
      const way = random.int(0, 2)
      if (way === 0) return word.slice(0, at) + word.slice(at + 1)
      if (way === 1) return word.slice(0, at) + word.charAt(at) + word.slice(at)
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
    })
    .join(' ')
}
