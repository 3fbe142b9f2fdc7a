/** The last step: everything on one screen, each part one tap back, and whether it is urgent. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReportForm } from '../../../../src/contract/reports/reports.ts'
import { personRoles } from './answers.ts'
import { useFormat } from '../../frame/format.ts'
import type { Body, StepProps } from './outbox.ts'

interface OverviewProps extends StepProps {
  readonly form: ReportForm | null
  readonly go: (step: 1 | 2 | 3) => void
}

export function Overview({ body, change, form, go }: OverviewProps) {
  const { t } = useTranslation()
  const lines = useLines(body)
  return (
    <div className="stack">
      <ul className="panel divide">
        {lines.map(({ step, label, says }) => (
          <li key={label} className="item report-line">
            <div>
              <span className="quiet small">{label}</span>
              <p>{says ?? t('reports.unknown')}</p>
            </div>
            <Button className="button-small" aria-label={`${t('reports.change')}: ${label}`} onPress={() => go(step)}>
              {t('reports.change')}
            </Button>
          </li>
        ))}
      </ul>
      {form !== null && form.mandates.length > 1 && (
        <label className="field">
          <span>{t('reports.mandate')}</span>
          <select
            value={body.mandate ?? form.mandates[0]?.id}
            onChange={(event) => change({ mandate: event.target.value })}
          >
            {form.mandates.map((one) => (
              <option key={one.id} value={one.id}>
                {one.id}: {one.purpose}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={body.urgent === true}
          onChange={(event) => change({ urgent: event.target.checked })}
        />
        <span>
          {t('reports.urgent')}
          <small className="quiet"> {t('reports.urgentNote', { minutes: form?.urgentReadMinutes ?? 60 })}</small>
        </span>
      </label>
      {body.informant === true && <p className="note note-warn">{t('reports.informantNote')}</p>}
    </div>
  )
}

interface Line {
  readonly step: 1 | 2 | 3
  readonly label: string
  readonly says: string | null
}

function useLines(body: Body): Line[] {
  const { t } = useTranslation()
  const format = useFormat()
  const when = body.when ?? null
  const people = personRoles
    .filter((role) => body.persons?.[role] != null)
    .map((role) => `${t(`reports.role-${role}`)}: ${format.number(body.persons?.[role] ?? 0)}`)
  const place = [
    body.place?.trim() ?? '',
    body.position == null ? '' : t('reports.hereDone', { metres: body.position.metres })
  ]
  const minor = typeof body.minor === 'string' ? body.minor : null
  const signs = body.signs?.length ?? 0
  const answered = Object.values(body.answers?.values ?? {}).filter((one) => one !== null && one !== '').length
  return [
    { step: 1, label: t('reports.what'), says: filled(body.what ?? '') },
    { step: 2, label: t('reports.place'), says: filled(place.filter((one) => one !== '').join(' · ')) },
    { step: 2, label: t('reports.when'), says: when === null || when === 'unknown' ? null : whenWords(when, format) },
    { step: 2, label: t('reports.people'), says: filled(people.join(', ')) },
    { step: 2, label: t('reports.minor'), says: minor === null ? null : t(`reports.minor-${minor}`) },
    { step: 3, label: t('reports.form'), says: body.form == null ? null : t(`reports.form-${body.form}`) },
    { step: 3, label: t('reports.title.3'), says: signs === 0 ? null : t('reports.signsCount', { count: signs }) },
    ...(answered === 0 ? [] : [{ step: 3 as const, label: t('reports.added'), says: format.number(answered) }])
  ]
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

/** A moment or a day as it was given. */
export function whenWords(when: string, format: ReturnType<typeof useFormat>): string {
  if (/^\d{4}-\d\d-\d\dT/.test(when)) return format.moment(when)
  return /^\d{4}-\d\d-\d\d$/.test(when) ? format.day(when) : when
}
