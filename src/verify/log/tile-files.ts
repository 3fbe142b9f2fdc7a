/** Looks at every file among the tiles of a log: older forms of a tile must be its beginning, and what the checkpoint does not cover is told. */
import path from 'node:path'
import { namesIn, placeAt, readSmall } from '../disk.ts'
import { damaged, unchecked, warning, type VerifyItem } from '../item.ts'
import { hashesIn, readTile, width } from './log-files.ts'

const depthLimit = 8
const tilePath = /^(\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** `size`: entries of the tree. The tiles of that tree are checked elsewhere; while the log grows (`running`) others come and go. */
export function* judgeTileFiles(folder: string, size: number, running: boolean): Generator<VerifyItem> {
  const tiles = path.join(folder, 'tile')
  let beyond = 0
  for (const file of filesBelow(tiles, 0)) {
    const [, level = '', name = '', part] = tilePath.exec(path.relative(tiles, file)) ?? []
    if (level === '') {
      yield path.basename(file).startsWith('.new-')
        ? warning(file, 'an interrupted write left it', 'start Baken on this data folder')
        : unchecked(file, 'it is no tile of the log and was not checked', 'move it elsewhere')
      continue
    }
    const at = { level: Number(level), number: Number(name.replaceAll(/\D/g, '')), size }
    const hashes = hashesIn(at)
    const own = part === undefined ? width : Number(part)
    if (own === hashes) continue
    if (hashes <= 0) {
      beyond++
      continue
    }
    if (own > hashes) beyond++
    const bytes = readSmall(file, width * 32)
    if (typeof bytes === 'string') {
      if (!running) yield damaged(file, bytes, '', restore)
      continue
    }
    const tile = readTile(folder, at, [])
    const shared = Math.min(own, hashes) * 32
    if (bytes.length !== own * 32 || (tile !== null && !bytes.subarray(0, shared).equals(tile.subarray(0, shared))))
      yield damaged(
        file,
        'it is not the beginning of the tile that the log has now: one of the two was changed',
        '',
        restore
      )
  }
  if (beyond > 0 && !running)
    yield warning(
      folder,
      `${beyond === 1 ? 'a tile holds' : `${beyond} tiles hold`} more than the checkpoint covers: an interrupted write left them, or the log was set back`,
      'start Baken on this data folder, and hold the log against copies of its checkpoints (baken verify --witness)'
    )
}

const restore = 'keep it as it is, and compare evidence and database with their backups'

function* filesBelow(folder: string, depth: number): Generator<string> {
  const names = placeAt(folder).kind === 'folder' && depth < depthLimit ? namesIn(folder) : []
  for (const name of typeof names === 'string' ? [] : names.toSorted()) {
    const at = path.join(folder, name)
    if (placeAt(at).kind === 'folder') {
      const below = [...filesBelow(at, depth + 1)]
      // A folder without files is none of ours where a tile may stand.
      if (below.length === 0) yield at
      yield* below
    } else if (placeAt(at).kind !== 'missing') yield at
  }
}
