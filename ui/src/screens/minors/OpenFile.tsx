/** Opens the file of a child: what it is called, the form, whether the age is sure, and who else approves. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenMinorBody } from '../../../../src/contract/minors/minors.ts'
import { useCasePeople } from '../../api/cases/cases.ts'
import { useOpenMinor } from '../../api/cases/minors.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Choice } from '../../parts/Choice.tsx'
import { go } from '../../place/place.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { PersonChoice } from '../cases/PersonChoice.tsx'
import { usePerson } from '../cases/usePerson.ts'

const forms: readonly OpenMinorBody['form'][] = ['unknown', 'criminal', 'labour', 'sexual', 'other']
const ages: readonly NonNullable<OpenMinorBody['age']>[] = ['doubt', 'minor']

export function OpenFile({ me, onClose }: { readonly me: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const open = useOpenMinor()
  const people = (useCasePeople().data ?? []).filter((one) => one.id !== me)
  const [name, setName] = useState('')
  const [form, setForm] = useState<OpenMinorBody['form']>('unknown')
  const [age, setAge] = useState<NonNullable<OpenMinorBody['age']>>('doubt')
  const { who: second, pick } = usePerson(people)
  // Who signs in after this person finds nothing of it.
  const why = useDraft(`minor-open:${me}`)
  return (
    <CaseForm
      title={t('minors.open')}
      explain={t('minors.openExplain')}
      action={t('minors.open')}
      disabled={second === ''}
      onSend={async () => {
        const { id } = await open.mutateAsync({ name, form, age, second, reason: why.text })
        why.drop()
        go(`/minors/${id}`)
      }}
      onClose={onClose}
    >
      <Field label={t('minors.childName')} value={name} onChange={setName} required />
      <Choice
        label={t('minors.age')}
        values={ages}
        value={age}
        says={(one) => t(`minors.age-${one}`)}
        onChange={setAge}
      />
      <Choice
        label={t('minors.form')}
        values={forms}
        value={form}
        says={(one) => t(`minors.form-${one}`)}
        onChange={setForm}
      />
      <PersonChoice label={t('minors.second')} people={people} value={second} onChange={pick} />
      <Field label={t('minors.whyOpen')} value={why.text} onChange={why.change} rows={3} most={2_000} required />
    </CaseForm>
  )
}
