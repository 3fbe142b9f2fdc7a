/** CSV (RFC 4180) that a spreadsheet shows and never runs. Pure. */

/**
 * One line, with its line end. A text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or line break first, also
 * after spaces or in full width) gets an apostrophe in front, as OWASP advises; numbers stay numbers. Objects become JSON.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

/** The heading of a file, after the mark by which spreadsheets know its character set. */
export function headLine(columns: readonly string[]): string {
  return `\ufeff${csvLine(columns)}`
}

/** One row under such a heading, by the names of its columns. */
export function rowLine(columns: readonly string[], row: Readonly<Record<string, unknown>>): string {
  return csvLine(columns.map((column) => row[column]))
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\0', '')
  const inert = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
  return /[",;\r\n\t]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
