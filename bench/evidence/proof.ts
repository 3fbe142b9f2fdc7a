/** `baken bench proof`: what sealing, checking, opening and packing n captures of 18 kB costs, one capture out of a million, and a log of ten million entries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { noteAnchor } from '../../src/evidence/anchors.ts'
import { isApart, packBody } from '../../src/evidence/segments/content.ts'
import { openStoredCapture, type OpenedCapture } from '../../src/evidence/segments/read-segment.ts'
import { openSegment, type SegmentWriter } from '../../src/evidence/segments/segment.ts'
import { growLog, logFolder } from '../../src/evidence/log/log.ts'
import { logKeyOf } from '../../src/evidence/log/note.ts'
import { waczSignerOf } from '../../src/evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf, type WaczCapture } from '../../src/evidence/packages/write-wacz.ts'
import { mostWaczBytes } from '../../src/desk/dossier/evidence.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import type { CanonicalUrl, MandateId, SourceId } from '../../src/model/ids.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { generate } from '../link/generate.ts'
import { measureLog } from './log.ts'
import { measureOpening, type Made } from './million.ts'

interface ProofInput {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}

const bodyBytes = 18_000
const perFlush = 20
/** Groups of captures, each with an entry in the ledger, between two checkpoints of the log. */
const perCheckpoint = 100
const openings = 500
const logEntries = 10_000_000
const million = 1_000_000

/** CPU in seconds of this process, times in milliseconds; what reads from disk reads files that were written just before. */
export async function runProofBench({ n, seed, say }: ProofInput): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-proof-'))
  try {
    const { made, ...sealing } = await sealed(folder, pages(n, seed))
    say(`${n} captures sealed: ${sealing.cpuSecondsPer1000} CPU s per 1,000`)
    const verify = await verified(folder)
    say(`verify: ${verify.mbPerCpuSecond} MB a CPU second`)
    const opening = await opened(folder, made)
    const wacz = await packed(folder, made)
    say(`WACZ of ${n} captures: ${wacz.seconds} s, ${wacz.rssMb} MB`)
    const ofMillion = await measureOpening(folder, made, million, say)
    const log = await measureLog(say, logEntries)
    return { captures: n, bodyBytes, sealing, verify, opening, wacz, ofMillion, log, load: loadavg() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Pages of the size of a usual advert, each with words of its own and rows of others beside, as a site shows them. */
function* pages(n: number, seed: number): Generator<Exchange> {
  const date = 'Mon, 02 Mar 2026 10:00:00 GMT'
  const others = [...generate(2_000, seed + 1)]
  for (const { id, title, body } of generate(n, seed)) {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const one = others[(id * 61 + at * 37) % others.length]
      return `<li class="row r${at % 7}"><a href="/ad/${one?.id}">${one?.title}</a><span>${one?.body.slice(0, 160)}</span></li>\n`
    })
    const text = `<html><title>${title}</title><h1>${title}</h1><p>${body}</p>\n${rows.join('')}`
    yield {
      url: `http://adverts.example/ad/${id}` as CanonicalUrl,
      method: 'GET',
      requestHeaders: [['Host', 'adverts.example']],
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      responseHeaders: [
        ['Content-Type', 'text/html'],
        ['Date', date]
      ],
      body: Buffer.from(text.padEnd(bodyBytes, '<p class="rest">Meer advertenties</p>\n').slice(0, bodyBytes)),
      truncated: null,
      remoteAddress: '127.0.0.1',
      startedAt: '2026-03-02T10:00:00.123Z',
      durationMs: 12,
      serverDate: date,
      tls: null
    }
  }
}

const logKey = logKeyOf(Buffer.alloc(32, 3))

async function sealed(folder: string, exchanges: Iterable<Exchange>) {
  const opening = await openSegment(folder, { previous: null, ledgerAnchor: null, software: 'baken/bench' })
  if (opening.kind !== 'open') throw new Error(opening.detail)
  const { writer } = opening
  const [made, entries]: [Made[], Buffer[]] = [[], []]
  let [micros, logging, packing] = [0, 0, 0]
  for (const group of groupsOf(exchanges)) {
    // Making the pages is no part of it; one measurement a group, since asking for the CPU time costs 0.05 ms.
    const began = process.cpuUsage()
    await sealGroup(writer, group, made)
    micros += cpuMicros(began)
    entries.push(Buffer.from(made.at(-1)!.recordDigest.slice(7), 'hex'))
    const logs = process.cpuUsage()
    if (entries.length % perCheckpoint === 0) await logged(folder, entries)
    logging += cpuMicros(logs)
    const packs = process.cpuUsage()
    for (const one of group) packBody(one)
    packing += cpuMicros(packs)
  }
  const closed = await writer.close()
  if (closed.kind === 'failed') throw new Error(closed.detail)
  await logged(folder, entries)
  const at = new Date().toISOString()
  noteAnchor(folder, { number: 1, hash: 'ab'.repeat(32) }, { why: 'close', segment: writer.segment, at })
  const per1000 = (of: number): number => rounded((of / 1e6 / made.length) * 1000)
  const [cpuSecondsPer1000, logAlone] = [per1000(micros + logging), per1000(logging)]
  const [packingAlone, segmentMb] = [per1000(packing), rounded(closed.mark.bytes / 1e6)]
  return { made, cpuSecondsPer1000, packingAlone, logAlone, perFlush, segmentMb }
}

function* groupsOf(exchanges: Iterable<Exchange>): Generator<Exchange[]> {
  let group: Exchange[] = []
  for (const one of exchanges) {
    group.push(one)
    if (group.length < perFlush) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

async function sealGroup(writer: SegmentWriter, group: readonly Exchange[], made: Made[]): Promise<void> {
  const meta = { mandate: 'oefening' as MandateId, source: 'bron' as SourceId }
  for (const exchange of group) {
    const appended = writer.append(exchange, meta, isApart(exchange) ? 'apart' : 'within')
    if (appended.kind === 'failed') throw new Error(appended.detail)
    const { captureId, segment, offset, length, dataKey, recordDigest } = appended
    made.push({ captureId, segment, offset, length, dataKey, recordDigest })
  }
  const flushed = await writer.flush()
  if (flushed.kind === 'failed') throw new Error(flushed.detail)
  writer.commitHead(flushed.mark)
}

async function logged(folder: string, entries: readonly Buffer[]): Promise<void> {
  const state = await growLog(logFolder(folder), logKey, async (after, most) => entries.slice(after, after + most))
  if (state.kind !== 'log') throw new Error('The log did not grow.')
}

async function verified(folder: string) {
  const began = process.cpuUsage()
  const [at, counts] = [performance.now(), { bytes: 0, captures: 0 }]
  for await (const one of verifyPath(folder)) {
    if (one.kind === 'damaged') throw new Error(`${one.item}: ${one.cause}`)
    counts.bytes += one.bytes ?? 0
    counts.captures += one.counts?.captures ?? 0
  }
  const cpuSeconds = cpuMicros(began) / 1e6
  const seconds = rounded((performance.now() - at) / 1000)
  return {
    ...counts,
    seconds,
    cpuSeconds: rounded(cpuSeconds),
    mbPerCpuSecond: rounded(counts.bytes / 1e6 / cpuSeconds)
  }
}

async function opened(folder: string, made: readonly Made[]) {
  const times: number[] = []
  const began = process.cpuUsage()
  for (let n = 0; n < openings; n++) {
    const at = performance.now()
    await openOne(folder, made[(n * 7_919) % made.length])
    times.push(performance.now() - at)
  }
  const cpuMs = rounded(cpuMicros(began) / 1e3 / openings)
  times.sort((a, b) => a - b)
  return { cpuMs, p50Ms: rounded(times[openings / 2]), p95Ms: rounded(times[Math.floor(openings * 0.95)]) }
}

async function openOne(folder: string, at: Made | undefined): Promise<OpenedCapture> {
  if (at === undefined) throw new Error('no such capture')
  const found = await openStoredCapture(folder, at, at.dataKey)
  if (found.kind === 'refused') throw new Error(found.detail)
  return found
}

/** As WACZ files of a dossier are made: opened one after the other, a new file past so many bytes. */
async function packed(folder: string, made: readonly Made[]) {
  const signer = waczSignerOf(Buffer.alloc(32, 3))
  const began = process.cpuUsage()
  const started = performance.now()
  let [files, bytes, size, rss, waiting] = [0, 0, 0, 0, [] as WaczCapture[]]
  const file = (): void => {
    const meta = { title: 'Baken', at: '2026-03-02T10:00:00Z', software: 'baken', id: `b${files++}` }
    bytes += waczOf(waiting, meta, signer).length
    rss = Math.max(rss, process.memoryUsage.rss())
    ;[waiting, size] = [[], 0]
  }
  for (const one of made) {
    const capture = await openOne(folder, one)
    waiting.push(waczCapture(capture))
    size += capture.members.length
    if (size > mostWaczBytes) file()
  }
  if (waiting.length > 0) file()
  const seconds = rounded((performance.now() - started) / 1000)
  return {
    files,
    mb: rounded(bytes / 1e6),
    seconds,
    cpuSeconds: rounded(cpuMicros(began) / 1e6),
    rssMb: Math.round(rss / 1e6)
  }
}

function cpuMicros(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return user + system
}

function rounded(value = 0): number {
  return Math.round(value * 1000) / 1000
}
