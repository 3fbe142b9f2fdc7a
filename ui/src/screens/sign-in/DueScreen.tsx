/** What is due after sign-in, before anything else is shown: the second factor, a password of one's own, or setting up a second factor. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { factorDone, useShowFactor } from '../../api/factor.ts'
import { useSignOut } from '../../api/session.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { EnrolTotp } from '../settings/EnrolTotp.tsx'
import { PasswordForm } from '../settings/PasswordForm.tsx'
import { Secret } from '../settings/Secret.tsx'
import { PasskeyButton } from './OtherWays.tsx'
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
        {due === 'factor' && <CodeForm />}
        {due === 'factor' && <PasskeyButton />}
        {due === 'password' && <PasswordForm />}
        {due === 'enrolment' && <EnrolTotp onDone={() => void factorDone()} />}
        <Button className="button-quiet" onPress={() => signOut.mutate()}>
          {t('frame.signOut')}
        </Button>
      </main>
    </div>
  )
}

function CodeForm() {
  const { t } = useTranslation()
  const show = useShowFactor()
  const [code, setCode] = useState('')
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!show.isPending && code.trim() !== '') show.mutate(code.trim())
      }}
    >
      {show.isError && <ProblemNote error={show.error} />}
      <Secret
        plain
        label={t('factor.code')}
        hint={t('factor.codeHint')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
      />
      <div className="actions">
        <Button type="submit" className="button-primary" data-pending={show.isPending || undefined}>
          {t('factor.show')}
        </Button>
      </div>
    </Form>
  )
}
