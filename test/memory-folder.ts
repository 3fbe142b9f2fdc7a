/**
 * A temporary folder in memory for a run of the tests. They make and remove some hundred thousand small files (a data folder, a database):
 * ext4 without a journal looks at every inode that was removed in the last minutes before it gives out one, which took half of the time of
 * a run; and what nobody keeps needs no disk.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'
import { removeLeftBehind } from './support/database.ts'

const place = '/dev/shm'
const prefix = 'baken-'
/** As much as three files at once use together, many times over: a test that fills the memory of a machine is worse than a slow one. */
const leastBytes = 6 * 2 ** 30

/** Makes the folder, or says why there is none. The names in it go into the address of a socket, so it is short. */
export function memoryFolder(): { readonly folder: string } | { readonly reason: string } {
  if (process.env['BAKEN_TEST_ON_DISK'] !== undefined) return { reason: 'BAKEN_TEST_ON_DISK is set' }
  try {
    removeOfEndedRuns()
    const { bavail, bsize } = statfsSync(place)
    if (Math.min(bavail * bsize, availableBytes()) < leastBytes)
      return { reason: `less than 6 GiB are free in ${place}` }
    const folder = mkdtempSync(path.join(place, `${prefix}${process.pid}-`))
    chmodSync(folder, 0o755) // The server of a test may run under another uid.
    if (runsPrograms(folder)) return { folder }
    rmSync(folder, { recursive: true })
    return { reason: `no program runs from ${place}` }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** What the machine can still give, also where the limit of a container says less than its file system (cgroup 2). */
function availableBytes(): number {
  const free = Number(/^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0) * 1024
  const read = (name: string): number => {
    const file = `/sys/fs/cgroup/memory.${name}`
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN
  }
  const left = read('max') - read('current') // `max` as a word is no number: no limit.
  return Number.isNaN(left) ? free : Math.min(free, left)
}

/** Some tests write a program and start it; containers often forbid that here. */
function runsPrograms(folder: string): boolean {
  const file = path.join(folder, 'program')
  writeFileSync(file, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  const { status } = spawnSync(file)
  rmSync(file)
  return status === 0
}

function removeOfEndedRuns(): void {
  for (const name of readdirSync(place)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue
    const folder = path.join(place, name)
    try {
      removeLeftBehind([folder])
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Of another user, or another process removes it too.
    }
  }
}
