/** What operators do with sources: try an address, add one, and let one rest, go on, end, or be looked at again. Each is an act with its reason. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { SourceAct, SourceAdded, SourceChange, SourceTry } from '../../contract/desk/sources.ts'
import { lookAgain } from '../../store/frontier/frontier.ts'
import { endDrained } from '../../store/sources.ts'
import type { Ground } from '../../store/ground.ts'
import { wakeWorkers } from '../../store/server/wake-ups.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'

/** Selectors of fields on a page (model/page.ts). */
export type Selectors = Readonly<Record<string, string | undefined>>

export interface TrySource {
  readonly url: string
  readonly pages: Selectors
  readonly reason: string
}

export interface AddSource {
  readonly id: string
  readonly name: string
  readonly start: readonly string[]
  readonly delaySeconds: number
  readonly pages: Selectors
  readonly reason: string
}

/** A refusal in words, for what the rules of addresses, source files and mandates say of it. */
export type SourceAnswer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly message: string }

/** What needs the crawl and the keys, which live where the parts are joined. */
export interface SourceDesk {
  /** A dry run; keeps nothing but its entry `source.try`. */
  look(ground: Ground, asked: TrySource): Promise<SourceAnswer<SourceTry>>
  /** Saves it under the mandate in force, as `source.add` of this person. */
  add(ground: Ground, asked: AddSource): Promise<SourceAnswer<SourceAdded>>
}

interface Step {
  readonly from: readonly string[]
  readonly to: string
}

/*
 * States of a source. active: crawled. draining: what is leased of it is finished and no more taken; then it is paused. paused: nothing of it is asked until it goes on; what was fetched is still read. removed: as
 * paused, for good, until the same id is added again. What was captured of it stays sealed or open as it is, and is erased by its clock.
 */
const steps: Readonly<Record<SourceAct, Step>> = {
  pause: { from: ['active', 'draining'], to: 'paused' },
  drain: { from: ['active'], to: 'draining' },
  resume: { from: ['paused', 'removed', 'draining'], to: 'active' },
  remove: { from: ['active', 'draining', 'paused'], to: 'removed' },
  'look-again': { from: ['active'], to: 'active' }
}

/** Does one step with a source of the mandate in force. */
export async function changeSource(
  pool: pg.Pool,
  ground: Ground,
  asked: { readonly source: string; readonly act: SourceAct; readonly reason: string }
): Promise<Outcome<SourceChange>> {
  const { source, act: name } = asked
  const reason = reasonGiven(asked.reason)
  return act<Outcome<SourceChange>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ state: string }>('select state from source where id = $1 for update', [source])
    const before = rows[0]?.state
    if (before === undefined) return refusedAct('not-found')
    const { from, to } = steps[name]
    if (!from.includes(before)) return refusedAct('wrong-state')
    if (reason === null) return refusedAct('reason-missing')
    await tx.query('update source set state = $2 where id = $1', [source, to])
    const drained = name === 'drain' && (await endDrained(tx, ground)).includes(source)
    const due = name === 'look-again' ? await lookAgain(tx, source) : 0
    await wakeWorkers(tx, 'sources')
    return {
      result: { kind: 'done', value: { id: source, state: drained ? 'paused' : to, due } },
      entry: { act: `source.${name}`, subject: `source:${source}`, detail: { from: before, to, due, reason } }
    }
  })
}
