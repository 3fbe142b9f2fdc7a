/** What the way back restores of a screen: how far it and the panes in it were scrolled, and what had the focus. */

export interface Kept {
  /** Pixels from the top of the page. */
  readonly y: number
  /** Panes that were scrolled: where they stand, and pixels from their top. */
  readonly panes: readonly (readonly [Spot, number])[]
  readonly focus: Spot | null
}

/** A selector, and which of the elements that it finds. */
type Spot = readonly [selector: string, at: number]

/** A screen whose answers come later than this is left where it is. */
const longestMs = 5_000
const mostPanes = 20

/** What there is to restore of the screen as it stands. */
export function keptNow(): Kept {
  const panes: [Spot, number][] = []
  for (const pane of document.querySelectorAll('main *')) {
    if (pane.scrollTop > 0 && panes.length < mostPanes) panes.push([spotOf(pane), pane.scrollTop])
  }
  const active = document.activeElement
  return { y: window.scrollY, panes, focus: active === null || active === document.body ? null : spotOf(active) }
}

/** Restores it as soon as the screen is long enough; a person who scrolls, types or points meanwhile is not disturbed. */
export function restore(kept: Kept): void {
  const until = performance.now() + longestMs
  const others = new AbortController()
  for (const kind of ['wheel', 'keydown', 'pointerdown', 'touchstart', 'popstate'])
    window.addEventListener(kind, () => others.abort(), { capture: true, signal: others.signal })
  const attempt = (): void => {
    if (others.signal.aborted) return
    window.scrollTo(0, kept.y)
    const scrolled = kept.panes.map(([spot, top]) => {
      const pane = found(spot)
      if (pane !== null) pane.scrollTop = top
      return pane !== null && Math.abs(pane.scrollTop - top) < 2
    })
    const focused = kept.focus === null || focusAt(kept.focus)
    if ((focused && scrolled.every(Boolean) && Math.abs(window.scrollY - kept.y) < 2) || performance.now() > until) {
      others.abort()
      if (nothingFocused()) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    } else setTimeout(() => requestAnimationFrame(attempt), 50)
  }
  requestAnimationFrame(() => requestAnimationFrame(attempt))
}

function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** True when it has the focus, or something else took it. */
function focusAt(spot: Spot): boolean {
  if (!nothingFocused()) return true
  const element = found(spot)
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  return !nothingFocused()
}

function found([selector, at]: Spot): Element | null {
  return document.querySelectorAll(selector)[at] ?? null
}

/** By its id, its address or its class: what is drawn anew has the same. */
function spotOf(element: Element): Spot {
  const selector = selectorOf(element)
  return [selector, Math.max(0, [...document.querySelectorAll(selector)].indexOf(element))]
}

function selectorOf(element: Element): string {
  // Ids with a colon are made anew with each drawing.
  if (element.id !== '' && /^[\w-]+$/.test(element.id)) return `#${CSS.escape(element.id)}`
  const tag = element.localName
  const address = element.getAttribute('href')
  if (address !== null) return `${tag}[href=${JSON.stringify(address)}]`
  const [name] = element.classList
  return name === undefined ? tag : `${tag}.${CSS.escape(name)}`
}
