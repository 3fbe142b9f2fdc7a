/** `baken bench pipeline|crawl`: pages a second and CPU seconds per 1,000 pages, whole or fetched only, all of Baken's processes counted. */
import { practiceRun } from './practice-run.ts'
import { rounded, secondsOf } from './processes.ts'

/** Crawls about `n` pages of the practice web with delay 0. The web itself is another process and not counted. */
export function runPipelineBench(input: Input): Promise<object> {
  return measure(input, true)
}

/** The same pages with `crawl --no-process`: fetch, links and sealed evidence only. */
export function runCrawlBench(input: Input): Promise<object> {
  return measure(input, 'links')
}

interface Input {
  readonly n: number
  readonly seed: number
}

async function measure(input: Input, reads: true | 'links'): Promise<object> {
  const pages = input.n
  let before = 0
  let mainBefore = 0
  let parts: Record<string, number> = {}
  let pids: readonly number[] = []
  const run = await practiceRun({
    seed: input.seed,
    adverts: Math.round(pages * 1.1),
    pictures: false,
    maxPages: pages,
    process: reads,
    measure: {
      begin(list) {
        pids = list
        mainBefore = mainThreadSeconds()
        before = cpuOf(pids).total
      },
      end() {
        const after = cpuOf(pids)
        parts = { ...after.parts, mainThread: Math.round((mainThreadSeconds() - mainBefore) * 100) / 100 }
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
      /** Since their start: the node process, and PostgreSQL with the sessions that are open now or ended; of the node process its main thread, in the crawl. */
      cpuSecondsByProcess: parts,
      summary
    }
  } finally {
    await run.close()
  }
}

function mainThreadSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000_000
}

/** User and system seconds of the processes: ours alone, since its children are PostgreSQL and the practice web, counted apart or not at all. */
function cpuOf(pids: readonly number[]): { total: number; parts: Record<string, number> } {
  const parts: Record<string, number> = {}
  let total = 0
  for (const [nth, pid] of pids.entries()) {
    const seconds = secondsOf(pid, nth > 0)
    parts[nth === 0 ? 'baken' : 'postgresql'] = rounded(seconds)
    total += seconds
  }
  return { total, parts }
}
