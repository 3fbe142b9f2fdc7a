/** What the tree builder remembers of an element that is still open, and of the running link. */

export interface OpenElement {
  readonly tag: string
  readonly index: number
  readonly silent: boolean
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
  heading: 0,
  block: 0,
  textStart: -1
}
