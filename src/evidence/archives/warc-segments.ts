/** Joins the pieces of records that were split over several (WARC 1.1, 7), in any order and from any of the files of an import. */
import { createHash } from 'node:crypto'
import type { ImportNote } from './import-note.ts'
import { noPartner, type Partner } from './warc-requests.ts'
import { valueOf, type WarcRecord } from './warc-records.ts'

/** One piece of a record. */
export interface Segment {
  readonly origin: string
  /** From 1; the first piece has the header of the whole. */
  readonly number: number
  /** Bytes of the whole block, on the last piece. */
  readonly totalBytes: number | null
  readonly record: WarcRecord
  /** What was asked, as far as known. */
  readonly partner: Partner
  readonly notes: readonly ImportNote[]
}

/** A record made of its pieces, as far as they are there; null when its first is not. */
export interface Joined {
  readonly origin: string
  readonly record: WarcRecord | null
  readonly partner: Partner
  readonly notes: readonly ImportNote[]
  readonly whole: boolean
  /** Numbers of the pieces that there are. */
  readonly numbers: readonly number[]
}

/** A piece by its header, or null when the record is none. */
export function segmentOf(record: WarcRecord): Omit<Segment, 'partner' | 'notes'> | null {
  const number = numberIn(record, 'warc-segment-number')
  if (number === null || number < 1) return null
  const origin = number === 1 ? record.id : valueOf(record.fields, 'warc-segment-origin-id')
  if (origin === null || origin === '' || number > 1 !== (record.type === 'continuation')) return null
  return { origin, number, totalBytes: numberIn(record, 'warc-segment-total-length'), record }
}

function numberIn(record: WarcRecord, name: string): number | null {
  const text = valueOf(record.fields, name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

export interface Segments {
  /** Takes a piece; gives the record when all of it is there, or one that must go to make room. `repeated`: a record that was joined has the same piece. */
  add(segment: Segment): Joined | 'repeated' | null
  /** What is left at the end. */
  rest(): Joined[]
}

/** Pieces that wait, together; beyond that the oldest record goes as it is. */
const waitingLimitBytes = 256 * 1024 * 1024

/** Records that were joined, of which it is remembered what their pieces were. */
const mostRemembered = 100_000

function printOf({ record, totalBytes }: Segment): string {
  const { id, block } = record
  return createHash('sha1')
    .update(JSON.stringify([id, totalBytes]))
    .update(block ?? '')
    .digest('base64')
}

/** `limitBytes`: what a record may have when it is joined. */
export function makeSegments(limitBytes: number): Segments {
  const waiting = new Map<string, Map<number, Segment>>()
  const joined = new Map<string, readonly string[]>()
  let heldBytes = 0
  const leave = (origin: string): Joined | null => {
    const pieces = waiting.get(origin)
    if (pieces === undefined) return null
    waiting.delete(origin)
    for (const piece of pieces.values()) heldBytes -= bytesOf(piece)
    return join(
      origin,
      [...pieces.values()].toSorted((a, b) => a.number - b.number),
      limitBytes
    )
  }
  return {
    add: (segment) => {
      // All of its pieces may stand there again, or one of them: that is no record which misses the others.
      if (joined.get(segment.origin)?.[segment.number - 1] === printOf(segment)) return 'repeated'
      const pieces = waiting.get(segment.origin) ?? new Map<number, Segment>()
      waiting.set(segment.origin, pieces)
      const known = pieces.get(segment.number)
      // Of two pieces of one number the same one is kept, whichever came first.
      if (known === undefined || differs(known, segment)) {
        const piece = known === undefined ? segment : contradicted(known, segment)
        heldBytes += bytesOf(piece) - (known === undefined ? 0 : bytesOf(known))
        pieces.set(segment.number, piece)
      }
      if (isComplete(pieces)) {
        const prints = [...pieces.values()].toSorted((a, b) => a.number - b.number).map(printOf)
        if (joined.size < mostRemembered) joined.set(segment.origin, prints)
        return leave(segment.origin)
      }
      return heldBytes > waitingLimitBytes ? leave([...waiting.keys()][0] ?? '') : null
    },
    rest: () => [...waiting.keys()].flatMap((origin) => leave(origin) ?? [])
  }
}

function bytesOf({ record }: Segment): number {
  return record.block?.length ?? 0
}

function differs(one: Segment, other: Segment): boolean {
  const [a, b] = [one.record.block, other.record.block]
  return a === null || b === null ? a !== b : !a.equals(b)
}

/** Two pieces of one number with different bytes: neither can be believed. */
function contradicted(one: Segment, other: Segment): Segment {
  const [first, second] = [one.record.block ?? Buffer.alloc(0), other.record.block ?? Buffer.alloc(0)]
  const kept = one.number === 1 && Buffer.compare(first, second) > 0 ? other : one
  const words = `its piece ${one.number} is there twice, with different bytes`
  const notes = [...kept.notes, { kind: 'segments-incomplete' as const, words }]
  return { ...kept, record: one.number === 1 ? kept.record : { ...kept.record, block: null }, notes, totalBytes: null }
}

function isComplete(pieces: ReadonlyMap<number, Segment>): boolean {
  const total = totalOf([...pieces.values()])
  let bytes = 0
  for (let number = 1; number <= pieces.size; number++) {
    const block = pieces.get(number)?.record.block
    if (block === undefined || block === null) return false
    bytes += block.length
  }
  return total !== null && bytes === total
}

function totalOf(pieces: readonly Segment[]): number | null {
  return pieces.find((piece) => piece.totalBytes !== null)?.totalBytes ?? null
}

function join(origin: string, pieces: readonly Segment[], limitBytes: number): Joined {
  const [first] = pieces
  const numbers = pieces.map((piece) => piece.number)
  const told = pieces.flatMap((piece) => piece.notes)
  const partner = first?.partner ?? noPartner
  if (first === undefined || first.number !== 1 || first.record.block === null)
    return { origin, record: null, partner, notes: told, whole: false, numbers }
  const blocks: Buffer[] = []
  let bytes = 0
  for (const [at, piece] of pieces.entries()) {
    const { block } = piece.record
    if (piece.number !== at + 1 || block === null || bytes + block.length > limitBytes) break
    blocks.push(block)
    bytes += block.length
  }
  const total = totalOf(pieces)
  const contradicts = told.some((note) => note.kind === 'segments-incomplete')
  const whole = blocks.length === pieces.length && total === bytes && !contradicts
  const record = wholeRecord(first.record, pieces, Buffer.concat(blocks))
  const words = whole
    ? `it was split into ${pieces.length} pieces: they were joined`
    : `it was split into pieces of which ${blocks.length} could be joined (${bytes} of ${total ?? 'an unknown number of'} bytes): kept as incomplete`
  const note: ImportNote = { kind: whole ? 'segments-joined' : 'segments-incomplete', words }
  return { origin, record, partner, notes: [...told, note], whole, numbers }
}

/** The first piece with the bytes of all, without what it says of being a piece, and with what any piece says of being cut off. */
function wholeRecord(first: WarcRecord, pieces: readonly Segment[], block: Buffer): WarcRecord {
  const truncated = pieces.map((piece) => valueOf(piece.record.fields, 'warc-truncated')).find((text) => text !== null)
  const kept = first.fields.filter(([name]) => !/^warc-(?:segment-.*|truncated)$/.test(name))
  const fields = truncated === undefined ? kept : [...kept, ['warc-truncated', truncated] as const]
  return { ...first, fields, block, blockBytes: block.length, blockDigest: 'none' }
}
