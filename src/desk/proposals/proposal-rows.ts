/** Proposals as people see them: their words opened, and what was held or declined back on the table when its time or a new fact came. */
import type { Proposal, ProposalPart, ProposalState, WeighingRecord } from '../../contract/cases/proposals.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { signalNames, unnamed } from '../signals/signal-names.ts'
import { digestText, openWords } from '../sealed-words.ts'

export interface ProposalWords {
  readonly title: string
  readonly about: string
}

/** What is sealed of a weighing. */
export type RecordWords = Pick<WeighingRecord, 'criteria' | 'reason' | 'backOn' | 'team' | 'hours' | 'beyond' | 'state'>

/** What decides the state that a proposal is in now. */
interface Standing {
  readonly stored: ProposalState
  readonly day_came: boolean
  /** Adverts that came to its signals since it was weighed. */
  readonly fresh: number
}

export interface ProposalRow extends Standing {
  readonly id: number
  readonly version: number
  readonly sealed: Buffer
  readonly form: Proposal['form']
  readonly urgency: Proposal['urgency']
  /** The strongest step of evidence among its signals (`step` of a signal). */
  readonly evidence: number
  readonly parts: readonly ProposalPart[]
  readonly made_by: string
  readonly made_at: string
  readonly offered_by: string | null
  readonly offered_at: string | null
  readonly due_on: string | null
  readonly late: boolean
  readonly back_on: string | null
}

/** The most proposals that one list shows. */
export const mostProposals = 200

const standing = `p.state as stored, coalesce(p.back_on <= today(), false) as day_came,
       case when p.state in ('held-until', 'declined') then greatest(n.adverts - p.adverts_seen, n.fresh, 0) else 0 end as fresh`
const withFresh = `proposal p cross join lateral (
       select count(*)::int as adverts, (count(*) filter (where a.id > p.last_advert))::int as fresh
       from signal s join advert a on a.mandate_id = s.mandate_id and a.network_id = s.network_id
       where s.id = any(p.signals) and p.state in ('held-until', 'declined') and a.state <> 'erased') n`

/** How many of the newest 1,000 wait for a coordinator, what came back among them; no words are read. */
export async function proposalsWaiting(tx: Tx): Promise<number> {
  const { rows } = await tx.query<Standing>(`select ${standing} from ${withFresh} order by p.id desc limit 1000`)
  return rows.filter((row) => stateNow(row).state === 'offered').length
}

/** Proposals of the mandate in force, newest first: one, or the newest 1,000. */
export async function storedProposals(tx: Tx, id: number | null): Promise<ProposalRow[]> {
  const { rows } = await tx.query<ProposalRow>(
    `select p.id, ${standing}, p.version, p.sealed, p.form, p.urgency, p.parts, p.made_by, p.made_at, p.offered_by, p.offered_at,
       (select coalesce(max(s.step), 0)::int from signal s where s.id = any(p.signals)) as evidence,
       to_char(p.due_on, 'YYYY-MM-DD') as due_on, coalesce(p.due_on < today(), false) as late,
       to_char(p.back_on, 'YYYY-MM-DD') as back_on
     from ${withFresh}
     where $1::int is null or p.id = $1 order by p.id desc limit 1000`,
    [id]
  )
  return rows
}

/** The state that a proposal is in now, and why it came back. What is declined comes back by a new fact, and by its day where one was given. */
export function stateNow(row: Standing): Pick<Proposal, 'state' | 'back'> {
  if (row.stored !== 'held-until' && row.stored !== 'declined') return { state: row.stored, back: null }
  if (row.fresh > 0) return { state: 'offered', back: { because: 'new-adverts', adverts: row.fresh } }
  if (row.day_came) return { state: 'offered', back: { because: 'clock', adverts: 0 } }
  return { state: row.stored, back: null }
}

/** How a proposal is called. */
export function proposalTitle(vault: Vault, mandate: MandateId, row: Pick<ProposalRow, 'sealed'>): string {
  return openWords<ProposalWords>(vault, { mandate, label: 'proposal' }, row.sealed).title
}

/** Rows with their words and records, in the order of the rows. `adverts`: opened adverts that their signals are named by. */
export async function shownProposals(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  rows: readonly ProposalRow[]
): Promise<{ readonly proposals: Proposal[]; readonly adverts: readonly number[] }> {
  const ids = rows.map((row) => row.id)
  const signals = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.id)))]
  const sizes = new Map((await partsNow(tx, signals)).map((part) => [part.id, part]))
  const { names, shown: adverts } = await signalNames(tx, vault, mandate, signals)
  const records = await recordsOf(tx, vault, mandate, ids)
  const proposals = rows.map((row) => {
    const words = openWords<ProposalWords>(vault, { mandate, label: 'proposal' }, row.sealed)
    const { id, version, form, urgency } = row
    const now = stateNow(row)
    return {
      id,
      ...now,
      version,
      ...words,
      form,
      urgency,
      parts: row.parts.map((part) => ({
        ...part,
        ...(names.get(part.id) ?? unnamed),
        adverts: sizes.get(part.id)?.adverts ?? 0,
        lastSeen: sizes.get(part.id)?.lastSeen ?? null
      })),
      madeBy: row.made_by,
      madeAt: row.made_at,
      offeredBy: row.offered_by,
      offeredAt: row.offered_at,
      dueOn: row.due_on,
      late: row.late && now.state === 'offered',
      backOn: row.back_on,
      records: records.get(id) ?? []
    }
  })
  return { proposals, adverts }
}

/** How the bundled signals stand now. Those that are not there are left out. */
export async function partsNow(tx: Tx, signals: readonly number[]): Promise<WeighingRecord['state']['parts']> {
  const { rows } = await tx.query<WeighingRecord['state']['parts'][number]>(
    `select 'signal' as kind, s.id, s.state, s.version, coalesce(n.adverts, 0) as adverts, n.last_seen as "lastSeen"
     from signal s left join network n on n.mandate_id = s.mandate_id and n.id = s.network_id where s.id = any($1::bigint[]) order by s.id`,
    [signals]
  )
  return rows
}

interface RecordRow {
  readonly id: number
  readonly proposal_id: number
  readonly candidates: readonly number[]
  readonly decision: WeighingRecord['decision']
  readonly sealed: Buffer
  readonly digest: Buffer
  readonly review_on: string
  readonly by: string
  readonly at: string
  /** Told by row-level security to members of the case only. */
  readonly lead: string | null
}

/** All records of some proposals, oldest first. */
async function recordsOf(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  proposals: readonly number[]
): Promise<Map<number, WeighingRecord[]>> {
  const { rows } = await tx.query<RecordRow>(
    `select id, proposal_id, candidates, decision, sealed, digest, to_char(review_on, 'YYYY-MM-DD') as review_on, by, at,
       (select c.lead from case_file c where c.record_id = weighing_record.id order by c.opened_at limit 1) as lead
     from weighing_record where proposal_id = any($1::int[]) order by id`,
    [proposals]
  )
  const found = new Map<number, WeighingRecord[]>()
  for (const row of rows) {
    const context = String(row.proposal_id)
    const words = openWords<RecordWords>(vault, { mandate, label: 'weighing-record', context }, row.sealed)
    const { id, decision, by, at, candidates } = row
    const notChosen = candidates.filter((one) => one !== row.proposal_id)
    const digest = digestText(row.digest)
    const record = {
      id,
      decision,
      by,
      at,
      reviewOn: row.review_on,
      ...words,
      lead: row.lead,
      candidates,
      notChosen,
      digest
    }
    found.set(row.proposal_id, [...(found.get(row.proposal_id) ?? []), record])
  }
  return found
}
