/** How a network is looked at as part of its address, short, and back: what is unusual about it and nothing else. Pure. */
import { firstLook, foldings } from './view.ts'
import type { View } from './view.ts'

/** More chosen adverts than these are not written: the address stays one that people can send. */
const mostChosen = 600

/** Every part, null where it is as at first. */
export function viewQuery(view: View): Record<string, string | null> {
  const chosen = view.brushed.length <= mostChosen ? view.brushed.toSorted((a, b) => a - b) : []
  return {
    by: view.by === firstLook.view.by ? null : view.by,
    opened: named(view.opened),
    folded: view.folded ? '1' : null,
    hidden: named(view.hidden),
    pinned: view.pinned.join('.') || null,
    until: view.until,
    picked: named(view.picked),
    // Steps from one number to the next, as they are short.
    chosen: chosen.map((advert, at) => (advert - (chosen[at - 1] ?? 0)).toString(36)).join('.') || null
  }
}

/** The view of an address; what it does not say, or says wrongly, is as at first. */
export function viewOf(query: Readonly<Record<string, string>>): View {
  let last = 0
  return {
    by: foldings.find((one) => one === query['by']) ?? firstLook.view.by,
    opened: names(query['opened']),
    folded: query['folded'] === '1',
    hidden: names(query['hidden']),
    pinned: numbers(query['pinned'], 10),
    until: /^\d{4}-\d{2}-\d{2}$/.test(query['until'] ?? '') ? (query['until'] ?? null) : null,
    picked: names(query['picked']).slice(0, 2),
    brushed: numbers(query['chosen'], 36)
      .slice(0, mostChosen)
      .map((step) => (last += step))
  }
}

/** Names may have any letter: a tilde stands between them, and is written otherwise within. */
function named(all: readonly string[]): string | null {
  return all.map((one) => one.replaceAll('%', '%25').replaceAll('~', '%7E')).join('~') || null
}

function names(text = ''): string[] {
  return text === '' ? [] : text.split('~').map((one) => one.replaceAll('%7E', '~').replaceAll('%25', '%'))
}

function numbers(text = '', base: number): number[] {
  return text === ''
    ? []
    : text
        .split('.')
        .map((one) => Number.parseInt(one, base))
        .filter((one) => Number.isSafeInteger(one) && one >= 0)
}
