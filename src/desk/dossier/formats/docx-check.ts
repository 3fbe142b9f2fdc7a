/** What a template may not be, and what a finished document says: both are read before anything of them is used. */
import { openZip, wholeEntry, type SafeZip } from '../../../evidence/archives/zip-guard.ts'
import { programIn } from '../../office-package.ts'
import type { CustodyEntry, FrozenDossier, StateItem, StateTask } from '../state.ts'
import { modelOf, render, type Model } from './docx.ts'
import { TemplateFault } from './template-fault.ts'

const mostTemplateBytes = 2 * 1024 * 1024
/** Unpacked, of all its parts that are read as XML: to render 16 MB of it took 15 CPU seconds and 2.5 GB, of 50 kB that were sent. */
const mostXmlBytes = 2 * 1024 * 1024
const limits = { entries: 500, totalBytes: 40 * 1024 * 1024, ratio: 200 }
/** Fields that fetch or run something when a document opens. */
const fetching = /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK)\b/

/**
 * Refuses, as `TemplateFault`, what is no plain DOCX: macros, objects within, contents fetched from elsewhere, and what does not fit as fields;
 * a field that a dossier does not have is named with those that it has.
 */
export async function checkTemplate(bytes: Buffer): Promise<void> {
  if (bytes.length > mostTemplateBytes) throw new TemplateFault('it has more than 2 MB')
  const zip = await openZip(bytes, limits)
  if (zip.kind === 'refused') throw new TemplateFault(`it is no DOCX that can be opened: ${zip.detail}`)
  try {
    if (!zip.names.includes('word/document.xml')) throw new TemplateFault('it is no DOCX: word/document.xml is missing')
    const macro = programIn(zip.names)
    if (macro !== undefined) throw new TemplateFault(`it holds ${macro}: macros and objects are not taken`)
    const read = zip.names.filter((one) => /\.(?:xml|rels)$/.test(one))
    if (read.reduce((sum, name) => sum + zip.sizeBytes(name), 0) > mostXmlBytes)
      throw new TemplateFault('its words and styles take more than 2 MB unpacked')
    for (const name of read) await checkPart(zip, name)
  } finally {
    zip.close()
  }
  render(bytes, sampleModel())
}

async function checkPart(zip: SafeZip, name: string): Promise<void> {
  const text = (await wholeEntry(zip, name)).toString('utf8')
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    throw new TemplateFault(`${name} declares a document type`)
  if (/macroEnabled/i.test(text) && name === '[Content_Types].xml')
    throw new TemplateFault('it is a document with macros (DOCM): save it as DOCX')
  if (name.endsWith('.rels'))
    for (const { Type: type = '', TargetMode: mode = '' } of elementsIn(text, 'Relationship')) {
      const kind = /\w*$/.exec(type)?.[0] ?? ''
      if (mode === 'External' && kind !== 'hyperlink')
        throw new TemplateFault(`${name} fetches something from elsewhere (${kind})`)
      if (kind === 'aFChunk') throw new TemplateFault(`${name} takes in another document (${kind})`)
    }
  for (const instruction of instructionsIn(text))
    if (fetching.test(instruction.toUpperCase()))
      throw new TemplateFault(`${name} has a field that fetches or runs something: ${instruction.trim().slice(0, 80)}`)
}

/** The attributes of each element of this name, without prefixes, as a reader of XML takes them: in either quotes, with entities. */
function elementsIn(text: string, element: string): Readonly<Record<string, string>>[] {
  const starts = text.matchAll(new RegExp(String.raw`<(?:\w+:)?${element}\b`, 'g'))
  return [...starts].map(({ index }) => {
    const pairs = text.slice(index, endOf(text, index)).matchAll(/(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
    return Object.fromEntries(
      [...pairs].map(([, name = '', double, single = '']) => [name, plainOf(double ?? single)] as const)
    )
  })
}

const mostTagChars = 100_000

/** Where the tag that begins here ends: a `>` within quotes is none. */
function endOf(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length && at < from + mostTagChars; at++) {
    const letter = text[at] ?? ''
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '>') return at
    else if (letter === '"' || letter === "'") quote = letter
  }
  throw new TemplateFault('a tag in it does not end')
}

/** What each field of a part asks for: one may be written in pieces, each in a run of its own, or in short as an attribute. */
function instructionsIn(text: string): string[] {
  const written = text
    .split(/<(?:\w+:)?fldChar\b/)
    .map((field) =>
      [...field.matchAll(/<(?:\w+:)?instrText\b[^>]*>([^<]*)</g)].map(([, piece = '']) => plainOf(piece)).join('')
    )
  return [...written, ...elementsIn(text, 'fldSimple').map((field) => field['instr'] ?? '')]
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plainOf(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (all, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? all
      const point = hex === undefined ? Number(number) : Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    }
  )
}

/** Every word of a document, paragraph by paragraph, with what its properties and pictures hold as text. */
export async function docxWords(docx: Buffer): Promise<string> {
  const zip = await openZip(docx, { ...limits, totalBytes: 512 * 1024 * 1024 })
  if (zip.kind === 'refused') throw new TemplateFault(`it is no DOCX that can be opened: ${zip.detail}`)
  const words: string[] = []
  try {
    for (const name of zip.names) {
      const bytes = await wholeEntry(zip, name)
      if (/\.(?:xml|rels)$/.test(name))
        words.push(
          bytes
            .toString('utf8')
            .replaceAll(/<\/w:p>/g, '\n')
            .replaceAll(/<[^>]*>/g, attributesOf)
        )
      else words.push(bytes.toString('latin1'), bytes.toString('utf16le'))
    }
  } finally {
    zip.close()
  }
  return words.join('\n')
}

/** Runs of a word join without what stands between them; other elements may say something in their attributes. */
function attributesOf(tag: string): string {
  return /^<\/?w:/.test(tag) ? '' : ` ${[...tag.matchAll(/="([^"]*)"/g)].map(([, value]) => value).join(' ')} `
}

const sampleEntry: CustodyEntry = {
  no: 1,
  at: 'x',
  actor: 'x',
  act: 'x',
  subject: 'x',
  detail: {},
  entry: 'x',
  prev: 'x',
  hash: 'x'
}

const sampleTask: StateTask = {
  no: 1,
  kind: 'other',
  template: null,
  title: { nl: 'x', en: 'x' },
  about: 'x',
  subject: null,
  priority: 'low',
  owner: 'x',
  dueOn: 'x',
  state: 'done',
  result: 'x',
  order: null,
  by: 'x',
  at: 'x',
  endedBy: 'x',
  endedAt: 'x'
}

/** A dossier with one of everything, on which a template is tried. */
function sampleModel(): Model {
  const item: StateItem = {
    no: 1,
    kind: 'advert',
    ref: '1',
    version: 1,
    title: 'x',
    why: 'x',
    by: 'x',
    at: 'x',
    confirmed: true,
    confirmedBy: 'x',
    confirmedAt: 'x',
    digest: 'sha256:0',
    holds: [1],
    keptAt: 'x'
  }
  const sample: FrozenDossier = {
    no: 1,
    digest: '0',
    follows: null,
    state: {
      format: 'baken-dossier/1',
      ask: { language: 'en', unconfirmed: true, keys: [] },
      at: '2026-01-01T00:00:00.000Z',
      case: {
        id: 'x',
        title: 'x',
        purpose: 'x',
        basis: 'x',
        form: 'x',
        lead: 'x',
        until: 'x',
        openedBy: 'x',
        openedAt: 'x'
      },
      mandate: { id: 'x', basis: 'x', purpose: 'x', grantedBy: 'x', from: 'x', until: 'x' },
      items: [item, { ...item, no: 2, confirmed: false }],
      leftOut: 1,
      acts: [{ at: 'x', by: 'x', act: 'x', about: 'x', reason: 'x' }],
      custody: [sampleEntry],
      captures: [
        { id: 'x', adverts: [1], seenAt: 'x', url: 'x', state: 'open', origin: 'crawl', recordDigest: 'x', ledgerNo: 1 }
      ],
      facts: [
        {
          item: 1,
          advert: 1,
          version: 1,
          capture: 'x',
          kind: 'phone',
          value: 'x',
          raw: 'x',
          spans: [[0, 1]],
          method: 'x',
          confidence: 1,
          state: 'proposed'
        }
      ],
      against: [{ item: 1, kind: 'sign', about: 'x', says: { nl: 'x', en: 'x' } }],
      tasks: [sampleTask],
      searches: { entries: [sampleEntry], withheld: 1 },
      method: { versions: { read: 1 }, figures: [{ file: 'x', at: 'x', name: 'x', value: 1 }] },
      template: null
    }
  }
  return modelOf(sample, new Map())
}
