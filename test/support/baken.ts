/** Runs the command `baken` as a user would, in a process of its own, and starts the practice web beside it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import { startDemo, type Demo, type DemoOptions } from '../../demo/server.ts'
import { keptFolder, schemaDigest, templatePrefix } from './database.ts'

const main = path.join(import.meta.dirname, '../../src/cli/main.ts')

export interface Ran {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  /** Resolves when stdout or stderr holds the text. */
  said(text: string | RegExp): Promise<void>
  /** Everything said until now. */
  soFar(): string
}

/** Given as the environment of a command whose data folder is to be made by itself. */
export const fresh: Record<string, string> = {}
const writing = new Set(['crawl', 'import', 'mandate', 'source', 'start', 'user'])

const alive = new Set<ChildProcess>()
// A test that fails must not leave a service running.
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')))

/** Ends what tests of this file started and did not end, by force: a failed assertion otherwise holds the run open. */
export async function endAll(): Promise<void> {
  const gone = [...alive].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of alive) child.kill('SIGKILL')
  await Promise.all(gone)
}

/**
 * Starts a command; `environment` is added to ours without a database and a data folder of ours. A command that writes finds its data
 * folder prepared, unless the environment says `fresh`.
 */
export function startBaken(args: readonly string[], environment: Record<string, string> = {}, stdin = ''): Running {
  const { DATABASE_URL: _url, BAKEN_DATA: _data, ...inherited } = process.env
  const data = args.indexOf('--data')
  if (writing.has(args[0] ?? '') && data > 0 && environment['DATABASE_URL'] === undefined && environment !== fresh)
    prepareData(args[data + 1] ?? '')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: { ...inherited, BAKEN_ALLOW_PRIVATE: '1', ...environment },
    stdio: ['pipe', 'pipe', 'pipe']
  })
  child.stdin.end(stdin)
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const watcher of watchers) watcher()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    for (const watcher of watchers) watcher()
  })
  const ended = new Promise<Ran>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  )
  return {
    child,
    ended,
    soFar: () => stdout + stderr,
    said: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const all = stdout + stderr
          if (typeof wanted === 'string' ? !all.includes(wanted) : !wanted.test(all)) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        void ended.then((ran) =>
          reject(new Error(`ended with ${ran.code} before it said ${String(wanted)}:\n${ran.stderr}`))
        )
        look()
      })
  }
}

/** The address on this machine that a service says it is at, once it says so; ends with a slash. */
export async function addressOf(running: Running): Promise<string> {
  const says = /Baken is at (http:\/\/127\.0\.0\.1:\d+\/)/
  await running.said(says)
  return says.exec(running.soFar())?.[1] ?? ''
}

/** Runs a command to its end. */
export function baken(args: readonly string[], environment: Record<string, string> = {}, stdin = ''): Promise<Ran> {
  return startBaken(args, environment, stdin).ended
}

/** The last line of stdout as JSON: the summary of a crawl or an import. */
export function lastJson(ran: Ran): Record<string, unknown> {
  const line = ran.stdout.trim().split('\n').at(-1) ?? ''
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    throw new Error(`no JSON on the last line of stdout (exit ${ran.code}): ${line}\n${ran.stderr}`)
  }
}

/** All lines of stdout as JSON. */
export function jsonLines(ran: Ran): Record<string, unknown>[] {
  return ran.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** A temporary folder with its removal. */
export function scratch(name: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), `baken-${name}-`))
  chmodSync(folder, 0o755) // As root the database runs as nobody: tests of a closed folder make their own.
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Pid of the living postmaster of a data folder, or null. */
export function postmasterOf(data: string): number | null {
  const { clusterDir } = JSON.parse(readFileSync(path.join(data, 'postgres.json'), 'utf8')) as { clusterDir: string }
  const file = path.join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return existsSync(`/proc/${pid}`) ? pid : null
}

/** Writes source files into a folder and returns their names. */
export function sourceFiles(folder: string, sources: readonly object[]): string[] {
  return sources.map((source) => {
    const file = path.join(folder, `${(source as { id: string }).id}.yaml`)
    writeFileSync(file, stringify(source))
    return file
  })
}

/** A small practice web in this process. */
export function smallWeb(options: Partial<DemoOptions> = {}): Promise<Demo> {
  return startDemo({ seed: 5, adverts: 300, pictures: false, agendaMonths: 1, ...options })
}

/**
 * Puts a copy of the prepared folder at `data`, unless something is there: its first start is then a second one. Tests of the first
 * start itself, and of what two folders must not share (their keys), say `fresh` to the command that they run.
 */
function prepareData(data: string): void {
  if (!data.startsWith(`${tmpdir()}/`) || existsSync(data) || !isFolder(path.dirname(data))) return
  copyData(template(), data)
}

/** Puts a copy of a data folder on which no service runs at `data`. */
export function copyData(from: string, data: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, data], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`could not copy the prepared data folder: ${stderr}`)
  const file = path.join(data, 'postgres.json')
  const server = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  const cluster = path.join(data, 'postgres', 'cluster')
  const moved = { ...server, clusterDir: cluster, socketDir: path.join(data, 'postgres', 'socket') }
  writeFileSync(file, JSON.stringify(moved), { mode: 0o600 })
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Made by the first who asks, from a command that only looks; `removeLeftBehind` takes it away when nobody used it for a day. */
function template(): string {
  const folder = path.join(keptFolder(), `${templatePrefix}${process.getuid?.() ?? 0}-data-${schemaDigest()}`)
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date())
    return folder
  }
  const half = mkdtempSync(path.join(keptFolder(), 'baken-prepared-'))
  chmodSync(half, 0o755)
  const { DATABASE_URL: _url, BAKEN_DATA: _data, ...env } = process.env
  const options = ['--disable-warning=ExperimentalWarning', main, 'mandate', 'list', '--data', path.join(half, 'data')]
  const made = spawnSync(process.execPath, options, { env, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`could not prepare a data folder: ${made.stderr}`)
  try {
    renameSync(path.join(half, 'data'), folder)
  } catch {
    // Another process was first.
  }
  rmSync(half, { recursive: true, force: true })
  return folder
}
