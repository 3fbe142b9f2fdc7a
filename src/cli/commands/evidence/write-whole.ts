/** Writes a file that a command gives, whole or not at all. */
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Readable by its owner alone; what fails on the way leaves nothing. */
export async function writeWhole(file: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(pieces, createWriteStream(part, { mode: 0o600 }))
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}
