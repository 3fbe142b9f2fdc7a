/** Durations (`1h`, `7d`) and sizes (`10MB`) as people write them in settings, and back into words. */

const durationUnitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000
}
const sizeUnitsBytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1_000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  kib: 1_024,
  mib: 1_048_576,
  gib: 1_073_741_824
}

/** Milliseconds of `500ms`, `30s`, `15m`, `1h`, `7d`, `2w`, `1.5h`; null when the text is not one. A unit is required. */
export function parseDurationMs(text: string): number | null {
  return parse(text, durationUnitsMs)
}

/** Bytes of `10MB`, `500 kB`, `1GiB` or a plain number of bytes; null when the text is not one. */
export function parseSizeBytes(text: string): number | null {
  return parse(text, sizeUnitsBytes)
}

function parse(text: string, units: Readonly<Record<string, number>>): number | null {
  const match = /^(\d{1,12}(?:\.\d{1,3})?)\s?([a-z]{0,3})$/i.exec(text.trim())
  if (match === null) return null
  const unit = (match[2] ?? '').toLowerCase()
  if (!Object.hasOwn(units, unit)) return null
  const value = Math.round(Number(match[1]) * (units[unit] ?? 0))
  return Number.isSafeInteger(value) ? value : null
}
