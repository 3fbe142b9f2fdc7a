/** Learns what a site repeats on its pages (menus, footers, legal text, its own contacts), so that it never counts as advert. */
import type { SiteProfile } from '../../model/page.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import { region } from '../html/document.ts'
import { labelOf } from '../advert/line-labels.ts'
import { digest64 } from '../hash.ts'
import { learnHouseText, plainContacts } from './boilerplate.ts'

export const profileVersion = 1

/** A block on this share of the pages is the site's own. */
const shareOfPages = 0.4
/** Fewer pages than this teach nothing. */
const fewestPages = 3
const maxEntries = 20_000

/**
 * What one page adds to a profile, from its document before anything was marked in it: `block:<hash>` for each block of text,
 * `contact:<address>` for each contact in a header or footer. Sorted, each once.
 */
export function profileEntries(document: HtmlDocument): string[] {
  const entries = new Set<string>()
  for (const block of document.blocks) {
    entries.add(`block:${blockHash(document, block)}`)
    if ((block.region & (region.header | region.footer | region.nav)) !== 0) {
      for (const contact of contactsOf(block)) entries.add(`contact:${contact}`)
    }
    if (entries.size >= maxEntries) break
  }
  return [...entries].sort()
}

/**
 * Learns a profile from the entries of pages, one list per page (different adverts and lists, at best the first thirty
 * pages). Order does not matter. Under three pages the profile is empty. Lists of adverts that came without a page
 * (`boilerplateEntries`) give the site's house text.
 */
export function learnSite(pages: readonly (readonly string[])[]): SiteProfile {
  const counts = new Map<string, number>()
  const used = pages.filter((page) => page.length > 0)
  for (const page of used) for (const entry of new Set(page)) counts.set(entry, (counts.get(entry) ?? 0) + 1)
  const boilerplate: string[] = []
  const contacts: string[] = []
  if (used.some((page) => page.some((entry) => entry.startsWith('line:')))) {
    const house = learnHouseText(used)
    return { version: profileVersion, pages: used.length, boilerplate: house.lines, contacts: house.contacts }
  }
  const needed = Math.max(fewestPages, Math.ceil(used.length * shareOfPages))
  for (const [entry, count] of counts) {
    if (count < needed) continue
    if (entry.startsWith('block:')) boilerplate.push(entry.slice(6))
    else if (entry.startsWith('contact:')) contacts.push(entry.slice(8))
  }
  return { version: profileVersion, pages: used.length, boilerplate: boilerplate.sort(), contacts: contacts.sort() }
}

/**
 * Marks the blocks that a profile knows as the site's own. Labels repeat on all pages and yet say what stands beside them:
 * they are not marked, nor are short cells of a table or description list that holds anything of the page's own.
 */
export function markBoilerplate(document: HtmlDocument, profile: SiteProfile): void {
  const known = knownBlocks(profile)
  if (known.hashes.size === 0) return
  const cells: number[] = []
  const others: number[] = []
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i] as Block
    if (!isKnown(document, block, known)) others.push(i)
    else if (block.text.length <= maxCell && block.linkLength === 0 && tableOf(document, block) >= 0) cells.push(i)
    else if (block.linkLength > 0 || labelOf(block.text) === null) block.region |= region.boilerplate
  }
  if (cells.length === 0) return
  const ownTables = new Set(others.map((i) => tableOf(document, document.blocks[i] as Block)))
  for (const i of cells) {
    const block = document.blocks[i] as Block
    if (!ownTables.has(tableOf(document, block))) block.region |= region.boilerplate
  }
}

/** Longer cells of a table are text, in characters. */
const maxCell = 60

/** The table or description list that a block is a cell of, or -1. */
function tableOf(document: HtmlDocument, block: Block): number {
  let inCell = false
  for (let index = block.element, up = 0; index >= 0 && up < 8; up++) {
    const element = document.elements[index]
    if (!element) return -1
    if (element.tag === 'td' || element.tag === 'th' || element.tag === 'dt' || element.tag === 'dd') inCell = true
    else if (element.tag === 'table' || element.tag === 'dl') return inCell ? index : -1
    index = element.parent
  }
  return -1
}

interface KnownBlocks {
  readonly hashes: ReadonlySet<string>
  /** Texts found to be known, by their place: the same ones come on every page, and need no second hash. */
  readonly seen: Map<number, Set<string>>
}

const kept = new WeakMap<SiteProfile, KnownBlocks>()

/** Made once per profile object: profiles are plain data and never change. */
function knownBlocks(profile: SiteProfile): KnownBlocks {
  const known = kept.get(profile) ?? { hashes: new Set(profile.boilerplate), seen: new Map<number, Set<string>>() }
  kept.set(profile, known)
  return known
}

function isKnown(document: HtmlDocument, block: Block, known: KnownBlocks): boolean {
  const place = document.elements[block.element]?.path ?? 0
  const here = known.seen.get(place)
  if (here?.has(block.text)) return true
  if (!known.hashes.has(blockHash(document, block))) return false
  if (!here) known.seen.set(place, new Set([block.text]))
  else if (here.size < 1_000) here.add(block.text)
  return true
}

/** The text and the make of its place: the same words elsewhere on the page ("Amsterdam" in a title) are not meant. */
function blockHash(document: HtmlDocument, block: Block): string {
  const place = document.elements[block.element]?.path ?? 0
  return digest64(`${place} ${block.text.toLowerCase()}`)
}

function contactsOf(block: Block): string[] {
  return [...block.contacts.map((contact) => contact.toLowerCase()), ...plainContacts(block.text)]
}
