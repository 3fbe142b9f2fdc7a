/** What the steps of one reading share: the document, its address, resolved links, and small questions about blocks. */
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import { fold } from '../../text/fold.ts'
import { spellsNumber } from '../../text/spelled-number.ts'
import { perText } from '../../text/vocabulary.ts'
import { calledPhone, emailLike, handleLike, phoneLike } from '../advert/field-words.ts'
import type { ResolvedLinks } from './links.ts'

/** The title of a page and of its one advert. */
export interface TitleFound {
  readonly text: string
  /** Block that shows it; -1 when only <title> or metadata says it. */
  readonly block: number
  /** True when a shown heading and <title> or og:title say the same. */
  readonly agrees: boolean
}

export interface PageContext {
  readonly document: HtmlDocument
  readonly url: CanonicalUrl
  readonly links: ResolvedLinks
  readonly seenAt: string
  /** Other adverts of the site that have a teaser on this page, by links to pages of this page's own make. */
  readonly siblings: number
  /** Title of the page and, when there is one, of its advert. */
  readonly title: TitleFound
}

/** True when a block states a way to reach someone. Looked at once per block. */
export function hasContact(block: Block): boolean {
  block.reach ??= statesContact(block)
  return block.reach
}

function statesContact(block: Block): boolean {
  if (block.contacts.length > 0) return true
  if (block.digits === 9 && numberLine.test(block.text)) return true
  if (block.digits >= 8) {
    const bare = block.text.replace(disguise, '').replace(dayLike, ' | ')
    if (
      phoneLike.test(bare) ||
      (block.text.length < 2000 && nineDigits.test(bare) && calledPhone.test(fold(bare).text))
    )
      return true
  }
  if (block.text.includes('@') && emailLike.test(block.text)) return true
  if (block.text.length >= 2000 || block.text.length < 6) return false
  return handleLike.test(block.text) || hidesNumber(block)
}

/** Nine digits that are all a line says, as lands without a leading zero write a number. */
const numberLine = /^\s*[4-9]\d{2}([ .-]?)\d{3}\1\d{3}\s*$/

/** Asked first: folding a text costs more than looking for nine digits. */
const nineDigits = /(?<!\d)[4-9]\d{2}([ .-]?)\d{3}\1\d{3}(?!\d)/

/** A number in words, or one in which letters stand for digits ("O6 48 I5 l6 23"): most of it must still be digits. */
function hidesNumber(block: Block): boolean {
  if (block.digits >= 5) {
    const shaped = block.text.replace(/[oO]/g, '0').replace(/[iIl|]/g, '1')
    const found = phoneLike.exec(shaped)
    if (found) {
      const written = block.text.slice(found.index, found.index + found[0].length)
      if (written.replace(/\D/g, '').length >= 5) return true
    }
  }
  return block.text.length >= 20 && spells(block.text)
}

/** Menus and labels come on every page of a site. */
const spells = perText(spellsNumber)

/** What stands between digits to hide a number: keycap marks, zero-width signs, underscores and the like. */
const disguise = /[\ufe0f\u20e3\u200b-\u200f\u2060_*~]/g

/** A day in digits, with its time behind it, has as many digits as a number. */
const dayLike = /\b\d{1,2}([/.-])\d{1,2}\1\d{4}\b|\b\d{4}([/.-])\d{1,2}\2\d{1,2}\b/g

/** Characters outside links. */
export function plainLength(block: Block): number {
  return block.text.length - block.linkLength
}

/** Lower case, letters and digits only: to compare titles. */
export const comparable = perText((text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
)
