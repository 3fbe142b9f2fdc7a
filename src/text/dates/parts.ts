/** A day that was found, with the time of day behind it. */
import type { FoundDate } from './question.ts'
import type { Time } from './time.ts'

export function withTime(date: Omit<FoundDate, 'precision'>, time: Time | null): FoundDate {
  if (time === null) return { ...date, precision: 'day' }
  return {
    ...date,
    end: date.end + time.length,
    value: `${date.value}T${time.value}`,
    precision: 'minute',
    bases: [...date.bases, 'no-zone']
  }
}
