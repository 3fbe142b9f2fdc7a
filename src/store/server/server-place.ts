/** Where the unprivileged database server of a root user gets at cluster and programs, also below a folder that it may not enter; old places outside are given up. */
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { othersCanReach, readyBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { storeAddress, type ServerAddress } from './server-address.ts'

/** How the programs are told where things are. */
export interface ServerPlace {
  /** Working folder in which a program begins. */
  readonly cwd: (cluster: string) => string
  /** `-D`. */
  readonly data: (cluster: string) => string
  /** `-k`, and other files beside the cluster. */
  readonly beside: (file: string) => string
  readonly binaries: PostgresBinaries
  /** Call it when the server has ended. */
  close(): void
}

/**
 * The place of a server that runs under another uid when `asRoot`. Where that uid may not enter a folder above the cluster, the program
 * begins in the cluster (the working folder is taken before the rights are dropped) and names it `/proc/self/cwd`; files beside it are
 * named from there. PostgreSQL looks for its own programs by an absolute path: these are then copied to the temporary folder for
 * as long as it runs.
 */
export function serverPlace(address: ServerAddress, asRoot: boolean): ServerPlace {
  const parent = path.dirname(address.clusterDir)
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  if (!asRoot || othersCanReach(parent)) {
    const binaries = readyBinaries(path.join(parent, 'programs'), asRoot)
    return { cwd: () => '/', data: (cluster) => cluster, beside: (file) => file, binaries, close: () => {} }
  }
  chmodSync(parent, 0o755) // The server comes back into it from the cluster.
  const note = path.join(parent, 'programs-at')
  removeNoted(note)
  const binaries = readyBinaries(() => temporaryFolder(note), true)
  return {
    cwd: (cluster) => cluster,
    data: () => '/proc/self/cwd',
    beside: (file) => (path.dirname(file) === parent ? path.join('..', path.basename(file)) : file),
    binaries,
    close: () => removeNoted(note)
  }
}

const programsPrefix = 'baken-programs-'

/** Noted before anything is in it, so that the next start removes what a killed one left. */
function temporaryFolder(note: string): string {
  const made = mkdtempSync(path.join(tmpdir(), programsPrefix))
  writeFileSync(note, made, { mode: 0o600 })
  chmodSync(made, 0o755)
  return made
}

function removeNoted(note: string): void {
  if (!existsSync(note)) return
  const folder = readFileSync(note, 'utf8')
  const ours = path.basename(folder).startsWith(programsPrefix) && existsSync(folder) && lstatSync(folder).isDirectory()
  if (ours && lstatSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true })
  rmSync(note, { force: true })
}

/**
 * Takes a cluster that an older version put outside the data folder (below `/var/lib/baken`) into it, and removes the place outside.
 * Nothing may run on it. After a kill at any point the next call goes on. Returns where the cluster was.
 */
export function moveIn(from: ServerAddress, to: ServerAddress, dataDir: string): string {
  const outside = path.dirname(from.clusterDir)
  if (existsSync(from.clusterDir) && !existsSync(to.clusterDir)) {
    mkdirSync(path.dirname(to.clusterDir), { recursive: true, mode: 0o755 })
    moveFolder(from.clusterDir, to.clusterDir)
  }
  storeAddress(dataDir, to)
  rmSync(outside, { recursive: true, force: true })
  try {
    rmdirSync(path.dirname(outside))
  } catch {
    // Other folders have theirs there.
  }
  return outside
}

function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to)
    return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
  }
  const half = `${to}.new-${randomBytes(4).toString('hex')}`
  cpSync(from, half, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  settle(from, half)
  renameSync(half, to)
}

/** Owner and rights as they were, and every file on the disk before the old one goes. */
function settle(from: string, to: string): void {
  const { uid, gid, mode } = lstatSync(from)
  lchownSync(to, uid, gid)
  const found = lstatSync(to)
  if (found.isSymbolicLink()) return
  chmodSync(to, mode & 0o7777)
  if (found.isDirectory()) for (const name of readdirSync(from)) settle(path.join(from, name), path.join(to, name))
  const file = openSync(to, 'r')
  fsyncSync(file)
  closeSync(file)
}
