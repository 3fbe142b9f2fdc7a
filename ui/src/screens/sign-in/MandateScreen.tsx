/** After sign-in: nothing is read before a ground is chosen. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { client } from '../../api/client.ts'
import { useSignOut } from '../../api/session.ts'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { MandateForm } from './MandateForm.tsx'
import './sign-in.css'

export function MandateScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const ended = useQuery({
    queryKey: ['mandate-ended'],
    queryFn: () => client.getQueryData<boolean>(['mandate-ended']) ?? false
  })
  return (
    <div className="door">
      <div className="door-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="door-card door-wide">
        <h1>{t('mandate.title')}</h1>
        <p className="quiet">{t('mandate.why', { name: session.user.name })}</p>
        {ended.data === true && (
          <p className="note note-warn" role="alert">
            {t('mandate.ended')}
          </p>
        )}
        <MandateForm session={session} />
        <Button className="button-quiet" onPress={() => signOut.mutate()}>
          {t('frame.signOut')}
        </Button>
      </main>
    </div>
  )
}
