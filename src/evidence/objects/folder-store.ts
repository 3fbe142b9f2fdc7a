/** A folder as a store of segments: another disk, or one that machines share. It makes each object once, and deletes none before its time; whoever may write there can. */
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { accessSync, constants, linkSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { isDigest, sha256Stream } from '../digest.ts'
import { readStamped, replaceFile, stampedText, syncFolder, type Stamped } from '../stamped-json.ts'
import {
  failure,
  objectName,
  segmentOf,
  type ListedObject,
  type Missing,
  type ObjectAbout,
  type ObjectLock,
  type ObjectStore,
  type StoreFailure,
  type StoredObject
} from './object-store.ts'

/*
 * FOLDER/segments/SEGMENT.warc, and beside it SEGMENT.object.json with what an S3 keeps as metadata and lock. That file comes first: a kill
 * between the two leaves no object without it.
 */

const noteName = /^(.+)\.object\.json$/

export function folderStore(folder: string, now: () => number = Date.now): ObjectStore {
  const at = (segment: string): Place => {
    const file = path.join(folder, objectName(segment))
    return { segment, file, note: file.replace(/\.warc$/, '.object.json') }
  }
  const asked = async <T>(work: () => T | Promise<T>): Promise<T | StoreFailure> => {
    try {
      folderThere(folder)
      return await work()
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return failure(`${folder} does not take or give what was asked: ${message}`, true)
    }
  }
  return {
    place: folder,
    locks: false,
    check: () =>
      asked(() => {
        accessSync(folder, constants.W_OK | constants.X_OK)
        return { kind: 'ready' }
      }),
    put: (segment, file, about, lock) => asked(() => put(at(segment), file, about, lock)),
    look: (segment) => asked(() => look(at(segment))),
    read: (segment, offset, length) => asked(() => read(at(segment), offset, length)),
    readAll: (segment) =>
      asked(() => {
        const { file } = at(segment)
        return existsSync(file) ? { kind: 'stream', pieces: createReadStream(file) } : { kind: 'missing' }
      }),
    lock: (segment, _version, one) => asked(() => lock(at(segment), one)),
    drop: (segment) => asked(() => drop(at(segment), now())),
    async *list() {
      const all = await asked(() => [...listed(folder, '')])
      if (Array.isArray(all)) yield* all
      else yield all
    }
  }
}

/** Where an object stands, and what is noted of it. */
interface Place {
  readonly segment: string
  readonly file: string
  readonly note: string
}

async function put(at: Place, from: string, about: ObjectAbout, lock: ObjectLock): ReturnType<ObjectStore['put']> {
  if (existsSync(at.file)) return { kind: 'there' }
  mkdirSync(path.dirname(at.file), { recursive: true, mode: 0o750 })
  replaceFile(at.note, noteText(at.segment, about, lock), true)
  return copyOnce(from, at.file, about)
}

function look({ file, note }: Place): StoredObject | Missing {
  if (!existsSync(file)) return { kind: 'missing' }
  const noted = notedIn(note)
  return {
    kind: 'object',
    bytes: statSync(file).size,
    sha256: noted?.sha256 ?? null,
    close: noted?.close ?? null,
    until: noted?.until ?? null,
    hold: noted?.hold ?? false,
    version: null
  }
}

async function read({ segment, file }: Place, offset: number, length: number): ReturnType<ObjectStore['read']> {
  if (!existsSync(file)) return { kind: 'missing' }
  const opened = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await opened.read(Buffer.alloc(length), 0, length, offset)
    return bytesRead === length
      ? { kind: 'bytes', bytes: buffer }
      : failure(`the object of segment ${segment} ends ${length - bytesRead} bytes too early`, false)
  } finally {
    await opened.close()
  }
}

function lock({ segment, note }: Place, { until, hold }: ObjectLock): { readonly kind: 'locked' } | StoreFailure {
  const before = notedIn(note)
  if (before === null) return failure(`what ${note} said of its object is gone or damaged`, false)
  const later = before.until !== null && (until === null || before.until > until) ? before.until : until
  replaceFile(note, noteText(segment, before, { until: later, hold }), true)
  return { kind: 'locked' }
}

function drop({ file, note }: Place, now: number): { readonly kind: 'gone' } | { kind: 'kept'; cause: string } {
  const noted = notedIn(note)
  if (noted?.hold === true) return { kind: 'kept', cause: 'it is held' }
  if (noted?.until != null && Date.parse(noted.until) > now)
    return { kind: 'kept', cause: `its retention is over on ${noted.until}` }
  for (const one of [file, note]) rmSync(one, { force: true })
  if (existsSync(path.dirname(file))) syncFolder(path.dirname(file))
  return { kind: 'gone' }
}

/** What is noted of an object; null where nothing is, or where it is damaged. */
function notedIn(note: string): (ObjectAbout & ObjectLock) | null {
  if (!existsSync(note)) return null
  const reading = readStamped(readFileSync(note))
  if (reading.kind === 'damaged') return null
  const { bytes, sha256, close, until, hold } = reading.fields
  if (!isDigest(sha256) || typeof bytes !== 'number' || typeof close !== 'string') return null
  return { bytes, sha256, close, until: typeof until === 'string' ? until : null, hold: hold === true }
}

/** A disk that is not mounted is an empty path, and must not be filled as if it were the store. */
function folderThere(folder: string): void {
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error('it is no folder'), { code: 'ENOTDIR' })
}

function noteText(segment: string, { bytes, sha256, close }: ObjectAbout, { until, hold }: ObjectLock): string {
  const fields: Stamped = { format: 'baken-object/1', segment, bytes, sha256, close, until, hold }
  return stampedText(fields)
}

/** Copies under another name, makes it durable, and links it to its own: whole or not at all, and never over another. */
async function copyOnce(
  from: string,
  to: string,
  about: ObjectAbout
): Promise<{ kind: 'made' } | { kind: 'there' } | StoreFailure> {
  const temporary = path.join(path.dirname(to), `.new-${process.pid}-${path.basename(to)}`)
  rmSync(temporary, { force: true })
  const file = await open(temporary, 'wx', 0o440)
  try {
    const sum = sha256Stream()
    for await (const piece of createReadStream(from)) {
      sum.update(piece as Buffer)
      await file.writeFile(piece as Buffer)
    }
    await file.sync()
    if (sum.digest() !== about.sha256) return failure(`${from} is not what the index closed`, false)
    linkSync(temporary, to)
    syncFolder(path.dirname(to))
    return { kind: 'made' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { kind: 'there' }
    throw error
  } finally {
    await file.close()
    rmSync(temporary, { force: true })
  }
}

const depthLimit = 8

function* listed(folder: string, below: string): Generator<ListedObject> {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true })
  const names = new Set(entries.map((one) => one.name))
  for (const one of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? one.name : `${below}/${one.name}`
    if (one.isDirectory() && below.split('/').length < depthLimit) {
      yield* listed(folder, name)
      continue
    }
    // What is noted of an object goes with it.
    const of = noteName.exec(one.name)?.[1]
    if (of !== undefined && names.has(`${of}.warc`) && segmentOf(`${below}/${of}.warc`) !== null) continue
    const bytes = one.isFile() ? statSync(path.join(folder, name)).size : 0
    const segment = one.isFile() ? segmentOf(name) : null
    yield { kind: 'listed', name, segment, bytes, version: null, latest: true, deleteMark: false }
  }
}
