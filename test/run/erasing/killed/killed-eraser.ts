/** A process that erases until nothing is left to do, tells each step, and kills itself at the step of a given number. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import pg from 'pg'
import type { Place } from './erase-to-end.ts'

export interface Order extends Place {
  /** 0: it comes to its end. */
  readonly killAt: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
let steps = 0
let counting = false

/** Counts one step and tells it; at the given number this process is gone, as by a power cut of its own. */
function step(what: string): void {
  if (!counting) return
  steps++
  fs.writeSync(1, `${steps} ${what}\n`)
  if (steps === order.killAt) process.kill(process.pid, 'SIGKILL')
}

/** Before each change of the disk that others see, and before each commit. */
function watch(): void {
  const { linkSync, renameSync, unlinkSync, rmSync } = fs
  const name = (at: fs.PathLike): string => path.basename(String(at)).replace(/^\.new-[0-9a-f]+-/, '')
  fs.linkSync = (from, to) => (step(`link ${name(to)}`), linkSync(from, to))
  fs.renameSync = (from, to) => (step(`rename ${name(to)}`), renameSync(from, to))
  fs.unlinkSync = (at) => (step(`unlink ${name(at)}`), unlinkSync(at))
  fs.rmSync = (at, options) => (step(`remove ${name(at)}`), rmSync(at, options))
  syncBuiltinESMExports()
  const client = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown }
  const real = client.query
  let wrote = false
  client.query = function (this: unknown, ...values) {
    const text = typeof values[0] === 'string' ? values[0] : String((values[0] as { text?: string })?.text)
    if (/^\s*(?:insert|update|delete|vacuum|with)\b/i.test(text)) wrote = true
    if (text === 'commit' && wrote) {
      wrote = false
      step('commit')
    }
    return real.apply(this, values)
  }
}

async function run(): Promise<void> {
  watch()
  // What is watched must be in place before the product loads.
  const { eraseToEnd } = await import('./erase-to-end.ts')
  await eraseToEnd(order, {
    reached: async (name) => step(`after ${name}`),
    isErasing: (is) => void (counting = is)
  })
  fs.writeSync(1, 'whole\n')
  process.exit(0)
}

await run()
