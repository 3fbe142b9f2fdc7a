/** Holds a log against checkpoints that others kept of it: what was changed or cut since, and how much no copy holds yet. */
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { formerLogs, readLogHead, walkTiles } from './log-files.ts'
import { logFolderOf } from './judge-log.ts'
import { parseKey, parseNote, signatureOf, treeIn, type NotedTree, type VerifierKey } from './signed-note.ts'

/** A checkpoint as somebody else kept it. */
export interface KeptCheckpoint {
  /** The file or address that it comes from. */
  readonly where: string
  readonly note: string
  /** When it was kept, ISO 8601 UTC, as far as its keeper says. */
  readonly at: string | null
}

interface Kept extends KeptCheckpoint {
  readonly tree: NotedTree
}

const asWas = 'keep log, ledger and copies as they are: somebody has to find out who changed what since then'

/**
 * Judges the log of an evidence folder by copies of its checkpoints. `logKey`: its key as noted elsewhere, else the one that stands
 * beside it; `witnessKey`: the key under which the keeper signs times, where it does.
 */
export async function* judgeCopies(
  evidenceDir: string,
  copies: readonly KeptCheckpoint[],
  keys: { readonly logKey?: string | undefined; readonly witnessKey?: string | undefined }
): AsyncGenerator<VerifyItem> {
  const folder = logFolderOf(evidenceDir)
  const { tree, vkey } = readLogHead(folder)
  const [log, witness] = [parseKey(keys.logKey ?? vkey ?? ''), parseKey(keys.witnessKey ?? '')]
  if (copies.length === 0)
    yield unchecked(folder, 'there is no copy of a checkpoint to hold it against', 'give another witness')
  if (log === null) {
    yield unchecked(folder, 'the key of the log is not known', 'give it with --log-key')
    return
  }
  if (keys.witnessKey !== undefined && witness?.type !== 4) {
    yield unchecked(folder, 'the key that was given is no public key of a witness', 'check --witness-key')
    return
  }
  if (keys.logKey !== undefined && vkey !== keys.logKey)
    yield damaged(folder, 'it is under another key than the one that was noted: the log was made anew', '', asWas)
  const former = new Map(formerLogs(folder).map((one) => [readLogHead(one).tree?.origin ?? one, one]))
  for (const [origin, at] of former)
    yield* judgeFormer(
      at,
      copies.filter(({ note }) => note.startsWith(`${origin}\n`))
    )
  const kept: Kept[] = []
  for (const copy of copies) {
    if (former.has(copy.note.slice(0, copy.note.indexOf('\n')))) continue
    const found = judgeCopy(copy, log, witness)
    if ('kind' in found) yield found
    else kept.push(found)
  }
  kept.sort((a, b) => a.tree.size - b.tree.size)
  if (tree === null) {
    const [most] = kept.slice(-1)
    if (most !== undefined)
      yield damaged(folder, `there is no log, and ${told(most)} it had ${most.tree.size} entries`, '', asWas)
    return
  }
  const { roots } = await walkTiles(folder, tree.size, new Set(kept.map((one) => one.tree.size)), null)
  yield* judgeKept(folder, tree, kept, roots)
}

/** A log that another one followed, after a restore: what copies of it show that is gone from it, or was changed. */
async function* judgeFormer(folder: string, copies: readonly KeptCheckpoint[]): AsyncGenerator<VerifyItem> {
  const { tree, key } = readLogHead(folder)
  if (tree === null || key === null) return
  const kept = copies.flatMap((copy) => {
    const found = judgeCopy(copy, key, null)
    return 'kind' in found ? [] : [found]
  })
  kept.sort((a, b) => a.tree.size - b.tree.size)
  const { roots } = await walkTiles(folder, tree.size, new Set(kept.map((one) => one.tree.size)), null)
  for (const item of judgeKept(folder, tree, kept, roots)) if (item.kind === 'damaged') yield item
}

/** A copy whose signatures hold, or what is wrong with it. */
function judgeCopy(copy: KeptCheckpoint, log: VerifierKey, witness: VerifierKey | null): Kept | VerifyItem {
  const parsed = parseNote(copy.note)
  const tree = parsed === null ? null : treeIn(parsed)
  if (parsed === null || tree === null) return unchecked(copy.where, 'it is no checkpoint', 'look at what became of it')
  if (tree.origin !== log.name)
    return damaged(
      copy.where,
      `it is a checkpoint of ${tree.origin}, and the log here is ${log.name}: the log was made anew, or this is of another`,
      '',
      asWas
    )
  if (typeof signatureOf(parsed, log) === 'string')
    return unchecked(
      copy.where,
      'it is not signed by the key of the log: it shows nothing',
      'look at what became of it'
    )
  if (witness === null) return { ...copy, tree }
  const signed = signatureOf(parsed, witness)
  if (typeof signed === 'string')
    return unchecked(copy.where, 'it is not signed by the key of the witness: it shows no time', 'check --witness-key')
  return { ...copy, tree, at: new Date(signed.at * 1000).toISOString() }
}

function* judgeKept(
  folder: string,
  tree: NotedTree,
  kept: readonly Kept[],
  roots: ReadonlyMap<number, Buffer>
): Generator<VerifyItem> {
  const here = kept.filter((one) => one.tree.size <= tree.size)
  const agrees = (one: Kept): boolean => roots.get(one.tree.size)?.equals(one.tree.root) === true
  const other = here.find((one) => !agrees(one))
  const good = here.findLast((one) => agrees(one) && (other === undefined || one.tree.size < other.tree.size))
  const upTo = good === undefined ? '' : `; up to entry ${good.tree.size}, which ${told(good)} stood there, nothing was`
  if (other !== undefined)
    yield damaged(
      folder,
      `it was rewritten: ${told(other)} another history stood in its entries ${(good?.tree.size ?? 0) + 1} to ${other.tree.size}${upTo}`,
      '',
      asWas
    )
  const most = kept.at(-1)
  if (most !== undefined && most.tree.size > tree.size)
    yield damaged(
      folder,
      `it was set back: ${told(most)} it had ${most.tree.size} entries, and now ${tree.size}: entries ${tree.size + 1} to ${most.tree.size} are gone`,
      '',
      asWas
    )
  if (good === undefined || other !== undefined) return
  yield ok(folder, `it holds what ${here.length === 1 ? 'the copy says' : `${here.length} copies say`}`, {
    logCopies: here.length
  })
  const waiting = tree.size - good.tree.size
  if (waiting > 0)
    yield warning(
      folder,
      `the newest ${waiting === 1 ? 'entry stands' : `${waiting} entries stand`} in no copy that was given; the newest copy is of entry ${good.tree.size}${good.at === null ? '' : `, ${good.at}`}`,
      'run "baken log copy"'
    )
}

function told({ at, where }: KeptCheckpoint): string {
  return `${at === null ? 'once' : `on ${at}`}, as ${where} says,`
}
