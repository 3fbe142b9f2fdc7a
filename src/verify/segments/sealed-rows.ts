/** Checks what rows of the table capture keep sealed: that the key is there, is the key of the record, and opens the address. */
import { closeSync, readSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { asSystem, sealedCaptures } from '../ledger/database.ts'
import { openPlain, placeAt } from '../disk.ts'
import { damaged, unchecked, warning, type VerifyItem } from '../item.ts'
import { addressHash, addressIn, commitmentOf, keyFolder, unwrap, type KeyFolder } from '../keys.ts'
import type { SealedRow } from '../ledger/other-half.ts'
import { judgeRested, type FileOf } from './rested-content.ts'
import { segmentFile } from './segment-context.ts'
import { storedNote } from './stored-objects.ts'

const mostNamed = 100
const fromBackup = 'keep database and keys as they are, and restore the row from the backup of the database'
const keyBack = 'restore the keys folder from its backup, or the row from the backup of the database'

/** Names captures whose sealed columns or keys are not what they must be; without keys in reach that is said, and rows are compared alone. */
export async function* verifySealed(pool: pg.Pool, dataDir: string): AsyncGenerator<VerifyItem> {
  if (await addressesInClear(pool)) {
    yield warning(
      'table capture',
      'addresses of an older version are not sealed yet, and were not checked',
      'start Baken once'
    )
    return
  }
  const keys = keyFolder(dataDir)
  const evidenceDir = path.join(dataDir, 'evidence')
  const seals = makeSeals(evidenceDir)
  const judge = makeJudge(keys, seals)
  const alone = storedAlone(evidenceDir)
  let [rows, faults, away, elsewhere] = [0, 0, 0, 0]
  try {
    for await (const row of sealedCaptures(pool)) {
      rows++
      if (row.state !== 'erased' && alone(row.segment)) elsewhere++
      const cause = judge(row)
      if (cause?.lost === 'away') away++
      else if (cause !== null && ++faults <= mostNamed) yield faultOf(evidenceDir, row, cause)
    }
  } finally {
    seals.close()
  }
  if (faults > mostNamed) yield damaged('table capture', `${faults - mostNamed} more captures differ`, '', fromBackup)
  if (away > 0)
    yield unchecked(
      'table capture',
      `keys and addresses of ${away} captures were not checked, since the holder of their keys gives no answer`,
      'make sure that it answers, and check again'
    )
  if (elsewhere > 0)
    yield warning(
      'table capture',
      `keys of ${elsewhere} captures open their addresses, and were not compared with their records, which a store has alone`,
      'nothing, unless a row is named: a key that was replaced opens no address'
    )
  if (keys === null && rows > 0)
    yield unchecked(
      path.join(dataDir, 'keys'),
      'there are no keys here: whether keys and addresses of captures are right was not checked',
      'mount or restore the keys folder, and check again'
    )
}

/** Whether only a store has a segment. */
function storedAlone(evidenceDir: string): (segment: string) => boolean {
  const known = new Map<string, boolean>()
  return (segment) => {
    const before = known.get(segment)
    if (before !== undefined) return before
    const missing = /^[0-9a-zA-Z-]+$/.test(segment) && placeAt(segmentFile(evidenceDir, segment)).kind === 'missing'
    const note = missing ? storedNote(evidenceDir, segment) : null
    const alone = note !== null && typeof note !== 'string'
    known.set(segment, alone)
    return alone
  }
}

function faultOf(evidenceDir: string, row: SealedRow, cause: Cause): VerifyItem {
  const where = `${segmentFile(evidenceDir, row.segment)}: capture ${row.id}`
  return damaged(where, cause.text, '', cause.lost ? keyBack : fromBackup)
}

/** A database of before addresses were sealed, which no start has taken over yet. */
async function addressesInClear(pool: pg.Pool): Promise<boolean> {
  const rows = await asSystem(
    pool,
    null,
    `select 1 from pg_attribute where attrelid = 'capture'::regclass and attname = 'clear_url' and not attisdropped`,
    []
  )
  return rows.length > 0
}

const filesOpen = 8
const headerBytes = 1536

/** Key commitments of records, read where the table says that they stand; null where another record stands, which the segment's check tells. */
interface Seals {
  commitOf(row: SealedRow): string | null
  readonly fileOf: FileOf
  close(): void
}

function makeSeals(evidenceDir: string): Seals {
  const files = new Map<string, number | null>()
  const bytes = Buffer.alloc(headerBytes)
  const close = (): void => {
    for (const file of files.values()) if (file !== null) closeSync(file)
    files.clear()
  }
  const fileOf = (segment: string): number | null => {
    const known = files.get(segment)
    if (known !== undefined) return known
    if (files.size >= filesOpen) close()
    let file: number | null = null
    try {
      file = openPlain(segmentFile(evidenceDir, segment))
    } catch {
      // The segment's check tells it.
    }
    files.set(segment, file)
    return file
  }
  return {
    close,
    fileOf,
    commitOf({ id, segment, offset }) {
      const file = /^[0-9a-zA-Z-]+$/.test(segment) && offset >= 0 ? fileOf(segment) : null
      if (file === null) return null
      const text = bytes.toString('latin1', 0, readSync(file, bytes, 0, headerBytes, offset))
      const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n')))
      if (!head.includes(`\r\nWARC-Record-ID: <urn:uuid:${id}>\r\n`)) return null
      return /\r\nBaken-Seal: [^\r\n]*commit=([0-9a-f]{64})\r\n/.exec(head)?.[1] ?? null
    }
  }
}

interface Cause {
  readonly text: string
  /** A key is out of reach, and the row may be right; `away`: only for now. */
  readonly lost: boolean | 'away'
}

function makeJudge(keys: KeyFolder | null, seals: Seals): (row: SealedRow) => Cause | null {
  return (row) => {
    const { state, urlMac, urlSealed, kek, wrapped } = row
    if (state === 'erased') {
      if (kek === null && urlMac === null && urlSealed === null) return null
      return wrong(`it is erased by its state, and its ${kek === null ? 'address' : 'key'} is still there`)
    }
    if (kek === null || wrapped === null)
      return wrong('it is not erased, and its key is gone from the table capture_key: it cannot be read any more')
    if (urlMac === null || urlSealed === null)
      return wrong('it is not erased, and its sealed address is gone from its row')
    return keys === null ? null : judgeKeys(keys, row, seals)
  }
}

function judgeKeys(keys: KeyFolder, row: SealedRow, seals: Seals): Cause | null {
  const commit = seals.commitOf(row)
  const { id, kek, wrapped, urlMac, urlSealed } = row
  if (kek === null || wrapped === null || urlMac === null || urlSealed === null) return null
  const under = keys.state(kek)
  if (under.kind !== 'key')
    return {
      text: `it is not erased, and key ${kek}, which its own is wrapped with, is ${under.kind}: ${under.cause}`,
      lost: under.kind === 'away' ? 'away' : true
    }
  const dataKey = unwrap(wrapped, kek, under.bytes, id)
  if (dataKey === null)
    return wrong(`its wrapped key does not open under ${kek}: its row of the table capture_key was changed`)
  if (commit !== null && commitmentOf(dataKey) !== commit)
    return wrong('its key in the table capture_key is not the one that its record was sealed with: it was replaced')
  const url = addressIn(urlSealed, dataKey, id)
  if (url === null) return wrong('its sealed address does not open with its key: it was changed in the table capture')
  const blind = `blind/${row.mandate}`
  const hashing = keys.state(blind)
  if (hashing.kind !== 'key')
    return {
      text: `its keyed hash cannot be compared, since key ${blind} is ${hashing.kind}: ${hashing.cause}`,
      lost: hashing.kind === 'away' ? 'away' : true
    }
  if (!addressHash(hashing.bytes, url).equals(urlMac))
    return wrong('the keyed hash of its address is not that of its sealed address: it was changed in the table capture')
  const rested = row.original === null ? null : judgeRested(seals.fileOf, row, dataKey)
  return rested === null ? null : wrong(rested)
}

function wrong(text: string): Cause {
  return { text, lost: false }
}
