/** Branded identifiers: values that must not be mixed up; one function makes each. */

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** An address after `canonicalUrl` of `crawl/`: the only form that may be stored, queued or compared. */
export type CanonicalUrl = Brand<string, 'CanonicalUrl'>
/** UUID (lower case, with dashes) of one capture. */
export type CaptureId = Brand<string, 'CaptureId'>
/** `id` of a mandate: [a-z0-9-]+, chosen by who grants it. */
export type MandateId = Brand<string, 'MandateId'>
/** `id` of a source: [a-z0-9-]+, chosen in its source file. */
export type SourceId = Brand<string, 'SourceId'>

const slug = /^[a-z0-9][a-z0-9-]{0,63}$/
/** A UUID in lower case, as the database writes it. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Makes a mandate id, or null when the text is not one ([a-z0-9-], 1 to 64 characters). */
export function mandateId(text: string): MandateId | null {
  return slug.test(text) ? (text as MandateId) : null
}

/** Makes a source id, or null when the text is not one ([a-z0-9-], 1 to 64 characters). */
export function sourceId(text: string): SourceId | null {
  return slug.test(text) ? (text as SourceId) : null
}

/** Makes a capture id, or null when the text is not a UUID. */
export function captureId(text: string): CaptureId | null {
  return uuid.test(text) ? (text as CaptureId) : null
}
