/** The log in `baken bench evidence`: what growing it costs, and how long a proof out of a million entries, or more, takes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { growLog, proofText } from '../../src/evidence/log/log.ts'
import { logKeyOf } from '../../src/evidence/log/note.ts'

const proofs = 200
const checkpoints = 10
const perCheckpoint = 100

/**
 * Grows a log to so many entries on disk, takes inclusion proofs of entries spread over it, then adds 1,000 entries in ten checkpoints, as a
 * crawl of 20 captures a second does with one entry each. CPU in seconds, times of proofs in milliseconds.
 */
export async function measureLog(say: (text: string) => void, entries = 1_000_000): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-log-'))
  const key = logKeyOf(Buffer.alloc(32, 3))
  let size = entries
  const hashes = async (after: number, most: number): Promise<Buffer[]> =>
    Array.from({ length: Math.max(0, Math.min(most, size - after)) }, (_, at) => entryHash(after + at + 1))
  try {
    const grown = process.cpuUsage()
    let state = await growLog(folder, key, hashes)
    while (state.behind === true) state = await growLog(folder, key, hashes)
    const growCpuSeconds = secondsSince(grown)
    if (state.kind !== 'log') throw new Error('The log did not grow.')
    say(`a log of ${entries} entries: ${growCpuSeconds} CPU s`)
    const times: number[] = []
    const proving = process.cpuUsage()
    for (let n = 0; n < proofs; n++) {
      const number = 1 + ((n * 7_919_993) % entries)
      const began = performance.now()
      proofText(folder, number, entryHash(number), state.checkpoint)
      times.push(performance.now() - began)
    }
    const proofCpuMs = rounded((secondsSince(proving) * 1_000) / proofs)
    times.sort((a, b) => a - b)
    const added = process.cpuUsage()
    for (let n = 0; n < checkpoints; n++) {
      size += perCheckpoint
      await growLog(folder, key, hashes)
    }
    return {
      entries,
      growCpuSeconds,
      proofCpuMs,
      proofMs: { p50: rounded(times[proofs / 2]), p95: rounded(times[Math.floor(proofs * 0.95)]) },
      addCpuSecondsPer1000: secondsSince(added)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function entryHash(number: number): Buffer {
  const bytes = Buffer.alloc(32)
  bytes.writeUInt32BE(number)
  return bytes
}

function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return Math.round((user + system) / 1_000) / 1_000
}

function rounded(value = 0): number {
  return Math.round(value * 100) / 100
}
