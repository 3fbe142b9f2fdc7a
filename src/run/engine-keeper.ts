/** Keeps one engine for each mandate in force: each starts, ends, breaks and is restarted by itself, and the others go on. */
import type { Mandate } from '../model/mandate.ts'
import type { Engine } from './engine.ts'

export interface EngineKeeper {
  engine(mandate: string): Engine | undefined
  /** Starts engines that are missing and stops those whose mandate is no longer in force. Rejects only when `inForce` does. */
  look(): Promise<void>
  /** Stops all; resolves when the last one has ended. */
  stop(): Promise<void>
}

export interface KeeperDeps {
  /** The mandates that are in force now and have work. */
  inForce(): Promise<readonly Mandate[]>
  start(mandate: Mandate): Promise<Engine>
  /** Told in one sentence what became of an engine, and what happens next. */
  say(text: string): void
  /** Milliseconds since any fixed moment. */
  now(): number
}

/** An engine that broke is started again after this pause, doubled each time it breaks again, up to the longest. */
const firstPauseMs = 5_000
const longestPauseMs = 10 * 60_000
/** An engine that ran for so long before it broke counts as mended: the pause starts over. */
const steadyMs = 10 * 60_000

interface Kept {
  engine: Engine | null
  /** The mandate that it runs under, as text: a renewal keeps the id of the line and changes the terms. */
  terms: string
  startedAt: number
  /** Times in a row that it broke. */
  breaks: number
  notBefore: number
}

interface State {
  readonly deps: KeeperDeps
  readonly kept: Map<string, Kept>
  /** Engines that are being stopped. */
  readonly ending: Set<Promise<void>>
  stopped: boolean
}

export function createEngineKeeper(deps: KeeperDeps): EngineKeeper {
  const state: State = { deps, kept: new Map(), ending: new Set(), stopped: false }
  return {
    engine: (mandate) => state.kept.get(mandate)?.engine ?? undefined,
    look: () => look(state),
    async stop() {
      state.stopped = true
      for (const [id, one] of state.kept) end(state, id, one)
      await Promise.all(state.ending)
    }
  }
}

async function look(state: State): Promise<void> {
  const { deps, kept } = state
  const inForce = await deps.inForce()
  const ids = new Set<string>(inForce.map((one) => one.id))
  for (const [id, one] of kept) {
    if (ids.has(id)) continue
    kept.delete(id)
    if (one.engine === null) continue
    deps.say(`The mandate "${id}" is no longer in force: its work is stopped. The other mandates go on.`)
    end(state, id, one)
  }
  for (const mandate of inForce) {
    const known = kept.get(mandate.id)
    if (known?.engine && known.terms !== JSON.stringify(mandate)) {
      deps.say(`The mandate "${mandate.id}" was renewed: its work goes on under the new terms.`)
      end(state, mandate.id, known)
      // One linker for a mandate: the next engine begins when the former one has let go.
      await Promise.all(state.ending)
    }
    if (state.stopped || known?.engine || (known !== undefined && deps.now() < known.notBefore)) continue
    await start(state, mandate, known ?? { engine: null, terms: '', startedAt: 0, breaks: 0, notBefore: 0 })
  }
}

async function start(state: State, mandate: Mandate, one: Kept): Promise<void> {
  const { deps, kept } = state
  kept.set(mandate.id, one)
  try {
    const engine = await deps.start(mandate)
    one.engine = engine
    one.terms = JSON.stringify(mandate)
    one.startedAt = deps.now()
    engine.done.catch((error: Error) => broke(state, mandate.id, one, engine, error))
    // Stop was asked for while it started.
    if (state.stopped) end(state, mandate.id, one)
  } catch (error) {
    pause(state, mandate.id, one, error as Error)
  }
}

function broke(state: State, id: string, one: Kept, engine: Engine, error: Error): void {
  if (one.engine !== engine) return
  end(state, id, one)
  if (state.deps.now() - one.startedAt > steadyMs) one.breaks = 0
  // What a mandate that ended meanwhile refuses is told as its end, by the next look.
  void state.deps.inForce().then(
    (mandates) => {
      if (mandates.some((mandate) => mandate.id === id)) pause(state, id, one, error)
      else if (state.kept.delete(id)) {
        state.deps.say(`The mandate "${id}" is no longer in force: its work is stopped. The other mandates go on.`)
      }
    },
    () => pause(state, id, one, error)
  )
}

function pause(state: State, id: string, one: Kept, error: Error): void {
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, one.breaks++))
  one.notBefore = state.deps.now() + pauseMs
  state.deps.say(
    `The work under mandate "${id}" broke off: ${error.message}\n` +
      `It is started again in ${pauseMs / 1000} seconds; the other mandates go on.`
  )
}

function end(state: State, id: string, one: Kept): void {
  const { engine } = one
  one.engine = null
  if (engine === null) return
  const ending: Promise<void> = engine
    .stop()
    .catch((error: Error) => {
      // Everything committed is safe; what an engine could not finish is taken up by the next one.
      state.deps.say(`The work under mandate "${id}" could not end in order: ${error.message}`)
    })
    .finally(() => void state.ending.delete(ending))
  state.ending.add(ending)
}
