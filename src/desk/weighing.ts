/** Weighing: what a person does with a signal. Nobody escalates alone, and nobody overwrites what a colleague did meanwhile. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import type { Ground } from '../store/ground.ts'
import type { SignalRow, SignalState, Weighing } from '../contract/signals.ts'
import { reasonGiven, refused, type Outcome } from './outcome.ts'
import { signalRows } from './signal-rows.ts'
import { storedSignal } from './signals.ts'
import type { Vault } from './vault.ts'

export type WeighAct = Weighing['act']

/*
 * States of a signal. new: waits for somebody. taken: one person looks at it (taking it over from a colleague is allowed and
 * logged). proposed: that person thinks it must go on, with a reason. escalated: a second person agreed. dismissed: nothing to act
 * on now, with a reason; it may be reopened. ended: its network is no more (the pipeline says so); nothing can be done with it.
 *
 *   new -take-> taken -propose-> proposed -confirm (another person)-> escalated
 *   taken -release-> new      proposed -reject-> taken      new, taken -dismiss-> dismissed -reopen-> new
 */

interface Step {
  readonly from: readonly SignalState[]
  readonly to: SignalState
  readonly reason: boolean
}

/** The table of steps: from where, to where, and whether a reason must be given. */
export const weighSteps: Readonly<Record<WeighAct, Step>> = {
  take: { from: ['new', 'taken'], to: 'taken', reason: false },
  release: { from: ['taken'], to: 'new', reason: false },
  dismiss: { from: ['new', 'taken'], to: 'dismissed', reason: true },
  propose: { from: ['new', 'taken'], to: 'proposed', reason: true },
  confirm: { from: ['proposed'], to: 'escalated', reason: false },
  reject: { from: ['proposed'], to: 'taken', reason: true },
  reopen: { from: ['dismissed'], to: 'new', reason: true }
}

export interface WeighInput {
  readonly signal: number
  readonly act: WeighAct
  /** The version that the person saw. */
  readonly version: number
  readonly reason?: string | undefined
}

/** Does one step with a signal. `changed`: the version is no longer the one that was seen; `second-person`: the proposer may not confirm. */
export async function weighSignal(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  input: WeighInput
): Promise<Outcome<SignalRow>> {
  const step = weighSteps[input.act]
  const reason = reasonGiven(input.reason)
  return act<Outcome<SignalRow>>(pool, ground, async (tx) => {
    const stored = await storedSignal(tx, input.signal, true)
    if (stored === null) return { result: refused('not-found'), entry: null }
    if (stored.version !== input.version) return { result: refused('changed'), entry: null }
    if (!step.from.includes(stored.state)) return { result: refused('wrong-state'), entry: null }
    if (step.reason && reason === null) return { result: refused('reason-missing'), entry: null }
    if (input.act === 'confirm' && stored.proposed_by === ground.user)
      return { result: refused('second-person'), entry: null }
    const assigned = assignee(input.act, ground.user, stored.assigned_to)
    const proposer = step.to === 'proposed' ? ground.user : step.to === 'escalated' ? stored.proposed_by : null
    await tx.query(
      'update signal set state = $2, version = version + 1, assigned_to = $3, proposed_by = $4, updated_at = now() where id = $1',
      [stored.id, step.to, assigned, proposer]
    )
    await tx.query(
      `insert into weighing (mandate_id, signal_id, act, by, reason, priority, weigh_version) values ($1, $2, $3, $4, $5, $6, $7)`,
      [ground.mandate, stored.id, input.act, ground.user, reason ?? '', stored.priority, stored.weigh_version]
    )
    const changed = await storedSignal(tx, stored.id)
    if (changed === null) throw new Error(`Signal ${stored.id} is gone in its own transaction.`)
    const [row] = (await signalRows(tx, vault, ground, [changed])).rows
    if (row === undefined) throw new Error(`Signal ${stored.id} has no row.`)
    const detail = {
      from: stored.state,
      to: step.to,
      version: changed.version,
      priority: stored.priority,
      reason: reason ?? ''
    }
    return {
      result: { kind: 'done', value: row },
      entry: { act: `signal.${input.act}`, subject: `signal:${stored.id}`, detail }
    }
  })
}

function assignee(step: WeighAct, user: string, before: string | null): string | null {
  if (step === 'take' || step === 'dismiss') return user
  if (step === 'release' || step === 'reopen') return null
  return before ?? (step === 'propose' ? user : null)
}
