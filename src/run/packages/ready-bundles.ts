/** Has the joined files made where they are missing. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runBuilder, writable } from '../web/builder.ts'
import { bundleFolder } from './bundles.ts'

/** Where they cannot be made, the packages are loaded from their own files: slower, and `say` tells what the builder said. */
export async function readyBundles(say: (text: string) => void): Promise<void> {
  const folder = bundleFolder()
  if (folder === null || existsSync(folder) || !writable(path.join(folder, '../../..'))) return
  const failed = await runBuilder([path.join(import.meta.dirname, 'make-bundles.ts')])
  if (failed !== null) say(`Packages are loaded file by file, which takes each command longer: ${failed}`)
}
