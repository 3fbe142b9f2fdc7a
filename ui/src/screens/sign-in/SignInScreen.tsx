/** Sign-in with user and password; on a practice instance the practice users stand beside it. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useDemoUsers, useSignIn } from '../../api/session.ts'
import type { DemoUser } from '../../api/session.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { OtherWays, ProviderFailure } from './OtherWays.tsx'
import './sign-in.css'

export function SignInScreen() {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const demo = useDemoUsers()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const ended = useQuery({
    queryKey: ['session-ended'],
    queryFn: () => client.getQueryData(['session-ended']) ?? false
  })
  return (
    <div className="door">
      <div className="door-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="door-card">
        <img src="/beacon.svg" alt="" width="44" height="44" />
        <h1>Baken</h1>
        <p className="quiet">{t('signIn.about')}</p>
        {ended.data === true && <p className="note note-warn">{t('signIn.ended')}</p>}
        <ProviderFailure />
        {signIn.isError && <ProblemNote error={signIn.error} />}
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!signIn.isPending) signIn.mutate({ user: user.trim(), password })
          }}
        >
          <TextField name="user" isRequired value={user} onChange={setUser} autoComplete="username" maxLength={64}>
            <Label>{t('signIn.user')}</Label>
            <Input />
            <FieldError>{t('signIn.userMissing')}</FieldError>
          </TextField>
          <TextField
            name="password"
            type="password"
            isRequired
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            maxLength={256}
          >
            <Label>{t('signIn.password')}</Label>
            <Input />
            <FieldError>{t('signIn.passwordMissing')}</FieldError>
          </TextField>
          <Button type="submit" className="button-primary" data-pending={signIn.isPending || undefined}>
            {t('signIn.action')}
          </Button>
        </Form>
        <OtherWays />
        <PracticeUsers
          users={demo.data ?? []}
          onChoose={(chosen) => {
            setUser(chosen.id)
            setPassword(chosen.password)
          }}
        />
        <p className="quiet small">{t('signIn.logged')}</p>
      </main>
    </div>
  )
}

function PracticeUsers({
  users,
  onChoose
}: {
  readonly users: readonly DemoUser[]
  readonly onChoose: (user: DemoUser) => void
}) {
  const { t } = useTranslation()
  if (users.length === 0) return null
  return (
    <section className="practice" aria-labelledby="practice-title">
      <h2 id="practice-title">{t('signIn.practice')}</h2>
      <p className="quiet small">{t('signIn.practiceHint')}</p>
      <ul>
        {users.map((user) => (
          <li key={user.id}>
            <Button className="practice-user" onPress={() => onChoose(user)}>
              <span>{user.name ?? user.id}</span>
              <span className="quiet">{t(`role.${user.role}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
