/** The dossier as a text: headings, paragraphs, lists and tables in reading order, from which PDF, HTML and DOCX are made. Pure. */
import { closerOf, codesOf, noCodes } from '../../model/partners/handling.ts'
import { foundBy, questionOf } from './searches.ts'
import { clockOff } from '../adverts/clocks.ts'
import {
  toldState,
  type Against,
  type CustodyEntry,
  type FrozenDossier,
  type ItemText,
  type StateCapture,
  type StateFact,
  type StateItem
} from './state.ts'
import { dossierWords, momentOf, wordFor, type DossierWords } from './words.ts'

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph' | 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

interface Writing {
  readonly frozen: FrozenDossier
  readonly texts: ReadonlyMap<number, ItemText>
  readonly words: DossierWords
  readonly facts: ReadonlyMap<number, readonly StateFact[]>
}

/** All blocks, chapter by chapter. `texts`: those of pinned adverts, by number of the item. */
export function* documentOf(frozen: FrozenDossier, texts: ReadonlyMap<number, ItemText>): Generator<Block> {
  const words = dossierWords[frozen.state.ask.language]
  const facts = Map.groupBy(frozen.state.facts, (one) => one.item)
  const writing: Writing = { frozen, texts, words, facts }
  yield* opening(writing)
  yield* ground(writing)
  yield* itemsOf(writing, true)
  if (frozen.state.ask.unconfirmed) yield* itemsOf(writing, false)
  yield* tasks(writing)
  yield* against(writing)
  yield* custody(writing)
  yield* searched(writing)
  yield* captures(writing)
  yield* method(writing)
  yield { kind: 'heading', level: 2, text: words.verify }
  yield { kind: 'paragraph', text: words.verifySays }
}

function* opening({ frozen, words }: Writing): Generator<Block> {
  const { state, no, follows, digest } = frozen
  yield { kind: 'heading', level: 1, text: `${words.title} ${no}: ${state.case.title}` }
  yield { kind: 'paragraph', text: words.noConclusion }
  yield { kind: 'paragraph', text: `${words.asOf}: ${momentOf(state.at)}` }
  yield { kind: 'paragraph', text: `${words.digest}: ${digest}` }
  yield { kind: 'paragraph', text: follows === null ? words.first : `${words.follows} ${follows}` }
  if (state.ask.keys.length > 0) yield { kind: 'paragraph', text: words.redacted(state.ask.keys.length) }
  if (state.leftOut > 0) yield { kind: 'paragraph', text: words.leftOut(state.leftOut) }
  for (const text of handlingSays(state, words)) yield { kind: 'paragraph', text }
}

/** The closest codes of what goes along, and how much stays behind under which. */
export function handlingSays({ handling }: FrozenDossier['state'], words: DossierWords): string[] {
  if (handling === undefined) return []
  const all = handling.codes.reduce(closerOf, noCodes)
  return [
    ...(handling.codes.length === 0 ? [] : [words.handled(codesOf(all).join(' '))]),
    ...handling.behind.map(({ code, count }) => words.behind(count, code))
  ]
}

function* ground({ frozen, words }: Writing): Generator<Block> {
  const { state } = frozen
  const { mandate } = state
  yield { kind: 'heading', level: 2, text: words.ground }
  yield {
    kind: 'list',
    items: [
      `${words.purpose}: ${state.case.purpose}`,
      `${words.basis}: ${state.case.basis}`,
      `${words.form}: ${wordFor(words.forms, state.case.form)}`,
      `${words.mandate}: ${words.mandateSays(mandate.id, mandate.grantedBy, momentOf(mandate.from), momentOf(mandate.until))}; ${mandate.basis}; ${mandate.purpose}`,
      `${words.lead}: ${state.case.lead}`,
      `${words.opened}: ${momentOf(state.case.openedAt)}, ${state.case.openedBy}`
    ]
  }
  yield { kind: 'heading', level: 2, text: words.acts }
  const rows = state.acts.map((one) => [
    momentOf(one.at),
    one.by,
    wordFor(words.did, one.act),
    one.about ?? '',
    one.reason
  ])
  yield { kind: 'table', head: words.actHead, rows }
}

function* itemsOf(writing: Writing, confirmed: boolean): Generator<Block> {
  const { frozen, words } = writing
  yield { kind: 'heading', level: 2, text: confirmed ? words.confirmed : words.unconfirmed }
  const items = frozen.state.items.filter((one) => one.confirmed === confirmed)
  if (items.length === 0) yield { kind: 'paragraph', text: words.none }
  for (const item of items) yield* itemOf(writing, item)
}

function* itemOf({ frozen, texts, words, facts }: Writing, item: StateItem): Generator<Block> {
  yield { kind: 'heading', level: 3, text: `${words.item(item.no)}: ${item.title}` }
  const said = [
    words.itemSays(words.kinds[item.kind], item.ref, item.version, item.by, momentOf(item.at)),
    `${words.why}: ${item.why}`,
    `${words.sha}: ${item.digest.replace('sha256:', '')}`
  ]
  if (item.confirmedBy !== null) said.push(words.confirmedBy(item.confirmedBy, momentOf(item.confirmedAt ?? '')))
  if (item.keptAt !== null) said.push(words.kept(momentOf(item.keptAt)))
  const code = frozen.state.handling?.codes.find((one) => one.no === item.no)
  if (code !== undefined) said.push(words.handled(codesOf(code).join(' ')))
  yield { kind: 'list', items: said }
  const text = texts.get(item.no)
  if (text !== undefined) {
    yield { kind: 'paragraph', text: `${words.text} (${text.capture})` }
    yield { kind: 'quote', text: text.text }
  }
  const rows = (facts.get(item.no) ?? []).map((one) => factRow(words, one))
  if (rows.length > 0) yield { kind: 'table', head: words.factHead, rows }
}

function factRow(words: DossierWords, fact: StateFact): string[] {
  const where = fact.spans.map(([from, to]) => words.characters(from, to)).join(', ')
  return [wordFor(words.facts, fact.kind), fact.value, fact.raw, fact.capture, where, words.factStates[fact.state]]
}

function* against({ frozen, words }: Writing): Generator<Block> {
  const { state } = frozen
  yield { kind: 'heading', level: 2, text: words.against }
  yield { kind: 'paragraph', text: words.againstSays }
  const rows = state.against.map((one: Against) => [
    String(one.item),
    words.againstKinds[one.kind],
    one.about,
    one.says[state.ask.language]
  ])
  yield rows.length === 0 ? { kind: 'paragraph', text: words.none } : { kind: 'table', head: words.againstHead, rows }
}

function* tasks({ frozen, words }: Writing): Generator<Block> {
  const { tasks: all, ask } = frozen.state
  if (all === undefined) return
  yield { kind: 'heading', level: 2, text: words.tasks }
  const rows = all.map((one) => [
    String(one.no),
    one.title[ask.language],
    words.priorities[one.priority],
    one.owner,
    one.dueOn,
    words.taskStates[one.state],
    one.result ?? ''
  ])
  yield rows.length === 0 ? { kind: 'paragraph', text: words.none } : { kind: 'table', head: words.taskHead, rows }
}

function* custody({ frozen, words }: Writing): Generator<Block> {
  const { state } = frozen
  yield { kind: 'heading', level: 2, text: words.custody }
  yield { kind: 'paragraph', text: words.custodySays }
  const rows = state.custody.map((one) => [
    String(one.no),
    momentOf(one.at),
    one.actor,
    one.act,
    subjectOf(one),
    words.how(state.mandate.id),
    resultOf(one)
  ])
  yield { kind: 'table', head: words.custodyHead, rows }
}

function subjectOf({ subject, detail }: CustodyEntry): string {
  const about = [detail['in'], ...(Array.isArray(detail['about']) ? (detail['about'] as unknown[]) : [])]
  return [subject, ...about.filter((one) => typeof one === 'string')].filter((one) => one !== null).join(' ')
}

function resultOf({ detail, hash }: CustodyEntry): string {
  const digest = typeof detail['digest'] === 'string' ? `${detail['digest']}; ` : ''
  return `${digest}${hash}`
}

function* searched({ frozen, words }: Writing): Generator<Block> {
  const { searches } = frozen.state
  if (searches === undefined) return
  yield { kind: 'heading', level: 2, text: words.searched }
  yield { kind: 'paragraph', text: words.searchedSays }
  if (searches.withheld > 0) yield { kind: 'paragraph', text: words.searchesWithheld(searches.withheld) }
  const rows = searches.entries.map((one) => [
    String(one.no),
    momentOf(one.at),
    one.actor,
    questionOf(one),
    foundBy(one)
  ])
  yield rows.length === 0 ? { kind: 'paragraph', text: words.none } : { kind: 'table', head: words.searchHead, rows }
}

function* captures({ frozen, words }: Writing): Generator<Block> {
  yield { kind: 'heading', level: 2, text: words.captures }
  const rows = frozen.state.captures.map((one) => [
    one.id,
    momentOf(one.seenAt),
    siteClock(one, words),
    one.url ?? '',
    words.captureStates[toldState(one)],
    one.recordDigest.replace('sha256:', '')
  ])
  yield rows.length === 0 ? { kind: 'paragraph', text: words.none } : { kind: 'table', head: words.captureHead, rows }
}

/** The clock of the site beside the own one, and by how much they differ where that is more than an answer takes. */
function siteClock({ seenAt, serverAt }: StateCapture, words: DossierWords): string {
  if (serverAt == null) return ''
  const off = clockOff(seenAt, serverAt)
  return off === null ? momentOf(serverAt) : `${momentOf(serverAt)} (${words.clockOff(off)})`
}

function* method({ frozen, words }: Writing): Generator<Block> {
  const { versions, figures } = frozen.state.method
  yield { kind: 'heading', level: 2, text: words.method }
  yield { kind: 'heading', level: 3, text: words.versions }
  yield {
    kind: 'table',
    head: words.versionHead,
    rows: Object.entries(versions).map(([step, no]) => [step, String(no)])
  }
  yield { kind: 'heading', level: 3, text: words.figures }
  if (figures.length === 0) yield { kind: 'paragraph', text: words.notMeasured }
  else
    yield {
      kind: 'table',
      head: words.figureHead,
      rows: figures.map((one) => [one.name, one.file, momentOf(one.at), String(one.value)])
    }
  yield { kind: 'heading', level: 3, text: words.limits }
  yield { kind: 'list', items: words.limitList }
}
