/** Mandates that were proposed: what each would allow, who proposed it and why, and the decision of another administrator. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MandateDecision, MandateProposal } from '../../../../src/contract/oversight/mandates.ts'
import { useDecideProposal, useProposals } from '../../api/mandates.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Terms } from './Terms.tsx'

interface Deciding {
  readonly proposal: MandateProposal
  readonly decision: MandateDecision
}

export function ProposalsPanel() {
  const { t } = useTranslation()
  const proposals = useProposals()
  const decide = useDecideProposal()
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const shown = proposals.data?.proposals ?? []
  if (proposals.isError) return <ProblemNote error={proposals.error} retry={() => void proposals.refetch()} />
  if (shown.length === 0) return null
  return (
    <Panel columns={12} title={t('admin.proposals')} foot={t('admin.proposalsAbout')} bare>
      <ol className="divide">
        {shown.map((proposal) => (
          <Proposal
            key={proposal.id}
            proposal={proposal}
            onDecide={(decision) => setDeciding({ proposal, decision })}
          />
        ))}
      </ol>
      {deciding !== null && (
        <ReasonDialog
          title={t(`admin.decide-${deciding.decision}Title`, { id: deciding.proposal.mandate.id })}
          explain={t(`admin.decide-${deciding.decision}Explain`)}
          action={t(`admin.decide-${deciding.decision}`)}
          tone={deciding.decision === 'confirm' ? 'primary' : 'danger'}
          draft={`proposal:${deciding.proposal.id}:${deciding.decision}`}
          onSubmit={async (reason) => {
            await decide.mutateAsync({ id: deciding.proposal.id, decision: deciding.decision, reason })
            announce(t('admin.done'))
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </Panel>
  )
}

interface ProposalProps {
  readonly proposal: MandateProposal
  readonly onDecide: (decision: MandateDecision) => void
}

function Proposal({ proposal, onDecide }: ProposalProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { mandate, state, may } = proposal
  return (
    <li className="admin-mandate">
      <div className="row-wrap">
        <strong>{mandate.id}</strong>
        <span className={state === 'proposed' ? 'tag tag-warn' : 'tag'}>{t(`admin.proposal-${state}`)}</span>
        {mandate.succeeds !== null && <span className="quiet">{t('admin.succeeds', { id: mandate.succeeds })}</span>}
        <span className="push row">
          {may.map((decision) => (
            <Button
              key={decision}
              className={decision === 'confirm' ? 'button-small button-primary' : 'button-small'}
              aria-label={`${t(`admin.decide-${decision}`)}: ${mandate.id}`}
              onPress={() => onDecide(decision)}
            >
              {t(`admin.decide-${decision}`)}
            </Button>
          ))}
        </span>
      </div>
      <p>{mandate.purpose}</p>
      <Terms terms={mandate} />
      {may.includes('take-back') && <p className="note note-info">{t('admin.proposalOwn')}</p>}
      <p className="quiet small">
        {t('admin.proposedBy', {
          by: names.person(proposal.proposedBy),
          at: format.moment(proposal.proposedAt),
          reason: proposal.reason
        })}
        {proposal.decidedBy !== null && (
          <>
            {' '}
            {t('admin.decidedBy', {
              by: names.person(proposal.decidedBy),
              at: format.moment(proposal.decidedAt),
              reason: proposal.decidedBecause ?? '–'
            })}
          </>
        )}
      </p>
    </li>
  )
}
