/** Dialogs of the register of obstacles: recording one with its owner, giving it to somebody else, and saying what came of it. */
import { useTranslation } from 'react-i18next'
import { useCasePeople } from '../../../api/cases/cases.ts'
import { useAddObstacle, useAnswerObstacle, useGiveObstacle } from '../../../api/cases/obstacles.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { PersonChoice } from '../../cases/PersonChoice.tsx'
import { usePerson } from '../../cases/usePerson.ts'

export function AddObstacle({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const add = useAddObstacle()
  const people = useCasePeople().data ?? []
  const { who, pick } = usePerson(people)
  const words = useDraft('obstacle')
  return (
    <CaseForm
      title={t('minors.obstacleAdd')}
      explain={t('minors.obstacleExplain')}
      action={t('minors.obstacleDo')}
      disabled={who === ''}
      onSend={async () => {
        await add.mutateAsync({ text: words.text, owner: who })
        words.drop()
      }}
      onClose={onClose}
    >
      <Field
        label={t('minors.obstacleText')}
        value={words.text}
        onChange={words.change}
        rows={4}
        most={2_000}
        required
      />
      <PersonChoice label={t('minors.obstacleOwner')} people={people} value={who} onChange={pick} />
    </CaseForm>
  )
}

interface OfProps {
  /** Key of the obstacle. */
  readonly of: string
  readonly onClose: () => void
}

export function GiveObstacle({ of, onClose }: OfProps) {
  const { t } = useTranslation()
  const give = useGiveObstacle(of)
  const people = useCasePeople().data ?? []
  const { who, pick } = usePerson(people)
  const why = useDraft(`obstacle-give:${of}`)
  return (
    <CaseForm
      title={t('minors.obstacleGive')}
      explain={t('minors.obstacleGiveExplain')}
      action={t('minors.obstacleDo')}
      disabled={who === ''}
      onSend={async () => {
        await give.mutateAsync({ owner: who, reason: why.text })
        why.drop()
      }}
      onClose={onClose}
    >
      <PersonChoice label={t('minors.obstacleOwner')} people={people} value={who} onChange={pick} />
      <Field label={t('minors.obstacleWhy')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

export function AnswerObstacle({ of, onClose }: OfProps) {
  const { t } = useTranslation()
  const answer = useAnswerObstacle(of)
  const words = useDraft(`obstacle-answer:${of}`)
  return (
    <CaseForm
      title={t('minors.obstacleAnswer')}
      explain={t('minors.obstacleAnswerExplain')}
      action={t('minors.obstacleDo')}
      onSend={async () => {
        await answer.mutateAsync({ answer: words.text })
        words.drop()
      }}
      onClose={onClose}
    >
      <Field
        label={t('minors.obstacleCame')}
        value={words.text}
        onChange={words.change}
        rows={4}
        most={2_000}
        required
      />
    </CaseForm>
  )
}
