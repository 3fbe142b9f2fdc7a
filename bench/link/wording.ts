/** Invented wording for generated adverts: a vocabulary with natural frequencies, phrases that everybody uses, and noise of copying. */
import { random, type Random } from './random.ts'

const syllables =
  'ba be bo da de di do fa ga ge ha he in ka ke ko la le li lo ma me mi mo na ne no om op ra re ri ro sa se so ta te ti to va ve vo wa we zo'.split(
    ' '
  )
const words = Array.from({ length: 6000 }, (_, i) => {
  const draw = random(77, i)
  return (
    Array.from({ length: i < 60 ? 1 : i < 600 ? 2 : draw.int(2, 4) }, () => draw.pick(syllables)).join('') +
    (draw.chance(0.4) ? draw.pick([...'nrstlk']) : '')
  )
})
const names = Array.from({ length: 400 }, (_, i) => `${words[900 + i] ?? ''}a`)
const towns = Array.from({ length: 120 }, (_, i) => `${words[1500 + i] ?? ''}dam`)
const emoji = ['🌹', '✨', '☎', '💐', '🎉', '➡️']
const lookAlike: Record<string, string> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с' }

export function nameOf(draw: Random): string {
  return names[draw.zipf(names.length)] ?? 'ana'
}

export function townOf(draw: Random): string {
  return towns[draw.zipf(towns.length)] ?? 'oordam'
}

/** A sentence of vocabulary words, common ones more often. */
export function sentence(draw: Random, least = 6, most = 13): string {
  return Array.from({ length: draw.int(least, most) }, () => words[draw.zipf(words.length)] ?? 'de').join(' ')
}

/** A sentence that many people use: the same for the same number. */
function stockSentence(number: number): string {
  return sentence(random(5, number), 5, 10)
}

/** A text template: sentences, some with slots in them, the first with the name. */
export function template(seed: number, sentences: number, stockShare: number): string[] {
  const draw = random(11, seed)
  const out: string[] = []
  for (let i = 0; i < sentences; i++) {
    const base = draw.chance(stockShare) ? stockSentence(draw.zipf(500)) : sentence(draw)
    const parts = base.split(' ')
    const slot =
      i === 0
        ? '{name}'
        : i === 1
          ? '{town}'
          : draw.chance(0.35)
            ? draw.pick(['{price}', '{age}', '{date}', '{town}', '{name}'])
            : ''
    if (slot !== '') parts.splice(draw.int(0, parts.length), 0, slot)
    out.push(parts.join(' '))
  }
  return out
}

/** How much copies differ; varies by seed of the run. */
export interface Noise {
  readonly typo: number
  readonly synonym: number
  readonly emoji: number
  readonly lookAlike: number
  readonly drop: number
  readonly swap: number
  readonly insert: number
}

/** A copy of a template with the noise of copying; slots stay to be filled. */
export function copy(sentences: readonly string[], noise: Noise, draw: Random): string[] {
  let out = sentences.filter((_, i) => i === 0 || !draw.chance(noise.drop))
  if (draw.chance(noise.swap) && out.length > 3) {
    const at = draw.int(1, out.length - 2)
    out = [...out.slice(0, at), out[at + 1] ?? '', out[at] ?? '', ...out.slice(at + 2)]
  }
  if (draw.chance(noise.insert)) out.splice(draw.int(1, out.length), 0, sentence(draw, 4, 9))
  return out.map((text) =>
    text
      .split(' ')
      .map((word) => (word.startsWith('{') ? word : vary(word, noise, draw)))
      .join(' ')
  )
}

/** A spun copy: most words replaced by one of their three synonyms. */
export function spin(sentences: readonly string[], share: number, draw: Random): string[] {
  return sentences.map((text) =>
    text
      .split(' ')
      .map((word) => (word.startsWith('{') || !draw.chance(share) ? word : synonym(word, draw)))
      .join(' ')
  )
}

function vary(word: string, noise: Noise, draw: Random): string {
  if (draw.chance(noise.synonym)) return synonym(word, draw)
  if (draw.chance(noise.typo) && word.length > 3) {
    const at = draw.int(1, word.length - 2)
    return draw.chance(0.5)
      ? word.slice(0, at) + word.slice(at + 1)
      : word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  }
  if (draw.chance(noise.lookAlike)) return word.replace(/[aeopc]/g, (letter) => lookAlike[letter] ?? letter)
  return draw.chance(noise.emoji) ? `${word} ${draw.pick(emoji)}` : word
}

function synonym(word: string, draw: Random): string {
  let sum = 0
  for (const sign of word) sum = (sum * 31 + sign.charCodeAt(0)) % 5000
  return words[(sum + 137 * draw.int(1, 3)) % words.length] ?? word
}
