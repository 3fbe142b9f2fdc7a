/** Versions of the rules of weighing that people adopted: the one that holds, one of the past, and weighing all again under a new one. */
import type { SignWeight } from '../../weigh/rules/rule-set.ts'
import type { Tx } from '../ground.ts'
import { lockClass } from '../locks.ts'
import { wakeWorkers } from '../server/wake-ups.ts'

/** A version and its signs as they were adopted. Version 0 is what comes with the program, which has its own signs: null. */
export interface HeldRules {
  readonly version: number
  readonly signs: readonly SignWeight[] | null
}

const shipped: HeldRules = { version: 0, signs: null }

/** What was adopted last under the mandate in force; without any what comes with the program. */
export async function rulesThatHold(tx: Tx): Promise<HeldRules> {
  const { rows } = await tx.query<HeldRules>({
    name: 'rules-that-hold',
    text: `select version, signs from weigh_rules where mandate_id = (select ground_content()) and state = 'adopted' order by version desc limit 1`
  })
  return rows[0] ?? shipped
}

/** A version that was adopted once; null where there is none of that number. */
export async function rulesOfVersion(tx: Tx, version: number): Promise<HeldRules | null> {
  if (version === 0) return shipped
  const { rows } = await tx.query<HeldRules>(
    `select version, signs from weigh_rules where mandate_id = (select ground_content()) and state = 'adopted' and version = $1`,
    [version]
  )
  return rows[0] ?? null
}

/** The rules for whoever weighs, held to the end of its transaction: no version is adopted between their reading and the writing of what came out. */
export async function holdRules(tx: Tx): Promise<HeldRules> {
  await tx.query({
    name: 'hold-rules',
    text: 'select pg_advisory_xact_lock_shared($1, hashtext((select ground_content())))',
    values: [lockClass.rulesInForce]
  })
  return rulesThatHold(tx)
}

/** Whoever adopts waits for what is being weighed, and has it done again. */
export async function changeRules(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext((select ground_content())))', [lockClass.rulesInForce])
}

/** Has every network of the mandate in force weighed again, by whoever weighs. */
export async function weighAllAgain(tx: Tx): Promise<void> {
  await tx.query(
    'update network set weighed_at = null where mandate_id = (select ground_content()) and ended_at is null'
  )
  await wakeWorkers(tx, 'networks')
}
