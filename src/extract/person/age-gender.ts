/** Ages beside a letter for a man or a woman, as short adverts begin with them. */
import type { Token } from '../../text/tokens.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'

const genders = anyOf(wordRows('age-genders'))
const genderBefore = new RegExp(String.raw`(?:^|[\n|(])\s?(?:${genders})(?:\/|,\s)$`, 'u')
const genderAfter = new RegExp(String.raw`^\/(?:${genders})(?:[\/,|)\n]|\s|$)`, 'u')

/** "F/27/Paris", "v, 28", "24/f/leeds" at the start of a line. */
export function isByGender(plain: string, { age, token }: { readonly age: number; readonly token: Token }): boolean {
  if (age < 18 || age > 65 || !token.digits) return false
  const after = plain.slice(token.end, token.end + 6)
  if (genderAfter.test(after)) return /(?:^|[\n|(])\s?$/.test(plain.slice(Math.max(0, token.start - 2), token.start))
  return (
    /^(?:[/,|)\n]|$)/.test(after) &&
    genderBefore.test(plain.slice(Math.max(0, token.start - 6), token.start)) &&
    !/^\/\d/.test(after)
  )
}
