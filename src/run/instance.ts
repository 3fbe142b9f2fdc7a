/** One running Baken per data folder: a lock file that names a living process, and survives neither it nor a reboot. */
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type InstanceOutcome =
  | { readonly kind: 'held'; release(): void }
  | { readonly kind: 'taken'; readonly pid: number; readonly since: string }

interface Holder {
  readonly pid: number
  /** Start time of the process in clock ticks since boot: a pid that was given to another process differs in it. */
  readonly ticks: string
  readonly boot: string
  readonly since: string
}

/** Takes the lock of `dataDir`, or says who has it. A lock left by a killed process is taken over. */
export function holdInstance(dataDir: string): InstanceOutcome {
  const file = path.join(dataDir, 'instance.lock')
  const me: Holder = {
    pid: process.pid,
    ticks: startTicks(process.pid) ?? '',
    boot: bootId(),
    since: new Date().toISOString()
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    const mine = `${file}.${process.pid}`
    writeFileSync(mine, JSON.stringify(me), { mode: 0o600 })
    try {
      linkSync(mine, file) // Fails when the lock exists: link is atomic where "look, then write" is not.
      return { kind: 'held', release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(mine)
    }
    const holder = livingHolder(dataDir)
    if (holder !== null) return { kind: 'taken', pid: holder.pid, since: holder.since }
    rmSync(file, { force: true })
  }
  throw new Error(`The lock ${file} changes hands all the time: is something else writing there?`)
}

/** The process that holds the lock of `dataDir` now, or null. */
export function livingHolder(dataDir: string): { readonly pid: number; readonly since: string } | null {
  let holder: Holder
  try {
    holder = JSON.parse(readFileSync(path.join(dataDir, 'instance.lock'), 'utf8')) as Holder
  } catch {
    return null // Absent, or half written by a kill: nobody holds it.
  }
  const alive = holder.boot === bootId() && holder.ticks !== '' && startTicks(holder.pid) === holder.ticks
  return alive ? { pid: holder.pid, since: holder.since } : null
}

/** Field 22 of /proc/PID/stat (proc(5)); the command in field 2 may hold spaces and brackets. Null when there is no such process. */
function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
