/** What the tree builder remembers of the elements that are still open, and of the running link. */

export interface OpenElement {
  readonly tag: string
  readonly index: number
  readonly silent: boolean
  /** Silent because it, or an element around it, hides itself: a script may show it. */
  readonly hidden: boolean
  readonly heading: number
  readonly block: number
  /** Where its text starts in the running block; -1 when nobody asks for it. */
  readonly textStart: number
}

export interface OpenLink {
  readonly href: string
  readonly rel: string
  readonly element: number
  readonly block: number
  readonly at: number
}

export const outermost: OpenElement = {
  tag: '#document',
  index: -1,
  silent: false,
  hidden: false,
  heading: 0,
  block: 0,
  textStart: -1
}

/** The elements that are open, outermost first, counted by tag so that an end tag without a start is known at once. */
export class OpenElements {
  readonly list: OpenElement[] = []
  /** The innermost one. */
  top: OpenElement = outermost
  private readonly counts = new Map<string, number>()

  has(tag: string): boolean {
    return (this.counts.get(tag) ?? 0) > 0
  }

  push(element: OpenElement): void {
    this.list.push(element)
    this.counts.set(element.tag, (this.counts.get(element.tag) ?? 0) + 1)
    this.top = element
  }

  /** Takes the innermost one off; the one around it stays `top` only once `settle` is called. */
  pop(): OpenElement {
    const element = this.list.pop() as OpenElement
    this.counts.set(element.tag, (this.counts.get(element.tag) ?? 1) - 1)
    return element
  }

  settle(): void {
    this.top = this.list[this.list.length - 1] ?? outermost
  }

  /** Ends an inline element in the middle; those inside it stay open. */
  remove(at: number): void {
    const [element] = this.list.splice(at, 1)
    if (element) this.counts.set(element.tag, (this.counts.get(element.tag) ?? 1) - 1)
  }
}
