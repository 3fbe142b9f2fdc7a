/** Break-glass on the screen of accountability: who asked for what and why, who approved it, until when, and what was read under it. */
import { useState } from 'react'
import { Button, Input, Label, Text, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { BreakGlass, BreakGlassDecision } from '../../../../src/contract/oversight/break-glass.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useAskBreakGlass, useBreakGlass, useDecideBreakGlass } from '../../api/break-glass.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { readsContent } from '../../frame/roles.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'

interface Chosen {
  readonly one: BreakGlass
  readonly decision: BreakGlassDecision
}

export function BreakGlassPanel({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const found = useBreakGlass()
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { role } = session.user
  const asks = readsContent(role)
  const list = found.data?.list ?? []
  if (list.length === 0 && !asks && role !== 'auditor') return null
  const ask = (
    <Button className="button-small" onPress={() => setAsking(true)}>
      {t('emergency.ask')}
    </Button>
  )
  return (
    <div className="grid">
      <Panel columns={12} title={t('emergency.title')} {...(asks && { tools: ask })}>
        <p className="quiet">{t('emergency.about')}</p>
        {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
        {found.isSuccess && list.length === 0 && <p>{t('emergency.none')}</p>}
        {list.length > 0 && (
          <ol className="divide">
            {list.map((one) => (
              <Row
                key={one.id}
                one={one}
                seesAll={role === 'auditor'}
                onDecide={(decision) => setChosen({ one, decision })}
              />
            ))}
          </ol>
        )}
      </Panel>
      {asking && <AskDialog onClose={() => setAsking(false)} />}
      {chosen !== null && <DecideDialog {...chosen} onClose={() => setChosen(null)} />}
    </div>
  )
}

interface RowProps {
  readonly one: BreakGlass
  /** The ledger of others can be read: what was done under it is one step away. */
  readonly seesAll: boolean
  readonly onDecide: (decision: BreakGlassDecision) => void
}

function Row({ one, seesAll, onDecide }: RowProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { state, until, askedBy, askedAt, decidedBy, decidedAt, decidedBecause, mandates, reason, acts, exports } = one
  const open = state === 'asked' || state === 'approved'
  return (
    <li className="stack">
      <div className="row-wrap">
        <strong>{mandates.map(names.mandate).join(', ')}</strong>
        <span className={open ? 'tag tag-warn' : 'tag'}>
          {t(`emergency.state-${state}`, { until: until === null ? '' : format.moment(until) })}
        </span>
        {one.may.map((decision) => (
          <Button key={decision} className="button-small" onPress={() => onDecide(decision)}>
            {t(`emergency.${decision}`)}
          </Button>
        ))}
      </div>
      <p>
        {t('emergency.by', { who: names.person(askedBy), at: format.moment(askedAt) })}: {reason}
      </p>
      {decidedBy !== null && decidedAt !== null && (
        <p className="quiet">
          {t('emergency.decided', {
            who: names.person(decidedBy),
            at: format.moment(decidedAt),
            why: decidedBecause ?? ''
          })}
        </p>
      )}
      {until !== null && (
        <p className="row-wrap small">
          <span>{t('emergency.acts', { acts, exports })}</span>
          {seesAll && <Go to={`/ledger?about=person&value=${encodeURIComponent(askedBy)}`}>{t('emergency.see')}</Go>}
        </p>
      )}
    </li>
  )
}

function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAskBreakGlass()
  const [mandates, setMandates] = useState('')
  const [hours, setHours] = useState('4')
  return (
    <ReasonDialog
      title={t('emergency.askTitle')}
      explain={t('emergency.askExplain')}
      action={t('emergency.ask')}
      draft="break-glass:ask"
      onSubmit={async (reason) => {
        const named = mandates.split(',').flatMap((one) => one.trim() || [])
        await ask.mutateAsync({ mandates: named, hours: Number(hours), reason })
        announce(t('emergency.asked'))
      }}
      onClose={onClose}
    >
      <TextField value={mandates} onChange={setMandates}>
        <Label>{t('emergency.mandates')}</Label>
        <Input />
        <Text slot="description">{t('emergency.mandatesHint')}</Text>
      </TextField>
      <TextField value={hours} onChange={setHours} inputMode="numeric">
        <Label>{t('emergency.hours')}</Label>
        <Input />
      </TextField>
    </ReasonDialog>
  )
}

function DecideDialog({ one, decision, onClose }: Chosen & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const decide = useDecideBreakGlass()
  const who = names.person(one.askedBy)
  return (
    <ReasonDialog
      title={t(`emergency.${decision}Title`, { who })}
      explain={t(`emergency.${decision}Explain`, { who, hours: one.hours, mandates: one.mandates.join(', ') })}
      action={t(`emergency.${decision}`)}
      tone={decision === 'approve' ? 'danger' : 'primary'}
      draft={`break-glass:${one.id}:${decision}`}
      onSubmit={async (reason) => {
        await decide.mutateAsync({ id: one.id, decision, reason })
        announce(t('emergency.done'))
      }}
      onClose={onClose}
    />
  )
}
