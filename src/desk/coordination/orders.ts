/** Versions of the order in which proposals wait: the one in force, who would move under other rules, and a new one with its reason. */
import { act } from '../../accountability/acts.ts'
import type { OrderMoves, ProposalOrder, ProposalOrderBody } from '../../contract/cases/coordination.ts'
import type { OrderRule } from '../../model/criteria.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { proposalTitle, stateNow, storedProposals, type ProposalRow } from '../proposals/proposal-rows.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { firstRules, inOrder, rulesOf, type Ordered } from './order-rules.ts'

interface StoredOrder {
  readonly version: number
  readonly rules: readonly string[]
  readonly sealed: Buffer
  readonly by: string
  readonly at: string
}

const mostVersions = 100

interface OrderVersion {
  readonly version: number
  readonly rules: readonly OrderRule[]
}

const firstOrder: OrderVersion = { version: 0, rules: firstRules }

/** The order in force. */
export async function rulesInForce(tx: Tx): Promise<OrderVersion> {
  return (await newestOrder(tx, null)) ?? firstOrder
}

/** The order of a version; null when there is no such version. */
export async function rulesOfVersion(tx: Tx, version: number): Promise<OrderVersion | null> {
  return version === 0 ? firstOrder : newestOrder(tx, version)
}

async function newestOrder(tx: Tx, version: number | null): Promise<OrderVersion | null> {
  const { rows } = await tx.query<Pick<StoredOrder, 'version' | 'rules'>>(
    'select version, rules from proposal_order where $1::int is null or version = $1 order by version desc limit 1',
    [version]
  )
  const [row] = rows
  return row === undefined ? null : { version: row.version, rules: rulesOf(row.rules) ?? firstRules }
}

/** What the order of a proposal follows from, as it stands now. */
export function orderedOf(row: ProposalRow): Ordered {
  const { state, back } = stateNow(row)
  const waits = state === 'offered'
  return {
    id: row.id,
    waits,
    late: row.late && waits,
    dueOn: row.due_on,
    urgency: row.urgency,
    cameBack: back !== null,
    evidence: row.evidence,
    since: row.offered_at ?? row.made_at
  }
}

/** What waits for a weighing, in the order of these rules. */
export function waitingInOrder(rows: readonly ProposalRow[], rules: readonly OrderRule[]): Ordered[] {
  return inOrder(
    rows.map(orderedOf).filter((one) => one.waits),
    rules
  )
}

export async function readOrder({ pool, ground, vault }: Desk): Promise<ProposalOrder> {
  return act(pool, ground, async (tx) => {
    const result = await orderNow(tx, vault, ground)
    return { result, entry: { act: 'order.read', detail: { version: result.version } } }
  })
}

/** Who would move under other rules. */
export async function orderMoves({ pool, ground, vault }: Desk, rules: readonly OrderRule[]): Promise<OrderMoves> {
  return act(pool, ground, async (tx) => {
    const rows = await storedProposals(tx, null)
    const inForce = await rulesInForce(tx)
    const places = new Map(waitingInOrder(rows, inForce.rules).map((one, at) => [one.id, at + 1]))
    const byId = new Map(rows.map((row) => [row.id, row]))
    const moves = waitingInOrder(rows, rules).map(({ id }, at) => {
      const row = byId.get(id)
      const title = row === undefined ? '' : proposalTitle(vault, mandateOf(ground), row)
      return { id, title, now: places.get(id) ?? 0, later: at + 1 }
    })
    const entry = { act: 'order.preview', detail: { rules, shown: moves.map((one) => one.id) } }
    return { result: { moves }, entry }
  })
}

/** A new version of the order, from now on. `changed`: somebody else changed it meanwhile. `not-found`: there is no such version. */
export async function setOrder(
  { pool, ground, vault }: Desk,
  body: ProposalOrderBody
): Promise<Outcome<ProposalOrder>> {
  const { rules } = body
  return act<Outcome<ProposalOrder>>(pool, ground, async (tx) => {
    // One after the other: of two at once the second hears that the order changed.
    await lockUntilCommit(tx, lockClass.proposalOrder, mandateOf(ground))
    const inForce = await rulesInForce(tx)
    if (body.version > inForce.version) return refusedAct('not-found')
    if (inForce.version !== body.version) return refusedAct('changed')
    const reason = reasonGiven(body.reason)
    if (reason === null) return refusedAct('reason-missing')
    const version = body.version + 1
    const { sealed } = sealWords(vault, orderPlace(ground, version), reason)
    await tx.query('insert into proposal_order (mandate_id, version, rules, sealed, by) values ($1, $2, $3, $4, $5)', [
      ground.mandate,
      version,
      rules,
      sealed,
      ground.user
    ])
    const value = await orderNow(tx, vault, ground)
    return { result: { kind: 'done', value }, entry: { act: 'order.set', detail: { version, rules } } }
  })
}

async function orderNow(tx: Tx, vault: Vault, ground: Ground): Promise<ProposalOrder> {
  const { rows } = await tx.query<StoredOrder>(
    'select version, rules, sealed, by, at from proposal_order order by version desc limit $1',
    [mostVersions]
  )
  const versions = rows.map(({ version, rules, sealed, by, at }) => ({
    version,
    rules: rulesOf(rules) ?? firstRules,
    reason: openWords<string>(vault, orderPlace(ground, version), sealed),
    by,
    at
  }))
  const all = [...versions, { version: 0, rules: firstRules, reason: null, by: null, at: null }]
  return { version: all[0]?.version ?? 0, rules: all[0]?.rules ?? firstRules, versions: all }
}

function orderPlace(ground: Ground, version: number) {
  return { mandate: mandateOf(ground), label: 'proposal-order', context: String(version) }
}
