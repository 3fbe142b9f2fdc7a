/** Words in a row: documents of one segment that have all of them, and of those the ones in which they stand one after the other. Pure. */
import { readNumber, type NumberReader } from './bytes.ts'
import type { Slice } from './bucket.ts'
import { larger } from '../adverts/larger.ts'
import { isNewest } from './living.ts'

/** One word of a phrase: its bucket as opened, and where it lies there. */
export interface PhraseWord {
  readonly postings: Buffer
  readonly positions: Buffer
  readonly slice: Slice
}

/** Whether some document that counts has all of the words; their places are not looked at. */
export function haveSome(words: readonly PhraseWord[], marks: Uint8Array): boolean {
  return eachWithAll(words.map(cursorOf), marks, () => true)
}

/** Calls `visit` for each document that counts in which the words stand one after the other. */
export function eachInRow(words: readonly PhraseWord[], marks: Uint8Array, visit: (no: number) => void): void {
  if (!haveSome(words, marks)) return
  const inOrder = words.map((word) => ({
    ...cursorOf(word),
    places: { bytes: word.positions, at: word.slice.placesAt }
  }))
  const offsets = new Map(inOrder.map((cursor, at) => [cursor, at]))
  const rarestFirst = inOrder.toSorted(byDocuments)
  let starts = new Int32Array(64)
  eachWithAll(inOrder, marks, (no) => {
    let left = -1
    for (const cursor of rarestFirst) {
      const offset = offsets.get(cursor) ?? 0
      if (cursor.count > starts.length) starts = larger(new Int32Array(cursor.count * 2), starts)
      left = left < 0 ? readStarts(cursor, offset, starts) : keepFollowing(cursor, offset, starts, left)
      if (left === 0) return false
    }
    visit(no)
    return false
  })
}

/** Goes through the documents of a word and, beside them, its places, where they are at hand. */
interface Cursor {
  readonly word: PhraseWord
  readonly documents: NumberReader
  readonly places: NumberReader | null
  /** The document at which it stands. */
  no: number
  /** Places in that document which were not read yet. */
  count: number
}

function cursorOf(word: PhraseWord): Cursor {
  return { word, documents: { bytes: word.postings, at: word.slice.at }, places: null, no: -1, count: 0 }
}

function byDocuments(a: Cursor, b: Cursor): number {
  return a.word.slice.documents - b.word.slice.documents
}

/** Calls `visit` with all cursors at a document that counts and has all words, in rising order; true when that answered true. */
function eachWithAll(cursors: readonly Cursor[], marks: Uint8Array, visit: (no: number) => boolean): boolean {
  const [rarest, ...others] = cursors.toSorted(byDocuments)
  if (rarest === undefined) return false
  for (let no = 0; moveTo(rarest, no); no++) {
    no = rarest.no
    let all = true
    for (const other of others) {
      if (!moveTo(other, no)) return false
      if (other.no === no) continue
      // The next that can have all is where this one stands.
      no = other.no - 1
      all = false
      break
    }
    if (all && marks[no]! === isNewest && visit(no)) return true
  }
  return false
}

/** Moves to the first document from `no` on that has the word, past the places of those before; false when there is none. */
function moveTo(cursor: Cursor, no: number): boolean {
  const { documents, places, word } = cursor
  while (cursor.no < no) {
    if (documents.at >= word.slice.end) return false
    if (places !== null) skipNumbers(places, cursor.count)
    const code = readNumber(documents)
    cursor.no += code >>> 1
    cursor.count = (code & 1) === 1 ? 1 : readNumber(documents)
  }
  return true
}

/** Each number ends with the first byte below 128. */
function skipNumbers(reader: NumberReader, count: number): void {
  const { bytes } = reader
  let { at } = reader
  for (let left = count; left > 0 && at < bytes.length;) if (bytes[at++]! < 128) left--
  reader.at = at
}

/** Where a phrase would start by the places of one of its words, which stands `offset` words after its start. */
function readStarts(cursor: Cursor, offset: number, starts: Int32Array): number {
  let size = 0
  eachPlace(cursor, (place) => {
    if (place >= offset) starts[size++] = place - offset
  })
  return size
}

/** Of these starts the ones that another word confirms; both are in rising order. */
function keepFollowing(cursor: Cursor, offset: number, starts: Int32Array, size: number): number {
  let at = 0
  let kept = 0
  eachPlace(cursor, (place) => {
    const start = place - offset
    while (at < size && starts[at]! < start) at++
    if (at < size && starts[at] === start) {
      starts[kept++] = start
      at++
    }
  })
  return kept
}

/** The places of the document at which a cursor stands; they are read once. */
function eachPlace(cursor: Cursor, visit: (place: number) => void): void {
  const { places, count } = cursor
  cursor.count = 0
  let place = 0
  for (let i = 0; places !== null && i < count; i++) {
    place += readNumber(places)
    visit(place)
  }
}
