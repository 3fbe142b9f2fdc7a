/** Builds the browser part when its sources are newer than what was built; the server calls this at its start. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mergeConfig, build as viteBuild, version as viteVersion } from 'vite'
import config, { uiFolder } from './vite.config.ts'

const stampName = '.stamp'
/** Files that do not end up in what the browser gets. */
const ignored = new Set(['dist', 'node_modules', 'build.ts', 'tsconfig.json'])

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

/** SHA-256 (hex) over names and bytes of all sources, the versions of the packages and of the builder. */
export async function sourcesDigest(): Promise<string> {
  const hash = createHash('sha256').update(viteVersion)
  const lock = await readFile(join(uiFolder, '..', 'package-lock.json')).catch(() => Buffer.alloc(0))
  hash.update(lock)
  // The words of the interface use the contract's types only, which leave no trace in the build.
  for (const file of await filesBelow(uiFolder)) {
    hash.update(`\0${relative(uiFolder, file)}\0`).update(await readFile(file))
  }
  return hash.digest('hex')
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

function readStamp(folder: string): Promise<string | null> {
  return readFile(join(folder, stampName), 'utf8').catch(() => null)
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
