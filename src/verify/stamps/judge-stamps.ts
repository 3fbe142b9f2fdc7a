/** Judges the time stamps beside a log: each against its checkpoint, the log, and what the ledger says of it; and what waits for one. */
import { createHash, type X509Certificate } from 'node:crypto'
import path from 'node:path'
import type pg from 'pg'
import { namesIn, placeAt, readSmall } from '../disk.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { asSystem } from '../ledger/database.ts'
import { logFolderOf } from '../log/judge-log.ts'
import { formerLogs, readLogHead, walkTiles } from '../log/log-files.ts'
import { parseNote, signatureOf, treeIn, type NotedTree, type VerifierKey } from '../log/signed-note.ts'
import { judgeStamp } from './stamp.ts'
import { stampFolder } from './stamp-files.ts'

interface NotedStamp {
  readonly file: string
  readonly by: string
  readonly at: string
  readonly skew: number
}

const mostFiles = 100_000
const mostBytes = 1024 * 1024
/** Clocks that differ by less are told by nobody: an answer takes its time. */
const mostSkewSeconds = 60
const restore = 'keep it as it is, and restore the folder from its backup'
const asWas = 'keep log, ledger and stamps as they are: somebody has to find out who changed what since then'

/** `roots`: certificates that vouch for the authorities; null: who signed is not judged, which is told. */
export async function* judgeStamps(
  evidenceDir: string,
  pool: pg.Pool | null,
  roots: readonly X509Certificate[] | null
): AsyncGenerator<VerifyItem> {
  const folder = stampFolder(evidenceDir)
  const noted = pool === null ? [] : await stampsInLedger(pool)
  const names = placeAt(folder).kind === 'missing' ? [] : namesIn(folder)
  if (typeof names === 'string') {
    yield unchecked(folder, names, 'check the disk and the rights on it')
    return
  }
  const former = formerLogs(logFolderOf(evidenceDir)).map((one) => namesIn(path.join(one, 'stamps')))
  for (const one of noted)
    if (![names, ...former].some((there) => typeof there !== 'string' && there.includes(one.file)))
      yield damaged(
        path.join(folder, one.file),
        `it is missing, and the ledger says that ${one.by} stamped the log on ${one.at}`,
        '',
        restore
      )
    else if (Math.abs(one.skew) > mostSkewSeconds)
      yield warning(
        path.join(folder, one.file),
        `the clock of ${one.by} was ${Math.abs(one.skew)} seconds ${one.skew > 0 ? 'ahead of' : 'behind'} that of this machine when it stamped`,
        'find out which of the two was wrong, and set it'
      )
  const { tree, key } = readLogHead(logFolderOf(evidenceDir))
  const stamps = names.slice(0, mostFiles).filter((one) => /^\d{15}-[0-9a-f]{8}\.tsr$/.test(one))
  if (tree === null || key === null || stamps.length === 0) return
  const sizes = new Set(stamps.map((one) => Number(one.slice(0, 15))).filter((size) => size <= tree.size))
  const { roots: trees } = await walkTiles(logFolderOf(evidenceDir), tree.size, sizes, null)
  let [whole, open, newest] = [0, 0, 0]
  for (const name of stamps) {
    const judged = judgeOne({ folder, name, roots, key, tree, trees })
    if ('kind' in judged) yield judged
    else {
      whole++
      if (!judged.trusted) open++
      newest = Math.max(newest, judged.size)
      if (judged.ended !== null)
        yield warning(
          path.join(folder, name),
          `its certificate ended on ${judged.ended}, after it was made: openssl wants -attime`,
          'have the log stamped anew'
        )
    }
  }
  if (whole > 0) yield ok(folder, 'stamps, checkpoints and log belong together', { logStamps: whole })
  if (open > 0)
    yield warning(
      folder,
      `who signed ${open === 1 ? 'the stamp' : `${open} stamps`} was not checked`,
      'give the certificates of the authorities with --stamp-roots'
    )
  const waiting = pool === null ? tree.size - newest : await behind(pool, newest)
  if (whole > 0 && waiting > 0)
    yield warning(
      folder,
      `the newest ${waiting === 1 ? 'entry waits' : `${waiting} entries wait`} for a stamp`,
      'let Baken run, or run "baken log send"; "baken log state" says what fails'
    )
}

interface OneStamp {
  readonly folder: string
  readonly name: string
  readonly roots: readonly X509Certificate[] | null
  readonly key: VerifierKey
  readonly tree: NotedTree
  readonly trees: ReadonlyMap<number, Buffer>
}

/** A stamp that holds, or what is wrong with it. */
function judgeOne({
  folder,
  name,
  roots,
  key,
  tree,
  trees
}: OneStamp): VerifyItem | { readonly size: number; readonly trusted: boolean; readonly ended: string | null } {
  const file = path.join(folder, name)
  const noteFile = path.join(folder, `${name.slice(0, 15)}.checkpoint`)
  const [answer, note] = [readSmall(file, mostBytes), readSmall(noteFile, mostBytes)]
  if (typeof answer === 'string') return damaged(file, answer, '', restore)
  if (typeof note === 'string') return damaged(noteFile, note, '', restore)
  const stamp = judgeStamp(answer, { digest: createHash('sha256').update(note).digest(), nonce: null, roots })
  if (stamp.kind === 'refused') return damaged(file, `it is no stamp on its checkpoint: ${stamp.why}`, '', restore)
  const parsed = parseNote(note.toString('utf8'))
  const stamped = parsed === null ? null : treeIn(parsed)
  if (parsed === null || stamped === null || typeof signatureOf(parsed, key) === 'string')
    return damaged(noteFile, 'it is no checkpoint that the key of this log signed', '', restore)
  const when = `${stamp.authority} stamped on ${stamp.at}`
  if (stamped.size > tree.size)
    return damaged(
      file,
      `the log was set back: ${when} that it had ${stamped.size} entries, and now it has ${tree.size}`,
      '',
      asWas
    )
  if (trees.get(stamped.size)?.equals(stamped.root) !== true)
    return damaged(file, `the log was rewritten: another history of ${stamped.size} entries is what ${when}`, '', asWas)
  const ended = Date.parse(stamp.ends) < Date.now() ? stamp.ends : null
  return { size: stamped.size, trusted: stamp.signer === 'trusted', ended }
}

async function stampsInLedger(pool: pg.Pool): Promise<NotedStamp[]> {
  return asSystem<NotedStamp>(
    pool,
    null,
    `select detail->>'file' as file, detail->>'by' as by, detail->>'at' as at, (detail->>'skewSeconds')::int as skew
     from ledger where act = 'log.stamp' order by no limit ${mostFiles}`,
    []
  )
}

async function behind(pool: pg.Pool, size: number): Promise<number> {
  const [row] = await asSystem<{ n: number }>(
    pool,
    null,
    `select count(*)::int as n from ledger where no > $1 and act not in ('log.copy', 'log.stamp')`,
    [size]
  )
  return row?.n ?? 0
}

/** What no witness has got yet, where any got something. */
export async function* judgeWitnessed(evidenceDir: string, pool: pg.Pool): AsyncGenerator<VerifyItem> {
  const [row] = await asSystem<{ size: number | null }>(
    pool,
    null,
    `select max((detail->>'size')::bigint)::float8 as size from ledger where act = 'log.copy'`,
    []
  )
  if (row?.size === null || row === undefined) return
  const waiting = await behind(pool, row.size)
  if (waiting > 0)
    yield warning(
      logFolderOf(evidenceDir),
      `the newest ${waiting === 1 ? 'entry waits' : `${waiting} entries wait`} for a witness: the newest copy is of entry ${row.size}`,
      'let Baken run, or run "baken log copy"; "baken log state" says what fails'
    )
}
