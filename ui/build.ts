/** Builds the browser part when its sources are newer than what was built; the server calls this at its start. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mergeConfig, build as viteBuild } from 'vite'
import { readStamp, sourcesDigest, stampName, uiFolder } from './stamp.ts'
import config from './vite.config.ts'

/**
 * Builds into `outDir` (default `ui/dist`, or BAKEN_UI_OUT) and returns that folder. Does nothing when the stamp there is the digest
 * of the present sources. The folder appears whole by a rename, so two processes starting at once never serve half a build.
 * Throws when the sources do not build or the folder cannot be written.
 */
export async function buildUi(outDir?: string): Promise<string> {
  const target = outDir ?? process.env['BAKEN_UI_OUT'] ?? join(uiFolder, 'dist')
  const stamp = await sourcesDigest()
  if ((await readStamp(target)) === stamp) return target
  const building = `${target}.building-${process.pid}`
  await mkdir(dirname(target), { recursive: true })
  await viteBuild(
    mergeConfig(config, { configFile: false, logLevel: 'warn', build: { outDir: building, emptyOutDir: true } })
  )
  await pack(join(building, 'assets'))
  await writeFile(join(building, stampName), stamp)
  const old = `${target}.old-${process.pid}`
  await rename(target, old).catch(ignoreMissing)
  await rename(building, target).catch(async (error: NodeJS.ErrnoException) => {
    // Another process put the same build there in between: theirs is as good.
    await rm(building, { recursive: true, force: true })
    if ((await readStamp(target)) !== stamp) throw error
  })
  await rm(old, { recursive: true, force: true })
  return target
}

/** Text gets a packed copy beside it, which the server sends to browsers that take it; letters are packed already. */
async function pack(assets: string): Promise<void> {
  for (const name of await readdir(assets)) {
    if (!/\.(?:js|css|json)$/.test(name)) continue
    await writeFile(join(assets, `${name}.gz`), gzipSync(await readFile(join(assets, name)), { level: 9 }))
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
