/** Changes the own password, with the present one. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useChangePassword } from '../../api/session.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { Secret } from './Secret.tsx'

export function PasswordForm() {
  const { t } = useTranslation()
  const change = useChangePassword()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setDiffer(next !== again)
        if (next !== again || change.isPending) return
        const clear = (): void => [setOld, setNext, setAgain].forEach((set) => set(''))
        change.mutate({ old, password: next }, { onSuccess: clear })
      }}
    >
      <div role="status">{change.isSuccess && <p className="note">{t('password.changed')}</p>}</div>
      {change.isError && <ProblemNote error={change.error} />}
      <Secret label={t('password.old')} value={old} onChange={setOld} autoComplete="current-password" />
      <Secret
        label={t('password.next')}
        hint={t('password.hint')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
      />
      <Secret
        label={t('password.again')}
        hint={differ ? t('password.differ') : ''}
        invalid={differ}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <div className="actions">
        <Button type="submit" className="button-primary" data-pending={change.isPending || undefined}>
          {t('password.action')}
        </Button>
      </div>
    </Form>
  )
}
