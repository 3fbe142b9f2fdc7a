/** Mandates made by two persons: one administrator proposes, another confirms, and until then nothing holds. */
import type { MandateDecision, MandateProposal, MandateProposals } from '../../contract/oversight/mandates.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import type { Tx } from '../../store/ground.ts'
import { lockedRole } from '../accounts/account-rules.ts'
import { act, type Done, type GivenBy } from '../acts.ts'
import { lastDay } from '../days.ts'
import { parseMandate, type FieldProblem } from './mandate-file.ts'
import { enterMandate } from './mandates.ts'
import { isSecondPerson } from '../second-person.ts'

/** Nobody decided on it for so long: it has to be proposed anew. */
const lapsesAfterDays = 30

export type ProposalOutcome =
  | { readonly kind: 'proposed'; readonly id: number }
  | { readonly kind: 'decided' }
  | {
      readonly kind: 'refused'
      readonly reason: 'not-administrator' | 'not-found' | 'second-person' | 'wrong-state' | 'bad-mandate'
      readonly problems?: readonly FieldProblem[]
    }

/** Proposes a mandate, given with the keys of a mandate file: every problem of it is named now, and nothing runs under it until another administrator confirms it. */
export async function proposeMandate(store: Store, file: unknown, by: GivenBy): Promise<ProposalOutcome> {
  const parsed = parseMandate(file)
  if (parsed.kind === 'refused') return badMandate(parsed.problems)
  const { mandate } = parsed
  return act<ProposalOutcome>(store.owner, { user: by.user, mandate: null }, async (tx) => {
    if ((await lockedRole(tx, by.user)) !== 'administrator') return refuse('not-administrator')
    const problems = await standing(tx, mandate)
    if (problems.length > 0) return { result: badMandate(problems), entry: null }
    const { rows } = await tx.query<{ id: number }>(
      'insert into mandate_proposal (mandate, reason, proposed_by) values ($1, $2, $3) returning id',
      [JSON.stringify(mandate), by.reason, by.user]
    )
    const id = rows[0]?.id ?? 0
    await noteStanding(tx, 'proposal', [id])
    const { legalBasis, purpose, until, succeeds } = mandate
    const detail = {
      proposal: id,
      legalBasis,
      purpose,
      until,
      ...(succeeds !== null && { succeeds }),
      reason: by.reason
    }
    return {
      result: { kind: 'proposed', id },
      entry: { act: 'mandate.propose', subject: `mandate:${mandate.id}`, detail }
    }
  })
}

/** Confirms or refuses a proposal of another person, or takes back one's own. */
export async function decideProposal(
  store: Store,
  id: number,
  decision: MandateDecision,
  by: GivenBy
): Promise<ProposalOutcome> {
  return act<ProposalOutcome>(store.owner, { user: by.user, mandate: null }, async (tx) => {
    if ((await lockedRole(tx, by.user)) !== 'administrator') return refuse('not-administrator')
    const { rows } = await tx.query<StoredProposal>(`${select} where p.id = $1 for update`, [id])
    const found = rows[0]
    if (found === undefined) return refuse('not-found')
    if (found.state !== 'proposed') return refuse('wrong-state')
    const own = found.proposedBy === by.user
    if (own !== (decision === 'take-back')) return refuse(own ? 'second-person' : 'wrong-state')
    if (decision !== 'confirm') return reject(tx, found, decision, by)
    const proposed = { by: found.proposedBy, at: found.proposedAt }
    if (!(await isSecondPerson(tx, proposed, by.user))) return refuse('second-person')
    return confirm(tx, found, by)
  })
}

async function confirm(tx: Tx, found: StoredProposal, by: GivenBy): Promise<Done<ProposalOutcome>> {
  const { mandate } = found
  if (Date.parse(mandate.until) <= Date.now()) return refuse('wrong-state')
  const persons = { proposedBy: found.proposedBy, confirmedBy: by.user }
  const entered = await enterMandate(tx, mandate, { reason: by.reason, persons })
  if (entered.result.kind === 'refused') return { result: badMandate(entered.result.problems), entry: null }
  await close(tx, found.id, 'confirmed', by)
  const { entry } = entered
  return {
    result: { kind: 'decided' },
    entry: entry && { ...entry, detail: { ...entry.detail, proposal: found.id, reason: by.reason } }
  }
}

async function reject(
  tx: Tx,
  found: StoredProposal,
  decision: 'refuse' | 'take-back',
  by: GivenBy
): Promise<Done<ProposalOutcome>> {
  await close(tx, found.id, decision === 'refuse' ? 'refused' : 'taken-back', by)
  return {
    result: { kind: 'decided' },
    entry: {
      act: decision === 'refuse' ? 'mandate.refuse' : 'mandate.take-back',
      subject: `mandate:${found.mandate.id}`,
      detail: { proposal: found.id, proposedBy: found.proposedBy, reason: by.reason }
    }
  }
}

/** All proposals, those that wait first. */
export async function listProposals(store: Store, by: string): Promise<MandateProposals> {
  return act(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<StoredProposal>(
      `${select} order by (p.state = 'proposed') desc, p.id desc limit 1000`
    )
    const entry = { act: 'mandates.list', detail: { proposals: rows.length } }
    return { result: { proposals: rows.map((row) => shown(row, by)) }, entry }
  })
}

type Stored = Omit<MandateProposal, 'mandate' | 'may'>
interface StoredProposal extends Stored {
  readonly mandate: Mandate
}

const select = `select p.id, p.mandate, p.reason, p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.decided_by as "decidedBy",
  p.decided_at as "decidedAt", p.decided_because as "decidedBecause",
  case when p.state = 'proposed' and p.proposed_at < now() - interval '${lapsesAfterDays} days' then 'lapsed' else p.state end as state
  from mandate_proposal p`

function shown({ mandate, ...row }: StoredProposal, by: string): MandateProposal {
  const { id, legalBasis, purpose, grantedBy, sources, forms, from, until, zone, keep, eraseAfterDays, succeeds } =
    mandate
  const { hours = null, budget = null } = mandate
  const pace = { hours, budget }
  const terms = {
    id,
    legalBasis,
    purpose,
    grantedBy,
    sources,
    forms,
    from,
    until,
    keep,
    eraseAfterDays,
    succeeds,
    ...pace
  }
  const may: MandateProposal['may'] =
    row.state !== 'proposed' ? [] : row.proposedBy === by ? ['take-back'] : ['confirm', 'refuse']
  return { ...row, mandate: { ...terms, lastDay: lastDay(until, zone) }, may }
}

async function close(tx: Tx, id: number, state: string, by: GivenBy): Promise<void> {
  await tx.query(
    'update mandate_proposal set state = $2, decided_by = $3, decided_at = now(), decided_because = $4 where id = $1',
    [id, state, by.user, by.reason]
  )
  await noteStanding(tx, 'proposal', [id])
}

/** What a proposal would break on when it is confirmed, as far as it shows now. */
async function standing(tx: Tx, mandate: Mandate): Promise<FieldProblem[]> {
  const { rows } = await tx.query<{ taken: boolean; former: boolean | null }>(
    `select exists (select 1 from mandate where id = $1) as taken, (select true from mandate where id = $2) as former`,
    [mandate.id, mandate.succeeds]
  )
  const found: FieldProblem[] = []
  if (rows[0]?.taken === true)
    found.push({ field: 'id', problem: `the mandate ${mandate.id} exists`, remedy: 'choose another id' })
  if (mandate.succeeds !== null && rows[0]?.former !== true)
    found.push({
      field: 'succeeds',
      problem: `there is no mandate ${mandate.succeeds}`,
      remedy: 'name one that exists'
    })
  return found
}

function refuse(reason: 'not-administrator' | 'not-found' | 'second-person' | 'wrong-state'): Done<ProposalOutcome> {
  return { result: { kind: 'refused', reason }, entry: null }
}

function badMandate(problems: readonly FieldProblem[]): ProposalOutcome {
  return { kind: 'refused', reason: 'bad-mandate', problems }
}
