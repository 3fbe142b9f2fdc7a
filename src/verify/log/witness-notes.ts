/** Judges what witnesses signed and Baken kept beside a log (`log/witness/`): each must be of its key, hold its signature, and be a state that the log went through. */
import path from 'node:path'
import type pg from 'pg'
import { namesIn, placeAt, readSmall } from '../disk.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { asSystem } from '../ledger/database.ts'
import { logFolderOf } from './judge-log.ts'
import { formerLogs, readLogHead, walkTiles, type LogReading } from './log-files.ts'
import { parseKey, parseNote, signatureOf, treeIn, type NotedTree } from './signed-note.ts'

/** Public keys of witnesses, as they give them themselves: one for all, or by the name that a place has in the names of files. */
export interface WitnessKeys {
  readonly witnessKey?: string
  readonly witnessKeys?: ReadonlyMap<string, string>
}

interface Noted {
  readonly file: string
  readonly to: string
}

interface OneNote {
  readonly file: string
  readonly name: string
  readonly reading: LogReading
  readonly roots: ReadonlyMap<number, Buffer>
  readonly keys: WitnessKeys
}

const mostFiles = 100_000
const mostBytes = 1024 * 1024
const spelled = /^(\d{15})-([0-9a-f]{8})\.checkpoint$/
const restore = 'keep it as it is, and restore the folder from its backup'
const asWas = 'keep log, ledger and notes as they are: somebody has to find out who changed what since then'

/** Of this log and of those that it followed. Where the ledger can be asked, a note that it names and that is gone is told. */
export async function* judgeWitnessNotes(
  evidenceDir: string,
  pool: pg.Pool | null,
  keys: WitnessKeys
): AsyncGenerator<VerifyItem> {
  const log = logFolderOf(evidenceDir)
  const noted = pool === null ? [] : await notesInLedger(pool)
  // Names before the head of each log: while it grows, a note is of a tree that the head has by then.
  const folders = [log, ...formerLogs(log)].map((one) => ({ log: one, names: namesBeside(one) }))
  const there = new Set(folders.flatMap(({ names }) => (typeof names === 'string' ? [] : names)))
  for (const { file, to } of noted)
    if (!there.has(file))
      yield damaged(witnessFile(log, file), `it is missing, and the ledger says that ${to} signed it`, '', restore)
  for (const { log: one, names } of folders)
    if (typeof names === 'string')
      yield unchecked(path.join(one, 'witness'), names, 'check the disk and the rights on it')
    else if (names.length > 0) yield* judgeFolder(one, names, keys)
}

function namesBeside(log: string): readonly string[] | string {
  const folder = path.join(log, 'witness')
  return placeAt(folder).kind === 'missing' ? [] : namesIn(folder)
}

function witnessFile(log: string, name: string): string {
  return path.join(log, 'witness', name)
}

async function* judgeFolder(log: string, names: readonly string[], keys: WitnessKeys): AsyncGenerator<VerifyItem> {
  const reading = readLogHead(log)
  const notes = names.slice(0, mostFiles).filter((name) => spelled.test(name))
  for (const name of names.filter((one) => !spelled.test(one)))
    yield name.startsWith('.new-')
      ? warning(witnessFile(log, name), 'an interrupted write left it', 'start Baken on this data folder')
      : unchecked(witnessFile(log, name), 'it is no note of a witness and was not checked', 'move it elsewhere')
  const { tree } = reading
  const sizes = new Set(notes.map(sizeOf).filter((size) => tree !== null && size <= tree.size))
  const { roots } = tree === null ? { roots: new Map<number, Buffer>() } : await walkTiles(log, tree.size, sizes, null)
  let [whole, open] = [0, 0]
  for (const name of notes) {
    const judged = judgeNote({ file: witnessFile(log, name), name, reading, roots, keys })
    if (typeof judged === 'object') yield judged
    else {
      whole++
      if (judged === 'open') open++
    }
  }
  const folder = path.join(log, 'witness')
  if (whole > 0) yield ok(folder, 'notes of witnesses and log belong together', { logCopies: whole })
  if (open > 0)
    yield warning(
      folder,
      `which witness signed ${open === 1 ? 'the note' : `${open} notes`} was not checked`,
      'give the key that the witness itself gives with --witness-key, or in outside.yaml'
    )
}

function sizeOf(name: string): number {
  return Number(name.slice(0, 15))
}

/** `known`: by a witness whose key is at hand; `open`: by whom was not judged; else what is wrong with it. */
function judgeNote({ file, name, reading, roots, keys }: OneNote): VerifyItem | 'known' | 'open' {
  const bytes = readSmall(file, mostBytes)
  if (typeof bytes === 'string') return damaged(file, bytes, '', restore)
  const note = parseNote(bytes.toString('utf8'))
  const noted = note === null ? null : treeIn(note)
  if (note === null || noted === null) return damaged(file, 'it is no checkpoint', '', restore)
  if (noted.size !== sizeOf(name))
    return damaged(file, `it is of ${noted.size} entries, and its name says ${sizeOf(name)}`, '', restore)
  const { key, tree } = reading
  if (key === null || tree === null)
    return unchecked(file, 'the log that it is of cannot be read', 'see what is said of it')
  if (noted.origin !== key.name || typeof signatureOf(note, key) === 'string')
    return damaged(file, 'it is no checkpoint that the key of this log signed', '', restore)
  const other = otherHistory(noted, tree, roots)
  if (other !== null) return damaged(file, other, '', asWas)
  if (note.lines.every((one) => one.name === key.name)) return damaged(file, 'no witness signed it', '', restore)
  const witness = parseKey(keys.witnessKeys?.get(name.slice(16, 24)) ?? keys.witnessKey ?? '')
  const signed = witness === null ? 'none' : signatureOf(note, witness)
  if (signed === 'false') return damaged(file, 'the signature of the witness does not hold', '', restore)
  return signed === 'none' ? 'open' : 'known'
}

/** Null when the log went through this state. */
function otherHistory(noted: NotedTree, tree: NotedTree, roots: ReadonlyMap<number, Buffer>): string | null {
  if (noted.size > tree.size)
    return `the log was set back: a witness signed that it had ${noted.size} entries, and now it has ${tree.size}`
  return roots.get(noted.size)?.equals(noted.root) === true
    ? null
    : `the log was rewritten: a witness signed another history of ${noted.size} entries`
}

async function notesInLedger(pool: pg.Pool): Promise<Noted[]> {
  return asSystem<Noted>(
    pool,
    null,
    `select detail->>'file' as file, detail->>'to' as to from ledger where act = 'log.copy' and detail ? 'file' order by no limit ${mostFiles}`,
    []
  )
}
