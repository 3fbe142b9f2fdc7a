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
  const fileOf = (segment: string): string => path.join(folder, objectName(segment))
  const noteOf = (segment: string): string => fileOf(segment).replace(/\.warc$/, '.object.json')
  const away = (error: unknown): StoreFailure => {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return failure(`${folder} does not take or give what was asked: ${message}`, true)
  }
  const noted = (segment: string): (ObjectAbout & ObjectLock) | null => {
    if (!existsSync(noteOf(segment))) return null
    const reading = readStamped(readFileSync(noteOf(segment)))
    if (reading.kind === 'damaged') return null
    const { bytes, sha256, close, until, hold } = reading.fields
    if (!isDigest(sha256) || typeof bytes !== 'number' || typeof close !== 'string') return null
    return { bytes, sha256, close, until: typeof until === 'string' ? until : null, hold: hold === true }
  }
  const look = async (segment: string): Promise<StoredObject | { kind: 'missing' } | StoreFailure> => {
    try {
      folderThere(folder)
      if (!existsSync(fileOf(segment))) return { kind: 'missing' }
      const note = noted(segment)
      return {
        kind: 'object',
        bytes: statSync(fileOf(segment)).size,
        sha256: note?.sha256 ?? null,
        close: note?.close ?? null,
        until: note?.until ?? null,
        hold: note?.hold ?? false,
        version: null
      }
    } catch (error) {
      return away(error)
    }
  }
  return {
    place: folder,
    locks: false,
    async check() {
      try {
        folderThere(folder)
        accessSync(folder, constants.W_OK | constants.X_OK)
        return { kind: 'ready' }
      } catch (error) {
        return away(error)
      }
    },
    async put(segment, file, about, lock) {
      try {
        folderThere(folder)
        if (existsSync(fileOf(segment))) return { kind: 'there' }
        mkdirSync(path.dirname(fileOf(segment)), { recursive: true, mode: 0o750 })
        replaceFile(noteOf(segment), noteText(segment, about, lock), true)
        return await copyOnce(file, fileOf(segment), about)
      } catch (error) {
        return away(error)
      }
    },
    look,
    async read(segment, offset, length) {
      try {
        folderThere(folder)
        if (!existsSync(fileOf(segment))) return { kind: 'missing' }
        const file = await open(fileOf(segment), 'r')
        try {
          const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
          return bytesRead === length
            ? { kind: 'bytes', bytes: buffer }
            : failure(`the object of segment ${segment} ends ${length - bytesRead} bytes too early`, false)
        } finally {
          await file.close()
        }
      } catch (error) {
        return away(error)
      }
    },
    async readAll(segment) {
      const found = await look(segment)
      return found.kind === 'object' ? { kind: 'stream', pieces: createReadStream(fileOf(segment)) } : found
    },
    async lock(segment, _version, { until, hold }) {
      try {
        folderThere(folder)
        const before = noted(segment)
        if (before === null) return failure(`what ${noteOf(segment)} said of its object is gone or damaged`, false)
        const later = before.until !== null && (until === null || before.until > until) ? before.until : until
        replaceFile(noteOf(segment), noteText(segment, before, { until: later, hold }), true)
        return { kind: 'locked' }
      } catch (error) {
        return away(error)
      }
    },
    async drop(segment) {
      try {
        folderThere(folder)
        const lock = noted(segment)
        if (lock?.hold === true) return { kind: 'kept', cause: 'it is held' }
        if (lock?.until != null && Date.parse(lock.until) > now())
          return { kind: 'kept', cause: `its retention is over on ${lock.until}` }
        for (const file of [fileOf(segment), noteOf(segment)]) rmSync(file, { force: true })
        if (existsSync(path.dirname(fileOf(segment)))) syncFolder(path.dirname(fileOf(segment)))
        return { kind: 'gone' }
      } catch (error) {
        return away(error)
      }
    },
    async *list() {
      try {
        folderThere(folder)
        yield* listed(folder, '')
      } catch (error) {
        yield away(error)
      }
    }
  }
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
