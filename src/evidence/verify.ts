/** Checks evidence at a path, whatever it is: a file, an evidence folder, a data folder, a WARC or WACZ; no keys, no database. */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { headerLimitBytes } from './outer-record.ts'
import type { IndexHead } from './segment-index.ts'
import { verifyWacz, verifyWarcFile } from './verify-foreign.ts'
import { damaged, warning, type VerifyItem } from './verify-item.ts'
import { verifyEvidence, verifySegmentFile } from './verify-segments.ts'

export interface VerifyOptions {
  /** The index entry that the ledger holds, to see a rollback; null or absent: not compared. */
  readonly expect?: IndexHead | null
}

const filesLimit = 100_000

/** Checks everything at a path and says what it found, item by item, in a fixed order. */
export async function* verifyPath(path: string, options: VerifyOptions = {}): AsyncGenerator<VerifyItem> {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) {
    yield damaged(path, 'there is nothing at this path', '', 'check the path')
    return
  }
  if (!stats.isDirectory()) yield* verifyFile(path)
  else if (existsSync(join(path, 'evidence'))) yield* verifyFolder(join(path, 'evidence'), options)
  else if (existsSync(join(path, 'keys', 'keyring.json'))) {
    yield damaged(
      join(path, 'evidence'),
      'the evidence folder of this data folder is missing',
      '',
      'restore it from the backup'
    )
  } else yield* verifyFolder(path, options)
}

async function* verifyFolder(path: string, options: VerifyOptions): AsyncGenerator<VerifyItem> {
  const ours = existsSync(join(path, 'segments')) || existsSync(join(path, 'index'))
  if (ours || (options.expect ?? null) !== null) yield* verifyEvidence(path, options.expect ?? null)
  let files = 0
  for (const file of walk(path, ours)) {
    if (++files > filesLimit) {
      yield warning(path, `more than ${filesLimit} files: the rest was not checked`, 'check its folders one by one')
      return
    }
    yield* verifyFile(file)
  }
  if (!ours && files === 0)
    yield warning(path, 'there is no evidence here', 'give a data folder, an evidence folder, or a file')
}

function* walk(folder: string, ours: boolean): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (ours && (entry.name === 'segments' || entry.name === 'index')) continue
    if (entry.isDirectory()) yield* walk(join(folder, entry.name), false)
    else if (entry.isFile()) yield join(folder, entry.name)
  }
}

async function* verifyFile(path: string): AsyncGenerator<VerifyItem> {
  const name = basename(path)
  if (name.endsWith('.head.json')) {
    yield* verifySegmentFile(join(dirname(path), name.replace(/\.head\.json$/, '.warc')))
    return
  }
  try {
    const start = readStart(path)
    if (start.includes('\r\nBaken-Head: ') || start.includes('\r\nBaken-Record: ')) yield* verifySegmentFile(path)
    else if (start.subarray(0, 2).toString('latin1') === 'PK') yield* verifyWacz(path)
    else if (/\.warc(\.gz)?$/.test(name) || start.subarray(0, 5).toString('latin1') === 'WARC/')
      yield* verifyWarcFile(path)
    else if (name.endsWith('.wacz')) yield* verifyWacz(path)
    else yield warning(path, 'this is no evidence, and was not checked', 'give a WARC, a WACZ or a data folder')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    yield damaged(
      path,
      `it cannot be read: ${(error as Error).message}`,
      '',
      'check the disk and the rights on the file'
    )
  }
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(headerLimitBytes)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}
