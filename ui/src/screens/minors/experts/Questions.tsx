/** What was asked of the expert group from the file of a child, without naming anybody, and its advice. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile } from '../../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { Empty } from '../../../frame/Notice.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { QuestionText } from './ExpertQuestions.tsx'
import { mayWork } from '../mayWork.ts'

export function Questions({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const works = mayWork(one)
  return (
    <div className="stack">
      {works && (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setAsking(true)}>
            {t('minors.questionAsk')}
          </Button>
          <span className="quiet">{t('minors.questionsNote')}</span>
        </div>
      )}
      {one.questions.length === 0 ? (
        <Empty title={t('minors.noQuestions')}>
          <p>{t('minors.noQuestionsNext')}</p>
        </Empty>
      ) : (
        <Panel columns={12} title={t('minors.questions')}>
          <ul className="divide case-plain minor-list">
            {one.questions.toReversed().map((each) => (
              <li key={each.key}>
                <QuestionText question={each} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {asking && <QuestionDialog id={one.id} onClose={() => setAsking(false)} />}
    </div>
  )
}

function QuestionDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const question = useDraft(`minor-question:${id}`)
  return (
    <CaseForm
      title={t('minors.questionAsk')}
      explain={t('minors.questionExplain')}
      action={t('minors.ask')}
      onSend={async () => {
        await act.mutateAsync({ act: 'questions', body: { question: question.text } })
        question.drop()
      }}
      onClose={onClose}
    >
      <Field
        label={t('minors.question')}
        value={question.text}
        onChange={question.change}
        rows={4}
        most={2_000}
        required
      />
    </CaseForm>
  )
}
