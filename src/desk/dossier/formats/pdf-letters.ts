/** Pens for the PDF: a font in a size, which measures, breaks and draws lines letter by letter; only what joins or moves goes through the font's own layout. */

/** A font as pdfkit holds it: what its types do not name. */
interface FontInside {
  readonly id: string
  readonly ascender: number
  readonly font: { hasGlyphForCodePoint(point: number): boolean }
  encode(text: string): readonly [hex: string[], positions: unknown]
  widthOfString(text: string, size: number): number
  lineHeight(size: number, gap: boolean): number
  ref(): PDFKit.PDFKitReference
}

interface PageInside {
  readonly fonts: Record<string, PDFKit.PDFKitReference | undefined>
}

/** A font in a size. Widths and heights are in points; places are of the upper left corner, from the upper left of the page. */
export interface Pen {
  readonly height: number
  /** From the top of a line to the foot of its letters. */
  readonly rise: number
  readonly has: (point: number) => boolean
  width(text: string): number
  /** Draws one line. */
  line(text: string, x: number, y: number): void
  /** As operators for a drawing of its own, from its lower left corner, with the font that it needs. */
  raw(text: string): { readonly operators: string; readonly fonts: Record<string, PDFKit.PDFKitReference> }
}

/** Latin, Greek and Cyrillic letters, digits and punctuation: nothing in them joins or moves another. */
const alone =
  /^[\x20-\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufffd]*$/

/** A pen with a font that was registered under a name. */
export function penOf(doc: PDFKit.PDFDocument, name: string, size: number): Pen {
  doc.font(name)
  const font = (doc as unknown as { readonly _font: FontInside })._font
  const known = new Map<string, { readonly hex: string; readonly width: number }>()
  const letterOf = (letter: string): { readonly hex: string; readonly width: number } => {
    let found = known.get(letter)
    if (found === undefined) {
      const [hex] = font.encode(letter)
      found = { hex: hex.join(''), width: font.widthOfString(letter, size) }
      known.set(letter, found)
    }
    return found
  }
  const hexOf = (text: string): string => {
    let hex = ''
    for (const letter of text) hex += letterOf(letter).hex
    return hex
  }
  const rise = (font.ascender / 1000) * size
  return {
    height: font.lineHeight(size, true),
    rise,
    has: (point) => font.font.hasGlyphForCodePoint(point),
    width(text) {
      let sum = 0
      for (const letter of text) sum += letterOf(letter).width
      return sum
    },
    line(text, x, y) {
      if (!alone.test(text)) {
        doc.font(name).fontSize(size).text(text, x, y, { lineBreak: false })
        return
      }
      ;(doc.page as unknown as PageInside).fonts[font.id] ??= font.ref()
      doc.addContent(
        `BT 1 0 0 -1 ${rounded(x)} ${rounded(y + rise)} Tm /${font.id} ${size} Tf [<${hexOf(text)}>] TJ ET`
      )
    },
    raw: (text) => ({
      operators: `BT /${font.id} ${size} Tf 0 0 Td [<${hexOf(text)}>] TJ ET\n`,
      fonts: { [font.id]: font.ref() }
    })
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** Lines of a text that are no wider than `width`: broken where `at` says, and within words that are wider. */
export function broken(pen: Pen, text: string, width: number, at: RegExp): string[] {
  const lines: string[] = []
  for (const given of text.split('\n')) {
    let line = ''
    let used = 0
    const put = (piece: string, wide: number): void => {
      if (used + wide > width && line !== '') {
        lines.push(line)
        ;[line, used] = ['', 0]
      }
      line += piece
      used += wide
    }
    for (const word of given.split(at)) {
      const wide = pen.width(word)
      if (wide <= width || pen.width(word.trimEnd()) <= width) put(word, wide)
      else for (const letter of word) put(letter, pen.width(letter))
    }
    lines.push(line)
  }
  return lines.map((one) => one.trimEnd())
}

const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** What the font has no letter for, and marks that turn the direction of writing, are named by their numbers: nothing is left out unseen. */
export function shown(pen: Pen, text: string): string {
  const lines = plain(text)
  if (/^[\n\x20-\x7e]*$/.test(lines)) return lines
  return [...lines]
    .map((letter) => {
      const point = letter.codePointAt(0) ?? 0
      const here = letter === '\n' || (!directions.test(letter) && pen.has(point))
      return here ? letter : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`
    })
    .join('')
}

/** Without what a PDF cannot hold. */
export function plain(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, '\ufffd')
    .toWellFormed()
}
