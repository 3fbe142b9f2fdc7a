/** `baken bench start`: what starting costs: help, one page inspected, and the practice web until its first adverts and first signal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoMandate } from '../src/accountability/demo.ts'
import { openApp, type App } from '../src/run/app.ts'
import { summaryOf } from '../src/run/service.ts'
import { reachableServer } from '../src/store/server/server.ts'
import { rounded, secondsOf, startCommand, type CommandCost } from './processes.ts'

const page = `<html><head><title>Masseuse Anna</title></head><body><h1>Masseuse Anna</h1>
<p>Ontspannen in Amsterdam, 80 euro per uur. Bel 06 12 34 56 78.</p></body></html>`
const longestMs = 10 * 60_000

interface FirstSeconds {
  /** Wall clock, which says little on a machine with other work. */
  readonly toAdverts: number
  readonly toSignal: number
  /** CPU seconds of all its processes until then, the building of the screens included. */
  readonly cpuToAdverts: number
  readonly cpuToSignal: number
}

/** `n` runs of each; the first run of a checkout compiles, the others find that done. */
export async function runStartBench(input: {
  readonly n: number
  readonly say: (text: string) => void
}): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  try {
    const file = path.join(folder, 'page.html')
    writeFileSync(file, page)
    const help: CommandCost[] = []
    const inspect: CommandCost[] = []
    const start: FirstSeconds[] = []
    for (let nth = 0; nth < input.n; nth++) {
      help.push(await startCommand(['--help']).ended)
      inspect.push(await startCommand(['inspect', 'page', file, '--url', 'http://site.example/1']).ended)
      start.push(await firstSeconds(path.join(folder, `start-${nth}`)))
      input.say(`${nth + 1} of ${input.n}: signal after ${start.at(-1)?.toSignal ?? 0} s`)
    }
    return { help: costs(help), inspectPage: costs(inspect), start }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function costs(list: readonly CommandCost[]): object {
  return {
    cpuSeconds: list.map((one) => rounded(one.cpuSeconds)),
    wallSeconds: list.map((one) => rounded(one.wallSeconds))
  }
}

/** Seconds from starting the command to the first adverts and the first signal in its database. */
async function firstSeconds(dataDir: string): Promise<FirstSeconds> {
  const startedMs = performance.now()
  const seconds = (): number => rounded((performance.now() - startedMs) / 1000)
  const { child, ended } = startCommand(['start', '--demo', '--port', '0', '--data', dataDir])
  const failed = ended.then(
    () => Promise.reject(new Error('the service ended by itself')),
    (error: Error) => Promise.reject(error)
  )
  failed.catch(() => {})
  const cpu = (): number => rounded(secondsOf(child.pid ?? 0, true))
  let [toAdverts, cpuToAdverts, toSignal, cpuToSignal] = [0, 0, 0, 0]
  try {
    const app = await Promise.race([joined(dataDir, startedMs), failed])
    try {
      for (;;) {
        const { adverts, signals } = await Promise.race([countsOf(app), failed])
        if (adverts > 0 && toAdverts === 0) [toAdverts, cpuToAdverts] = [seconds(), cpu()]
        if (signals > 0) {
          ;[toSignal, cpuToSignal] = [seconds(), cpu()]
          break
        }
        if (performance.now() - startedMs > longestMs) throw new Error('no signal within ten minutes')
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    } finally {
      await app.close()
    }
  } finally {
    child.kill('SIGTERM')
  }
  await ended
  return { toAdverts, toSignal, cpuToAdverts, cpuToSignal }
}

/** Joins the database of the service as soon as it answers; before that nobody else may open the folder. */
async function joined(dataDir: string, startedMs: number): Promise<App> {
  const settings = { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/bench (+bench)' }
  for (;;) {
    try {
      const opened = (await reachableServer(dataDir)) === null ? null : await openApp(settings, 'read')
      if (opened?.kind === 'app') return opened.app
    } catch (error) {
      if (performance.now() - startedMs > longestMs) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The demo mandate may not be there yet. */
async function countsOf(app: App): Promise<{ adverts: number; signals: number }> {
  try {
    return await summaryOf(app, demoMandate, null, 0)
  } catch {
    return { adverts: 0, signals: 0 }
  }
}
