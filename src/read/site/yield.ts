/** Tells when a site has stopped giving adverts because its layout changed, rather than because there are none (FAULTS A23). */

/** What some pages of one site gave. */
export interface SiteYield {
  readonly pages: number
  readonly adverts: number
  /** Pages that asked for a captcha, a sign-in or a consent instead of showing anything. */
  readonly walls: number
  /** Pages with hardly any text: scripts make the pages, or nothing does. */
  readonly empty: number
}

export type YieldVerdict =
  | { readonly kind: 'steady' }
  /** Too little is known to judge. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'alarm'; readonly cause: 'layout' | 'wall' | 'empty' }

/** Pages that gave an advert at an earlier visit, as they are at the newest. */
export interface TurnedPages {
  readonly pages: number
  /** Pages that still give one. */
  readonly giving: number
  readonly walls: number
  readonly empty: number
}

/** Alarm when hardly any of the pages that gave adverts gives one now, though they answer: pages that went are none of them. */
export function judgeTurned({ pages, giving, walls, empty }: TurnedPages): YieldVerdict {
  if (pages < leastPages) return { kind: 'unknown' }
  if (giving >= pages / 5) return { kind: 'steady' }
  const silent = pages - giving
  return { kind: 'alarm', cause: walls >= silent / 2 ? 'wall' : empty >= silent / 2 ? 'empty' : 'layout' }
}

/** Fewer pages on either side say nothing. */
const leastPages = 5
/** A site that gave fewer adverts than this before is not missed. */
const leastAdverts = 5

/**
 * Compares the newest pages of a site with those before. Alarm when adverts per page fall below a fifth of what they were while the site
 * still answers: behind walls, with pages without text, or with text that is no longer recognised.
 */
export function judgeYield(before: SiteYield, now: SiteYield): YieldVerdict {
  if (before.pages < leastPages || now.pages < leastPages || before.adverts < leastAdverts) return { kind: 'unknown' }
  if (now.adverts / now.pages >= before.adverts / before.pages / 5) return { kind: 'steady' }
  if (now.walls >= now.pages / 2) return { kind: 'alarm', cause: 'wall' }
  return { kind: 'alarm', cause: now.empty >= now.pages / 2 ? 'empty' : 'layout' }
}
