/** The PDF of a dossier: its blocks under its title, with its digest at the foot of each page. */
import type { Block } from './document.ts'
import { taggedPdf, type PdfHead } from './formats/pdf.ts'
import { plain } from './formats/pdf-letters.ts'
import type { FrozenDossier } from './state.ts'
import { dossierWords } from './words.ts'

/** Writes the PDF of a dossier. `pause` is awaited now and then; what it throws ends the work. */
export function pdfOf(
  blocks: Iterable<Block>,
  { state, no, digest }: FrozenDossier,
  pause: () => Promise<void>
): Promise<Buffer> {
  const words = dossierWords[state.ask.language]
  const head: PdfHead = {
    title: `${words.title} ${no}: ${plain(state.case.title)}`,
    language: state.ask.language,
    at: new Date(state.at),
    footer: `${words.digest}: ${digest}`,
    page: words.page
  }
  return taggedPdf(blocks, head, pause)
}
