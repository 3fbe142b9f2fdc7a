/** Measures questions one after the other: wall time, and CPU of the asking process and of PostgreSQL. */
import { loadavg } from 'node:os'
import { rounded, secondsOf } from './processes.ts'

export interface Timing {
  readonly questions: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly worstMs: number
  /** Mean CPU milliseconds a question: of this process with all its threads, and of PostgreSQL with what it does beside (null: not told apart). */
  readonly cpuMs: number
  readonly postgresqlCpuMs: number | null
  /** CPU milliseconds of this process in the dearest twentieth. */
  readonly p95CpuMs: number
  /** Load average of the last minute when it was measured. */
  readonly load: number
}

/**
 * The first tenth warms up and is not counted. `server`: pid of PostgreSQL's postmaster, whose sessions answer; null counts none. `before`:
 * what is done before each, and is no part of it for this process.
 */
export async function timed<Q>(
  list: readonly Q[],
  run: (one: Q) => Promise<void> | void,
  server: number | null = null,
  before: () => void = () => {}
): Promise<Timing> {
  const warm = Math.floor(list.length / 10)
  for (const one of list.slice(0, warm)) {
    before()
    await run(one)
  }
  const times: number[] = []
  const cpus: number[] = []
  const postgresql = server === null ? 0 : secondsOf(server, true)
  for (const one of list.slice(warm)) {
    before()
    const cpu = process.cpuUsage()
    const started = performance.now()
    await run(one)
    times.push(performance.now() - started)
    const { user, system } = process.cpuUsage(cpu)
    cpus.push((user + system) / 1_000)
  }
  return {
    questions: times.length,
    p50Ms: share(times, 0.5),
    p95Ms: share(times, 0.95),
    worstMs: share(times, 1),
    cpuMs: tenth(cpus.reduce((sum, one) => sum + one, 0) / cpus.length),
    postgresqlCpuMs: server === null ? null : tenth(((secondsOf(server, true) - postgresql) * 1_000) / times.length),
    p95CpuMs: share(cpus, 0.95),
    load: tenth(loadavg()[0] ?? 0)
  }
}

/** The value below which this share of them lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

function tenth(value: number): number {
  return rounded(value, 1)
}
