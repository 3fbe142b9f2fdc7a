/** Tells when a site has stopped giving adverts because its layout changed, rather than because there are none (FAULTS A23). */
import type { PageReading } from '../model/page.ts'

/** What the pages of one round over a site gave. */
export interface SiteYield {
  readonly pages: number
  readonly adverts: number
  readonly lists: number
  readonly walls: number
  /** Characters of text over all pages. */
  readonly textChars: number
}

export type YieldVerdict =
  | { readonly kind: 'steady' }
  /** Too little is known to judge. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'alarm'; readonly cause: 'layout' | 'wall' | 'empty'; readonly reason: string }

/** Adds up the readings of one round. */
export function yieldOf(readings: readonly PageReading[]): SiteYield {
  let adverts = 0
  let lists = 0
  let walls = 0
  let textChars = 0
  for (const reading of readings) {
    adverts += reading.adverts.length
    if (reading.kind === 'list') lists++
    if (reading.kind === 'wall') walls++
    textChars += reading.text.length
  }
  return { pages: readings.length, adverts, lists, walls, textChars }
}

/**
 * Compares a round with an earlier one of the same site. Alarm when adverts per page fall below a fifth of what they were
 * while the site still answers: behind walls, with hardly any text (scripts make the pages now), or with text that is no
 * longer recognised. Under 5 pages in either round nothing is said; nor when the earlier round gave under 5 adverts.
 */
export function judgeYield(before: SiteYield, now: SiteYield): YieldVerdict {
  if (before.pages < 5 || now.pages < 5) return { kind: 'unknown', reason: 'fewer than 5 pages in a round' }
  if (before.adverts < 5) return { kind: 'unknown', reason: 'fewer than 5 adverts in the earlier round' }
  const expected = before.adverts / before.pages
  const found = now.adverts / now.pages
  if (found >= expected / 5) return { kind: 'steady' }
  const figures = `${now.adverts} adverts on ${now.pages} pages, before ${before.adverts} on ${before.pages}`
  if (now.walls >= now.pages / 2)
    return { kind: 'alarm', cause: 'wall', reason: `${figures}; ${now.walls} pages are walls` }
  if (now.textChars / now.pages < (before.textChars / before.pages) * 0.1) {
    return { kind: 'alarm', cause: 'empty', reason: `${figures}; the pages hold hardly any text` }
  }
  return { kind: 'alarm', cause: 'layout', reason: `${figures}; the pages hold text, so their layout has changed` }
}
