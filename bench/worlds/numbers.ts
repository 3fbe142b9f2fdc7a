/** How numbers are written in a world: plainly in the usual groups, or so that machines read them with difficulty. */
import { nationalDigits } from '../../demo/phones.ts'
import type { Random } from '../../demo/random.ts'
import { listOf, type Language } from './phrases.ts'

/** A number as people write it who want it read. */
export function plainNumber(random: Random, e164: string): string {
  const national = nationalDigits(e164)
  const rest = national.slice(2)
  const pairs = national.match(/.{1,2}/g) ?? []
  return random.weighted([
    [`${national.slice(0, 2)}-${rest}`, 5],
    [`${national.slice(0, 2)} ${rest}`, 3],
    [national, 5],
    [pairs.join(' '), 3],
    [pairs.join('.'), 1],
    [`${e164.slice(0, 3)} ${e164.slice(3, 4)} ${e164.slice(4)}`, 2],
    [e164, 2],
    [`00${e164.slice(1)}`, 1]
  ])
}

/** A number as people write it who want no machine to read it. */
export function disguisedNumber(random: Random, e164: string, language: Language): string {
  const digits = [...nationalDigits(e164)]
  const words = listOf(language, 'digits')
  const spoken = (digit: string): string => words[Number(digit)] ?? digit
  const way = random.int(0, 5)
  if (way === 0) return digits.map(spoken).join(' ')
  if (way === 1) return digits.map((digit, at) => (at % 3 === 1 ? spoken(digit) : digit)).join(' ')
  if (way === 2) return digits.map((digit) => `${digit}\ufe0f\u20e3`).join('')
  if (way === 3) return digits.join(random.pick(['_', '*', ' . ', '~', ' / ']))
  if (way === 4)
    return digits
      .join('')
      .replaceAll('0', 'O')
      .replaceAll('1', random.pick(['l', 'I']))
      .replace(/(..)(....)/, '$1 $2 ')
  const cut = random.int(3, 6)
  return `(${digits.slice(0, cut).join('')}) ${digits
    .slice(cut)
    .map((digit, at) => (at < 2 ? spoken(digit) : digit))
    .join('-')}`
}
