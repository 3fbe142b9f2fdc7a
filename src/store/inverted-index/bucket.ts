/** The content of one bucket: its terms, and for each the documents that hold it and the places in them. */
import { byteWriter, padded, readNumber, type ByteWriter, type NumberReader } from './bytes.ts'

/*
 * postings: number of terms; for each term: bytes of its name, name (UTF-8), documents, bytes of its documents, bytes of its places;
 * then the documents of all terms: distance to the one before shifted by one, lowest bit 1 when it stands there once, else the count.
 * positions: the places of all terms in the same order, each as distance to the one before. Both end in padding.
 */

/** Where one term lies in the bytes of its bucket. */
export interface Slice {
  readonly documents: number
  readonly at: number
  readonly end: number
  readonly placesAt: number
  readonly placesEnd: number
}

export interface BucketBytes {
  readonly postings: Buffer
  readonly positions: Buffer
}

export interface BucketWriter {
  /** Begins a term; its documents follow in rising order. */
  term(name: string): void
  /** A document with its places in rising order, or with a count alone. */
  document(no: number, count: number, places: Iterable<number> | null): void
  done(): BucketBytes
}

export function bucketWriter(): BucketWriter {
  const parts: BucketParts = {
    head: byteWriter(),
    documents: byteWriter(),
    places: byteWriter(),
    terms: 0,
    open: null,
    last: -1
  }
  return {
    term(name) {
      endTerm(parts)
      parts.open = { name, count: 0, at: parts.documents.length(), placesAt: parts.places.length() }
      parts.last = -1
    },
    document(no, count, places) {
      if (parts.open === null) throw new Error('a document without a term')
      parts.open.count++
      parts.documents.number((((no - parts.last) << 1) | (count === 1 ? 1 : 0)) >>> 0)
      if (count !== 1) parts.documents.number(count)
      parts.last = no
      let before = 0
      for (const place of places ?? []) {
        parts.places.number(place - before)
        before = place
      }
    },
    done() {
      endTerm(parts)
      const all = byteWriter(parts.head.length() + parts.documents.length() + 8)
      all.number(parts.terms)
      const [head, documents] = [parts.head.done(), parts.documents.done()]
      all.bytes(head, 0, head.length)
      all.bytes(documents, 0, documents.length)
      return { postings: padded(all.done()), positions: padded(parts.places.done()) }
    }
  }
}

interface BucketParts {
  readonly head: ByteWriter
  readonly documents: ByteWriter
  readonly places: ByteWriter
  terms: number
  open: { name: string; count: number; at: number; placesAt: number } | null
  last: number
}

/** A term that got no document is not written. */
function endTerm(parts: BucketParts): void {
  const { open, head } = parts
  parts.open = null
  if (open === null || open.count === 0) return
  const name = Buffer.from(open.name)
  head.number(name.length)
  head.bytes(name, 0, name.length)
  head.number(open.count)
  head.number(parts.documents.length() - open.at)
  head.number(parts.places.length() - open.placesAt)
  parts.terms++
}

/** Calls `visit` for each term that begins with one of `begins` (UTF-8; an empty one: all), with its slice. */
export function readTerms(
  postings: Buffer,
  begins: readonly Buffer[],
  visit: (name: string, slice: Slice) => void
): void {
  const reader: NumberReader = { bytes: postings, at: 0 }
  const terms = readNumber(reader)
  const found: { name: string; documents: number; at: number; bytes: number; placesAt: number; placesBytes: number }[] =
    []
  let at = 0
  let placesAt = 0
  for (let i = 0; i < terms; i++) {
    const length = readNumber(reader)
    const start = reader.at
    reader.at += length
    const documents = readNumber(reader)
    const bytes = readNumber(reader)
    const placesBytes = readNumber(reader)
    if (begins.some((one) => beginsWith(postings, start, length, one)))
      found.push({
        name: postings.toString('utf8', start, start + length),
        documents,
        at,
        bytes,
        placesAt,
        placesBytes
      })
    at += bytes
    placesAt += placesBytes
  }
  const base = reader.at
  for (const one of found) {
    visit(one.name, {
      documents: one.documents,
      at: base + one.at,
      end: base + one.at + one.bytes,
      placesAt: one.placesAt,
      placesEnd: one.placesAt + one.placesBytes
    })
  }
}

function beginsWith(bytes: Buffer, start: number, length: number, begin: Buffer): boolean {
  if (begin.length > length) return false
  for (let at = 0; at < begin.length; at++) if (bytes[start + at] !== begin[at]) return false
  return true
}

/** The documents of a term in rising order, each with how often it stands there. */
export function eachDocument(postings: Buffer, slice: Slice, visit: (no: number, count: number) => void): void {
  const reader: NumberReader = { bytes: postings, at: slice.at }
  let no = -1
  while (reader.at < slice.end) {
    const code = readNumber(reader)
    no += code >>> 1
    visit(no, (code & 1) === 1 ? 1 : readNumber(reader))
  }
}

/** As `eachDocument`, with the places, of the documents that are marked with 1; null: of all. */
export function eachPlaces(
  bytes: BucketBytes,
  slice: Slice,
  marked: Uint8Array | null,
  visit: (no: number, places: readonly number[], count: number) => void
): void {
  const reader: NumberReader = { bytes: bytes.positions, at: slice.placesAt }
  const withPlaces = slice.placesEnd > slice.placesAt
  eachDocument(bytes.postings, slice, (no, count) => {
    if (marked !== null && marked[no] !== 1) {
      if (withPlaces) for (let i = 0; i < count; i++) readNumber(reader)
      return
    }
    const places: number[] = []
    let place = 0
    for (let i = 0; withPlaces && i < count; i++) {
      place += readNumber(reader)
      places.push(place)
    }
    visit(no, places, count)
  })
}
