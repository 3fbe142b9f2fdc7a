/** Reads a tab-separated table of the data folder. */
import { readFileSync } from 'node:fs'

/** Rows without the header line; a row with fewer fields than the header is an error of the table, so it throws. */
export function readTable(name: string): string[][] {
  const lines = readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8').split('\n')
  const columns = (lines[0] ?? '').split('\t').length
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line, i) => {
      const fields = line.split('\t')
      if (fields.length < columns) throw new Error(`data/${name} line ${i + 2}: ${fields.length} of ${columns} fields`)
      return fields
    })
}
