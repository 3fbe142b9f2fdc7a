/** The dossier as a tagged PDF: a structure tree in reading order, fonts inside, the digest on every page, and nothing to click. */
import { createRequire } from 'node:module'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import type { Block } from '../document.ts'
import type { FrozenDossier } from '../state.ts'
import { dossierWords } from '../words.ts'

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const margin = 50
const sizes = { 1: 20, 2: 15, 3: 11.5 } as const
const bodySize = 9.5
const cellSize = 7.5
const cellGap = 6
/** Cells of tables as such; further rows are written as lines, or the structure tree alone would fill the memory. */
const mostCells = 60_000
/** Blocks between two looks whether the job goes on. */
const pauseEvery = 50

type Doc = PDFKit.PDFDocument
type Structure = ReturnType<Doc['struct']>

interface Sheet {
  readonly doc: Doc
  readonly root: Structure
  readonly widths: Map<string, number>
  cells: number
}

/**
 * Writes the PDF. The same blocks give the same bytes: dates are those of the state, and identifiers follow from them. `pause` is awaited
 * now and then; what it throws ends the work.
 */
export async function pdfOf(
  blocks: Iterable<Block>,
  frozen: FrozenDossier,
  pause: () => Promise<void>
): Promise<Buffer> {
  const { state, no } = frozen
  const words = dossierWords[state.ask.language]
  const at = new Date(state.at)
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 20 },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: state.ask.language,
    bufferPages: true,
    info: {
      Title: `${words.title} ${no}: ${plain(state.case.title)}`,
      CreationDate: at,
      ModDate: at,
      Producer: 'Baken',
      Creator: 'Baken'
    }
  })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.registerFont('body', path.join(fonts, 'DejaVuSans.ttf'))
  doc.registerFont('bold', path.join(fonts, 'DejaVuSans-Bold.ttf'))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const sheet: Sheet = { doc, root, widths: new Map(), cells: 0 }
  let written = 0
  for (const block of blocks) {
    write(sheet, block)
    if (++written % pauseEvery === 0) await pause()
  }
  root.end()
  footers(doc, `${words.digest}: ${frozen.digest}`, words.page)
  doc.end()
  await ended
  return Buffer.concat(parts)
}

function write(sheet: Sheet, block: Block): void {
  const { doc, root } = sheet
  if (block.kind === 'heading') {
    const { level, text } = block
    if (doc.y > doc.page.height - margin * 3) doc.addPage()
    root.add(
      doc.struct(`H${level}`, { title: plain(text) }, () => {
        doc.font('bold').fontSize(sizes[level]).text(shown(doc, text), margin)
      })
    )
    doc.moveDown(0.4)
  } else if (block.kind === 'list') list(sheet, block.items)
  else if (block.kind === 'table') table(sheet, block.head, block.rows)
  else
    root.add(
      doc.struct(block.kind === 'quote' ? 'BlockQuote' : 'P', {}, () => {
        const indent = block.kind === 'quote' ? 14 : 0
        doc.font('body').fontSize(bodySize)
        doc.text(shown(doc, block.text), margin + indent, doc.y, { width: doc.page.width - 2 * margin - indent })
      })
    )
  doc.moveDown(0.5)
}

function list({ doc, root }: Sheet, items: readonly string[]): void {
  const whole = doc.struct('L')
  root.add(whole)
  for (const item of items) {
    const text = doc.struct('LBody', {}, () => {
      doc
        .font('body')
        .fontSize(bodySize)
        .text(shown(doc, item), margin + 10, doc.y, { width: doc.page.width - 2 * margin - 10 })
    })
    whole.add(doc.struct('LI', {}, [text]))
  }
  whole.end()
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
  row(sheet, whole, head, { columns, header: true })
  for (const one of rows) row(sheet, whole, one, { columns, header: false })
  whole.end()
}

/** Widths of columns by what stands in them: the widest words are broken before the others are. */
function columnsOf(sheet: Sheet, head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const room = sheet.doc.page.width - 2 * margin - cellGap * head.length
  sheet.doc.font('body').fontSize(cellSize)
  const wanted = head.map((name, at) => {
    const seen = rows.slice(0, 200).map((one) => widthOf(sheet, one[at] ?? ''))
    return Math.min(room / 2, Math.max(36, widthOf(sheet, name) * 1.2, ...seen))
  })
  const sum = wanted.reduce((all, one) => all + one, 0)
  return wanted.map((one) => (one / sum) * room)
}

interface RowStyle {
  readonly columns: readonly number[]
  readonly header: boolean
}

function row(sheet: Sheet, whole: Structure, cells: readonly string[], { columns, header }: RowStyle): void {
  const { doc } = sheet
  doc.font(header ? 'bold' : 'body').fontSize(cellSize)
  const lineHeight = doc.currentLineHeight(true) + 0.5
  const lines = cells.map((cell, at) => broken(sheet, shown(doc, cell), columns[at] ?? 0))
  const most = Math.max(...lines.map((one) => one.length))
  const bottom = (): number => doc.page.height - margin - 20
  const line = doc.struct('TR')
  whole.add(line)
  if (doc.y + Math.min(most, 6) * lineHeight > bottom()) doc.addPage()
  let [from, top] = [0, doc.y]
  // A row that is higher than what is left of a page goes on at the next: the cells keep their place.
  const elements = cells.map(() => doc.struct(header ? 'TH' : 'TD'))
  for (const element of elements) line.add(element)
  while (from < most) {
    const fit = Math.max(1, Math.min(most - from, Math.floor((bottom() - top) / lineHeight)))
    let x = margin
    for (const [at, cell] of lines.entries()) {
      const part = cell.slice(from, from + fit)
      const [left, start] = [x, top]
      if (part.length > 0)
        elements[at]?.add(() => {
          for (const [n, text] of part.entries()) doc.text(text, left, start + n * lineHeight, { lineBreak: false })
        })
      x += (columns[at] ?? 0) + cellGap
    }
    from += fit
    doc.y = top + fit * lineHeight
    if (from < most) {
      doc.addPage()
      doc.font(header ? 'bold' : 'body').fontSize(cellSize)
      top = doc.y
    }
  }
  for (const element of elements) element.end()
  line.end()
  doc.y += 2
  doc.x = margin
}

/** Lines of a cell: broken at blanks, and within words that are wider than it. */
function broken(sheet: Sheet, text: string, width: number): string[] {
  const lines: string[] = []
  for (const given of text.split('\n')) {
    let line = ''
    let used = 0
    for (const word of given.split(/(?<=[ ,;/?&-])/)) {
      const wide = widthOf(sheet, word)
      if (used + wide > width && line !== '') {
        lines.push(line)
        ;[line, used] = ['', 0]
      }
      if (wide <= width) {
        line += word
        used += wide
        continue
      }
      for (const letter of word) {
        const one = widthOf(sheet, letter)
        if (used + one > width && line !== '') {
          lines.push(line)
          ;[line, used] = ['', 0]
        }
        line += letter
        used += one
      }
    }
    lines.push(line)
  }
  return lines.map((one) => one.trimEnd())
}

/** Width in points at the size of cells: the sum of the letters, each measured once. */
function widthOf({ doc, widths }: Sheet, text: string): number {
  let sum = 0
  for (const letter of text) {
    let one = widths.get(letter)
    if (one === undefined) widths.set(letter, (one = doc.widthOfString(letter) * 1.03))
    sum += one
  }
  return sum
}

interface FontInside {
  readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } }
}

const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** What the font has no letter for, and marks that turn the direction of writing, are named by their numbers: nothing is left out unseen. */
function shown(doc: Doc, text: string): string {
  const lines = plain(text)
  if (/^[\n\x20-\x7e]*$/.test(lines)) return lines
  const { font } = (doc as unknown as FontInside)._font
  return [...lines]
    .map((letter) => {
      const point = letter.codePointAt(0) ?? 0
      const here = letter === '\n' || (!directions.test(letter) && font.hasGlyphForCodePoint(point))
      return here ? letter : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`
    })
    .join('')
}

function plain(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, '\ufffd')
    .toWellFormed()
}

function footers(doc: Doc, digest: string, page: (no: number, of: number) => string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(start + at)
    const { bottom } = doc.page.margins
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font('body').fontSize(6.5)
    doc.text(digest, margin, doc.page.height - 40, { lineBreak: false })
    doc.text(page(at + 1, count), doc.page.width - margin - 80, doc.page.height - 40, {
      lineBreak: false,
      width: 80,
      align: 'right'
    })
    doc.endMarkedContent()
    doc.page.margins.bottom = bottom
  }
}
