/** Builds the light document from the tokenizer's events: open elements, implied ends, blocks of text, links. */
import type { TokenizerCallbacks } from 'htmlparser2'
import type { ElementRecord, HtmlDocument, InlineText } from './document.ts'
import { mixHash } from './hash.ts'
import { blockTags, contactHref, keptAttributes, limits, phoneAttribute, scopeTags, tableTags } from './html-tags.ts'
import { nameFacts, tagFacts } from './name-facts.ts'
import { hidesItself, PageFacts, phonesIn, valueOf } from './page-facts.ts'
import { roleRegions } from './region-words.ts'
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
  private readonly facts = new PageFacts()
  private readonly inlines: InlineText[] = []
  private readonly open: OpenElement[] = []
  private readonly openCount = new Map<string, number>()
  private readonly flow = new TextFlow()
  private top = outermost
  /** Elements open beyond the depth limit: counted, not kept. */
  private flat = 0
  private rawTag = ''
  private rawText = ''
  private language = ''
  private passwordFields = 0
  private link: OpenLink | null = null
  private tag = tagFacts('')
  private attributes: string[] = []
  private attributeName = ''
  private attributeValue = ''
  private attributeCount = 0

  constructor(source: string) {
    this.source = source
  }

  note(text: string): void {
    this.facts.notes.add(text)
  }

  finish(): HtmlDocument {
    while (this.open.length > 0) this.pop()
    this.flush()
    this.closeLink()
    for (const note of this.flow.notes) this.note(note)
    const { links, images, metas, base, jsonLd, title } = this.facts
    return {
      elements: this.elements, blocks: this.flow.blocks, links, images, inlines: this.inlines,
      title: title.replace(/\s+/g, ' ').trim().slice(0, 1000), metas, base, language: this.language, jsonLd,
      passwordFields: this.passwordFields, challenges: [...this.facts.challenges], notes: [...this.facts.notes]
    }
  }

  ontext(start: number, end: number): void {
    this.text(this.source.substring(start, end))
  }

  ontextentity(codePoint: number): void {
    this.text(String.fromCodePoint(codePoint))
  }

  onopentagname(start: number, end: number): void {
    this.tag = tagFacts(this.source.substring(start, end))
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
    const { tag, isVoid } = this.tag
    this.openTag()
    if (!isVoid && foreign.test(tag)) this.closeTag(tag)
  }

  onclosetag(start: number, end: number): void {
    this.closeTag(tagFacts(this.source.substring(start, end)).tag)
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
    const { tag } = this.tag
    if (this.rawTag !== '') return
    if (tag === 'script' || tag === 'style' || tag === 'title') {
      if (this.top.silent && tag === 'title' && this.top.tag !== 'head') return this.push()
      this.rawTag = tag === 'script' && /ld\+json/i.test(this.value('type')) ? 'ld' : tag
      this.rawText = ''
      if (tag === 'script') this.facts.lookForChallenge(this.value('src'))
      return
    }
    if (this.tag.isVoid) return this.voidTag(tag)
    if (tag === 'a' && this.link) this.closeTag('a')
    this.closeImplied(this.tag.closes)
    this.push()
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
    if (this.rawTag === 'title' && this.facts.title === '') this.facts.title = this.rawText
    if (this.rawTag === 'ld') this.facts.addScript(this.rawText)
    this.rawTag = ''
    this.rawText = ''
  }

  private closeImplied(closes: ReadonlySet<string> | undefined): void {
    if (!closes) return
    for (let i = this.open.length - 1; i >= 0; i--) {
      const element = this.open[i] as OpenElement
      if (closes.has(element.tag)) {
        while (this.open.length > i) this.pop()
      } else if (blockTags.has(element.tag)) return
    }
  }

  private push(): void {
    const { tag, isBlock: block } = this.tag
    if (block) this.flush()
    if (this.open.length >= limits.depth || this.elements.length >= limits.elements) {
      this.note(this.open.length >= limits.depth
        ? `nesting over ${limits.depth}, deeper elements read as flat`
        : `more than ${limits.elements} elements, the rest read as flat`)
      this.flat++
      if (tag === 'a') this.openLink(this.top.index)
      return
    }
    const index = this.record()
    const heading = this.tag.heading || this.top.heading
    const silent = this.top.silent || this.tag.isSilent || (this.attributes.length > 0 && hidesItself(this.attributes))
    const record = this.elements[index] as ElementRecord
    const asked = !block && (record.hint !== 0 || tag === 'time' || this.value('itemprop') !== '')
    const textStart = asked && this.inlines.length < limits.inlines ? this.flow.position : -1
    const element = { tag, index, silent, heading, block: block ? index : this.top.block, textStart }
    if (tag === 'a') this.openLink(index)
    if (this.attributes.length > 0) this.contactsHere()
    this.open.push(element)
    this.openCount.set(tag, (this.openCount.get(tag) ?? 0) + 1)
    this.top = element
    this.flow.open(tag)
    if (tag === 'iframe') this.facts.frame(this.attributes, this.top.index, this.flow.blocks.length)
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

  private record(): number {
    const { tag, hash, region } = this.tag
    const parent = this.elements[this.top.index]
    const blocks = this.flow.blocks.length
    let own = region
    let hint = 0
    let kind = mixHash(hash, 0)
    if (this.attributes.length > 0) {
      const byClass = nameFacts(this.value('class'))
      const byId = nameFacts(this.value('id'))
      own |= byClass.region | byId.region | (roleRegions.get(this.value('role')) ?? 0)
      if (this.value('aria-hidden') === 'true') own |= ariaHidden
      hint = byClass.hint | byId.hint | nameFacts(this.value('itemprop')).hint
      kind = mixHash(hash, byClass.hash)
      if (byClass.challenge) this.facts.lookForChallenge(this.value('class'))
    }
    this.elements.push({
      tag, parent: this.top.index, end: this.elements.length + 1, blockStart: blocks, blockEnd: blocks,
      attributes: this.attributes, region: own, hint, kind, path: mixHash(parent?.path ?? 7, kind), depth: this.open.length
    })
    return this.elements.length - 1
  }

  private voidTag(tag: string): void {
    const { facts, attributes } = this
    const blocks = this.flow.blocks.length
    if (tag === 'br') return this.flow.lineBreak()
    if (tag === 'meta') facts.meta(attributes)
    else if (tag === 'link') facts.linkElement(attributes)
    else if (tag === 'base') facts.base ??= this.value('href') || null
    else if (tag === 'frame') facts.frame(attributes, this.top.index, blocks)
    else if (tag === 'area') facts.addLink(this.value('href'), this.value('alt'), this.value('rel'), 'area', this.top.index, blocks)
    else if (tag === 'input') {
      if (this.value('type').toLowerCase() === 'password') this.passwordFields++
      this.contactsHere()
    } else if (tag === 'hr') {
      this.closeImplied(this.tag.closes)
      this.flush()
    } else if (tag === 'img' && !this.top.silent) {
      const alt = facts.image(attributes, this.top.index, blocks)
      if (alt) this.flow.linkText(alt)
    }
    const recorded = tag === 'hr' || tag === 'img' || tag === 'meta' || tag === 'link'
    if (recorded && this.elements.length < limits.elements && this.open.length < limits.depth) this.record()
  }

  private contactsHere(): void {
    for (const phone of phonesIn(this.attributes)) this.flow.contact(phone)
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
    this.facts.addLink(link.href, text, link.rel, /\bnext\b/.test(link.rel) ? 'next' : 'a', link.element, link.block)
  }

  private value(name: string): string {
    return valueOf(this.attributes, name)
  }
}

const ariaHidden = 2048
const foreign = /^(?:svg|math|path|g|use|circle|rect|line|polygon|polyline|ellipse)$/
