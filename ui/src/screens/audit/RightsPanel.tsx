/** Requests of persons about their data: what is due when, and the steps that are left; who asks is shown to auditors only. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RightsRequest } from '../../../../src/contract/oversight/rights.ts'
import { useRights } from '../../api/rights.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Person } from '../../names/Named.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { RegisterDialog, StepDialog, type ChosenStep } from './RightsDialogs.tsx'

export function RightsPanel() {
  const { t } = useTranslation()
  const rights = useRights()
  const [registering, setRegistering] = useState(false)
  const [chosen, setChosen] = useState<ChosenStep | null>(null)
  if (rights.isPending) return <Loading what={t('audit.rights')} lines={6} />
  if (rights.isError) return <ProblemNote error={rights.error} retry={() => void rights.refetch()} />
  const { open, late, list } = rights.data
  return (
    <div className="grid">
      <Panel
        columns={12}
        title={t('rights.open', { count: open })}
        {...(late > 0 && { note: t('rights.lateCount', { count: late }) })}
        tools={
          <Button className="button-primary" onPress={() => setRegistering(true)}>
            {t('rights.register')}
          </Button>
        }
        foot={t('rights.rule')}
        bare
      >
        {list.length === 0 ? (
          <Empty title={t('rights.none')} />
        ) : (
          <ol className="divide">
            {list.map((one) => (
              <Item key={one.id} one={one} onAct={(act) => setChosen({ one, act })} />
            ))}
          </ol>
        )}
      </Panel>
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
      {chosen !== null && <StepDialog {...chosen} onClose={() => setChosen(null)} />}
    </div>
  )
}

interface ItemProps {
  readonly one: RightsRequest
  readonly onAct: (act: RightsRequest['may'][number]) => void
}

function Item({ one, onAct }: ItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { id, kind, name, late, answer, dueOn, receivedOn, extendedBecause, answeredBy, adverts, liftedAt } = one
  return (
    <li className="admin-mandate">
      <div className="row-wrap">
        <strong>{t(`rights.kind-${kind}`)}</strong>
        <span>{name}</span>
        <span className={late ? 'tag tag-warn' : 'tag'}>
          {answer !== null
            ? t(`rights.answer-${answer}`)
            : t(late ? 'rights.late' : 'rights.due', { day: format.day(dueOn) })}
        </span>
        <span className="push row">
          {one.may.map((act) => (
            <Button
              key={act}
              className="button-small"
              aria-label={`${t(`rights.${act}`)}: ${t(`subject.rights`, { id })}`}
              onPress={() => onAct(act)}
            >
              {t(`rights.${act}`)}
            </Button>
          ))}
        </span>
      </div>
      <p>{one.asks}</p>
      <p className="quiet small">
        {t('rights.received', { id, day: format.day(receivedOn) })} <Person id={one.madeBy} />
      </p>
      {adverts.length > 0 && (
        <p className="small">
          {t(liftedAt === null && answer !== 'refused' ? 'rights.holds' : 'rights.held', { list: adverts.join(', ') })}
        </p>
      )}
      {extendedBecause !== null && (
        <p className="small">{t('rights.extended', { count: one.extendedWeeks, why: extendedBecause })}</p>
      )}
      {answeredBy !== null && (
        <p className="small">
          {t('rights.answered', { day: format.day(one.answeredAt), why: one.answerBecause ?? '' })}{' '}
          <Person id={answeredBy} />
        </p>
      )}
      {liftedAt !== null && (
        <p className="small">{t('rights.lifted', { day: format.day(liftedAt), why: one.liftedBecause ?? '' })}</p>
      )}
    </li>
  )
}
