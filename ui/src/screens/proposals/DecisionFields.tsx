/** The decision on a proposal with what belongs to it: team and hours, or the day on which it comes back; and the day of review. */
import { useTranslation } from 'react-i18next'
import type { WeighDecision } from '../../../../src/contract/cases/proposals.ts'
import { useCapacity } from '../../api/cases/proposals.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { decisionNames } from './criteria.ts'

export interface DecisionGiven {
  /** Empty until somebody chose: a grave question has no answer beforehand. */
  readonly decision: WeighDecision | ''
  readonly reviewOn: string
  readonly backOn: string
  readonly team: string
  readonly hours: number
  readonly beyond: string
}

/** In a month is looked again, unless somebody says otherwise. */
export function emptyDecision(): DecisionGiven {
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return { decision: '', reviewOn, backOn: '', team: '', hours: 0, beyond: '' }
}

interface FieldsProps {
  readonly given: DecisionGiven
  readonly onChange: (given: DecisionGiven) => void
}

export function DecisionFields({ given, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const teams = useCapacity().data ?? []
  const free = teams.find((one) => one.team === given.team)?.free ?? 0
  const waits = given.decision === 'hold-until' || given.decision === 'decline'
  return (
    <>
      <Choice
        label={t('proposal.decision')}
        values={['', ...decisionNames] as const}
        value={given.decision}
        says={(one) => (one === '' ? t('proposal.noStep') : t(`proposal.decision-${one}`))}
        required
        onChange={(decision) => onChange({ ...given, decision })}
      />
      {given.decision === 'pick-up' && (
        <>
          <Choice
            label={t('proposal.team')}
            values={['', ...teams.map((one) => one.team)]}
            value={given.team}
            says={(one) => (one === '' ? t('proposal.noTeam') : one)}
            onChange={(team) => onChange({ ...given, team })}
          />
          {given.team !== '' && (
            <label className="field">
              <span>{t('proposal.hours')}</span>
              <input
                type="number"
                min={0}
                value={given.hours}
                onChange={(event) => onChange({ ...given, hours: Number(event.target.value) })}
              />
            </label>
          )}
          {given.team !== '' && given.hours > free && (
            <label className="field">
              <span>{t('proposal.beyond')}</span>
              <input
                required
                maxLength={2_000}
                value={given.beyond}
                onChange={(event) => onChange({ ...given, beyond: event.target.value })}
              />
            </label>
          )}
        </>
      )}
      {waits && (
        <DayField
          label={t('proposal.backOnField')}
          value={given.backOn}
          onChange={(backOn) => onChange({ ...given, backOn })}
        />
      )}
      <DayField
        label={t('proposal.reviewOn')}
        value={given.reviewOn}
        onChange={(reviewOn) => onChange({ ...given, reviewOn })}
      />
    </>
  )
}
