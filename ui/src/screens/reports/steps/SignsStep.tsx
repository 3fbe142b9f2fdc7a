/** The third step: the form that it looks like, and the lists of signs that fit, each with where it comes from. */
import { useTranslation } from 'react-i18next'
import type { Signs, SignList } from '../../../../../src/contract/desk/signs.ts'
import { reportForms } from '../answers.ts'
import { useSignList } from '../../../api/reports.ts'
import { Loading } from '../../../frame/Notice.tsx'
import { useOwnWords } from '../../../names/useOwnWords.ts'
import { AddedQuestions, useFixedWords } from './AddedQuestions.tsx'
import { Choices } from './Choices.tsx'
import type { StepProps } from '../outbox.ts'

export function SignsStep(props: StepProps) {
  const { t } = useTranslation()
  const { body, change } = props
  const fixed = useFixedWords()
  const minor = body.minor === 'yes' || body.minor === 'doubt'
  return (
    <div className="stack">
      <Choices
        label={fixed('form', 'label', t('reports.form'))}
        why={fixed('form', 'hint', t('reports.formWhy'))}
        values={reportForms}
        says={(value) => t(`reports.form-${value}`)}
        value={body.form ?? null}
        onChange={(form) => change({ form })}
      />
      <p className="quiet small">{t('reports.signsWhy')}</p>
      {minor && <List list="minors" open {...props} />}
      {body.form === 'labour' && <List list="labour" open {...props} />}
      {(body.form === 'criminal' || minor) && <List list="criminal" open {...props} />}
      <List list="official" open={false} {...props} />
      <AddedQuestions {...props} />
    </div>
  )
}

interface ListProps extends StepProps {
  readonly list: SignList
  /** Its headings begin unfolded. */
  readonly open: boolean
}

function List({ list, open, body, change }: ListProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const signs = useSignList(list)
  const ticked = body.signs ?? []
  if (signs.isPending) return <Loading what={t('reports.title.3')} lines={3} />
  if (signs.isError) return <p className="note note-warn">{t('reports.signsOffline')}</p>
  const tick = (id: string): void =>
    change({ signs: ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id] })
  return (
    <section>
      {signs.data.headings.map((heading) => {
        const all = heading.groups.flatMap((group) => group.signs)
        const count = all.filter((sign) => ticked.includes(sign.id)).length
        return (
          <details key={heading.id} className="panel report-signs" open={open || count > 0}>
            <summary>
              {words(heading)} <span className="quiet small">{count > 0 && t('reports.signsCount', { count })}</span>
            </summary>
            {all.map((sign) => (
              <SignLine key={sign.id} sign={sign} ticked={ticked.includes(sign.id)} tick={() => tick(sign.id)} />
            ))}
          </details>
        )
      })}
      <p className="quiet small">{t('reports.source', { source: signs.data.source })}</p>
    </section>
  )
}

interface SignLineProps {
  readonly sign: Signs['headings'][number]['groups'][number]['signs'][number]
  readonly ticked: boolean
  readonly tick: () => void
}

function SignLine({ sign, ticked, tick }: SignLineProps) {
  const words = useOwnWords()
  return (
    <label className="check report-sign">
      <input type="checkbox" checked={ticked} onChange={tick} />
      <span>
        {words(sign)}
        {sign.caution !== null && <small className="quiet"> {words(sign.caution)}</small>}
      </span>
    </label>
  )
}
