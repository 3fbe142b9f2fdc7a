/** Collects the text of elements that hold no markup: the title, structured data, and scripts that begin with the state of the page. */
import { limits } from './html-tags.ts'
import { stateStart } from './page-facts.ts'
import type { PageFacts } from './page-facts.ts'

type Kind = 'none' | 'title' | 'structured' | 'script' | 'state' | 'ignored'

/** A class: one element after the other, each filled by many events of the tokenizer. */
export class RawText {
  private readonly source: string
  private kind: Kind = 'none'
  private text = ''
  /** Of a state: where it stands in the source. */
  private start = 0
  private end = 0

  constructor(source: string) {
    this.source = source
  }

  /** True while such an element is open: tags inside are text. */
  get isOpen(): boolean {
    return this.kind !== 'none'
  }

  /** `type`: of a script. */
  open(tag: string, type: string): void {
    if (tag === 'title') this.kind = 'title'
    else if (tag === 'style') this.kind = 'ignored'
    else this.kind = /ld\+json/i.test(type) ? 'structured' : 'script'
    this.text = ''
  }

  /** Adds source[start..end]. A script whose first characters hand a value to others is kept by where it stands. */
  add(start: number, end: number): void {
    if (this.kind === 'script') {
      this.kind = stateStart.test(this.source.substring(start, Math.min(end, start + 400))) ? 'state' : 'ignored'
      this.start = start
    }
    if (this.kind === 'state') this.end = end
    else if (this.kind !== 'ignored') this.write(this.source.substring(start, end))
  }

  write(text: string): void {
    if (this.text.length < limits.jsonLdChars) this.text += text
  }

  close(facts: PageFacts): void {
    if (this.kind === 'title' && facts.title === '') facts.title = this.text
    if (this.kind === 'structured') facts.addScript(this.text)
    if (this.kind === 'state') facts.addState(this.source.substring(this.start, this.end))
    this.kind = 'none'
    this.text = ''
  }
}
