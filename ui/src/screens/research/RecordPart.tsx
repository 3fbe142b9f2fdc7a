/** One record of research: question, definition and filters, the counts as they were, what was concluded, and the second look. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ResearchRecord } from '../../../../src/contract/research/records.ts'
import { useRecord, useRerun } from '../../api/figures/research.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { ConcludeDialog, ReviewDialog } from './RecordDialogs.tsx'
import { stateOf } from './stateOf.ts'
import { useSigns } from './useSigns.ts'

export function RecordPart({ of }: { readonly of: string }) {
  const { t } = useTranslation()
  const found = useRecord(of)
  if (found.isPending) return <Loading what={t('research.record')} lines={8} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  return <Shown record={found.data} />
}

function Shown({ record }: { readonly record: ResearchRecord }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [doing, setDoing] = useState<'conclude' | 'review' | null>(null)
  const { filters, reviewedBy, reviewedAt } = record
  const open = reviewedBy === null
  return (
    <div className="grid">
      <p className="c12">
        <Go to={formatPlace('/research', { part: 'records' })}>{t('research.back')}</Go>
      </p>
      <Panel
        columns={12}
        title={record.question}
        note={t(`research.state-${stateOf(record)}`)}
        tools={
          <>
            {open && record.mine && (
              <Button className="button-small" onPress={() => setDoing('conclude')}>
                {t('research.conclude')}
              </Button>
            )}
            {open && !record.mine && record.concludedAt !== null && (
              <Button className="button-small" onPress={() => setDoing('review')}>
                {t('research.review')}
              </Button>
            )}
          </>
        }
      >
        <dl className="pairs">
          <dt>{t('research.definition')}</dt>
          <dd>{record.definition}</dd>
          <dt>{t('research.filters')}</dt>
          <dd>
            {t(`research.view-${filters.view}`)}, {format.period(filters.from, filters.to)}
            {filters.words.length > 0 && `, ${filters.words.join(', ')}`}
          </dd>
          <dt>{t('research.by')}</dt>
          <dd>
            {names.person(record.by)}, {format.moment(record.at)}
          </dd>
          <dt>{t('research.dataState')}</dt>
          <dd>
            <code>{record.state.slice(0, 16)}</code> · {t('research.method', { version: record.method })}
          </dd>
        </dl>
      </Panel>
      <Conclusion record={record} />
      {reviewedBy !== null && reviewedAt !== null && (
        <Panel
          columns={12}
          title={t('research.reviewed')}
          note={`${names.person(reviewedBy)}, ${format.day(reviewedAt)}`}
        >
          <p>
            <strong>{t(record.agrees === true ? 'research.agrees' : 'research.disagrees')}</strong> {record.review}
          </p>
        </Panel>
      )}
      <Rows record={record} />
      {doing === 'conclude' && <ConcludeDialog record={record} onClose={() => setDoing(null)} />}
      {doing === 'review' && <ReviewDialog of={record.key} onClose={() => setDoing(null)} />}
    </div>
  )
}

function Conclusion({ record }: { readonly record: ResearchRecord }) {
  const { t } = useTranslation()
  if (record.conclusion === null) return null
  return (
    <Panel columns={12} title={t('research.conclusion')}>
      <p>{record.conclusion}</p>
      {record.hypotheses.map((one) => (
        <section key={one.text}>
          <h3>{one.text}</h3>
          <p>{t('research.pro')}</p>
          <ul>
            {one.pro.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{t('research.against')}</p>
          <ul>
            {one.against.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  )
}

function Rows({ record }: { readonly record: ResearchRecord }) {
  const { t } = useTranslation()
  const format = useFormat()
  const signs = useSigns()
  const rerun = useRerun(record.key)
  const { view } = record.filters
  const says = (of: string): string => (view === 'signs' || view === 'counts' ? signs(of) : of) || t('research.all')
  const now = new Map(rerun.data?.differences.map((one) => [`${one.week} ${one.of}`, one.now]))
  const added = rerun.data?.differences.filter((one) => one.was === null) ?? []
  const rows = [...record.rows, ...added.map(({ week, of }) => ({ week, of, networks: null }))]
  return (
    <Panel
      columns={12}
      title={t('research.rows')}
      tools={
        <Button className="button-small" isDisabled={rerun.isPending} onPress={() => rerun.mutate()}>
          {t('research.rerun')}
        </Button>
      }
      foot={
        rerun.isSuccess ? (
          <span role="status">{t(rerun.data.same ? 'research.same' : 'research.other', { count: now.size })}</span>
        ) : undefined
      }
      bare
    >
      {rerun.isError && <ProblemNote error={rerun.error} />}
      {rows.length === 0 && <p className="panel-body">{t('research.rowsNone')}</p>}
      {rows.length > 0 && (
        <TableBox label={t('research.rows')}>
          <table>
            <thead>
              <tr>
                <th>{t('research.week')}</th>
                <th>{t(`research.view-${record.filters.view}`)}</th>
                <th className="number">{t('research.networks')}</th>
                {rerun.isSuccess && <th className="number">{t('research.now')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ week, of, networks }) => (
                <tr key={`${week} ${of}`}>
                  <td>{format.day(week)}</td>
                  <th scope="row">{says(of)}</th>
                  <td className="number">{networks === null ? '–' : format.number(networks)}</td>
                  {rerun.isSuccess && (
                    <td className="number">
                      {format.number(now.get(`${week} ${of}`) ?? (now.has(`${week} ${of}`) ? 0 : (networks ?? 0)))}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Panel>
  )
}
