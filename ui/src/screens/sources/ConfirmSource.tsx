/** The last step of adding a source: a name, its id, a pace, and the word of a person that the fields are right. */
import { useState } from 'react'
import { Form, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SourceTry } from '../../../../src/contract/desk/sources.ts'
import { useAddSource } from '../../api/operations.ts'
import { announce } from '../../frame/announce.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import type { Selectors } from './selectors.ts'

interface ConfirmSourceProps {
  readonly proposal: SourceTry['proposal']
  readonly pages: Selectors
  readonly reason: string
  readonly onClose: () => void
}

export function ConfirmSource({ proposal, pages, reason, onClose }: ConfirmSourceProps) {
  const { t } = useTranslation()
  const add = useAddSource()
  const [name, setName] = useState(proposal.name)
  const [id, setId] = useState(proposal.id)
  const [delay, setDelay] = useState('1')
  const [sure, setSure] = useState(false)
  const [missing, setMissing] = useState(false)
  const delaySeconds = Number(delay)
  const fits = /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) && name.trim() !== '' && delaySeconds >= 1 && delaySeconds <= 3600

  function submit(): void {
    setMissing(!sure || !fits)
    if (!sure || !fits || add.isPending) return
    const asked = { id, name: name.trim(), start: [proposal.start], delaySeconds, pages, reason }
    add.mutate(asked, {
      onSuccess: () => {
        announce(t('addSource.done', { name: asked.name }))
        onClose()
      }
    })
  }

  return (
    <Form
      className="stack confirm-source"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="confirm-fields">
        <TextField value={name} onChange={setName} maxLength={200}>
          <Label>{t('addSource.name')}</Label>
          <Input />
        </TextField>
        <TextField value={id} onChange={setId} maxLength={64}>
          <Label>{t('addSource.id')}</Label>
          <Input className="mono" />
        </TextField>
        <TextField value={delay} onChange={setDelay} maxLength={4} inputMode="numeric">
          <Label>{t('addSource.delay')}</Label>
          <Input />
        </TextField>
      </div>
      <label className="check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {t('addSource.sure')}
      </label>
      {missing && <p className="note note-warn">{t(fits ? 'addSource.sureFirst' : 'addSource.fieldsFirst')}</p>}
      {add.isError && <ProblemNote error={add.error} />}
      <DialogButtons action={t('addSource.add')} busy={add.isPending} onClose={onClose} />
    </Form>
  )
}
