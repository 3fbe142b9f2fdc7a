/** Where the built browser part is: built when its sources changed. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { runBuilder, writable } from './builder.ts'

const uiFolder = path.join(import.meta.dirname, '../../../ui')

/** Builds into `ui/dist`, or below the data folder when the program's own folder may not be written. Rejects with what the builder said; where an earlier build is there, that is served, and `say` tells it. */
export async function readyUi(dataDir: string, say: (text: string) => void): Promise<string> {
  const target =
    process.env.BAKEN_UI_OUT ?? (writable(uiFolder) ? path.join(uiFolder, 'dist') : path.join(dataDir, 'ui'))
  if (await isBuilt(target)) return target
  const build = pathToFileURL(path.join(uiFolder, 'build.ts')).href
  const script = `const { buildUi } = await import(${JSON.stringify(build)}); await buildUi(${JSON.stringify(target)})`
  const failed = await runBuilder(['--input-type=module', '-e', script])
  if (failed !== null) {
    const cause = `The browser part could not be built: ${failed}`
    if (!existsSync(path.join(target, 'index.html'))) throw new Error(cause)
    say(`${cause}\nThe screens are those of an earlier build.`)
  }
  return target
}

/** Asks the browser part itself, which is no part of this one: loaded by its place, as it is built. */
async function isBuilt(target: string): Promise<boolean> {
  const { readStamp, sourcesDigest } = (await import(pathToFileURL(path.join(uiFolder, 'stamp.ts')).href)) as {
    readStamp(folder: string): Promise<string | null>
    sourcesDigest(): Promise<string>
  }
  return (await readStamp(target)) === (await sourcesDigest())
}
