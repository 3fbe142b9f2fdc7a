/** Makes the joined files of bundles.ts; a process of its own, so that the builder leaves no memory behind. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleEntries, bundleFolder } from './bundles.ts'

const folder = bundleFolder()
if (folder !== null && !existsSync(folder)) await make(folder)

/** The folder appears whole by a rename: who starts meanwhile finds all files or none. Throws when it may not be written. */
async function make(folder: string): Promise<void> {
  const sources = `${folder}.sources-${process.pid}`
  const half = `${folder}.half-${process.pid}`
  mkdirSync(sources, { recursive: true })
  try {
    const input: Record<string, string> = {}
    for (const [entry, name] of Object.entries(bundleEntries)) {
      input[name] = path.join(sources, `${name}.js`)
      writeFileSync(input[name], await sourceOf(entry))
    }
    await build({
      configFile: false,
      logLevel: 'warn',
      root: sources,
      ssr: { noExternal: true },
      build: { ssr: true, minify: false, outDir: half, emptyOutDir: true, rolldownOptions: { input } }
    })
    renameSync(half, folder)
  } catch (error) {
    // Another process was first: its files are as good.
    if (!existsSync(folder)) throw error
  } finally {
    for (const one of [sources, half]) rmSync(one, { recursive: true, force: true })
  }
}

/** A module with the names that the entry has when it is loaded as it is: of CommonJS a builder would give the default alone. */
async function sourceOf(entry: string): Promise<string> {
  const loaded = (await import(entry)) as object
  const names = Object.keys(loaded).filter((name) => name !== 'module.exports')
  const file = JSON.stringify(fileURLToPath(import.meta.resolve(entry)))
  return `import * as all from ${file}\n${names.map(exported).join('')}`
}

function exported(name: string): string {
  return name === 'default'
    ? 'export default all.default\n'
    : `const of_${name} = all.${name}\nexport { of_${name} as ${name} }\n`
}
