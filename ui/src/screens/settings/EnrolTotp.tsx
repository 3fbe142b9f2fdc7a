/** Sets up an authenticator app in three steps: the password, the QR code with a first code, and the recovery codes. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import type { TotpSecret } from '../../../../src/contract/session.ts'
import { useBeginTotp, useConfirmTotp } from '../../api/factor.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { AskPassword } from './AskPassword.tsx'
import { RecoveryList } from './RecoveryList.tsx'
import { Secret } from './Secret.tsx'
import './settings.css'

export function EnrolTotp({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const begin = useBeginTotp()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null) return <RecoveryList codes={codes} onDone={onDone} />
  if (begin.isSuccess) return <FirstCode secret={begin.data} onCodes={setCodes} />
  return (
    <AskPassword
      explain={t('factor.enrolExplain')}
      action={t('factor.next')}
      error={begin.error}
      busy={begin.isPending}
      onSubmit={(password) => begin.mutate(password)}
    />
  )
}

interface FirstProps {
  readonly secret: TotpSecret
  readonly onCodes: (codes: readonly string[]) => void
}

function FirstCode({ secret, onCodes }: FirstProps) {
  const { t } = useTranslation()
  const confirm = useConfirmTotp()
  const [code, setCode] = useState('')
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!confirm.isPending) confirm.mutate(code, { onSuccess: (answer) => onCodes(answer.codes) })
      }}
    >
      <p>{t('factor.scan')}</p>
      <QrCode text={secret.uri} label={t('factor.qr')} />
      <p className="small">
        {t('factor.orType')} <span className="mono settings-secret">{inGroups(secret.secret)}</span>
      </p>
      {confirm.isError && <ProblemNote error={confirm.error} />}
      <Secret plain label={t('factor.code')} value={code} onChange={setCode} autoComplete="one-time-code" />
      <div className="actions">
        <Button type="submit" className="button-primary" data-pending={confirm.isPending || undefined}>
          {t('factor.confirm')}
        </Button>
      </div>
    </Form>
  )
}

function inGroups(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

/** Dark squares on white in both themes: phones read no inverted code. One path, drawn here: nothing is asked from outside. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className="settings-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
