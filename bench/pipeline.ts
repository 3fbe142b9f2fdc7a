/** `baken bench pipeline`: pages a second and CPU seconds per 1,000 pages for the whole way, all of Baken's processes counted. */
import { readdirSync, readFileSync } from 'node:fs'
import { practiceRun } from './practice-run.ts'

const ticksPerSecond = 100

/** Crawls about `n` pages of the practice web with delay 0. The web itself is another process and not counted. */
export async function runPipelineBench(input: { readonly n: number; readonly seed: number }): Promise<object> {
  const pages = input.n
  let before = 0
  let parts: Record<string, number> = {}
  let pids: readonly number[] = []
  const run = await practiceRun({
    seed: input.seed,
    adverts: Math.round(pages * 1.1),
    pictures: false,
    maxPages: pages,
    measure: {
      begin(list) {
        pids = list
        before = cpuOf(pids).total
      },
      end() {
        const after = cpuOf(pids)
        parts = after.parts
        before = after.total - before
      }
    }
  })
  try {
    const { summary } = run
    return {
      pages: summary.pages,
      meanPageBytes: Math.round(summary.bytes / Math.max(1, summary.pages)),
      pagesPerSecond: Math.round(summary.pages / summary.seconds),
      cpuSecondsPer1000Pages: Math.round((before / summary.pages) * 1_000 * 100) / 100,
      cpuSeconds: Math.round(before * 100) / 100,
      /** Since their start: the node process, and PostgreSQL with the sessions that are open now or ended. */
      cpuSecondsByProcess: parts,
      summary
    }
  } finally {
    await run.close()
  }
}

/** User and system seconds of the processes and all their children, living and waited for (proc(5), fields 14 to 17). */
function cpuOf(pids: readonly number[]): { total: number; parts: Record<string, number> } {
  const parts: Record<string, number> = {}
  let total = 0
  for (const [nth, pid] of pids.entries()) {
    const seconds = treeSeconds(pid, nth === 0)
    parts[nth === 0 ? 'baken' : 'postgresql'] = Math.round(seconds * 100) / 100
    total += seconds
  }
  return { total, parts }
}

/** `alone`: our own children are PostgreSQL and the practice web, which are counted apart or not at all. */
function treeSeconds(pid: number, alone: boolean): number {
  const fields = statFields(pid)
  if (fields === null) return 0
  const own = Number(fields[11]) + Number(fields[12])
  if (alone) return own / ticksPerSecond
  const ended = Number(fields[13]) + Number(fields[14])
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statFields(Number(name)))
    .filter((child) => child !== null && Number(child[1]) === pid)
  return (
    (own + ended + children.reduce((sum, child) => sum + Number(child?.[11]) + Number(child?.[12]), 0)) / ticksPerSecond
  )
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
