/** The calendar of erasing by line of mandates, and a dry run for a day: what would go, and what stays and why. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RetentionCalendar, RetentionDryRun } from '../../../../src/contract/oversight/audit.ts'
import { useDryRun, useRetention } from '../../api/audit.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { Mandate } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'

export function RetentionPanel() {
  const { t } = useTranslation()
  const retention = useRetention()
  if (retention.isPending) return <Loading what={t('audit.retention')} lines={8} />
  if (retention.isError) return <ProblemNote error={retention.error} retry={() => void retention.refetch()} />
  const { lines } = retention.data
  return (
    <div className="grid">
      {lines.length === 0 && <Empty title={t('admin.noMandatesYet')} />}
      {lines.map((line) => (
        <Calendar key={line.line} line={line} />
      ))}
      <DryRun />
    </div>
  )
}

function Calendar({ line }: { readonly line: RetentionCalendar['lines'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const sum = line.days.reduce((total, one) => total + one.count, 0)
  return (
    <Panel
      columns={12}
      title={names.mandate(line.line)}
      note={t('audit.calendarNote', { count: sum, later: format.number(line.later) })}
      foot={`${t('audit.calendarRule', { count: line.eraseAfterDays })} ${t('audit.calendarReports', { count: line.laterReports })}`}
    >
      <ol className="audit-calendar">
        {line.days.map(({ day, count, reports, cases }) => (
          <li key={day} className={count + reports + cases > 0 ? 'audit-day audit-day-due' : 'audit-day'}>
            <span className="quiet small">{format.dayMonth(day)}</span>
            <span className="number">{count > 0 ? format.number(count) : '–'}</span>
            {reports > 0 && <span className="small">{t('audit.what-reports', { count: reports })}</span>}
            {cases > 0 && <span className="small">{t('audit.what-cases', { count: cases })}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function DryRun() {
  const { t } = useTranslation()
  const run = useDryRun()
  const [day, setDay] = useState('')
  return (
    <Panel columns={12} title={t('audit.dryRun')} foot={t('audit.dryRunAbout')} bare>
      <div className="panel-body row-wrap audit-dry">
        <DayField label={t('audit.dryRunOn')} value={day} onChange={setDay} />
        <Button className="button-primary" data-pending={run.isPending || undefined} onPress={() => run.mutate(day)}>
          {t('audit.dryRunAct')}
        </Button>
      </div>
      {run.isError && <ProblemNote error={run.error} />}
      {run.isSuccess && <Outcome plan={run.data} />}
    </Panel>
  )
}

function Outcome({ plan }: { readonly plan: RetentionDryRun }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (plan.lines.length === 0) return <Empty title={t('audit.dryRunNothing', { day: format.day(plan.on) })} />
  return (
    <div className="table-box" role="region" aria-label={t('audit.dryRun')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['admin.keyLine', 'audit.what', 'audit.outcome'].map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.lines.map((one) => (
            <tr key={`${one.line} ${one.what} ${one.heldBy ?? ''}`}>
              <th scope="row">
                <Mandate id={one.line} />
              </th>
              <td>{t(`audit.what-${one.what}`, { count: one.count })}</td>
              <td>
                {one.heldBy === null
                  ? t('audit.goes')
                  : t([`audit.held-${one.heldBy}`, 'audit.held-other'], { by: one.heldBy })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
