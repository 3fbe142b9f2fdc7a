/** One running Baken per data folder: a lock of the operating system on a file, which ends with the process that holds it, however it ends. */
import { chmodSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type InstanceOutcome =
  | { readonly kind: 'held'; release(): void }
  | { readonly kind: 'taken'; readonly holder: Holder | null }

/** What the holder wrote of itself, for people; the lock itself decides. */
export interface Holder {
  readonly pid: number
  readonly since: string
  readonly host: string
  /** Namespace in which the pid counts, as in /proc/self/ns/pid. */
  readonly namespace: string
  /** A command that only reads: it is done soon. */
  readonly reads: boolean
}

/**
 * Takes the lock of `dataDir`, or says who has it. Node can lock no file, but its SQLite does (fcntl(2), byte ranges): such a
 * lock belongs to the process and the file, is seen from every container and namespace that sees the file, and is gone
 * with its process. Over NFS it holds as far as the server's lock service does. Never read `instance.held` otherwise
 * in the holding process: closing any handle on it would end the lock (a rule of fcntl that SQLite minds for its own).
 */
export function holdInstance(dataDir: string, reads: boolean): InstanceOutcome {
  const lock = openLock(dataDir)
  try {
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw cannotLock(dataDir, error)
    return { kind: 'taken', holder: readHolder(dataDir) }
  }
  chmodSync(heldFile(dataDir), 0o600)
  const me: Holder = {
    pid: process.pid,
    since: new Date().toISOString(),
    host: hostname(),
    namespace: pidNamespace(),
    reads
  }
  writeFileSync(path.join(dataDir, 'instance.lock'), JSON.stringify(me), { mode: 0o600 })
  return {
    kind: 'held',
    release() {
      rmSync(path.join(dataDir, 'instance.lock'), { force: true })
      lock.close()
    }
  }
}

/**
 * Where a folder lies, the same for every process of this machine, container or not, under whatever path: what names its lock at a database that
 * machines share. Another machine, and a copy, has another.
 */
export function placeOfFolder(dataDir: string): string {
  const { dev, ino } = statSync(dataDir)
  return `${bootId()} ${dev} ${ino}`
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return hostname()
  }
}

function openLock(dataDir: string): DatabaseSync {
  try {
    return new DatabaseSync(heldFile(dataDir))
  } catch (error) {
    throw cannotLock(dataDir, error)
  }
}

function cannotLock(dataDir: string, error: unknown): Error {
  return new Error(
    `The lock ${heldFile(dataDir)} cannot be taken: ${(error as Error).message}. Give a folder with --data on a file system that takes files and locks.`
  )
}

/** True while some process, in any namespace, holds the lock of `dataDir`. Takes and changes nothing. */
export function isHeld(dataDir: string): boolean {
  let probe: DatabaseSync
  try {
    probe = new DatabaseSync(heldFile(dataDir), { readOnly: true })
  } catch {
    return false // No such file: nobody ever started here.
  }
  try {
    probe.exec('PRAGMA schema_version')
    return false
  } catch (error) {
    return isBusy(error)
  } finally {
    probe.close()
  }
}

/** Who holds a folder, in words. */
export function holderInWords(holder: Holder | null): string {
  if (holder === null) return 'a process that has not said who it is, or a file system that takes no locks'
  const elsewhere =
    holder.host !== hostname()
      ? ` on ${holder.host}`
      : holder.namespace !== pidNamespace()
        ? ' in another container or process namespace'
        : ''
  return `process ${holder.pid}${elsewhere}, since ${holder.since}`
}

/** What the holder wrote; null when nothing readable stands there. */
export function readHolder(dataDir: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, 'instance.lock'), 'utf8')) as Holder
  } catch {
    return null // Just taken, or just given back.
  }
}

function heldFile(dataDir: string): string {
  return path.join(dataDir, 'instance.held')
}

/** SQLITE_BUSY. */
function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}
