/** Builds the light document from the tokenizer's events: open elements, implied ends, blocks of text, links. */
import type { TokenizerCallbacks } from 'htmlparser2'
import { AttributeReader } from './attribute-reader.ts'
import type { ElementRecord, HtmlDocument, InlineText } from './document.ts'
import { region } from './document.ts'
import { mixHash } from './hash.ts'
import { blockTags, isContactHref, limits, scopeTags, tableTags } from './html-tags.ts'
import { nameFacts, tagFacts } from './name-facts.ts'
import type { OpenElement, OpenLink } from './open-element.ts'
import { outermost } from './open-element.ts'
import { hidesItself, PageFacts, phonesIn, valueOf } from './page-facts.ts'
import { roleRegions } from './region-words.ts'
import { TextFlow } from './text-flow.ts'

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
  private readonly reader = new AttributeReader()

  constructor(source: string) {
    this.source = source
  }

  note(text: string): void {
    this.facts.notes.add(text)
  }

  finish(): HtmlDocument {
    while (this.open.length > 0) this.pop()
    this.flushIn(this.top)
    this.closeLink()
    for (const note of this.flow.notes) this.note(note)
    if (this.reader.overflowed)
      this.note(`more than ${limits.attributesPerElement} attributes on an element, the rest ignored`)
    const { links, images, metas, base, jsonLd, title } = this.facts
    return {
      elements: this.elements,
      blocks: this.flow.blocks,
      links,
      images,
      inlines: this.inlines,
      title: title.replace(/\s+/g, ' ').trim().slice(0, 1000),
      metas,
      base,
      language: this.language,
      jsonLd,
      passwordFields: this.passwordFields,
      challenges: [...this.facts.challenges],
      notes: [...this.facts.notes]
    }
  }

  ontext(start: number, end: number): void {
    if (this.rawTag !== '') {
      if (this.rawTag === 'ld' || this.rawTag === 'title') this.raw(this.source.substring(start, end))
    } else if (!this.top.silent) this.flow.add(this.source, start, end)
  }

  ontextentity(codePoint: number): void {
    const text = String.fromCodePoint(codePoint)
    if (this.rawTag !== '') this.raw(text)
    else if (!this.top.silent) this.flow.add(text, 0, text.length)
  }

  onopentagname(start: number, end: number): void {
    this.tag = tagFacts(this.source.substring(start, end))
    this.reader.begin()
  }

  onattribname(start: number, end: number): void {
    this.reader.beginOne(this.source.substring(start, end))
  }

  onattribdata(start: number, end: number): void {
    if (this.reader.wanted) this.reader.add(this.source.substring(start, Math.min(end, start + limits.attributeChars)))
  }

  onattribentity(codePoint: number): void {
    this.reader.add(String.fromCodePoint(codePoint))
  }

  onattribend(): void {
    this.reader.endOne()
  }

  onselfclosingtag(): void {
    const { tag, isVoid } = this.tag
    this.onopentagend()
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
  private raw(text: string): void {
    if (this.rawText.length < limits.jsonLdChars) this.rawText += text
  }

  onopentagend(): void {
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
      if (blockTags.has(tag)) this.flushIn(this.top)
      this.flat--
      return
    }
    if ((this.openCount.get(tag) ?? 0) === 0) {
      if (tag === 'p') this.flushIn(this.top)
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
    if (block) this.flushIn(this.top)
    if (this.open.length >= limits.depth || this.elements.length >= limits.elements) {
      this.note(
        this.open.length >= limits.depth
          ? `nesting over ${limits.depth}, deeper elements read as flat`
          : `more than ${limits.elements} elements, the rest read as flat`
      )
      this.flat++
      if (tag === 'a') this.openLink(this.top.index)
      return
    }
    const index = this.record()
    const heading = this.tag.heading || this.top.heading
    const silent = this.top.silent || this.tag.isSilent || (this.reader.mayHide && hidesItself(this.reader.list))
    const record = this.elements[index] as ElementRecord
    const asked = !block && (record.hint !== 0 || tag === 'time' || this.value('itemprop') !== '')
    const textStart = asked && this.inlines.length < limits.inlines ? this.flow.position : -1
    const element = { tag, index, silent, heading, block: block ? index : this.top.block, textStart }
    if (tag === 'a') this.openLink(index)
    if (this.reader.mayCall) this.contactsHere()
    this.open.push(element)
    this.openCount.set(tag, (this.openCount.get(tag) ?? 0) + 1)
    this.top = element
    this.flow.open(tag)
    if (tag === 'iframe') this.facts.frame(this.reader.list, this.top.index, this.flow.blocks.length)
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

  private flushIn(element: OpenElement): void {
    this.flow.flush(Math.max(element.block, 0), element.heading)
  }

  private record(): number {
    const { tag, hash } = this.tag
    const parent = this.elements[this.top.index]
    const blocks = this.flow.blocks.length
    let own = this.tag.region
    let hint = 0
    let kind = mixHash(hash, 0)
    if (this.reader.list.length > 0) {
      const byClass = nameFacts(this.value('class'))
      const byId = nameFacts(this.value('id'))
      own |= byClass.region | byId.region | (roleRegions.get(this.value('role')) ?? 0)
      if (this.value('aria-hidden') === 'true') own |= region.ariaHidden
      hint = byClass.hint | byId.hint | nameFacts(this.value('itemprop')).hint
      kind = mixHash(hash, byClass.hash)
      if (byClass.challenge) this.facts.lookForChallenge(this.value('class'))
    }
    this.elements.push({
      tag,
      parent: this.top.index,
      end: this.elements.length + 1,
      blockStart: blocks,
      blockEnd: blocks,
      attributes: this.reader.list.length === 0 ? noAttributes : this.reader.list,
      region: own,
      hint,
      kind,
      path: mixHash(parent?.path ?? 7, kind),
      depth: this.open.length
    })
    return this.elements.length - 1
  }

  private voidTag(tag: string): void {
    const { facts } = this
    const attributes = this.reader.list
    const blocks = this.flow.blocks.length
    if (tag === 'br') return this.flow.lineBreak()
    if (tag === 'meta') facts.meta(attributes)
    else if (tag === 'link') facts.linkElement(attributes)
    else if (tag === 'base') facts.base ??= this.value('href') || null
    else if (tag === 'frame') facts.frame(attributes, this.top.index, blocks)
    else if (tag === 'area')
      facts.addLink(this.value('href'), this.value('alt'), this.value('rel'), 'area', this.top.index, blocks)
    else if (tag === 'input') {
      if (this.value('type').toLowerCase() === 'password') this.passwordFields++
      this.contactsHere()
    } else if (tag === 'hr') {
      this.closeImplied(this.tag.closes)
      this.flushIn(this.top)
    } else if (tag === 'img' && !this.top.silent) {
      const alt = facts.image(attributes, this.top.index, blocks)
      if (alt) this.flow.linkText(alt)
    }
    const recorded = tag === 'hr' || tag === 'img' || tag === 'meta' || tag === 'link'
    if (recorded && this.elements.length < limits.elements && this.open.length < limits.depth) this.record()
  }

  private contactsHere(): void {
    for (const phone of phonesIn(this.reader.list)) this.flow.contact(phone)
  }

  private openLink(element: number): void {
    const href = this.value('href').trim()
    if (href === '') return
    this.link = {
      href,
      rel: this.value('rel').toLowerCase(),
      element,
      block: this.flow.blocks.length,
      at: this.flow.position
    }
    this.flow.openLink(isContactHref(href), this.value('title') || this.value('aria-label'))
  }

  private closeLink(): void {
    const link = this.link
    if (!link) return
    this.link = null
    const text = this.flow.closeLink(isContactHref(link.href) ? link.href : null)
    this.facts.addLink(
      link.href,
      text,
      link.rel,
      /\bnext\b/.test(link.rel) ? 'next' : 'a',
      link.element,
      link.block,
      link.at
    )
  }

  private value(name: string): string {
    return valueOf(this.reader.list, name)
  }
}

const noAttributes: readonly string[] = []
const foreign = /^(?:svg|math|path|g|use|circle|rect|line|polygon|polyline|ellipse)$/
