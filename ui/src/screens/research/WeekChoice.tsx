/** Which of the counted weeks is shown: its Monday stands in the address. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../frame/format.ts'
import { refine } from '../../place/place.tsx'

interface WeekChoiceProps {
  /** Mondays, `YYYY-MM-DD`. */
  readonly weeks: readonly string[]
  readonly chosen: string
}

export function WeekChoice({ weeks, chosen }: WeekChoiceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <label className="field field-row">
      <span>{t('research.week')}</span>
      <select value={chosen} onChange={(event) => refine({ week: event.target.value })}>
        {weeks.map((week) => (
          <option key={week} value={week}>
            {t('research.weekFrom', { day: format.day(week) })}
          </option>
        ))}
      </select>
    </label>
  )
}
