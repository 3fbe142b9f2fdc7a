/** What opened adverts are counted by, as columns in memory: language, places and kinds of facts, read from the facet bucket of each segment. */
import { openState, type AdvertColumns } from '../adverts/advert-columns.ts'
import type { Tx } from '../ground.ts'
import { larger } from '../adverts/larger.ts'
import { eachDocument, readTerms } from './bucket.ts'
import { isNewest, type LivingSegment } from './living.ts'
import type { Index } from './lookup.ts'
import { openBucket, type OpenSegment } from './segment.ts'
import { facetsBegin } from './terms.ts'

/** Position N of each column is advert N. Sealed and erased adverts have nothing here. */
export interface FacetColumns {
  /** Index into `languages`; 0: not known. */
  readonly language: Uint8Array
  /** Bit N: it states a fact of kind N of `facetKinds`. */
  readonly kinds: Uint32Array
  /** Index into `placeSets`; 0: none. */
  readonly placeSet: Int32Array
  readonly languages: readonly string[]
  readonly places: readonly string[]
  /** Places (indexes into `places`) that adverts name together. */
  readonly placeSets: readonly (readonly number[])[]
}

interface Columns {
  language: Uint8Array
  kinds: Uint32Array
  placeSet: Int32Array
  readonly languages: string[]
  readonly places: string[]
  readonly placeSets: number[][]
}

interface Kept {
  readonly columns: Columns
  readonly languageNumbers: Map<string, number>
  readonly placeNumbers: Map<string, number>
  readonly placeSetNumbers: Map<string, number>
  /** For each advert the version whose facets stand in the columns, and the order in which that was written. */
  sighting: Float64Array
  order: Float64Array
  /** Segments whose documents were looked at, with their marks, the adverts that were open then, and whether the columns knew all of them. */
  readonly seen: Map<string, { readonly marks: Uint8Array; readonly openings: number; readonly all: boolean }>
  turn: Promise<unknown>
}

const kept = new Map<string, Kept>()
const mostMandates = 8
const mostLanguages = 250
/** Segments of one read: of 200,000 adverts each has some two million bytes. */
const perRead = 8

/** The facets of the opened adverts of a mandate, brought up to the index and the columns in hand. Merging alone reads nothing again. */
export async function facetColumns(
  tx: Tx,
  mandate: string,
  index: Index,
  adverts: AdvertColumns
): Promise<FacetColumns> {
  const mine = kept.get(mandate) ?? empty()
  kept.delete(mandate)
  kept.set(mandate, mine)
  for (const other of kept.keys()) if (kept.size > mostMandates) kept.delete(other)
  const looking = mine.turn.then(() => refresh(tx, mine, index, adverts))
  mine.turn = looking.catch(() => undefined)
  await looking
  return mine.columns
}

async function refresh(tx: Tx, mine: Kept, { segments, living }: Index, adverts: AdvertColumns): Promise<void> {
  grow(mine, adverts.size)
  const now = new Set(segments.map((one) => one.id))
  const left = [...mine.seen.keys()].filter((id) => !now.has(id))
  for (const id of left) mine.seen.delete(id)
  if (left.length > 0) forgetErased(mine, adverts)
  const wanted = segments.flatMap((segment, at) => {
    const { documents, marks } = living.segments[at]!
    const seen = mine.seen.get(segment.id)
    if (seen?.marks === marks && seen.openings === adverts.openings && seen.all) return []
    if (hasNew(mine, { documents, marks }, adverts)) return [{ segment, documents: living.segments[at]! }]
    mine.seen.set(segment.id, { marks, openings: adverts.openings, all: knowsAll({ documents, marks }, adverts) })
    return []
  })
  for (let from = 0; from < wanted.length; from += perRead)
    await read(tx, mine, wanted.slice(from, from + perRead), adverts)
}

function hasNew(mine: Kept, { documents, marks }: LivingSegment, adverts: AdvertColumns): boolean {
  const { advert, sighting, order } = documents
  for (let no = 0; no < marks.length; no++) {
    const id = advert[no]!
    if (marks[no] !== isNewest || adverts.state[id] !== openState) continue
    if (mine.sighting[id] !== sighting[no] || mine.order[id] !== order[no]) return true
  }
  return false
}

/** Erased adverts are unknown too: their segments are few, and looked at again until they are written anew. */
function knowsAll({ documents, marks }: LivingSegment, adverts: AdvertColumns): boolean {
  const { advert } = documents
  for (let no = 0; no < marks.length; no++)
    if (marks[no] === isNewest && (adverts.state[advert[no]!] ?? 0) === 0) return false
  return true
}

interface Wanted {
  readonly segment: OpenSegment
  readonly documents: LivingSegment
}

async function read(tx: Tx, mine: Kept, wanted: readonly Wanted[], adverts: AdvertColumns): Promise<void> {
  const { rows } = await tx.query<{ at: number; postings: Buffer }>({
    name: 'index-facets',
    text: `select w.at::int, b.postings from unnest($1::uuid[], $2::int[]) with ordinality as w(segment_id, bucket, at)
           join index_bucket b on b.segment_id = w.segment_id and b.bucket = w.bucket`,
    values: [wanted.map((one) => one.segment.id), wanted.map((one) => one.segment.bucketOf(facetsBegin))]
  })
  const found = new Map(rows.map((row) => [row.at - 1, row.postings]))
  wanted.forEach(({ segment, documents }, at) => {
    const sealed = found.get(at)
    // Merged meanwhile: the next look finds its documents where they are now.
    if (sealed === undefined) return
    fill(mine, openBucket(segment, 'postings', segment.bucketOf(facetsBegin), sealed), documents, adverts)
    const all = knowsAll(documents, adverts)
    mine.seen.set(segment.id, { marks: documents.marks, openings: adverts.openings, all })
  })
}

function fill(mine: Kept, postings: Buffer, { documents, marks }: LivingSegment, adverts: AdvertColumns): void {
  const { columns } = mine
  const { advert, sighting, order } = documents
  const counts = (no: number): boolean => marks[no] === isNewest && adverts.state[advert[no]!] === openState
  for (let no = 0; no < marks.length; no++) {
    if (!counts(no)) continue
    const id = advert[no]!
    mine.sighting[id] = sighting[no]!
    mine.order[id] = order[no]!
    columns.language[id] = columns.kinds[id] = columns.placeSet[id] = 0
  }
  const places = new Map<number, number[]>()
  const begin = Buffer.from(facetsBegin)
  readTerms(postings, [begin], (name, slice) => {
    const value = name.slice(2)
    const kind = name[1]
    const number = kind === 'k' ? Number(value) : kind === 'l' ? languageNumber(mine, value) : placeNumber(mine, value)
    eachDocument(postings, slice, (no) => {
      if (!counts(no)) return
      if (kind === 'k') columns.kinds[advert[no]!]! |= 1 << number
      else if (kind === 'l') columns.language[advert[no]!] = number
      else {
        const known = places.get(advert[no]!)
        if (known === undefined) places.set(advert[no]!, [number])
        else known.push(number)
      }
    })
  })
  for (const [id, numbers] of places) columns.placeSet[id] = placeSetNumber(mine, numbers)
}

function languageNumber({ columns, languageNumbers }: Kept, value: string): number {
  let number = languageNumbers.get(value)
  if (number === undefined) {
    if (columns.languages.length >= mostLanguages) return 0
    number = columns.languages.push(value) - 1
    languageNumbers.set(value, number)
  }
  return number
}

function placeNumber({ columns, placeNumbers }: Kept, value: string): number {
  let number = placeNumbers.get(value)
  if (number === undefined) {
    number = columns.places.push(value) - 1
    placeNumbers.set(value, number)
  }
  return number
}

function placeSetNumber({ columns, placeSetNumbers }: Kept, numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const name = sorted.join()
  let number = placeSetNumbers.get(name)
  if (number === undefined) {
    number = columns.placeSets.push(sorted) - 1
    placeSetNumbers.set(name, number)
  }
  return number
}

/** What was erased leaves the memory as well. */
function forgetErased({ columns, sighting }: Kept, adverts: AdvertColumns): void {
  for (let id = 0; id < columns.language.length; id++) {
    if (adverts.state[id] === openState) continue
    columns.language[id] = columns.kinds[id] = columns.placeSet[id] = 0
    sighting[id] = 0
  }
}

function grow(mine: Kept, size: number): void {
  const { columns } = mine
  if (columns.language.length >= size) return
  columns.language = larger(new Uint8Array(size), columns.language)
  columns.kinds = larger(new Uint32Array(size), columns.kinds)
  columns.placeSet = larger(new Int32Array(size), columns.placeSet)
  mine.sighting = larger(new Float64Array(size), mine.sighting)
  mine.order = larger(new Float64Array(size), mine.order)
}

function empty(): Kept {
  return {
    columns: {
      language: new Uint8Array(),
      kinds: new Uint32Array(),
      placeSet: new Int32Array(),
      languages: [''],
      places: [],
      placeSets: [[]]
    },
    languageNumbers: new Map(),
    placeNumbers: new Map(),
    placeSetNumbers: new Map(),
    sighting: new Float64Array(),
    order: new Float64Array(),
    seen: new Map(),
    turn: Promise.resolve()
  }
}
