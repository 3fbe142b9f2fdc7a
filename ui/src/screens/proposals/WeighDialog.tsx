/** Weighs a proposal: a step and a sentence for each question that matters, the decision with its reason, and when to look again. */
import { useState } from 'react'
import { Form, Label, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Criterion, Proposal, Step, WeighProposalBody } from '../../../../src/contract/cases/proposals.ts'
import { useWeighProposal } from '../../api/cases/proposals.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { criterionNames, stepNames } from './criteria.ts'
import { DecisionFields, emptyDecision, type DecisionGiven } from './DecisionFields.tsx'

interface WeighProps {
  readonly proposal: Proposal
  /** Those that are compared now. */
  readonly candidates: readonly number[]
  readonly onClose: () => void
}

type Said = Readonly<Partial<Record<Criterion, { readonly step: Step | ''; readonly sentence: string }>>>

export function WeighDialog({ proposal, candidates, onClose }: WeighProps) {
  const { t } = useTranslation()
  const weigh = useWeighProposal()
  const { busy, problem, send } = useSending()
  const why = useDraft(`weigh:${proposal.id}`)
  const [said, setSaid] = useState<Said>(() => saidBefore(proposal))
  const [decision, setDecision] = useState<DecisionGiven>(emptyDecision)
  const [missing, setMissing] = useState(false)
  async function submit(): Promise<void> {
    const criteria = criterionNames.flatMap((criterion) => {
      const { step = '', sentence = '' } = said[criterion] ?? {}
      return step === '' || sentence.trim() === '' ? [] : [{ criterion, step, sentence }]
    })
    setMissing(criteria.length === 0)
    if (criteria.length === 0 || decision.decision === '') return
    const chosen = { ...decision, decision: decision.decision }
    await send(async () => {
      const body = { version: proposal.version, criteria, reason: why.text, ...givenOf(chosen) }
      const others = candidates.length > 1 ? { candidates: [...candidates] } : {}
      await weigh.mutateAsync({ id: proposal.id, body: { ...body, ...others } })
      why.drop()
      announce(t('proposal.weighed'))
      onClose()
    })
  }
  return (
    <Box title={t('proposal.weighNo', { title: proposal.title })} shape="sheet" onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="quiet">{t('proposal.weighExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        {missing && <p className="note note-info">{t('proposal.oneAtLeast')}</p>}
        {criterionNames.map((criterion) => (
          <CriterionField
            key={criterion}
            criterion={criterion}
            said={said[criterion]}
            onChange={(one) => setSaid({ ...said, [criterion]: one })}
          />
        ))}
        <DecisionFields given={decision} onChange={setDecision} />
        <TextField value={why.text} onChange={why.change} maxLength={2_000} isRequired>
          <Label>{t('proposal.why')}</Label>
          <TextArea rows={3} />
        </TextField>
        <DialogButtons action={t('proposal.set')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}

interface CriterionProps {
  readonly criterion: Criterion
  readonly said: Said[Criterion]
  readonly onChange: (said: NonNullable<Said[Criterion]>) => void
}

function CriterionField({ criterion, said, onChange }: CriterionProps) {
  const { t } = useTranslation()
  const name = t(`criterion.${criterion}`)
  const { step = '', sentence = '' } = said ?? {}
  return (
    <fieldset className="proposal-criterion">
      <legend>{name}</legend>
      <select
        aria-label={t('proposal.stepOf', { criterion: name })}
        value={step}
        onChange={(event) => onChange({ sentence, step: stepNames.find((one) => one === event.target.value) ?? '' })}
      >
        <option value="">{t('proposal.noStep')}</option>
        {stepNames.map((one) => (
          <option key={one} value={one}>
            {t(`proposal.step-${one}`)}
          </option>
        ))}
      </select>
      <input
        aria-label={t('proposal.sentenceOf', { criterion: name })}
        maxLength={1_000}
        value={sentence}
        onChange={(event) => onChange({ step, sentence: event.target.value })}
      />
    </fieldset>
  )
}

/** What was said at its last weighing, to go on from. */
function saidBefore({ records }: Proposal): Said {
  return Object.fromEntries(
    (records.at(-1)?.criteria ?? []).map(({ criterion, step, sentence }) => [criterion, { step, sentence }])
  )
}

/** The fields that go with a decision. */
function givenOf(
  given: DecisionGiven & Pick<WeighProposalBody, 'decision'>
): Pick<WeighProposalBody, 'decision' | 'reviewOn'> & Partial<WeighProposalBody> {
  const { decision, reviewOn, backOn, team, hours, beyond } = given
  if (decision !== 'pick-up') return { decision, reviewOn, ...(backOn !== '' && { backOn }) }
  return {
    decision,
    reviewOn,
    ...(team !== '' && { team }),
    ...(team !== '' && hours > 0 && { hours }),
    ...(beyond.trim() !== '' && { beyond })
  }
}
