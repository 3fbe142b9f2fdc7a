/** Writes captures in groups: sealed into a segment, durable, then one transaction with addresses and ledger entry. */
import { sha256 } from '../../evidence/digest.ts'
import { wrapDataKey, type WrappingKey } from '../../evidence/keys.ts'
import type { Form } from '../../evidence/segments/inner-records.ts'
import type { SegmentMark } from '../../evidence/segments/segment-head.ts'
import type { SegmentWriter } from '../../evidence/segments/segment.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CaptureId, MandateId, SourceId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import { commitSegment, insertCaptures, type NewCapture } from '../../store/captures.ts'
import { addTally, tallyKey } from '../../store/counts/tally.ts'
import { noteCaptures } from '../../store/row-log.ts'
import { urlMac } from '../../store/sealed/address-mac.ts'
import { settleAddresses, type Settled } from '../../store/frontier/frontier.ts'
import { patiently, record, withGround, type Tx } from '../../store/ground.ts'
import { addressKeys, sealUrl, type AddressKeys } from '../../store/sealed/sealed-address.ts'
import { fingerprintKey, type App } from '../app.ts'
import { importName, knownImports, payloadMac } from '../import/known-imports.ts'
import { formsOf, holdOriginals, saidDigest } from './resting.ts'
import { plainMediaType } from './media-type.ts'
import { serverTime } from './server-time.ts'
import { cannotWrite, closeSegment, EvidenceFull, makeHeadMover, nextSegment, type HeadMover } from './segment-turn.ts'

/** An exchange that came in: from the crawl (`address`) or an import. */
export interface Arrival {
  readonly exchange: Exchange
  readonly sourceId: SourceId
  readonly address: {
    readonly id: number
    readonly url: string
    readonly lastMac: Buffer | null
    /** When it is visited again, by whether it changed. */
    readonly dueAt: (changed: boolean) => Date
  } | null
  readonly origin: 'crawl' | 'import'
  readonly attributes?: Readonly<Record<string, string>>
  /** Kinds of what was odd about it. */
  readonly notes?: readonly string[]
}

/** What the next step gets in memory; after a restart it is opened from the evidence instead. */
export interface FreshCapture {
  readonly exchange: Exchange
  readonly dataKey: Buffer
}

export interface CaptureWriter {
  /** Resolves when the capture is durable and committed; true when it was new (an import may bring what is there already). */
  add(arrival: Arrival): Promise<boolean>
  /** Settles an address without a capture; resolves when committed. */
  settle(settled: Settled): Promise<void>
  close(): Promise<void>
}

type Waiting = { readonly failed: (error: Error) => void } & (
  | { readonly kind: 'arrival'; readonly arrival: Arrival; readonly done: (added: boolean) => void }
  | { readonly kind: 'settled'; readonly settled: Settled; readonly done: () => void }
)

const mostPerGroup = 128
const mostSegmentBytes = 1024 * 1024 * 1024

/** What the functions below share. */
interface State {
  readonly app: App
  readonly mandate: Mandate
  readonly macKey: Uint8Array
  readonly addresses: AddressKeys
  readonly fresh: (id: string, capture: FreshCapture) => void
  waiting: Waiting[]
  running: Promise<void> | null
  writer: SegmentWriter | null
  /** Worker number under which the segment was opened. */
  worker: number
  readonly head: HeadMover
  broken: Error | null
}

export function createCaptureWriter(
  app: App,
  mandate: Mandate,
  fresh: (id: string, capture: FreshCapture) => void
): CaptureWriter {
  const state: State = {
    app,
    mandate,
    macKey: fingerprintKey(app, mandate),
    addresses: addressKeys(app.keyring, mandate),
    fresh,
    waiting: [],
    running: null,
    writer: null,
    worker: 0,
    head: makeHeadMover(),
    broken: null
  }
  return {
    add: (arrival) => new Promise((done, failed) => enqueue(state, { kind: 'arrival', arrival, done, failed })),
    settle: (settled) => new Promise((done, failed) => enqueue(state, { kind: 'settled', settled, done, failed })),
    async close() {
      while (state.running !== null) await state.running
      try {
        if (state.broken === null) await endSegment(state)
        else {
          state.head.stop()
          await state.writer?.release()
        }
      } finally {
        state.app.segments.writing.delete(state.writer?.segment ?? '')
      }
    }
  }
}

function enqueue(state: State, one: Waiting): void {
  state.waiting.push(one)
  start(state)
}

/** Groups follow one another while anything waits. */
function start(state: State): void {
  if (state.running !== null || state.waiting.length === 0) return
  state.running = runGroup(state).finally(() => {
    state.running = null
    start(state)
  })
}

async function runGroup(state: State): Promise<void> {
  // One turn of the event loop: answers that arrived together are written together.
  await new Promise((resolve) => setImmediate(resolve))
  const group = state.waiting.splice(0, mostPerGroup)
  try {
    if (state.broken !== null) throw state.broken
    const added = await commitGroup(state, group)
    for (const one of group) one.done(one.kind === 'arrival' && added.has(one))
  } catch (error) {
    state.broken = error as Error
    for (const one of group) one.failed(state.broken)
  }
}

async function commitGroup(state: State, group: readonly Waiting[]): Promise<Set<Waiting>> {
  const arrivals = group.filter((one) => one.kind === 'arrival')
  const payloads = new Map<Arrival, Buffer>()
  for (const { arrival } of arrivals) {
    if (arrival.origin === 'import') payloads.set(arrival, payloadMac(state.macKey, sha256(arrival.exchange.body)))
  }
  const known = payloads.size === 0 ? new Set<string>() : await knownBefore(state, [...payloads.values()])
  const added = new Set<Waiting>()
  const captures: NewCapture[] = []
  const freshOnes: [string, FreshCapture][] = []
  const settled = group.flatMap((one) => (one.kind === 'settled' ? [one.settled] : []))
  if (arrivals.length > 0 && state.writer === null) {
    state.worker = state.app.session.worker()
    state.writer = await nextSegment(state.app, { ground: groundOf(state), worker: state.worker })
  }
  const { writer } = state
  const forms = await formsOf(state, groundOf(state), arrivals)
  for (const one of arrivals) {
    const payload = payloads.get(one.arrival)
    const name =
      payload === undefined
        ? ''
        : importName(one.arrival, urlMac(state.addresses.mac, one.arrival.exchange.url), payload)
    if (writer === null || known.has(name)) continue
    if (name !== '') known.add(name) // Twice in one file is once.
    const made = sealArrival(state, writer, one.arrival, forms.get(one.arrival) ?? 'within')
    captures.push(made.capture)
    freshOnes.push([made.capture.id, { exchange: one.arrival.exchange, dataKey: made.dataKey }])
    added.add(one)
    if (one.arrival.address !== null) settled.push(made.settled)
  }
  const durable = captures.length > 0 && writer !== null ? await writer.flush() : null
  if (durable?.kind === 'failed') throw cannotWrite(durable)
  const mark = durable?.mark ?? null
  await state.app.pause?.('group-committing')
  await patiently(() =>
    withGround(state.app.store.pool, groundOf(state), (tx) => commitRows(tx, state, captures, settled, mark))
  )
  await state.app.pause?.('group-committed')
  if (writer !== null && mark !== null) state.head.committed(writer, mark)
  for (const [id, capture] of freshOnes) state.fresh(id, capture)
  if (writer !== null && writer.bytes() > mostSegmentBytes) await endSegment(state)
  return added
}

async function commitRows(
  tx: Tx,
  state: State,
  captures: readonly NewCapture[],
  settled: readonly Settled[],
  mark: SegmentMark | null
): Promise<void> {
  const { mandate, writer } = state
  await settleAddresses(tx, state.addresses, settled)
  await addTally(tx, mandate.id, bytesBySource(captures))
  if (writer === null || mark === null) return
  await holdOriginals(tx, captures)
  await commitSegment(tx, writer.segment, state.worker, mark.bytes, mark.records, false)
  await noteCaptures(tx, captures)
  // The ledger's lock is held to the commit: after it only rows are added that nobody else can be waiting for.
  const detail = { captures: captures.length, segment: writer.segment, records: mark.records, last: mark.last }
  const no = await record(tx, groundOf(state), { act: 'capture.store', subject: writer.segment, detail })
  await insertCaptures(tx, mandate.id, captures, no)
}

function sealArrival(
  state: State,
  into: SegmentWriter,
  arrival: Arrival,
  form: Form
): { capture: NewCapture; dataKey: Buffer; settled: Settled } {
  const [{ mandate }, { exchange, address }] = [state, arrival]
  const meta = {
    mandate: mandate.id as MandateId,
    source: arrival.sourceId,
    ...(arrival.attributes && { attributes: arrival.attributes })
  }
  const appended = into.append(exchange, meta, form)
  if (appended.kind === 'failed') throw cannotWrite(appended)
  const under = wrappingKey(state)
  const mac = payloadMac(state.macKey, saidDigest(exchange, appended.payloadDigest))
  const changed = address?.lastMac != null && !address.lastMac.equals(mac)
  const capture: NewCapture = {
    id: appended.captureId,
    sourceId: arrival.sourceId,
    addressId: address?.id ?? null,
    urlMac: urlMac(state.addresses.mac, exchange.url),
    urlSealed: sealUrl(appended.dataKey, appended.captureId as CaptureId, exchange.url),
    origin: arrival.origin,
    status: exchange.status,
    mediaType: plainMediaType(exchange.responseHeaders),
    bytes: exchange.body.length,
    truncated: exchange.truncated,
    segment: appended.segment,
    offset: appended.offset,
    length: appended.length,
    recordDigest: Buffer.from(appended.recordDigest.slice('sha256:'.length), 'hex'),
    payloadMac: mac,
    differs: changed,
    seenAt: exchange.startedAt,
    serverAt: serverTime(exchange.serverDate),
    state: mandate.keep,
    eraseAt: new Date(Date.now() + mandate.eraseAfterDays * 86_400_000).toISOString(),
    kek: under.name,
    wrapped: wrapDataKey(appended.dataKey, under, appended.captureId as CaptureId),
    readVersion: 0,
    notes: arrival.notes ?? [],
    original: typeof form === 'string' ? null : form
  }
  const settled: Settled = {
    id: address?.id ?? 0,
    sourceId: arrival.sourceId,
    url: address?.url ?? exchange.url,
    state: 'done',
    dueAt: address?.dueAt(changed) ?? null,
    status: exchange.status,
    capture: capture.id,
    changed,
    reason: null,
    detail: null
  }
  return { capture, dataKey: appended.dataKey, settled }
}

/** A sealed capture is wrapped under the key of the day on which it was made, also when it is an import of older pages. */
function wrappingKey({ addresses }: State): WrappingKey {
  try {
    return addresses.under()
  } catch (error) {
    throw new EvidenceFull((error as Error).message)
  }
}

function knownBefore(state: State, payloads: readonly Buffer[]): Promise<Set<string>> {
  const { app, mandate } = state
  return withGround(app.store.pool, groundOf(state), (tx) => knownImports(tx, mandate.id, payloads))
}

async function endSegment(state: State): Promise<void> {
  const ending = state.writer
  state.head.stop()
  if (ending === null) return
  state.writer = null
  await closeSegment(state.app, { ground: groundOf(state), worker: state.worker }, ending)
}

function groundOf({ mandate }: State): { user: string; mandate: string } {
  return { user: 'pipeline', mandate: mandate.id }
}

function bytesBySource(captures: readonly NewCapture[]): Map<string, number> {
  const tally = new Map<string, number>()
  for (const { sourceId, bytes } of captures) {
    const key = tallyKey(sourceId ?? '', 'bytes', '')
    tally.set(key, (tally.get(key) ?? 0) + bytes)
  }
  return tally
}
