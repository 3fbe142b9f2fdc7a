/** The template that comes with Baken: a plain DOCX whose headings, order and wording people change in a word processor. Pure. */
import { storedZip } from '../../../evidence/packages/zip-stored.ts'
import type { DossierLanguage } from '../state.ts'
import type { DossierWords } from '../words.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Made of the words of a language; `at` is the moment that its members bear. */
export function defaultTemplate(words: DossierWords, language: DossierLanguage, at: string): Buffer {
  const zip = storedZip(at)
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', relations('officeDocument', 'word/document.xml')],
    ['word/_rels/document.xml.rels', relations('styles', 'styles.xml')],
    [
      'word/document.xml',
      `${declaration}<w:document xmlns:w="${word}"><w:body>${body(words)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
    ],
    ['word/styles.xml', `${declaration}<w:styles xmlns:w="${word}">${styles(language)}</w:styles>`]
  ]
  return Buffer.concat([...parts.flatMap(([name, text]) => zip.add(name, Buffer.from(text))), ...zip.end()])
}

function body(words: DossierWords): string {
  const lines: (readonly [style: string, text: string])[] = [
    ['Title', `${words.title} {no}: {title}`],
    ['Normal', `{#part}${words.part}{/part}`],
    ['Normal', '{note}'],
    ['Normal', `${words.asOf}: {asOf}`],
    ['Normal', `${words.digest}: {digest}`],
    ['Normal', `{#follows}${words.follows} {follows}{/follows}`],
    ['Normal', '{#redacted}{redacted}{/redacted}'],
    ['Normal', '{#leftOut}{leftOut}{/leftOut}'],
    ['Heading1', words.ground],
    ['Normal', `${words.purpose}: {purpose}`],
    ['Normal', `${words.basis}: {basis}`],
    ['Normal', `${words.form}: {form}`],
    ['Normal', `${words.mandate}: {mandate}`],
    ['Normal', `${words.lead}: {lead}`],
    ['Heading1', words.acts],
    ...loop('acts', [['Normal', '{at}; {by}; {act}; {about}; {reason}']]),
    ['Heading1', words.confirmed],
    ...loop('confirmed', item(words)),
    ['Heading1', words.unconfirmed],
    ...loop('unconfirmed', item(words)),
    ['Normal', '{#hasTasks}'],
    ['Heading1', words.tasks],
    ...loop('tasks', [['Normal', '{no}: {title}; {priority}; {owner}, {dueOn}; {state}; {result}']]),
    ['Normal', '{/hasTasks}'],
    ['Heading1', words.against],
    ['Normal', words.againstSays],
    ...loop('against', [['Normal', '{item}; {kind}; {about}; {says}']]),
    ['Heading1', words.custody],
    ...loop('custody', [['Normal', '{no}; {at}; {actor}; {act}; {subject}; {hash}']]),
    ['Normal', '{#hasSearches}'],
    ['Heading1', words.searched],
    ['Normal', words.searchedSays],
    ['Normal', '{#withheld}{withheld}{/withheld}'],
    ...loop('searches', [['Normal', '{no}: {at}; {actor}; {asked}; {found}']]),
    ['Normal', '{/hasSearches}'],
    ['Heading1', words.captures],
    ...loop('captures', [['Normal', '{id}; {seenAt}; {url}; {state}; {recordDigest}']]),
    ['Heading1', words.method],
    ...loop('versions', [['Normal', '{step}: {version}']]),
    ['Heading2', words.figures],
    ...loop('figures', [['Normal', '{name}: {value} ({file}, {at})']]),
    ['Heading2', words.limits],
    ...loop('limits', [['Normal', '{says}']])
  ]
  return lines.map(([style, text]) => paragraph(style, text)).join('')
}

function item(words: DossierWords): (readonly [string, string])[] {
  return [
    ['Heading2', '{no}: {title}'],
    ['Normal', `{kind} {ref}, {version}; {by}, {at}`],
    ['Normal', `${words.why}: {why}`],
    ['Normal', `${words.sha}: {digest}`],
    ['Normal', '{#text}{text}{/text}'],
    ...loop('facts', [['Normal', '{kind} {value} (“{raw}”): {capture}, {characters}; {verdict}']])
  ]
}

function loop(name: string, lines: (readonly [string, string])[]): (readonly [string, string])[] {
  return [['Normal', `{#${name}}`], ...lines, ['Normal', `{/${name}}`]]
}

function paragraph(style: string, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`

function relations(type: string, target: string): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
}

function styles(language: DossierLanguage): string {
  const tongue = language === 'nl' ? 'nl-NL' : 'en-GB'
  const one = (id: string, name: string, size: number, level: number | null): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/><w:pPr><w:spacing w:after="80"/>${level === null ? '' : `<w:outlineLvl w:val="${level}"/>`}</w:pPr><w:rPr>${level === null ? '' : '<w:b/>'}<w:sz w:val="${size}"/></w:rPr></w:style>`
  return [
    `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:lang w:val="${tongue}"/></w:rPr></w:rPrDefault></w:docDefaults>`,
    one('Normal', 'Normal', 20, null),
    one('Title', 'Title', 40, 0),
    one('Heading1', 'heading 1', 30, 0),
    one('Heading2', 'heading 2', 24, 1)
  ].join('')
}
