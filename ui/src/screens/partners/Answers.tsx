/** By which day a partner is asked to answer, what it answered, and the dialog in which it does: the same to the case and to the partner. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerBody, DisclosureAnswer } from '../../../../src/contract/partners/partners.ts'
import { useAnswerDisclosure } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'

interface AnswersProps {
  readonly of: {
    readonly answerBy: string | null
    readonly late: boolean
    readonly answers: readonly DisclosureAnswer[]
  }
}

export function Answers({ of }: AnswersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <>
      {of.answerBy !== null && (
        <p className="row row-wrap">
          {t('partners.answerByDay', { day: format.day(of.answerBy) })}
          {of.late && <span className="tag tag-warn">{t('partners.late')}</span>}
        </p>
      )}
      <ul className="divide case-plain" aria-label={t('partners.answers')}>
        {of.answers.map((one) => (
          <li key={`${one.at} ${one.by}`}>
            <p className="row row-wrap">
              <b>{t(`partners.answer-${one.state}`)}</b>
              <span className="small quiet">
                {t('partners.by', { by: names.person(one.by), at: format.moment(one.at) })}
              </span>
            </p>
            <p className="case-note">{one.words}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

const states: readonly AnswerBody['state'][] = ['taken', 'done', 'cannot']

interface AnswerProps {
  /** Key of the disclosure. */
  readonly of: string
  readonly onClose: () => void
}

export function AnswerDialog({ of, onClose }: AnswerProps) {
  const { t } = useTranslation()
  const send = useAnswerDisclosure(of)
  const [state, setState] = useState<AnswerBody['state']>('taken')
  const words = useDraft(`answer:${of}`)
  return (
    <CaseForm
      title={t('partners.answer')}
      explain={t('partners.answerExplain')}
      action={t('partners.answerDo')}
      onSend={async () => {
        await send.mutateAsync({ state, words: words.text })
        words.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('partners.answerState')}
        values={states}
        value={state}
        says={(each) => t(`partners.answer-${each}`)}
        onChange={setState}
      />
      <Field
        label={t('partners.answerWords')}
        value={words.text}
        onChange={words.change}
        rows={4}
        most={2_000}
        required
      />
    </CaseForm>
  )
}
