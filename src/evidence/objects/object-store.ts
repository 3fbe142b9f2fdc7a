/** Where closed segments are kept beside the local folder: one object a segment, made once, locked until its retention is over. */
import type { Digest } from '../digest.ts'

/*
 * The port that every store is behind (folder-store.ts, s3-store.ts); one test holds both to it. Nothing here overwrites: what stands under a
 * name stays what it is, and what a store says of itself is believed by nobody (run/evidence/objects/ reads back what it put).
 */

/** What goes along with the bytes of an object. */
export interface ObjectAbout {
  readonly bytes: number
  /** Of the whole object, as the index closed the segment. */
  readonly sha256: Digest
  /** The line of the index that closed the segment, with its own digest: so an object is known without the folder it came from. */
  readonly close: string
}

/** Until when nobody may delete an object. */
export interface ObjectLock {
  /** ISO 8601 UTC; null: no date. */
  readonly until: string | null
  /** Held, whatever the date, until it is let go. */
  readonly hold: boolean
}

export interface StoredObject extends ObjectLock {
  readonly kind: 'object'
  readonly bytes: number
  /** As noted when it was put; null where nothing is noted. */
  readonly sha256: string | null
  readonly close: string | null
  /** What the store calls this version of the object; null where it keeps no versions. */
  readonly version: string | null
}

/** The store did not do it. */
export interface StoreFailure {
  readonly kind: 'failed'
  /** A sentence without its full stop, that says what to do where something can be done. */
  readonly cause: string
  /** Asked again, it may: it was away, slow or overloaded. */
  readonly away: boolean
}

export interface Missing {
  readonly kind: 'missing'
}

/** One version of one object, or a mark that one was deleted. */
export interface ListedObject {
  readonly kind: 'listed'
  /** Below the place of the store, as it stands there. */
  readonly name: string
  /** The segment that its name says; null for what does not belong here. */
  readonly segment: string | null
  readonly bytes: number
  readonly version: string | null
  /** The one that is read when no version is named. */
  readonly latest: boolean
  /** It hides the object, whose bytes stay. */
  readonly deleteMark: boolean
}

export interface ObjectStore {
  /** How people are told of it: a folder or an address, never with a secret. */
  readonly place: string
  /** The store itself refuses to delete what is locked; a folder cannot. */
  readonly locks: boolean
  /** Asks whether it is there and takes locks: nothing is changed. */
  check(): Promise<{ readonly kind: 'ready' } | StoreFailure>
  /** Puts the file as the object of a segment, unless one is there. */
  put(
    segment: string,
    file: string,
    about: ObjectAbout,
    lock: ObjectLock
  ): Promise<{ readonly kind: 'made' } | { readonly kind: 'there' } | StoreFailure>
  look(segment: string): Promise<StoredObject | Missing | StoreFailure>
  /** `length` bytes at `offset`; fewer never. */
  read(
    segment: string,
    offset: number,
    length: number
  ): Promise<{ readonly kind: 'bytes'; readonly bytes: Buffer } | Missing | StoreFailure>
  /** All of it, in pieces. An object that breaks off throws `ObjectBroken`. */
  readAll(
    segment: string
  ): Promise<{ readonly kind: 'stream'; readonly pieces: AsyncIterable<Uint8Array> } | Missing | StoreFailure>
  /** Locks an object longer, holds it or lets it go; a date is never brought forward. */
  lock(segment: string, version: string | null, lock: ObjectLock): Promise<{ readonly kind: 'locked' } | StoreFailure>
  /** Deletes one version for good; `kept`: its lock does not allow it yet. */
  drop(
    segment: string,
    version: string | null
  ): Promise<{ readonly kind: 'gone' } | { readonly kind: 'kept'; readonly cause: string } | StoreFailure>
  /** Everything that stands there, in the order of names; ends after a failure. */
  list(): AsyncGenerator<ListedObject | StoreFailure>
}

/** The rest of an object did not come. */
export class ObjectBroken extends Error {}

const segmentName = /^\d{8}T\d{9}-[0-9a-f]{12}$/

/** The name of the object of a segment below the place of a store. Segment ids are ours, and checked all the same: they become a path. */
export function objectName(segment: string): string {
  if (!segmentName.test(segment)) throw new Error(`${JSON.stringify(segment)} is no segment`)
  return `segments/${segment}.warc`
}

/** The segment whose object has this name, or null. */
export function segmentOf(name: string): string | null {
  const segment = /^segments\/(.+)\.warc$/.exec(name)?.[1] ?? ''
  return segmentName.test(segment) ? segment : null
}

export function failure(cause: string, away: boolean): StoreFailure {
  return { kind: 'failed', cause, away }
}
