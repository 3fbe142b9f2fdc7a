/** Imports WARC, WACZ and advert JSONL: each record becomes sealed evidence and goes the way of every capture. */
import { createHash } from 'node:crypto'
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs'
import path from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import { readAdverts } from '../../evidence/archives/advert-jsonl.ts'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import { readWacz, type WaczOutcome } from '../../evidence/archives/wacz.ts'
import { readWarc, type WarcOutcome } from '../../evidence/archives/warc.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { SourceId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import { instantOf, zoneOfRegion } from '../../text/calendar.ts'
import { fingerprintKey, type App } from '../app.ts'
import type { CaptureWriter } from '../evidence/capture-writer.ts'
import { lineExchange } from './lines.ts'
import { tellNote, type ImportNotice, type NoteCounts } from './notes.ts'
import { wholeRevisit, type PendingRevisit } from './revisits.ts'
import { hostSource, siteSource } from './sources.ts'
import { hostOf } from '../process/page-reader.ts'

export interface ImportCounts {
  records: number
  added: number
  known: number
  /** Records that are no captures (warcinfo, request, ...), by reason. */
  skipped: Record<string, number>
  /** Bad lines and damaged records, by cause. */
  failed: Record<string, number>
  /** What was odd, by kind, with the first examples. */
  notes: NoteCounts
}

export function newCounts(): ImportCounts {
  return { records: 0, added: 0, known: 0, skipped: {}, failed: {}, notes: {} }
}

export interface ImportContext {
  readonly app: App
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  /** Resolves when the process role has room for more (absent where none reads here): what it cannot hold it must open from the evidence. */
  readonly room?: () => Promise<void>
  readonly counts: ImportCounts
  readonly notice: (notice: ImportNotice) => void
  readonly stop: AbortSignal
}

/** A file while it is imported. */
interface FileWork extends ImportContext {
  readonly file: string
  /** Revisits whose original may stand in a later file, or be here already. */
  readonly revisits: PendingRevisit[]
}

/** Arrivals under way at once: enough to fill a group commit, bounded in memory. */
const mostUnderWay = 256

/** Revisits that wait for their original while files are read: beyond this they are looked up at the end of each file. */
const mostRevisits = 100_000

/** Imports files; what cannot be read is noticed and counted, and the rest goes on. Then the revisits among their records: their originals may stand in any of them, or be here from before. */
export async function importFiles(files: readonly string[], context: ImportContext): Promise<void> {
  const revisits: PendingRevisit[] = []
  for (const file of files) {
    if (context.stop.aborted) return
    await importOne({ ...context, file, revisits })
    if (revisits.length > mostRevisits) await importRevisits(revisits.splice(0), context)
  }
  await importRevisits(revisits, context)
}

async function importOne(work: FileWork): Promise<void> {
  const { file } = work
  if (!statSync(file).isFile()) return refuseFile('not a file', 'name a file', work)
  const format = formatOf(file)
  if (format === 'jsonl') await importAdverts(work)
  else if (format === 'wacz') await importExchanges(work, readWacz(file, { canonical: canonicalOrNull }))
  else if (format === 'warc')
    await importExchanges(work, readWarc(createReadStream(file), { canonical: canonicalOrNull }))
  else
    refuseFile(
      'neither WARC, WACZ nor advert JSONL (judged by its first bytes and its name)',
      'give .warc, .warc.gz, .wacz or .jsonl',
      work
    )
}

/** By first bytes and name. ARC and zstd are read as WARC, which refuses them with what to do. */
function formatOf(file: string): 'warc' | 'wacz' | 'jsonl' | null {
  const buffer = Buffer.alloc(4096)
  const handle = openSync(file, 'r')
  const bytes = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, 0))
  closeSync(handle)
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50) return 'wacz'
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file)) return 'jsonl'
  if (/\.w?arc(?:\.gz|\.zst)?$/i.test(file) || bytes.subarray(0, 4).equals(zstd)) return 'warc'
  const head = unpacked(bytes).toString('latin1').trimStart()
  if (head.startsWith('WARC/') || head.startsWith('filedesc:')) return 'warc'
  return head.startsWith('{') ? 'jsonl' : null
}

const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 })
  } catch {
    return bytes
  }
}

async function importExchanges(work: FileWork, outcomes: AsyncIterable<WarcOutcome | WaczOutcome>): Promise<void> {
  const { counts } = work
  const lane = createLane(work)
  for await (const outcome of outcomes) {
    if (work.stop.aborted) break
    switch (outcome.kind) {
      case 'exchange': {
        counts.records++
        const place = { record: outcome.recordId }
        for (const note of outcome.notes) tell(work, `record ${outcome.recordId}`, note)
        await lane.add(outcome.exchange, await hostSource(work, hostOf(outcome.exchange.url)), place, outcome.notes)
        break
      }
      case 'revisit':
        counts.records++
        work.revisits.push({ file: work.file, recordId: outcome.recordId, revisit: outcome.revisit })
        break
      case 'note':
        tell(work, outcome.place, outcome.note)
        break
      case 'skipped': {
        count(counts.skipped, outcome.reason)
        const kind = ({ date: 'date-unreadable', method: 'other-method' } as const)[outcome.reason as string]
        if (kind !== undefined) tell(work, `record ${outcome.recordId}`, { kind, words: outcome.detail })
        break
      }
      case 'refused':
        refuseFile(`${outcome.reason}: ${outcome.detail}`, outcome.do, work)
        break
      case 'damaged':
        count(counts.failed, 'damaged')
        work.notice({
          file: work.file,
          place: `byte ${outcome.offset}`,
          problem: outcome.cause,
          do: 'the readable records were taken; get a whole copy of the file for the rest'
        })
    }
  }
  await lane.end()
}

async function importRevisits(revisits: readonly PendingRevisit[], context: ImportContext): Promise<void> {
  const lane = createLane(context)
  for (const { file, recordId, revisit } of revisits) {
    if (context.stop.aborted) break
    const work: FileWork = { ...context, file, revisits: [] }
    const whole = await wholeRevisit(context.app, context.mandate, revisit)
    if (whole === null) {
      count(context.counts.skipped, 'revisit')
      const words = `a revisit: the same content as ${revisit.originalUrl ?? revisit.url} of ${revisit.originalDate ?? 'an unknown time'}, which is neither in these files nor here`
      tell(work, `record ${recordId}`, { kind: 'revisit-without-original', words })
      continue
    }
    const note: ImportNote = { kind: 'revisit-resolved', words: `revisit: body taken from capture ${whole.original}` }
    tell(work, `record ${recordId}`, note)
    await lane.add(whole.exchange, await hostSource(work, hostOf(revisit.url)), { record: recordId }, [note], file)
  }
  await lane.end()
}

async function importAdverts(work: FileWork): Promise<void> {
  const { counts, file } = work
  const lane = createLane(work)
  const context = {
    fileTime: instantOf(statSync(file).mtimeMs),
    zone: zoneOfRegion('NL'),
    key: fingerprintKey(work.app, work.mandate)
  }
  const said = new Map<string, number>()
  for await (const line of readAdverts(createReadStream(file))) {
    if (work.stop.aborted) break
    if (line.kind === 'advert') {
      counts.records++
      const { exchange, notes } = lineExchange(line.advert, line.raw, context)
      const all = [...line.notes, ...notes, ...saidBefore(said, line.raw, line.line)]
      for (const note of all) tell(work, `line ${line.line}`, note)
      await lane.add(exchange, await siteSource(work, line.advert), { line: String(line.line) }, all)
    } else if (line.kind === 'refused') refuseFile(`line ${line.line}: ${line.detail}`, line.do, work)
    else {
      count(counts.failed, 'bad-line')
      work.notice({
        file,
        place: `line ${line.line}`,
        problem: line.cause,
        do: 'mend the line and import again: what is there already stays as it is'
      })
    }
  }
  await lane.end()
}

const mostRemembered = 1_000_000

/** A line that stands in the file twice is one capture; that is told. */
function saidBefore(said: Map<string, number>, raw: Buffer, line: number): ImportNote[] {
  const name = createHash('sha1').update(raw).digest('base64')
  const first = said.get(name)
  if (first !== undefined) return [{ kind: 'said-twice', words: `it is the same as line ${first}` }]
  if (said.size < mostRemembered) said.set(name, line)
  return []
}

function tell(work: FileWork, place: string, note: ImportNote): void {
  tellNote(work.counts, work.notice, { file: work.file, place }, note)
}

interface Lane {
  /** `place` in the file, and notes, are kept with the capture. */
  add(
    exchange: Exchange,
    sourceId: SourceId,
    place: Readonly<Record<string, string>>,
    notes: readonly ImportNote[],
    file?: string
  ): Promise<void>
  end(): Promise<void>
}

/** Keeps a bounded number of captures under way; the first failure to write evidence is thrown. */
function createLane(context: ImportContext & { readonly file?: string }): Lane {
  const underWay = new Set<Promise<void>>()
  let failure: Error | null = null
  return {
    async add(exchange, sourceId, place, notes, file = context.file ?? '') {
      if (failure !== null) throw failure
      await context.room?.()
      const one: Promise<void> = context.writer
        .add({
          exchange,
          sourceId,
          address: null,
          origin: 'import',
          attributes: {
            file: path.basename(file),
            ...place,
            ...(notes.length > 0 && { notes: JSON.stringify(notes) })
          },
          notes: [...new Set(notes.map((one) => one.kind))]
        })
        .then((added) => void (added ? context.counts.added++ : context.counts.known++))
        .catch((error: Error) => void (failure ??= error))
        .finally(() => underWay.delete(one))
      underWay.add(one)
      if (underWay.size >= mostUnderWay) await Promise.race(underWay)
    },
    async end() {
      await Promise.all(underWay)
      if (failure !== null) throw failure
    }
  }
}

function refuseFile(problem: string, what: string, work: FileWork): void {
  count(work.counts.failed, 'refused-file')
  work.notice({ file: work.file, place: '', problem, do: what })
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
