/** Proposes a mandate, or the renewal of one: it holds once another administrator confirms it. */
import { useState } from 'react'
import { Form, Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MandateRow } from '../../../../src/contract/oversight/accounts.ts'
import { refusalOf } from '../../api/http.ts'
import { useProposeMandate } from '../../api/mandates.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'

interface ProposeProps {
  /** The mandate to renew: its terms are the start. Null: a new one. */
  readonly former: MandateRow | null
  readonly onClose: () => void
}

const fields = ['id', 'legalBasis', 'purpose', 'grantedBy', 'sources', 'from', 'until', 'eraseAfterDays'] as const
/** What a mandate may leave out. */
const pace = ['hours', 'pages', 'bytes', 'time'] as const
type Field = (typeof fields)[number] | (typeof pace)[number]

export function ProposeDialog({ former, onClose }: ProposeProps) {
  const { t } = useTranslation()
  const propose = useProposeMandate()
  const [values, setValues] = useState<Readonly<Record<Field, string>>>(() => startOf(former))
  const [reason, setReason] = useState('')
  const wrong = propose.isError ? refusalOf(propose.error).problem.detail?.['field'] : undefined
  const set = (name: Field) => (text: string) => setValues({ ...values, [name]: text })
  return (
    <Box
      shape="sheet"
      title={former === null ? t('admin.propose') : t('admin.renewNamed', { id: former.id })}
      onClose={onClose}
    >
      <Form
        className="stack"
        // The server judges the fields: one that it refused must not keep the form from being sent again.
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault()
          if (propose.isPending) return
          propose.mutate(
            { mandate: mandateOf(values, former), reason: reason.trim() },
            { onSuccess: () => (onClose(), announce(t('admin.proposed'))) }
          )
        }}
      >
        <p className="quiet">{t('admin.proposeExplain')}</p>
        {propose.isError && <ProblemNote error={propose.error} />}
        {[...fields, ...pace].map((name) => (
          <TextField
            key={name}
            isRequired={!pace.some((one) => one === name)}
            isInvalid={wrong === name || (wrong === 'budget' && ['pages', 'bytes', 'time'].includes(name))}
            value={values[name]}
            onChange={set(name)}
            autoComplete="off"
          >
            <Label>{t(`admin.field-${name}`)}</Label>
            {name === 'purpose' ? <TextArea rows={3} /> : <Input />}
            <Text slot="description">{t(`admin.hint-${name}`)}</Text>
          </TextField>
        ))}
        <TextField isRequired value={reason} onChange={setReason} maxLength={2_000} autoComplete="off">
          <Label>{t('admin.reason')}</Label>
          <Input />
          <Text slot="description">{t('admin.reasonHint')}</Text>
        </TextField>
        <DialogButtons action={t('admin.proposeAct')} busy={propose.isPending} onClose={onClose} />
      </Form>
    </Box>
  )
}

function startOf(former: MandateRow | null): Readonly<Record<Field, string>> {
  return {
    id: '',
    legalBasis: former?.legalBasis ?? '',
    purpose: former?.purpose ?? '',
    grantedBy: former?.grantedBy ?? '',
    sources: former?.sources.join(', ') ?? '*',
    from: 'today',
    until: '90 days',
    eraseAfterDays: String(former?.eraseAfterDays ?? 28),
    hours: former?.hours ?? '',
    pages: String(former?.budget?.day.pages ?? ''),
    bytes: String(former?.budget?.day.bytes ?? ''),
    time: minutes(former?.budget?.day.ms)
  }
}

function mandateOf(values: Readonly<Record<Field, string>>, former: MandateRow | null) {
  const { sources, eraseAfterDays, hours, pages, bytes, time, ...texts } = values
  const day = given({ pages, bytes, time })
  const before = former?.budget?.run
  const run =
    before == null
      ? {}
      : given({ pages: String(before.pages ?? ''), bytes: String(before.bytes ?? ''), time: minutes(before.ms) })
  const budget = { ...(Object.keys(day).length > 0 && { day }), ...(Object.keys(run).length > 0 && { run }) }
  const trimmed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()])) as typeof texts
  return {
    ...trimmed,
    sources: sources.split(/[\s,]+/).filter((one) => one !== ''),
    eraseAfterDays: Number(eraseAfterDays) || 0,
    ...given({ hours }),
    ...(Object.keys(budget).length > 0 && { budget }),
    ...(former !== null && { succeeds: former.id, keep: former.keep, forms: former.forms })
  }
}

function minutes(ms: number | null | undefined): string {
  return ms == null ? '' : `${ms / 60_000}m`
}

/** The fields in which something stands. */
function given<Name extends string>(texts: Readonly<Record<Name, string>>): Partial<Record<Name, string>> {
  const filled = Object.entries<string>(texts).map(([name, text]) => [name, text.trim()] as const)
  return Object.fromEntries(filled.filter(([, text]) => text !== '')) as Partial<Record<Name, string>>
}
