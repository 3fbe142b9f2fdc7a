/** Measures questions one after the other: wall time, and CPU of the asking process and of its sessions of PostgreSQL. */
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import type pg from 'pg'

export interface Timing {
  readonly questions: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly worstMs: number
  /** Mean CPU milliseconds a question: of this process, all its threads, and of its sessions of PostgreSQL. */
  readonly cpuMs: number
  readonly postgresqlCpuMs: number
  /** CPU milliseconds of this process in the dearest twentieth. */
  readonly p95CpuMs: number
  /** Load average of the last minute when it was measured. */
  readonly load: number
}

const ticksPerSecond = 100

/** The first tenth warms up and is not counted. `sessions`: pids of the sessions that answer. */
export async function timed<Q>(
  list: readonly Q[],
  run: (one: Q) => Promise<void> | void,
  sessions: readonly number[] = []
): Promise<Timing> {
  const warm = Math.floor(list.length / 10)
  for (const one of list.slice(0, warm)) await run(one)
  const times: number[] = []
  const cpus: number[] = []
  const postgresql = secondsOf(sessions)
  const before = process.cpuUsage()
  for (const one of list.slice(warm)) {
    const cpu = process.cpuUsage()
    const started = performance.now()
    await run(one)
    times.push(performance.now() - started)
    const { user, system } = process.cpuUsage(cpu)
    cpus.push((user + system) / 1_000)
  }
  const { user, system } = process.cpuUsage(before)
  return {
    questions: times.length,
    p50Ms: share(times, 0.5),
    p95Ms: share(times, 0.95),
    worstMs: share(times, 1),
    cpuMs: tenth((user + system) / 1_000 / times.length),
    postgresqlCpuMs: tenth(((secondsOf(sessions) - postgresql) * 1_000) / times.length),
    p95CpuMs: share(cpus, 0.95),
    load: tenth(loadavg()[0] ?? 0)
  }
}

/** The sessions of a pool that are open now. */
export async function sessionsOf(pool: pg.Pool): Promise<number[]> {
  const clients = await Promise.all(Array.from({ length: Math.max(1, pool.totalCount) }, () => pool.connect()))
  try {
    const pids: number[] = []
    for (const client of clients) {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      pids.push(rows[0]?.pid ?? 0)
    }
    return pids
  } finally {
    for (const client of clients) client.release()
  }
}

/** The value below which this share of them lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

function secondsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ownSeconds(statFields(pid)), 0)
}

function ownSeconds(fields: readonly string[] | null): number {
  return fields === null ? 0 : (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** User and system seconds of a process; with all its children, living and waited for (proc(5), fields 14 to 17), unless `alone`. */
export function treeSeconds(pid: number, alone: boolean): number {
  const fields = statFields(pid)
  if (fields === null) return 0
  if (alone) return ownSeconds(fields)
  const ended = (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statFields(Number(name)))
    .filter((child) => child !== null && Number(child[1]) === pid)
  return ownSeconds(fields) + ended + children.reduce((sum, child) => sum + ownSeconds(child), 0)
}

/** The fields of /proc/PID/stat after the command, whose name may hold anything. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
