/** What only the desk sees of a report: what is known of its numbers, who else must hear, and what happened with it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import { useReportAct } from '../../api/reports.ts'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { CalledSignal, NetworkLink } from '../../names/CalledLink.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { PersonsPanel } from './persons/PersonsPanel.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

interface DeskPanelsProps {
  readonly report: Report
  readonly desk: NonNullable<Report['desk']>
}

export function DeskPanels(props: DeskPanelsProps) {
  return (
    <>
      <KnownPanel {...props} />
      <NoticesPanel {...props} />
      <PersonsPanel {...props} />
      <StepsPanel {...props} />
    </>
  )
}

function KnownPanel({ desk: { known, signal, network } }: DeskPanelsProps) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <Panel columns={7} title={t('reports.known')} note={t('reports.knownNote')}>
      {known.length === 0 && <p className="quiet">{t('reports.knownNone')}</p>}
      <ul className="divide">
        {known.map((fact) => (
          <li key={`${fact.kind} ${fact.value}`} className="item">
            <Go className="nowrap" to={factAddress(fact.kind, fact.value)}>
              {names.value(fact.kind, fact.value)}
            </Go>
            <span className="row-wrap">
              {fact.adverts === 0 ? t('reports.notKnown') : t('reports.knownAdverts', { count: fact.adverts })}
              {fact.networks.map((id) => (
                <span key={id}>
                  {t('reports.network')} <NetworkLink id={id} />
                </span>
              ))}
              {fact.signals.map((id) => (
                <span key={id}>
                  {t('reports.signal')} <CalledSignal id={id} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {(signal !== null || network !== null) && (
        <p>
          {t('reports.linkedTo')}:{' '}
          {signal !== null && (
            <>
              {t('reports.signal')} <CalledSignal id={signal} />
            </>
          )}{' '}
          {network !== null && (
            <>
              {t('reports.network')} <NetworkLink id={network} />
            </>
          )}
        </p>
      )}
    </Panel>
  )
}

function NoticesPanel({ report, desk: { notices } }: DeskPanelsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useReportAct()
  return (
    <Panel columns={5} title={t('reports.notices')}>
      {act.isError && <ProblemNote error={act.error} />}
      <ul className="divide">
        {notices.map(({ receiver, doneAt }) => (
          <li key={receiver} className="item">
            <span>{t(`reports.notice-${receiver}`)}</span>
            {doneAt === null ? (
              <span className="row-wrap">
                <span className="quiet">{t('reports.noticeOwed')}</span>
                <Button
                  className="button-small"
                  aria-label={`${t('reports.do-notice')}: ${t(`reports.notice-${receiver}`)}`}
                  onPress={() => act.mutate({ id: report.id, act: 'notice', receiver, revision: report.revision })}
                >
                  {t('reports.do-notice')}
                </Button>
              </span>
            ) : (
              <span className="quiet">{t('reports.noticeDone', { at: format.moment(doneAt) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function StepsPanel({ desk: { steps } }: DeskPanelsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (steps.length === 0) return null
  return (
    <Panel columns={12} title={t('reports.steps')}>
      <ol className="report-steps">
        {steps.map((step) => (
          <li key={step.at}>
            <span className="quiet small">{format.moment(step.at)}</span> {names.person(step.by)}:{' '}
            {t(`reports.did-${step.act}`)}
            {step.reason !== null && <span className="said"> {step.reason}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
