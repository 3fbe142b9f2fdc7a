/** Recording consent, recording that something is shared without it, and beginning a transition on one of the two. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement, ConsentBody, MinorFile, TransitionBody } from '../../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useNames } from '../../../names/useNames.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { ContactChoice } from '../ContactChoice.tsx'

const froms: readonly ConsentBody['from'][] = ['child', 'guardian', 'both']
const kinds: readonly TransitionBody['kind'][] = ['referral', 'transfer', 'assignment', 'request']

interface DialogProps {
  readonly one: MinorFile
  readonly onClose: () => void
}

export function ConsentDialog({ one, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useMinorAct(one.id)
  const [to, setTo] = useState('')
  const [from, setFrom] = useState<ConsentBody['from']>('child')
  const [contact, setContact] = useState(0)
  const [given, setGiven] = useState<'yes' | 'no' | ''>('')
  const why = useDraft(`minor-consent:${one.id}`)
  return (
    <CaseForm
      title={t('minors.consentAdd')}
      explain={t('minors.consentExplain')}
      action={t('minors.set')}
      onSend={async () => {
        const body = { from, to, given: given === 'yes', reason: why.text }
        await act.mutateAsync({ act: 'consents', body: { ...body, ...(contact > 0 && { contact }) } })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.to')} value={to} onChange={setTo} required />
      <Choice
        label={t('minors.from')}
        values={froms}
        value={from}
        says={(each) => t(`minors.from-${each}`)}
        onChange={setFrom}
      />
      {from !== 'child' && <ContactChoice one={one} value={contact} required onChange={setContact} />}
      <Choice<'yes' | 'no' | ''>
        label={t('minors.given')}
        values={['', 'yes', 'no']}
        value={given}
        says={(each) => t(each === '' ? 'minors.choose' : each === 'yes' ? 'minors.givenYes' : 'minors.givenNo')}
        required
        onChange={setGiven}
      />
      <Field label={t('minors.consentHow')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

export function OverrideDialog({ one, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useMinorAct(one.id)
  const [to, setTo] = useState('')
  const why = useDraft(`minor-override:${one.id}`)
  return (
    <CaseForm
      title={t('minors.overrideAdd')}
      explain={t('minors.overrideExplain')}
      action={t('minors.set')}
      onSend={async () => {
        await act.mutateAsync({ act: 'overrides', body: { to, reason: why.text } })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.to')} value={to} onChange={setTo} required />
      <Field label={t('minors.overrideWhy')} value={why.text} onChange={why.change} rows={3} most={2_000} required />
    </CaseForm>
  )
}

interface TransitionProps extends DialogProps {
  /** What it may rest on: never empty. */
  readonly rests: readonly Agreement[]
  readonly me: string
}

export function TransitionDialog({ one, rests, me, onClose }: TransitionProps) {
  const { t } = useTranslation()
  const names = useNames()
  const act = useMinorAct(one.id)
  const [picked, setPicked] = useState(0)
  const rest = rests.find((each) => each.no === picked) ?? rests[0]
  const [kind, setKind] = useState<TransitionBody['kind']>('referral')
  const [user, setUser] = useState('')
  const [contact, setContact] = useState(0)
  const [what, setWhat] = useState('')
  const why = useDraft(`minor-transition:${one.id}`)
  async function begin(): Promise<boolean> {
    if (rest === undefined) return false
    const on = rest.kind === 'override' ? { override: rest.no } : { consent: rest.no }
    const body = { kind, to: rest.to, what, reason: why.text, ...on }
    await act.mutateAsync({
      act: 'transitions',
      body: { ...body, ...(user !== '' && { user }), ...(contact > 0 && { contact }) }
    })
    why.drop()
    return true
  }
  return (
    <CaseForm
      title={t('minors.transitionAdd')}
      explain={t('minors.transitionExplain')}
      action={t('minors.set')}
      onSend={begin}
      onClose={onClose}
    >
      <Choice
        label={t('minors.restsOn')}
        values={rests.map((each) => each.no)}
        value={rest?.no ?? 0}
        says={(no) => {
          const found = rests.find((each) => each.no === no)
          return found === undefined ? '' : `${found.to}: ${t(`minors.agreement-${found.kind}`)}`
        }}
        onChange={setPicked}
      />
      <Choice
        label={t('minors.transitionKind')}
        values={kinds}
        value={kind}
        says={(each) => t(`minors.transitionIs-${each}`)}
        onChange={setKind}
      />
      <Field label={t('minors.what')} value={what} onChange={setWhat} rows={3} most={4_000} required />
      <Choice
        label={t('minors.member')}
        values={['', ...one.people.flatMap((each) => (each.user === me ? [] : [each.user]))]}
        value={user}
        says={(each) => (each === '' ? t('minors.organisation') : names.person(each))}
        onChange={setUser}
      />
      <ContactChoice one={one} value={contact} required={false} onChange={setContact} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
