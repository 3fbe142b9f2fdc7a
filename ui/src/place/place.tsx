/** The place in force: read from the browser's address, changed through its history, with the scroll position kept for the way back. */
import { useSyncExternalStore } from 'react'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { formatPlace, parsePlace } from './address.ts'
import type { Place } from './address.ts'

const listeners = new Set<() => void>()
let current = parsePlace(window.location.pathname + window.location.search)

window.history.scrollRestoration = 'manual'
window.addEventListener('popstate', (event: PopStateEvent) => {
  current = parsePlace(window.location.pathname + window.location.search)
  tell()
  const state = event.state as { y?: number } | null
  afterPaint(() => window.scrollTo(0, state?.y ?? 0))
})

/** The place in force; the component draws again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current)
}

/** Goes to an address as a new step in the history; the page that was left remembers its scroll position. */
export function go(address: string): void {
  window.history.replaceState({ ...window.history.state, y: window.scrollY }, '')
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

function tell(): void {
  for (const listener of listeners) listener()
}

function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act))
}
