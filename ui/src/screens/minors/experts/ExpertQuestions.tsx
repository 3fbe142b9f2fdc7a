/** Questions to the expert group, those without advice first: an expert gives it, others read their own. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ExpertQuestion } from '../../../../../src/contract/minors/experts.ts'
import { useAdvise, useExpertQuestions } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../../frame/Notice.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'

interface QuestionsProps {
  readonly expert: boolean
  readonly me: string
}

export function ExpertQuestions({ expert, me }: QuestionsProps) {
  const { t } = useTranslation()
  const found = useExpertQuestions()
  const [advising, setAdvising] = useState<ExpertQuestion | null>(null)
  if (found.isPending) return <Loading what={t('minors.questions')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (found.data.length === 0)
    return (
      <Empty title={t('minors.noQuestions')}>
        <p>{t(expert ? 'minors.noQuestionsExpert' : 'minors.noQuestionsNext')}</p>
      </Empty>
    )
  return (
    <Panel columns={12} title={t('minors.questions')} note={t('minors.questionsNote')}>
      <ul className="divide case-plain minor-list">
        {found.data.map((each) => (
          <li key={each.key}>
            <QuestionText
              question={each}
              tools={
                expert &&
                each.advice === null &&
                each.by !== me && (
                  <Button
                    className="button-small push"
                    aria-label={t('minors.adviseOf', { question: each.question })}
                    onPress={() => setAdvising(each)}
                  >
                    {t('minors.advise')}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ul>
      {advising !== null && <AdviceDialog question={advising} onClose={() => setAdvising(null)} />}
    </Panel>
  )
}

interface QuestionTextProps {
  readonly question: Pick<ExpertQuestion, 'question' | 'by' | 'at' | 'advice' | 'advisedBy'>
  /** What may be done with it, at the end of its line. */
  readonly tools?: ReactNode
}

/** A question as it was asked, and what came back. */
export function QuestionText({ question: { question, by, at, advice, advisedBy }, tools }: QuestionTextProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <>
      <div className="row row-wrap">
        <b className="case-note">{question}</b>
        {advice === null && <span className="tag tag-warn">{t('minors.adviceWaits')}</span>}
        {tools}
      </div>
      <p className="small quiet">{t('minors.signed', { by: names.person(by), at: format.moment(at) })}</p>
      {advice !== null && (
        <div className="minor-answer">
          <p className="small quiet">{t('minors.adviceBy', { who: names.person(advisedBy ?? '') })}</p>
          <p className="said">{advice}</p>
        </div>
      )}
    </>
  )
}

interface AdviceProps {
  readonly question: ExpertQuestion
  readonly onClose: () => void
}

function AdviceDialog({ question: { key, question }, onClose }: AdviceProps) {
  const { t } = useTranslation()
  const send = useAdvise(key)
  const advice = useDraft(`minor-advice:${key}`)
  return (
    <CaseForm
      title={t('minors.advise')}
      explain={t('minors.adviseExplain')}
      action={t('minors.set')}
      onSend={async () => {
        await send.mutateAsync({ advice: advice.text })
        advice.drop()
      }}
      onClose={onClose}
    >
      <p className="case-note">
        <b>{question}</b>
      </p>
      <Field label={t('minors.advice')} value={advice.text} onChange={advice.change} rows={5} most={2_000} required />
    </CaseForm>
  )
}
