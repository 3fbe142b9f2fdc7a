/** Kalibratie: by indicator, what became of the signals that rest on it, with the interval of the share that was confirmed. */
import { useTranslation } from 'react-i18next'
import type { CalibratedSign, Calibration, CalibrationLine } from '../../../../src/contract/oversight/calibration.ts'
import { calibrationAddress, useCalibration } from '../../api/figures/calibration.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

/** `overAll`: an auditor looks, over all lines of mandates. */
export function CalibrationPart({ overAll }: { readonly overAll: boolean }) {
  const { t } = useTranslation()
  const found = useCalibration(overAll)
  if (found.isPending) return <Loading what={t('calibration.title')} lines={8} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { lines } = found.data
  return (
    <div className="grid">
      {lines.map((line) => (
        <LinePanel key={line.line ?? ''} line={line} whole={found.data} overAll={overAll} />
      ))}
      {lines.length === 0 && <Empty title={t('calibration.none')} />}
    </div>
  )
}

interface LinePanelProps {
  readonly line: CalibrationLine
  readonly whole: Calibration
  readonly overAll: boolean
}

function LinePanel({ line, whole, overAll }: LinePanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const name = line.line === null ? t('calibration.all') : names.mandate(line.line)
  return (
    <>
      <Panel
        columns={12}
        title={overAll ? name : t('calibration.title')}
        note={t('calibration.version', { version: whole.version })}
        tools={
          <a className="button button-small" href={`${calibrationAddress(overAll)}.csv`} download>
            <Icon name="download" /> CSV
          </a>
        }
        foot={`${t('calibration.about')} ${t('calibration.foot', { least: whole.least })}`}
        bare
      >
        {line.signs.length === 0 ? (
          <Empty title={t('calibration.none')} />
        ) : (
          <Signs signs={line.signs} label={t('calibration.table', { name })} />
        )}
      </Panel>
      {line.outcomes.length > 0 && <Outcomes outcomes={line.outcomes} />}
    </>
  )
}

const counts = ['signals', 'confirmed', 'dismissed', 'undecided'] as const

function Signs({ signs, label }: { readonly signs: readonly CalibratedSign[]; readonly label: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  return (
    <TableBox label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('calibration.sign')}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className="right">
                {t(`calibration.${name}`)}
              </th>
            ))}
            <th scope="col">{t('calibration.share')}</th>
            <th scope="col">{t('calibration.cases')}</th>
          </tr>
        </thead>
        <tbody>
          {signs.map((one) => (
            <tr key={one.of}>
              <th scope="row">
                {words(one.title)}{' '}
                {one.direction !== 'for' && <span className="tag">{t(`calibration.${one.direction}`)}</span>}
              </th>
              {counts.map((name) => (
                <td key={name} className="right number">
                  {format.number(one[name])}
                </td>
              ))}
              <td>
                <Interval {...one} />
              </td>
              <td>
                <Cases {...one.cases} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** From where to where the share may lie, as a bar over nought to one and in words. */
function Interval({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (from === null || to === null) return <span className="quiet small">{t('calibration.few')}</span>
  return (
    <span className="figure-interval">
      <span className="figure-interval-bar" aria-hidden="true">
        <i style={{ left: `${100 * from}%`, width: `${Math.max(1, 100 * (to - from))}%` }} />
      </span>
      <span className="number small">
        {t('calibration.interval', { from: format.percent(from), to: format.percent(to) })}
      </span>
    </span>
  )
}

function Cases({ held, notHeld, from, to }: CalibratedSign['cases']) {
  const { t } = useTranslation()
  if (held + notHeld === 0) return <span className="quiet small">{t('calibration.cases-none')}</span>
  return (
    <span className="stack-small">
      <span className="small">{t('calibration.cases-held', { held, notHeld })}</span> <Interval from={from} to={to} />
    </span>
  )
}

function Outcomes({ outcomes }: { readonly outcomes: CalibrationLine['outcomes'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  return (
    <Panel columns={6} title={t('calibration.outcomes')} note={t('calibration.outcomesNote')} bare>
      <TableBox label={t('calibration.outcomes')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('calibration.outcome')}</th>
              <th scope="col" className="right">
                {t('calibration.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map(({ outcome, ground, title, atLeast }) => (
              <tr key={`${outcome} ${ground ?? ''}`}>
                <th scope="row">
                  {t([`calibration.outcome-${outcome}`, 'calibration.outcome-other'])}
                  {ground !== null && (
                    <span className="quiet">
                      {' '}
                      {ground} {title === null ? '' : words(title)}
                    </span>
                  )}
                </th>
                <td className="right number">{format.number(atLeast)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </Panel>
  )
}
