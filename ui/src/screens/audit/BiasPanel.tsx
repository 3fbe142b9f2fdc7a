/** Bias by line of mandates: how often each indicator fired and what people made of it, by source, language and place, with differences and their numbers. */
import { useTranslation } from 'react-i18next'
import type { Bias, BiasCompared, BiasLine } from '../../../../src/contract/oversight/bias.ts'
import { useBias } from '../../api/rights.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Parts } from '../../parts/Parts.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { refine, usePlace } from '../../place/place.tsx'

const ways = ['indicator', 'source', 'language', 'place'] as const
type Way = (typeof ways)[number]

export function BiasPanel() {
  const { t } = useTranslation()
  const names = useNames()
  const { query } = usePlace()
  const counted = useBias()
  const by = ways.find((one) => one === query['by']) ?? 'indicator'
  if (counted.isPending) return <Loading what={t('audit.bias')} lines={8} />
  if (counted.isError) return <ProblemNote error={counted.error} retry={() => void counted.refetch()} />
  const { lines, least } = counted.data
  // A line without a signal is told in a sentence, not as an empty table.
  const told = lines.filter((line) => line.signals > 0)
  const silent = lines.filter((line) => line.signals === 0).map((line) => names.mandate(line.line))
  return (
    <div className="grid">
      <div className="c12 row-wrap bias-ask">
        <Parts
          label={t('bias.by')}
          path="/audit"
          names={ways}
          says={(one) => t(`bias.by-${one}`)}
          shown={by}
          query="by"
          beside={{ part: 'bias' }}
        />
        {by !== 'indicator' && <WhichIndicator lines={lines} chosen={query['indicator'] ?? ''} />}
        <a className="button button-small push no-print" href="/api/audit/bias.csv" download>
          <Icon name="download" /> CSV
        </a>
      </div>
      {lines.length === 0 && <Empty title={t('admin.noMandatesYet')} />}
      {told.map((line) => (
        <Line key={line.line} {...{ line, by, least }} indicator={query['indicator'] ?? null} />
      ))}
      <div className="c12 bias-rules">
        {silent.length > 0 && <p>{t('bias.silent', { count: silent.length, list: silent.join(', ') })}</p>}
        {by !== 'indicator' && <p>{t(`bias.${by}`)}</p>}
        <p>{t('bias.rule')}</p>
        {by !== 'indicator' && <p>{t('bias.small', { least })}</p>}
      </div>
    </div>
  )
}

/** All indicators that fired anywhere, by their words. */
function WhichIndicator({ lines, chosen }: { readonly lines: Bias['lines']; readonly chosen: string }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const all = new Map(lines.flatMap((line) => line.indicators.map((one) => [one.of, words(one.title)] as const)))
  return (
    <label className="field field-row">
      <span>{t('bias.which')}</span>
      <select value={chosen} onChange={(event) => refine({ indicator: event.target.value || null })}>
        <option value="">{t('bias.allIndicators')}</option>
        {[...all].map(([of, title]) => (
          <option key={of} value={of}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}

interface LineProps {
  readonly line: BiasLine
  readonly by: Way
  readonly indicator: string | null
  readonly least: number
}

/** What a row of the table shows, whatever it is counted by. */
type Row = Pick<BiasLine['groups'][number], 'signals' | 'agreed' | 'dismissed' | 'vetoed' | 'compared'> & {
  readonly key: string
  readonly name: string
  readonly tag: string | null
  readonly opened: number | null
  readonly grounded: number | null
}

function Line({ line, by, indicator, least }: LineProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const rows = useRows(line, by, indicator)
  const hidden = by === 'indicator' ? 0 : line.hidden[by]
  const note = t('bias.note', {
    signals: t('bias.signalCount', { count: line.signals }),
    agreed: format.number(line.agreed),
    dismissed: format.number(line.dismissed)
  })
  const foot = [
    ...(hidden === 0 ? [] : [t('bias.hidden', { count: hidden })]),
    ...(line.opened === 0
      ? []
      : [
          t('bias.grounded', {
            share: format.percent(line.grounded / line.opened),
            grounded: format.number(line.grounded),
            opened: format.number(line.opened)
          })
        ])
  ].join(' ')
  return (
    <Panel columns={12} title={names.mandate(line.line)} note={note} {...(foot !== '' && { foot })} bare>
      {rows.length === 0 ? (
        <Empty title={t('bias.none')}>{by !== 'indicator' && <p>{t('bias.noneNext', { least })}</p>}</Empty>
      ) : (
        <Table line={line.line} rows={rows} by={by} />
      )}
    </Panel>
  )
}

function useRows(line: BiasLine, by: Way, indicator: string | null): readonly Row[] {
  const { t } = useTranslation()
  const names = useNames()
  const words = useOwnWords()
  if (by === 'indicator')
    return line.indicators.map((one) => ({
      ...one,
      key: one.of,
      name: words(one.title),
      tag: one.direction === 'against' ? t('bias.against') : null,
      opened: null,
      grounded: null
    }))
  const nameOf = (of: string): string => {
    if (by === 'language') return of === '' ? t('bias.unknownLanguage') : names.value('language', of)
    if (by === 'source') return of === '' ? t('bias.imported') : of
    return names.value('place', of)
  }
  return line.groups
    .filter((one) => one.by === by && one.indicator === indicator)
    .map((one) => ({ ...one, key: one.of, name: one.name ?? nameOf(one.of), tag: null }))
}

const columns = ['signals', 'agreed', 'dismissed', 'vetoed'] as const

interface TableProps {
  readonly line: string
  readonly rows: readonly Row[]
  readonly by: Way
}

function Table({ line, rows, by }: TableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const counted = (value: number | null): string => (value === null ? '–' : format.number(value))
  const opens = rows.some((row) => row.opened !== null)
  return (
    <TableBox label={t('bias.table', { id: line })}>
      <table className="bias-table">
        <thead>
          <tr>
            <th scope="col">{t(`bias.by-${by}`)}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="right">
                {t(`bias.${name}`)}
              </th>
            ))}
            {opens && (
              <>
                <th scope="col" className="right">
                  {t('bias.opened')}
                </th>
                <th scope="col" className="right">
                  {t('bias.withGround')}
                </th>
              </>
            )}
            <th scope="col">{t('bias.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name} {row.tag !== null && <span className="tag">{row.tag}</span>}
              </th>
              {columns.map((name) => (
                <td key={name} className="right number">
                  {format.number(row[name])}
                </td>
              ))}
              {opens && (
                <>
                  <td className="right number">{counted(row.opened)}</td>
                  <td className="right number">{counted(row.grounded)}</td>
                </>
              )}
              <td>
                <Shares {...row.compared} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** The share that was dismissed here and elsewhere as two bars, with the numbers that they rest on, and what may be said of the difference. */
function Shares({ share, rest, decided, restDecided, verdict }: BiasCompared) {
  const { t } = useTranslation()
  const format = useFormat()
  if (share === null) return <span className="quiet small">{t('bias.undecided')}</span>
  const tone = verdict === 'more' || verdict === 'less' ? 'tag tag-warn' : 'quiet'
  return (
    <div className="bias-shares">
      <span className="bias-bars" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
        {rest !== null && <i className="bias-rest" style={{ width: `${100 * rest}%` }} />}
      </span>
      <span className="number small">
        {t('bias.here', { share: format.percent(share), count: decided })}
        {rest !== null && (
          <span className="quiet">
            {' · '}
            {t('bias.elsewhere', { share: format.percent(rest), count: restDecided })}
          </span>
        )}
      </span>
      <span className={`small ${tone}`}>{t(`bias.verdict-${verdict}`)}</span>
    </div>
  )
}
