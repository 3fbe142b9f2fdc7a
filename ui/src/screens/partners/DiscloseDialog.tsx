/** Asks to disclose something of a case: what the decision covers is filled in, then exactly what leaves is shown, then a second member is asked. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Agreement, Partner, Shared } from '../../../../src/contract/partners/partners.ts'
import type { SharedField as FieldName } from '../../../../src/model/partners/partner.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useDraft } from '../../frame/drafts.ts'
import { useFormat } from '../../frame/format.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field, Ticks } from '../case-work/CaseForm.tsx'
import { SharedFields, useSignWords } from './SharedFields.tsx'

interface DiscloseProps {
  readonly id: string
  readonly partners: readonly Partner[]
  readonly onClose: () => void
}

interface Holding {
  readonly partner: Partner
  readonly agreement: Agreement
}

export function DiscloseDialog({ id, partners, onClose }: DiscloseProps) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const holding: readonly Holding[] = partners.flatMap((partner) =>
    partner.agreements.filter(({ state }) => state === 'confirmed').map((agreement) => ({ partner, agreement }))
  )
  const [picked, pick] = useState('')
  const chosen = holding.find(({ agreement }) => agreement.key === picked) ?? holding[0]
  const [typed, setTyped] = useState<Shared>({})
  const [previewing, setPreviewing] = useState(false)
  const [answerBy, setAnswerBy] = useState('')
  const why = useDraft(`disclose:${id}`)
  const shared = leaving(typed, chosen?.agreement.fields ?? [])
  const explains = previewing ? 'partners.leavesTo' : 'partners.discloseExplain'
  return (
    <CaseForm
      title={t(previewing ? 'partners.leaves' : 'partners.disclose')}
      explain={t(chosen === undefined ? 'partners.noneHolds' : explains, { name: chosen?.partner.name ?? '' })}
      action={t(previewing ? 'partners.ask' : 'partners.look')}
      disabled={chosen === undefined || Object.keys(shared).length === 0}
      onSend={async () => {
        setPreviewing(true)
        if (!previewing) return false
        const body = {
          agreement: chosen?.agreement.key ?? '',
          shared,
          reason: why.text,
          ...(answerBy !== '' && { answerBy })
        }
        await act.mutateAsync({ act: 'disclosures', body })
        why.drop()
        return true
      }}
      onClose={onClose}
    >
      {previewing && (
        <>
          <SharedFields shared={shared} />
          <p>
            <Button className="button-small" onPress={() => setPreviewing(false)}>
              {t('partners.again')}
            </Button>
          </p>
        </>
      )}
      {!previewing && chosen !== undefined && (
        <>
          <DecisionChoice holding={holding} value={chosen.agreement.key} onChange={pick} />
          {chosen.agreement.fields.map((field) => (
            <SharedField
              key={field}
              field={field}
              shared={typed}
              onChange={(value) => setTyped({ ...typed, [field]: value })}
            />
          ))}
          <DayField label={t('partners.answerBy')} value={answerBy} onChange={setAnswerBy} />
          <Field label={t('partners.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
        </>
      )}
    </CaseForm>
  )
}

interface DecisionProps {
  readonly holding: readonly Holding[]
  /** Key of a decision. */
  readonly value: string
  readonly onChange: (key: string) => void
}

function DecisionChoice({ holding, value, onChange }: DecisionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const says = (key: string): string => {
    const of = holding.find(({ agreement }) => agreement.key === key)
    const { article = '', until = '' } = of?.agreement ?? {}
    return t('partners.decisionOf', { name: of?.partner.name ?? '', article, day: format.day(until) })
  }
  const keys = holding.map(({ agreement }) => agreement.key)
  return <Choice label={t('partners.onWhat')} values={keys} value={value} says={says} onChange={onChange} />
}

/** What was filled in of what the decision covers; empty fields stay behind. */
function leaving(typed: Shared, fields: readonly FieldName[]): Shared {
  const kept = fields.flatMap((field) => {
    const value = typed[field]
    const said = typeof value === 'string' ? value.trim() : value
    return said === undefined || said.length === 0 ? [] : [[field, said] as const]
  })
  return Object.fromEntries(kept)
}

const choices = {
  form: ['', 'sexual', 'labour', 'criminal', 'minors', 'other'],
  role: ['', 'victim', 'witness', 'other'],
  minor: ['', 'yes', 'no', 'doubt']
} as const

interface FieldProps {
  readonly field: FieldName
  readonly shared: Shared
  readonly onChange: (value: string | readonly string[]) => void
}

function SharedField({ field, shared, onChange }: FieldProps) {
  const { t } = useTranslation()
  const signs = useSignWords()
  const label = t(`partners.field-${field}`)
  if (field === 'form' || field === 'role' || field === 'minor')
    return (
      <Choice<string>
        label={label}
        values={choices[field]}
        value={shared[field] ?? ''}
        says={(value) => t(value === '' ? 'partners.empty' : `partners.${field}-${value}`)}
        onChange={onChange}
      />
    )
  if (field === 'signs')
    return (
      <details>
        <summary>{label}</summary>
        <Ticks
          label={label}
          names={[...signs.keys()]}
          picked={shared.signs ?? []}
          says={(id) => signs.get(id) ?? id}
          onChange={onChange}
        />
      </details>
    )
  const long = field === 'needs' || field === 'question'
  return (
    <>
      <Field
        label={label}
        value={shared[field] ?? ''}
        onChange={onChange}
        rows={long ? 3 : 1}
        most={long ? 4_000 : 200}
      />
      {long && <p className="small quiet">{t('partners.plain')}</p>}
    </>
  )
}
