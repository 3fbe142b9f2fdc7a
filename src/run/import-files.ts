/** Imports WARC, WACZ and advert JSONL: each record becomes sealed evidence and goes the way of every capture. */
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs'
import path from 'node:path'
import { canonicalOrNull } from '../crawl/canonical.ts'
import { sourceFromObject } from '../crawl/source-file.ts'
import { readAdverts, type ImportedAdvert } from '../evidence/advert-jsonl.ts'
import { readWacz } from '../evidence/wacz.ts'
import { readWarc, type WarcOutcome } from '../evidence/warc.ts'
import type { Exchange } from '../model/exchange.ts'
import type { CanonicalUrl, SourceId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import { advertMediaType } from '../store/captures.ts'
import { withGround } from '../store/ground.ts'
import { saveSource } from '../store/sources.ts'
import type { App } from './app.ts'
import type { CaptureWriter } from './capture-writer.ts'
import { hostOf } from './page-reader.ts'

export interface ImportCounts {
  records: number
  added: number
  known: number
  /** Records that are no captures (warcinfo, request, ...), by reason. */
  skipped: Record<string, number>
  /** Bad lines and damaged records, by cause. */
  failed: Record<string, number>
}

export function newCounts(): ImportCounts {
  return { records: 0, added: 0, known: 0, skipped: {}, failed: {} }
}

/** What to tell: a record or line that could not be read, or a file that was refused. */
export type ImportNotice = {
  readonly file: string
  readonly place: string
  readonly problem: string
  readonly do: string
}

export interface ImportContext {
  readonly app: App
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  readonly counts: ImportCounts
  readonly notice: (notice: ImportNotice) => void
  readonly stop: AbortSignal
}

/** Arrivals under way at once: enough to fill a group commit, bounded in memory. */
const mostUnderWay = 256

/** Imports one file; what cannot be read is noticed and counted, and the rest goes on. */
export async function importFile(file: string, context: ImportContext): Promise<void> {
  if (!statSync(file).isFile()) return refuseFile(file, 'not a file', 'name a file', context)
  const format = formatOf(file)
  if (format === 'jsonl') await importAdverts(file, context)
  else if (format === 'wacz') await importExchanges(file, readWacz(file, { canonical: canonicalOrNull }), context)
  else if (format === 'warc')
    await importExchanges(file, readWarc(createReadStream(file), { canonical: canonicalOrNull }), context)
  else
    refuseFile(
      file,
      'neither WARC, WACZ nor advert JSONL (judged by its first bytes and its name)',
      'give .warc, .warc.gz, .wacz or .jsonl',
      context
    )
}

function formatOf(file: string): 'warc' | 'wacz' | 'jsonl' | null {
  const head = Buffer.alloc(8)
  const handle = openSync(file, 'r')
  readSync(handle, head, 0, 8, 0)
  closeSync(handle)
  if (head.readUInt32LE(0) === 0x04034b50) return 'wacz'
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file)) return 'jsonl'
  if (/\.warc(?:\.gz)?$/i.test(file) || head.toString('latin1').startsWith('WARC/')) return 'warc'
  return head.toString('latin1').trimStart().startsWith('{') ? 'jsonl' : null
}

async function importExchanges(
  file: string,
  outcomes: AsyncIterable<WarcOutcome | { kind: 'refused'; reason: string; detail: string; do: string }>,
  context: ImportContext
): Promise<void> {
  const lane = createLane(context)
  for await (const outcome of outcomes) {
    if (context.stop.aborted) break
    switch (outcome.kind) {
      case 'exchange':
        context.counts.records++
        await lane.add(outcome.exchange, await hostSource(context, hostOf(outcome.exchange.url)), {
          file: path.basename(file),
          record: outcome.recordId
        })
        break
      case 'skipped':
        context.counts.skipped[outcome.reason] = (context.counts.skipped[outcome.reason] ?? 0) + 1
        break
      case 'refused':
        refuseFile(file, `${outcome.reason}: ${outcome.detail}`, outcome.do, context)
        break
      case 'damaged':
        count(context.counts.failed, 'damaged')
        context.notice({
          file,
          place: `byte ${outcome.offset}`,
          problem: outcome.cause,
          do: 'the readable records were taken; get a whole copy of the file for the rest'
        })
    }
  }
  await lane.end()
}

async function importAdverts(file: string, context: ImportContext): Promise<void> {
  const lane = createLane(context)
  const fallback = new Date(statSync(file).mtimeMs).toISOString()
  for await (const line of readAdverts(createReadStream(file))) {
    if (context.stop.aborted) break
    if (line.kind === 'advert') {
      context.counts.records++
      await lane.add(lineExchange(line.advert, line.raw, fallback), await siteSource(context, line.advert), {
        file: path.basename(file),
        line: String(line.line)
      })
    } else if (line.kind === 'refused') refuseFile(file, `line ${line.line}: ${line.detail}`, line.do, context)
    else {
      count(context.counts.failed, 'bad-line')
      context.notice({
        file,
        place: `line ${line.line}`,
        problem: line.cause,
        do: 'mend the line and import again: what is there already stays as it is'
      })
    }
  }
  await lane.end()
}

/** A line as evidence: the very bytes, under the address that it names. */
function lineExchange(advert: ImportedAdvert, raw: Buffer, fallbackTime: string): Exchange {
  const named = canonicalOrNull(advert.url)
  const made = `http://imported.invalid/${encodeURIComponent(advert.site || 'site')}/${encodeURIComponent(advert.id)}`
  const posted = new Date(advert.postedAt)
  const known =
    advert.postedAt !== '' &&
    !Number.isNaN(posted.getTime()) &&
    posted.getUTCFullYear() >= 1990 &&
    posted.getTime() <= Date.now()
  return {
    url: named ?? (canonicalOrNull(made) as CanonicalUrl),
    method: 'GET',
    requestHeaders: [],
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    responseHeaders: [['Content-Type', advertMediaType]],
    body: raw,
    truncated: null,
    remoteAddress: '',
    startedAt: known ? posted.toISOString() : fallbackTime,
    durationMs: 0,
    serverDate: null,
    tls: null
  }
}

interface Lane {
  add(exchange: Exchange, sourceId: SourceId, attributes: Record<string, string>): Promise<void>
  end(): Promise<void>
}

/** Keeps a bounded number of captures under way; the first failure to write evidence is thrown. */
function createLane(context: ImportContext): Lane {
  const underWay = new Set<Promise<void>>()
  let failure: Error | null = null
  return {
    async add(exchange, sourceId, attributes) {
      if (failure !== null) throw failure
      const one: Promise<void> = context.writer
        .add({ exchange, sourceId, address: null, origin: 'import', attributes })
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

const sourcesMade = new WeakMap<App, Map<string, SourceId>>()

/** Sites of adverts that get a source of their own, so that what a site repeats is learned per site; those of further sites share one. */
const mostSites = 1_000

/** The source for an advert by the site that it names, or the host of its address. */
function siteSource(context: ImportContext, { site, url }: ImportedAdvert): Promise<SourceId> {
  const host = URL.parse(url)?.host ?? ''
  const name = slugOf(site === '' ? host : site)
  const sites = sitesSeen.get(context.app) ?? new Set<string>()
  sitesSeen.set(context.app, sites)
  if (name === '' || (!sites.has(name) && sites.size >= mostSites))
    return namedSource(context, 'import-adverts', 'imported.invalid', 'Imported adverts')
  sites.add(name)
  return namedSource(context, `adverts-${name}`, 'imported.invalid', `Adverts of ${name}`)
}

const sitesSeen = new WeakMap<App, Set<string>>()

/** One source per host, so that what a site repeats is learned per site. */
function hostSource(context: ImportContext, host: string): Promise<SourceId> {
  return namedSource(context, `import-${slugOf(host) || 'host'}`, host, `Import ${host}`)
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replaceAll(/-+$/g, '')
}

async function namedSource(context: ImportContext, id: string, host: string, name: string): Promise<SourceId> {
  const made = sourcesMade.get(context.app) ?? new Map<string, SourceId>()
  sourcesMade.set(context.app, made)
  // Another mandate's import of the same host is a source of its own.
  const own = `${id}-${context.mandate.id}`.slice(0, 64).replaceAll(/-+$/g, '')
  const known = made.get(own)
  if (known !== undefined) return known
  const parsed = sourceFromObject({
    id: own,
    name,
    start: [`http://${host}/`],
    scope: { hosts: [host] }
  })
  if (parsed.kind === 'invalid') throw new Error(`No source can be made for ${host}: ${parsed.problems[0]?.problem}`)
  await withGround(context.app.store.pool, { user: 'pipeline', mandate: context.mandate.id }, (tx) =>
    saveSource(tx, context.mandate.id, parsed.source)
  )
  made.set(own, parsed.source.id)
  return parsed.source.id
}

function refuseFile(file: string, problem: string, what: string, context: ImportContext): void {
  count(context.counts.failed, 'refused-file')
  context.notice({ file, place: '', problem, do: what })
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
