/** The address at which a saved search is asked again. Pure. */
import type { SavedSearch } from '../../../../src/contract/desk/saved-searches.ts'
import { formatPlace } from '../../place/address.ts'

/** Times of a saved search are moments, the last of a period exclusive; the screen has days, both of which belong to it. */
export function savedPlace({ terms }: Pick<SavedSearch, 'terms'>): string {
  const { from, to, postedFrom, postedTo, ...rest } = terms
  return formatPlace('/search', {
    ...rest,
    from: localDay(from, 0),
    to: localDay(to, -1),
    postedFrom: postedFrom?.slice(0, 10),
    postedTo: postedTo === undefined ? undefined : new Date(Date.parse(postedTo) - 1).toISOString().slice(0, 10)
  })
}

function localDay(time: string | undefined, byMs: number): string | undefined {
  if (time === undefined) return undefined
  const at = new Date(Date.parse(time) + byMs)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
