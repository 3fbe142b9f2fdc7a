/** Signs that a page is one to read or one about its site, beside what its title says: its address, a by-line, a dateline, a mark, a press desk. */
import type { AdvertReading } from '../../model/page.ts'
import { perText } from '../../text/vocabulary.ts'
import { anyPattern, wordMap } from '../../text/word-lists.ts'
import type { Block } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import { postingDate } from '../../text/dates.ts'
import { isPlaceAlone } from './place-value.ts'
import type { PageContext } from './page-context.ts'
import { isSiteMatter } from './wall-words.ts'
import { byline } from '../advert/field-words.ts'

/** What speaks against an advert, in points as `detail.ts` adds them. */
export interface Sign {
  readonly points: number
  readonly reason: string
}

/** What of the advert decides whether a sign counts. */
export interface Offered {
  /** A contact stands in its text, or beside it. */
  readonly contact: boolean
  /** A contact stands in its text. */
  readonly inside: boolean
  /** A labelled price, place or phone, or a way to reply. */
  readonly offer: boolean
}

type PathKind = 'site' | 'login' | 'editorial' | 'blog'

/** Segments of addresses under which sites keep pages about themselves and pages to read. */
const pathKinds: ReadonlyMap<string, PathKind> = wordMap('site-paths', (value) => {
  if (value !== 'site' && value !== 'login' && value !== 'editorial' && value !== 'blog')
    throw new Error(`data/words: site-paths knows no ${value}`)
  return value
})

/** Signs on one page, the strongest of each kind. */
export function articleSigns(page: PageContext, advert: AdvertReading, offered: Offered): Sign[] {
  const signs: Sign[] = []
  const add = (points: number, reason: string): number => signs.push({ points, reason })
  const kind = kindOfAddress(page.url)
  if (kind === 'site' || kind === 'login') add(3, 'an address of a page about the site')
  else if (kind === 'editorial' && !offered.offer) add(3.5, 'an address among articles')
  else if (kind === 'blog' && !offered.offer && !offered.inside)
    add(offered.contact ? 3 : 1.5, 'an address among articles')
  const section = pathKinds.get((advert.category ?? '').toLowerCase())
  if ((section === 'editorial' || section === 'blog') && !offered.offer) add(3.5, 'a category of articles')
  if (articleTitle.test(advert.title)) add(2.5, 'a title of an article')
  if (hasPressDesk(advert.body) || hasPressDesk(advert.contact)) add(3, 'a press desk')
  if (speaksToPress(page)) add(advert.price !== undefined ? 1 : 4, 'words of or to the press')
  if (offered.offer) return signs
  if (!offered.contact && page.document.blocks.some(isCommentsHeading)) add(1.5, 'comments below')
  const lines = linesBesideTitle(page)
  if (lines.some(isDateline)) add(advert.price === undefined ? 2 : 1, 'a dateline')
  if (!offered.contact && advert.body.length >= 150) {
    if (lines.some((line) => isSigned(line, page.seenAt))) add(2, 'a by-line')
    if (page.document.blocks.some((block) => block.text.length < 120 && verdict.test(block.text))) add(1.5, 'a mark')
  }
  return signs
}

/** True for a page about the site by its title or address: what repeats on it is no advert. */
export function isAboutSite(page: PageContext): boolean {
  return isSiteMatter(page.title.text.trim()) || kindOfAddress(page.url) === 'site'
}

/** True for an address among articles: what stands beside them are others of them. */
export function isAmongArticles(url: string): boolean {
  const kind = kindOfAddress(url)
  return kind === 'editorial' || kind === 'blog'
}

/** True when the page asked for is a login page itself; with a query it may stand in place of another. */
export function isLoginAddress(url: string): boolean {
  return !url.includes('?') && kindOfAddress(url) === 'login'
}

const kindOfAddress = perText((url): PathKind | null => {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? ''
  const segments = path
    .toLowerCase()
    .replace(/\.(?:html?|php|aspx?|jsp)$/, '')
    .split('/')
    .filter((segment) => segment !== '')
  const last = pathKinds.get(segments.pop() ?? '')
  if (last === 'site' || last === 'login') return last
  for (const segment of segments) {
    const kind = pathKinds.get(segment)
    if (kind === 'editorial' || kind === 'blog') return kind
    // What belongs to the events of a site stands under the address of their list.
    if (kind === 'site' && datedFolders.has(segment)) return 'editorial'
  }
  return /^\/(?:19|20)\d{2}\/\d{1,2}\//.test(path) ? 'blog' : null
})

const datedFolders: ReadonlySet<string> = new Set(['events', 'agenda', 'calendar', 'team', 'faq'])

function isCommentsHeading(block: Block): boolean {
  return block.heading > 1 && (block.region & region.comments) !== 0
}

/** Blocks before and behind the title in which an article says where, when and by whom. */
const nearTitle = 3

function linesBesideTitle(page: PageContext): string[] {
  const { blocks } = page.document
  const title = page.title.block
  const lines: string[] = []
  for (let i = Math.max(0, title - nearTitle); i <= title + nearTitle && i < blocks.length; i++) {
    const block = blocks[i] as Block
    if (i === title || (block.region & (outside | region.header)) !== 0) continue
    lines.push(block.text.slice(0, 160))
  }
  return lines
}

const articleTitle = new RegExp(`^(?:${anyPattern('article-titles')})`, 'iu')

const pressLine = new RegExp(`^(?:${anyPattern('press-words')})`, 'iu')

/** A line of the text that speaks of the press, or to it: "Press release", "Note to editors", "Newsroom: 020 ...". */
function speaksToPress(page: PageContext): boolean {
  return page.document.blocks.some(
    (block) => block.text.length <= 160 && (block.region & outside) === 0 && pressLine.test(block.text)
  )
}

/** What a forum says beside each post of who wrote it. */
const memberSign = new RegExp(`^(?:${anyPattern('member-signs')})`, 'iu')

/** True where two posts or more each say since when their writer is a member, or how much that one wrote. */
export function showsMembers(page: PageContext): boolean {
  const seen = new Set<number>()
  for (const { text, element, region: where } of page.document.blocks) {
    if (text.length > 120 || (where & region.footer) !== 0 || !memberSign.test(text)) continue
    seen.add(page.document.elements[element]?.parent ?? -1)
    if (seen.size >= 2) return true
  }
  return false
}

/** A mailbox of those who speak to the press. */
const pressDesk = new RegExp(`(?<![\\p{L}\\d._-])(?:${anyPattern('press-mailboxes')})@`, 'iu')

function hasPressDesk(text: string): boolean {
  return text.includes('@') && pressDesk.test(text)
}

/** "Nantes, 7 octobre 2026", alone or with a dash before the first sentence. */
function isDateline(line: string): boolean {
  const found = /^(\p{Lu}[\p{L} .'’-]{1,40}?)(?:,\s|\s[–—-]\s)(?:\p{L}{2,10}\s)?\d{1,2}\.?\s/u.exec(line)
  if (!found) return false
  const rest = line.slice((found[1] ?? '').length)
  return isPlaceAlone(titled(found[1] ?? '')) && (line.length < 70 || /^.{5,40}\s[–—-]+\s\p{Lu}/u.test(rest))
}

/** "LEEDS" as a place is written elsewhere. */
function titled(name: string): string {
  return name === name.toUpperCase() ? name.charAt(0) + name.slice(1).toLowerCase() : name
}

/** "3 July 2026 · By Alex": who wrote it and when, in one short line. */
function isSigned(line: string, seenAt: string): boolean {
  if (line.length > 100) return false
  const parts = line.split(/\s*[·|•]\s*|\s+[–—-]\s+|\n/)
  const named = parts.some((part) => byline.test(part.trim()))
  return named && parts.some((part) => postingDate(part, seenAt) !== null)
}

/** A mark as a review gives it: "8/10", "4,5 / 5", stars. */
const verdict = /(?<![\d/])(?:10|\d(?:[.,]\d)?)\s?\/\s?(?:10|5)(?![\d/])|[★☆]{4,5}/
