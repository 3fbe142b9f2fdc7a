/** CSV (RFC 4180) that a spreadsheet shows and never runs. Pure. */

/**
 * One line, with its line end. A text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or line break first, also
 * after spaces or in full width) gets an apostrophe in front, as OWASP advises; numbers stay numbers. Objects become JSON.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\0', '')
  const inert = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
  return /[",;\r\n\t]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
