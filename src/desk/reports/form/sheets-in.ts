/** Reads the sheets of a spreadsheet (XLSX, ECMA-376 part 1, chapter 18) as texts in rows: values only, no formulas, styles or links. */
import { Parser } from 'htmlparser2'
import { openZip, wholeEntry, type SafeZip } from '../../../evidence/archives/zip-guard.ts'
import { programIn } from '../../office-package.ts'

/** Why a spreadsheet or form is not taken, in words for who made it. */
export class FormFault extends Error {}

/** Rows of cells; a row that the file leaves out is empty, so that places in it are those of the spreadsheet. */
export type Sheets = ReadonlyMap<string, readonly (readonly string[])[]>

export const mostSheetBytes = 10 * 1024 * 1024
const limits = { entries: 500, totalBytes: 60 * 1024 * 1024, ratio: 500 }
const most = { sheets: 50, rows: 20_000, columns: 500, cellChars: 32_767, strings: 500_000 }

/** Throws `FormFault`: no spreadsheet, one with macros, one that is too large, or damaged. */
export async function readSheets(bytes: Buffer): Promise<Sheets> {
  if (bytes.length > mostSheetBytes) throw new FormFault('it has more than 10 MB')
  const zip = await openZip(bytes, limits)
  if (zip.kind === 'refused') throw new FormFault(`it is no XLSX that can be opened: ${zip.detail}`)
  try {
    const program = programIn(zip.names)
    if (program !== undefined) throw new FormFault(`it holds macros (${program}): save it as XLSX without them`)
    const book = partsOf(await textIn(zip, 'xl/workbook.xml'), ['sheet'])
    const targets = new Map(
      partsOf(await textIn(zip, 'xl/_rels/workbook.xml.rels'), ['Relationship']).map((one) => [
        one['Id'],
        one['Target']
      ])
    )
    if (book.length > most.sheets) throw new FormFault(`it has ${book.length} sheets, more than ${most.sheets}`)
    const shared = zip.names.includes('xl/sharedStrings.xml') ? sharedIn(await textIn(zip, 'xl/sharedStrings.xml')) : []
    const sheets = new Map<string, readonly (readonly string[])[]>()
    for (const sheet of book) {
      const target = targets.get(sheet['r:id'] ?? '') ?? ''
      const file = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      // Charts and the like are no sheets of cells.
      if (/worksheets\/[^/]+\.xml$/.test(file)) sheets.set(sheet['name'] ?? '', rowsIn(await textIn(zip, file), shared))
    }
    return sheets
  } finally {
    zip.close()
  }
}

async function textIn(zip: SafeZip, name: string): Promise<string> {
  if (!zip.names.includes(name)) throw new FormFault(`it is no XLSX: ${name} is missing`)
  const text = (await wholeEntry(zip, name)).toString('utf8')
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new FormFault(`${name} declares a document type`)
  return text
}

/** The attributes of every element of these names. */
function partsOf(xml: string, names: readonly string[]): Readonly<Record<string, string>>[] {
  const found: Readonly<Record<string, string>>[] = []
  parse(xml, { open: (name, attributes) => void (names.includes(name) && found.push({ ...attributes })) })
  return found
}

/** Texts that cells name by number; the pieces of one that is written in several styles are joined, its phonetic reading left out. */
function sharedIn(xml: string): string[] {
  const strings: string[] = []
  let [text, inText, phonetic] = ['', false, false]
  parse(xml, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = !phonetic
    },
    text: (piece) => void (inText && (text += piece)),
    close(name) {
      if (name === 'rPh') phonetic = false
      if (name === 't') inText = false
      if (name === 'si') strings.push(text)
      if (strings.length > most.strings) throw new FormFault('it has too many texts')
    }
  })
  return strings
}

function rowsIn(xml: string, shared: readonly string[]): string[][] {
  const rows: string[][] = []
  let [row, column, kind, text, inText] = [[] as string[], -1, '', '', false]
  parse(xml, {
    open(name, attributes) {
      if (name === 'row') {
        const at = Number(attributes['r'] ?? rows.length + 1)
        if (!(at > rows.length && at <= most.rows))
          throw new FormFault(`row ${attributes['r'] ?? at} is out of order, or past row ${most.rows}`)
        while (rows.length < at - 1) rows.push([])
        rows.push((row = []))
        column = -1
      }
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        if (column >= most.columns) throw new FormFault(`row ${rows.length} has more than ${most.columns} columns`)
        kind = attributes['t'] ?? 'n'
        text = ''
      }
      if (name === 'v' || name === 't') inText = true
    },
    text: (piece) => void (inText && (text += piece)),
    close(name) {
      if (name === 'v' || name === 't') inText = false
      if (name !== 'c') return
      while (row.length < column) row.push('')
      row[column] = cellOf(kind, text, shared).slice(0, most.cellChars)
    }
  })
  return rows
}

function cellOf(kind: string, text: string, shared: readonly string[]): string {
  if (kind === 's') return shared[Number(text)] ?? ''
  if (kind === 'b') return text === '1' ? 'true' : 'false'
  return kind === 'e' ? '' : text
}

/** `AB12` is column 27. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0] ?? 'A'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

interface Handlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (piece: string) => void
  readonly close?: (name: string) => void
}

function parse(xml: string, { open, text, close }: Handlers): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open?.(plain(name), attributes),
      ontext: (piece) => text?.(piece),
      onclosetag: (name) => close?.(plain(name))
    },
    { xmlMode: true, decodeEntities: true }
  )
  parser.end(xml)
}

/** `x:row` is `row`: some programs write every element with a prefix. */
function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
