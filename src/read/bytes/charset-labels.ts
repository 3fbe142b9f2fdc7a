/** Encoding labels: what a page calls its character set, as the name that the WHATWG Encoding Standard gives it. */

/** Labels that the standard maps to "replacement": they were used to smuggle script past filters. */
const replacementLabels = new Set([
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
  'replacement'
])

/**
 * Returns the standard name of an encoding label (lower case), or null when the label is unknown.
 * Source: WHATWG Encoding Standard, "names and labels"; the table is the one inside TextDecoder.
 */
export function encodingOf(label: string): string | null {
  const trimmed = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase()
  if (trimmed === '' || trimmed.length > 40) return null
  if (replacementLabels.has(trimmed)) return 'replacement'
  try {
    return new TextDecoder(trimmed).encoding
  } catch {
    return null
  }
}
