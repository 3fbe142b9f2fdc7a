/** A day in the user's own language and order (never the browser's): typed by parts, or chosen from a calendar. */
import { useState } from 'react'
import type { CalendarDate } from '@internationalized/date'
import { parseDate } from '@internationalized/date'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import './day-field.css'

interface DayFieldProps {
  readonly label: string
  /** "2026-03-29", or empty. */
  readonly value: string
  /** The name under which a surrounding form sends it. */
  readonly name?: string
  readonly onChange?: (day: string) => void
}

/** Years before this one are years of which the last digits are still to come. */
const firstYear = 1900

export function DayField({ label, value, name, onChange }: DayFieldProps) {
  const { t } = useTranslation()
  const [day, setDay] = useState<CalendarDate | null>(() => parsed(value))
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    setDay(parsed(value))
  }
  function change(next: CalendarDate | null): void {
    setDay(next)
    // A year that is still being typed is no day yet.
    if (next === null || next.year >= firstYear) onChange?.(next?.toString() ?? '')
  }
  return (
    <DatePicker className="day-field" value={day} onChange={change} shouldForceLeadingZeros>
      <Label>{label}</Label>
      {name !== undefined && <input type="hidden" name={name} value={day?.toString() ?? ''} />}
      <Group className="day-group">
        <DateInput className="day-input">
          {(segment) => <DateSegment className="day-segment" segment={segment} />}
        </DateInput>
        {day !== null && (
          <Button
            slot={null}
            className="icon-button"
            aria-label={t('day.clear', { label })}
            onPress={() => change(null)}
          >
            <Icon name="close" />
          </Button>
        )}
        <Button className="icon-button" aria-label={t('day.choose')}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <Popover className="popover">
        <Dialog className="day-dialog">
          <Calendar>
            <header className="day-head">
              <Button slot="previous" className="icon-button">
                <Icon name="previous" />
              </Button>
              <Heading />
              <Button slot="next" className="icon-button">
                <Icon name="next" />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell className="day-cell" date={date} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

function parsed(day: string): CalendarDate | null {
  try {
    return day === '' ? null : parseDate(day)
  } catch {
    return null
  }
}
