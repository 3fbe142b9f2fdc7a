/** The loop of the process role: reads what waits, weighs what changed, and learns small sites when it is quiet. */
import { lockClass, lockedByOther } from '../../store/locks.ts'
import { anyUnread } from '../../store/captures.ts'
import { patiently, withGround } from '../../store/ground.ts'
import { unweighedNetworks } from '../../store/weighing.ts'
import type { App } from '../app.ts'
import { createRest, type Rest } from '../rest.ts'
import type { ProcessWorker } from './process-worker.ts'
import type { WeighWorker } from './weigh-worker.ts'

export interface ProcessLoop {
  /** Ends after `stop`; rejects with the first failure. */
  readonly running: Promise<void>
  /** True while this process holds the linker of the mandate. */
  links(): boolean
  wake(): void
  stop(): void
  /** Resolves when nothing waits to be read, linked or weighed any more, whoever does that; earlier after `stop` or when `signal` says so. */
  drain(signal?: AbortSignal): Promise<void>
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
/** Where nothing came for so long, it looks so seldom: whatever is to be done wakes it, in whichever process it came to be. */
const restingAfterMs = 10_000
const restingMs = 5_000
/** A site with few pages never ripens by itself: after this long with nothing to do its profile is made from what there is. */
const quietMs = 3_000

interface State {
  stopped: boolean
  linking: boolean
  readonly rest: Rest
}

export function startProcessLoop(parts: LoopParts): ProcessLoop {
  const state: State = { stopped: false, linking: false, rest: createRest() }
  return {
    running: run(parts, state),
    links: () => state.linking,
    wake: () => state.rest.wake(),
    stop() {
      state.stopped = true
      state.rest.wake()
    },
    async drain(signal) {
      while (!state.linking && !state.stopped && signal?.aborted !== true) {
        if (await doneElsewhere(parts)) return
        await new Promise((resolve) => setTimeout(resolve, idleMs))
      }
      if (state.linking) await drainHere(parts)
    }
  }
}

async function drainHere({ app, process, weigher }: LoopParts): Promise<void> {
  const readOn = (): Promise<boolean> => patiently(() => process.step())
  for (;;) {
    while (await readOn());
    await app.pause?.('nothing-unread')
    // Where there is nothing to learn the role may have learned it just now: then pages wait that did not before.
    if (!(await process.learnNow()) && !(await readOn())) break
  }
  await patiently(() => process.settleLinks(true))
  while (await patiently(() => weigher.step()));
}

/** Another process links for this mandate, and nothing waits for it. False while nobody does: then it is for this one. */
async function doneElsewhere({ app, mandate }: LoopParts): Promise<boolean> {
  return patiently(() =>
    withGround(app.store.pool, { user: 'pipeline', mandate }, async (tx) => {
      // This one holds it too before it has begun, and then what waits is not yet known.
      if (!(await lockedByOther(tx, lockClass.linker, mandate, app.session.worker()))) return false
      return !(await anyUnread(tx)) && (await unweighedNetworks(tx, mandate, 1)).length === 0
    })
  )
}

async function run({ app, mandate, process, weigher, changed }: LoopParts, state: State): Promise<void> {
  const release = await holdProcessing(app, mandate, () => state.stopped)
  if (!state.stopped) await process.begin()
  state.linking = !state.stopped
  let weighedAt = 0
  let restMs = weighEveryMs
  let toldAt = 0
  let quietSince = Date.now()
  try {
    while (!state.stopped) {
      const worked = await patiently(() => process.step())
      if (weigher.waits() && Date.now() - weighedAt > (worked ? restMs : weighEveryMs)) {
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
      if (Date.now() - quietSince > quietMs) {
        if (await process.learnNow()) continue
        if (await patiently(() => process.settleLinks(false))) continue
      }
      const lookMs = app.restMs ?? (Date.now() - quietSince > restingAfterMs ? restingMs : idleMs)
      // What waits to be weighed came too soon after the last round: it is weighed when its time has come.
      const weighMs = weigher.waits() ? weighedAt + weighEveryMs + 1 - Date.now() : lookMs
      await state.rest.take(Math.max(1, Math.min(lookMs, weighMs)))
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
