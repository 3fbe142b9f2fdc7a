/** The loop of the process role: reads what waits, weighs what changed, and learns small sites when it is quiet. */
import { lockClass } from '../store/locks.ts'
import { patiently } from '../store/ground.ts'
import type { App } from './app.ts'
import type { ProcessWorker } from './process-worker.ts'
import type { WeighWorker } from './weigh-worker.ts'

export interface ProcessLoop {
  /** Ends after `stop`; rejects with the first failure. */
  readonly running: Promise<void>
  /** True while this process holds the linker of the mandate. */
  links(): boolean
  wake(): void
  stop(): void
  /** Reads, links and weighs all that waits, until nothing does. */
  drain(): Promise<void>
}

export interface LoopParts {
  readonly app: App
  readonly mandate: string
  readonly process: ProcessWorker
  readonly weigher: WeighWorker
  readonly changed: (what: 'signals' | 'sources') => void
}

/** Networks are weighed at most so often, and a fifth of the time while pages come in: a signal need not be fresher. */
const weighEveryMs = 700
const sourcesEveryMs = 3_000
const idleMs = 300
/** A site with few pages never ripens by itself: after this long with nothing to do its profile is made from what there is. */
const quietMs = 3_000

interface State {
  stopped: boolean
  linking: boolean
  wakeUp: () => void
}

export function startProcessLoop(parts: LoopParts): ProcessLoop {
  const state: State = { stopped: false, linking: false, wakeUp: () => {} }
  return {
    running: run(parts, state),
    links: () => state.linking,
    wake: () => state.wakeUp(),
    stop() {
      state.stopped = true
      state.wakeUp()
    },
    async drain() {
      const { process, weigher } = parts
      do {
        while (await patiently(() => process.step()));
      } while (await process.learnNow())
      while (await patiently(() => weigher.step()));
    }
  }
}

async function run({ app, mandate, process, weigher, changed }: LoopParts, state: State): Promise<void> {
  const release = await holdProcessing(app, mandate, () => state.stopped)
  state.linking = !state.stopped
  let weighedAt = 0
  let restMs = weighEveryMs
  let toldAt = 0
  let quietSince = Date.now()
  try {
    while (!state.stopped) {
      const worked = await patiently(() => process.step())
      if (Date.now() - weighedAt > (worked ? restMs : weighEveryMs)) {
        const startedAt = Date.now()
        if (await patiently(() => weigher.step())) changed('signals')
        weighedAt = Date.now()
        restMs = Math.max(weighEveryMs, 4 * (weighedAt - startedAt))
      }
      if (worked) {
        quietSince = Date.now()
        if (Date.now() - toldAt < sourcesEveryMs) continue
        toldAt = Date.now()
        changed('sources')
        continue
      }
      if (Date.now() - quietSince > quietMs && (await process.learnNow())) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idleMs)
        state.wakeUp = () => (clearTimeout(timer), resolve())
      })
    }
  } finally {
    state.linking = false
    await release()
  }
}

const lockPollMs = 1_000

/** One process at a time reads and links for a mandate: networks are a fold over one log. Waits until the lock is free. */
async function holdProcessing({ session }: App, mandate: string, stopped: () => boolean): Promise<() => Promise<void>> {
  while (!stopped()) {
    const release = await session.tryLock(lockClass.linker, mandate)
    if (release !== null) return release
    await new Promise((resolve) => setTimeout(resolve, lockPollMs))
  }
  return async () => {}
}
