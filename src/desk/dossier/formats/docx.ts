/** The dossier in words: a DOCX made from a template that people edit in any word processor, or from the one that comes with Baken. */
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { storedZip } from '../../../evidence/packages/zip-stored.ts'
import { handlingSays } from '../document.ts'
import { foundBy, questionOf } from '../searches.ts'
import { toldState, type DossierState, type FrozenDossier, type ItemText, type StateItem } from '../state.ts'
import { dossierWords, momentOf, wordFor, type DossierWords } from '../words.ts'
import { defaultTemplate } from './docx-default.ts'
import { TemplateFault } from './template-fault.ts'

/** Rows of one kind in one file: word processors open what is larger very slowly or not at all, and making it takes the memory of the service. */
const mostRows = 1_500

/**
 * The document as DOCX, in several files where there is very much: each has its share of every list, in order. The same template and state
 * give the same bytes. Throws `TemplateFault` where the template does not fit.
 */
export function* docxOf(
  template: Buffer | null,
  frozen: FrozenDossier,
  texts: ReadonlyMap<number, ItemText>
): Generator<Buffer> {
  const { state } = frozen
  const { language } = state.ask
  const used = template ?? defaultTemplate(dossierWords[language], language, state.at)
  const longest = Math.max(...lists.map((name) => state[name].length))
  const parts = Math.max(1, Math.ceil(longest / mostRows))
  for (let part = 1; part <= parts; part++) {
    const model = modelOf(partOf(frozen, part), texts)
    yield packed(render(used, { ...model, part: parts > 1 ? part : '', parts: parts > 1 ? parts : '' }), state.at)
  }
}

/** Lists of a state that go on in further files. */
const lists = ['items', 'acts', 'custody', 'captures', 'against'] as const

function partOf(frozen: FrozenDossier, part: number): FrozenDossier {
  const shares = lists.map((name) => [name, frozen.state[name].slice((part - 1) * mostRows, part * mostRows)])
  // Tasks and searches are not very many: the first file has them all.
  const later: Partial<DossierState> =
    part === 1
      ? {}
      : {
          ...(frozen.state.tasks !== undefined && { tasks: [] }),
          ...(frozen.state.searches !== undefined && { searches: { entries: [], withheld: 0 } })
        }
  return { ...frozen, state: { ...frozen.state, ...(Object.fromEntries(shares) as Partial<DossierState>), ...later } }
}

function packed(done: PizZip, at: string): Buffer {
  const zip = storedZip(at)
  const names = Object.keys(done.files).filter((name) => done.files[name]?.dir !== true)
  const parts = names
    .toSorted((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1))
    .flatMap((name) => zip.add(name, done.files[name]?.asNodeBuffer() ?? Buffer.alloc(0)))
  return Buffer.concat([...parts, ...zip.end()])
}

/** Fills a template. Throws `TemplateFault` where a field is not there, or what stands in it does not fit. */
export function render(template: Buffer, model: Model): PizZip {
  const unknown = new Set<string>()
  try {
    const made = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
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

export type Model = Readonly<Record<string, unknown>>

/** What fields a template may name, with what they say. */
export function modelOf(frozen: FrozenDossier, texts: ReadonlyMap<number, ItemText>): Model {
  const { state, no, follows, digest } = frozen
  const words = dossierWords[state.ask.language]
  const facts = Map.groupBy(state.facts, (one) => one.item)
  const itemOf = (item: StateItem): Model => {
    return {
      ...item,
      kind: words.kinds[item.kind],
      at: momentOf(item.at),
      confirmedBy: item.confirmedBy ?? '',
      confirmedAt: momentOf(item.confirmedAt ?? ''),
      keptAt: momentOf(item.keptAt ?? ''),
      text: texts.get(item.no)?.text ?? '',
      capture: texts.get(item.no)?.capture ?? '',
      facts: (facts.get(item.no) ?? []).map((one) => ({
        ...one,
        kind: wordFor(words.facts, one.kind),
        characters: one.spans.map(([from, to]) => words.characters(from, to)).join(', '),
        verdict: words.factStates[one.state]
      }))
    }
  }
  const model = {
    title: state.case.title,
    no,
    part: '',
    parts: '',
    asOf: momentOf(state.at),
    digest,
    follows: follows ?? '',
    purpose: state.case.purpose,
    basis: state.case.basis,
    form: wordFor(words.forms, state.case.form),
    lead: state.case.lead,
    mandate: words.mandateSays(
      state.mandate.id,
      state.mandate.grantedBy,
      momentOf(state.mandate.from),
      momentOf(state.mandate.until)
    ),
    note: words.noConclusion,
    redacted: state.ask.keys.length === 0 ? '' : words.redacted(state.ask.keys.length),
    leftOut: [...(state.leftOut === 0 ? [] : [words.leftOut(state.leftOut)]), ...handlingSays(state, words)].join(' '),
    acts: state.acts.map((one) => ({
      ...one,
      at: momentOf(one.at),
      act: wordFor(words.did, one.act),
      about: one.about ?? ''
    })),
    confirmed: state.items.filter((one) => one.confirmed).map(itemOf),
    unconfirmed: state.items.filter((one) => !one.confirmed).map(itemOf),
    ...chosenOf(state, words),
    against: state.against.map((one) => ({
      ...one,
      kind: words.againstKinds[one.kind],
      says: one.says[state.ask.language]
    })),
    custody: state.custody.map((one) => ({ ...one, at: momentOf(one.at), subject: one.subject ?? '' })),
    captures: state.captures.map((one) => ({
      ...one,
      seenAt: momentOf(one.seenAt),
      url: one.url ?? '',
      state: words.captureStates[toldState(one)]
    })),
    versions: Object.entries(state.method.versions).map(([step, version]) => ({ step, version })),
    figures: state.method.figures.map((one) => ({ ...one, at: momentOf(one.at) })),
    limits: words.limitList.map((says) => ({ says }))
  }
  return cleaned(model) as Model
}

/** What goes along where it was asked for. */
function chosenOf(state: DossierState, words: DossierWords): Model {
  return { ...tasksOf(state, words), ...searchesOf(state, words) }
}

function tasksOf({ tasks, ask }: DossierState, words: DossierWords): Model {
  const rows = (tasks ?? []).map((one) => ({
    ...one,
    title: one.title[ask.language],
    priority: words.priorities[one.priority],
    state: words.taskStates[one.state],
    result: one.result ?? '',
    subject: one.subject ?? ''
  }))
  return { hasTasks: tasks !== undefined, tasks: rows }
}

function searchesOf({ searches }: DossierState, words: DossierWords): Model {
  const withheld = searches?.withheld ?? 0
  return {
    hasSearches: searches !== undefined,
    withheld: withheld === 0 ? '' : words.searchesWithheld(withheld),
    searches: (searches?.entries ?? []).map((one) => ({
      ...one,
      at: momentOf(one.at),
      asked: questionOf(one),
      found: foundBy(one)
    }))
  }
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
