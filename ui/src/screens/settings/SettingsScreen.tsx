/** What a person sets for the own account: who one is here, and the own password. */
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { PasswordForm } from './PasswordForm.tsx'

export function SettingsScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1 tabIndex={-1}>{t('nav.settings')}</h1>
      <p>
        {session.user.name} <span className="quiet">({session.user.id})</span> · {t(`role.${session.user.role}`)}
      </p>
      <h2>{t('password.title')}</h2>
      <PasswordForm />
    </div>
  )
}
