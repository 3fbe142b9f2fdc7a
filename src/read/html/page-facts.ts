/** Collects what a page states beside its text: links, pictures, metadata, structured scripts, signs of a challenge. */
import { spokenNames } from './attribute-reader.ts'
import type { RawImage, RawLink } from './document.ts'
import { challengeMark, limits } from './html-tags.ts'
import { hint, meaningOf } from './region-words.ts'

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
  /** Scripts that begin with a value: `window.__STATE__ = {...}` or JSON alone. */
  readonly states: string[] = []
  readonly challenges = new Set<string>()
  readonly notes = new Set<string>()
  title = ''
  base: string | null = null
  private jsonLdChars = 0
  private stateChars = 0

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

  addState(text: string): void {
    if (text.length < shortestState || this.stateChars + text.length > limits.stateChars) return
    this.states.push(text)
    this.stateChars += text.length
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

/** Shorter states hold settings only. */
const shortestState = 80

/**
 * How a script begins that hands a value to others: `window.__X__ = {`, `var data = [`, `x = JSON.parse("{`, or JSON alone; a few short statements may
 * stand before it.
 */
export const stateStart =
  /^\s*(?:[^;{}"']{1,100};\s*){0,3}(?:(?:window|self|globalThis|var|let|const)[\s.]\s*)?(?:[\w.$]{1,60}\s*=\s*)?(?:JSON\.parse\(\s*["'`]\s*(?=[[{])|\{\s*"|\[\s*[[{"])/

/** Numbers that attributes hold: `data-phone="..."`, `onclick="location='tel:...'"`, the text that stands in for a picture. */
export function phonesIn(attributes: AttributeList): string[] {
  const found: string[] = []
  const isUnseen = valueOf(attributes, 'type').toLowerCase() === 'hidden'
  for (let i = 0; i < attributes.length; i += 2) {
    const name = attributes[i] as string
    const value = attributes[i + 1] as string
    if (name === 'onclick') {
      const call = /["'](tel:[^"']{5,40}|https?:\/\/wa\.me\/[^"']{5,60})["']/.exec(value)?.[1]
      if (call) found.push(call)
    } else if (spokenNames.has(name)) {
      const number = isUnseen ? undefined : (spokenNumber.exec(value)?.[1] ?? nineDigits(value, attributes))
      if (number !== undefined && value.length <= 80) found.push(number)
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

/** The value of a field that shows it and takes none, as sites set what they state; empty for other fields. */
export function shownValue(attributes: AttributeList): string {
  if (!/^(?:|text|tel|email|url|number)$/i.test(valueOf(attributes, 'type'))) return ''
  const takesNone = attributes.some((name, i) => i % 2 === 0 && (name === 'readonly' || name === 'disabled'))
  return takesNone ? valueOf(attributes, 'value') : ''
}

/** A number as people write it, that is no part of a file's name: "Bel 06 48 15 16 23", "+31 6 48 15 16 23", "8 (935) 572-75-35". */
const spokenNumber =
  /(?:^|[^\w.])((?:\+|00|\(?0)\d(?:[\s()./-]{0,3}\d){7,12}|8[ -]?\(?[3-9]\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}|[4-9]\d{2} \d{3} \d{3}|[6-9]\d{2} \d{2} \d{2} \d{2})(?![\w]|\.\w)/

/** Nine digits alone are a number where the element is called a phone's, or is a field that shows its value and takes none. */
function nineDigits(value: string, attributes: AttributeList): string | undefined {
  if (!/^\s*[4-9]\d{8}\s*$/.test(value)) return undefined
  const called = ['class', 'id', 'name', 'itemprop'].some(
    (name) => (meaningOf(valueOf(attributes, name)).hint & (hint.phone | hint.contact)) !== 0
  )
  const shows = attributes.some((name, i) => i % 2 === 0 && (name === 'readonly' || name === 'disabled'))
  return called || shows || valueOf(attributes, 'type').toLowerCase() === 'tel' ? value.trim() : undefined
}

/** The number of a text that is nothing else, as hidden elements hold one until a button shows it; null when it is more. */
export function numberAlone(text: string): string | null {
  const written = text.trim()
  return written.length <= 24 && spokenNumber.exec(written)?.[1] === written ? written : null
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
