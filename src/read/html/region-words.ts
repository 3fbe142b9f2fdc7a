/** What class names, ids and roles tell: which region of a page an element is, and which field it holds. */
import { fold } from '../../text/fold.ts'
import { wordRows, wordSet } from '../../text/word-lists.ts'
import { region } from './document.ts'

/** Field bits that a class, id or itemprop may state. */
export const hint = {
  price: 1,
  place: 2,
  phone: 4,
  date: 8,
  seller: 16,
  category: 32,
  description: 64,
  title: 128,
  contact: 256,
  age: 512,
  crumb: 1024
} as const

export interface ClassMeaning {
  readonly region: number
  readonly hint: number
}

const none: ClassMeaning = { region: 0, hint: 0 }

/** Reads one class, id or itemprop string: up to 200 characters, 24 words. */
export function meaningOf(names: string): ClassMeaning {
  if (names === '') return none
  const words = split(names.length > 200 ? names.slice(0, 200) : names)
  let regionBits = 0
  let hintBits = 0
  let layout = false
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (layoutWords.has(word)) layout = true
    const next = words[i + 1]
    const pair = next === undefined ? undefined : `${word}-${next}`
    // The foot of a post or a card is a part of it, not the foot of the page.
    const isOfPart = i > 0 && partEnds.has(word) && parts.has(words[i - 1] as string)
    regionBits |=
      (isOfPart ? 0 : (regionTable.get(word) ?? 0)) | (pair === undefined ? 0 : (regionTable.get(pair) ?? 0))
    hintBits |= (hintTable.get(word) ?? 0) | (pair === undefined ? 0 : (hintTable.get(pair) ?? 0))
  }
  return { region: layout ? 0 : regionBits, hint: hintBits }
}

/** `with-sidebar`, `no-footer`, `has-nav` on a wrapper speak of the layout around it, not of the element itself. */
const layoutWords = wordSet('layout-classes')

const parts = wordSet('part-classes')

const partEnds: ReadonlySet<string> = new Set(['footer', 'foot', 'header'])

function split(names: string): string[] {
  const spaced = camel.test(names) ? names.replace(/([a-z])([A-Z])/g, '$1-$2') : names
  const words = spaced.toLowerCase().split(/[^\p{L}\p{N}]+/u, 24)
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (word.length > 4 && word.endsWith('s') && !word.endsWith('ss')) words[i] = word.slice(0, -1)
  }
  return words
}

const camel = /[a-z][A-Z]/

/** Words of class names and ids, singular; two words with a dash match `two-words`, `two_words` and `twoWords`. */
function table(list: string, bits: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { word, value } of wordRows(list)) {
    const bit = bits[value]
    if (bit === undefined) throw new Error(`data/words: ${list} knows no ${value}`)
    const key = split(word).join('-')
    // Names in code leave accents out.
    for (const one of new Set([key, fold(key).text])) found.set(one, (found.get(one) ?? 0) | bit)
  }
  return found
}

const regionTable = table('class-regions', region)
const hintTable = table('class-fields', hint)

/** Region of a tag by itself. */
export const tagRegions: ReadonlyMap<string, number> = new Map([
  ['nav', region.nav],
  ['footer', region.footer],
  ['aside', region.aside],
  ['noscript', region.noscript],
  // What stands in them shows only where the film, drawing or plug-in does not.
  ['object', region.noscript],
  ['video', region.noscript],
  ['audio', region.noscript],
  ['canvas', region.noscript],
  ['button', region.control],
  ['dialog', region.dialog],
  ['form', region.form],
  ['article', region.article],
  ['main', region.article]
])

/** Region of an ARIA role. */
export const roleRegions: ReadonlyMap<string, number> = new Map([
  ['navigation', region.nav],
  ['contentinfo', region.footer],
  ['complementary', region.aside],
  ['search', region.form],
  ['dialog', region.dialog],
  ['alertdialog', region.dialog],
  ['banner', region.header],
  ['menu', region.nav]
])
