/** After sign-in: nothing is read before a ground is chosen. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { useSignOut } from '../../api/session.ts'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { MandateForm } from './MandateForm.tsx'
import './sign-in.css'

export function MandateScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return (
    <div className="door">
      <div className="door-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="door-card door-wide">
        <h1>{t('mandate.title')}</h1>
        <p className="quiet">{t('mandate.why', { name: session.user.name })}</p>
        <MandateForm session={session} />
        <Button className="button-quiet" onPress={() => signOut.mutate()}>
          {t('frame.signOut')}
        </Button>
      </main>
    </div>
  )
}
