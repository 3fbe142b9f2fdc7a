/** The words of the year report, from the table of the data folder. */
import { readTable } from '../../../text/data-file.ts'

export type ReportLanguage = 'nl' | 'en'
const table = new Map(readTable('figure-report-words.tsv').map(([key = '', nl = '', en = '']) => [key, { nl, en }]))

/** Says a word in a language, with values in its places (`{year}`); what has no word stands as it is, without `in-`, `by-`, `state-` or `unit-`. */
export function reportWords(
  language: ReportLanguage
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  return (key, values = {}) =>
    (table.get(key)?.[language] ?? key.replace(/^(?:in|by|state|unit)-/, '')).replaceAll(
      /\{(\w+)\}/g,
      (all, name: string) => String(values[name] ?? all)
    )
}
