/** Where the database server of a data folder has its files and socket, also after the folder was moved or copied. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'

/** How to reach a running server; stored as `<data>/postgres.json` (0600) while and after it runs. */
export interface ServerAddress {
  readonly socketDir: string
  readonly port: number
  readonly superuser: string
  readonly password: string
  readonly clusterDir: string
}

export const portNumber = 5432 // Only a name for the socket file: nothing listens on TCP.

/** The address of the server of `dataDir`, made and stored on the first start. Throws as `knownAddress` does. */
export function addressFor(dataDir: string): ServerAddress {
  const known = knownAddress(dataDir)
  const address = known ?? newAddress(dataDir)
  const stored = known === null ? null : storedAddress(dataDir)
  if (stored?.clusterDir !== address.clusterDir || stored.socketDir !== address.socketDir)
    storeAddress(dataDir, address)
  return address
}

export function storeAddress(dataDir: string, address: ServerAddress): void {
  writeFileSync(fileOf(dataDir), JSON.stringify(address), { mode: 0o600 })
}

/**
 * The address that a start noted in `dataDir`, null before the first. A cluster inside the folder is looked for where the
 * folder is now: what was noted is the place of another folder once this one is a copy of it. Throws, with what to do, when
 * the cluster is outside (older versions put it there) and belongs to the folder of which this one is a copy.
 */
export function knownAddress(dataDir: string): ServerAddress | null {
  const stored = storedAddress(dataDir)
  if (stored === null) return null
  const clusterDir = isInside(stored) ? clusterIn(dataDir) : stored.clusterDir
  if (!isInside(stored)) refuseCopy(stored, dataDir)
  return { ...stored, clusterDir, socketDir: socketDirFor(clusterDir) }
}

/** The same server with its cluster inside the data folder; null when it is there. */
export function addressInside(address: ServerAddress, dataDir: string): ServerAddress | null {
  if (isInside(address)) return null
  const clusterDir = clusterIn(dataDir)
  return { ...address, clusterDir, socketDir: socketDirFor(clusterDir) }
}

function newAddress(dataDir: string): ServerAddress {
  const clusterDir = clusterIn(dataDir)
  return {
    socketDir: socketDirFor(clusterDir),
    port: portNumber,
    superuser: 'postgres',
    password: randomBytes(24).toString('base64url'),
    clusterDir
  }
}

function refuseCopy(address: ServerAddress, dataDir: string): void {
  if (!existsSync(holderFile(address))) return
  const holder = readFileSync(holderFile(address), 'utf8')
  if (!existsSync(fileOf(holder)) || storedAddress(holder)?.clusterDir !== address.clusterDir) return // It was moved here.
  const [ours, theirs] = [statSync(dataDir), statSync(holder)]
  if (ours.ino === theirs.ino && ours.dev === theirs.dev) return
  const database = path.dirname(address.clusterDir)
  throw new Error(
    `${dataDir} is a copy of ${holder}, whose database it names: ${database}. Two folders cannot work on one database.\n` +
      `Work in ${holder}, or stop it, copy ${database} too (cp -a), and name the copy in ${fileOf(dataDir)}.`
  )
}

function storedAddress(dataDir: string): ServerAddress | null {
  const file = fileOf(dataDir)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServerAddress) : null
}

const fileOf = (dataDir: string): string => path.join(dataDir, 'postgres.json')
const holderFile = (address: ServerAddress): string => path.join(path.dirname(address.clusterDir), 'data-folder')
const clusterIn = (dataDir: string): string => path.join(realpathSync(dataDir), 'postgres', 'cluster')
const isInside = (address: ServerAddress): boolean => path.basename(path.dirname(address.clusterDir)) === 'postgres'

/** Beside the cluster, however deep: a name in the temporary folder could be taken by others before. */
const socketDirFor = (clusterDir: string): string => path.join(path.dirname(clusterDir), 'socket')

/** A socket's path may have 107 bytes at most (sun_path), with `/.s.PGSQL.5432` at its end. */
export const isDeep = (socketDir: string): boolean => Buffer.byteLength(socketDir) > 85

const opened = new Map<string, number>()

/** The folder of the socket as a client of this process names it: a deep one through a file that stays open on it. Throws as `openSync` does. */
export function socketHost({ socketDir }: Pick<ServerAddress, 'socketDir'>): string {
  if (!isDeep(socketDir)) return socketDir
  const known = opened.get(socketDir)
  const now = statSync(socketDir, { throwIfNoEntry: false })
  if (known !== undefined && fstatSync(known).ino === now?.ino) return `/proc/self/fd/${known}`
  if (known !== undefined) closeSync(known)
  opened.delete(socketDir)
  const file = openSync(socketDir, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  opened.set(socketDir, file)
  return `/proc/self/fd/${file}`
}
