/** No picture ever: words of a file that carry one, written out as text, are refused. */

/** How files of pictures begin when they are written in base64: JPEG, PNG, GIF, WebP and AVIF or HEIC. */
const begins =
  /data:\s*(?:image|video)\/|\/9j\/[A-Za-z0-9+/]{16}|iVBORw0KGgo|R0lGOD[lh]|UklGR[A-Za-z0-9+/]{3,}V0VCUA?|AAAA[A-Za-z0-9+/]{4}ZnR5c/i
/** So many letters of base64 in a row are no words in any language. */
const longRun = /[A-Za-z0-9+/]{400}/

/** Whether a text in a value, at any depth, carries a picture. */
export function holdsPicture(value: unknown): boolean {
  if (typeof value === 'string') return begins.test(value) || longRun.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(holdsPicture)
}
