/** Whether the browser part is built for its present sources; loads no builder, since every start of the service asks it. */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const uiFolder = fileURLToPath(new URL('.', import.meta.url))

export const stampName = '.stamp'
/** Files that do not end up in what the browser gets. */
const ignored = new Set(['dist', 'node_modules', 'build.ts', 'stamp.ts', 'tsconfig.json'])

/** SHA-256 (hex) over names and bytes of all sources, and the versions of the packages, the builder among them. */
export async function sourcesDigest(): Promise<string> {
  const lock = await readFile(join(uiFolder, '..', 'package-lock.json')).catch(() => Buffer.alloc(0))
  const builder = await readFile(join(uiFolder, '..', 'node_modules', 'vite', 'package.json')).catch(() => '')
  const hash = createHash('sha256').update(builder).update(lock)
  // The words of the interface use the contract's types only, which leave no trace in the build.
  for (const file of await filesBelow(uiFolder)) {
    hash.update(`\0${relative(uiFolder, file)}\0`).update(await readFile(file))
  }
  return hash.digest('hex')
}

/** The digest of the sources that a folder was built from; null when nothing was built there. */
export function readStamp(folder: string): Promise<string | null> {
  return readFile(join(folder, stampName), 'utf8').catch(() => null)
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (folder === uiFolder && (ignored.has(entry.name) || entry.name.startsWith('dist.'))) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(path)))
    else found.push(path)
  }
  return found
}
