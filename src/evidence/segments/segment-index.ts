/** The list of all segments: numbered files that are made once, each with the digest of the one before it. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDigest, sha256, type Digest } from '../digest.ts'
import { createFile, readStamped, stampedText, type Stamped } from '../stamped-json.ts'

/*
 * One file an entry instead of lines in one file: making `00000007.json` by hard link succeeds for one process only, also on a
 * folder shared by machines, is whole or absent after kill -9, and needs no lock that can go stale. An object store offers the
 * same (put if absent).
 */

export type IndexEvent =
  /** A segment exists from now on; `warcinfo` is the digest of its first record. */
  | { readonly event: 'open'; readonly segment: string; readonly warcinfo: Digest }
  /** Nothing is added to it any more; `file` is the plain SHA-256 of the whole file. `recovered`: its writer died. */
  | {
      readonly event: 'close'
      readonly segment: string
      readonly records: number
      readonly bytes: number
      readonly last: Digest
      readonly file: Digest
      readonly recovered: boolean
    }
  /** Its file was removed on purpose, after every capture in it was erased. */
  | { readonly event: 'drop'; readonly segment: string; readonly reason: string }

export type IndexEntry = IndexEvent & {
  readonly number: number
  readonly at: string
  readonly digest: Digest
  readonly previous: Digest
}

/** End of the list, for the ledger to hold: the outside anchor that shows a rollback (faults C5 and C6). */
export interface IndexHead {
  readonly number: number
  readonly digest: Digest
}

export interface IndexReading {
  readonly entries: readonly IndexEntry[]
  readonly problems: readonly { readonly file: string; readonly cause: string }[]
  readonly files: number
}

/** `previous` of the first entry. */
export const noDigest: Digest = sha256(new Uint8Array(0))

/** Reads and checks the whole list. Entries after a damaged one are still read. */
export function readIndex(evidenceDir: string): IndexReading {
  const problems: { file: string; cause: string }[] = []
  const entries: IndexEntry[] = []
  let previous: Digest | null = noDigest
  let expected = 1
  const names = indexNames(evidenceDir)
  for (const name of names) {
    const number = Number(name.slice(0, 8))
    if (number > expected) {
      const missing = number - expected === 1 ? `entry ${expected} is` : `entries ${expected} to ${number - 1} are`
      problems.push({ file: entryName(expected), cause: `${missing} missing from the list of segments` })
      previous = null
    }
    expected = number + 1
    const entry = readEntry(join(evidenceDir, 'index', name), number)
    if (typeof entry === 'string') {
      problems.push({ file: name, cause: entry })
      previous = null
      continue
    }
    if (previous !== null && entry.previous !== previous) {
      problems.push({ file: name, cause: `it does not follow entry ${number - 1}: one of the two was replaced` })
    }
    previous = entry.digest
    entries.push(entry)
  }
  return { entries, problems, files: names.length }
}

export type IndexAppend =
  | { readonly kind: 'added'; readonly head: IndexHead }
  | { readonly kind: 'refused'; readonly detail: string }

/** Adds an entry; when another process was first, follows that one. Refused when the last entry is damaged. */
export function appendIndex(evidenceDir: string, event: IndexEvent, at: string): IndexAppend {
  mkdirSync(join(evidenceDir, 'index'), { recursive: true, mode: 0o750 })
  for (let attempt = 0; attempt < 1000; attempt++) {
    const last = indexHead(evidenceDir)
    if (typeof last === 'string') return { kind: 'refused', detail: last }
    const number = last.number + 1
    const fields: Stamped = { format: 'baken-index/1', number, previous: last.digest, at, ...event }
    const text = stampedText(fields)
    if (createFile(join(evidenceDir, 'index', entryName(number)), text)) {
      const reading = readStamped(Buffer.from(text, 'utf8'))
      if (reading.kind === 'damaged') throw new Error(`an index entry does not read back: ${reading.cause}`)
      return { kind: 'added', head: { number, digest: reading.digest } }
    }
  }
  return { kind: 'refused', detail: 'a thousand other processes were first' }
}

/** Number and digest of the last entry (0 when there is none), or what is wrong with it. */
export function indexHead(evidenceDir: string): IndexHead | string {
  const name = indexNames(evidenceDir).at(-1)
  if (name === undefined) return { number: 0, digest: noDigest }
  const entry = readEntry(join(evidenceDir, 'index', name), Number(name.slice(0, 8)))
  return typeof entry === 'string'
    ? `index/${name}: ${entry}; restore it from the backup`
    : { number: entry.number, digest: entry.digest }
}

/** The file of an entry of the list. */
export function indexPath(evidenceDir: string, number: number): string {
  return join(evidenceDir, 'index', entryName(number))
}

const indexName = /^\d{8}\.json$/

function entryName(number: number): string {
  return `${String(number).padStart(8, '0')}.json`
}

function indexNames(evidenceDir: string): string[] {
  try {
    return readdirSync(join(evidenceDir, 'index'))
      .filter((name) => indexName.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readEntry(path: string, number: number): IndexEntry | string {
  const reading = readStamped(readFileSync(path))
  if (reading.kind === 'damaged') return reading.cause
  const { fields, digest } = reading
  if (fields['format'] !== 'baken-index/1' || fields['number'] !== number)
    return 'it is not the entry that its name says'
  const known = fields['event'] === 'open' || fields['event'] === 'close' || fields['event'] === 'drop'
  if (!known || typeof fields['segment'] !== 'string' || !isDigest(fields['previous']))
    return 'it holds no event of a segment'
  return { ...fields, digest } as unknown as IndexEntry
}
