/** Runs the tests: `npm test`, `npm test -- crawl link/pdq`, `-- --quick`. Ends with one summary in the form of node's own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readyBundles } from '../src/run/packages/ready-bundles.ts'
import { groupOf, isQuick, longestFirst, testFiles } from './groups.ts'
import { memoryFolder } from './memory-folder.ts'
import { startTestServer } from './support/database.ts'

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--quick')
const files = testFiles(args.filter((arg) => !arg.startsWith('-'))).filter((file) => !quick || isQuick(file))

/** A hanging test must not hold a build machine for hours. */
const longestMs = 30 * 60_000
/** So many of the slowest files are told at the end, for the list in groups.ts of those that start first. */
const slowestShown = 30
/** The last lines of node's reporter, in its order. */
const counted = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo']
const running = new Set<ChildProcess>()

/** Files that one `node --test` runs, and how. */
interface Unit {
  readonly files: readonly string[]
  readonly options: readonly string[]
}

/** What the groups say of their failed tests, kept until all are done: it must not stand in the middle. */
const failures: string[] = []

process.exitCode = await main()

async function main(): Promise<number> {
  if (unknown.length > 0 || files.length === 0) {
    process.stderr.write(
      unknown.length > 0 ? `There is no option ${unknown.join(' ')}.\n` : `No test file matches ${args.join(' ')}.\n`
    )
    process.stderr.write('Usage: npm test [-- [--quick] FOLDER|FOLDER/NAME...]\n')
    return 2
  }
  const of = (group: string): string[] => files.filter((file) => groupOf(file) === group)
  const [together, served, apart, browser, alone] = [
    of('together'),
    of('served'),
    of('apart'),
    of('browser'),
    of('alone')
  ]
  const memory = memoryFolder()
  if ('reason' in memory) process.stdout.write(`# The files of the tests are on disk: ${memory.reason}.\n`)
  else {
    process.env['BAKEN_TEST_KEPT'] ??= tmpdir()
    process.env['TMPDIR'] = memory.folder
    process.once('exit', () => rmSync(memory.folder, { recursive: true, force: true, maxRetries: 5 }))
  }
  // Hundreds of commands are started: each loads what an installed Baken has ready.
  await readyBundles((text) => void process.stderr.write(`${text}\n`))
  const server = served.length + apart.length + browser.length + alone.length > 0 ? await startTestServer() : null
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopAll(signal))
  const startedMs = performance.now()
  const totals = new Map<string, number>()
  try {
    const dataDir = server?.dataDir ?? ''
    // Two cores, three at once: whoever waits (a test for its service, a page for its answer, a crawl for its pace) leaves its core to
    // another. First the two processes that files share, then each file in one of its own, the longest first: else the last one runs
    // alone. What is measured comes at the end, alone.
    // A process ends after its last test, also when a test that failed left a server running: it held its group until the limit else.
    const own = (file: string): Unit => ({ files: [file], options: ['--test-force-exit'] })
    const queue: Unit[] = [
      ...[served, together].map((shared) => ({
        files: shared,
        options: ['--test-isolation=none', '--test-force-exit']
      })),
      ...longestFirst([...apart, ...browser]).map(own)
    ].filter((unit) => unit.files.length > 0)
    const last = alone.map(own)
    const codes: number[] = []
    const took: { readonly seconds: number; readonly file: string }[] = []
    const work = async (units: Unit[]): Promise<void> => {
      for (let unit = units.shift(); unit !== undefined; unit = units.shift()) {
        const beganMs = performance.now()
        codes.push(await nodeTest(unit.options, unit.files, dataDir, totals))
        const file = unit.files.length === 1 ? String(unit.files[0]) : `${unit.files.length} files in one process`
        took.push({ seconds: (performance.now() - beganMs) / 1000, file })
      }
    }
    await Promise.all([work(queue), work(queue), work(queue)])
    await work(last)
    const slowest = took.toSorted((a, b) => b.seconds - a.seconds).slice(0, slowestShown)
    for (const { seconds, file } of slowest) process.stdout.write(`  ${seconds.toFixed(1)} s ${file}\n`)
    for (const line of failures) process.stdout.write(`${line}\n`)
    for (const name of counted) process.stdout.write(`ℹ ${name} ${totals.get(name) ?? 0}\n`)
    process.stdout.write(`ℹ duration_ms ${(performance.now() - startedMs).toFixed(3)}\n`)
    // No test seen is a failure too: a runner that can pass on nothing proves nothing.
    return codes.every((code) => code === 0) && (totals.get('tests') ?? 0) > 0 ? 0 : 1
  } finally {
    await server?.stop()
  }
}

/** One `node --test`: its lines as they come, its counts added to `totals`. Resolves to its exit code. */
async function nodeTest(
  options: readonly string[],
  names: readonly string[],
  dataDir: string,
  totals: Map<string, number>
): Promise<number> {
  if (names.length === 0) return 0
  const root = path.join(import.meta.dirname, '..')
  const nodeArgs = [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-reporter=spec',
    '--test-timeout=300000',
    ...options
  ]
  const child = spawn(process.execPath, [...nodeArgs, ...names.map((name) => path.join('test', name))], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(dataDir !== '' && { BAKEN_TEST_DATA: dataDir }) }
  })
  running.add(child)
  const timer = setTimeout(() => {
    process.stdout.write(`✖ not done after ${longestMs / 60_000} minutes, ended: ${names.join(' ')}\n`)
    child.kill('SIGKILL')
  }, longestMs)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
  let failed = false
  for await (const line of createInterface({ input: child.stdout })) {
    failed ||= line === '✖ failing tests:'
    const [, name, count] = /^ℹ (\w+) ([\d.]+)$/.exec(line) ?? []
    if (name !== undefined && counted.includes(name)) totals.set(name, (totals.get(name) ?? 0) + Number(count))
    else if (failed) failures.push(line)
    else if (name !== 'duration_ms') process.stdout.write(`${line}\n`)
  }
  const code = await ended
  clearTimeout(timer)
  running.delete(child)
  return code
}

function stopAll(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal)
}
