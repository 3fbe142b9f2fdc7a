/** Reads the town out of an address written in a line: "12 Mill Lane, Kirkby, Leeds LS5 3AA", "Lindenweg 4, 50667 Köln". */
import { fold } from '../../../text/fold.ts'
import { perText } from '../../../text/vocabulary.ts'
import { wordRows, wordSet } from '../../../text/word-lists.ts'

/** Longer texts are no address, in characters; no address has more parts. */
const maxAddress = 120
const maxParts = 7

/** The town that an address names behind its street; null for what is no address. */
export const townOfAddress = perText((text): string | null => {
  if (text.length > maxAddress || !/[,\n]/.test(text)) return null
  const parts = text.split(/\s*[,\n]\s*/).filter((part) => part !== '')
  if (parts.length < 2 || parts.length > maxParts) return null
  const street = parts.findIndex(isStreet)
  if (street < 0 || street > 1) return null
  // Some towns have the name of their region.
  let region: string | null = null
  for (let i = parts.length - 1; i > street; i--) {
    const name = withoutCode(parts[i] as string)
    if (name === '') continue
    if (!isName(name)) return region
    if (!isRegion(name)) return name
    region = name
  }
  return region
})

const starts = wordSet('street-words', 'starts')
const ends = wordSet('street-words', 'ends')
const tails = [...wordSet('street-words', 'tail')]

/** A street by its first or last word, or by how its last word ends, its number left out. */
function isStreet(part: string): boolean {
  if (part.length > 60) return false
  const words = fold(part)
    .text.split(/[\s.]+/)
    .filter((word) => word !== '' && !/^\d+[a-z]?(?:[-/]\d+[a-z]?)?$/.test(word))
  const first = words[0] ?? ''
  const last = words.at(-1) ?? ''
  if (words.length === 0 || words.length > 5 || !/^[\d\p{Lu}]|^\p{Ll}{2,3}\.?\s\p{Lu}/u.test(part)) return false
  const isTailed = tails.some((tail) => last.endsWith(tail) && (last.length > tail.length + 2 || words.length > 1))
  return isTailed || (words.length > 1 && (starts.has(first) || ends.has(last)))
}

/** Without a postcode on either side, a state in two or three capitals before it, and a stop at the end. */
function withoutCode(part: string): string {
  return part
    .replace(/^(?:[A-Z]{1,2}-)?\d{4,6}(?:\s?[A-Z]{2}(?![\p{L}]))?\s+/u, '')
    .replace(/^\d{2}-\d{3}\s+/, '')
    .replace(codeAtEnd, '')
    .replace(/^[A-Z]{2,3}$/, '')
    .replace(/\.$/, '')
    .trim()
}

const codeAtEnd =
  /(?:^|\s+)(?:[A-Z]{2,3}\s+\d{4,5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?|[A-Z]\d{2}\s?[A-Z\d]{4}|\d{4,6}(?:\s?[A-Z]{2})?|\d{2}-\d{3})$/u

const regions: ReadonlySet<string> = new Set(wordRows('region-words').map(({ word }) => fold(word).text))

/** A county or a land behind the town: "Co. Meath", "Kent". */
function isRegion(name: string): boolean {
  return /^Co\.?\s\p{Lu}/u.test(name) || regions.has(fold(name).text)
}

/** One to four words, the first and the last with a capital, and no digit. */
function isName(name: string): boolean {
  const words = name.split(/[\s()]+/).filter((word) => word !== '')
  return (
    words.length > 0 &&
    words.length <= 4 &&
    name.length <= 40 &&
    !/[\d?!:;€£$%@]/.test(name) &&
    /^\p{Lu}\p{L}/u.test(words[0] ?? '') &&
    /^\p{Lu}/u.test(words.at(-1) ?? '')
  )
}
