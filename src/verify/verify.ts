/** Checks evidence at a path, whatever stands there: a file, an evidence folder, a data folder, a WARC or WACZ; no keys, no network. */
import { closeSync, readSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { readDatabase } from './ledger/database.ts'
import { namesIn, openPlain, placeAt, unreadable } from './disk.ts'
import { anchorFile, anchorHeadFile } from './anchors.ts'
import { judgeErasures } from './ledger/erasures.ts'
import { judgeIndex } from './ledger/index-segments.ts'
import { judgeMandates } from './ledger/mandates.ts'
import { judgeNetworks, judgeWithdrawals } from './ledger/networks.ts'
import { judgeRights } from './ledger/rights.ts'
import { judgeAroundDatabase } from './around-database.ts'
import { judgeServerFiles } from './beside-schema.ts'
import { judgeRowSecurity } from './ledger/row-security.ts'
import { judgeRows } from './ledger/rows.ts'
import { verifyEvidence, verifySegmentFile, type EvidenceOptions } from './evidence.ts'
import { verifyWarcFile } from './archives/foreign-warc.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from './item.ts'
import { judgeKeyFiles } from './key-files.ts'
import { judgeStanding } from './ledger/standing.ts'
import { judgeLog } from './log/judge-log.ts'
import { judgeStamps, judgeWitnessed } from './stamps/judge-stamps.ts'
import { judgeWitnessNotes } from './log/witness-notes.ts'
import { proofStart, verifyProof } from './log/proof-file.ts'
import { verifySealed } from './segments/sealed-rows.ts'
import { readStampedFile } from './stamped.ts'
import { judgeUsedKeys } from './used-keys.ts'
import { verifyWacz } from './archives/wacz.ts'
import type { PackageKeys } from './archives/package-keys.ts'

const filesLimit = 100_000
const depthLimit = 64
const standingStill: EvidenceOptions = { running: false, half: null }

/** Checks everything at a path and says what it found, item by item, in a fixed order. A link given by the caller is followed; others are not. */
export async function* verifyPath(given: string, options: EvidenceOptions = standingStill): AsyncGenerator<VerifyItem> {
  const at = followed(given)
  const place = placeAt(at)
  if (place.kind === 'missing') yield damaged(at, 'there is nothing at this path', '', 'check the path')
  else if (place.kind === 'file') yield* verifyFile(at, options)
  else if (place.kind === 'odd') yield unchecked(at, `here stands ${place.what}`, 'give a file or a folder')
  else if (placeAt(path.join(at, 'evidence')).kind !== 'missing')
    yield* verifyFolder(followed(path.join(at, 'evidence')), options)
  else if (placeAt(path.join(at, 'keys', 'keyring.json')).kind !== 'missing' || options.half !== null) {
    yield damaged(
      path.join(at, 'evidence'),
      'the evidence folder of this data folder is missing',
      '',
      'restore it from the backup'
    )
    if (options.half !== null) yield* verifyEvidence(path.join(at, 'evidence'), options)
    if (options.half !== null) yield* judgeLog(path.join(at, 'evidence'), options.pool ?? null, options.running)
  } else yield* verifyFolder(at, options)
}

/** The runtime role, which sees what row-level security shows it, and the owner, who alone reads second factors. */
export interface BothRoles {
  readonly pool: pg.Pool
  readonly owner: pg.Pool
}

/**
 * Checks a data folder with its database: the ledger in itself, evidence in itself, and each against the other and the tables. The
 * database is read first, so that evidence, which is written before it, can only be ahead of it.
 */
export async function* verifyHalves(
  { pool, owner }: BothRoles,
  dataDir: string,
  running: boolean,
  beside: Pick<EvidenceOptions, 'roots' | 'objects' | 'witnessKey' | 'witnessKeys'> = {}
): AsyncGenerator<VerifyItem> {
  const { half, items, entries } = await readDatabase(pool)
  yield* items
  yield ok('ledger', 'entries follow each other', { ledgerEntries: Math.max(0, entries - items.length) })
  yield* await judgeMandates(pool)
  yield* await judgeStanding(owner)
  yield* await judgeRights(pool)
  yield* await judgeRowSecurity(pool)
  yield* await judgeAroundDatabase(pool)
  yield* judgeServerFiles(dataDir)
  yield* judgeErasures(pool)
  yield* judgeNetworks(pool)
  yield* await judgeWithdrawals(pool)
  yield* judgeIndex(pool)
  yield* await judgeRows(pool)
  yield* verifyPath(dataDir, { running, half, pool, ...beside })
  yield* verifySealed(pool, dataDir)
  yield* await judgeUsedKeys(pool, dataDir, { captures: false })
  yield* await judgeKeyFiles(pool, dataDir)
}

/** A link given by an operator, or `evidence` mounted elsewhere, is a place and no finding. */
function followed(at: string): string {
  try {
    return realpathSync(at)
  } catch {
    return at
  }
}

async function* verifyFolder(folder: string, options: EvidenceOptions): AsyncGenerator<VerifyItem> {
  const ours = [...ownNames].some((name) => placeAt(path.join(folder, name)).kind !== 'missing')
  if (placeAt(folder).kind !== 'folder') {
    yield damaged(folder, 'this is no folder', '', 'restore it from the backup')
    return
  }
  if (ours || options.half !== null) {
    yield* verifyEvidence(folder, options)
    yield* judgeLog(folder, options.pool ?? null, options.running)
    yield* judgeStamps(folder, options.pool ?? null, options.roots ?? null)
    yield* judgeWitnessNotes(folder, options.pool ?? null, options)
    if (options.pool) yield* judgeWitnessed(folder, options.pool)
  }
  let files = 0
  for (const found of walk(folder, ours, 0)) {
    if (++files > filesLimit) {
      yield unchecked(folder, `more than ${filesLimit} files: the rest was not checked`, 'check its folders one by one')
      return
    }
    if (found.problem === null) yield* verifyFile(found.at, options)
    else yield unchecked(found.at, found.problem, 'look at what it is')
  }
  if (!ours && files === 0 && options.half === null)
    yield unchecked(folder, 'there is no evidence here', 'give a data folder, an evidence folder, or a file')
}

/** What an evidence folder of ours holds, checked elsewhere. */
const ownNames: ReadonlySet<string> = new Set(['segments', 'index', 'log', anchorFile, anchorHeadFile])

function* walk(folder: string, ours: boolean, depth: number): Generator<{ at: string; problem: string | null }> {
  const names = namesIn(folder)
  if (typeof names === 'string' || depth > depthLimit) {
    yield {
      at: folder,
      problem: typeof names === 'string' ? names : `more than ${depthLimit} folders within each other`
    }
    return
  }
  for (const name of names) {
    const at = path.join(folder, name)
    if (ours && ownNames.has(name)) continue
    const place = placeAt(at)
    if (place.kind === 'folder') yield* walk(at, false, depth + 1)
    else if (place.kind === 'file') yield { at, problem: null }
    else if (place.kind === 'odd') yield { at, problem: `here stands ${place.what}` }
  }
}

async function* verifyFile(file: string, keys: PackageKeys): AsyncGenerator<VerifyItem> {
  const name = path.basename(file)
  if (name.endsWith('.head.json') && path.basename(path.dirname(file)) === 'segments') {
    yield* verifySegmentFile(file.replace(/\.head\.json$/, '.warc'))
    return
  }
  try {
    const start = readStart(file)
    const text = start.toString('latin1')
    if (/\r\nBaken-(?:Head|Record|Previous): /.test(text)) yield* verifySegmentFile(file)
    else if (text.startsWith('PK') || /\.wacz$/i.test(name)) yield* verifyWacz(file, keys)
    else if (/\.warc(\.gz)?$/i.test(name) || text.startsWith('WARC/')) yield* verifyWarcFile(file)
    else if (text.startsWith(proofStart)) yield* verifyProof(file, keys.logKey ?? null)
    else if (name.startsWith('.new-'))
      yield warning(file, 'an interrupted write left it', 'start Baken on this data folder')
    else if (name.endsWith('.json') && text.startsWith('{"format":"baken-')) yield* verifyStamped(file)
    else
      yield unchecked(
        file,
        'this is no evidence that can be judged, and was not checked',
        'give a WARC, a WACZ or a data folder'
      )
  } catch (error) {
    yield unchecked(file, unreadable(error), 'check the disk and the rights on the file')
  }
}

function* verifyStamped(file: string): Generator<VerifyItem> {
  const reading = readStampedFile(file)
  if (reading.kind === 'damaged') yield damaged(file, reading.cause)
  else {
    yield ok(
      file,
      'matches the digest in it',
      String(reading.fields['format']).startsWith('baken-index/') ? { indexEntries: 1 } : {}
    )
    yield warning(
      file,
      'it was checked alone: what comes before and after it was not',
      'check the whole evidence folder instead'
    )
  }
}

const startBytes = 8192

function readStart(file: string): Buffer {
  const descriptor = openPlain(file)
  try {
    const bytes = Buffer.alloc(startBytes)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(descriptor)
  }
}
