/** The sealed reading of one sighting: what the text says and which facts it states; stored encrypted under the capture's key. */
import type { Fact } from './fact.ts'
import type { AdvertImage, DateValue } from './page.ts'

export interface SealedReading {
  readonly title: string
  readonly body: string
  /** `title + '\n' + body + '\n' + contact`: what facts' spans and indicator spans point into. */
  readonly text: string
  readonly language: string
  readonly account: string | null
  readonly seller: string | null
  readonly category: string | null
  readonly city: string | null
  readonly price: string | null
  readonly phoneField: string | null
  readonly postedAt: DateValue | null
  readonly images: readonly AdvertImage[]
  readonly facts: readonly Fact[]
}
