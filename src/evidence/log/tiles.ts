/** The tree of the log on disk as C2SP tlog-tiles lays it out: files of up to 256 hashes, whole ones never change. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, temporaryName, writeTemporary } from '../stamped-json.ts'
import { wholeRoot, type SubtreeHash } from './merkle.ts'

/** Hashes in a whole tile. */
export const tileWidth = 256
const hashBytes = 32
/** What a reader keeps of what it read, tiles and hashes of subtrees each: 2 MB of tiles. */
const mostKept = { tiles: 256, hashes: 16_384 }

/** Path of a tile below the folder of the log; `width` below 256: a partial tile. */
export function tilePath(level: number, number: number, width: number): string {
  const parts: string[] = []
  for (let rest = number; ; rest = Math.floor(rest / 1000)) {
    parts.unshift(String(rest % 1000).padStart(3, '0'))
    if (rest < 1000) break
  }
  const name = parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join('/')
  return `tile/${level}/${name}${width === tileWidth ? '' : `.p/${width}`}`
}

/** Reads tiles of the tree of `size` leaves. Throws when one is missing or has another length: the log is damaged. */
export function tileReader(
  folder: string,
  size: number
): { readonly subtree: SubtreeHash; tile(level: number, number: number): Buffer } {
  const tile = remembered(mostKept.tiles, (level, number) => {
    const count = Math.floor(size / tileWidth ** level)
    const width = Math.min(tileWidth, count - number * tileWidth)
    return readTile(folder, level, number, width)
  })
  const subtree = remembered(mostKept.hashes, (level, index) => {
    const [above, within] = [Math.floor(level / 8), 2 ** (level % 8)]
    const first = index * within
    const bytes = tile(above, Math.floor(first / tileWidth))
    const at = (first % tileWidth) * hashBytes
    return wholeRoot(bytes.subarray(at, at + within * hashBytes), within)
  })
  return { tile, subtree }
}

/** Asks for each place once; when it holds `most` answers it lets go of all, since whoever reads goes on in one direction. */
function remembered(most: number, read: SubtreeHash): SubtreeHash {
  const known = new Map<string, Buffer>()
  return (level, index) => {
    const key = `${level}/${index}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = read(level, index)
    if (known.size >= most) known.clear()
    known.set(key, found)
    return found
  }
}

function readTile(folder: string, level: number, number: number, width: number): Buffer {
  const partial = join(folder, tilePath(level, number, width))
  // A partial tile goes once the whole one is there, which begins with the same hashes.
  const file = width < tileWidth && !existsSync(partial) ? join(folder, tilePath(level, number, tileWidth)) : partial
  const bytes = readFileSync(file)
  if (bytes.length < width * hashBytes || (file === partial && bytes.length !== width * hashBytes))
    throw new Error(`tile ${tilePath(level, number, width)} of the log has ${bytes.length} bytes`)
  return bytes.subarray(0, width * hashBytes)
}

/**
 * Adds leaf hashes (32 bytes each, one behind the other) behind the first `size`: writes each tile that changes, durably. Tiles that
 * became whole are returned, whose partial forms may go once a checkpoint covers them.
 */
export function addLeaves(
  folder: string,
  size: number,
  leaves: Buffer
): { readonly size: number; readonly whole: readonly string[] } {
  const whole: string[] = []
  const folders = new Set<string>()
  const grown = size + leaves.length / hashBytes
  let [more, level] = [leaves, 0]
  while (more.length > 0) {
    const before = Math.floor(size / tileWidth ** level)
    const width = before % tileWidth
    let number = Math.floor(before / tileWidth)
    let row = width === 0 ? more : Buffer.concat([readTile(folder, level, number, width), more])
    const above: Buffer[] = []
    for (; row.length > 0; number++) {
      const bytes = row.subarray(0, tileWidth * hashBytes)
      row = row.subarray(bytes.length)
      const count = bytes.length / hashBytes
      writeTile(folder, tilePath(level, number, count), bytes, folders)
      if (count < tileWidth) continue
      whole.push(tilePath(level, number, count))
      above.push(wholeRoot(bytes, tileWidth))
    }
    more = Buffer.concat(above)
    level++
  }
  for (const one of folders) {
    dropTemporaries(one)
    syncFolder(one)
  }
  return { size: grown, whole }
}

/** Takes away the partial forms of tiles that are whole now. */
export function dropPartials(folder: string, whole: readonly string[]): void {
  for (const one of whole) rmSync(join(folder, `${one}.p`), { recursive: true, force: true })
}

/** Takes away what interrupted writes left in a folder that nobody else writes to now. */
export function dropTemporaries(folder: string): void {
  for (const name of readdirSync(folder)) if (temporaryName.test(name)) rmSync(join(folder, name))
}

function writeTile(folder: string, name: string, bytes: Buffer, folders: Set<string>): void {
  const file = join(folder, name)
  if (existsSync(file) && readFileSync(file).equals(bytes)) return
  const made = mkdirSync(dirname(file), { recursive: true, mode: 0o750 })
  renameSync(writeTemporary(file, bytes, 0o640, true), file)
  for (let one = dirname(file); ; one = dirname(one)) {
    folders.add(one)
    if (made === undefined || one === dirname(made) || one === dirname(one)) break
  }
}
