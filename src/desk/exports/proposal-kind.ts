/** The export of proposals: what was bundled, how it stands, and what was decided last. */
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { shownProposals, type ProposalRow } from '../proposals/proposal-rows.ts'

const columns = [
  'id',
  'state',
  'title',
  'about',
  'form',
  'urgency',
  'parts',
  'made_by',
  'made_at',
  'offered_at',
  'due_on'
] as const
const decided = ['decision', 'reason', 'decided_by', 'decided_at', 'review_on', 'back_on', 'records'] as const

interface Context {
  readonly tx: Tx
  readonly vault: Vault
  readonly mandate: MandateId
}

export const proposalKind = {
  columns: [...columns, ...decided],
  query: `select p.id, p.state as stored, p.version, p.sealed, p.form, p.urgency, p.parts, p.made_by, p.made_at, p.offered_by, p.offered_at,
    to_char(p.due_on, 'YYYY-MM-DD') as due_on, false as late, to_char(p.back_on, 'YYYY-MM-DD') as back_on, false as day_came, 0 as fresh, 0 as evidence
    from proposal p order by p.id`,
  about: (row: ProposalRow) => row.parts.map(({ kind, id }) => `${kind}:${id}`),
  rows: async (batch: readonly ProposalRow[], { tx, vault, mandate }: Context) =>
    (await shownProposals(tx, vault, mandate, batch)).proposals.map((one) => {
      const last = one.records.at(-1)
      const { id, state, title, about, form, urgency } = one
      return {
        id,
        state,
        title,
        about,
        form,
        urgency,
        parts: one.parts.map((part) => `${part.kind}:${part.id}`),
        made_by: one.madeBy,
        made_at: one.madeAt,
        offered_at: one.offeredAt,
        due_on: one.dueOn,
        decision: last?.decision ?? null,
        reason: last?.reason ?? null,
        decided_by: last?.by ?? null,
        decided_at: last?.at ?? null,
        review_on: last?.reviewOn ?? null,
        back_on: one.backOn,
        records: one.records.length
      }
    })
}
