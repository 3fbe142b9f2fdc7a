/** The adverts of a page as they are sealed: with where they were seen, under which address, and when they say they were placed. */
import type { UnreadCapture } from '../../../store/captures.ts'
import { postedInstant } from '../../../text/calendar.ts'
import type { KnownSource } from '../known-sources.ts'
import type { ExtractedAdvert, PageResult } from '../page-reader.ts'
import type { FoundAdvert } from '../version-writer.ts'
import type { LearnedSource } from './parameter-steps.ts'

/** A capture that was read, with the facts of its adverts. */
interface AdvertsOfPage {
  readonly row: UnreadCapture
  readonly dataKey: Buffer
  readonly result: Pick<PageResult, 'canonical'>
  readonly sourceId: string
  readonly zone: string
  readonly adverts: readonly ExtractedAdvert[]
}

export function foundAdverts(
  one: AdvertsOfPage,
  known: KnownSource | undefined,
  learned: readonly LearnedSource[]
): FoundAdvert[] {
  const { id: captureId, seen_at: seenAt, kek } = one.row
  const parameters = learned.find((each) => each.sourceId === one.sourceId)?.parameters ?? known?.parameters ?? {}
  const isLine = one.adverts[0]?.advert.method === 'jsonl'
  const page =
    known === undefined || isLine ? null : { source: known.source, parameters, canonical: one.result.canonical }
  const where = { sourceId: one.sourceId, page, captureId, seenAt, dataKey: one.dataKey, kek }
  return one.adverts.map((found) => ({
    ...found,
    ...where,
    postedAt: postedInstant(found.reading.postedAt, one.zone)
  }))
}
