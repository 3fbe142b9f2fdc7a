/** The source files of the repository, and the imports in them: what the house tests look at. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface SourceFile {
  /** Path from the root of the repository, with `/`. */
  readonly name: string
  readonly text: string
}

export interface Import {
  readonly from: string
  /** Path from the root for a file of ours, else the specifier of the package. */
  readonly to: string
  readonly ours: boolean
  readonly typeOnly: boolean
}

export const root = path.join(import.meta.dirname, '..', '..')
const skipped = new Set(['node_modules', 'dist', '.git', 'golden', 'fixtures', 'results'])

/** Every file below `folders` whose name fits `pattern`; folders that hold no source text of ours are left out. */
export function filesBelow(folders: readonly string[], pattern: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) => namesBelow(folder))
    .filter((name) => pattern.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
}

/** The TypeScript of the repository. */
export function typeScriptFiles(): SourceFile[] {
  return filesBelow(['src', 'ui', 'demo', 'bench', 'test', 'tools'], /\.tsx?$/)
}

/** Imports and re-exports of a file, static and dynamic, found in its text. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = []
  const statement = /^(import|export)\s+(type\s+)?([^'"`;]*?\sfrom\s*)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  for (const [, , type, names, fixed, dynamic] of file.text.matchAll(statement)) {
    const specifier = fixed ?? dynamic ?? ''
    const ours = specifier.startsWith('.')
    const to = ours ? path.posix.join(path.posix.dirname(file.name), specifier) : specifier
    found.push({ from: file.name, to, ours, typeOnly: type !== undefined || onlyTypes(names ?? '') })
  }
  return found
}

/** `import { type A, type B } from`. */
function onlyTypes(names: string): boolean {
  const inside = /^\{([^}]*)\}\s*from\s*$/.exec(names.trim() + ' ')?.[1]
  const parts = (inside ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => part.startsWith('type '))
}

function namesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : namesBelow(name)
    return entry.isFile() ? [name] : []
  })
}
