/** Writes a file that a command gives, whole or not at all. */
import { closeSync, createWriteStream, fdatasyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { randomFillSync } from 'node:crypto'
import { pipeline } from 'node:stream/promises'

const pieceBytes = 1024 * 1024

/** Readable by its owner alone; what fails on the way leaves nothing. */
export async function writeWhole(file: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const part = partOf(file)
  try {
    await pipeline(pieces, createWriteStream(part, { mode: 0o600, flush: true }))
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}

/** Takes the room of a file that may be written only later, with noise that says nothing; what fails leaves nothing. */
export function takeRoom(file: string, bytes: number): void {
  try {
    writePart(file, 'w', noise(bytes))
  } catch (error) {
    leaveRoom(file)
    throw error
  }
}

function* noise(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= pieceBytes)
    yield randomFillSync(Buffer.allocUnsafe(Math.min(left, pieceBytes)))
}

/** Writes a file into the room that was taken for it. */
export function fillRoom(file: string, bytes: Buffer): void {
  try {
    writePart(file, 'r+', [bytes])
    renameSync(partOf(file), file)
  } finally {
    leaveRoom(file)
  }
}

/** From its beginning, and onto the disk. */
function writePart(file: string, flags: 'w' | 'r+', pieces: Iterable<Buffer>): void {
  const at = openSync(partOf(file), flags, 0o600)
  try {
    for (const piece of pieces)
      for (let done = 0; done < piece.length;) done += writeSync(at, piece, done, piece.length - done)
    fdatasyncSync(at)
  } finally {
    closeSync(at)
  }
}

/** Gives the room back. */
export function leaveRoom(file: string): void {
  rmSync(partOf(file), { force: true })
}

function partOf(file: string): string {
  return `${file}.part`
}
