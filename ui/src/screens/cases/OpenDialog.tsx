/** Opens a case from a proposal that was picked up: its question, its last day, and who leads it. */
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useCasePeople, useOpenCase } from '../../api/cases/cases.ts'
import { useProposals } from '../../api/cases/proposals.ts'
import { Box } from '../../frame/Box.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { go } from '../../place/place.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import { usePerson } from './usePerson.ts'

/** Half a year, unless somebody says otherwise. */
const usualMs = 182 * 86_400_000

export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const open = useOpenCase()
  const { busy, problem, send } = useSending()
  const proposals = useProposals('picked-up').data ?? []
  const leads = (useCasePeople().data ?? []).filter((one) => one.leads)
  const [chosen, setProposal] = useState(0)
  const [title, setTitle] = useState<string | null>(null)
  const purpose = useDraft('case-open')
  const [until, setUntil] = useState(() => new Date(Date.now() + usualMs).toISOString().slice(0, 10))
  const proposal = proposals.find((one) => one.id === chosen) ?? proposals[0]
  const { who: leader, pick } = usePerson(leads)
  return (
    <Box title={t('case.open')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (proposal === undefined || leader === '') return
          void send(async () => {
            const body = { proposal: proposal.id, title: title ?? proposal.title, purpose: purpose.text, until }
            const made = await open.mutateAsync({ ...body, lead: leader })
            purpose.drop()
            go(`/cases/${made.id}`)
          })
        }}
      >
        <p className="quiet">{t('case.openExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        {proposals.length === 0 && <p className="note note-info">{t('case.noProposal')}</p>}
        {leads.length === 0 && <p className="note note-info">{t('case.noLead')}</p>}
        <Choice
          label={t('case.proposal')}
          values={proposals.map((one) => one.id)}
          value={proposal?.id ?? 0}
          says={(id) => proposals.find((one) => one.id === id)?.title ?? ''}
          onChange={setProposal}
        />
        <label className="field">
          <span>{t('case.title')}</span>
          <input
            required
            maxLength={200}
            value={title ?? proposal?.title ?? ''}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('case.purpose')}</span>
          <textarea
            required
            rows={3}
            maxLength={2_000}
            value={purpose.text}
            onChange={(event) => purpose.change(event.target.value)}
          />
        </label>
        <DayField label={t('case.until')} value={until} onChange={setUntil} />
        <PersonChoice label={t('case.lead')} people={leads} value={leader} onChange={pick} />
        <DialogButtons
          action={t('case.open')}
          busy={busy}
          disabled={proposal === undefined || leader === ''}
          onClose={onClose}
        />
      </Form>
    </Box>
  )
}
