/** Which keys there are for each line of mandates: what they open can be read until they are destroyed. Never a key itself. */
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../api/accounts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

export function KeysPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const keys = useKeys()
  const lines = keys.data?.lines ?? []
  return (
    <div className="grid">
      <Panel columns={12} title={t('admin.keys')} bare foot={t('admin.keysAbout')}>
        {keys.isPending && <Loading what={t('admin.keys')} />}
        {keys.isError && <ProblemNote error={keys.error} retry={() => void keys.refetch()} />}
        {keys.isSuccess && lines.length === 0 && <Empty title={t('admin.noKeys')} />}
        {lines.length > 0 && (
          <TableBox label={t('admin.keys')}>
            <table>
              <thead>
                <tr>
                  {['keyLine', 'keyDays', 'keySpan', 'keyKept', 'keyFingerprints'].map((name) => (
                    <th key={name} scope="col">
                      {t(`admin.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((one) => (
                  <tr key={one.line}>
                    <th scope="row">{one.line}</th>
                    <td className="number">{format.number(one.days)}</td>
                    <td>{format.period(one.oldestDay, one.newestDay)}</td>
                    <td>{t(`admin.key-${one.kept}`)}</td>
                    <td>{t(`admin.key-${one.fingerprints}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Panel>
    </div>
  )
}
