/** Makes folders that a person named, and ends with an error wherever they cannot be made. */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/**
 * As `mkdir -p`. Node's own recursive mkdir tries for ever where the kernel says "no such file" of a folder whose parent is there, as
 * /proc does: here each folder is made once, from the highest that is missing, and the first error is thrown.
 */
export function makeFolder(folder: string, mode: number): void {
  const missing: string[] = []
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.unshift(at)
  for (const at of missing) {
    try {
      mkdirSync(at, { mode })
    } catch (error) {
      // Another Baken made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(at)) throw error
    }
  }
}
