/** Builds the light document from the tokenizer's events: open elements, implied ends, blocks of text, links. */
import type { TokenizerCallbacks } from 'htmlparser2'
import type { ElementRecord, HtmlDocument, InlineText, RawImage, RawLink } from './document.ts'
import {
  blockTags, challengeMark, contactHref, impliedCloses, keptAttributes, limits, phoneAttribute, scopeTags, silentTags,
  tableTags, voidTags
} from './html-tags.ts'
import type { ClassMeaning } from './region-words.ts'
import { meaningOf, roleRegions, tagRegions } from './region-words.ts'
import { hashText, mixHash } from './hash.ts'
import { TextFlow } from './text-flow.ts'

interface OpenElement {
  readonly tag: string
  readonly index: number
  readonly silent: boolean
  readonly heading: number
  readonly block: number
  /** Where its text starts in the running block; -1 when nobody asks for it. */
  readonly textStart: number
}

interface OpenLink {
  readonly href: string
  readonly rel: string
  readonly element: number
  readonly block: number
}

const outermost: OpenElement = { tag: '#document', index: -1, silent: false, heading: 0, block: 0, textStart: -1 }

/** A class, since the tokenizer calls back into one state of twenty parts. */
export class TreeBuilder implements TokenizerCallbacks {
  private readonly source: string
  private readonly elements: ElementRecord[] = []
  private readonly links: RawLink[] = []
  private readonly images: RawImage[] = []
  private readonly inlines: InlineText[] = []
  private readonly metas = new Map<string, string>()
  private readonly jsonLd: string[] = []
  private readonly challenges = new Set<string>()
  private readonly notes = new Set<string>()
  private readonly meanings = new Map<string, ClassMeaning>()
  private readonly open: OpenElement[] = []
  private readonly openCount = new Map<string, number>()
  private readonly flow = new TextFlow()
  private top = outermost
  /** Elements open beyond the depth limit: counted, not kept. */
  private flat = 0
  private rawTag = ''
  private rawText = ''
  private title = ''
  private base: string | null = null
  private language = ''
  private passwordFields = 0
  private link: OpenLink | null = null
  private tag = ''
  private attributes: string[] = []
  private attributeName = ''
  private attributeValue = ''
  private attributeCount = 0
  private jsonLdChars = 0

  constructor(source: string) {
    this.source = source
  }

  note(text: string): void {
    this.notes.add(text)
  }

  finish(): HtmlDocument {
    while (this.open.length > 0) this.pop()
    this.flush()
    this.closeLink()
    for (const note of this.flow.notes) this.notes.add(note)
    return {
      elements: this.elements, blocks: this.flow.blocks, links: this.links, images: this.images, inlines: this.inlines,
      title: this.title.replace(/\s+/g, ' ').trim().slice(0, 1000), metas: this.metas, base: this.base,
      language: this.language, jsonLd: this.jsonLd, passwordFields: this.passwordFields,
      challenges: [...this.challenges], notes: [...this.notes]
    }
  }

  ontext(start: number, end: number): void {
    this.text(this.source.substring(start, end))
  }

  ontextentity(codePoint: number): void {
    this.text(String.fromCodePoint(codePoint))
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.source.substring(start, end).toLowerCase()
    this.attributes = []
    this.attributeCount = 0
  }

  onattribname(start: number, end: number): void {
    this.attributeName = this.source.substring(start, end).toLowerCase()
    this.attributeValue = ''
  }

  onattribdata(start: number, end: number): void {
    const room = limits.attributeChars - this.attributeValue.length
    if (room > 0) this.attributeValue += this.source.substring(start, Math.min(end, start + room))
  }

  onattribentity(codePoint: number): void {
    if (this.attributeValue.length < limits.attributeChars) this.attributeValue += String.fromCodePoint(codePoint)
  }

  onattribend(): void {
    const name = this.attributeName
    const kept = keptAttributes.has(name) || (name.startsWith('data-') && phoneAttribute.test(name))
    if (!kept) return
    if (++this.attributeCount > limits.attributesPerElement) {
      this.note(`more than ${limits.attributesPerElement} attributes on an element, the rest ignored`)
      return
    }
    this.attributes.push(name, this.attributeValue)
  }

  onopentagend(): void {
    this.openTag()
  }

  onselfclosingtag(): void {
    const tag = this.tag
    this.openTag()
    if (foreign.test(tag) && !voidTags.has(tag)) this.closeTag(tag)
  }

  onclosetag(start: number, end: number): void {
    this.closeTag(this.source.substring(start, end).toLowerCase())
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private text(text: string): void {
    if (this.rawTag !== '') {
      if (this.rawText.length < limits.jsonLdChars) this.rawText += text
    } else if (!this.top.silent) this.flow.add(text)
  }

  private openTag(): void {
    const tag = this.tag
    if (this.rawTag !== '') return
    if (tag === 'script' || tag === 'style' || tag === 'title') {
      if (this.top.silent && tag === 'title' && this.top.tag !== 'head') return this.push(tag)
      this.rawTag = tag === 'script' && /ld\+json/i.test(this.value('type')) ? 'ld' : tag
      this.rawText = ''
      if (tag === 'script') this.lookForChallenge(this.value('src'))
      return
    }
    if (voidTags.has(tag)) return this.voidTag(tag)
    this.closeImplied(tag)
    this.push(tag)
  }

  private closeTag(tag: string): void {
    if (this.rawTag !== '') return this.closeRaw()
    if (tag === 'a') this.closeLink()
    if (tag === 'br') return this.flow.lineBreak()
    if (this.flat > 0) {
      if (blockTags.has(tag)) this.flush()
      this.flat--
      return
    }
    if ((this.openCount.get(tag) ?? 0) === 0) {
      if (tag === 'p') this.flush()
      return
    }
    const inline = !blockTags.has(tag)
    for (let i = this.open.length - 1; i >= 0; i--) {
      const element = this.open[i] as OpenElement
      if (element.tag === tag) {
        while (this.open.length > i) this.pop()
        return
      }
      if (scopeTags.has(element.tag) && !tableTags.has(tag)) return
      if (inline && blockTags.has(element.tag)) return this.endMisnested(tag, i)
    }
  }

  /** `<b><div></b>`: the inline element ends, the block around the cursor stays open. */
  private endMisnested(tag: string, below: number): void {
    for (let i = below - 1; i >= 0; i--) {
      const element = this.open[i] as OpenElement
      if (scopeTags.has(element.tag)) return
      if (element.tag !== tag) continue
      this.open.splice(i, 1)
      this.openCount.set(tag, (this.openCount.get(tag) ?? 1) - 1)
      this.flow.close(tag)
      return
    }
  }

  private closeRaw(): void {
    if (this.rawTag === 'title' && this.title === '') this.title = this.rawText
    if (this.rawTag === 'ld' && this.jsonLdChars < limits.jsonLdChars) {
      this.jsonLd.push(this.rawText)
      this.jsonLdChars += this.rawText.length
    }
    this.rawTag = ''
    this.rawText = ''
  }

  private closeImplied(tag: string): void {
    const closes = impliedCloses.get(tag)
    if (tag === 'a' && this.link) this.closeTag('a')
    if (!closes) return
    for (let i = this.open.length - 1; i >= 0; i--) {
      const element = this.open[i] as OpenElement
      if (closes.has(element.tag)) {
        while (this.open.length > i) this.pop()
      } else if (blockTags.has(element.tag)) return
    }
  }

  private push(tag: string): void {
    const block = blockTags.has(tag) || tag.includes('-')
    if (block) this.flush()
    if (this.open.length >= limits.depth || this.elements.length >= limits.elements) {
      this.note(this.open.length >= limits.depth
        ? `nesting over ${limits.depth}, deeper elements read as flat`
        : `more than ${limits.elements} elements, the rest read as flat`)
      this.flat++
      if (tag === 'a') this.openLink(this.top.index)
      return
    }
    const index = this.record(tag)
    const heading = headingTag.test(tag) ? Number(tag[1]) : this.top.heading
    const silent = this.top.silent || silentTags.has(tag) || this.isHidden()
    const record = this.elements[index] as ElementRecord
    const asked = !block && (record.hint !== 0 || tag === 'time' || this.value('itemprop') !== '')
    const textStart = asked && this.inlines.length < limits.inlines ? this.flow.position : -1
    const element = { tag, index, silent, heading, block: block ? index : this.top.block, textStart }
    if (tag === 'a') this.openLink(index)
    this.lookAtPhoneAttributes()
    this.open.push(element)
    this.openCount.set(tag, (this.openCount.get(tag) ?? 0) + 1)
    this.top = element
    this.flow.open(tag)
    if (tag === 'iframe') this.frame()
    if (tag === 'html' && this.language === '') this.language = this.value('lang').toLowerCase().slice(0, 20)
  }

  private pop(): void {
    const element = this.open.pop() as OpenElement
    this.openCount.set(element.tag, (this.openCount.get(element.tag) ?? 1) - 1)
    if (element.tag === 'a' && this.link) this.closeLink()
    if (blockTags.has(element.tag) || element.tag.includes('-')) this.flushIn(element)
    this.flow.close(element.tag)
    if (element.textStart >= 0) {
      const text = this.flow.textSince(element.textStart)
      this.inlines.push({ element: element.index, block: this.flow.blocks.length, text })
    }
    const record = this.elements[element.index] as ElementRecord
    record.end = this.elements.length
    record.blockEnd = this.flow.blocks.length
    this.top = this.open[this.open.length - 1] ?? outermost
  }

  private flush(): void {
    this.flushIn(this.top)
  }

  private flushIn(element: OpenElement): void {
    this.flow.flush(Math.max(element.block, 0), element.heading)
  }

  private record(tag: string): number {
    const parent = this.elements[this.top.index]
    const classes = this.value('class')
    const byClass = this.meaning(classes)
    const byId = this.meaning(this.value('id'))
    const byProp = this.meaning(this.value('itemprop'))
    const own = (tagRegions.get(tag) ?? 0) | (roleRegions.get(this.value('role')) ?? 0) | byClass.region | byId.region
    const kind = mixHash(hashText(tag), hashText(firstClass(classes)))
    this.lookForChallenge(classes)
    this.elements.push({
      tag, parent: this.top.index, end: this.elements.length + 1, blockStart: this.flow.blocks.length,
      blockEnd: this.flow.blocks.length, attributes: this.attributes,
      region: own | (this.value('aria-hidden') === 'true' ? ariaHidden : 0),
      hint: byClass.hint | byId.hint | byProp.hint, kind, path: mixHash(parent?.path ?? 7, kind), depth: this.open.length
    })
    return this.elements.length - 1
  }

  private voidTag(tag: string): void {
    if (tag === 'br') return this.flow.lineBreak()
    if (tag === 'meta') this.meta()
    if (tag === 'link') this.linkElement()
    if (tag === 'base') this.base ??= this.value('href') || null
    if (tag === 'frame') this.frame()
    if (tag === 'area') this.addLink(this.value('href'), this.value('alt'), this.value('rel'), 'area', this.top.index)
    if (tag === 'input') {
      if (this.value('type').toLowerCase() === 'password') this.passwordFields++
      this.lookAtPhoneAttributes()
    }
    if (tag === 'hr' || tag === 'img' || tag === 'meta' || tag === 'link') {
      if (tag === 'hr') {
        this.closeImplied(tag)
        this.flush()
      }
      if (this.elements.length < limits.elements && this.open.length < limits.depth) this.record(tag)
      if (tag === 'img') this.image()
    }
  }

  private image(): void {
    const src = this.value('data-src') || this.value('data-original') || this.value('data-lazy-src') || this.value('src')
    if (src === '' || src.startsWith('data:') || this.images.length >= limits.images || this.top.silent) return
    const alt = this.value('alt').slice(0, 300)
    this.images.push({ src, alt, element: this.top.index, block: this.flow.blocks.length })
    this.flow.linkText(alt)
  }

  private meta(): void {
    const content = this.value('content')
    if (content === '') return
    for (const attribute of ['name', 'property', 'http-equiv', 'itemprop']) {
      const name = this.value(attribute).toLowerCase()
      if (name !== '' && this.metas.size < 500 && !this.metas.has(name)) this.metas.set(name, content)
    }
    const refresh = /^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content)?.[1]
    if (refresh && this.value('http-equiv').toLowerCase() === 'refresh') this.addLink(refresh.trim(), '', '', 'refresh', -1)
  }

  private linkElement(): void {
    const rel = this.value('rel').toLowerCase()
    const href = this.value('href')
    if (rel === 'canonical') this.addLink(href, '', rel, 'canonical', -1)
    else if (rel === 'next') this.addLink(href, '', rel, 'next', -1)
    else if (rel === 'alternate' && /rss|atom/i.test(this.value('type'))) this.addLink(href, '', rel, 'feed', -1)
  }

  private frame(): void {
    this.lookForChallenge(this.value('src'))
    this.addLink(this.value('src'), this.value('title'), '', 'frame', this.top.index)
  }

  private openLink(element: number): void {
    const href = this.value('href').trim()
    if (href === '') return
    this.link = { href, rel: this.value('rel').toLowerCase(), element, block: this.flow.blocks.length }
    this.flow.openLink(contactHref.test(href), this.value('title') || this.value('aria-label'))
  }

  private closeLink(): void {
    const link = this.link
    if (!link) return
    this.link = null
    const text = this.flow.closeLink(contactHref.test(link.href) ? link.href : null)
    this.addLink(link.href, text, link.rel, /\bnext\b/.test(link.rel) ? 'next' : 'a', link.element, link.block)
  }

  private addLink(
    href: string, text: string, rel: string, from: RawLink['from'], element: number, block = this.flow.blocks.length
  ): void {
    if (href === '') return
    if (this.links.length >= limits.links) return this.note(`more than ${limits.links} links, the rest ignored`)
    this.links.push({ href, text, rel, from, element, block })
  }

  private lookAtPhoneAttributes(): void {
    for (let i = 0; i < this.attributes.length; i += 2) {
      const name = this.attributes[i] as string
      const value = this.attributes[i + 1] as string
      if (name === 'onclick') {
        const call = /["'](tel:[^"']{5,40}|https?:\/\/wa\.me\/[^"']{5,60})["']/.exec(value)?.[1]
        if (call) this.flow.contact(call)
      } else if (name.startsWith('data-') && phoneAttribute.test(name) && /^[+\d\s().-]{8,20}$/.test(value)) {
        this.flow.contact(`tel:${value.trim()}`)
      }
    }
  }

  private lookForChallenge(text: string): void {
    const found = text === '' ? null : challengeMark.exec(text)
    if (found) this.challenges.add(found[0].toLowerCase())
  }

  private isHidden(): boolean {
    for (let i = 0; i < this.attributes.length; i += 2) {
      if (this.attributes[i] === 'hidden') return true
      if (this.attributes[i] === 'style' && hiddenStyle.test(this.attributes[i + 1] as string)) return true
    }
    return false
  }

  private meaning(names: string): ClassMeaning {
    let found = this.meanings.get(names)
    if (!found) this.meanings.set(names, (found = meaningOf(names)))
    return found
  }

  private value(name: string): string {
    for (let i = 0; i < this.attributes.length; i += 2) if (this.attributes[i] === name) return this.attributes[i + 1] as string
    return ''
  }
}

const ariaHidden = 2048
const headingTag = /^h[1-6]$/
const foreign = /^(?:svg|math|path|g|use|circle|rect|line|polygon|polyline|ellipse)$/
const hiddenStyle = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i

/** The first class that is not a state: `row odd featured` and `row even` are one kind of element. */
function firstClass(classes: string): string {
  if (classes === '') return ''
  for (const name of classes.split(/\s+/, 6)) {
    if (name !== '' && !stateClass.test(name)) return name.replace(/\d+/g, '')
  }
  return ''
}

const stateClass = /^(?:odd|even|first|last|active|current|featured|premium|top|highlight|highlighted|selected|new|vip|gold|alt)\b/i
