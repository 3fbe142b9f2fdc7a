/** Whom a report is about, as they are counted: once over all reports. Names come in by a form and are kept nowhere, not on this device either. */
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CountedPerson } from '../../../../../src/contract/reports/persons.ts'
import type { Report } from '../../../../../src/contract/reports/reports.ts'
import { usePersonAct } from '../../../api/reports.ts'
import { announce } from '../../../frame/announce.tsx'
import { useFormat } from '../../../frame/format.ts'
import { ProblemNote } from '../../../frame/Notice.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Panel } from '../../../parts/Panel.tsx'
import { Go } from '../../../place/place.tsx'

interface PersonsPanelProps {
  readonly report: Report
  readonly desk: NonNullable<Report['desk']>
}

export function PersonsPanel({ report, desk: { persons } }: PersonsPanelProps) {
  const { t } = useTranslation()
  return (
    <Panel columns={12} title={t('reports.persons')} note={t('reports.personsNote')}>
      {persons.length === 0 && <p className="quiet">{t('reports.personsNone')}</p>}
      <ul className="divide">
        {persons.map((one) => (
          <Person key={one.no} report={report} person={one} />
        ))}
      </ul>
      {report.content !== null && <Count report={report} />}
    </Panel>
  )
}

const nobody = { given: '', surname: '', born: '' }
const fields = [
  ['given', 'personGiven'],
  ['surname', 'personSurname'],
  ['born', 'personBorn']
] as const

function Count({ report }: { readonly report: Report }) {
  const { t } = useTranslation()
  const act = usePersonAct()
  const [typed, setTyped] = useState(nobody)
  async function count(event: FormEvent): Promise<void> {
    event.preventDefault()
    const { given, surname, born } = typed
    await act.mutateAsync({ id: report.id, given, surname, ...(born.trim() !== '' && { born: born.trim() }) })
    setTyped(nobody)
    announce(t('reports.personAdded'))
  }
  return (
    <form className="stack" autoComplete="off" onSubmit={(event) => void count(event).catch(() => {})}>
      <p className="small quiet">{t('reports.personsWhy')}</p>
      {act.isError && <ProblemNote error={act.error} />}
      <div className="row-wrap">
        {fields.map(([name, label]) => (
          <label key={name} className="field">
            <span>{t(`reports.${label}`)}</span>
            <input
              autoComplete="off"
              maxLength={name === 'born' ? 10 : 200}
              value={typed[name]}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <div>
        <Button type="submit" className="button" data-pending={act.isPending || undefined}>
          {t('reports.personAdd')}
        </Button>
      </div>
    </form>
  )
}

interface PersonProps {
  readonly report: Report
  readonly person: CountedPerson
}

/** What can be said of a person now, as the server has it. */
function possible({ said, alike }: CountedPerson): readonly ('apart' | 'together' | 'withdraw')[] {
  if (said?.act === 'withdraw') return []
  if (said?.act === 'apart') return ['together', 'withdraw']
  return alike.length > 0 ? ['apart', 'withdraw'] : ['withdraw']
}

function Person({ report, person }: PersonProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const act = usePersonAct()
  const [reason, setReason] = useState('')
  const { no, said, alike, keyed } = person
  const acts = report.content === null ? [] : possible(person)
  async function say(what: string): Promise<void> {
    await act.mutateAsync({ id: report.id, no, act: what, reason })
    setReason('')
    announce(t(`reports.personDo-${what}`))
  }
  return (
    <li className="person-counted">
      <span className="row-wrap">
        <b>{t('reports.personNo', { no })}</b>
        {alike.length === 0 && (
          <span className="quiet">{t(keyed ? 'reports.personAlone' : 'reports.personUnkeyed')}</span>
        )}
        {alike.length > 0 && <span>{t('reports.personAlike')}</span>}
        {alike.map((id) => (
          <Go key={id} className="number" to={`/reports/${id}`}>
            {id}
          </Go>
        ))}
      </span>
      {said !== null && (
        <span>
          {t(`reports.personSaid-${said.act}`, { by: names.person(said.by), at: format.moment(said.at) })}
          {said.reason !== null && <span className="said"> {said.reason}</span>}
        </span>
      )}
      {act.isError && <ProblemNote error={act.error} />}
      {acts.length > 0 && (
        <span className="row-wrap">
          <label className="field">
            <span>{t('reports.personReason')}</span>
            <input maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
          {acts.map((what) => (
            <Button
              key={what}
              className="button-small"
              aria-label={`${t(`reports.personDo-${what}`)}: ${t('reports.personNo', { no })}`}
              data-pending={act.isPending || undefined}
              onPress={() => void say(what).catch(() => {})}
            >
              {t(`reports.personDo-${what}`)}
            </Button>
          ))}
        </span>
      )}
    </li>
  )
}
