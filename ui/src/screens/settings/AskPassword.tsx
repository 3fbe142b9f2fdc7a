/** Asks for the own password before a proof of sign-in changes: who found a screen open does not have it. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../frame/Notice.tsx'
import { Secret } from './Secret.tsx'

interface AskProps {
  readonly explain: string
  readonly action: string
  readonly error: unknown
  readonly busy: boolean
  readonly onSubmit: (password: string) => void
}

export function AskPassword({ explain, action, error, busy, onSubmit }: AskProps) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && password !== '') onSubmit(password)
      }}
    >
      <p>{explain}</p>
      {error !== null && <ProblemNote error={error} />}
      <Secret label={t('factor.password')} value={password} onChange={setPassword} autoComplete="current-password" />
      <div className="actions">
        <Button type="submit" className="button-primary" data-pending={busy || undefined}>
          {action}
        </Button>
      </div>
    </Form>
  )
}
