/**
 * `npm run check`: types, typed lint, format, unused code, house rules and quick tests; one line each, details on failure only. `--no-tests`
 * leaves the tests out, for who runs all of them afterwards.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const tools = path.join(root, 'tools')
const cache = path.join(root, 'node_modules', '.cache', 'baken-check')
const folders = ['src', 'demo', 'bench', 'test', 'tools', 'ui']
/** Longer than any step may take on a busy machine. */
const longestMs = 12 * 60_000

interface Step {
  readonly name: string
  readonly args: readonly string[]
  /** Arguments that mend instead of complain, with `--fix`. */
  readonly fix?: readonly string[]
}

const oxlint = [bin('oxlint/bin/oxlint'), '--type-aware', '--report-unused-disable-directives', ...folders]
const oxfmt = [bin('oxfmt/bin/oxfmt')]

/** Longest first: they run two at a time. */
const steps: readonly Step[] = [
  { name: 'lint', args: oxlint, fix: [...oxlint, '--fix'] },
  { name: 'types', args: typeCheck('tsconfig.json', 'root') },
  { name: 'quick tests', args: ['test/run.ts', '--quick'] },
  { name: 'unused', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'never reached', args: ['tools/unused.ts'] },
  // The server is checked without the types of a browser: `document` is no name there.
  { name: 'types of src', args: typeCheck('tsconfig.src.json', 'src') },
  { name: 'types of ui', args: typeCheck('ui/tsconfig.json', 'ui') },
  { name: 'format', args: [...oxfmt, '--check', ...folders], fix: [...oxfmt, ...folders] }
]

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--fix' && arg !== '--no-tests')) {
    process.stderr.write(
      'Usage: npm run check [-- --fix] [-- --no-tests]   (--fix: formats, and mends what lint can mend; --no-tests: without the quick tests)\n'
    )
    return 2
  }
  if (!installTools()) return 1
  mkdirSync(cache, { recursive: true })
  const fix = args.includes('--fix')
  const startedMs = performance.now()
  const waiting = steps.filter(({ name }) => name !== 'quick tests' || !args.includes('--no-tests'))
  const failed: string[] = []
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await run(step, fix))) failed.push(step.name)
    }
  }
  // What mends writes files that the others read: one after the other then.
  await Promise.all(fix ? [worker()] : [worker(), worker()])
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(
    failed.length === 0 ? `all well   ${seconds} s\n` : `FAILED: ${failed.join(', ')}   ${seconds} s\n`
  )
  return failed.length === 0 ? 0 : 1
}

/** Runs one step and prints its line, with what it said when it failed. */
async function run(step: Step, fix: boolean): Promise<boolean> {
  const startedMs = performance.now()
  const args = (fix ? step.fix : undefined) ?? step.args
  const env = {
    ...process.env,
    OXLINT_TSGOLINT_PATH: path.join(tools, 'node_modules', '.bin', 'tsgolint'),
    NO_COLOR: '1'
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  const keep = (text: string): void => {
    said = (said + text).slice(-200_000)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearTimeout(timer)
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(13)} ${seconds.padStart(5)} s\n`)
  // Of tests only those that failed.
  const from = Math.max(0, said.indexOf('✖ failing tests:'))
  if (code !== 0) process.stdout.write(`${said.slice(from).trimEnd()}\n`)
  return code === 0
}

/**
 * The tools are a package of their own: `npm ci` refused a root lock file that held their platform packages. Installed when
 * absent or when tools/package-lock.json changed; false when that failed.
 */
function installTools(): boolean {
  const digest = createHash('sha256')
    .update(readFileSync(path.join(tools, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(tools, 'node_modules', '.lock-digest')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true
  process.stdout.write('installing the tools of tools/package.json ...\n')
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: tools,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  if (status !== 0) {
    process.stderr.write(`npm ci in tools/ failed${error === undefined ? '' : `: ${error.message}`}\n`)
    return false
  }
  writeFileSync(stamp, digest)
  return true
}

function bin(file: string): string {
  return path.join('tools', 'node_modules', file)
}

/** Keeps what it found of unchanged files: the second run takes a fraction of the first. */
function typeCheck(project: string, name: string): string[] {
  const info = path.join(cache, `${name}.tsbuildinfo`)
  return ['node_modules/typescript/bin/tsc', '-p', project, '--incremental', '--tsBuildInfoFile', info]
}
