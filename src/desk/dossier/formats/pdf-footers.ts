/** What stands around the text of the PDF: the foot of every page (digest of the contents, number of the page, how many there are) and its title as data. */
import { escaped } from './html.ts'
import type { Pen } from './pdf-letters.ts'

/** Room for the number of pages at the end of a footer, in points. */
const totalWidth = 32

interface PageInside {
  readonly xobjects: Record<string, PDFKit.PDFKitReference>
}

/**
 * Writes the digest and the number on each page as it is begun, so that a page can leave the memory when it is full. How many there are is
 * known at the end: every page shows one drawing for it, which `end` fills.
 */
export function footersOf(
  doc: PDFKit.PDFDocument,
  pen: Pen,
  digest: string,
  page: (no: number) => string
): { end(): void } {
  const { width, height } = doc.page
  const side = doc.page.margins.left
  const total = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, -3, totalWidth, pen.height] })
  let pages = 0
  const add = (): void => {
    const top = height - 40
    const right = width - side - totalWidth
    const words = page(++pages)
    doc.markContent('Artifact', { type: 'Pagination' })
    pen.line(digest, side, top)
    pen.line(words, right - pen.width(words), top)
    ;(doc.page as unknown as PageInside).xobjects['Total'] = total
    doc.addContent(`q 1 0 0 -1 ${right.toFixed(2)} ${(top + pen.rise).toFixed(2)} cm /Total Do Q`)
    doc.endMarkedContent()
  }
  add()
  doc.on('pageAdded', add)
  return {
    end() {
      doc.off('pageAdded', add)
      const { operators, fonts } = pen.raw(String(pages))
      ;(total.data as Record<string, unknown>)['Resources'] = { Font: fonts }
      total.end(Buffer.from(operators))
    }
  }
}

interface MetadataInside {
  info: { Title: string }
  _addInfo(): void
}

/** pdfkit writes the title into the XML of the metadata as it is, after it stands in the dictionary of the document. */
export function titleEscaped(doc: PDFKit.PDFDocument): void {
  const inside = doc as unknown as MetadataInside
  const add = inside._addInfo.bind(doc)
  inside._addInfo = () => {
    inside.info = { ...inside.info, Title: escaped(inside.info.Title) }
    add()
  }
}
