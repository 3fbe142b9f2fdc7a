/** Contacts of a child, and with whom nobody gets in touch: a guardian may be the exploiter. A block is lifted by another person than who set it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Contact, MinorFile } from '../../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { DayField } from '../../../parts/DayField.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { mayWork } from '../mayWork.ts'

interface ContactsProps {
  readonly one: MinorFile
  readonly me: string
}

export function Contacts({ one, me }: ContactsProps) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Contact | 'new' | null>(null)
  const works = mayWork(one)
  // Who is blocked stands above who is not, each in the order of recording.
  const contacts = one.contacts.toSorted((a, b) => Number(b.blocked) - Number(a.blocked))
  return (
    <Panel
      columns={12}
      title={t('minors.contacts')}
      tools={
        works && (
          <Button className="button-small" onPress={() => setDoing('new')}>
            {t('minors.contactAdd')}
          </Button>
        )
      }
    >
      {contacts.length === 0 && <p className="quiet">{t('minors.noContacts')}</p>}
      <ul className="divide case-plain minor-list">
        {contacts.map((contact) => (
          <ContactRow
            key={contact.no}
            contact={contact}
            changes={works && !(contact.blocked && contact.blockedBy === me)}
            onChange={() => setDoing(contact)}
          />
        ))}
      </ul>
      {doing === 'new' && <ContactDialog id={one.id} onClose={() => setDoing(null)} />}
      {doing !== null && doing !== 'new' && <BlockDialog id={one.id} contact={doing} onClose={() => setDoing(null)} />}
    </Panel>
  )
}

interface RowProps {
  readonly contact: Contact
  readonly changes: boolean
  readonly onChange: () => void
}

function ContactRow({ contact, changes, onChange }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { name, relation, number, blocked, blockedBy, because, until } = contact
  return (
    <li>
      <div className="row row-wrap">
        <b>{name || t('minors.nameHidden')}</b>
        <span className="quiet">{relation}</span>
        <span className={blocked ? 'tag tag-bad' : 'tag'}>{t(blocked ? 'minors.blockedTag' : 'minors.freeTag')}</span>
        {changes && (
          <Button
            className="button-small push"
            aria-label={t(blocked ? 'minors.unblockOf' : 'minors.blockOf', { who: name || relation })}
            onPress={onChange}
          >
            {t(blocked ? 'minors.unblock' : 'minors.block')}
          </Button>
        )}
      </div>
      {number !== '' && <p className="number">{number}</p>}
      {because !== null && <p className="said">{because}</p>}
      {blockedBy !== null && (
        <p className="small quiet">
          {t('minors.blockedBy', { by: names.person(blockedBy) })}
          {until !== null && ` · ${t('minors.blockedUntil', { at: format.day(until) })}`}
        </p>
      )}
    </li>
  )
}

interface DialogProps {
  readonly id: string
  readonly onClose: () => void
}

function ContactDialog({ id, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const [name, setName] = useState('')
  const [relation, setRelation] = useState('')
  const [number, setNumber] = useState('')
  const [blocked, setBlocked] = useState<'yes' | 'no' | ''>('')
  const [until, setUntil] = useState('')
  const why = useDraft(`minor-contact:${id}`)
  return (
    <CaseForm
      title={t('minors.contactAdd')}
      explain={t('minors.contactExplain')}
      action={t('minors.set')}
      onSend={async () => {
        const body = { name, relation, blocked: blocked === 'yes', reason: why.text }
        await act.mutateAsync({
          act: 'contacts',
          body: { ...body, ...(number !== '' && { number }), ...(blocked === 'yes' && until !== '' && { until }) }
        })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.contactName')} value={name} onChange={setName} required />
      <Field label={t('minors.relation')} value={relation} onChange={setRelation} required />
      <Field label={t('minors.number')} value={number} onChange={setNumber} most={40} />
      <Choice<'yes' | 'no' | ''>
        label={t('minors.mayContact')}
        values={['', 'yes', 'no']}
        value={blocked}
        says={(each) => t(each === '' ? 'minors.choose' : each === 'yes' ? 'minors.contactNo' : 'minors.contactYes')}
        required
        onChange={setBlocked}
      />
      {blocked === 'yes' && <DayField label={t('minors.until')} value={until} onChange={setUntil} />}
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

function BlockDialog({ id, contact, onClose }: DialogProps & { readonly contact: Contact }) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const [until, setUntil] = useState('')
  const why = useDraft(`minor-block:${id}:${contact.no}`)
  const blocks = !contact.blocked
  return (
    <CaseForm
      title={t(blocks ? 'minors.block' : 'minors.unblock')}
      explain={t(blocks ? 'minors.blockExplain' : 'minors.unblockExplain')}
      action={t('minors.set')}
      onSend={async () => {
        const body = { blocked: blocks, reason: why.text, ...(blocks && until !== '' && { until }) }
        await act.mutateAsync({ act: `contacts/${contact.no}`, body })
        why.drop()
      }}
      onClose={onClose}
    >
      {blocks && <DayField label={t('minors.until')} value={until} onChange={setUntil} />}
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
