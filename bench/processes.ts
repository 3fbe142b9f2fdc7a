/** CPU seconds and memory of processes as Linux counts them (proc(5)): what the benches of speed have in common. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ticksPerSecond = 100
const program = path.join(import.meta.dirname, '..', 'bin', 'baken.js')

/** User and system seconds of a process; with `family` also of all below it, living and waited for. 0 when there is none. */
export function secondsOf(pid: number, family: boolean): number {
  const fields = statFields(pid)
  if (fields === null) return 0
  const own = Number(fields[11]) + Number(fields[12])
  if (!family) return own / ticksPerSecond
  const ended = Number(fields[13]) + Number(fields[14])
  const living = childrenOf(pid).map((child) => secondsOf(child, true) * ticksPerSecond)
  return (own + ended + living.reduce((sum, ticks) => sum + ticks, 0)) / ticksPerSecond
}

/** Seconds of the children of this process that have ended, with all that they waited for. */
export function endedSeconds(): number {
  const fields = statFields(process.pid)
  return fields === null ? 0 : (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => Number(statFields(one)?.[1]) === pid)
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

export interface CommandCost {
  readonly stdout: string
  readonly wallSeconds: number
  /** All processes of the command, PostgreSQL included. */
  readonly cpuSeconds: number
  /** The largest resident memory of its Node process, MB. */
  readonly nodePeakMb: number
}

/** A `baken` command that runs, as users start it. */
export interface RunningCommand {
  readonly child: ChildProcess
  /** Its cost once it has ended; rejects when its exit code is another than `code`. */
  readonly ended: Promise<CommandCost>
}

/** Starts a command, which reads `stdin`. One at a time: children that have ended are counted together. */
export function startCommand(args: readonly string[], code = 0, stdin = ''): RunningCommand {
  const before = endedSeconds()
  const startedMs = performance.now()
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => {}).end(stdin)
  let [stdout, stderr, peak]: [string, string, number] = ['', '', 0]
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4000)))
  // The program hands over to a Node of its own: that child is the one which works.
  const timer = setInterval(() => {
    for (const worker of childrenOf(child.pid ?? 0)) peak = Math.max(peak, peakMb(worker))
  }, 100)
  const ended = new Promise<CommandCost>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (ended) => {
      clearInterval(timer)
      const wallSeconds = (performance.now() - startedMs) / 1000
      if (ended !== code) reject(new Error(`baken ${args.join(' ')} ended with ${ended}: ${stderr}`))
      else resolve({ stdout, wallSeconds, cpuSeconds: endedSeconds() - before, nodePeakMb: peak })
    })
  })
  return { child, ended }
}

function peakMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** Rounded to so many digits after the point, for results that people read. */
export function rounded(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
