/** What a page tells of the identity of its adverts. */
import type { ParameterState } from '../../../crawl/parameters.ts'
import type { Source } from '../../../model/source.ts'

/** What of its page tells which advert it is; absent for lines of advert files, whose id is their own. */
export interface AdvertPage {
  readonly source: Source
  readonly parameters: ParameterState
  /** The address that the page names as its own, where that is another. */
  readonly canonical: string | null
}
