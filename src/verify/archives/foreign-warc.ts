/** Checks WARC files of other programs by the digests that their records carry, block and payload both; what carries none is never called valid. */
import { createReadStream } from 'node:fs'
import { readHttpRequest, readHttpResponse } from '../../evidence/archives/http/message.ts'
import { labelledCheck, type LabelledCheck } from '../../evidence/archives/labelled-digest.ts'
import { defaultBlockLimitBytes, readRecords, valueOf, type WarcRecord } from '../../evidence/archives/warc-records.ts'
import { notFile, placeAt } from '../disk.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { makeRecordOddities } from './record-oddities.ts'
import { makeSegmented } from './segmented.ts'

/** Checks a `.warc` or `.warc.gz`. */
export async function* verifyWarcFile(file: string): AsyncGenerator<VerifyItem> {
  const place = placeAt(file)
  const wrong = notFile(place)
  if (wrong !== null) {
    yield unchecked(file, wrong, 'give a plain file')
    return
  }
  const bytes = place.kind === 'file' ? place.bytes : 0
  yield* verifyWarcStream(file, createReadStream(file, { highWaterMark: 256 * 1024 }), bytes)
}

interface Tally {
  records: number
  /** Records with at least one digest that was checked. */
  held: number
  faults: number
  open: number
  /** Records of content without a usable digest, and records that describe the file or a request. */
  bareContent: number
  bareOther: number
  first: string
}

/**
 * Checks the records of a stream; `item` names it. `sizeBytes` null: a member of a package, whose own digest covers records without one.
 * `read`: is given every record.
 */
export async function* verifyWarcStream(
  item: string,
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number | null,
  read: (record: WarcRecord) => void = () => {}
): AsyncGenerator<VerifyItem> {
  const oddities = makeRecordOddities(Date.now())
  const segmented = makeSegmented()
  const tally: Tally = { records: 0, held: 0, faults: 0, open: 0, bareContent: 0, bareOther: 0, first: '' }
  for await (const reading of readRecords(source, { blockLimitBytes: defaultBlockLimitBytes })) {
    if (reading.kind === 'refused') {
      const known = reading.reason !== 'empty' && reading.reason !== 'not-warc'
      yield known ? unchecked(item, reading.detail, reading.do) : damaged(item, reading.detail, '', reading.do)
      return
    }
    if (reading.kind === 'damaged') {
      tally.faults++
      yield damaged(item, reading.cause, `byte ${reading.offset}`)
      continue
    }
    if (reading.kind === 'mixed') {
      const what = reading.packed ? 'packed with gzip, and not before' : 'not packed any more'
      yield warning(item, `from byte ${reading.offset} on it is ${what}: both were read`, 'ask who made the file')
      continue
    }
    tally.records++
    read(reading)
    const named = `${item}: ${reading.type || 'record'} ${reading.id || '(without id)'}`
    for (const odd of oddities.judge(named, reading)) {
      tally.faults++
      yield odd
    }
    yield* judgeRecord(named, reading, segmented.take(reading), tally)
  }
  for (const one of segmented.end(item)) {
    if (one.kind === 'damaged') tally.faults++
    else if (one.kind === 'unchecked') tally.open++
    yield one
  }
  yield* oddities.end(item)
  yield* summed(item, tally, sizeBytes)
}

/** `piece`: it is a piece of a record, whose payload is judged with the whole. Whoever reads the records judged their block digests. */
function* judgeRecord(named: string, record: WarcRecord, piece: boolean, tally: Tally): Generator<VerifyItem> {
  const place = `byte ${record.offset}`
  const block = record.blockDigest
  const payload = piece ? 'none' : judgePayload(record)
  if (payload === 'different') {
    tally.faults++
    yield damaged(named, 'its payload does not match its payload digest', place)
  } else if (payload === 'large') {
    tally.open++
    yield unchecked(
      named,
      'its payload digest was not checked: the record is larger than 64 MiB',
      'check it with another tool',
      place
    )
  } else if (payload === 'unreadable') {
    tally.open++
    yield unchecked(
      named,
      'its payload digest was not checked: the record holds no HTTP message that can be read',
      'look at the record',
      place
    )
  }
  for (const [name, state] of [
    ['block', block],
    ['payload', payload]
  ] as const) {
    if (state !== 'unknown') continue
    tally.open++
    yield unchecked(
      named,
      `its ${name} digest is of a kind that is not known, and was not checked`,
      'ask who made the file for SHA-256',
      place
    )
  }
  if (block === 'same' || payload === 'same') tally.held++
  else if (!piece && block === 'none' && payload === 'none') {
    if (tally.bareContent + tally.bareOther === 0) tally.first = record.id
    if (describes.has(record.type)) tally.bareOther++
    else tally.bareContent++
  }
}

/** Records that hold no content of a site. */
const describes = new Set(['warcinfo', 'request', 'metadata'])

type PayloadState = 'same' | 'different' | 'unknown' | 'none' | 'large' | 'unreadable'

/** Judges `WARC-Payload-Digest` on any record that carries it; of a `revisit` it is that of another record. */
function judgePayload(record: WarcRecord): PayloadState {
  const labels = record.fields.flatMap(([name, value]) => (name === 'warc-payload-digest' ? [value] : []))
  if (labels.length === 0 || record.type === 'revisit') return 'none'
  if (record.block === null) return 'large'
  const bodies = payloadsOf(record, record.block)
  if (bodies === null) return 'unreadable'
  const states = labels.map((label) => judgeLabel(label, bodies))
  if (states.includes('different')) return 'different'
  return states.includes('same') ? 'same' : 'unknown'
}

function judgeLabel(label: string, bodies: readonly Buffer[]): LabelledCheck {
  let state: LabelledCheck = 'unknown'
  for (const body of bodies) {
    const check = labelledCheck(label)
    check.update(body)
    state = check.result()
    if (state !== 'different') return state
  }
  return state
}

/** What a payload digest may cover: of HTTP the body, with or without its transfer coding (archives differ); else the block. */
function payloadsOf(record: WarcRecord, block: Buffer): readonly Buffer[] | null {
  const type = (valueOf(record.fields, 'content-type') ?? '').toLowerCase()
  const http = type.startsWith('application/http') || (type === '' && /^(response|request)$/.test(record.type))
  if (!http) return [block]
  if (record.type === 'request') return bodyOfRequest(block)
  const response = readHttpResponse(block)
  if (typeof response !== 'string') return [response.body, ...response.storedBodies]
  // Others than a response hold what they hold, whatever they call it.
  return record.type === 'response' ? bodyOfRequest(block) : [block]
}

function bodyOfRequest(block: Buffer): readonly Buffer[] | null {
  if (readHttpRequest(block).headers.length === 0 && !/^[A-Z]{3,10} /.test(block.subarray(0, 12).toString('latin1')))
    return null
  const end = block.indexOf('\r\n\r\n')
  return [end < 0 ? Buffer.alloc(0) : block.subarray(end + 4)]
}

function* summed(item: string, tally: Tally, sizeBytes: number | null): Generator<VerifyItem> {
  const { records, held, faults, open, bareContent, bareOther } = tally
  const ask = 'ask who made the file for its digests'
  if (records === 0) {
    if (faults === 0) yield unchecked(item, 'it holds no record', ask)
    return
  }
  if (sizeBytes === null) {
    yield ok(item, `${held} records match their own digests`, { warcRecords: held })
    return
  }
  if (bareContent > 0)
    yield unchecked(
      item,
      `${bareContent} of ${records} records carry no digest, ${tally.first} first: nothing shows whether they were changed`,
      ask
    )
  if (bareOther > 0)
    yield warning(
      item,
      `${bareOther} of ${records} records that describe the file or a request carry no digest: nothing shows whether they were changed`,
      ask
    )
  const clean = faults === 0 && open === 0 && bareContent === 0
  const counts = { warcRecords: held, warcFiles: clean ? 1 : 0 }
  if (held > 0)
    yield ok(
      item,
      `${held} records match their own digests; unsigned, and header fields carry none`,
      counts,
      clean ? sizeBytes : 0
    )
}
