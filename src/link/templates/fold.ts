/** Folds advert text to plain words: case, accents, look-alikes, leet, zero-width signs, spaced-out words and long runs go; numbers become one mark. */
import type { Span } from '../../model/fact.ts'
import { fold } from '../../text/fold.ts'

/** Texts longer than this are folded up to here: a limit on work, far above any advert. */
export const maxFoldChars = 20_000
/** The word that stands for a number, or a row of them, or a masked span: how a number is written must not matter. */
export const markWord = '#'
/** What stands for it until words are cut: a letter of private use. */
const mark = '\ue000'

/**
 * The folded words of a text. `mask` holds spans (UTF-16 offsets into `text`) that become one mark each; addresses
 * that were missed (`www.`, `http`, something@something) are masked by shape.
 */
export function foldWords(text: string, mask: readonly Span[] = []): string[] {
  let source = text.length > maxFoldChars ? text.slice(0, maxFoldChars) : text
  if (mask.length > 0) source = masked(source, mask)
  if (/@|:\/\/|www\./i.test(source))
    source = source.replace(/(?:https?:\/\/|www\.)\S{1,300}|\S{1,64}@[\w.-]{1,255}/gi, ` ${mark} `)
  if (/[^\s!-~]/.test(source)) source = plain(source)
  const words: string[] = []
  for (const raw of source.toLowerCase().match(wordPattern) ?? []) {
    const word = foldedBefore.get(raw) ?? remember(raw)
    if (word === '' || (word === markWord && words.at(-1) === markWord)) continue
    words.push(word)
  }
  return joinSpaced(words)
}

const wordPattern = /\ue000|[\p{L}\p{N}@$]+/gu

/** Words that were folded before: few words make most of any text. Emptied when full, so that it stays small. */
const foldedBefore = new Map<string, string>()
const mostRemembered = 20_000

function remember(raw: string): string {
  const word = foldWord(raw)
  if (foldedBefore.size >= mostRemembered) foldedBefore.clear()
  if (raw.length <= 24) foldedBefore.set(raw, word)
  return word
}

/** One raw word: a mark, a number mark, or letters with leet undone and runs cut to one. */
function foldWord(raw: string): string {
  if (raw === mark) return markWord
  if (lettersOnly.test(raw)) return raw.replace(runs, '$1')
  if (!/\p{L}/u.test(raw)) return /\p{N}/u.test(raw) ? markWord : ''
  // Leet only inside words that are mostly letters: "mass4ge", not "06a12".
  const letters = raw.replace(/[^\p{L}]/gu, '').length
  if (letters * 2 <= raw.length) return markWord
  return raw
    .replace(/[013457@$]/g, (sign) => leet[sign] ?? sign)
    .replace(/[^\p{L}]/gu, '')
    .replace(runs, '$1')
}

const lettersOnly = /^[a-z]+$/
const runs = /(\p{L})\1+/gu
const leet: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }

/** Look-alikes of other scripts, folded to the Latin letter that they imitate, also in texts wholly in that script. */
const lookAlikes: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'b',
  г: 'r',
  е: 'e',
  з: 'e',
  и: 'u',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  п: 'n',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  һ: 'h',
  ь: 'b',
  ɡ: 'g',
  ɑ: 'a',
  ℓ: 'l',
  α: 'a',
  β: 'b',
  γ: 'y',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  ς: 's',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w'
}
const lookAlikePattern = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'gu')

/** As every step folds a text, and then whole words of other scripts as the Latin letters that they imitate. Marks stay. */
function plain(text: string): string {
  return text
    .split(mark)
    .map((part) => fold(part).text)
    .join(mark)
    .replace(lookAlikePattern, (letter) => lookAlikes[letter] ?? letter)
}

/** "m a s s a g e" is one word: four or more single letters in a row are joined. */
function joinSpaced(words: string[]): string[] {
  let run = 0
  let any = false
  for (const word of words) {
    run = word.length === 1 && word !== markWord ? run + 1 : 0
    if (run === 4) any = true
  }
  if (!any) return words
  const out: string[] = []
  let letters: string[] = []
  const flush = (): void => {
    if (letters.length >= 4) out.push(letters.join('').replace(runs, '$1'))
    else out.push(...letters)
    letters = []
  }
  for (const word of words) {
    if (word.length === 1 && word !== markWord) letters.push(word)
    else {
      flush()
      out.push(word)
    }
  }
  flush()
  return out
}

function masked(text: string, mask: readonly Span[]): string {
  const spans = mask
    .filter((span) => span.end > span.start && span.start < text.length)
    .toSorted((a, b) => a.start - b.start)
  let out = ''
  let at = 0
  for (const span of spans) {
    if (span.end <= at) continue
    if (span.start > at) out += text.slice(at, span.start)
    out += ` ${mark} `
    at = span.end
  }
  return out + text.slice(at)
}
