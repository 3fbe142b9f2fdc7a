/** The adverts that were found on a page, and whether the page is a list of others. */
import type { AdvertReading } from '../../model/page.ts'

export interface AdvertsFound {
  readonly adverts: readonly AdvertReading[]
  /** True when the page's main matter is a list of links to other pages of its site. */
  readonly isList: boolean
  readonly because: string
}
