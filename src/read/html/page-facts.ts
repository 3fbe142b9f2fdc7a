/** Collects what a page states beside its text: links, pictures, metadata, structured scripts, signs of a challenge. */
import type { RawImage, RawLink } from './document.ts'
import { challengeMark, limits } from './html-tags.ts'

/** Attributes of one tag: name, value, name, value. */
export type AttributeList = readonly string[]

/** The value of an attribute, empty when absent. */
export function valueOf(attributes: AttributeList, name: string): string {
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return attributes[i + 1] as string
  return ''
}

/** A class: one list of each kind for a page, filled from many places of the tree builder. */
export class PageFacts {
  readonly links: RawLink[] = []
  readonly images: RawImage[] = []
  readonly metas = new Map<string, string>()
  readonly jsonLd: string[] = []
  readonly challenges = new Set<string>()
  readonly notes = new Set<string>()
  title = ''
  base: string | null = null
  private jsonLdChars = 0

  addLink(
    href: string,
    text: string,
    rel: string,
    from: RawLink['from'],
    element: number,
    block: number,
    at = 0
  ): void {
    if (href === '') return
    if (this.links.length < limits.links) this.links.push({ href, text, rel, from, element, block, at })
    else this.notes.add(`more than ${limits.links} links, the rest ignored`)
  }

  addScript(text: string): void {
    if (this.jsonLdChars >= limits.jsonLdChars) return
    this.jsonLd.push(text)
    this.jsonLdChars += text.length
  }

  lookForChallenge(text: string): void {
    const found = text === '' ? null : challengeMark.exec(text)
    if (found) this.challenges.add(found[0].toLowerCase())
  }

  /** `<img>`: the address that a visitor gets, lazy loading resolved. Returns its alt text, null when it is no picture. */
  image(attributes: AttributeList, element: number, block: number): string | null {
    const src =
      valueOf(attributes, 'data-src') ||
      valueOf(attributes, 'data-original') ||
      valueOf(attributes, 'data-lazy-src') ||
      valueOf(attributes, 'src')
    if (src === '' || src.startsWith('data:') || this.images.length >= limits.images) return null
    const alt = valueOf(attributes, 'alt').slice(0, 300)
    this.images.push({ src, alt, element, block })
    return alt
  }

  meta(attributes: AttributeList): void {
    const content = valueOf(attributes, 'content')
    if (content === '') return
    for (const attribute of ['name', 'property', 'http-equiv', 'itemprop']) {
      const name = valueOf(attributes, attribute).toLowerCase()
      if (name !== '' && this.metas.size < 500 && !this.metas.has(name)) this.metas.set(name, content)
    }
    if (valueOf(attributes, 'http-equiv').toLowerCase() !== 'refresh') return
    const target = /^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content)?.[1]
    if (target) this.addLink(target.trim(), '', '', 'refresh', -1, -1)
  }

  linkElement(attributes: AttributeList): void {
    const rel = valueOf(attributes, 'rel').toLowerCase()
    const href = valueOf(attributes, 'href')
    if (rel === 'canonical' || rel === 'next') this.addLink(href, '', rel, rel, -1, -1)
    else if (rel === 'alternate' && /rss|atom/i.test(valueOf(attributes, 'type')))
      this.addLink(href, '', rel, 'feed', -1, -1)
  }

  frame(attributes: AttributeList, element: number, block: number): void {
    const src = valueOf(attributes, 'src')
    this.lookForChallenge(src)
    this.addLink(src, valueOf(attributes, 'title'), '', 'frame', element, block)
  }
}

/** Numbers that attributes hold: `data-phone="..."`, `onclick="location='tel:...'"`. */
export function phonesIn(attributes: AttributeList): string[] {
  const found: string[] = []
  for (let i = 0; i < attributes.length; i += 2) {
    const name = attributes[i] as string
    const value = attributes[i + 1] as string
    if (name === 'onclick') {
      const call = /["'](tel:[^"']{5,40}|https?:\/\/wa\.me\/[^"']{5,60})["']/.exec(value)?.[1]
      if (call) found.push(call)
    } else if (
      name.startsWith('data-') &&
      /^[+\d\s().-]{8,20}$/.test(value) &&
      name !== 'data-id' &&
      name !== 'data-src'
    ) {
      found.push(`tel:${value.trim()}`)
    }
  }
  return found
}

/** True when an element hides itself: `hidden`, `display: none`, `visibility: hidden`. */
export function hidesItself(attributes: AttributeList): boolean {
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] === 'hidden') return true
    if (attributes[i] === 'style' && hiddenStyle.test(attributes[i + 1] as string)) return true
  }
  return false
}

const hiddenStyle = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
