/** Builds the light document from the tokenizer's events: open elements, implied ends, blocks of text, links. */
import type { TokenizerCallbacks } from 'htmlparser2'
import { AttributeReader } from './attribute-reader.ts'
import type { ElementRecord, HtmlDocument, InlineText } from './document.ts'
import { region } from './document.ts'
import { mixHash } from '../hash.ts'
import { askedTags, blockTags, isContactHref, limits } from './html-tags.ts'
import { nameFacts, tagFacts } from './name-facts.ts'
import type { OpenElement, OpenLink } from './open-element.ts'
import { OpenElements } from './open-element.ts'
import * as implied from './implied-structure.ts'
import { hidesItself, numberAlone, PageFacts, phonesIn, shownValue, valueOf } from './page-facts.ts'
import { RawText } from './raw-text.ts'
import { roleRegions } from './region-words.ts'
import { TextFlow } from './text-flow.ts'

/** A class, since the tokenizer calls back into one state of twenty parts. */
export class TreeBuilder implements TokenizerCallbacks {
  private readonly source: string
  private readonly xml: boolean
  private readonly elements: ElementRecord[] = []
  private readonly facts = new PageFacts()
  private readonly inlines: InlineText[] = []
  private readonly open = new OpenElements()
  private readonly flow = new TextFlow()
  /** Elements open beyond the depth limit: counted, not kept. */
  private flat = 0
  private readonly rawText: RawText
  private language = ''
  private passwordFields = 0
  private link: OpenLink | null = null
  private tag = tagFacts('')
  private readonly reader = new AttributeReader()

  /** `xml`: an XHTML page, where every element may close itself. */
  constructor(source: string, xml = false) {
    this.source = source
    this.rawText = new RawText(source)
    this.xml = xml
  }

  note(text: string): void {
    this.facts.notes.add(text)
  }

  finish(): HtmlDocument {
    while (this.open.list.length > 0) this.pop()
    this.flushIn(this.open.top)
    this.closeLink()
    for (const note of this.flow.notes) this.note(note)
    if (this.reader.overflowed)
      this.note(`more than ${limits.attributesPerElement} attributes on an element, the rest ignored`)
    const { links, images, metas, base, jsonLd, states, title } = this.facts
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
      states,
      passwordFields: this.passwordFields,
      challenges: [...this.facts.challenges],
      notes: [...this.facts.notes]
    }
  }

  ontext(start: number, end: number): void {
    if (this.rawText.isOpen) return this.rawText.add(start, end)
    if (implied.endedByText(this.open.list) && !implied.isBlank(this.source, start, end)) this.pop()
    if (!this.open.top.silent) this.flow.add(this.source, start, end)
    else if (this.open.top.hidden && end - start <= 60) {
      const number = numberAlone(this.source.substring(start, end))
      if (number !== null) this.flow.contact(number)
    }
  }

  ontextentity(codePoint: number): void {
    const text = String.fromCodePoint(codePoint)
    if (this.rawText.isOpen) return this.rawText.write(text)
    if (implied.endedByText(this.open.list)) this.pop()
    if (!this.open.top.silent) this.flow.add(text, 0, text.length)
  }

  /** Asked by the tokenizer: a `<title>` or `<style>` of a drawing is an element as any other, and so is what stands in for frames. */
  isInForeignContext(): boolean {
    return this.open.top.tag === 'frameset' || implied.isForeign(this.open.list)
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
    const closes = !isVoid && (this.xml || foreignNames.test(tag) || implied.isForeign(this.open.list))
    this.onopentagend()
    if (closes) this.closeTag(tag)
  }

  onclosetag(start: number, end: number): void {
    this.closeTag(tagFacts(this.source.substring(start, end)).tag)
  }

  /** CDATA is text in XHTML and in drawings, a comment elsewhere. */
  oncdata(start: number, end: number, offset: number): void {
    if (this.xml || implied.isForeign(this.open.list)) this.ontext(start, end - offset)
  }
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
  onopentagend(): void {
    const { tag } = this.tag
    if (this.rawText.isOpen) return
    if (tag === 'head' && this.elements.length > 1) return // A second head, or one in the body, is none.
    this.end(implied.endedByTag(this.open.list, tag))
    if (tag === 'script' || tag === 'style' || tag === 'title') {
      if (tag === 'title' && implied.isForeign(this.open.list)) return this.push()
      this.rawText.open(tag, this.value('type'))
      if (tag === 'script') this.facts.lookForChallenge(this.value('src'))
      return
    }
    if (this.tag.isVoid) return this.voidTag(tag)
    if (tag === 'a' && this.link) this.closeTag('a')
    this.end(implied.impliedEnds(this.open.list, this.tag.closes))
    this.push()
  }

  private closeTag(tag: string): void {
    if (this.rawText.isOpen) return this.rawText.close(this.facts)
    if (tag === 'a') this.closeLink()
    if (tag === 'br') return this.flow.lineBreak()
    if (this.flat > 0) {
      if (blockTags.has(tag)) this.flushIn(this.open.top)
      this.flat--
      return
    }
    if (!this.open.has(tag)) {
      if (tag === 'p') this.flushIn(this.open.top)
      return
    }
    const { ends, removes } = implied.endedByEndTag(this.open.list, tag)
    this.end(ends)
    if (removes < 0) return
    this.open.remove(removes)
    this.flow.close(tag)
  }

  private end(count: number): void {
    for (let left = count; left > 0; left--) this.pop()
  }

  private push(): void {
    const { tag, isBlock: block } = this.tag
    if (block) this.flushIn(this.open.top)
    if (this.open.list.length >= limits.depth || this.elements.length >= limits.elements) {
      this.note(
        this.open.list.length >= limits.depth
          ? `nesting over ${limits.depth}, deeper elements read as flat`
          : `more than ${limits.elements} elements, the rest read as flat`
      )
      this.flat++
      if (tag === 'a') this.openLink(this.open.top.index)
      return
    }
    const index = this.record()
    const heading = this.tag.heading || this.open.top.heading
    const hidden = this.isHidden()
    const silent = this.isSilent(hidden)
    const record = this.elements[index] as ElementRecord
    const asked = !block && (record.hint !== 0 || askedTags.has(tag) || this.value('itemprop') !== '')
    const textStart = asked && this.inlines.length < limits.inlines ? this.flow.position : -1
    const element = { tag, index, silent, hidden, heading, block: block ? index : this.open.top.block, textStart }
    if (tag === 'a') this.openLink(index)
    if (this.reader.mayCall && !silent && !(tag === 'a' && isContactHref(this.value('href')))) this.contactsHere()
    this.open.push(element)
    this.flow.open(tag)
    if (tag === 'iframe') this.facts.frame(this.reader.list, this.open.top.index, this.flow.blocks.length)
    if (tag === 'html' && this.language === '') this.language = this.value('lang').toLowerCase().slice(0, 20)
  }

  /** Whether no visitor reads the text of the element that opens: for its tag, or since something hides. */
  private isSilent(hidden: boolean): boolean {
    const { tag, isSilent } = this.tag
    if (implied.isShownHere(tag, this.open.list, this.reader.list)) return false
    return this.open.top.silent || isSilent || hidden
  }

  /** Scripts take `hidden` off the whole page at once. */
  private isHidden(): boolean {
    const { tag, isSilent } = this.tag
    if (isSilent || (this.open.top.silent && !this.open.top.hidden)) return false
    if (this.open.top.hidden) return true
    return tag !== 'html' && tag !== 'body' && this.reader.mayHide && hidesItself(this.reader.list)
  }

  private pop(): void {
    const element = this.open.pop()
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
    this.open.settle()
  }

  private flushIn(element: OpenElement): void {
    this.flow.flush(Math.max(element.block, 0), element.heading)
  }

  private record(): number {
    const { tag, hash } = this.tag
    const parent = this.elements[this.open.top.index]
    const blocks = this.flow.blocks.length
    let own = tag === 'footer' && this.open.has('article') ? 0 : this.tag.region
    let hint = 0
    let kind = mixHash(hash, 0)
    if (this.reader.list.length > 0) {
      const byClass = nameFacts(this.value('class'))
      const byId = nameFacts(this.value('id'))
      own |= byClass.region | byId.region | (roleRegions.get(this.value('role')) ?? 0)
      if (this.value('aria-hidden') === 'true') own |= region.ariaHidden
      hint = byClass.hint | byId.hint | nameFacts(this.value('itemprop') || this.value('property')).hint
      kind = mixHash(hash, byClass.hash)
      if (byClass.challenge) this.facts.lookForChallenge(this.value('class'))
    }
    this.elements.push({
      tag,
      parent: this.open.top.index,
      end: this.elements.length + 1,
      blockStart: blocks,
      blockEnd: blocks,
      attributes: this.reader.list.length === 0 ? noAttributes : this.reader.list,
      region: own,
      hint,
      kind,
      path: mixHash(parent?.path ?? 7, kind),
      depth: this.open.list.length
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
    else if (tag === 'frame') facts.frame(attributes, this.open.top.index, blocks)
    else if (tag === 'area')
      facts.addLink(this.value('href'), this.value('alt'), this.value('rel'), 'area', this.open.top.index, blocks)
    else if (tag === 'input') {
      if (this.value('type').toLowerCase() === 'password') this.passwordFields++
      if (this.open.top.silent || !this.flow.shown(shownValue(attributes))) this.contactsHere()
    } else if (tag === 'hr') {
      this.end(implied.impliedEnds(this.open.list, this.tag.closes))
      this.flushIn(this.open.top)
    } else if (tag === 'img' && !this.open.top.silent) {
      if (this.reader.mayCall) this.contactsHere()
      const alt = facts.image(attributes, this.open.top.index, blocks)
      if (alt) this.flow.linkText(alt)
    }
    const recorded = tag === 'hr' || tag === 'img' || tag === 'meta' || tag === 'link'
    if (recorded && this.elements.length < limits.elements && this.open.list.length < limits.depth) this.record()
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
const foreignNames = /^(?:svg|math|path|g|use|circle|rect|line|polygon|polyline|ellipse)$/
