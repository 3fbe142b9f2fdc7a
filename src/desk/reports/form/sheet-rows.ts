/** The rows of a sheet by the names of its columns, with words in the languages that it has. Pure. */
import { formLimits, type BothWords } from '../../../model/report.ts'
import type { Sheets } from './sheets-in.ts'

export interface SheetRow {
  /** As the spreadsheet counts. */
  readonly no: number
  /** The cell of a column, trimmed; empty where there is none. */
  text(column: string): string
  /** The words of `column`, `column::language (code)`: what one language lacks stands in for the other; null: none at all. */
  words(column: string): BothWords | null
}

/** Null: there is no such sheet. The first row that holds anything names the columns; empty rows are left out. */
export function sheetRows(sheets: Sheets, name: string): SheetRow[] | null {
  const found = [...sheets].find(([known]) => known.trim().toLowerCase() === name)
  if (found === undefined) return null
  const [, rows] = found
  const at = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const columns = (rows[at] ?? []).map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/\s*::?\s*/g, '::')
  )
  return rows.flatMap((cells, index) => {
    if (index <= at || cells.every((cell) => cell.trim() === '')) return []
    const text = (column: string): string => tidy(cells[columns.indexOf(column)] ?? '')
    return [{ no: index + 1, text, words: (column: string) => wordsOf(column, columns, cells) }]
  })
}

/** `label::nederlands (nl)`, `label::dutch`, `label::nl` are Dutch. */
const spoken = { nl: /\(nl\)$|^nl$|nederlands|dutch/, en: /\(en\)$|^en$|english|engels/ } as const

function wordsOf(column: string, columns: readonly string[], cells: readonly string[]): BothWords | null {
  const found: { language: string; text: string }[] = []
  for (const [index, name] of columns.entries()) {
    const text = tidy(cells[index] ?? '').slice(0, formLimits.labelChars)
    if (text !== '' && (name === column || name.startsWith(`${column}::`)))
      found.push({ language: name.slice(column.length + 2), text })
  }
  const in1 = (language: 'nl' | 'en'): string | undefined =>
    found.find((one) => spoken[language].test(one.language))?.text
  const any = found.find((one) => one.language === '')?.text ?? found[0]?.text
  if (any === undefined) return null
  const [nl, en] = [in1('nl'), in1('en')]
  return { nl: nl ?? (found.some((one) => one.language === '') ? any : (en ?? any)), en: en ?? any }
}

function tidy(cell: string): string {
  return cell.replaceAll('\0', '').replaceAll('\u00A0', ' ').trim()
}
