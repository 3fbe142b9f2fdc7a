/** Which documents count: per advert its present version, and of a version that was read twice the later reading; kept in memory between searches. */
import type { Tx } from '../ground.ts'
import { documentsOf } from './merge.ts'
import type { Documents } from './documents.ts'
import type { SegmentRow } from './segment.ts'

export interface LivingSegment {
  readonly documents: Documents
  /** For each document the bits `isNewest` and `isReplaced`. Never changed once handed out. */
  readonly marks: Uint8Array
}

export interface Living {
  /** In the order of the rows asked for, without those that left the index since they were listed. */
  readonly segments: readonly LivingSegment[]
  /** One more than the highest advert id. */
  readonly adverts: number
}

/** The document is the newest version of its advert. */
export const isNewest = 1
/** The document was replaced by a later reading of the same version. */
export const isReplaced = 2

/** Ids and times of a million documents take 24 MB; beyond four million, what was not asked for longest is read again. */
const mostDocuments = 4_000_000

interface Segment {
  readonly id: string
  readonly documents: Documents
  marks: Uint8Array
  /** The marks were handed out: they are copied before they change. */
  shared: boolean
}

/*
 * A document is named by the place of its segment times 2^24 plus its number. Segments come and go (a batch adds one, merging takes
 * eight away and adds one): only their own documents are looked at, so that a search beside a crawl costs what the crawl wrote.
 */
interface State {
  readonly slots: (Segment | null)[]
  /** Place of each segment in `slots`. */
  readonly places: Map<string, number>
  /** For each advert the name of its newest document; -1: none. */
  newest: Float64Array
  /** Adverts with several documents. */
  readonly several: Map<number, number[]>
  /** Of adverts with several documents the sighting that is their present version, as the database said. */
  readonly present: Map<number, number>
  /** Adverts with several documents of which the database was not asked since one was added. */
  readonly unsettled: Set<number>
  /** Adverts with several documents of which one came or went. */
  readonly touched: Set<number>
  /** Documents up to this order were asked about. */
  settledTo: number
  /** The latest order that was added. */
  addedTo: number
  /** Looks one after the other: two at once would take away what the other counts on. */
  turn: Promise<unknown>
}

const states = new Map<string, State>()
const perSegment = 2 ** 24

/** What counts in these segments of a mandate. Segments never change: only new ones are read, and of those that left the documents are taken out. */
export async function livingDocuments(tx: Tx, mandate: string, rows: readonly SegmentRow[]): Promise<Living> {
  const state = states.get(mandate) ?? emptyState()
  states.delete(mandate)
  states.set(mandate, state)
  forgetOthers()
  const mine = state.turn.then(() => look(tx, state, rows))
  state.turn = mine.catch(() => undefined)
  return mine
}

async function look(tx: Tx, state: State, rows: readonly SegmentRow[]): Promise<Living> {
  const missing = await documentsOf(
    tx,
    rows.filter((row) => !state.places.has(row.id)).map((row) => row.id)
  )
  const asked = new Set(rows.map((row) => row.id))
  for (const [id, place] of state.places) if (!asked.has(id)) remove(state, id, place)
  for (const [id, documents] of missing) add(state, id, documents)
  await settlePresent(tx, state)
  const segments = rows.flatMap((row) => state.slots[state.places.get(row.id) ?? -1] ?? [])
  for (const one of segments) one.shared = true
  return {
    segments: segments.map(({ documents, marks }) => ({ documents, marks })),
    adverts: state.newest.length
  }
}

function add(state: State, id: string, documents: Documents): void {
  const { advert, order } = documents
  const segment: Segment = { id, documents, marks: new Uint8Array(advert.length), shared: false }
  const place = state.slots.push(segment) - 1
  state.places.set(id, place)
  grow(state, advert)
  for (let no = 0; no < advert.length; no++) {
    const name = place * perSegment + no
    if (order[no]! > state.addedTo) state.addedTo = order[no]!
    const other = state.newest[advert[no]!]!
    if (other === -1) {
      state.newest[advert[no]!] = name
      segment.marks[no] = isNewest
      continue
    }
    const names = state.several.get(advert[no]!) ?? [other]
    names.push(name)
    state.several.set(advert[no]!, names)
    state.touched.add(advert[no]!)
    if (order[no]! > state.settledTo || !state.present.has(advert[no]!)) state.unsettled.add(advert[no]!)
  }
}

function remove(state: State, id: string, place: number): void {
  const segment = state.slots[place]
  state.places.delete(id)
  state.slots[place] = null
  const { advert } = segment?.documents ?? { advert: [] }
  for (let no = 0; no < advert.length; no++) {
    const left = state.several.get(advert[no]!)?.filter((name) => name !== place * perSegment + no)
    if (left === undefined) state.newest[advert[no]!] = -1
    else if (left.length === 0) {
      state.several.delete(advert[no]!)
      state.touched.delete(advert[no]!)
      state.newest[advert[no]!] = -1
    } else {
      state.several.set(advert[no]!, left)
      state.touched.add(advert[no]!)
    }
  }
}

function grow(state: State, adverts: Int32Array): void {
  let most = state.newest.length
  for (const advert of adverts) most = Math.max(most, advert + 1)
  if (most === state.newest.length) return
  const larger = new Float64Array(Math.ceil(most * 1.1)).fill(-1)
  larger.set(state.newest)
  state.newest = larger
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
  state.settledTo = Math.max(state.settledTo, state.addedTo)
  for (const advert of state.touched) settle(state, advert)
  state.touched.clear()
}

/** Marks anew the documents of an advert that has several. */
function settle(state: State, advert: number): void {
  const names = state.several.get(advert) ?? []
  const rows = names.map((name) => fieldsOf(state, name))
  const current = rows.filter(
    (one) => !rows.some((other) => other !== one && other.sighting === one.sighting && readLater(other, one))
  )
  const present = current.find((one) => one.sighting === state.present.get(advert))
  const newest = present ?? current.reduce((a, b) => (seenLater(b, a) ? b : a))
  state.newest[advert] = newest.name
  for (const one of rows) mark(state, one.name, one === newest ? isNewest : current.includes(one) ? 0 : isReplaced)
  if (names.length === 1) state.several.delete(advert)
}

function mark(state: State, name: number, marks: number): void {
  const segment = state.slots[Math.floor(name / perSegment)]!
  const no = name % perSegment
  if (segment === null || segment.marks[no] === marks) return
  if (segment.shared) {
    segment.marks = segment.marks.slice()
    segment.shared = false
  }
  segment.marks[no] = marks
}

interface Fields {
  readonly name: number
  readonly sighting: number
  readonly seen: number
  readonly order: number
}

function fieldsOf(state: State, name: number): Fields {
  const documents = state.slots[Math.floor(name / perSegment)]?.documents
  const no = name % perSegment
  if (documents === undefined) throw new Error('A document of a segment that left the index is still counted.')
  return { name, sighting: documents.sighting[no]!, seen: documents.seen[no]!, order: documents.order[no]! }
}

function readLater(a: Fields, b: Fields): boolean {
  return (a.order - b.order || a.name - b.name) > 0
}

function seenLater(a: Fields, b: Fields): boolean {
  return (a.seen - b.seen || a.order - b.order || a.sighting - b.sighting) >= 0
}

function emptyState(): State {
  return {
    slots: [],
    places: new Map(),
    newest: new Float64Array(0),
    several: new Map(),
    present: new Map(),
    unsettled: new Set(),
    touched: new Set(),
    settledTo: 0,
    addedTo: 0,
    turn: Promise.resolve()
  }
}

function forgetOthers(): void {
  let sum = 0
  for (const [mandate, { slots }] of [...states].toReversed()) {
    sum += slots.reduce((n, one) => n + (one?.documents.advert.length ?? 0), 0)
    if (sum > mostDocuments && states.size > 1) states.delete(mandate)
  }
}
