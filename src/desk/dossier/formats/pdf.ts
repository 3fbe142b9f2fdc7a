/** Blocks as a tagged PDF/A-2b: a structure tree in reading order, fonts and colours inside, the digest on every page, and nothing to click. */
import { createRequire } from 'node:module'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import type { Block } from '../document.ts'
import { collector } from './collector.ts'
import { footersOf, titleEscaped } from './pdf-footers.ts'
import { broken, penOf, plain, shown, type Pen } from './pdf-letters.ts'

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const margin = 50
const sizes = { 1: 20, 2: 15, 3: 11.5 } as const
const bodySize = 9.5
const cellSize = 7.5
const cellGap = 6
/** Cells of tables as such; further rows are written as lines, or the structure tree alone would fill the memory. */
const mostCells = 60_000
/** Headings of items in the list of chapters. */
const mostListed = 500
/** Blocks between two looks whether the job goes on. */
const pauseEvery = 50

type Doc = PDFKit.PDFDocument
type Structure = ReturnType<Doc['struct']>

interface Sheet {
  readonly doc: Doc
  readonly root: Structure
  readonly pens: Readonly<Record<1 | 2 | 3 | 'body' | 'cell' | 'head', Pen>>
  cells: number
  listed: number
  /** The last heading of each level in the list of chapters. */
  readonly chapters: PDFKit.PDFOutline[]
}

/** What stands around the blocks of a document. */
export interface PdfHead {
  readonly title: string
  readonly language: 'nl' | 'en'
  /** The date that the document bears. */
  readonly at: Date
  /** At the foot of each page. */
  readonly footer: string
  /** Number of a page in words, without how many there are. */
  readonly page: (no: number) => string
}

/** Writes a PDF. The same blocks and head give the same bytes: dates are those of the head, and identifiers follow from them. */
export async function taggedPdf(blocks: Iterable<Block>, head: PdfHead, pause: () => Promise<void>): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 20 },
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    tagged: true,
    displayTitle: true,
    lang: head.language,
    info: {
      Title: head.title,
      CreationDate: head.at,
      ModDate: head.at,
      Producer: 'Baken',
      Creator: 'Baken'
    }
  })
  titleEscaped(doc)
  const collected = collector()
  doc.on('data', collected.add)
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.registerFont('body', path.join(fonts, 'DejaVuSans.ttf'))
  doc.registerFont('bold', path.join(fonts, 'DejaVuSans-Bold.ttf'))
  const footers = footersOf(doc, penOf(doc, 'body', 6.5), head.footer, head.page)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const pens = {
    1: penOf(doc, 'bold', sizes[1]),
    2: penOf(doc, 'bold', sizes[2]),
    3: penOf(doc, 'bold', sizes[3]),
    body: penOf(doc, 'body', bodySize),
    cell: penOf(doc, 'body', cellSize),
    head: penOf(doc, 'bold', cellSize)
  }
  const sheet: Sheet = { doc, root, pens, cells: 0, listed: 0, chapters: [] }
  let written = 0
  for (const block of blocks) {
    write(sheet, block)
    if (++written % pauseEvery === 0) await pause()
  }
  root.end()
  footers.end()
  doc.end()
  await ended
  return collected.whole()
}

function write(sheet: Sheet, block: Block): void {
  const { doc, root, pens } = sheet
  if (block.kind === 'heading') {
    const { level, text } = block
    // A heading does not stand alone at the foot of a page.
    if (doc.y > doc.page.height - margin * 3) doc.addPage()
    // The list of chapters beside the pages; of very many items the chapters alone.
    if (level < 3 || ++sheet.listed <= mostListed) sheet.chapters[level - 1] = chapterIn(sheet, level, plain(text))
    flow(sheet, root, `H${level}`, { text, pen: pens[level], indent: 0, title: plain(text) })
    doc.y += 4
  } else if (block.kind === 'list') list(sheet, block.items)
  else if (block.kind === 'table') table(sheet, block.head, block.rows)
  else if (block.kind === 'quote') flow(sheet, root, 'BlockQuote', { text: block.text, pen: pens.body, indent: 14 })
  else flow(sheet, root, 'P', { text: block.text, pen: pens.body, indent: 0 })
  doc.y += 6
}

function chapterIn({ doc, chapters }: Sheet, level: 1 | 2 | 3, text: string): PDFKit.PDFOutline {
  const above = level === 1 ? undefined : (chapters[level - 2] ?? chapters[0])
  return (above ?? doc.outline).addItem(text.slice(0, 200))
}

interface Text {
  readonly text: string
  readonly pen: Pen
  readonly indent: number
  readonly title?: string
}

/** Writes a text from where the page is, and goes on at the next one. */
function flow(sheet: Sheet, parent: Structure, type: string, { text, pen, indent, title }: Text): void {
  const { doc } = sheet
  const [x, width] = [margin + indent, doc.page.width - 2 * margin - indent]
  const lines = broken(pen, shown(pen, text), width, /(?<=[ -])/)
  const element = doc.struct(type, title === undefined ? {} : { title })
  parent.add(element)
  for (let from = 0; from < lines.length;) {
    const fit = Math.floor((footOf(doc) - doc.y) / pen.height)
    if (fit < 1) {
      doc.addPage()
      continue
    }
    const [part, top] = [lines.slice(from, from + fit), doc.y]
    element.add(() => {
      for (const [n, line] of part.entries()) pen.line(line, x, top + n * pen.height)
    })
    doc.y = top + part.length * pen.height
    from += part.length
  }
  ended(element)
}

/** Where the text of a page ends. */
function footOf(doc: Doc): number {
  return doc.page.height - margin - 20
}

interface ElementInside {
  readonly dictionary: { data: object }
}

const written = { P: true }

/** Ends an element, and lets go of what it was written from: pdfkit would keep all of them until the last page. */
function ended(element: Structure): void {
  element.end()
  const { dictionary } = element as unknown as ElementInside
  dictionary.data = written
}

function list(sheet: Sheet, items: readonly string[]): void {
  const { doc, root, pens } = sheet
  const whole = doc.struct('L')
  root.add(whole)
  for (const text of items) {
    const item = doc.struct('LI')
    whole.add(item)
    flow(sheet, item, 'LBody', { text: `• ${text}`, pen: pens.body, indent: 10 })
    ended(item)
  }
  ended(whole)
}

function table(sheet: Sheet, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const asTable = sheet.cells + head.length * (rows.length + 1) <= mostCells
  if (!asTable) {
    list(
      sheet,
      rows.map((row) => row.map((cell, at) => `${head[at] ?? ''}: ${cell}`).join('; '))
    )
    return
  }
  sheet.cells += head.length * (rows.length + 1)
  const { doc, root } = sheet
  const whole = doc.struct('Table')
  root.add(whole)
  const columns = columnsOf(sheet, head, rows)
  const style = { columns, head }
  row(sheet, whole, head, { ...style, header: true })
  for (const one of rows) row(sheet, whole, one, { ...style, header: false })
  ended(whole)
}

/** Widths of columns by what stands in them: the widest words are broken before the others are. */
function columnsOf({ doc, pens }: Sheet, head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const room = doc.page.width - 2 * margin - cellGap * head.length
  const wanted = head.map((name, at) => {
    const seen = rows.slice(0, 200).map((one) => pens.cell.width(one[at] ?? ''))
    return Math.min(room / 2, Math.max(36, pens.head.width(name) * 1.1, ...seen))
  })
  const sum = wanted.reduce((all, one) => all + one, 0)
  return wanted.map((one) => (one / sum) * room)
}

interface RowStyle {
  readonly columns: readonly number[]
  readonly head: readonly string[]
  readonly header: boolean
}

/** Cells are broken after these as well: digests, addresses and moments have no blanks. */
const cellBreaks = /(?<=[ ,;:/?&@.-])/

function linesOf({ pens }: Sheet, cells: readonly string[], { columns, header }: RowStyle): string[][] {
  const pen = header ? pens.head : pens.cell
  return cells.map((cell, at) => broken(pen, shown(pen, cell), columns[at] ?? 0, cellBreaks))
}

function row(sheet: Sheet, whole: Structure, cells: readonly string[], style: RowStyle): void {
  const { doc, pens } = sheet
  const pen = style.header ? pens.head : pens.cell
  const lineHeight = pen.height + 0.5
  const lines = linesOf(sheet, cells, style)
  const most = Math.max(...lines.map((one) => one.length))
  const line = doc.struct('TR')
  whole.add(line)
  if (doc.y + Math.min(most, 6) * lineHeight > footOf(doc)) nextPage(sheet, style)
  let [from, top] = [0, doc.y]
  // A row that is higher than what is left of a page goes on at the next: the cells keep their place.
  const heading: object = { scope: 'Column' }
  const elements = cells.map(() => (style.header ? doc.struct('TH', heading) : doc.struct('TD')))
  for (const element of elements) line.add(element)
  while (from < most) {
    const fit = Math.max(1, Math.min(most - from, Math.floor((footOf(doc) - top) / lineHeight)))
    let x = margin
    for (const [at, cell] of lines.entries()) {
      const part = cell.slice(from, from + fit)
      const [left, start] = [x, top]
      if (part.length > 0)
        elements[at]?.add(() => {
          for (const [n, text] of part.entries()) pen.line(text, left, start + n * lineHeight)
        })
      x += (style.columns[at] ?? 0) + cellGap
    }
    from += fit
    doc.y = top + fit * lineHeight
    if (from < most) {
      nextPage(sheet, style)
      top = doc.y
    }
  }
  for (const element of elements) ended(element)
  ended(line)
  rule(doc, style.header)
  doc.y += 3
  doc.x = margin
}

/** A table that goes on at the next page shows its heading there again, which is no part of the structure. */
function nextPage(sheet: Sheet, style: RowStyle): void {
  const { doc, pens } = sheet
  doc.addPage()
  if (style.header) return
  const lines = linesOf(sheet, style.head, { ...style, header: true })
  const top = doc.y
  doc.markContent('Artifact', { type: 'Pagination' })
  let x = margin
  for (const [at, cell] of lines.entries()) {
    for (const [n, text] of cell.entries()) pens.head.line(text, x, top + n * pens.head.height)
    x += (style.columns[at] ?? 0) + cellGap
  }
  doc.endMarkedContent()
  doc.y = top + Math.max(...lines.map((one) => one.length)) * pens.head.height
  rule(doc, true)
  doc.y += 3
}

/** A line below a row. */
function rule(doc: Doc, strong: boolean): void {
  const [y, right] = [(doc.y + 1).toFixed(2), (doc.page.width - margin).toFixed(2)]
  doc.addContent(`/Artifact BMC q ${strong ? '0.8 w 0.2 G' : '0.3 w 0.75 G'} ${margin} ${y} m ${right} ${y} l S Q EMC`)
}
