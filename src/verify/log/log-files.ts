/** Reads the files of a log strictly: its checkpoint, its key, and every tile, each held against the level above and against the root. */
import path from 'node:path'
import { namesIn, notFile, placeAt, readSmall } from '../disk.ts'
import { parseKey, parseNote, signatureOf, treeIn, type NotedTree, type VerifierKey } from './signed-note.ts'
import { growingTree, hashOfNode } from './tree.ts'

export interface LogFault {
  readonly item: string
  readonly cause: string
}

export interface LogReading {
  readonly folder: string
  /** Nothing of a log stands there. */
  readonly absent: boolean
  readonly tree: NotedTree | null
  readonly key: VerifierKey | null
  /** The line of the file `vkey`. */
  readonly vkey: string | null
  readonly note: string | null
  readonly faults: readonly LogFault[]
  /** What does not belong there. */
  readonly strays: readonly string[]
}

const smallBytes = 64 * 1024
/** Hashes in a whole tile. */
export const width = 256

/** Reads checkpoint and key; no tile yet. */
export function readLogHead(folder: string): LogReading {
  const absent = placeAt(folder).kind === 'missing'
  const faults: LogFault[] = []
  const text = (name: string): string | null => {
    const bytes = absent ? 'absent' : readSmall(path.join(folder, name), smallBytes)
    if (typeof bytes !== 'string') return bytes.toString('utf8')
    if (!absent) faults.push({ item: path.join(folder, name), cause: bytes })
    return null
  }
  const [note, vkey] = [text('checkpoint'), text('vkey')]
  const parsed = note === null ? null : parseNote(note)
  const tree = parsed === null ? null : treeIn(parsed)
  const key = vkey === null ? null : parseKey(vkey)
  const file = path.join(folder, 'checkpoint')
  if (vkey !== null && key === null) faults.push({ item: path.join(folder, 'vkey'), cause: 'it is no public key' })
  if (note !== null && tree === null) faults.push({ item: file, cause: 'it is no checkpoint' })
  else if (parsed !== null && tree !== null && key !== null) {
    const signed = signatureOf(parsed, key)
    if (tree.origin !== key.name)
      faults.push({ item: file, cause: `it is of the log ${tree.origin}, and the key beside it of ${key.name}` })
    else if (signed === 'none') faults.push({ item: file, cause: 'it is unsigned: no line is of the key of this log' })
    else if (signed === 'false') faults.push({ item: file, cause: 'its signature does not hold: it was changed' })
  }
  const strays = absent ? [] : straysIn(folder)
  return { folder, absent, tree, key, vkey: vkey?.trim() ?? null, note, faults, strays }
}

const ownNames = new Set(['checkpoint', 'vkey', 'tile', 'witness', 'stamps', 'before'])

function straysIn(folder: string): string[] {
  const names = namesIn(folder)
  return typeof names === 'string'
    ? [folder]
    : names.filter((one) => !ownNames.has(one)).map((one) => path.join(folder, one))
}

/** Folders of logs that this one followed, newest first: each holds the one before it. */
export function formerLogs(folder: string): string[] {
  const before = path.join(folder, 'before')
  const names = placeAt(before).kind === 'folder' ? namesIn(before) : []
  if (typeof names === 'string') return []
  return names.slice(0, mostFormer).flatMap((name) => {
    const one = path.join(before, name)
    return [one, ...formerLogs(one)]
  })
}

const mostFormer = 100

/** What stands on the way from leaves to root, and roots of older trees on the way. */
export interface TileWalk {
  readonly faults: LogFault[]
  /** Roots by size, of the sizes that were asked. */
  readonly roots: Map<number, Buffer>
}

/**
 * Walks all tiles of the tree of `size`; `leaves` gets each tile of leaf hashes in its order. Roots of the trees of `sizes` are gathered;
 * null in place of `leaves` reads the same.
 */
export async function walkTiles(
  folder: string,
  size: number,
  sizes: ReadonlySet<number>,
  leaves: ((tile: Buffer, first: number) => Promise<void>) | null
): Promise<TileWalk> {
  const walk: TileWalk = { faults: [], roots: new Map() }
  const tree = growingTree()
  const wanted = [...sizes].filter((one) => one > 0 && one <= size).sort((a, b) => a - b)
  for (let number = 0; number * width < size; number++) {
    const first = number * width
    const tile = readTile(folder, { level: 0, number, size }, walk.faults)
    if (tile === null) return walk
    if (leaves !== null) await leaves(tile, first)
    const within = wanted.filter((one) => one > first && one <= first + tile.length / 32)
    if (within.length === 0 && tile.length === width * 32) {
      tree.add(checkAbove(folder, { level: 0, number, size }, tile, walk.faults), width)
      continue
    }
    for (let at = 0; at < tile.length / 32; at++) {
      tree.add(tile.subarray(at * 32, at * 32 + 32))
      if (within.includes(first + at + 1)) walk.roots.set(first + at + 1, tree.root())
    }
    if (tile.length === width * 32) checkAbove(folder, { level: 0, number, size }, tile, walk.faults)
  }
  walk.roots.set(size, tree.root())
  return walk
}

interface TileAt {
  readonly level: number
  readonly number: number
  readonly size: number
}

/** Root over a whole tile, which must stand in the tile above; a whole tile above is checked in the same way when its last hash is reached. */
function checkAbove(folder: string, at: TileAt, tile: Buffer, faults: LogFault[]): Buffer {
  const root = rootOf(tile)
  const parent: TileAt = { level: at.level + 1, number: Math.floor(at.number / width), size: at.size }
  const place = at.number % width
  const above = readTile(folder, parent, faults)
  if (above === null) return root
  if (!above.subarray(place * 32, place * 32 + 32).equals(root))
    faults.push({
      item: path.join(folder, tileName(at, width)),
      cause: `its hashes do not give hash ${place} of ${tileName(parent, above.length / 32)}: one of the two was changed`
    })
  if (place === width - 1) checkAbove(folder, parent, above, faults)
  return root
}

function rootOf(tile: Buffer): Buffer {
  let row = Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(at * 32, at * 32 + 32))
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      hashOfNode(row[at * 2] ?? Buffer.alloc(0), row[at * 2 + 1] ?? Buffer.alloc(0))
    )
  return row[0] ?? Buffer.alloc(32)
}

function tileName({ level, number }: TileAt, hashes: number): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0')
  const parts = digits.match(/\d{3}/g) ?? []
  const name = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${name}${hashes === width ? '' : `.p/${hashes}`}`
}

/** How many hashes a tile has in this tree; none or less: it has no such tile. */
export function hashesIn({ level, number, size }: TileAt): number {
  return Math.min(width, Math.floor(size / width ** level) - number * width)
}

/** The hashes that a tile has in this tree; null when it is missing or cut, which is told. */
export function readTile(folder: string, at: TileAt, faults: LogFault[]): Buffer | null {
  const hashes = hashesIn(at)
  const partial = path.join(folder, tileName(at, hashes))
  const whole = path.join(folder, tileName(at, width))
  const file = notFile(placeAt(partial)) === null ? partial : whole
  const bytes = readSmall(file, width * 32)
  const wanted = file === partial ? hashes * 32 : width * 32
  if (typeof bytes !== 'string' && bytes.length === wanted) return bytes.subarray(0, hashes * 32)
  const cause = typeof bytes === 'string' ? bytes : `it has ${bytes.length} bytes, and ${wanted} belong there`
  if (!faults.some((one) => one.item === partial)) faults.push({ item: partial, cause })
  return null
}

/** The newest leaf hash of the tree of `size`, or what is wrong with its tile. */
export function lastLeaf(folder: string, size: number): Buffer | LogFault {
  const faults: LogFault[] = []
  const tile = readTile(folder, { level: 0, number: Math.floor((size - 1) / width), size }, faults)
  return tile?.subarray(-32) ?? faults[0] ?? { item: folder, cause: 'it cannot be read' }
}
