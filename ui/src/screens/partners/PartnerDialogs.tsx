/** Recording a partner organisation, and proposing a decision on what it may be told. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement, Partner, PartnerBody, Partners } from '../../../../src/contract/partners/partners.ts'
import type { SharedField } from '../../../../src/model/partners/partner.ts'
import { useAddPartner, useProposeAgreement } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { go } from '../../place/place.tsx'
import { CaseForm, Field, Ticks } from '../case-work/CaseForm.tsx'
import { inDays } from '../case-work/in-days.ts'
import { articles, kinds } from './fields.ts'

/** Days from today that a decision holds unless another day is given. */
const usualDays = 182

interface AddProps {
  readonly accounts: Partners['accounts']
  readonly onClose: () => void
}

export function AddPartner({ accounts, onClose }: AddProps) {
  const { t } = useTranslation()
  const add = useAddPartner()
  const [kind, setKind] = useState<PartnerBody['kind']>('municipality')
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const [users, setUsers] = useState<readonly string[]>([])
  const why = useDraft('partner-add')
  return (
    <CaseForm
      title={t('partners.add')}
      explain={t('partners.addExplain')}
      action={t('partners.set')}
      onSend={async () => {
        const { id } = await add.mutateAsync({ kind, name, contact, users: [...users], reason: why.text })
        why.drop()
        go(`/partners/${id}`)
      }}
      onClose={onClose}
    >
      <Field label={t('partners.name')} value={name} onChange={setName} required />
      <Choice
        label={t('partners.kind')}
        values={kinds}
        value={kind}
        says={(each) => t(`partners.kind-${each}`)}
        onChange={setKind}
      />
      <Field label={t('partners.contact')} value={contact} onChange={setContact} required />
      {accounts.length === 0 ? (
        <p className="note note-info">{t('partners.noUsers')}</p>
      ) : (
        <Ticks
          label={t('partners.users')}
          names={accounts.map((one) => one.id)}
          picked={users}
          says={(id) => accounts.find((one) => one.id === id)?.name ?? id}
          onChange={setUsers}
        />
      )}
      <Field label={t('partners.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

interface ProposeProps {
  readonly one: Partner
  readonly onClose: () => void
}

export function ProposeDialog({ one, onClose }: ProposeProps) {
  const { t } = useTranslation()
  const propose = useProposeAgreement(one.id)
  const [article, setArticle] = useState<Agreement['article']>('20')
  const [fields, setFields] = useState<readonly SharedField[]>([])
  const [until, setUntil] = useState(() => inDays(usualDays))
  const interest = useDraft(`agreement-interest:${one.id}`)
  const conditions = useDraft(`agreement-conditions:${one.id}`)
  return (
    <CaseForm
      title={t('partners.propose')}
      explain={t('partners.proposeExplain')}
      action={t('partners.proposeDo')}
      disabled={until === ''}
      onSend={async () => {
        const body = { article, fields: [...fields], interest: interest.text, conditions: conditions.text, until }
        await propose.mutateAsync(body)
        interest.drop()
        conditions.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('partners.article')}
        values={articles}
        value={article}
        says={(each) => t(`partners.article-${each}`)}
        onChange={setArticle}
      />
      <Field
        label={t('partners.interest')}
        value={interest.text}
        onChange={interest.change}
        rows={2}
        most={2_000}
        required
      />
      <Ticks
        label={t('partners.data')}
        names={one.may}
        picked={fields}
        says={(field) => t(`partners.field-${field}`)}
        onChange={setFields}
        none={t('partners.dataNone')}
      />
      <Field
        label={t('partners.conditions')}
        value={conditions.text}
        onChange={conditions.change}
        rows={2}
        most={2_000}
        required
      />
      <DayField label={t('partners.until')} value={until} onChange={setUntil} />
    </CaseForm>
  )
}
