/** Proportionality by line of mandates: what was collected, kept sealed, opened, read and erased, by source and by week. */
import { useTranslation } from 'react-i18next'
import type { Proportionality, ProportionalityWeek } from '../../../../src/contract/oversight/proportionality.ts'
import { useProportionality } from '../../api/rights.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { WeekBars } from '../../parts/WeekBars.tsx'

const columns = [
  'pages',
  'sealed',
  'open',
  'erasedOnTime',
  'erasedLate',
  'overdue',
  'adverts',
  'advertsOpen',
  'read',
  'confirmed',
  'dismissed'
] as const
type Column = (typeof columns)[number]
type Sums = Readonly<Record<Column | 'erasedUnknown', number>>

export function ProportionalityPanel() {
  const { t } = useTranslation()
  const counted = useProportionality()
  if (counted.isPending) return <Loading what={t('audit.proportionality')} lines={8} />
  if (counted.isError) return <ProblemNote error={counted.error} retry={() => void counted.refetch()} />
  return (
    <div className="grid">
      {counted.data.lines.length === 0 && <Empty title={t('admin.noMandatesYet')} />}
      {counted.data.lines.map((line) => (
        <Line key={line.line} line={line} />
      ))}
    </div>
  )
}

function Line({ line: { line, sources, weeks, because } }: { readonly line: Proportionality['lines'][number] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const all = sumOf(weeks)
  const share = all.adverts === 0 ? 0 : all.read / all.adverts
  const bars = [...Map.groupBy(weeks, (one) => one.week)].map(([week, rows]) => {
    const { adverts, advertsOpen } = sumOf(rows)
    return { week, open: advertsOpen, sealed: adverts - advertsOpen }
  })
  const foot = [
    t('proportion.rule'),
    ...(all.erasedUnknown === 0 ? [] : [t('proportion.unknown', { count: all.erasedUnknown })])
  ].join(' ')
  return (
    <Panel
      columns={12}
      title={names.mandate(line)}
      note={t('proportion.share', { share: format.percent(share), read: format.number(all.read), count: all.adverts })}
      tools={
        <a className="button button-small" href="/api/audit/proportionality.csv" download>
          <Icon name="download" /> CSV
        </a>
      }
      foot={foot}
      bare
    >
      {weeks.length === 0 ? (
        <Empty title={t('proportion.none')} />
      ) : (
        <>
          <div className="panel-body">
            <WeekBars weeks={bars} label={t('proportion.chart')} />
          </div>
          <Sources line={line} sources={sources} weeks={weeks} all={all} />
          {because.length > 0 && <Because line={line} because={because} />}
        </>
      )}
    </Panel>
  )
}

interface SourcesProps {
  readonly line: string
  readonly sources: Proportionality['lines'][number]['sources']
  readonly weeks: readonly ProportionalityWeek[]
  readonly all: Sums
}

function Sources({ line, sources, weeks, all }: SourcesProps) {
  const { t } = useTranslation()
  const bySource = [...Map.groupBy(weeks, (one) => one.source)].toSorted(
    (a, b) => sumOf(b[1]).pages - sumOf(a[1]).pages
  )
  const nameOf = (id: string | null): { readonly name: string; readonly id: string } =>
    id === null
      ? { name: t('proportion.imported'), id: '' }
      : { name: sources.find((one) => one.id === id)?.name ?? id, id }
  return (
    <TableBox label={t('proportion.table', { id: line })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('proportion.source')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="right">
                {t(`proportion.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bySource.map(([source, rows]) => (
            <Row key={source ?? ''} {...nameOf(source)} sums={sumOf(rows)} />
          ))}
          {bySource.length > 1 && <Row name={t('proportion.all')} sums={all} />}
        </tbody>
      </table>
    </TableBox>
  )
}

const becameColumns = ['count', 'confirmed', 'dismissed', 'undecided'] as const

/** Why adverts were opened, and what became of the signals of those networks afterwards. */
function Because({ line, because }: Pick<Proportionality['lines'][number], 'line' | 'because'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = because.map((one) => ({ ...one, undecided: one.count - one.confirmed - one.dismissed }))
  return (
    <TableBox label={t('proportion.becauseTable', { id: line })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('proportion.because')}</th>
            {becameColumns.map((name) => (
              <th key={name} scope="col" className="right">
                {t(`proportion.became-${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.why}>
              <th scope="row">{t([`proportion.why-${one.why}`, 'proportion.why-other'])}</th>
              {becameColumns.map((name) => (
                <td key={name} className="right number">
                  {format.number(one[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

interface RowProps {
  readonly name: string
  /** For whoever points at the name: what logs and settings call the source. */
  readonly id?: string
  readonly sums: Sums
}

function Row({ name, id = '', sums }: RowProps) {
  const format = useFormat()
  return (
    <tr>
      <th scope="row" title={id === name || id === '' ? undefined : id}>
        {name}
      </th>
      {columns.map((column) => (
        <td key={column} className="right number">
          {format.number(sums[column])}
        </td>
      ))}
    </tr>
  )
}

function sumOf(rows: readonly ProportionalityWeek[]): Sums {
  const sum = (name: keyof Sums): number => rows.reduce((total, one) => total + one[name], 0)
  return {
    pages: sum('pages'),
    sealed: sum('sealed'),
    open: sum('open'),
    erasedOnTime: sum('erasedOnTime'),
    erasedLate: sum('erasedLate'),
    erasedUnknown: sum('erasedUnknown'),
    overdue: sum('overdue'),
    adverts: sum('adverts'),
    advertsOpen: sum('advertsOpen'),
    read: sum('read'),
    confirmed: sum('confirmed'),
    dismissed: sum('dismissed')
  }
}
