/** Above everything in the file of a child: whether it is safe now. Until that is answered a clock of a day runs, in words and as a ring that stands still. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, SafeBody } from '../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../api/cases/minors.ts'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { useLeft } from './Clock.tsx'
import { mayWork } from './mayWork.ts'

type Answer = SafeBody['answer']
/** What is worst stands first. */
const answers: readonly Answer[] = ['no', 'unknown', 'yes']
const dayMs = 86_400_000
const around = 2 * Math.PI * 44

export function Safe({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const [answering, setAnswering] = useState<Answer | null>(null)
  const may = mayWork(one)
  return (
    <section className={`minor-safe ${toneOf(one)}`} aria-labelledby="minor-safe">
      {one.safeDue !== null && <Ring due={one.safeDue} late={one.safeLate} />}
      <div className="minor-safe-words">
        <h2 id="minor-safe">
          {one.safeDue === null ? t(`minors.safeNow-${one.safe ?? 'unknown'}`) : t('minors.safeQuestion')}
        </h2>
        {one.safeDue !== null && <Due due={one.safeDue} late={one.safeLate} />}
        <LastAnswer one={one} />
      </div>
      {may && (
        <div className="minor-answers" role="group" aria-label={t('minors.safeQuestion')}>
          {answers.map((answer) => (
            <Button
              key={answer}
              className={one.safeDue !== null ? 'button' : 'button-small'}
              aria-pressed={one.safe === answer}
              onPress={() => setAnswering(answer)}
            >
              {t(`minors.answer-${answer}`)}
            </Button>
          ))}
        </div>
      )}
      {answering !== null && <AnswerDialog id={one.id} answer={answering} onClose={() => setAnswering(null)} />}
    </section>
  )
}

function toneOf({ safe, safeDue, safeLate }: MinorFile): string {
  if (safeDue === null) return safe === 'yes' ? 'minor-safe-yes' : 'minor-safe-no'
  return safeLate ? 'minor-safe-no' : 'minor-safe-ask'
}

/** What is left of the day, for the eye; the words stand beside it. */
function Ring({ due, late }: { readonly due: string; readonly late: boolean }) {
  const { ms } = useLeft(due)
  const share = Math.max(0, Math.min(1, ms / dayMs))
  return (
    <svg className="minor-ring" viewBox="0 0 100 100" width="96" height="96" aria-hidden="true">
      <circle cx="50" cy="50" r="44" />
      <circle className="minor-ring-left" cx="50" cy="50" r="44" strokeDasharray={`${share * around} ${around}`} />
      <text x="50" y="51">
        {late ? '!' : t24(ms)}
      </text>
    </svg>
  )
}

/** Hours and minutes as on a clock. */
function t24(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function Due({ due, late }: { readonly due: string; readonly late: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { text } = useLeft(due)
  return (
    <>
      <p>
        <b>{text}</b> <span className="quiet">{t('minors.safeDue', { at: format.moment(due) })}</span>
      </p>
      <p className="quiet">{t(late ? 'minors.safeLate' : 'minors.safeFirst')}</p>
    </>
  )
}

/** Who answered last, when, and how that is known. */
function LastAnswer({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const last = one.acts.findLast((each) => each.act === 'safe')
  if (last === undefined) return null
  return (
    <>
      <p className="said">{last.reason}</p>
      <p className="small quiet">
        {t('minors.safeSaid', {
          answer: t(`minors.safeIs-${one.safe ?? 'unknown'}`),
          by: names.person(last.by),
          at: format.moment(last.at)
        })}
      </p>
    </>
  )
}

interface AnswerProps {
  readonly id: string
  readonly answer: Answer
  readonly onClose: () => void
}

function AnswerDialog({ id, answer, onClose }: AnswerProps) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  return (
    <ReasonDialog
      title={t(`minors.answer-${answer}`)}
      explain={t(`minors.answerExplain-${answer}`)}
      action={t('minors.set')}
      draft={`minor-safe-${answer}:${id}`}
      onSubmit={async (reason) => void (await act.mutateAsync({ act: 'safe', body: { answer, reason } }))}
      onClose={onClose}
    />
  )
}
