/**
 * Packages of many small files, each entry joined to one file: `typebox` alone is 680 modules, and to find and load them took each
 * command a third of a second. The joined files stand in the cache beside the packages, and are made at the first start of the service
 * (make-bundles.ts); until then, and where that folder may not be written, the packages are loaded from their own files.
 */
import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const packages = path.join(import.meta.dirname, '../../../node_modules')

/** What is imported of those packages, with the name of its file. */
export const bundleEntries: Readonly<Record<string, string>> = {
  'libphonenumber-js/max': 'libphonenumber-max',
  typebox: 'typebox',
  'typebox/compile': 'typebox-compile',
  'typebox/value': 'typebox-value',
  yaml: 'yaml'
}
const joined = [...new Set(Object.keys(bundleEntries).map((entry) => entry.split('/', 1)[0] ?? ''))]

/** The folder of the joined files, of the packages' present versions; null where one is not installed beside the program. */
export function bundleFolder(): string | null {
  try {
    const versions = joined.map((name) => {
      const file = readFileSync(path.join(packages, name, 'package.json'), 'utf8')
      return `${name}-${(JSON.parse(file) as { version: string }).version}`
    })
    return path.join(packages, '.cache', 'baken-joined', versions.join('_'))
  } catch {
    return null
  }
}

/** From now on this process loads the joined files, where they are made. Call it before anything imports the packages. */
export function useBundles(): void {
  const folder = bundleFolder()
  if (folder === null || !existsSync(folder)) return
  registerHooks({
    resolve(specifier, context, next) {
      // What a package imports of another is its own affair: it may have a version of its own.
      const name = context.parentURL?.includes('/node_modules/') === true ? undefined : bundleEntries[specifier]
      if (name === undefined) return next(specifier, context)
      return { url: pathToFileURL(path.join(folder, `${name}.js`)).href, format: 'module', shortCircuit: true }
    }
  })
}
