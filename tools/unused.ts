/**
 * Finds files and exports that the product never reaches, tests left out: what only a test uses proves nothing that the product does.
 * What waits to be joined stands in `tools/unused-allowed.tsv` with its reason and the part that it belongs to; a row that is used by
 * now fails as well, so that the list shrinks.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** One line of the JSON that knip writes. */
interface FoundIn {
  readonly file: string
  readonly files: readonly unknown[]
  readonly exports: readonly { readonly name: string }[]
  readonly types: readonly { readonly name: string }[]
}

const root = path.join(import.meta.dirname, '..')

if (process.argv[1] === import.meta.filename) process.exitCode = main()

/** What is wrong, a line each: what nobody uses and no row allows, and rows whose subject is used or gone. */
export function judgeUnused(found: readonly string[], allowed: readonly string[]): string[] {
  return [
    ...found
      .filter((one) => !allowed.includes(one))
      .map((one) => `${one} is reached by no command: join it or delete it`),
    ...allowed
      .filter((one) => !found.includes(one))
      .map((one) => `${one} is used or gone: take its row out of the list`)
  ]
}

/** The first column of the list: `FILE` or `FILE NAME`. Throws when a row lacks its reason or its part. */
export function readAllowed(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [subject = '', part = '', reason = ''] = line.split('\t')
      if (part === '' || reason === '')
        throw new Error(`tools/unused-allowed.tsv: "${subject}" lacks its part or its reason.`)
      return subject
    })
}

function main(): number {
  const knip = path.join(root, 'tools', 'node_modules', 'knip', 'bin', 'knip.js')
  const kinds = ['--include', 'files,exports,types']
  const args = [knip, '-c', 'knip-production.json', '--no-progress', '--reporter', 'json', ...kinds]
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
  if (!run.stdout.startsWith('{')) {
    process.stderr.write(`${run.stdout}${run.stderr}\n`)
    return 1
  }
  const { issues } = JSON.parse(run.stdout) as { readonly issues: readonly FoundIn[] }
  const found = issues.flatMap((one) => [
    ...(one.files.length > 0 ? [one.file] : []),
    ...[...one.exports, ...one.types].map(({ name }) => `${one.file} ${name}`)
  ])
  const wrong = judgeUnused(found, readAllowed(readFileSync(path.join(root, 'tools', 'unused-allowed.tsv'), 'utf8')))
  for (const line of wrong) process.stdout.write(`${line}\n`)
  return wrong.length === 0 ? 0 : 1
}
