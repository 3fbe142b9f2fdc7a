/** Writes captures in groups: sealed into a segment, durable, then one transaction with addresses and ledger entry. */
import { createHmac } from 'node:crypto'
import { epochDay, wrapDataKey } from '../evidence/keys.ts'
import { openSegment, type SegmentWriter } from '../evidence/segment.ts'
import type { Exchange } from '../model/exchange.ts'
import type { CaptureId, MandateId, SourceId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import { secretKeyOf } from '../model/secret-key.ts'
import { addTally, commitSegment, insertCaptures, tallyKey, type NewCapture } from '../store/captures.ts'
import { settleAddresses, type Settled } from '../store/frontier.ts'
import { record, withGround, type Tx } from '../store/ground.ts'
import type { App } from './app.ts'

/** An exchange that came in: from the crawl (`address`) or an import. */
export interface Arrival {
  readonly exchange: Exchange
  readonly sourceId: SourceId
  readonly address: { readonly id: number; readonly lastMac: Buffer | null; readonly dueAt: Date | null } | null
  readonly origin: 'crawl' | 'import'
  readonly attributes?: Readonly<Record<string, string>>
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
  /** Runs with the next commit, in its transaction. */
  withNext(work: (tx: Tx) => Promise<void>): void
  close(): Promise<void>
}

type Waiting =
  | { readonly kind: 'arrival'; readonly arrival: Arrival; readonly done: (added: boolean) => void; readonly failed: (error: Error) => void }
  | { readonly kind: 'settled'; readonly settled: Settled; readonly done: () => void; readonly failed: (error: Error) => void }

const mostPerGroup = 128
const mostSegmentBytes = 1024 * 1024 * 1024
const actor = 'pipeline'

/** Turned over to a person: nothing more is taken in, nothing committed is lost. */
export class EvidenceFull extends Error {}

export function createCaptureWriter(app: App, mandate: Mandate, fresh: (id: string, capture: FreshCapture) => void): CaptureWriter {
  const ground = { user: actor, mandate: mandate.id }
  const blind = app.keyring.blindKey(mandate.id as MandateId, true)
  if (blind.kind !== 'key') throw new Error(`The key for fingerprints of mandate ${mandate.id} cannot be had (${blind.kind}): restore the keys folder from its backup.`)
  const macKey = blind.key.bytes
  let waiting: Waiting[] = []
  let works: ((tx: Tx) => Promise<void>)[] = []
  let running: Promise<void> | null = null
  let writer: SegmentWriter | null = null
  let broken: Error | null = null
  let headAt = 0

  const start = (): void => {
    if (running === null && (waiting.length > 0 || works.length > 0)) {
      running = run().finally(() => {
        running = null
        start()
      })
    }
  }

  const run = async (): Promise<void> => {
    // One turn of the event loop: answers that arrived together are written together.
    await new Promise((resolve) => setImmediate(resolve))
    const group = waiting.splice(0, mostPerGroup)
    const also = works
    works = []
    try {
      if (broken !== null) throw broken
      const added = await commitGroup(group, also)
      for (const one of group) one.done(one.kind === 'arrival' && added.has(one))
    } catch (error) {
      broken = error as Error
      for (const one of group) one.failed(broken)
    }
  }

  const commitGroup = async (group: readonly Waiting[], also: readonly ((tx: Tx) => Promise<void>)[]): Promise<Set<Waiting>> => {
    const arrivals = group.filter((one) => one.kind === 'arrival')
    const known = await knownImports(arrivals.map((one) => one.arrival))
    const added = new Set<Waiting>()
    const captures: NewCapture[] = []
    const freshOnes: [string, FreshCapture][] = []
    const settled = group.flatMap((one) => (one.kind === 'settled' ? [one.settled] : []))
    const tally = new Map<string, number>()
    if (arrivals.length > 0) writer ??= await nextSegment()
    for (const one of arrivals) {
      if (writer === null || known.has(importKey(one.arrival))) continue
      if (one.arrival.origin === 'import') known.add(importKey(one.arrival)) // Twice in one file is once.
      const made = sealArrival(writer, one.arrival)
      captures.push(made.capture)
      freshOnes.push([made.capture.id, { exchange: one.arrival.exchange, dataKey: made.dataKey }])
      added.add(one)
      if (one.arrival.address !== null) settled.push(made.settled)
      const key = tallyKey(one.arrival.sourceId, 'bytes', '')
      tally.set(key, (tally.get(key) ?? 0) + one.arrival.exchange.body.length)
    }
    const durable = captures.length > 0 && writer !== null ? await writer.flush() : null
    if (durable?.kind === 'failed') throw new EvidenceFull(`Evidence cannot be written (${durable.reason}): ${durable.detail}`)
    await withGround(app.store.pool, ground, async (tx) => {
      await settleAddresses(tx, settled)
      await addTally(tx, mandate.id, tally)
      for (const work of also) await work(tx)
      if (writer === null || durable === null) return
      await commitSegment(tx, writer.segment, app.worker, durable.mark.bytes, durable.mark.records, false)
      // The ledger's lock is held to the commit: after it only rows are added that nobody else can be waiting for.
      const detail = { captures: captures.length, segment: writer.segment, records: durable.mark.records, last: durable.mark.last }
      const no = await record(tx, ground, { act: 'capture.store', subject: writer.segment, detail })
      await insertCaptures(tx, mandate.id, captures, no)
    })
    // The head tells a check without database how far the segment is whole; a second behind is only a warning there.
    if (writer !== null && durable !== null && Date.now() - headAt > 1_000) {
      writer.commitHead(durable.mark)
      headAt = Date.now()
    }
    for (const [id, capture] of freshOnes) fresh(id, capture)
    if (writer !== null && writer.bytes() > mostSegmentBytes) await endSegment()
    return added
  }

  const sealArrival = (into: SegmentWriter, arrival: Arrival): { capture: NewCapture; dataKey: Buffer; settled: Settled } => {
    const { exchange } = arrival
    const meta = { mandate: mandate.id as MandateId, source: arrival.sourceId, ...(arrival.attributes && { attributes: arrival.attributes }) }
    const appended = into.append(exchange, meta)
    if (appended.kind === 'failed') throw new EvidenceFull(`Evidence cannot be written (${appended.reason}): ${appended.detail}`)
    const under = wrappingKey(arrival)
    const payloadMac = createHmac('sha256', secretKeyOf(macKey)).update('payload\0').update(appended.payloadDigest).digest()
    const capture: NewCapture = {
      id: appended.captureId,
      sourceId: arrival.sourceId,
      addressId: arrival.address?.id ?? null,
      url: exchange.url,
      origin: arrival.origin,
      status: exchange.status,
      mediaType: header(exchange, 'content-type'),
      bytes: exchange.body.length,
      truncated: exchange.truncated,
      segment: appended.segment,
      offset: appended.offset,
      length: appended.length,
      recordDigest: Buffer.from(appended.recordDigest.slice('sha256:'.length), 'hex'),
      payloadMac,
      seenAt: exchange.startedAt,
      state: mandate.keep === 'open' ? 'open' : 'sealed',
      eraseAt: new Date(Date.now() + mandate.eraseAfterDays * 86_400_000).toISOString(),
      kek: under.name,
      wrapped: wrapDataKey(appended.dataKey, under, appended.captureId as CaptureId),
      readVersion: 0
    }
    const changed = arrival.address?.lastMac != null && !arrival.address.lastMac.equals(payloadMac)
    const settled: Settled = {
      id: arrival.address?.id ?? 0,
      state: 'done',
      dueAt: arrival.address?.dueAt ?? null,
      status: exchange.status,
      capture: capture.id,
      changed,
      reason: null,
      detail: null
    }
    return { capture, dataKey: appended.dataKey, settled }
  }

  /** A sealed capture is wrapped under the key of the day on which it falls due to be erased: today's (evidence/keys.ts). */
  const wrappingKey = (arrival: Arrival) => {
    const id = mandate.id as MandateId
    const made = mandate.keep === 'open' ? app.keyring.keptKey(id, true) : app.keyring.epochKey(id, epochDay(new Date().toISOString()), true)
    if (made.kind !== 'key') throw new EvidenceFull(`The key for captures cannot be had (${made.kind}): restore the keys folder from its backup.`)
    return made.key
  }

  const knownImports = async (arrivals: readonly Arrival[]): Promise<Set<string>> => {
    const imports = arrivals.filter((one) => one.origin === 'import')
    if (imports.length === 0) return new Set()
    const { rows } = await withGround(app.store.pool, ground, (tx) =>
      tx.query<{ url: string; seen_at: string }>(
        `select url, seen_at from capture where origin = 'import' and (url, seen_at) in (select * from unnest($1::text[], $2::timestamptz[]))`,
        [imports.map((one) => one.exchange.url), imports.map((one) => one.exchange.startedAt)]
      )
    )
    return new Set(rows.map((row) => `${row.url} ${new Date(row.seen_at).toISOString()}`))
  }

  const nextSegment = async (): Promise<SegmentWriter> => {
    const opened = await openSegment(app.evidenceDir, {
      previous: null,
      ledgerAnchor: await ledgerHead(),
      software: 'baken/0.1.0'
    })
    if (opened.kind === 'failed') throw new EvidenceFull(`Evidence cannot be written (${opened.reason}): ${opened.detail}`)
    await withGround(app.store.pool, ground, (tx) => commitSegment(tx, opened.writer.segment, app.worker, 0, 0, false))
    return opened.writer
  }

  const ledgerHead = (): Promise<{ number: number; hash: string } | null> =>
    withGround(app.store.pool, ground, async (tx) => {
      const { rows } = await tx.query<{ no: number; hash: Buffer }>('select no, hash from ledger order by no desc limit 1')
      const head = rows[0]
      return head === undefined ? null : { number: head.no, hash: head.hash.toString('hex') }
    })

  const endSegment = async (): Promise<void> => {
    const ending = writer
    writer = null
    if (ending === null) return
    const closed = await ending.close()
    if (closed.kind === 'failed') throw new EvidenceFull(`Evidence cannot be written (${closed.reason}): ${closed.detail}`)
    await withGround(app.store.pool, ground, (tx) => commitSegment(tx, ending.segment, app.worker, closed.mark.bytes, closed.mark.records, true))
  }

  return {
    add: (arrival) => new Promise((done, failed) => (waiting.push({ kind: 'arrival', arrival, done, failed }), start())),
    settle: (settled) => new Promise((done, failed) => (waiting.push({ kind: 'settled', settled, done, failed }), start())),
    withNext(work) {
      works.push(work)
    },
    async close() {
      while (running !== null || waiting.length > 0 || (works.length > 0 && broken === null)) {
        start()
        await running
      }
      if (broken === null) await endSegment()
    }
  }
}

function importKey(arrival: Arrival): string {
  return arrival.origin === 'import' ? `${arrival.exchange.url} ${new Date(arrival.exchange.startedAt).toISOString()}` : ''
}

function header(exchange: Exchange, name: string): string | null {
  return exchange.responseHeaders.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
}
