/** Afstemming: whether a number or account is known to others. Who asks hears only what a coordinator says. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Question, QuestionList } from '../../../../src/contract/cases/deconfliction.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useQuestions } from '../../api/cases/deconfliction.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { factAddress } from '../../place/address.ts'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { AskDialog } from './AskDialog.tsx'
import '../search/search.css'

export function DeconflictionScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const questions = useQuestions()
  const [answering, setAnswering] = useState<Question | null>(null)
  const coordinates = session.user.role === 'coordinator'
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('elsewhere.title')}</h1>
          <p>{t(coordinates ? 'elsewhere.aboutCoordinator' : 'elsewhere.about')}</p>
        </div>
        <Button className="button-primary" onPress={() => refine({ ask: '1' })}>
          {t('elsewhere.ask')}
        </Button>
      </header>
      {questions.isPending && <Loading what={t('elsewhere.title')} />}
      {questions.isError && <ProblemNote error={questions.error} retry={() => void questions.refetch()} />}
      {questions.data !== undefined && (
        <>
          <Notices notices={questions.data.notices} />
          {questions.data.questions.length === 0 && (
            <Empty title={t('elsewhere.none')}>
              <p>{t('elsewhere.noneNext')}</p>
            </Empty>
          )}
          <ul className="request-list">
            {questions.data.questions.map((one) => (
              <li key={one.id} className="card">
                <QuestionCard question={one} onAnswer={coordinates && one.answer === null ? setAnswering : null} />
              </li>
            ))}
          </ul>
        </>
      )}
      {query['ask'] !== undefined && (
        <AskDialog value={query['value'] ?? ''} onClose={() => refine({ ask: null, value: null })} />
      )}
      {answering !== null && <AnswerDialog question={answering} onClose={() => setAnswering(null)} />}
    </div>
  )
}

function Notices({ notices }: Pick<QuestionList, 'notices'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (notices.length === 0) return null
  return (
    <section aria-labelledby="elsewhere-notices">
      <h2 id="elsewhere-notices">{t('elsewhere.notices')}</h2>
      <ul className="request-list">
        {notices.map(({ id, kind, value, mandate, by, words, at }) => (
          <li key={id} className="card">
            <p>
              <b className="mono">{names.value(kind, value)}</b>{' '}
              <span className="quiet">{t('elsewhere.askedUnder', { mandate: names.mandate(mandate) })}</span>
            </p>
            <p className="said">{words}</p>
            <p className="quiet">{t('elsewhere.byAt', { by: names.person(by), at: format.moment(at) })}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface QuestionProps {
  readonly question: Question
  /** Null: not for this person, or answered. */
  readonly onAnswer: ((question: Question) => void) | null
}

function QuestionCard({ question, onAnswer }: QuestionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { kind, value, reason, askedBy, askedAt, answer, words, answeredBy, answeredAt, elsewhere } = question
  const shown = names.value(kind, value)
  return (
    <>
      <p className="row row-wrap">
        <Go className="mono" to={factAddress(kind, value)}>
          {shown}
        </Go>{' '}
        <span className={`tag kind kind-${kind}`}>{names.kind(kind)}</span>{' '}
        <span className="tag">{t(`elsewhere.answer-${answer ?? 'open'}`)}</span>
      </p>
      <p className="said">{reason}</p>
      <p className="quiet">{t('elsewhere.byAt', { by: names.person(askedBy), at: format.moment(askedAt) })}</p>
      {words !== null && <p className="said">{words}</p>}
      {answeredBy !== null && (
        <p className="quiet">
          {t('elsewhere.answeredBy', { by: names.person(answeredBy), at: format.moment(answeredAt) })}
        </p>
      )}
      {elsewhere !== null && <Known elsewhere={elsewhere} />}
      {onAnswer !== null && (
        <div className="actions">
          <Button
            className="button-primary"
            aria-label={t('elsewhere.answerTo', { value: shown })}
            onPress={() => onAnswer(question)}
          >
            {t('elsewhere.say')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Where it is known: for coordinators. */
function Known({ elsewhere }: { readonly elsewhere: NonNullable<Question['elsewhere']> }) {
  const { t } = useTranslation()
  const names = useNames()
  const { known, unasked } = elsewhere
  return (
    <>
      {known.length === 0 && <p className="note note-info">{t('elsewhere.unknown')}</p>}
      {known.map(({ mandate, coordinators }) => (
        <p key={mandate} className="note note-info">
          {t('elsewhere.knownUnder', {
            mandate: names.mandate(mandate),
            people: coordinators.join(', ') || t('elsewhere.nobody')
          })}
        </p>
      ))}
      {unasked.length > 0 && (
        <p className="note note-info">{t('elsewhere.unasked', { mandates: unasked.join(', ') })}</p>
      )}
    </>
  )
}
