/** Which passwords are refused: too short, one sign over and over, rows of the keyboard, words that everybody tries, the user's own name. */
import { readFileSync } from 'node:fs'
import { passwordChars } from './passwords.ts'

export type PasswordFault = 'length' | 'repeated' | 'common'

/**
 * What is wrong with a password, or null. After NIST SP 800-63B: length and a list of what is guessed first, no rules on kinds of signs.
 * `own` are the user's id and name. A password passes when enough is left of it once everything guessable is taken out: four letters
 * (`wachtwoord-boomhut` has seven), or eight signs of a password without words (`8!x?q2_Z$v0Q`).
 */
export function passwordFault(password: string, own: readonly string[] = []): PasswordFault | null {
  const { length } = [...password]
  if (length < passwordChars.least || password.length > passwordChars.most) return 'length'
  const folded = password.normalize('NFKC').toLowerCase()
  if (new Set(folded).size < leastDifferent || isRepeated(folded)) return 'repeated'
  const words = [...commonWords(), ...own.flatMap(partsOf)].toSorted((a, b) => b.length - a.length)
  // As typed, and with the signs that stand for letters: w4chtw00rd.
  const left = [folded, folded.replaceAll(/[013457@$!|]/g, (sign) => lookalike[sign] ?? sign)].map((text) =>
    rest(text, words)
  )
  return left.some((text) => !enough(text)) ? 'common' : null
}

const leastDifferent = 5

const lookalike: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l'
}

function enough(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length >= 4 || (letters.length >= 2 && [...text].filter((sign) => /\S/.test(sign)).length >= 8)
}

/** `abcabcabcabc`, `2026-2026-2026`: a beginning of at most half the length that comes again and again. */
function isRepeated(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit++) {
    if (
      text ===
      text
        .slice(0, unit)
        .repeat(Math.ceil(text.length / unit))
        .slice(0, text.length)
    )
      return true
  }
  return false
}

/** What is left of a text without guessable words and without rows of four or more neighbours of the alphabet or keyboard. */
function rest(text: string, words: readonly string[]): string {
  let left = text.replaceAll(/(19|20)\d\d/g, ' ')
  for (const word of words) left = left.replaceAll(word, ' ')
  return withoutRows(left)
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qwertz']
const rowsBothWays = rows.flatMap((row) => [row, [...row].reverse().join('')])

function withoutRows(text: string): string {
  let left = ''
  for (let at = 0; at < text.length;) {
    let length = 1
    while (
      at + length < text.length &&
      rowsBothWays.some(
        (row) => row.includes(text.slice(at, at + length + 1)) || isOneSign(text.slice(at, at + length + 1))
      )
    )
      length++
    left += length >= 4 ? ' ' : text.slice(at, at + length)
    at += length
  }
  return left
}

function isOneSign(text: string): boolean {
  return text === text.slice(0, 1).repeat(text.length)
}

/** The parts of an id or name that are long enough to be guessed at. */
function partsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 3)
}

let common: readonly string[] | undefined

function commonWords(): readonly string[] {
  common ??= readFileSync(new URL('../../../data/common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return common
}
