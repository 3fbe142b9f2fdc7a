/** Starts the practice web (demo/) as a process of its own, so that what it costs is not counted as Baken's. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { sourceFromObject } from '../crawl/sources/source-file.ts'
import type { Source } from '../model/source.ts'

export interface PracticeWeb {
  readonly sources: readonly Source[]
  readonly pid: number
  /** The simulated day that it serves, from 0. */
  day(): number
  /** Moves on to the next day; resolves when its pages are served. */
  nextDay(): Promise<void>
  stop(): Promise<void>
}

export interface PracticeOptions {
  readonly seed: number
  readonly adverts?: number
  readonly pictures?: boolean
  /** File to write the truth to, for benches and tests; the product never reads it. */
  readonly truth?: string
  /** First of eight ports; 0 takes free ones. */
  readonly port: number
  /** First day, `YYYY-MM-DD`; a fixed one when absent, so that a seed gives the same pages every day. */
  readonly today?: string
  /** The day to begin with; default 0. */
  readonly day?: number
  /** "Yesterday" is told by the clock of the machine; without it by the simulated day. */
  readonly machineClock?: boolean
}

const sitesCount = 8

/** Why it did not start: somebody else listens on one of its ports. */
class PortTaken extends Error {
  readonly port: number

  constructor(port: number) {
    super(`Port ${port} is taken: the practice web cannot listen there.`)
    this.port = port
  }
}

/** Starts it and resolves when it serves. Rejects with what it said when it cannot. */
export async function startPracticeWeb(options: PracticeOptions): Promise<PracticeWeb> {
  const args = ['--seed', String(options.seed), '--port', String(options.port), '--json']
  if (options.adverts !== undefined) args.push('--adverts', String(options.adverts))
  if (options.today !== undefined) args.push('--today', options.today)
  if (options.day !== undefined) args.push('--day', String(options.day))
  if (options.machineClock === true) args.push('--machine-clock')
  if (options.pictures === false) args.push('--pictures', 'off')
  if (options.truth !== undefined) args.push('--truth', options.truth)
  const file = path.join(import.meta.dirname, '../../demo/cli.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  const lines = createInterface({ input: child.stdout })
  const first = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The practice web ended (code ${code}): ${said.trim()}`)))
  })
  const told = JSON.parse(first) as { sources: unknown[] } | { taken: number }
  if ('taken' in told) throw new PortTaken(told.taken)
  const { sources } = told
  let day = options.day ?? 0
  return {
    pid: child.pid ?? 0,
    day: () => day,
    async nextDay() {
      const moved = new Promise<void>((resolve, reject) => {
        lines.once('line', () => resolve())
        child.once('exit', () => reject(new Error('The practice web ended.')))
      })
      if (!child.kill('SIGUSR2')) throw new Error('The practice web ended.')
      await moved
      day++
    },
    sources: sources.map((spec) => {
      const parsed = sourceFromObject(spec)
      if (parsed.kind === 'invalid')
        throw new Error(`The practice web gave a wrong source: ${JSON.stringify(parsed.problems[0])}`)
      return parsed.source
    }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    }
  }
}

export interface PracticePlace {
  readonly port: number
  readonly today: string
  /** Days that passed, where the demo went on after its first crawl. */
  readonly day?: number
}

/**
 * Starts the practice web of a data folder. A first start looks for other ports when somebody took them since they were chosen, as two
 * starts at one moment do; later ones keep their ports, which stand in the addresses of all that was kept, or say what to do.
 */
export async function startPracticeWebOf(
  dataDir: string,
  seed: number
): Promise<
  | { readonly kind: 'started'; readonly web: PracticeWeb; readonly today: string }
  | { readonly kind: 'refused'; readonly message: string }
> {
  const chosenBefore = existsSync(placeFile(dataDir))
  for (let tries = 1; ; tries++) {
    const place = await practicePlace(dataDir)
    try {
      const web = await startPracticeWeb({ seed, machineClock: true, ...place })
      return { kind: 'started', web, today: place.today }
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error
      // Whoever looks for free ports holds each of them for a moment.
      if (chosenBefore && tries < 3) continue
      if (chosenBefore) return { kind: 'refused', message: portsTaken(place.port, error.port) }
    }
    rmSync(placeFile(dataDir))
  }
}

function portsTaken(first: number, taken: number): string {
  const ports = `${first} to ${first + sitesCount - 1}`
  return `The practice web of this data folder has its addresses on ports ${ports}, and port ${taken} is taken: stop what listens there (another practice instance, perhaps), or start with another folder (--data DIR).`
}

/** Ports and first day of the practice web in this data folder: chosen once, so that the same adverts keep addresses and dates. */
export async function practicePlace(dataDir: string, now = new Date()): Promise<PracticePlace> {
  const file = placeFile(dataDir)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PracticePlace
  for (let port = 8801; port < 8801 + 100 * sitesCount; port += sitesCount) {
    const free = await Promise.all(Array.from({ length: sitesCount }, (_, nth) => isFree(port + nth)))
    if (!free.every(Boolean)) continue
    const place = { port, today: firstDay(now) }
    writeFileSync(file, JSON.stringify(place))
    return place
  }
  throw new Error(
    'No eight free ports in a row from 8801 on for the practice web: stop what listens there, or start without --demo.'
  )
}

/** Simulated days that pass after the first crawl; the world has changes for a fortnight. */
const daysAtFirst = 3
const daysAtMost = 14
const dayMs = 86_400_000

/** The last day that is over everywhere on earth: an advert of it is posted ahead of nobody's clock, whatever the zone. */
function lastWholeDay(now: Date): number {
  return Math.floor((now.getTime() - 12 * 3_600_000) / dayMs) - 1
}

function firstDay(now: Date): string {
  return new Date((lastWholeDay(now) - daysAtFirst) * dayMs).toISOString().slice(0, 10)
}

/** The simulated day up to which time may pass: never a day that is not over yet. */
export function lastPracticeDay(today: string, now: Date): number {
  return Math.max(0, Math.min(daysAtMost, lastWholeDay(now) - Date.parse(`${today}T00:00:00Z`) / dayMs))
}

/** Keeps the day, so that the next start does not go back in time. */
export function keepDay(dataDir: string, day: number): void {
  const file = placeFile(dataDir)
  const place = JSON.parse(readFileSync(file, 'utf8')) as PracticePlace
  writeFileSync(file, JSON.stringify({ ...place, day }))
}

function placeFile(dataDir: string): string {
  return path.join(dataDir, 'practice-web.json')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
