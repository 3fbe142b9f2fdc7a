/** Writing a conference: day, minutes, who was at the table with what each may see, and decisions with owner and day. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Conference } from '../../../../src/contract/partners/conferences.ts'
import { useCaseAct, useCasePeople } from '../../api/cases/cases.ts'
import { usePartners } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { inDays } from '../case-work/in-days.ts'
import {
  bodyOf,
  decisionsOf,
  seatsOf,
  turned,
  withoutDecision,
  withoutSeat,
  type Decision,
  type Seat,
  type Table
} from './conference-table.ts'

interface DialogProps {
  readonly one: Case
  /** Null: a new one. */
  readonly of: Conference | null
  readonly onClose: () => void
}

export function ConferenceDialog({ one, of, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const [heldOn, setHeldOn] = useState(of?.heldOn ?? inDays(0))
  const [title, setTitle] = useState(of?.title ?? '')
  const [minutes, setMinutes] = useState(of?.minutes ?? '')
  const [table, setTable] = useState<Table>(() => ({ seats: seatsOf(of, one.lead), decisions: decisionsOf(of) }))
  const why = useDraft(`conference:${one.id}/${of?.no ?? 'new'}`)
  return (
    <CaseForm
      title={t(of === null ? 'partners.addConference' : 'partners.changeConference')}
      explain={t('partners.conferenceExplain')}
      action={t(of === null ? 'partners.addConference' : 'partners.changeConference')}
      onSend={async () => {
        const { seats, decisions } = table
        const body = { heldOn, title, minutes, decisions, seats: seats.map(bodyOf), reason: why.text }
        await act.mutateAsync(
          of === null
            ? { act: 'conferences', body }
            : { act: `conferences/${of.no}`, body: { ...body, version: of.version } }
        )
        why.drop()
      }}
      onClose={onClose}
    >
      <DayField label={t('partners.heldOn')} value={heldOn} onChange={setHeldOn} />
      <Field label={t('partners.conferenceTitle')} value={title} onChange={setTitle} required />
      <Field label={t('partners.minutes')} value={minutes} onChange={setMinutes} rows={6} most={20_000} />
      <TableFields one={one} table={table} onChange={setTable} />
      <Field label={t('partners.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

interface TableProps {
  readonly one: Case
  readonly table: Table
  readonly onChange: (table: Table) => void
}

/** Decisions, each with an owner at the table, and who sat there with what each may see. */
function TableFields({ one, table, onChange }: TableProps) {
  const { t } = useTranslation()
  const who = useWho()
  const { seats, decisions } = table
  const replaced = <T,>(all: readonly T[], at: number, more: Partial<T>): T[] =>
    all.map((old, n) => (n === at ? { ...old, ...more } : old))
  return (
    <>
      {decisions.map((each, at) => (
        <DecisionFields
          key={at}
          no={at + 1}
          of={each}
          seats={seats}
          says={who.says}
          onChange={(more) => onChange({ seats, decisions: replaced(decisions, at, more) })}
          onRemove={() => onChange(withoutDecision(table, at))}
        />
      ))}
      <span>
        <Button
          className="button-small"
          onPress={() => {
            const added: Decision = { decision: '', seat: 1, dueOn: inDays(14), state: 'open' }
            onChange({ seats, decisions: [...decisions, added] })
          }}
        >
          {t('partners.addDecision')}
        </Button>
      </span>
      {seats.map((seat, at) => (
        <SeatFields
          key={at}
          no={at + 1}
          of={seat}
          one={one}
          decisions={decisions}
          who={who}
          onChange={(more) => onChange({ decisions, seats: replaced(seats, at, more) })}
          onRemove={seats.length > 1 ? () => onChange(withoutSeat(table, at)) : null}
        />
      ))}
      <span>
        <Button
          className="button-small"
          onPress={() => {
            const free = who.all.find((each) => seats.every((seat) => seat.who !== each)) ?? `user:${one.lead}`
            onChange({ decisions, seats: [...seats, { who: free, minutes: false, decisions: [], items: [] }] })
          }}
        >
          {t('partners.addSeat')}
        </Button>
      </span>
    </>
  )
}

interface DecisionProps {
  readonly no: number
  readonly of: Decision
  readonly seats: readonly Seat[]
  readonly says: (who: string) => string
  readonly onChange: (more: Partial<Decision>) => void
  readonly onRemove: () => void
}

function DecisionFields({ no, of, seats, says, onChange, onRemove }: DecisionProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="stack case-rights">
      <legend>{t('partners.agreedOf', { no })}</legend>
      <Field
        label={t('partners.decision')}
        value={of.decision}
        onChange={(decision) => onChange({ decision })}
        required
      />
      <Choice
        label={t('partners.owner')}
        values={seats.map((_seat, n) => n + 1)}
        value={of.seat}
        says={(seat) => says(seats[seat - 1]?.who ?? '')}
        onChange={(seat) => onChange({ seat })}
      />
      <DayField label={t('partners.until')} value={of.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
      <Tick
        label={t('partners.isDone')}
        on={of.state === 'done'}
        onChange={(on) => onChange({ state: on ? 'done' : 'open' })}
      />
      <Remove label={t('partners.dropDecision', { no })} onPress={onRemove} />
    </fieldset>
  )
}

interface SeatProps {
  readonly no: number
  readonly of: Seat
  readonly one: Case
  readonly decisions: readonly Decision[]
  readonly who: ReturnType<typeof useWho>
  readonly onChange: (more: Partial<Seat>) => void
  /** Null: somebody sits there. */
  readonly onRemove: (() => void) | null
}

function SeatFields({ no, of, one, decisions, who, onChange, onRemove }: SeatProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="stack case-rights">
      <legend>{t('partners.seatOf', { no })}</legend>
      <Choice
        label={t('partners.seat')}
        values={who.all.includes(of.who) ? who.all : [of.who, ...who.all]}
        value={of.who}
        says={who.says}
        onChange={(next) => onChange({ who: next, items: next.startsWith('user:') ? of.items : [] })}
      />
      <Tick label={t('partners.seesMinutes')} on={of.minutes} onChange={(minutes) => onChange({ minutes })} />
      {decisions.map(({ decision }, n) => (
        <Tick
          key={n}
          label={t('partners.seesDecision', { no: n + 1, decision })}
          on={of.decisions.includes(n + 1)}
          onChange={(on) => onChange({ decisions: turned(of.decisions, n + 1, on) })}
        />
      ))}
      {of.who.startsWith('user:') &&
        one.list.map((item) => (
          <Tick
            key={item.no}
            label={t('partners.seesItem', { no: item.no, title: item.title })}
            on={of.items.includes(item.no)}
            onChange={(on) => onChange({ items: turned(of.items, item.no, on) })}
          />
        ))}
      {onRemove !== null && <Remove label={t('partners.dropSeat', { no })} onPress={onRemove} />}
    </fieldset>
  )
}

function Remove({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <span>
      <Button className="button-small" onPress={onPress}>
        {label}
      </Button>
    </span>
  )
}

interface TickProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className="row">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

/** Who may sit there: colleagues, and partners with a decision that holds. */
function useWho() {
  const { t } = useTranslation()
  const people = useCasePeople().data ?? []
  const partners = usePartners().data?.partners ?? []
  const held = partners.flatMap(({ name, kind, agreements }) =>
    agreements
      .filter((each) => each.state === 'confirmed' && each.fields.includes('question'))
      .map((each) => ({ who: `agreement:${each.key}`, says: `${name} (${t(`partners.kind-${kind}`)})` }))
  )
  const all = [...people.map(({ id, name }) => ({ who: `user:${id}`, says: name })), ...held]
  return {
    all: all.map((each) => each.who),
    says: (who: string): string => all.find((each) => each.who === who)?.says ?? who.replace('user:', '')
  }
}
