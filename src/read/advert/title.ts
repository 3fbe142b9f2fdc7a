/** The title of a page and of its one advert: h1, og:title and <title> held against each other, the site's name cut off. */
import { anyPattern } from '../../text/word-lists.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import { fold } from '../../text/fold.ts'
import { comparable, type TitleFound } from '../page/page-context.ts'
import { hint } from '../html/region-words.ts'
import { isPlaceAlone } from '../page/place-value.ts'
import { priceLike } from './field-words.ts'

/** Chooses the heading that <title> or og:title confirms, else the first h1, else what is called title, else <title>. */
export function findTitle(document: HtmlDocument, url: string, structured = ''): TitleFound {
  const stated = [structured, document.metas.get('og:title') ?? '', document.title].filter((text) => text !== '')
  const confirmed = stated.map(comparable)
  const plain = withoutSite(document)
  const whole = comparable(plain)
  confirmed.push(whole)
  const isBrand = brandOf(document, url)
  const siteName = siteNameOf(document)
  let best = -1
  let bestScore = 0
  let agrees = false
  const limit = Math.min(document.blocks.length, 2000)
  for (let i = 0; i < limit; i++) {
    const block = document.blocks[i] as Block
    if (block.text.length > 250 || (block.region & (outside & ~region.boilerplate)) !== 0) continue
    const called = ((document.elements[block.element]?.hint ?? 0) & hint.title) !== 0
    const bold = block.strongPrefix >= block.text.length
    if (block.heading === 0 && !called && !bold && (block.text.length < 8 || !plain.includes(block.text.slice(0, 40))))
      continue
    const text = comparable(block.text)
    const brand = isBrand(text) || linksHome(document, i)
    if (brand && text !== whole) continue
    if (block.heading === 0 && !called && !bold && text !== whole) continue
    if (text === '' && !/\p{Extended_Pictographic}/u.test(block.text)) continue
    const same =
      text.length >= 2 &&
      confirmed.some(
        (one) =>
          one === text ||
          (text.length >= 5 && one.startsWith(`${text} `)) ||
          (text.length >= 8 && ` ${one} `.includes(` ${text} `))
      )
    let score = block.heading === 1 ? 4 : block.heading > 0 ? 4 - block.heading * 0.5 : called ? 1.5 : 0.6
    if (same) score += 4
    else if (confirmed.some((one) => beginAlike(one, text))) score += 2
    else if (sectionName.test(block.text.trim())) score -= 3
    if ((block.region & (region.header | region.boilerplate)) !== 0) score -= 3.5
    if (block.linkLength > block.text.length * 0.7) score -= 1
    if (brand) score -= 6
    else if (text === siteName) score -= 2.5
    if (score > bestScore) {
      best = i
      bestScore = score
      agrees = same
    }
  }
  const nameless = generic.test(plain.trim())
  const shown =
    best >= 0 && (bestScore >= 2 || agrees || (nameless && bestScore > 0)) ? (document.blocks[best] as Block).text : ''
  const opening = !agrees || document.blocks[best]?.heading === 0 ? openingLine(document) : ''
  const isSame = shown === '' && comparable(opening) === whole
  if (!isSame && comparable(opening).length > comparable(shown).length)
    return { text: opening, block: -1, agrees: true }
  if (shown !== '') return { text: withoutPrice(shown.replace(/\s+/g, ' '), confirmed), block: best, agrees }
  return { text: structured || withoutSite(document), block: -1, agrees: false }
}

/**
 * The line with which a text begins when <title> or a description says the same: old pages set an advert in one paragraph of lines, and posts have no
 * heading. Empty when there is none.
 */
function openingLine(document: HtmlDocument): string {
  const parts = new Set(titleParts(document))
  const described = comparable((document.metas.get('og:description') ?? '').slice(0, 200))
  for (const block of document.blocks) {
    const end = block.text.indexOf('\n')
    if (end < 5 || end > 200 || (block.region & outside) !== 0) continue
    const opening = block.text.slice(0, end).trim()
    const isBold = block.strongPrefix >= opening.length
    const said = comparable(opening)
    if (parts.has(said) && (isBold || said.length >= 12)) return opening
    if (isBold && said.length >= 8 && described.startsWith(said)) return opening
  }
  return ''
}

/** Whether a text, made comparable, is the name of the site: its metadata say so, or its address does. */
function brandOf(document: HtmlDocument, url: string): (text: string) => boolean {
  const named = comparable(document.metas.get('og:site_name') ?? '')
  const host = (/^[a-z]+:\/\/(?:www\.)?([^/:?#]*)/i.exec(url)?.[1] ?? '').replaceAll('-', '')
  return (text) => {
    if (text === '') return false
    if (text === named) return true
    const joined = text.length > 60 ? '' : fold(text).text.replaceAll(' ', '')
    return joined.length >= 4 && joined.length <= 40 && host.startsWith(`${joined}.`)
  }
}

/** What `<title>` says behind its last bar or dash: the name of the site, mostly. Empty where it has one part. */
function siteNameOf(document: HtmlDocument): string {
  const parts = document.title.split(separator)
  return parts.length < 2 ? '' : comparable(parts.at(-1) ?? '')
}

/** Links to the front page that stand before the text. */
const homeLinks = 6

/** True when all of a block is a link to the front page: the name of the site, however it is set. */
function linksHome(document: HtmlDocument, i: number): boolean {
  const block = document.blocks[i] as Block
  if (block.linkLength === 0 || block.linkLength < block.text.length) return false
  return document.links.slice(0, homeLinks).some((link) => link.block === i && frontPage.test(link.href))
}

const frontPage = /^(?:[a-z]+:\/\/[^/]+)?\/(?:index\.\w{3,4}|home)?$/i

/** What <title> says between its dashes and bars, to compare. */
export function titleParts(document: HtmlDocument): string[] {
  const parts = document.title.split(separator)
  // "Board of Drenthe: piano", "For rent: a flat".
  const told = parts.flatMap((part) => (part.includes(': ') ? [part, part.slice(part.indexOf(': ') + 2)] : [part]))
  return told.map(comparable).filter((part) => part.length >= 3)
}

const separator = /\s+[|–—·»:]+\s+|\s+-\s+|\s*\|\s*/

/** Two titles that begin with the same two words or more, eight letters at least. */
function beginAlike(one: string, other: string): boolean {
  let end = 0
  while (end < one.length && one[end] === other[end]) end++
  if (end < one.length && end < other.length) end = one.lastIndexOf(' ', end)
  const alike = one.slice(0, Math.max(end, 0)).trim()
  return alike.length >= 8 && alike.includes(' ')
}

/** Headings of a part of an advert ("Description", "Contact"): they name no advert unless <title> says the same. */
const sectionName = new RegExp(`^(?:${anyPattern('advert-headings')})\\s*:?$`, 'iu')

/** "Blue bicycle - £50 (Sampletown)" names the thing, then says its price; without a dash only where <title> leaves the price out. */
function withoutPrice(shown: string, confirmed: readonly string[]): string {
  const lead = leadingPrice.exec(shown)?.[0] ?? ''
  const title = shown.length - lead.length >= 4 ? shown.slice(lead.length) : shown
  const place = /^(.{3,}?)\s*\(([^()]{2,40})\)$/u.exec(title)
  if (place && isSaid(place[1] ?? '', confirmed) && (place[2] ?? '').split(', ').some(isPlaceAlone))
    return place[1] ?? ''
  const found = trailingPrice.exec(title)
  if (!found || found.index < 4) return title
  const name = title.slice(0, found.index)
  return /^\s+[-–—|]\s/.test(found[0]) || confirmed.includes(comparable(name)) ? name : title
}

/** True when a title says the same, or begins with it. */
function isSaid(name: string, confirmed: readonly string[]): boolean {
  const said = comparable(name)
  return confirmed.some((one) => one === said || one.startsWith(`${said} `))
}

const trailingPrice = new RegExp(`\\s+(?:[-–—|]\\s+)?${priceLike.source}\\s*(?:\\([^()]{0,60}\\))?\\s*$`, 'iu')

/** "£475 - Room near the park". */
const leadingPrice = new RegExp(`^\\s*${priceLike.source}\\s*[-–—|:]\\s+`, 'iu')

/** Titles that name no advert: "Advertentie 5512", "Details". */
const generic = new RegExp(
  `^(?:(?:${anyPattern('empty-titles')})s?[\\s#:nr.°]*[\\d-]*|untitled.*|document|[\\w-]{1,60}\\.(?:pdf|html?|php|docx?)|)$`,
  'iu'
)

/** <title> or og:title without the name of the site. */
export function withoutSite(document: HtmlDocument): string {
  const title = document.metas.get('og:title') ?? document.title
  const site = comparable(document.metas.get('og:site_name') ?? '')
  const cuts = [...title.matchAll(new RegExp(separator, 'g'))]
  const last = cuts[cuts.length - 1]
  const first = cuts[0]
  if (!last || !first) return title
  if (site !== '' && comparable(title.slice(0, first.index)) === site) return title.slice(first.index + first[0].length)
  return site !== '' && comparable(title.slice(last.index)) !== site ? title : title.slice(0, last.index)
}
