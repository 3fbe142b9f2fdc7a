/** Writes sheets of texts as a spreadsheet (XLSX): the same texts give the same bytes, and a text is never a formula. Pure. */
import { storedZip } from '../../../evidence/packages/zip-stored.ts'
import type { Sheets } from './sheets-in.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Every member of the file bears this moment: what changes a form is its words. */
const at = '2000-01-01T00:00:00Z'

export function writeSheets(sheets: Sheets): Buffer {
  const names = [...sheets.keys()]
  const nth = names.map((_, index) => index + 1)
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>${nth.map((no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${kinds}.worksheet+xml"/>`).join('')}</Types>`
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${relations}">${nth.map((no) => `<Relationship Id="rId${no}" Type="${office}/worksheet" Target="worksheets/sheet${no}.xml"/>`).join('')}</Relationships>`
    ],
    ...[...sheets.values()].map((rows, index): [string, string] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet xmlns="${main}"><sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`
    ])
  ]
  const zip = storedZip(at)
  const pieces = parts.flatMap(([name, xml]) => zip.add(name, Buffer.from(head + xml, 'utf8')))
  return Buffer.concat([...pieces, ...zip.end()])
}

function rowOf(cells: readonly string[], index: number): string {
  const filled = cells.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${columnName(column)}${index + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  )
  return `<row r="${index + 1}">${filled.join('')}</row>`
}

function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}

/** For XML 1.0, which has no other control characters than tab and line ends. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
