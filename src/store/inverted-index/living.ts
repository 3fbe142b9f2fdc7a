/** Which documents count: per advert its present version, and of a version that was read twice the later reading; kept in memory between searches. */
import type { Tx } from '../ground.ts'
import { documentsOf } from './merge.ts'
import type { Documents } from './documents.ts'
import type { SegmentRow } from './segment.ts'

export interface Living {
  /** The documents of each segment, in the order of the rows asked for. */
  readonly documents: readonly Documents[]
  /** Whether a document is the newest version of its advert. */
  isNewest(segment: number, no: number): boolean
  /** Whether a document was not replaced by a later reading of the same version. */
  isCurrent(segment: number, no: number): boolean
  /** One more than the highest advert id. */
  readonly adverts: number
}

/** Ids and times of a million documents take 24 MB; beyond four million, what was not asked for longest is read again. */
const mostDocuments = 4_000_000

interface Segment {
  readonly id: string
  readonly documents: Documents
}

interface State {
  segments: Segment[]
  /** Place of each segment in `segments`. */
  places: Map<string, number>
  /** For each advert the place of its newest document: segment * 2^24 + number; -1: none. */
  newest: Float64Array
  /** Adverts with several documents. */
  several: Map<number, number[]>
  replaced: Set<number>
  /** Of adverts with several documents the sighting that is their present version, as the database said. */
  present: Map<number, number>
  /** Adverts with several documents of which the database was not asked since one was added. */
  unsettled: Set<number>
  /** Documents up to this order were asked about. */
  settledTo: number
  /** Something was added since. */
  changed: boolean
}

const states = new Map<string, State>()
const perSegment = 2 ** 24

/** What counts in these segments of a mandate. Segments never change: only new ones are read; when some left, all is counted anew. */
export async function livingDocuments(tx: Tx, mandate: string, rows: readonly SegmentRow[]): Promise<Living> {
  let state = states.get(mandate)
  const asked = new Set(rows.map((row) => row.id))
  if (state === undefined || state.segments.some((one) => !asked.has(one.id))) {
    const kept = state?.segments.filter((one) => asked.has(one.id)) ?? []
    state = { ...emptyState(), present: state?.present ?? new Map<number, number>(), settledTo: state?.settledTo ?? 0 }
    for (const one of kept) add(state, one)
  }
  const missing = rows.filter((row) => state.places.has(row.id) === false).map((row) => row.id)
  for (const [id, documents] of await documentsOf(tx, missing)) {
    if (!state.places.has(id)) add(state, { id, documents })
  }
  if (state.changed) await settlePresent(tx, state)
  states.delete(mandate)
  states.set(mandate, state)
  forgetOthers()
  const { newest, replaced, places, segments } = state
  const at = rows.map((row) => places.get(row.id) ?? -1)
  return {
    documents: at.map((place) => segments[place].documents),
    isNewest: (segment, no) => newest[segments[at[segment]].documents.advert[no]] === at[segment] * perSegment + no,
    isCurrent: (segment, no) => replaced.size === 0 || !replaced.has(at[segment] * perSegment + no),
    adverts: newest.length
  }
}

function add(state: State, segment: Segment): void {
  const place = state.segments.push(segment) - 1
  state.places.set(segment.id, place)
  state.changed = true
  const { advert } = segment.documents
  let most = state.newest.length
  for (let no = 0; no < advert.length; no++) most = Math.max(most, advert[no] + 1)
  if (most > state.newest.length) {
    const larger = new Float64Array(Math.ceil(most * 1.1)).fill(-1)
    larger.set(state.newest)
    state.newest = larger
  }
  for (let no = 0; no < advert.length; no++) {
    const name = place * perSegment + no
    const other = state.newest[advert[no]]
    if (other === -1) state.newest[advert[no]] = name
    else state.newest[advert[no]] = newestOf(state, advert[no], other, name)
  }
}

/** The newest document of an advert that has several; of one sighting read twice the earlier reading is marked as replaced. */
function newestOf(state: State, advert: number, other: number, name: number): number {
  const names = state.several.get(advert) ?? [other]
  const mine = fieldsOf(state, name)
  for (const one of names) {
    const its = fieldsOf(state, one)
    if (its.sighting === mine.sighting) state.replaced.add(its.order <= mine.order ? one : name)
  }
  names.push(name)
  state.several.set(advert, names)
  if (mine.order > state.settledTo || !state.present.has(advert)) state.unsettled.add(advert)
  const its = fieldsOf(state, other)
  const later = mine.seen - its.seen || mine.order - its.order || mine.sighting - its.sighting
  return later >= 0 ? name : other
}

function fieldsOf(state: State, name: number): { sighting: number; seen: number; order: number } {
  const { documents } = state.segments[Math.floor(name / perSegment)]
  const no = name % perSegment
  return { sighting: documents.sighting[no], seen: documents.seen[no], order: documents.order[no] }
}

/** Captures may come in late: which version is the present one is what the database says; without its word, what was seen last. */
async function settlePresent(tx: Tx, state: State): Promise<void> {
  if (state.unsettled.size > 0) {
    const { rows } = await tx.query<{ id: number; sighting_id: number | null }>({
      name: 'index-present-versions',
      text: 'select id, sighting_id from advert where id = any($1::int[])',
      values: [[...state.unsettled]]
    })
    for (const row of rows) state.present.set(row.id, row.sighting_id ?? -1)
    state.unsettled.clear()
  }
  for (const { documents } of state.segments)
    state.settledTo = documents.order.reduce((most, order) => Math.max(most, order), state.settledTo)
  state.changed = false
  for (const [advert, names] of state.several) {
    const sighting = state.present.get(advert)
    const now = names.findLast((name) => !state.replaced.has(name) && fieldsOf(state, name).sighting === sighting)
    if (now !== undefined) state.newest[advert] = now
  }
}

function emptyState(): State {
  return {
    segments: [],
    places: new Map(),
    newest: new Float64Array(0),
    several: new Map(),
    replaced: new Set(),
    present: new Map(),
    unsettled: new Set(),
    settledTo: 0,
    changed: true
  }
}

function forgetOthers(): void {
  let sum = 0
  for (const [mandate, state] of [...states].toReversed()) {
    sum += state.segments.reduce((n, one) => n + one.documents.advert.length, 0)
    if (sum > mostDocuments && states.size > 1) states.delete(mandate)
  }
}
