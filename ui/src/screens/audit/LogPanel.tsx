/** Who outside keeps or stamps the log over the ledger: what each got last, what waits for it, and why it fails. */
import { useTranslation } from 'react-i18next'
import type { LogKeepers } from '../../../../src/contract/oversight/audit.ts'
import { useLogKeepers } from '../../api/audit.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

/** Clocks that differ by less are told by nobody: an answer takes its time. */
const mostSkewSeconds = 60

export function LogPanel() {
  const { t } = useTranslation()
  const keepers = useLogKeepers()
  const places = keepers.data?.places ?? []
  return (
    <div className="grid">
      <Panel columns={12} title={t('audit.log')} bare foot={t('audit.logFoot')}>
        {keepers.isPending && <Loading what={t('audit.log')} />}
        {keepers.isError && <ProblemNote error={keepers.error} retry={() => void keepers.refetch()} />}
        {keepers.isSuccess && places.length === 0 && (
          <Empty title={t('audit.logNobody')}>
            <p>{t('audit.logNobodyNext')}</p>
          </Empty>
        )}
        {places.length > 0 && (
          <TableBox label={t('audit.log')}>
            <table>
              <thead>
                <tr>
                  {['logPlace', 'logGot', 'logWaits', 'logFails'].map((name) => (
                    <th key={name} scope="col">
                      {t(`audit.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {places.map((one) => (
                  <Place key={one.place} one={one} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Panel>
    </div>
  )
}

function Place({ one }: { readonly one: LogKeepers['places'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { place, kind, size, doneAt, waiting, skewSeconds, failedSince, cause, nextAt } = one
  const skewed = skewSeconds !== null && Math.abs(skewSeconds) > mostSkewSeconds
  return (
    <tr>
      <th scope="row">
        {place} <span className="quiet small">{t(`audit.log-${kind}`)}</span>
      </th>
      <td>
        {doneAt === null ? t('audit.logNothing') : t('audit.logUpTo', { entry: size, at: format.moment(doneAt) })}
        {skewed && (
          <p>{t('audit.logSkew', { count: Math.abs(skewSeconds), way: skewSeconds > 0 ? 'ahead' : 'behind' })}</p>
        )}
      </td>
      <td>{t('audit.logWaiting', { count: waiting })}</td>
      <td>
        {failedSince !== null && (
          <>
            {t('audit.logSince', { at: format.moment(failedSince) })} <code>{cause}</code>{' '}
            <span className="quiet small">{t('audit.logNext', { at: format.moment(nextAt) })}</span>
          </>
        )}
      </td>
    </tr>
  )
}
