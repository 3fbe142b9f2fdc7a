/** How a signal was weighed before: priority, step, reasons with their points, rules and digests, and whether the same comes out anew. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastPriority as Past } from '../../../../src/contract/oversight/past-priority.ts'
import { usePastPriority } from '../../api/figures/calibration.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { TableBox } from '../../parts/table/TableBox.tsx'

export function PastPriority({ signal }: { readonly signal: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [time, setTime] = useState<string | null>(null)
  const found = usePastPriority(signal, time)
  if (found.isPending) return <Loading what={t('calibration.past.when')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const past = found.data
  return (
    <div className="stack">
      <label className="field">
        <span>{t('calibration.past.when')}</span>
        <select value={past.weighedAt} onChange={(event) => setTime(event.target.value)}>
          {past.times.map((one) => (
            <option key={one.at} value={one.at}>
              {t('calibration.past.option', {
                at: format.exact(one.at),
                priority: format.number(one.priority),
                version: one.version
              })}
            </option>
          ))}
        </select>
      </label>
      <p>
        {t(past.until === null ? 'calibration.past.since' : 'calibration.past.between', {
          from: format.exact(past.weighedAt),
          until: format.exact(past.until)
        })}
      </p>
      <p className={past.remade.verdict === 'differs' ? 'note note-warn' : 'note note-info'}>
        <b>{t('calibration.past.remade')}</b> {t(`calibration.past.remade-${past.remade.verdict}`, { ...past.remade })}
      </p>
      <Facts past={past} />
      <ReasonTable past={past} />
    </div>
  )
}

function Facts({ past }: { readonly past: Past }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = [
    ['priority', format.number(past.priority)],
    ['step', t(`calibration.past.step-${past.step}`)],
    ['class', past.class === null ? null : t([`class.${past.class}`, 'class.other'])],
    ['version', String(past.version)],
    ['adopted', past.adopted === 0 ? t('calibration.past.adopted-none') : String(past.adopted)],
    ['rules', past.rules],
    ['inputs', past.inputs],
    ['row', `signal_history ${past.row}`]
  ] as const
  return (
    <dl className="past-facts">
      {rows.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{t(`calibration.past.${name}`)}</dt>
            <dd>{name === 'rules' || name === 'inputs' || name === 'row' ? <code>{value}</code> : value}</dd>
          </div>
        )
      )}
    </dl>
  )
}

function ReasonTable({ past }: { readonly past: Past }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  return (
    <TableBox label={t('calibration.past.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('calibration.past.reason')}</th>
            <th scope="col" className="right">
              {t('calibration.past.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {past.reasons.map((one, at) => (
            <tr key={at}>
              <th scope="row">
                {words(one.title)}: {words(one.sentence)}
              </th>
              <td className="right number">{one.direction === 'context' ? '–' : format.points(one.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
