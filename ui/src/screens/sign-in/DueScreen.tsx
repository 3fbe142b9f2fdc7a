/** What is due after sign-in, before anything else is shown: a password of one's own in the place of a one-time one. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { useSignOut } from '../../api/session.ts'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { PasswordForm } from '../settings/PasswordForm.tsx'
import './sign-in.css'

interface DueProps {
  readonly session: Session
  readonly due: NonNullable<Session['due']>
}

export function DueScreen({ session, due }: DueProps) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return (
    <div className="door">
      <div className="door-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="door-card">
        <h1>{t(`due.${due}Title`)}</h1>
        <p className="quiet">
          {session.user.name}. {t(`due.${due}Why`)}
        </p>
        <PasswordForm />
        <Button className="button-quiet" onPress={() => signOut.mutate()}>
          {t('frame.signOut')}
        </Button>
      </main>
    </div>
  )
}
