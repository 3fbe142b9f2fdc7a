/**
 * Takes every guard of the pure steps out, one at a time, runs the tests of its folder in a process of its own, and tells the share that
 * they notice. Takes hours for all of them: run by night, not in `npm run check`.
 *
 *   node bin/node24.js tools/guards.ts [--sample N] [--seed S] [FOLDER...]
 *
 * FOLDER: `src/extract`, `src/read`, `src/weigh` (all three without one) or a folder or file below. One line per guard that nothing
 * notices; the last line is the share. What no test can notice stands in `tools/guards-unnoticed.tsv` with its reason; a row that is noticed
 * by now, or gone, is told. Exit 1 below 90 %.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findGuards } from './guards-find.ts'
import type { Guard } from './guards-find.ts'

const root = path.join(import.meta.dirname, '..')
const goal = 0.9
/** Titles of tests that measure time: a guard more or less does not show in it, and they take the most. */
const measured = 'of CPU|linear'
/** A guard that ends a loop may leave it running. */
const longestMs = 120_000

process.exitCode = await main()

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true
  })
  const folders = positionals.length === 0 ? ['src/extract', 'src/read', 'src/weigh'] : positionals
  const all = folders.flatMap(sources).flatMap((file) => findGuards(file, readFileSync(path.join(root, file), 'utf8')))
  const guards = values.sample === undefined ? all : sampled(all, values.seed).slice(0, Number(values.sample))
  const explained = readExplained()
  for (const folder of new Set(guards.map(folderOf)))
    if (await fails(folder, null)) {
      process.stderr.write(`The tests of test/${folder} fail with all guards in place: mend them first.\n`)
      return 2
    }
  let noticed = 0
  let counted = 0
  for (const guard of guards) {
    const isNoticed = await fails(folderOf(guard), guard)
    const isExplained = explained.has(`${guard.file}\t${guard.text}`)
    if (isExplained && !isNoticed) continue
    counted += 1
    if (isNoticed) noticed += 1
    const line = `${guard.file}:${guard.line}\t${guard.kind}\t${guard.text}\n`
    if (!isNoticed) process.stdout.write(`unnoticed\t${line}`)
    else if (isExplained) process.stdout.write(`no longer unnoticed\t${line}`)
    process.stderr.write(`${noticed} of ${counted} noticed\r`)
  }
  const share = counted === 0 ? 1 : noticed / counted
  process.stdout.write(
    `${noticed} of ${counted} guards noticed (${(100 * share).toFixed(1)} %); ${guards.length - counted} explained; ${all.length} in all\n`
  )
  return share >= goal ? 0 : 1
}

function sources(name: string): string[] {
  if (statSync(path.join(root, name)).isFile()) return [name]
  return readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => `${name}/${file}`)
}

/** In an order that only the seed decides. */
function sampled(guards: readonly Guard[], seed: string): Guard[] {
  const keyOf = ({ file, text, line }: Guard): string =>
    createHash('sha256').update(`${seed} ${file} ${line} ${text}`).digest('hex')
  return guards
    .map((guard) => ({ guard, key: keyOf(guard) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ guard }) => guard)
}

function readExplained(): Set<string> {
  const rows = readFileSync(path.join(root, 'tools/guards-unnoticed.tsv'), 'utf8').trim().split('\n').slice(1)
  return new Set(rows.map((row) => row.split('\t').slice(0, 2).join('\t')))
}

/** Tests of a folder as paths from the root, without those that hold shares of right answers: one guard hardly moves them. */
function testsOf(folder: string): string[] {
  return readdirSync(path.join(root, 'test', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && name !== 'bench.test.ts')
    .sort()
    .map((name) => `test/${folder}/${name}`)
}

/** `src/FOLDER/...`, whose tests stand in `test/FOLDER`. */
function folderOf({ file }: Guard): string {
  return file.split('/')[1] ?? ''
}

/** Whether a test of a folder fails without a guard, or with all of them; the first failure ends the run, and so does a run that takes too long. */
function fails(folder: string, guard: Guard | null): Promise<boolean> {
  const files = testsOf(folder)
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        `--import=${path.join(root, 'tools/guards-load.ts')}`,
        '--test',
        '--test-isolation=none',
        '--test-reporter=tap',
        `--test-skip-pattern=${measured}`,
        ...files
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, BAKEN_GUARD: JSON.stringify(guard && { ...guard, path: path.join(root, guard.file) }) }
      }
    )
    const timer = setTimeout(() => child.kill('SIGKILL'), longestMs)
    let failed = false
    child.stdout.on('data', (chunk: Buffer) => {
      if (failed || !/^not ok/m.test(chunk.toString('utf8'))) return
      failed = true
      child.kill('SIGKILL')
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(failed || code !== 0)
    })
  })
}
