/** The files of a folder that a test looks through. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The paths of all files in a folder and in those below it, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}
