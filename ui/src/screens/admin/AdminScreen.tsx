/** Beheer: accounts, mandates and keys. An administrator sees who may do what, and no content. */
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { Parts } from '../../parts/Parts.tsx'
import { usePlace } from '../../place/place.tsx'
import { AccountsPanel } from './AccountsPanel.tsx'
import { KeysPanel } from './KeysPanel.tsx'
import { MandatesPanel } from './MandatesPanel.tsx'
import { SignInPanel } from './SignInPanel.tsx'
import './admin.css'

const parts = ['accounts', 'mandates', 'sign-in', 'keys'] as const

export function AdminScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const part = parts.find((one) => one === query['part']) ?? 'accounts'
  return (
    <div className="page admin">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.admin')}</h1>
          <p>{t('admin.about')}</p>
        </div>
      </header>
      <Parts label={t('admin.parts')} path="/admin" names={parts} says={(one) => t(`admin.${one}`)} shown={part} />
      {part === 'accounts' && <AccountsPanel me={session.user.id} />}
      {part === 'mandates' && <MandatesPanel />}
      {part === 'sign-in' && <SignInPanel />}
      {part === 'keys' && <KeysPanel />}
    </div>
  )
}
