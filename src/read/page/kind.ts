/** Decides what kind of page this is, walls and vanished adverts before anything else, and says why in words. */
import { anyPattern } from '../../text/word-lists.ts'
import type { PageKind } from '../../model/page.ts'
import type { AdvertsFound } from '../advert/adverts-found.ts'
import type { Block } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import { isLoginAddress } from './article-signs.ts'
import { emailLike, phoneLike } from '../advert/field-words.ts'
import type { PageContext } from './page-context.ts'
import { plainLength } from './page-context.ts'
import { goneRule, wallRules } from './wall-words.ts'

export interface KindFound {
  readonly kind: PageKind
  readonly because: string
}

/** The kind that the status line alone decides, or null. 401, 402, 403, 429 and 451 are walls; so is 503 with a challenge. */
export function kindOfStatus(status: number): KindFound | null {
  if (status === 404 || status === 410) return { kind: 'gone', because: `status ${status}` }
  if ([401, 402, 403, 407, 429, 451].includes(status)) return { kind: 'wall', because: `status ${status}` }
  if (status >= 400 || status < 200) return { kind: 'error', because: `status ${status}` }
  return null
}

/** The wall or notice that stands in place of the page, or null. `adverts`: what was found on it, as evidence against. */
export function kindOfNotice(page: PageContext, found: AdvertsFound): KindFound | null {
  const { document } = page
  const heads = headings(page)
  const own = ownText(page)
  const rich = found.adverts.some(
    (advert) =>
      advert.price !== undefined || advert.contact !== '' || advert.body.length > 700 || phoneLike.test(advert.body)
  )
  const several = found.adverts.length > 1
  const many = several || found.isList
  const full = isFull(page)
  const isLogin = isLoginAddress(page.url)
  for (const rule of wallRules) {
    if (isLogin && rule.name === 'login wall') continue
    const inHead = heads.find((head) => rule.pattern.test(head.text) && !(full && head.isOver))?.text
    if (inHead && own.length < 3000 && (!rich || own.length < 300) && (!many || (!several && own.length < 600)))
      return { kind: 'wall', because: `${rule.name}: “${short(inHead)}”` }
    const links = rule.name === 'parked domain' ? several : many
    const inText = own.length < 1500 && !rich && !links && !full ? rule.pattern.exec(own) : null
    if (inText) return { kind: 'wall', because: `${rule.name}: “${short(inText[0])}”` }
  }
  const shows = rich || many || full || hasOwnMatter(page, own)
  if (document.challenges.length > 0 && own.length < 400 && !shows) {
    return { kind: 'wall', because: `captcha: ${document.challenges[0]} and little else` }
  }
  if (document.passwordFields > 0 && !isLogin && own.length < 600 && !shows)
    return { kind: 'wall', because: 'login wall: a password field and little else' }
  const gone =
    heads.find(({ text }) => text.length < 160 && goneRule.pattern.test(text))?.text ??
    (own.length < 2500 && !many ? noticeLine(page) : undefined)
  if (gone && !many) return { kind: 'gone', because: `the page says: “${short(gone)}”` }
  return null
}

/** A page to reach its owner, or one that says for machines what it shows, has its captcha and its sign-in beside that and stands in place of nothing. */
function hasOwnMatter({ document }: PageContext, own: string): boolean {
  return (
    phoneLike.test(own) ||
    emailLike.test(own) ||
    document.elements.some(({ tag }) => tag === 'textarea') ||
    document.jsonLd.some((script) => statedMatter.test(script))
  )
}

const statedMatter =
  /"@type"\s{0,3}:\s{0,3}\[?\s{0,40}"(?:\w{0,20}Article|BlogPosting|Recipe|Product|JobPosting|Event|RealEstateListing)"/

/** Kind by what was found, when nothing stands in the way. */
export function kindOfContent(page: PageContext, found: AdvertsFound): KindFound {
  if (found.adverts.length > 0) return { kind: 'advert', because: found.because }
  if (found.isList) return { kind: 'list', because: found.because }
  const text = page.document.blocks.length > 0 || page.document.images.length > 0
  if (!text && page.document.links.length === 0) return { kind: 'empty', because: 'no text, no pictures, no links' }
  return { kind: 'other', because: found.because }
}

interface Heading {
  readonly text: string
  /** Stands in a dialog, banner or form over the page. */
  readonly isOver: boolean
}

function headings(page: PageContext): Heading[] {
  const list: Heading[] = [{ text: page.document.title, isOver: false }]
  for (const block of page.document.blocks) {
    if (block.heading > 0 && block.heading <= 2 && block.text.length < 200 && (block.region & (outside & ~over)) === 0)
      list.push({ text: block.text, isOver: (block.region & over) !== 0 })
    if (list.length >= 8) break
  }
  return list.filter(({ text }) => text !== '')
}

const over = region.dialog | region.cookie | region.form

/** Letters of a page that a visitor reads behind a banner: more of them stand on no wall. */
const fullPage = 1_000

/** True when the page shows as much as a page does, links included, beside menus, footer, banners and forms. */
function isFull(page: PageContext): boolean {
  const skip = over | region.nav | region.footer | region.header | region.control | region.noscript
  let chars = 0
  for (const block of page.document.blocks) {
    if ((block.region & skip) === 0) chars += block.text.length
    if (chars > fullPage) return true
  }
  return false
}

/** The page's text without menus and footers; a banner over an advert is left out too, a dialog is not. */
function ownText(page: PageContext): string {
  const skip = outside & ~(region.dialog | region.form | region.control | region.noscript)
  const parts: string[] = []
  let chars = 0
  for (const block of page.document.blocks) {
    if ((block.region & skip) !== 0 || (block.text.length > 12 && plainLength(block) < block.text.length * 0.3))
      continue
    parts.push(block.text)
    chars += block.text.length
    if (chars > 4000) break
  }
  if (chars < 80)
    for (const block of page.document.blocks) if ((block.region & region.cookie) !== 0) parts.push(block.text)
  return parts.join('\n')
}

/** A short block of its own that says that the advert is gone. */
function noticeLine(page: PageContext): string | undefined {
  return page.document.blocks.find(
    (block: Block) =>
      block.text.length < 200 &&
      (block.region & (outside & ~region.dialog)) === 0 &&
      goneRule.pattern.test(block.text) &&
      startsNotice.test(block.text)
  )?.text
}

/** A notice speaks of the advert at once; an advert that says "if this ad is not removed I am still free" does not. */
const startsNotice = new RegExp(`^(?:[^\\p{L}]*)(?:${anyPattern('notice-starts')})(?![\\p{L}])`, 'iu')

function short(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 80)
}
