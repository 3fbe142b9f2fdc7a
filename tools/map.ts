/** `npm run map`: the tree of the source text, with the sentence that opens each file. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openingSentence } from './opening-sentence.ts'

const root = path.join(import.meta.dirname, '..')
const folders = ['bin', 'src', 'ui', 'demo', 'bench', 'test', 'tools']
const skipped = new Set(['node_modules', 'dist', 'golden', 'fixtures', 'results'])
const wanted = process.argv.slice(2)

for (const folder of wanted.length > 0 ? wanted : folders) print(folder, 0)
// A reader such as `head` may leave early: then the rest is not wanted.
process.stdout.on('error', () => process.exit(0))

function print(folder: string, depth: number): void {
  const indent = '  '.repeat(depth)
  process.stdout.write(`${indent}${path.basename(folder)}/\n`)
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1
  )
  const files = entries.filter((entry) => entry.isFile() && /\.(tsx?|js|sql)$/.test(entry.name))
  const width = Math.max(0, ...files.map((entry) => entry.name.length))
  for (const { name } of files) {
    const says = openingSentence(readFileSync(path.join(root, folder, name), 'utf8')) ?? '-'
    process.stdout.write(`${indent}  ${name.padEnd(width)}  ${says}\n`)
  }
  for (const entry of entries) {
    if (entry.isDirectory() && !skipped.has(entry.name)) print(path.join(folder, entry.name), depth + 1)
  }
}
