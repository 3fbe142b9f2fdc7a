/** Makes an account: name, role, mandates and a reason. Its one-time password is shown when it is made. */
import { useState } from 'react'
import { Form, Input, Label, Text, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OneTimePassword } from '../../../../src/contract/oversight/accounts.ts'
import type { Role } from '../../../../src/model/mandate.ts'
import { useMakeAccount, useMandates } from '../../api/accounts.ts'
import { Box } from '../../frame/Box.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { roleNames } from './role-names.ts'

interface NewAccountProps {
  readonly onMade: (once: OneTimePassword) => void
  readonly onClose: () => void
}

export function NewAccountDialog({ onMade, onClose }: NewAccountProps) {
  const { t } = useTranslation()
  const make = useMakeAccount()
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  const [role, setRole] = useState<Role>('analyst')
  const [mandates, setMandates] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  return (
    <Box title={t('admin.new')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (make.isPending) return
          const body = { id: id.trim(), name: name.trim(), role, mandates, reason: reason.trim() }
          make.mutate(body, { onSuccess: (once) => (onClose(), onMade(once)) })
        }}
      >
        {make.isError && <ProblemNote error={make.error} />}
        <Words label={t('admin.name')} hint={t('admin.nameHint')} value={name} onChange={setName} most={200} />
        <Words label={t('admin.id')} hint={t('admin.idHint')} value={id} onChange={setId} most={64} />
        <Choice
          label={t('admin.role')}
          values={roleNames}
          says={(one) => t(`role.${one}`)}
          value={role}
          onChange={setRole}
        />
        <Under chosen={mandates} onChange={setMandates} />
        <Words
          label={t('admin.reason')}
          hint={t('admin.reasonHint')}
          value={reason}
          onChange={setReason}
          most={2_000}
        />
        <DialogButtons action={t('admin.make')} busy={make.isPending} onClose={onClose} />
      </Form>
    </Box>
  )
}

interface WordsProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly most: number
}

function Words({ label, hint, value, onChange, most }: WordsProps) {
  return (
    <TextField isRequired value={value} onChange={onChange} maxLength={most} autoComplete="off">
      <Label>{label}</Label>
      <Input />
      <Text slot="description">{hint}</Text>
    </TextField>
  )
}

interface UnderProps {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** The mandates in force, to be ticked. */
function Under({ chosen, onChange }: UnderProps) {
  const { t } = useTranslation()
  const inForce = (useMandates().data?.mandates ?? []).filter(({ state }) => state === 'in-force')
  return (
    <fieldset className="admin-under">
      <legend>{t('admin.under')}</legend>
      {inForce.length === 0 && <p className="quiet">{t('admin.noMandates')}</p>}
      {inForce.map(({ id, purpose }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          <span>
            {id} <span className="quiet">{purpose}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
