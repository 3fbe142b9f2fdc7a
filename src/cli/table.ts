/** Rows for a person on a terminal: columns under their names, as wide as their widest cell. */

/** Lines of a table; cells are cut at `mostChars` and line breaks in them become blanks. No row: one line that says so. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[], none: string): string[] {
  if (rows.length === 0) return [none]
  const cells = [head, ...rows].map((row) => row.map(oneLine))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)))
  return cells.map((row) =>
    row
      .map((cell, column) => `${cell}${' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))}`)
      .join('  ')
      .trimEnd()
  )
}

const mostChars = 80

function oneLine(cell: string): string {
  // Control characters in a name must not move the cursor of the reader's terminal.
  const flat = [...cell.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()]
  return flat.length <= mostChars ? flat.join('') : `${flat.slice(0, mostChars - 1).join('')}…`
}
