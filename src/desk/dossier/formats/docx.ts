/** The dossier in words: a DOCX made from a template that people edit in any word processor, or from the one that comes with Baken. */
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { openZip, type SafeZip } from '../../../evidence/archives/zip-guard.ts'
import { storedZip } from '../../../evidence/packages/zip-stored.ts'
import type { Advert } from '../../../contract/desk/adverts.ts'
import type { FrozenDossier, StateItem } from '../state.ts'
import { dossierWords } from '../words.ts'
import { defaultTemplate } from './docx-default.ts'

/** Why a template cannot be used, in words for who edits it: which field, and where. */
export class TemplateFault extends Error {}

const mostTemplateBytes = 2 * 1024 * 1024
const limits = { entries: 500, totalBytes: 40 * 1024 * 1024, ratio: 200 }
const active = /vbaProject|vbaData|activeX|embeddings\/|oleObject|attachedToolbars|customUI|\.bin$/i
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
    const macro = zip.names.find((name) => active.test(name))
    if (macro !== undefined) throw new TemplateFault(`it holds ${macro}: macros and objects are not taken`)
    for (const name of zip.names.filter((one) => /\.(?:xml|rels)$/.test(one))) await checkPart(zip, name)
  } finally {
    zip.close()
  }
  render(bytes, sampleModel())
}

async function checkPart(zip: SafeZip, name: string): Promise<void> {
  const parts: Buffer[] = []
  for await (const piece of await zip.open(name)) parts.push(piece as Buffer)
  const text = Buffer.concat(parts).toString('utf8')
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    throw new TemplateFault(`${name} declares a document type`)
  if (/macroEnabled/i.test(text) && name === '[Content_Types].xml')
    throw new TemplateFault('it is a document with macros (DOCM): save it as DOCX')
  const outside = /TargetMode="External"[^>]*Type="[^"]*\/(\w+)"|Type="[^"]*\/(\w+)"[^>]*TargetMode="External"/.exec(
    text
  )
  const kind = outside?.[1] ?? outside?.[2]
  if (name.endsWith('.rels') && kind !== undefined && kind !== 'hyperlink')
    throw new TemplateFault(`${name} fetches something from elsewhere (${kind})`)
  const field = /<w:instrText[^>]*>([^<]*)</g
  for (const [, instruction = ''] of text.matchAll(field))
    if (fetching.test(instruction.toUpperCase()))
      throw new TemplateFault(`${name} has a field that fetches or runs something: ${instruction.trim().slice(0, 80)}`)
}

/** The document as DOCX; the same template and state give the same bytes. Throws `TemplateFault` where the template does not fit. */
export function docxOf(template: Buffer | null, frozen: FrozenDossier, contents: ReadonlyMap<number, unknown>): Buffer {
  const { language } = frozen.state.ask
  const done = render(
    template ?? defaultTemplate(dossierWords[language], language, frozen.state.at),
    modelOf(frozen, contents)
  )
  const zip = storedZip(frozen.state.at)
  const names = Object.keys(done.files).filter((name) => done.files[name]?.dir !== true)
  const parts = names
    .toSorted((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1))
    .flatMap((name) => zip.add(name, done.files[name]?.asNodeBuffer() ?? Buffer.alloc(0)))
  return Buffer.concat([...parts, ...zip.end()])
}

function render(template: Buffer, model: Model): PizZip {
  const unknown = new Set<string>()
  try {
    const made = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter(part: { readonly value?: string; readonly module?: string }) {
        if (part.module === undefined || part.module === '') unknown.add(part.value ?? '')
        else if (part.module === 'loop') unknown.add(`#${part.value ?? ''}`)
        return ''
      }
    })
    made.render(model)
    if (unknown.size > 0)
      throw new TemplateFault(
        `it asks for ${[...unknown].slice(0, 10).join(', ')}, which a dossier does not have; it has ${Object.keys(model).join(', ')}`
      )
    return made.getZip() as PizZip
  } catch (error) {
    if (error instanceof TemplateFault) throw error
    throw new TemplateFault(explained(error))
  }
}

interface TemplaterError {
  readonly message: string
  readonly properties?: { readonly explanation?: string; readonly errors?: readonly TemplaterError[] }
}

function explained(error: unknown): string {
  const { message, properties } = error as TemplaterError
  const errors = properties?.errors ?? []
  const all = errors.map((one) => one.properties?.explanation ?? one.message)
  return all.length > 0 ? all.slice(0, 10).join('; ') : (properties?.explanation ?? message)
}

type Model = Readonly<Record<string, unknown>>

/** What fields a template may name, with what they say. */
function modelOf(frozen: FrozenDossier, contents: ReadonlyMap<number, unknown>): Model {
  const { state, no, follows, digest } = frozen
  const words = dossierWords[state.ask.language]
  const facts = Map.groupBy(state.facts, (one) => one.item)
  const itemOf = (item: StateItem): Model => {
    const newest =
      item.kind === 'advert'
        ? (contents.get(item.no) as Advert | undefined)?.versions.findLast((one) => one.reading !== null)
        : undefined
    return {
      ...item,
      kind: words.kinds[item.kind],
      confirmedBy: item.confirmedBy ?? '',
      confirmedAt: item.confirmedAt ?? '',
      keptAt: item.keptAt ?? '',
      text: newest?.reading?.text ?? '',
      capture: newest?.custody.capture ?? '',
      facts: (facts.get(item.no) ?? []).map((one) => ({
        ...one,
        characters: one.spans.map(([from, to]) => words.characters(from, to)).join(', '),
        verdict: words.factStates[one.state]
      }))
    }
  }
  const model = {
    title: state.case.title,
    no,
    asOf: state.at,
    digest,
    follows: follows ?? '',
    purpose: state.case.purpose,
    basis: state.case.basis,
    form: state.case.form,
    lead: state.case.lead,
    mandate: words.mandateSays(state.mandate.id, state.mandate.grantedBy, state.mandate.from, state.mandate.until),
    note: words.noConclusion,
    redacted: state.ask.keys.length === 0 ? '' : words.redacted(state.ask.keys.length),
    leftOut: state.leftOut === 0 ? '' : words.leftOut(state.leftOut),
    acts: state.acts.map((one) => ({ ...one, about: one.about ?? '' })),
    confirmed: state.items.filter((one) => one.confirmed).map(itemOf),
    unconfirmed: state.items.filter((one) => !one.confirmed).map(itemOf),
    against: state.against.map((one) => ({
      ...one,
      kind: words.againstKinds[one.kind],
      says: one.says[state.ask.language]
    })),
    custody: state.custody.map((one) => ({ ...one, subject: one.subject ?? '' })),
    captures: state.captures.map((one) => ({ ...one, url: one.url ?? '', state: words.captureStates[one.state] })),
    versions: Object.entries(state.method.versions).map(([step, version]) => ({ step, version })),
    figures: state.method.figures,
    limits: words.limitList.map((says) => ({ says }))
  }
  return cleaned(model) as Model
}

/** Without what XML cannot hold. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/\r\n?/g, '\n')
      .toWellFormed()
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)]))
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
      custody: [{ no: 1, at: 'x', actor: 'x', act: 'x', subject: 'x', detail: {}, entry: 'x', prev: 'x', hash: 'x' }],
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
      method: { versions: { read: 1 }, figures: [{ file: 'x', at: 'x', name: 'x', value: 1 }] },
      template: null
    }
  }
  return modelOf(sample, new Map())
}
