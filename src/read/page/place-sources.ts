/** Where a page says the place of its advert beside its fields: the title, metadata, the path of pages above it, a link to a map, attributes. */
import { perText } from '../../text/vocabulary.ts'
import { anyPattern } from '../../text/word-lists.ts'
import type { Block } from '../html/document.ts'
import { attribute, outside, region } from '../html/document.ts'
import { byline, placedLabel } from '../advert/field-words.ts'
import { hint } from '../html/region-words.ts'
import type { PageContext } from './page-context.ts'
import { townOfAddress } from './place/address-line.ts'
import { isPlaceAlone } from './place-value.ts'

const placeMetas = ['geo.placename', 'og:locality', 'business:contact_data:locality', 'place', 'city'] as const

/** The first place that such a source names; undefined when none does. From..to are the blocks of the advert. */
export function placeBesideFields(page: PageContext, from: number, to: number): string | undefined {
  return (
    inTitle(page) ??
    inByline(page, from, to) ??
    inMetas(page) ??
    inAttributes(page, from, to) ??
    inMapLink(page) ??
    inCrumbs(page)
  )
}

/** Blocks before and behind the title in which its address stands. */
const nearTitle = 4

/** The town of the address that is the page's title or stands in a line beside it. */
export function addressOfTitle({ document, title }: PageContext): string | undefined {
  for (const text of [
    title.text,
    document.metas.get('og:title') ?? '',
    document.title.split(/\s+[|–—]\s+|\s*\|\s*/)[0] ?? ''
  ]) {
    const town = townOfAddress(text)
    if (town !== null) return town
  }
  if (title.block < 0) return undefined
  const end = Math.min(document.blocks.length, title.block + nearTitle + 1)
  for (let i = Math.max(0, title.block - nearTitle); i < end; i++) {
    const block = document.blocks[i] as Block
    const town = (block.region & outside) === 0 ? townOfAddress(block.text) : null
    if (town !== null) return town
  }
  return undefined
}

function inMetas(page: PageContext): string | undefined {
  const values = placeMetas.map((name) => page.document.metas.get(name)?.trim() ?? '')
  return values.find((value) => isPlaceAlone(value))
}

/** "Oak cupboard (Zwolle)", "Oak cupboard in Zwolle", "Oak cupboard | Zwolle | Board". */
function inTitle(page: PageContext): string | undefined {
  const { document, title } = page
  const shown = (document.blocks[title.block]?.text ?? title.text).replace(/\s+/g, ' ')
  for (const text of [shown, document.title]) {
    const bracketed = /\(([^()\d][^()]{1,39})\)\s*$/.exec(text)?.[1]?.trim()
    if (bracketed !== undefined && isPlaceAlone(bracketed)) return bracketed
  }
  const parts = document.title.split(/\s+[|–—·»:]+\s+|\s+-\s+|\s*\|\s*/)
  const part = parts.length < 2 ? undefined : parts.find((one) => one.trim() !== title.text && isPlaceAlone(one.trim()))
  if (part !== undefined) return part.trim()
  for (const text of [shown, ...parts]) {
    const ending = openedPlace.exec(text.trim())?.[1]
    if (ending !== undefined && isPlaceAlone(ending)) return ending
  }
  return lastOfList(/\(([^()]{4,60})\)\s*$/.exec(shown)?.[1] ?? shown)
}

/** "Mill Lane, Kirkstall, Leeds": behind a comma, the last that is a place. */
function lastOfList(text: string): string | undefined {
  const parts = text.split(/,\s+/)
  return parts.length < 2
    ? undefined
    : parts
        .slice(1)
        .reverse()
        .find((part) => part.length <= 40 && isPlaceAlone(part.trim()))
        ?.trim()
}

const openedPlace = new RegExp(`\\s(?:${anyPattern('place-openers')})\\s(\\p{Lu}[^,;!?]{1,40})$`, 'u')

const placeAttributes = ['data-city', 'data-place', 'data-location', 'data-locality', 'data-town'] as const

const spokenPlace: ReadonlySet<string> = new Set([...placeAttributes, 'aria-label'])

function inAttributes(page: PageContext, from: number, to: number): string | undefined {
  for (const element of page.document.elements) {
    if (element.attributes.length === 0 || element.blockStart < from || element.blockStart > to) continue
    if (!element.attributes.some((name, i) => i % 2 === 0 && spokenPlace.has(name))) continue
    for (const name of placeAttributes) {
      const value = attribute(element, name)?.trim()
      if (value !== undefined && isPlaceAlone(value)) return value
    }
    const spoken = attribute(element, 'aria-label')
    const value = spoken === undefined ? undefined : /^[^:]{2,30}:\s*(.{2,60})$/.exec(spoken)?.[1]
    if (value !== undefined && isPlaceAlone(value)) return value
  }
  return undefined
}

/** Blocks that are looked at for a by-line. */
const maxBlocks = 200

/** "Placed by Anna from Zwolle", "Placed two days ago in York, England". */
function inByline(page: PageContext, from: number, to: number): string | undefined {
  const end = Math.min(to, from + maxBlocks)
  for (let i = from; i < end; i++) {
    const { text } = page.document.blocks[i] as Block
    const place = text.length > 90 ? null : bylinePlace(text)
    if (place !== null) return place
  }
  return undefined
}

/** "York, England" without what stands behind its comma. */
function withoutLand(text: string): string {
  const comma = text.lastIndexOf(', ')
  return comma > 0 && /^, \p{Lu}\p{L}+$/u.test(text.slice(comma)) ? text.slice(0, comma) : text
}

const bylinePlace = perText((text): string | null => {
  const place = byline.test(text) || placedLabel.test(text) ? openedPlace.exec(withoutLand(text))?.[1] : undefined
  return place !== undefined && isPlaceAlone(place) ? place : null
})

/** The question of a link to a map. */
const mapQuestion =
  /[/.]maps?(?:[./][^?]{0,200})?\?(?:[^#]{0,200}&)?(?:q|query|address|daddr|destination|place)=([^&#]{2,200})/i

function inMapLink(page: PageContext): string | undefined {
  for (const { href } of page.document.links) {
    const asked = href.includes('map') ? mapQuestion.exec(href)?.[1] : undefined
    if (asked === undefined) continue
    const parts = decoded(asked).split(/,\s*/)
    const place = parts.find((part) => isPlaceAlone(part.trim()))
    if (place !== undefined) return place.trim()
  }
  return undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** The last step of the path of pages above this one that names a place. */
function inCrumbs(page: PageContext): string | undefined {
  const { document } = page
  let place: string | undefined
  for (const link of document.links) {
    const element = document.elements[link.element]
    if (!element || (element.region & region.nav) === 0 || link.text.length > 40) continue
    let holder = element
    for (let up = 0; up < 4 && (holder.hint & hint.crumb) === 0; up++)
      holder = document.elements[holder.parent] ?? holder
    if ((holder.hint & hint.crumb) !== 0 && isPlaceAlone(link.text)) place = link.text
  }
  return place
}

/** A place alone in the seller's box: `i` is a block of a side column. */
export function isPlaceOfSeller(page: PageContext, i: number): boolean {
  const block = page.document.blocks[i] as Block
  if (block.text.length > 60 || block.linkLength > 0 || !isPlaceAlone(block.text)) return false
  let element = page.document.elements[block.element]
  for (let up = 0; element && up < 4; up++) {
    if ((element.hint & (hint.seller | hint.contact)) !== 0) return true
    element = page.document.elements[element.parent]
  }
  return false
}
