/** Imports WARC, WACZ and advert JSONL: each record becomes sealed evidence and goes the way of every capture. */
import { createHash } from 'node:crypto'
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import { readAdverts } from '../../evidence/archives/advert-jsonl.ts'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import { readWacz } from '../../evidence/archives/wacz.ts'
import { readWarc } from '../../evidence/archives/warc.ts'
import { zoneOfRegion } from '../../text/calendar.ts'
import { fingerprintKey } from '../app.ts'
import { count, refuseFile, tell, type FileWork, type ImportContext, type ImportCounts } from './import-work.ts'
import { createLane } from './lane.ts'
import { lineExchange } from './lines.ts'
import { fileTime, importExchanges, importOpenEnds, noOpenEnds } from './records.ts'
import { siteSource } from './sources.ts'

/** Counts at the start of an import. */
export function newCounts(): ImportCounts {
  return { records: 0, added: 0, known: 0, skipped: {}, failed: {}, notes: {} }
}

/** Imports files; what cannot be read is noticed and counted, and the rest goes on. Then records that were split, and revisits: their pieces and originals may stand in any of them, and originals be here from before. */
export async function importFiles(files: readonly string[], context: ImportContext): Promise<void> {
  const open = noOpenEnds()
  for (const file of files) {
    if (context.stop.aborted) return
    await importOne({ ...context, file, open })
    await importOpenEnds(open, context, false)
  }
  await importOpenEnds(open, context, true)
}

async function importOne(work: FileWork): Promise<void> {
  const { file } = work
  if (!statSync(file).isFile()) return refuseFile('not a file', 'name a file', work)
  const format = formatOf(file)
  const options = { canonical: canonicalOrNull, ids: work.open.ids }
  if (format === 'jsonl') await importAdverts(work)
  else if (format === 'wacz') await importExchanges(work, readWacz(file, options))
  else if (format === 'warc') await importExchanges(work, readWarc(createReadStream(file), options))
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
  return /^\x1e?\s*\{/.test(head) ? 'jsonl' : null
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

async function importAdverts(work: FileWork): Promise<void> {
  const { counts, file } = work
  const lane = createLane(work)
  const context = {
    fileTime: fileTime(file),
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
    } else if (line.kind === 'note') tell(work, `line ${line.line}`, line.note)
    else if (line.kind === 'refused') refuseFile(`line ${line.line}: ${line.detail}`, line.do, work)
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
