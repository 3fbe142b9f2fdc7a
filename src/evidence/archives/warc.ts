/** Reads the exchanges out of any WARC file for import: one outcome for each record, and nothing passed over in silence. */
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { readHttpRequest } from './http/message.ts'
import type { ImportNote } from './import-note.ts'
import {
  answered,
  judgeRecord,
  recordNotes,
  type Judging,
  type WarcOptions,
  type WarcOutcome
} from './warc-exchange.ts'
import { makeRecordIds, type RecordIds } from './warc-oddities.ts'
import { makeRequests, messageOf, noPartner, type Message, type Partner, type Requests } from './warc-requests.ts'
import { makeBodies } from './warc-revisit.ts'
import { defaultBlockLimitBytes, readRecords, type RecordReading, type WarcRecord } from './warc-records.ts'
import { segmentOf } from './warc-segments.ts'

/**
 * Reads a WARC (1.0, 1.1, 0.17, 0.18; plain or gzip) as a stream, in bounded memory, in the order of the file. Requests are joined to
 * the response beside them; a revisit gets the body of its original when that stood in the last 64 MiB of bodies.
 */
export async function* readWarc(source: AsyncIterable<Uint8Array>, options: WarcOptions): AsyncGenerator<WarcOutcome> {
  const reading: Reading = {
    judging: { canonical: options.canonical, bodies: makeBodies() },
    ids: options.ids ?? makeRecordIds(),
    requests: makeRequests(options.canonical),
    waiting: [],
    answers: 0,
    heldBytes: 0
  }
  let records = 0
  const blockLimitBytes = options.blockLimitBytes ?? defaultBlockLimitBytes
  for await (const item of readRecords(source, { blockLimitBytes })) {
    if (item.kind === 'record') takeRecord(item, records++, reading)
    else reading.waiting.push({ outcome: item.kind === 'mixed' ? mixed(item) : item, answer: null, partner: null })
    yield* ready(reading, false)
    yield* requestsAlone(reading, false)
  }
  yield* ready(reading, true)
  yield* requestsAlone(reading, true)
}

function mixed({ offset, packed }: Extract<RecordReading, { kind: 'mixed' }>): WarcOutcome {
  const words = packed
    ? 'from here on the file is packed with gzip, and was not before'
    : 'from here on the file is not packed any more'
  return { kind: 'note', place: `byte ${offset}`, note: { kind: 'packing-mixed', words } }
}

/** Requests whose answer is not in the file, or gave no capture. */
function* requestsAlone({ requests }: Reading, end: boolean): Generator<WarcOutcome> {
  for (const { message, request } of requests.alone(end)) {
    const words = `a ${request.method} request for ${JSON.stringify(shownAddress(message.uri))} to which no answer was found`
    yield {
      kind: 'note',
      place: `record ${message.id || '(without id)'}`,
      note: { kind: 'request-alone', words },
      passedOver: true
    }
  }
}

interface Reading {
  readonly judging: Judging
  readonly ids: RecordIds
  readonly requests: Requests
  /** Outcomes in the order of the file, from the first answer whose request is not known. */
  readonly waiting: Waiting[]
  /** Of those, answers without a request, and the bytes of their bodies. */
  answers: number
  heldBytes: number
}

interface Waiting {
  outcome: WarcOutcome
  /** Null: it is no answer to a request. */
  readonly answer: Message | null
  partner: Partner | null
}

/** Answers that wait for a request of their own: it stands near by where there is one. */
const mostAnswers = 16
const mostHeldBytes = 16 * 1024 * 1024

function takeRecord(record: WarcRecord, at: number, reading: Reading): void {
  const notes = [...reading.ids.notes(record), ...recordNotes(record)]
  const repeated = notes.some((note) => note.kind === 'said-twice')
  const outcome = outcomeOf(record, reading, notes)
  const message = record.type === 'request' || isAnswer(record, outcome) ? messageOf(record, at, repeated) : null
  if (message !== null && record.type === 'request') {
    if (record.block !== null) reading.requests.request(message, readHttpRequest(record.block))
    for (const one of reading.waiting) lookFor(one, reading)
  }
  const answer = record.type === 'request' ? null : message
  if (answer !== null) {
    reading.requests.answer(answer)
    reading.answers++
    reading.heldBytes += bytesOf(outcome)
  }
  if (!hasNotes(outcome))
    for (const note of notes) {
      const place = `record ${record.id || '(without id)'}`
      const told: WarcOutcome = { kind: 'note', place, note, passedOver: true }
      reading.waiting.push({ outcome: told, answer: null, partner: null })
    }
  const one: Waiting = { outcome, answer, partner: null }
  lookFor(one, reading)
  reading.waiting.push(one)
}

function outcomeOf(record: WarcRecord, reading: Reading, notes: readonly ImportNote[]): WarcOutcome {
  const piece = segmentOf(record)
  if (piece === null) return judgeRecord(record, reading.judging, notes)
  const segment = { ...piece, partner: noPartner, notes }
  return { kind: 'segment', segment, offset: record.offset, recordId: record.id }
}

/** True for what somebody asked for over HTTP. */
function isAnswer(record: WarcRecord, { kind }: WarcOutcome): boolean {
  return (record.type === 'response' && (kind === 'exchange' || kind === 'segment')) || kind === 'revisit'
}

function hasNotes({ kind }: WarcOutcome): boolean {
  return kind === 'exchange' || kind === 'revisit' || kind === 'segment'
}

function bytesOf(outcome: WarcOutcome): number {
  if (outcome.kind === 'segment') return outcome.segment.record.block?.length ?? 0
  return outcome.kind === 'exchange' ? outcome.exchange.body.length : 0
}

/** Joins an answer to the request that names it or that it names. */
function lookFor(one: Waiting, reading: Reading): void {
  if (one.answer === null || one.partner !== null) return
  const partner = reading.requests.named(one.answer)
  if (partner !== null) settle(one, partner, reading)
}

function settle(one: Waiting, partner: Partner, reading: Reading): void {
  one.partner = partner
  reading.answers--
  reading.heldBytes -= bytesOf(one.outcome)
}

/** What can be told: all up to the first answer that waits, and that one too when too many do, or nothing more comes. */
function* ready(reading: Reading, end: boolean): Generator<WarcOutcome> {
  const { waiting } = reading
  for (;;) {
    const [first] = waiting
    if (first === undefined) return
    if (first.answer !== null && first.partner === null) {
      if (!end && reading.answers <= mostAnswers && reading.heldBytes <= mostHeldBytes) return
      settle(first, reading.requests.nearest(first.answer), reading)
    }
    waiting.shift()
    yield finished(first)
  }
}

function finished({ outcome, partner }: Waiting): WarcOutcome {
  if (partner === null) return outcome
  return outcome.kind === 'segment'
    ? { ...outcome, segment: { ...outcome.segment, partner } }
    : answered(outcome, partner)
}
