/** The second step: where, when, who as roles, and whether somebody may be under age; every question may stay open. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { minorAnswers, personRoles } from '../answers.ts'
import { useFormat } from '../../../frame/format.ts'
import { useFixedWords } from './AddedQuestions.tsx'
import { Choices } from './Choices.tsx'
import type { StepProps } from '../outbox.ts'

const mostPersons = 10_000

export function WhereStep({ body, change }: StepProps) {
  const { t } = useTranslation()
  const fixed = useFixedWords()
  return (
    <div className="stack">
      <label className="field">
        <span>{fixed('place', 'label', t('reports.place'))}</span>
        <small className="quiet">{fixed('place', 'hint', t('reports.placeWhy'))}</small>
        <input maxLength={500} value={body.place ?? ''} onChange={(event) => change({ place: event.target.value })} />
      </label>
      <Here body={body} change={change} />
      <When body={body} change={change} />
      <fieldset className="report-people">
        <legend>{t('reports.people')}</legend>
        <small className="quiet">{t('reports.peopleWhy')}</small>
        {personRoles.map((role) => (
          <label key={role} className="field-row">
            <span>{fixed(`persons_${role}`, 'label', t(`reports.role-${role}`))}</span>
            <input
              type="number"
              inputMode="numeric"
              min={0}
              max={mostPersons}
              value={body.persons?.[role] ?? ''}
              onChange={(event) => change({ persons: { ...body.persons, [role]: countOf(event.target.value) } })}
            />
          </label>
        ))}
      </fieldset>
      <Choices
        label={fixed('minor', 'label', t('reports.minor'))}
        why={fixed('minor', 'hint', t('reports.minorWhy'))}
        values={minorAnswers}
        says={(value) => t(`reports.minor-${value}`)}
        value={typeof body.minor === 'string' ? body.minor : null}
        onChange={(minor) => change({ minor })}
      />
    </div>
  )
}

function countOf(typed: string): number | null {
  const count = Number.parseInt(typed, 10)
  return Number.isNaN(count) || count < 0 ? null : Math.min(count, mostPersons)
}

function Here({ body, change }: StepProps) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  function read(): void {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lon, accuracy } }) =>
        change({ position: { lat, lon, metres: Math.min(Math.round(accuracy), 1_000_000) } }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 20_000 }
    )
  }
  if (body.position != null)
    return (
      <p className="row-wrap" role="status">
        {t('reports.hereDone', { metres: body.position.metres })}
        <Button className="button-small" onPress={() => change({ position: null })}>
          {t('reports.unknown')}
        </Button>
      </p>
    )
  return (
    <div>
      <Button onPress={read}>{t('reports.here')}</Button>
      {failed && <p className="note note-warn">{t('reports.hereFailed')}</p>}
    </div>
  )
}

const whens = ['now', 'today', 'other', 'unknown'] as const

/** "Just now" is kept as the moment it was chosen, so that it says the same when it is sent later. */
function When({ body, change }: StepProps) {
  const { t } = useTranslation()
  const fixed = useFixedWords()
  const when = body.when ?? null
  const chosen = when === null ? null : when === 'unknown' ? 'unknown' : when.includes('T') ? 'now' : 'other'
  const [other, setOther] = useState(chosen === 'other')
  const today = useFormat().today()
  return (
    <>
      <Choices
        label={fixed('when', 'label', t('reports.when'))}
        why={fixed('when', 'hint', t('reports.whenWhy'))}
        values={whens}
        says={(value) => t(`reports.when-${value}`)}
        value={when === today && !other ? 'today' : other ? 'other' : chosen}
        onChange={(value) => {
          setOther(value === 'other')
          change({ when: { now: new Date().toISOString(), today, other: null, unknown: 'unknown' }[value] })
        }}
      />
      {other && (
        <label className="field">
          <span>{t('reports.day')}</span>
          <input
            type="date"
            max={today}
            value={when ?? ''}
            onChange={(event) => change({ when: event.target.value === '' ? null : event.target.value })}
          />
        </label>
      )}
    </>
  )
}
