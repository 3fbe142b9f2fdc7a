/** What a person sets for the own account: who one is here, and the own password. */
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { Panel } from '../../parts/Panel.tsx'
import { FactorPart } from './FactorPart.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SessionsPart } from './SessionsPart.tsx'

export function SettingsScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1 tabIndex={-1}>{t('nav.settings')}</h1>
      <p>
        {session.user.name} <span className="quiet">({session.user.id})</span> · {t(`role.${session.user.role}`)}
      </p>
      <div className="grid">
        <Panel columns={6} title={t('password.title')}>
          <PasswordForm />
        </Panel>
        <Panel columns={6} title={t('factor.title')}>
          <FactorPart />
        </Panel>
        <Panel columns={6} title={t('sessions.title')}>
          <SessionsPart />
        </Panel>
      </div>
    </div>
  )
}
