/** Judges the log of an evidence folder: in itself, against the ledger where it can be asked, and against what others noted of it. */
import path from 'node:path'
import type pg from 'pg'
import { readAnchors, settledEntry } from '../anchors.ts'
import { damaged, note, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { asSystem } from '../ledger/database.ts'
import { readKeysNote } from '../keys-note.ts'
import { lastLeaf, readLogHead, walkTiles, type LogReading } from './log-files.ts'
import { judgeTileFiles } from './tile-files.ts'
import { hashOfLeaf } from './tree.ts'

const restore = 'keep it as it is, and compare evidence and database with their backups'
const batchRows = 5_000
const mostNamed = 20

/** The folder of the log. */
export function logFolderOf(evidenceDir: string): string {
  return path.join(evidenceDir, 'log')
}

/** What the ledger holds, as the log is held against it. */
interface LedgerSide {
  /** Number of the last entry; 0 when there is none. */
  readonly last: number
  /** Keys under which the ledger says that a log began, oldest first. */
  readonly began: readonly string[]
  /** Hashes of entries `from` to `to`; null in place of one that is missing. */
  hashes(from: number, to: number): Promise<readonly (Buffer | null)[]>
}

async function ledgerSide(pool: pg.Pool): Promise<LedgerSide> {
  const [last] = await asSystem<{ no: number }>(pool, null, 'select no from ledger order by no desc limit 1', [])
  const began = await asSystem<{ vkey: string }>(
    pool,
    null,
    `select detail->>'vkey' as vkey from ledger where act = 'log.begin' order by no`,
    []
  )
  return {
    last: last?.no ?? 0,
    began: began.map(({ vkey }) => vkey),
    async hashes(from, to) {
      const rows = await asSystem<{ no: number; hash: Buffer }>(
        pool,
        null,
        'select no, hash from ledger where no between $1 and $2 order by no',
        [from, to]
      )
      const byNo = new Map(rows.map(({ no, hash }) => [no, hash]))
      return Array.from({ length: to - from + 1 }, (_, at) => byNo.get(from + at) ?? null)
    }
  }
}

/** The highest entry that the log must hold: as the anchors say, and the note beside the keys, which comes after it. */
function settledFor(evidenceDir: string): Settled {
  const [newest] = readKeysNote(path.dirname(evidenceDir)).notes
  const no = settledEntry(readAnchors(evidenceDir))
  if (newest !== undefined && newest.no > no)
    return { no: newest.no, noted: `${newest.where} noted ledger entry ${newest.no}` }
  return { no, noted: `the anchors noted ledger entry ${no} and more since` }
}

interface Settled {
  readonly no: number
  /** Who says so, in words. */
  readonly noted: string
}

/** All of it: every tile, the root, the signature, and every leaf against the ledger. */
export async function* judgeLog(
  evidenceDir: string,
  pool: pg.Pool | null,
  running: boolean
): AsyncGenerator<VerifyItem> {
  const folder = logFolderOf(evidenceDir)
  // In this order: whoever writes now notes an anchor, and the log follows; the ledger is committed to before both.
  const settled = settledFor(evidenceDir)
  const reading = readLogHead(folder)
  const ledger = pool === null ? null : await ledgerSide(pool)
  yield* judgeHead(reading, { ledger, settled }, running)
  for (const one of reading.strays)
    yield path.basename(one).startsWith('.new-')
      ? warning(one, 'an interrupted write left it', 'start Baken on this data folder')
      : unchecked(one, 'it does not belong in the log and was not checked', 'move it elsewhere')
  const { tree } = reading
  if (tree === null) return
  const others: [first: number, last: number][] = []
  const walk = await walkTiles(folder, tree.size, new Set(), async (tile, first) => {
    if (ledger === null || first >= ledger.last) return
    const to = Math.min(first + tile.length / 32, ledger.last)
    const hashes = await cached(ledger, first + 1, to)
    for (const [at, hash] of hashes.entries()) {
      if (hash === null || hashOfLeaf(hash).equals(tile.subarray(at * 32, at * 32 + 32))) continue
      const [no, run] = [first + at + 1, others.at(-1)]
      if (run !== undefined && run[1] === no - 1) run[1] = no
      else others.push([no, no])
    }
  })
  for (const { item, cause } of walk.faults) yield damaged(item, cause, '', restore)
  yield* judgeTileFiles(folder, tree.size, running)
  const root = walk.roots.get(tree.size)
  if (root !== undefined && !root.equals(tree.root))
    yield damaged(
      path.join(folder, 'checkpoint'),
      'the tiles do not give its root: one of the two was changed',
      '',
      restore
    )
  for (const [first, last] of others.slice(0, mostNamed))
    yield damaged(
      `ledger ${first === last ? `entry ${first}` : `entries ${first} to ${last}`}`,
      'the log holds another hash: the ledger was rebuilt, or the log',
      '',
      restore
    )
  if (others.length > mostNamed)
    yield damaged('ledger', `${others.length - mostNamed} more stretches differ from the log`, '', restore)
  if (walk.faults.length === 0 && root?.equals(tree.root) === true && reading.faults.length === 0)
    yield ok(folder, 'tiles, root and signature belong together', { logEntries: tree.size })
}

/** Entries are asked in stretches of many tiles. */
async function cached(ledger: LedgerSide, from: number, to: number): Promise<readonly (Buffer | null)[]> {
  const kept = stretches.get(ledger)
  if (kept !== undefined && kept.from <= from && to <= kept.from + kept.hashes.length - 1)
    return kept.hashes.slice(from - kept.from, to - kept.from + 1)
  const hashes = await ledger.hashes(from, Math.min(ledger.last, Math.max(to, from + batchRows - 1)))
  stretches.set(ledger, { from, hashes })
  return hashes.slice(0, to - from + 1)
}

const stretches = new WeakMap<LedgerSide, { readonly from: number; readonly hashes: readonly (Buffer | null)[] }>()

/** What the head of the log says by itself and beside the ledger; no tile is read. */
export function* judgeHead(
  reading: LogReading,
  { ledger, settled }: { readonly ledger: LedgerSide | null; readonly settled: Settled },
  running: boolean
): Generator<VerifyItem> {
  const { folder, absent, tree, vkey, faults } = reading
  const [began] = ledger?.began.slice(-1) ?? []
  if (absent) {
    if (began !== undefined)
      yield damaged(folder, 'the log is missing, and the ledger says that one began', '', restore)
    return
  }
  for (const { item, cause } of faults) yield damaged(item, cause, '', restore)
  const checkpoint = path.join(folder, 'checkpoint')
  if (tree !== null && tree.size < settled.no)
    yield damaged(
      checkpoint,
      `the log holds ${tree.size} entries, and ${settled.noted}: it was set back to an older state, or could not grow`,
      '',
      'hold it against the copies of its checkpoints (baken verify --witness); a start of Baken brings it up to the ledger again'
    )
  if (ledger === null || tree === null) return
  if (vkey !== null && vkey !== began)
    yield damaged(
      path.join(folder, 'vkey'),
      'the ledger does not say that a log with this key began: the log was exchanged',
      '',
      restore
    )
  if (tree.size > ledger.last)
    yield damaged(
      checkpoint,
      `the log holds ${tree.size} entries and the ledger ${ledger.last}: ${stretch(ledger.last + 1, tree.size)} gone from its end`,
      '',
      'the database was cut, or restored from an older backup: look what these entries told of'
    )
  const waiting = ledger.last - tree.size
  if (waiting <= 0) return
  const words = `the newest ${waiting === 1 ? 'entry of the ledger is' : `${waiting} entries of the ledger are`} not in the log yet`
  yield running
    ? note(checkpoint, words)
    : warning(checkpoint, `${words}: an interrupted write`, 'start Baken on this data folder')
}

function stretch(first: number, last: number): string {
  return first === last ? `entry ${first} is` : `entries ${first} to ${last} are`
}

/** The quick comparison of a start: checkpoint and key, and the newest entry of the log against the ledger. */
export async function judgeLogQuickly(evidenceDir: string, pool: pg.Pool): Promise<VerifyItem[]> {
  const settled = settledFor(evidenceDir)
  const reading = readLogHead(logFolderOf(evidenceDir))
  const ledger = await ledgerSide(pool)
  const found = [...judgeHead(reading, { ledger, settled }, false)]
  const size = reading.tree?.size ?? 0
  if (size === 0 || size > ledger.last) return found
  const leaf = lastLeaf(reading.folder, size)
  if ('cause' in leaf) return [...found, damaged(leaf.item, leaf.cause, '', restore)]
  const [hash] = await ledger.hashes(size, size)
  if (hash !== null && hash !== undefined && !hashOfLeaf(hash).equals(leaf))
    found.push(
      damaged(`ledger entry ${size}`, 'the log holds another hash: the ledger was rebuilt, or the log', '', restore)
    )
  return found
}
