/** One act in a case: who may do it, its reason sealed beside it, and its entry in the ledger, which says what was done and no words. */
import { act } from '../../accountability/acts.ts'
import type { Case, CaseRight } from '../../contract/cases/cases.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { sealWords } from '../sealed-words.ts'
import { caseNow, lockedCase, type StoredCase } from './case-rows.ts'

/** What is asked for: in which case, by which right, why. */
export interface CaseAct {
  readonly id: string
  readonly name: string
  readonly needs: CaseRight
  /** Null where none is asked for. */
  readonly reason: string | null
  /** Whether it may be done in a closed case, or only there. */
  readonly closed?: 'too' | 'only'
  /** May be done after the last day as well. */
  readonly late?: boolean
}

/** What was done: what it was about, and what the ledger says beside. */
export interface CaseDone {
  readonly about?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Does `work` in a case. `not-found`: there is none, or not for you, whatever else is wrong with what was asked. `no-right`: a member
 * without the right. `case-closed`, `case-ended`: it is closed, or its last day is over. `reason-missing`: no reason.
 */
export async function actInCase(
  { pool, ground, vault }: Desk,
  asked: CaseAct,
  work: (tx: Tx, row: StoredCase, reason: string) => Promise<CaseDone | Refusal>
): Promise<Outcome<Case>> {
  return act<Outcome<Case>>(pool, ground, async (tx) => {
    const row = await lockedCase(tx, asked.id)
    if (row === null) return refusedAct('not-found')
    if (row.erased_at !== null) return refusedAct('erased')
    const refusal = refusalOf(asked, row)
    if (refusal !== null) return refusedAct(refusal)
    const reason = asked.reason === null ? '' : reasonGiven(asked.reason)
    if (reason === null) return refusedAct('reason-missing')
    const done = await work(tx, row, reason)
    if (typeof done === 'string') return refusedAct(done)
    await noteAct(tx, ground, vault, { id: row.id, name: asked.name, about: done.about ?? null, reason })
    const value = await caseNow(tx, ground, vault, row.id)
    const detail = { ...(done.about !== undefined && { in: done.about }), ...done.detail, version: value.version }
    return {
      result: { kind: 'done', value },
      entry: { act: `case.${asked.name}`, subject: `case:${row.id}`, detail }
    }
  })
}

function refusalOf(asked: CaseAct, row: StoredCase): Refusal | null {
  if (!row.mine.includes(asked.needs)) return 'no-right'
  if (row.state === 'closed' && asked.closed === undefined) return 'case-closed'
  if (row.state !== 'closed' && asked.closed === 'only') return 'wrong-state'
  return row.ended && asked.late !== true ? 'case-ended' : null
}

export interface WrittenAct {
  readonly id: string
  readonly name: string
  readonly about: string | null
  readonly reason: string
}

/** Writes what was done into the case itself, for its members. */
export async function noteAct(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { id, name, about, reason }: WrittenAct
): Promise<void> {
  const { sealed } = sealWords(vault, { mandate: mandateOf(ground), label: 'case-act', context: id }, { reason })
  await tx.query(
    `insert into case_act (case_id, no, mandate_id, act, about, by, sealed)
     select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5, $6 from case_act where case_id = $1`,
    [id, ground.mandate, name, about, ground.user, sealed]
  )
}
