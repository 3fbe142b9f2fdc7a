/** Reads a page that holds several whole adverts: one reading per item. */
import type { AdvertReading } from '../../model/page.ts'
import type { Block } from '../html/document.ts'
import { attribute, joinBlocks, outside, region } from '../html/document.ts'
import { assembleAdvert, contactText } from './assemble.ts'
import { readFields } from './fields.ts'
import { labelOf } from './line-labels.ts'
import { digest64 } from '../hash.ts'
import type { Item, ItemGroup } from './items.ts'
import type { PageContext } from '../page/page-context.ts'
import { hasContact, plainLength } from '../page/page-context.ts'
import { sectionOfHeading } from '../page/section-words.ts'
import { isSiteMatter } from '../page/wall-words.ts'

/** Adverts of one page; more than this are not read. */
const maxAdverts = 1000

/** Items in which nothing is said (a heading over a section, a banner) are left out. Keys: id, anchor, data-id, else a digest. */
export function readMany(page: PageContext, group: ItemGroup, method: string): AdvertReading[] {
  const keys = new Set<string>()
  const adverts: AdvertReading[] = []
  for (const item of group.items.slice(0, maxAdverts)) {
    const heading = (page.document.blocks[item.title] as Block).text
    if (isSiteMatter(heading) || sectionOfHeading(heading) !== 0) continue
    const advert = readItem(page, item, method)
    if (advert.body === '' && advert.contact === '') continue
    let key = advert.key
    for (let n = 2; keys.has(key); n++) key = `${advert.key}-${n}`
    keys.add(key)
    adverts.push(key === advert.key ? advert : { ...advert, key })
  }
  return adverts
}

function readItem(page: PageContext, item: Item, method: string): AdvertReading {
  const { document } = page
  const skip = outside & ~(region.control | region.aside | region.boilerplate)
  const fields = readFields(document, item.from, item.to, skip)
  const titleBlock = document.blocks[item.title] as Block
  const split = splitTitle(titleBlock)
  const body: number[] = []
  for (let i = item.from; i < item.to; i++) {
    const block = document.blocks[i] as Block
    if ((block.region & skip) !== 0 || i === item.title || fields.blocks.has(i)) continue
    if ((block.region & region.control) !== 0 || labelOf(block.text) !== null) continue
    if (block.text.length > 12 && plainLength(block) < block.text.length * 0.4 && !hasContact(block)) continue
    body.push(i)
  }
  const text = [split.rest, joinBlocks(document, body)].filter((part) => part !== '').join('\n')
  const indices = Array.from({ length: item.to - item.from }, (_, n) => item.from + n).filter(
    (i) => ((document.blocks[i] as Block).region & skip) === 0
  )
  const contact = contactText(page, indices, new Set([...body, item.title]), { fields })
  return assembleAdvert(page, {
    key: keyOf(page, item, `${split.title}\n${text}`),
    title: split.title,
    body: text,
    contact,
    fields,
    from: item.from,
    to: item.to,
    method
  })
}

/** A bold first line and the text after it share a block in old pages. */
function splitTitle(block: Block): { title: string; rest: string } {
  if (block.heading > 0 || block.strongPrefix >= block.text.length || block.strongPrefix < 3) {
    const line = block.text.indexOf('\n')
    if (block.heading > 0 || line < 0) return { title: block.text.replace(/\s+/g, ' '), rest: '' }
    return { title: block.text.slice(0, line), rest: block.text.slice(line + 1).trim() }
  }
  return {
    title: block.text.slice(0, block.strongPrefix).trim(),
    rest: block.text.slice(block.strongPrefix).replace(/^[\s:–-]+/, '')
  }
}

/** The name that the page itself gives to the item, so that an edit keeps it; else a digest of its words. */
function keyOf(page: PageContext, item: Item, text: string): string {
  const { elements } = page.document
  if (item.element >= 0) {
    const end = Math.min(elements[item.element]?.end ?? 0, item.element + 60)
    for (let i = item.element; i < end; i++) {
      const element = elements[i]
      if (!element) break
      const name =
        attribute(element, 'id') ||
        attribute(element, 'data-id') ||
        (element.tag === 'a' ? attribute(element, 'name') : '')
      if (name && /\d/.test(name)) return name.slice(0, 100)
    }
    const own = elements[item.element]
    const id = own && attribute(own, 'id')
    if (id) return id.slice(0, 100)
  } else {
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i]
      if (!element || element.blockStart < item.from) continue
      if (element.blockStart >= item.to) break
      const name = attribute(element, 'id') || (element.tag === 'a' ? attribute(element, 'name') : '')
      if (name) return name.slice(0, 100)
    }
  }
  return digest64(text)
}
