/** Reads the list of segments of an evidence folder: numbered files, each with the digest of the one before it. */
import path from 'node:path'
import { digestText, emptyDigest, namesIn } from './disk.ts'
import { readStampedFile, wholeNumber, type Fields } from './stamped.ts'

export interface IndexEntry {
  readonly number: number
  readonly event: 'open' | 'close' | 'drop'
  readonly segment: string
  readonly at: string
  readonly digest: string
  /** Of `open`: digest of the first record. */
  readonly warcinfo: string | null
  /** Of `close`. */
  readonly end: SegmentEnd | null
  /** Of `close`: by a later process, since the writer had died. */
  readonly recovered: boolean
  readonly reason: string
}

/** Where a segment ends: number and digest of its last record, bytes, and SHA-256 of the whole file where it was closed. */
export interface SegmentEnd {
  readonly records: number
  readonly bytes: number
  readonly last: string
  readonly file: string | null
}

export interface IndexReading {
  readonly entries: readonly IndexEntry[]
  readonly problems: readonly { readonly file: string; readonly cause: string }[]
  /** Names in the folder that are no entries. */
  readonly strays: readonly string[]
  readonly files: number
}

export const segmentId = /^\d{8}T\d{9}-[0-9a-f]{12}$/
const entryFile = /^(\d{8})\.json$/

export function entryName(number: number): string {
  return `${String(number).padStart(8, '0')}.json`
}

/** Reads and checks the whole list; entries after a damaged one are still read. */
export function readIndexList(evidenceDir: string): IndexReading {
  const folder = path.join(evidenceDir, 'index')
  const names = namesIn(folder)
  if (typeof names === 'string') return { entries: [], problems: [{ file: '', cause: names }], strays: [], files: 0 }
  const problems: { file: string; cause: string }[] = []
  const entries: IndexEntry[] = []
  let [expected, previous]: [number, string | null] = [1, emptyDigest]
  const files = names.filter((name) => entryFile.test(name))
  for (const name of files) {
    const number = Number(name.slice(0, 8))
    if (number > expected) {
      const missing = number - expected === 1 ? `entry ${expected} is` : `entries ${expected} to ${number - 1} are`
      problems.push({ file: entryName(expected), cause: `${missing} missing from the list of segments` })
      previous = null
    }
    expected = number + 1
    const reading = readStampedFile(path.join(folder, name))
    const entry = reading.kind === 'fields' ? entryOf(reading.fields, reading.digest, number) : reading.cause
    if (typeof entry === 'string') {
      problems.push({ file: name, cause: entry })
      previous = null
      continue
    }
    if (previous !== null && entry.previous !== previous)
      problems.push({ file: name, cause: `it does not follow entry ${number - 1}: one of the two was replaced` })
    previous = entry.entry.digest
    entries.push(entry.entry)
  }
  return { entries, problems, strays: names.filter((name) => !entryFile.test(name)), files: files.length }
}

function entryOf(fields: Fields, digest: string, number: number): { entry: IndexEntry; previous: string } | string {
  const { format, event, segment, at, previous, warcinfo, reason } = fields
  if (format !== 'baken-index/1' || fields['number'] !== number) return 'it is not the entry that its name says'
  const known = event === 'open' || event === 'close' || event === 'drop'
  if (!known || typeof segment !== 'string' || !segmentId.test(segment)) return 'it holds no event of a segment'
  if (typeof previous !== 'string' || !digestText.test(previous)) return 'it refers to no entry before it'
  const end = event === 'close' ? endOf(fields) : null
  if (event === 'close' && end === null) return 'it closes a segment without saying where'
  const first = typeof warcinfo === 'string' ? warcinfo : null
  const entry = {
    number,
    event,
    segment,
    at: String(at),
    digest,
    warcinfo: first,
    end,
    recovered: fields['recovered'] === true,
    reason: typeof reason === 'string' ? reason : ''
  } as const
  return { entry, previous }
}

/** `records`, `bytes`, `last` and `file` of an index entry or a head, or null when they are not there. */
export function endOf(fields: Fields): SegmentEnd | null {
  const [records, bytes, last, file] = [
    wholeNumber(fields['records']),
    wholeNumber(fields['bytes']),
    fields['last'],
    fields['file']
  ]
  if (records === null || bytes === null || typeof last !== 'string' || !digestText.test(last)) return null
  return { records, bytes, last, file: typeof file === 'string' ? file : null }
}
