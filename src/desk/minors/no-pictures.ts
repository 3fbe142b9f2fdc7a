/** No picture ever: words of a file that carry one, written out as text, are refused. */

/** How files of pictures begin when they are written in base64: JPEG, PNG, GIF, WebP, AVIF or HEIC, and TIFF. */
const begins =
  /data:\s*(?:image|video)\/|\/9j\/[A-Za-z0-9+/]{16}|iVBORw0KGgo|R0lGOD[lh]|UklGR[A-Za-z0-9+/]{3,}V0VCUA?|AAAA[A-Za-z0-9+/]{4}ZnR5c|(?:SUkqA|TU0AK)[A-Za-z0-9+/]{16}/i
/** The same in digits of sixteen, and a drawing as it stands. */
const begun = /(?:ffd8ff|89504e470d0a1a0a|474946383[79]61|49492a00|4d4d002a)[0-9a-f]{16}|<svg[\s>]/i
/** So many letters of base64 in a row are no words in any language, with line ends between them or not. */
const longRun = /[A-Za-z0-9+/_-]{400}|(?:[A-Za-z0-9+/_-]{40,}\s+){8}/

/** Whether a text in a value, at any depth, carries a picture. */
export function holdsPicture(value: unknown): boolean {
  if (typeof value === 'string') {
    // Taken apart or in letters for addresses it is the same picture.
    const whole = value
      .replaceAll(/[\s:,]+/g, '')
      .replaceAll('-', '+')
      .replaceAll('_', '/')
    return [value, whole].some((text) => begins.test(text) || begun.test(text)) || longRun.test(value)
  }
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(holdsPicture)
}
