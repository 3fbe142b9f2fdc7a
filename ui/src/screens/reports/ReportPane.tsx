/** One report: what it says, its versions and answers; for the desk what is known, what happened, and what can be done. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useReport } from '../../api/reports.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go, go } from '../../place/place.tsx'
import { DeskActs } from './DeskActs.tsx'
import { DeskPanels } from './DeskPanels.tsx'
import { Duty } from './DangerPart.tsx'
import { Marks } from './Marks.tsx'
import { ContentLines } from './ContentLines.tsx'
import { FilesPanel } from './files/FilesPanel.tsx'
import { Versions } from './Versions.tsx'
import { newDraft, type Body } from './outbox.ts'
import { outboxOf } from './useOutbox.ts'

interface ReportPaneProps {
  readonly session: Session
  readonly id: string
}

export function ReportPane({ session, id }: ReportPaneProps) {
  const { t } = useTranslation()
  const found = useReport(id)
  const format = useFormat()
  if (found.isPending) return <Loading what={t('reports.inbox')} />
  if (found.isError)
    return (
      <div className="page">
        <h1 tabIndex={-1}>{t('reports.inbox')}</h1>
        <ProblemNote error={found.error} retry={() => void found.refetch()} />
        <Go to="/reports">{t('reports.back')}</Go>
      </div>
    )
  const report = found.data
  return (
    <div className="page reports">
      <p>
        <Go to="/reports">{t(report.desk === null ? 'reports.mine' : 'reports.inbox')}</Go>
      </p>
      <header className="title">
        <div>
          <h1 tabIndex={-1} className="number">
            {report.number}
          </h1>
          <p className="row-wrap">
            <span className="tag">{t(`reports.state-${report.state}`)}</span> <Marks row={report} />
            {report.sentAt !== null && <span>{t('reports.sentAt', { at: format.moment(report.sentAt) })}</span>}
            {(report.state === 'sent' || report.state === 'read') && (
              <span>{t('reports.answerBy', { at: format.moment(report.answerBy) })}</span>
            )}
          </p>
        </div>
      </header>
      {report.call !== null && (
        <div className="note note-bad">
          <a className="report-call" href={`tel:${report.call.emergency}`}>
            {t('reports.danger')}
          </a>
          <Duty duty={report.call.duty} />
        </div>
      )}
      <div className="grid">
        <Says report={report} columns={report.desk === null ? 12 : 7} />
        {report.desk !== null && <DeskActs report={report} session={session} />}
        <FilesPanel report={report} />
        <Answers report={report} />
        {report.desk !== null && <DeskPanels report={report} desk={report.desk} />}
        <Versions report={report} />
      </div>
      {report.mine && report.desk === null && <Correct report={report} user={session.user.id} />}
    </div>
  )
}

function Says({ report, columns }: { readonly report: Report; readonly columns: 7 | 12 }) {
  const { t } = useTranslation()
  const names = useNames()
  const { content, facts, desk, by } = report
  if (content === null)
    return (
      <Panel columns={columns} title={t('reports.says')}>
        <p>{t('reports.erased')}</p>
      </Panel>
    )
  return (
    <Panel columns={columns} title={t('reports.says')}>
      {content.what !== null && <p className="report-words">{content.what}</p>}
      {facts.length > 0 && (
        <ul className="report-found">
          {[...new Map(facts.map((fact) => [`${fact.kind} ${fact.value}`, fact])).values()].map(({ kind, value }) => (
            <li key={`${kind} ${value}`} className={`kind kind-${kind}`}>
              {names.value(kind, value)}
            </li>
          ))}
        </ul>
      )}
      <ContentLines content={content} />
      {desk !== null && by !== null && (
        <p className="quiet small">
          {t('reports.by')}: {names.person(by)}
        </p>
      )}
    </Panel>
  )
}

function Answers({ report: { answered, desk } }: { readonly report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel columns={12} title={t(desk === null ? 'reports.yourAnswers' : 'reports.answers')}>
      {answered.length === 0 && <p className="quiet">{t('reports.noAnswer')}</p>}
      {answered.map((one) => (
        <div key={one.at}>
          <p>
            {t(`reports.told-${one.told}`)} {one.words}
          </p>
          <p className="quiet small">{format.moment(one.at)}</p>
        </div>
      ))}
      {desk === null && <p className="quiet small">{t('reports.never')}</p>}
    </Panel>
  )
}

/** What was sent, as it is sent: answers to added questions by the form that asked them. */
function bodyOf({ answers, asked, ...content }: NonNullable<Report['content']>): Body {
  if (answers === undefined || asked === undefined) return content
  const values = Object.fromEntries(answers.map(({ name, value }) => [name, value]))
  return { ...content, answers: { form: asked, values } }
}

/** A correction is sent under the key of the report, so that it becomes its next version. */
function Correct({ report, user }: { readonly report: Report; readonly user: string }) {
  const { t } = useTranslation()
  const { content, clientKey } = report
  if (content === null || clientKey === null) return null
  return (
    <Button
      onPress={() => {
        outboxOf(user).save(newDraft(bodyOf(content), clientKey))
        go(formatPlace('/reports/new', { draft: clientKey }))
      }}
    >
      {t('reports.correct')}
    </Button>
  )
}
