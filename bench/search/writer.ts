/** A writer beside the search: another process that adds adverts as a crawl does, in small batches at the pace of a crawl, index and merging included. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeBatch } from '../filled/adverts.ts'
import { openStore } from '../filled/store.ts'
import { generate, type BenchAdvert } from '../link/generate.ts'

/** A batch of so many adverts a second: about what one crawl reads on this kind of machine. */
const adverts = 100
const everyMs = 1_000

/** Starts the writer; `stop` ends it and says how many adverts a second it wrote. */
export async function startWriter(dataDir: string, seed: number): Promise<{ stop(): Promise<number> }> {
  const child = fork(import.meta.filename, [dataDir, String(seed)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  const started = performance.now()
  return {
    async stop() {
      const seconds = (performance.now() - started) / 1_000
      const answer = once(child, 'message')
      child.send('stop')
      const [written] = (await answer) as [number]
      await once(child, 'exit')
      return Math.round((written / seconds) * 10) / 10
    }
  }
}

if (process.argv[1] === import.meta.filename) await write(process.argv[2] ?? '', Number(process.argv[3]))

async function write(dataDir: string, seed: number): Promise<void> {
  const app = await openStore(dataDir, 'work')
  let stopped = false
  process.on('message', () => (stopped = true))
  process.send?.('ready')
  const world = generate(100_000, seed + Math.floor(Date.now() / 1_000))
  let written = 0
  while (!stopped) {
    const until = performance.now() + everyMs
    const some: BenchAdvert[] = []
    while (some.length < adverts) {
      const next = world.next()
      if (next.done === true) break
      // Of a world of its own: its addresses are none of those that are there.
      some.push({ ...next.value, site: `new-${next.value.site}` })
    }
    const now = new Date().toISOString()
    const state = written % 1_000 < 300 ? 'sealed' : 'open'
    const day = now.slice(0, 10).replaceAll('-', '')
    await writeBatch(app, { adverts: some, seenAt: some.map(() => now), state, day, durable: true })
    written += some.length
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())))
  }
  process.send?.(written)
  await app.close()
  process.disconnect()
}
