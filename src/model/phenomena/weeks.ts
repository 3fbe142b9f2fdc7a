/** Weeks as ISO 8601 names them: from Monday on, `2026-W30`. */

const dayMs = 86_400_000
export const weekPattern = '^20\\d\\d-W(?:0[1-9]|[1-4]\\d|5[0-3])$'

/** The week of a calendar day `YYYY-MM-DD`. */
export function weekOfDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  // The week belongs to the year in which its Thursday lies.
  const thursday = new Date(at.getTime() + (3 - ((at.getUTCDay() + 6) % 7)) * dayMs)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - first) / dayMs / 7) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

/** The Monday of the week of a calendar day `YYYY-MM-DD`. */
export function mondayOfDay(day: string): string {
  return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The Monday of a week, as `YYYY-MM-DD`; null where the year has no such week. */
export function mondayOf(week: string): string | null {
  const found = /^(\d{4})-W(\d{2})$/.exec(week)
  if (found === null) return null
  // The fourth of January lies in the first week of its year.
  const monday = dayAfter(mondayOfDay(`${found[1]}-01-04`), (Number(found[2]) - 1) * 7)
  return weekOfDay(monday) === week ? monday : null
}

/** The day so many days after a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Every week from one to another, both included; none where they do not name weeks or the second is earlier. */
export function weeksBetween(from: string, to: string, most = 530): string[] {
  const weeks: string[] = []
  const last = mondayOf(to)
  for (let day = mondayOf(from); day !== null && last !== null && day <= last; day = dayAfter(day, 7)) {
    weeks.push(weekOfDay(day))
    if (weeks.length >= most) break
  }
  return weeks
}
