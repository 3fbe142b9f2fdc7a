/** Cursors: where the next page of a list starts, as a short text that the browser hands back. */

/** Packs the values of a place in a list. */
export function cursorText(values: readonly (string | number | boolean)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Unpacks a cursor whose values must have these types; null when it is none of ours. */
export function readCursor(
  text: string,
  types: readonly ('string' | 'number' | 'boolean')[]
): (string | number | boolean)[] | null {
  if (text.length > 500) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(values) || values.length !== types.length) return null
    return values.every((value, index) => typeof value === types[index] && safe(value)) ? values : null
  } catch {
    return null
  }
}

function safe(value: unknown): boolean {
  return typeof value !== 'number' || (Number.isFinite(value) && Math.abs(value) < 2 ** 53)
}
