/** The dossier as one page of HTML without scripts, links or anything to fetch. Pure. */
import type { Block } from '../document.ts'
import type { DossierLanguage } from '../state.ts'

const style =
  'body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.25rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;font-size:13px}blockquote{white-space:pre-wrap;border-left:3px solid #bbb;margin:0;padding-left:1rem}'

/** Writes the page piece by piece. */
export function* htmlOf(blocks: Iterable<Block>, title: string, language: DossierLanguage): Generator<string> {
  yield `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>\n`
  for (const block of blocks) yield `${blockHtml(block)}\n`
  yield '</html>\n'
}

function blockHtml(block: Block): string {
  if (block.kind === 'heading') return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
  if (block.kind === 'list') return `<ul>${block.items.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`
  if (block.kind !== 'table') {
    const name = block.kind === 'quote' ? 'blockquote' : 'p'
    return `<${name}>${escaped(block.text)}</${name}>`
  }
  const head = block.head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')
  const rows = block.rows.map((row) => `<tr>${row.map((one) => `<td>${escaped(one)}</td>`).join('')}</tr>`)
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

/** With the signs of markup named, for HTML and XML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
