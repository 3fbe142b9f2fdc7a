/** Finds the adverts of a page: by selectors, structured data, repeated blocks or the one text that the page is about. */
import type { AdvertsFound } from './adverts-found.ts'
import type { PageSelectors } from '../../model/page.ts'
import { isPagedAddress } from '../site/address-shape.ts'
import type { Block } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import { isAboutSite } from '../page/article-signs.ts'
import { readDetail } from './detail.ts'
import { statesPrice } from './field-words.ts'
import type { Item, ItemGroup } from './items.ts'
import { findItems } from './items.ts'
import { readMany } from './many.ts'
import { readPageState, readShellState } from './stated/page-state.ts'
import type { PageContext } from '../page/page-context.ts'
import { plainLength } from '../page/page-context.ts'
import { isPlaceAlone } from '../page/place-value.ts'
import { withSaid } from '../page/said-in-text.ts'
import { readSelected } from './selected.ts'
import type { StructuredAdvert } from './stated/structured.ts'
import { readJsonLd, readMicrodata } from './stated/structured.ts'
import { mainItem, wholeItems } from './stated/main-item.ts'
import { structuredReading } from './stated/structured-reading.ts'
import type { GroupMeaning } from './teasers.ts'
import { meaningOfGroup } from './teasers.ts'
import { withoutSite } from './title.ts'

/** Reads the adverts of a page. Teasers of a list are none. */
export function findAdverts(page: PageContext, selectors: PageSelectors | undefined): AdvertsFound {
  if (selectors && Object.keys(selectors).length > 0) {
    const selected = readSelected(page, selectors)
    if (selected) return selected
  }
  const stated = structuredOf(page)
  const here = stated.filter((item) => speaksOfThisPage(page, item))
  const { group, meaning } = tellingGroup(page)
  const single = mainItem(here, page.title.text)
  const whole = single === undefined ? wholeItems(here) : []
  if (whole.length >= 2 && meaning?.kind !== 'teasers') {
    return {
      adverts: structuredReading(page, whole),
      isList: false,
      because: `${whole.length} adverts in structured data`
    }
  }
  if (group && meaning?.kind === 'adverts' && areBranches(page, group))
    return { adverts: [], isList: false, because: `no advert: ${group.items.length} branches of one name` }
  if (group && meaning?.kind === 'adverts' && !isAboutOne(page, group) && !isAboutSite(page)) {
    const adverts = readMany(page, group, 'blocks').map(withSaid)
    if (adverts.length >= 2)
      return { adverts, isList: false, because: `${adverts.length} whole adverts in blocks of one make` }
  }
  const teasers = group && meaning?.kind === 'teasers' ? meaning.targets : []
  const teaserText = group && teasers.length > 0 ? hide(page, group) : 0
  const isThread = group !== null && meaning?.kind === 'neither' && meaning.posts && group.items.length >= 3
  if (group && meaning?.kind === 'neither' && meaning.posts) markReplies(page, group)
  const detail = readDetail(page, {
    teasers,
    teaserText,
    isThread,
    ...(single && { structured: single })
  })
  if (detail?.isAdvert) return { adverts: [withSaid(detail.advert)], isList: false, because: detail.reasons.join(', ') }
  const isList =
    teasers.length >= 2 ||
    page.siblings >= 2 ||
    (teasers.length === 0 && (isPagedAddress(page.url) || linksFill(page) || isKnownList(page)))
  const count = Math.max(teasers.length, page.siblings)
  const because = !isList
    ? `no advert: ${detail?.reasons.join(', ') || 'no text'}`
    : count > 0
      ? `${count} teasers that lead to other pages`
      : 'an address or links as a list has them'
  return { adverts: [], isList, because }
}

/** What structured data says does not depend on what is marked: the second look, without what the site repeats, finds it here. */
const structured = new WeakMap<PageContext, readonly StructuredAdvert[]>()

function structuredOf(page: PageContext): readonly StructuredAdvert[] {
  const known = structured.get(page)
  if (known !== undefined) return known
  const found = [...readJsonLd(page.document), ...readMicrodata(page.document)]
  const state = found.length === 0 ? readPageState(page.document, [page.title.text, withoutSite(page.document)]) : null
  const shell = state ?? (found.length === 0 && isShell(page) ? readShellState(page.document) : null)
  if (shell) found.push(shell)
  structured.set(page, found)
  return found
}

/** Characters that an app shell shows at most before its scripts run, menus and footers left out. */
const shellText = 120

function isShell(page: PageContext): boolean {
  let chars = 0
  for (const block of page.document.blocks) if ((block.region & outside) === 0) chars += block.text.length
  return chars <= shellText
}

/** The group that means most: among teasers and whole adverts the one with most text, then with most items; else posts. */
function tellingGroup(page: PageContext): { group: ItemGroup | null; meaning: GroupMeaning | null } {
  let best: { group: ItemGroup | null; meaning: GroupMeaning | null } = { group: null, meaning: null }
  for (const group of findItems(page.document).slice(0, 12)) {
    const meaning = meaningOfGroup(page, group)
    if (meaning.kind === 'neither') {
      if (best.group === null && meaning.posts) best = { group, meaning }
      continue
    }
    const known = best.meaning && best.meaning.kind !== 'neither' ? best.group : null
    if (!known || group.coverage > known.coverage * 1.15) best = { group, meaning }
    else if (group.coverage >= known.coverage * 0.85 && group.items.length > known.items.length * 1.5)
      best = { group, meaning }
  }
  return best
}

/** Links of one make with a line or more of text each, which hold most of what the page says: cards that are links as a whole. */
function linksFill(page: PageContext): boolean {
  const { document, links } = page
  const makes = new Map<number, { targets: Set<string>; chars: number }>()
  for (const [i, link] of document.links.entries()) {
    const element = document.elements[link.element]
    const target = links.targets[i]
    if (
      !element ||
      !target ||
      target === page.url ||
      link.text.length < 25 ||
      (element.region & outside & ~region.boilerplate) !== 0
    )
      continue
    const make = makes.get(element.path) ?? { targets: new Set(), chars: 0 }
    makes.set(element.path, make)
    make.targets.add(target)
    make.chars += link.text.length
  }
  let own = 0
  for (const block of document.blocks) if ((block.region & outside) === 0) own += block.text.length
  return [...makes.values()].some((make) => make.targets.size >= 3 && make.chars >= own * 0.4)
}

/** A list whose teasers stand on so many pages of the site that its profile knows them is still a list. */
function isKnownList(page: PageContext): boolean {
  if (!page.document.blocks.some((block) => (block.region & region.boilerplate) !== 0)) return false
  return findItems(page.document, outside & ~region.boilerplate)
    .slice(0, 6)
    .some((group) => group.coverage >= 0.3 && group.items.length >= 3 && meaningOfGroup(page, group).kind === 'teasers')
}

/** When the page's own title is that of one item, the page is about that one and the others stand beside it. */
function isAboutOne(page: PageContext, group: ItemGroup): boolean {
  const { title } = page
  return title.agrees && group.items.some((item) => title.block === item.title)
}

/** More than an address, a number and hours: such items offer something. */
function saysMore(page: PageContext, item: Item): boolean {
  let chars = 0
  for (let i = item.from; i < item.to; i++) {
    const { text } = page.document.blocks[i] as Block
    if (i === item.title) continue
    if (text.length < 200 && statesPrice(text)) return true
    chars += text.length
  }
  return chars > maxBranch
}

/** Characters below its name that a branch has at most. */
const maxBranch = 160

/** Reached at a mailbox of the site itself: people of the company whose page it is. */
function isOfStaff(page: PageContext, item: Item): boolean {
  const host = /^[a-z]+:\/\/(?:www\.)?([^/:?#]*)/i.exec(page.url)?.[1] ?? ''
  for (let i = item.from; i < item.to; i++) {
    const { text, contacts } = page.document.blocks[i] as Block
    if (host !== '' && `${text} ${contacts.join(' ')}`.toLowerCase().includes(`@${host}`)) return true
  }
  return false
}

/** "Smit Amersfoort", "Smit Zeist": one name with a place behind or before it titles the branches of one company. */
function areBranches(page: PageContext, group: ItemGroup): boolean {
  if (group.items.some((item) => saysMore(page, item))) return false
  const titles = group.items.map((item) => (page.document.blocks[item.title] as Block).text.trim().slice(0, 120))
  if (titles.every((title) => isPlaceAlone(title)) || group.items.every((item) => isOfStaff(page, item))) return true
  const [first = ''] = titles
  const words = first.split(/\s+/)
  for (let n = 1; n < words.length; n++) {
    const head = `${words.slice(0, n).join(' ')} `
    const tail = ` ${words.slice(-n).join(' ')}`
    if (titles.every((title) => title.startsWith(head) && isPlaceAlone(title.slice(head.length)))) return true
    if (titles.every((title) => title.endsWith(tail) && isPlaceAlone(title.slice(0, -tail.length)))) return true
  }
  return false
}

/** Marks teasers beside an advert, so that their text is not taken for the advert's. Returns their characters. */
function hide(page: PageContext, group: ItemGroup): number {
  let chars = 0
  for (const item of group.items) {
    for (let i = item.from; i < item.to; i++) {
      const block = page.document.blocks[i] as Block
      chars += plainLength(block)
      block.region |= region.related
    }
  }
  return chars
}

/** In a thread the first post is what the page is about; the others answer it. */
function markReplies(page: PageContext, group: ItemGroup): void {
  for (const item of group.items.slice(1)) {
    for (let i = item.from; i < item.to; i++) (page.document.blocks[i] as Block).region |= region.comments
  }
}

/** An item with the address of another page is a teaser; without an address, or with this one's, it is here. */
function speaksOfThisPage(page: PageContext, item: StructuredAdvert): boolean {
  if (item.url === '' || item.url.startsWith('#') || item.url.startsWith('urn:') || item.url.startsWith('_:'))
    return true
  try {
    const target = new URL(item.url, page.url)
    const own = new URL(page.url)
    return target.host !== own.host || target.pathname.replace(/\/$/, '') === own.pathname.replace(/\/$/, '')
  } catch {
    return true
  }
}
