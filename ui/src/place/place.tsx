/** The place in force: read from the browser's address, changed through its history, with scroll positions and focus kept for the way back. */
import { useSyncExternalStore } from 'react'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { formatPlace, parsePlace } from './address.ts'
import type { Place } from './address.ts'
import { keptNow, restore } from './way-back.ts'
import type { Kept } from './way-back.ts'

const listeners = new Set<() => void>()
let current = parsePlace(window.location.pathname + window.location.search)

window.history.scrollRestoration = 'manual'
window.addEventListener('popstate', (event: PopStateEvent) => {
  current = parsePlace(window.location.pathname + window.location.search)
  tell()
  restoreFrom(event.state)
})
// Loading the page anew is a way back too.
window.addEventListener('pagehide', keep)
restoreFrom(window.history.state)

/** The place in force; the component draws again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current)
}

/** Goes to an address as a new step in the history; the page that was left remembers how it stood. */
export function go(address: string): void {
  keep()
  window.history.pushState({}, '', address)
  const before = current.path
  current = parsePlace(address)
  tell()
  if (current.path === before) return
  window.scrollTo(0, 0)
  // Keyboard and screen reader go along to the new screen.
  afterPaint(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }))
}

/** Changes part of the query of the present address without a step in the history. */
export function refine(query: Readonly<Record<string, string | number | null | undefined>>): void {
  const address = formatPlace(current.path, { ...current.query, ...query })
  window.history.replaceState(window.history.state, '', address)
  current = parsePlace(address)
  tell()
}

/** The same for a screen that drew the change already: nothing is drawn anew. */
export function noteQuery(query: Readonly<Record<string, string | null>>): void {
  const address = formatPlace(current.path, { ...current.query, ...query })
  if (address !== window.location.pathname + window.location.search)
    window.history.replaceState(window.history.state, '', address)
}

/** A link inside the application. With a modifier key or another button it is an ordinary link. */
export function Go({ to, onClick, ...rest }: { readonly to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return <a href={to} onClick={follow} {...rest} />
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function keep(): void {
  window.history.replaceState({ kept: keptNow() }, '')
}

function restoreFrom(state: unknown): void {
  const kept = (state as { kept?: Kept } | null)?.kept
  if (kept !== undefined) restore(kept)
  else window.scrollTo(0, 0)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act))
}
