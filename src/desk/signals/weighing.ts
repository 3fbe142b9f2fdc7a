/** Weighing: what a person does with a signal. Nobody escalates alone, and nobody overwrites what a colleague did meanwhile. */
import type pg from 'pg'
import { act, type Done } from '../../accountability/acts.ts'
import { isSecondPerson, type Proposed } from '../../accountability/second-person.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { idOf, noteRows } from '../../store/row-log.ts'
import type { Colleagues, SignalRow, SignalState, WeighAct, Weighing } from '../../contract/desk/signals.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { signalRows, type StoredSignal } from './signal-rows.ts'
import { storedSignal } from './signals.ts'
import type { Vault } from '../adverts/vault.ts'

/*
 * States of a signal. new: waits for somebody. taken: one person looks at it (taking it over from a colleague is allowed and
 * logged). proposed: that person thinks it must go on, with a reason. escalated: a second person agreed. dismissed: nothing to act
 * on now, with a reason; it may be reopened. ended: its network is no more (the pipeline says so); nothing can be done with it.
 *
 *   new -take-> taken -propose-> proposed -confirm (another person)-> escalated
 *   taken -release-> new      proposed -reject-> taken      new, taken -dismiss-> dismissed -reopen-> new
 *
 * Beside its state, an open signal may be raised: a person said why it goes to the front of the queue, until somebody lowers it.
 */

interface Step {
  readonly from: readonly SignalState[]
  /** Null: it stays in the state that it is in. */
  readonly to: SignalState | null
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
  reopen: { from: ['dismissed'], to: 'new', reason: true },
  raise: { from: ['new', 'taken', 'proposed'], to: null, reason: true },
  lower: { from: ['new', 'taken', 'proposed'], to: null, reason: true }
}

const allSteps: Readonly<Record<WeighAct | 'assign', Step>> = {
  ...weighSteps,
  assign: { from: ['new', 'taken'], to: 'taken', reason: false }
}

export interface WeighInput {
  readonly signal: number
  readonly act: WeighAct | 'assign'
  /** The colleague that it is assigned to. */
  readonly to?: string | undefined
  /** The version that the person saw. */
  readonly version: number
  readonly reason?: string | undefined
}

/** Does one step with a signal. `changed`: the version is no longer the one that was seen; `second-person`: neither the proposer may confirm, nor an account in the same hands. */
export async function weighSignal(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  input: WeighInput
): Promise<Outcome<SignalRow>> {
  return act<Outcome<SignalRow>>(pool, ground, async (tx) => {
    const step = await stepOn(tx, ground, input)
    if (step.result.kind === 'refused') return { result: step.result, entry: null }
    const [row] = (await signalRows(tx, vault, ground, [step.result.value])).rows
    if (row === undefined) throw new Error(`Signal ${input.signal} has no row.`)
    return { result: { kind: 'done', value: row }, entry: step.entry }
  })
}

/** One step in a transaction of others: the signal as it is then, and the entry to write. Nothing is changed when it is refused. */
export async function stepOn(tx: Tx, ground: Ground, input: WeighInput): Promise<Done<Outcome<StoredSignal>>> {
  const step = allSteps[input.act]
  const reason = reasonGiven(input.reason)
  const stored = await storedSignal(tx, input.signal, true)
  if (stored === null) return refusedAct('not-found')
  if (stored.version !== input.version) return refusedAct('changed')
  if (stored.merged_into !== null || !step.from.includes(stored.state)) return refusedAct('wrong-state')
  if (step.reason && reason === null) return refusedAct('reason-missing')
  if (input.act === 'confirm' && !(await isSecondPerson(tx, await proposalOf(tx, stored), ground.user)))
    return refusedAct('second-person')
  if (input.act === 'assign' && !(await isColleague(tx, input.to))) return refusedAct('not-a-colleague')
  const after = outcomeOf(stored, step, input, ground.user)
  if (input.act === (stored.raised ? 'raise' : 'lower')) return refusedAct('wrong-state')
  await tx.query(
    `update signal set state = $2, version = version + 1, assigned_to = $3, proposed_by = $4, raised = $5, updated_at = now()
     where id = $1`,
    [stored.id, after.state, after.assigned, after.proposer, after.raised]
  )
  await weighed(tx, ground, [stored], input.act, reason ?? '')
  await noteRows(tx, 'signal', [stored.id])
  const changed = await storedSignal(tx, stored.id)
  if (changed === null) throw new Error(`Signal ${stored.id} is gone in its own transaction.`)
  const detail = {
    from: stored.state,
    to: after.state,
    version: changed.version,
    priority: stored.priority,
    reason: reason ?? '',
    ...(input.act === 'assign' && { assignedTo: after.assigned })
  }
  return {
    result: { kind: 'done', value: changed },
    entry: { act: `signal.${input.act}`, subject: `signal:${stored.id}`, detail }
  }
}

async function proposalOf(tx: Tx, signal: StoredSignal): Promise<Proposed> {
  const { rows } = await tx.query<{ at: string }>(
    `select at from weighing where signal_id = $1 and act = 'propose' order by id desc limit 1`,
    [signal.id]
  )
  // Without its proposal in the history, all that was ever done with these accounts counts.
  return { by: signal.proposed_by, at: rows[0]?.at ?? '-infinity' }
}

/** What a step makes of a signal. */
function outcomeOf(stored: StoredSignal, step: Step, input: WeighInput, user: string) {
  const { act: name, to } = input
  const raised = name === 'raise' || (stored.raised && name !== 'lower')
  // Moving it in the queue changes nothing about who has it or proposed it.
  if (step.to === null) {
    const { state, assigned_to: assigned, proposed_by: proposer } = stored
    return { state, assigned, proposer, raised }
  }
  return {
    state: step.to,
    assigned: name === 'assign' ? (to ?? null) : assignee(name, user, stored.assigned_to),
    proposer: step.to === 'proposed' ? user : step.to === 'escalated' ? stored.proposed_by : null,
    raised
  }
}

/** Writes an act into the history of each of some signals, in their order. */
export async function weighed(
  tx: Tx,
  ground: Ground,
  signals: readonly Pick<StoredSignal, 'id' | 'priority' | 'weigh_version'>[],
  name: Weighing['act'],
  reason: string
): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into weighing (mandate_id, signal_id, act, by, reason, priority, weigh_version)
     select $1, s.id, $3, $4, $5, s.priority, s.weigh_version
     from unnest($2::bigint[], $6::real[], $7::int[]) with ordinality as s(id, priority, weigh_version, place) order by s.place returning id`,
    [
      ground.mandate,
      signals.map(idOf),
      name,
      ground.user,
      reason,
      signals.map((one) => one.priority),
      signals.map((one) => one.weigh_version)
    ]
  )
  await noteRows(tx, 'weighing', rows.map(idOf))
}

/** Who may take a signal under the mandate in force. */
export async function listColleagues(pool: pg.Pool, ground: Ground): Promise<Outcome<Colleagues>> {
  return act<Outcome<Colleagues>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<Colleagues['colleagues'][number]>('select id, name, role from colleagues()')
    return { result: { kind: 'done', value: { colleagues: rows } }, entry: { act: 'colleagues.list' } }
  })
}

async function isColleague(tx: Tx, id: string | undefined): Promise<boolean> {
  return (await tx.query('select 1 from colleagues() where id = $1', [id ?? ''])).rowCount === 1
}

function assignee(step: WeighAct, user: string, before: string | null): string | null {
  if (step === 'take' || step === 'dismiss') return user
  if (step === 'release' || step === 'reopen') return null
  return before ?? (step === 'propose' ? user : null)
}
