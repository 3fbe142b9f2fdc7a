/** Writing a conference: day, minutes, who was at the table with what each may see, and decisions with owner and day. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Conference, ConferenceBody, SeatBody } from '../../../../src/contract/partners/conferences.ts'
import { useCaseAct, useCasePeople } from '../../api/cases/cases.ts'
import { usePartners } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { inDays } from '../case-work/in-days.ts'

interface DialogProps {
  readonly one: Case
  /** Null: a new one. */
  readonly of: Conference | null
  readonly onClose: () => void
}

/** `who`: `user:NAME` or `agreement:KEY`. */
interface Seat {
  readonly who: string
  readonly minutes: boolean
  readonly decisions: readonly number[]
  readonly items: readonly number[]
}
type Decision = ConferenceBody['decisions'][number]

function bodyOf({ who, minutes, decisions, items }: Seat): SeatBody {
  const name = who.slice(who.indexOf(':') + 1)
  return who.startsWith('user:') ? { user: name, minutes, decisions, items } : { agreement: name, minutes, decisions }
}

function seatsOf(of: Conference | null, lead: string): Seat[] {
  if (of === null) return [{ who: `user:${lead}`, minutes: true, decisions: [], items: [] }]
  return of.seats.map(({ user, agreement, view }) => ({
    who: user === null ? `agreement:${agreement}` : `user:${user}`,
    minutes: view?.minutes != null,
    decisions: view?.decisions.map((each) => each.no) ?? [],
    items: view?.items.map((each) => each.no) ?? []
  }))
}

function decisionsOf(of: Conference | null): readonly Decision[] {
  const all = of?.decisions ?? []
  return all.map(({ decision, dueOn, state, owner }) => {
    const at = of?.seats.findIndex((seat) => (seat.user ?? seat.partner) === owner) ?? 0
    return { decision, dueOn, state, seat: Math.max(at, 0) + 1 }
  })
}

export function ConferenceDialog({ one, of, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const [heldOn, setHeldOn] = useState(of?.heldOn ?? inDays(0))
  const [title, setTitle] = useState(of?.title ?? '')
  const [minutes, setMinutes] = useState(of?.minutes ?? '')
  const [seats, setSeats] = useState(() => seatsOf(of, one.lead))
  const [decisions, setDecisions] = useState(() => decisionsOf(of))
  const why = useDraft(`conference:${one.id}/${of?.no ?? 'new'}`)
  const who = useWho()
  return (
    <CaseForm
      title={t(of === null ? 'partners.addConference' : 'partners.changeConference')}
      explain={t('partners.conferenceExplain')}
      action={t(of === null ? 'partners.addConference' : 'partners.changeConference')}
      onSend={async () => {
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
      {decisions.map((each, at) => (
        <DecisionFields
          key={at}
          no={at + 1}
          of={each}
          seats={seats}
          says={who.says}
          onChange={(more) => setDecisions(decisions.map((old, n) => (n === at ? { ...old, ...more } : old)))}
        />
      ))}
      <Button
        className="button-small"
        onPress={() => setDecisions([...decisions, { decision: '', seat: 1, dueOn: inDays(14), state: 'open' }])}
      >
        {t('partners.addDecision')}
      </Button>
      {seats.map((seat, at) => (
        <SeatFields
          key={at}
          no={at + 1}
          of={seat}
          one={one}
          decisions={decisions.length}
          who={who}
          onChange={(more) => setSeats(seats.map((old, n) => (n === at ? { ...old, ...more } : old)))}
        />
      ))}
      <Button
        className="button-small"
        onPress={() =>
          setSeats([...seats, { who: who.all[0] ?? `user:${one.lead}`, minutes: false, decisions: [], items: [] }])
        }
      >
        {t('partners.addSeat')}
      </Button>
      <Field label={t('partners.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

interface DecisionProps {
  readonly no: number
  readonly of: Decision
  readonly seats: readonly Seat[]
  readonly says: (who: string) => string
  readonly onChange: (more: Partial<Decision>) => void
}

function DecisionFields({ no, of, seats, says, onChange }: DecisionProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="stack">
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
    </fieldset>
  )
}

interface SeatProps {
  readonly no: number
  readonly of: Seat
  readonly one: Case
  /** How many there are. */
  readonly decisions: number
  readonly who: ReturnType<typeof useWho>
  readonly onChange: (more: Partial<Seat>) => void
}

function SeatFields({ no, of, one, decisions, who, onChange }: SeatProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="stack">
      <legend>{t('partners.seatOf', { no })}</legend>
      <Choice
        label={t('partners.seat')}
        values={who.all.includes(of.who) ? who.all : [of.who, ...who.all]}
        value={of.who}
        says={who.says}
        onChange={(next) => onChange({ who: next, items: next.startsWith('user:') ? of.items : [] })}
      />
      <Tick label={t('partners.seesMinutes')} on={of.minutes} onChange={(minutes) => onChange({ minutes })} />
      {Array.from({ length: decisions }, (_one, n) => (
        <Tick
          key={n}
          label={t('partners.seesDecision', { no: n + 1 })}
          on={of.decisions.includes(n + 1)}
          onChange={(on) => onChange({ decisions: turned(of.decisions, n + 1, on) })}
        />
      ))}
      {of.who.startsWith('user:') &&
        one.list.map((item) => (
          <Tick
            key={item.no}
            label={t('partners.seesItem', { no: item.no })}
            on={of.items.includes(item.no)}
            onChange={(on) => onChange({ items: turned(of.items, item.no, on) })}
          />
        ))}
    </fieldset>
  )
}

function turned(all: readonly number[], no: number, on: boolean): readonly number[] {
  return on ? [...all, no] : all.filter((one) => one !== no)
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
