/** Two kinds of time that must not be mixed up: a moment, and what a clock on some wall showed. */

declare const brand: unique symbol

/** A moment: ISO 8601 in UTC with milliseconds, `2026-03-04T13:05:00.000Z`. Made by `src/text/calendar.ts`. */
export type Instant = string & { readonly [brand]: 'Instant' }
/** What a clock showed, without a zone: `2026-03-04T14:05`. It is no moment until the zone of its source is known. */
export type WallTime = string & { readonly [brand]: 'WallTime' }
