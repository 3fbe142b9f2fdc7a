/** Ways to write a telephone number, from plain to hard to read for machines. */
import type { Language } from './advert.ts'
import { digitWords, pairWords } from './number-words.ts'
import { nationalDigits, splitNumber } from './phones.ts'
import type { Random } from './random.ts'

export const plainStyles = ['plain', 'separated', 'international'] as const
export const disguisedStyles = [
  'words',
  'pairs',
  'mixed',
  'keycap',
  'lookalike',
  'zerowidth',
  'lines',
  'filler',
  'fullwidth',
  'circled',
  'wame',
  'spoken'
] as const
export type NumberStyle = (typeof plainStyles)[number] | (typeof disguisedStyles)[number]

/** Writes an E.164 number in a style; foreign numbers keep their country code, as people abroad write them. */
export function writeNumber(random: Random, e164: string, style: NumberStyle, language: Language): string {
  const dutch = e164.startsWith('+31')
  const digits = dutch ? nationalDigits(e164) : `00${e164.slice(1)}`
  switch (style) {
    case 'plain':
      return dutch ? digits : e164
    case 'separated':
      return dutch ? separated(random, digits) : international(random, e164)
    case 'international':
      return international(random, e164)
    case 'words':
      return [...digits].map((digit) => digitWords[language][Number(digit)]).join(random.pick([' ', ' ', '-', ', ']))
    case 'pairs':
      return inPairs(digits, language === 'nl' ? 'nl' : 'en')
    case 'mixed':
      return mixed(random, digits, language)
    case 'keycap':
      return [...digits].map((digit) => `${digit}\ufe0f\u20e3`).join(random.pick(['', '', ' ']))
    case 'lookalike':
      return separated(random, digits).replace(/[0158]/g, (digit) => lookalike(random, digit))
    case 'zerowidth':
      return [...digits].join(random.pick(['\u200b', '\u200c', '\u2060']))
    case 'lines':
      return (random.chance(0.5) ? [...digits] : (digits.match(/../g) ?? [])).join('\n')
    case 'filler':
      return [...digits].join(random.pick(['*', '~', ' . ', '_', ' * ', '/']))
    case 'fullwidth':
      return [...digits].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
    case 'circled':
      return [...digits].map((digit) => (digit === '0' ? '⓪' : String.fromCharCode(0x245f + Number(digit)))).join(' ')
    case 'wame':
      return `${random.pick(['wa.me/', 'https://wa.me/'])}${e164.slice(1)}`
    case 'spoken':
      return spoken(digits, language)
  }
}

function separated(random: Random, digits: string): string {
  const rest = digits.slice(2)
  const pairs = rest.match(/..?/g) ?? []
  const triples = `${rest.slice(0, 3)} ${rest.slice(3, 5)} ${rest.slice(5)}`
  const halves = `${rest.slice(0, 4)} ${rest.slice(4)}`
  return `${digits.slice(0, 2)}${random.pick(['-', ' ', ' - ', '.', '/'])}${random.pick([pairs.join(' '), pairs.join('.'), pairs.join('-'), triples, halves, rest])}`
}

function international(random: Random, e164: string): string {
  const [country, rest] = splitNumber(e164)
  const grouped = `${rest.slice(0, 1)} ${(rest.slice(1).match(/..?/g) ?? []).join(' ')}`
  const thirds = `${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`
  return random.pick([
    `+${country}${rest}`,
    `+${country} ${grouped}`,
    `+${country} ${thirds}`,
    `00${country}${rest}`,
    `00${country} ${thirds}`,
    `+${country} (0)${rest}`,
    `+${country}(0)${grouped}`
  ])
}

function inPairs(digits: string, language: 'nl' | 'en'): string {
  return (digits.match(/..?/g) ?? [])
    .map((pair) => (pair.length === 2 ? pairWords(pair, language) : (digitWords[language][Number(pair)] as string)))
    .join(' ')
}

function mixed(random: Random, digits: string, language: Language): string {
  const glue = random.pick(['', ' ', ' ', '-'])
  return [...digits].map((digit) => (random.chance(0.4) ? digitWords[language][Number(digit)] : digit)).join(glue)
}

function lookalike(random: Random, digit: string): string {
  if (digit === '0') return random.pick(['O', 'o', 'О'])
  if (digit === '1') return random.pick(['l', 'I', '1'])
  if (digit === '5') return random.pick(['S', '5'])
  return random.pick(['B', '8'])
}

/** Doubled digits said as such, `55` as `twee keer vijf` or `double five`; other languages get plain words. */
function spoken(digits: string, language: Language): string {
  const words = digitWords[language]
  const twice = language === 'nl' ? 'twee keer' : language === 'en' ? 'double' : null
  const said: string[] = []
  for (let at = 0; at < digits.length; at++) {
    const word = words[Number(digits[at])] as string
    if (twice && at > 1 && digits[at] === digits[at + 1]) {
      said.push(`${twice} ${word}`)
      at++
    } else said.push(word)
  }
  return said.join(' ')
}
