/** The state of an account in a few tags: open or closed, a one-time password, open sessions. */
import { useTranslation } from 'react-i18next'
import type { AccountRow } from '../../../../src/contract/oversight/accounts.ts'
import { useFormat } from '../../frame/format.ts'

export function AccountState({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span className="row-wrap">
      <span className={row.active ? 'tag' : 'tag tag-warn'}>{t(row.active ? 'admin.open' : 'admin.closed')}</span>
      {row.passwordUntil !== null && (
        <span className="tag tag-warn">{t('admin.oneTime', { until: format.moment(row.passwordUntil) })}</span>
      )}
      {row.revoke !== null && <span className="tag tag-warn">{t('admin.revokeAsked', { reason: row.revoke })}</span>}
      {row.factorSince !== null && <span className="tag">{t('admin.factorOn')}</span>}
      {row.demo && <span className="tag">{t('admin.demo')}</span>}
      {row.sessions > 0 && <span className="quiet small">{t('admin.sessions', { count: row.sessions })}</span>}
    </span>
  )
}
