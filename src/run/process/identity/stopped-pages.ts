/** Pages that say nothing: gone ones, and those at which processing stops, of which address and time are written for those to whom they are handed over. */
import type { Mandate } from '../../../model/mandate.ts'
import type { MandateId } from '../../../model/ids.ts'
import { sealWords } from '../../../desk/sealed-words.ts'
import type { App } from '../../app.ts'
import { record, type Tx } from '../../../store/ground.ts'
import { noteHandoffs } from '../../../store/adverts/handoffs.ts'
import { handoffOf } from '../../../weigh/grave/handoff.ts'
import type { UnreadCapture } from '../../../store/captures.ts'
import type { ExtractedAdvert, PageResult } from '../page-reader.ts'
import type { FoundAddress } from '../../../store/frontier/found-addresses.ts'

/** A capture that was read, as far as it is asked for here. */
interface ReadPage {
  readonly row: Pick<UnreadCapture, 'id' | 'seen_at' | 'url_mac'>
  readonly url: string
  readonly sourceId: string
  readonly result: PageResult
  readonly links: readonly FoundAddress[]
  readonly adverts: readonly ExtractedAdvert[]
  /** The indicator for which processing stopped at it: then it says nothing. */
  readonly stopped?: string
}

/** The page as if it said nothing, with the indicator for which it was stopped; as it was where nothing stops it. */
export function stopAt<Page extends ReadPage>(page: Page): Page {
  const stopped = page.adverts.map((one) => handoffOf(one.reading)).find((one) => one !== null)
  if (stopped === undefined) return page
  const result = { ...page.result, found: [], adverts: [], blocks: [], content: null }
  return { ...page, result, adverts: [], links: [], stopped }
}

/** Writes which pages were stopped, each with its ledger entry. */
export async function writeStopped(
  tx: Tx,
  { app, mandate }: { readonly app: App; readonly mandate: Mandate },
  done: readonly ReadPage[]
): Promise<void> {
  const pages = done.flatMap(({ row, url, stopped }) =>
    stopped === undefined ? [] : [{ capture: row.id, indicator: stopped, url, seenAt: row.seen_at }]
  )
  await noteHandoffs(
    tx,
    mandate.id,
    pages.map(({ capture, indicator, url, seenAt }) => {
      const place = { mandate: mandate.id as MandateId, label: 'handoff', context: capture }
      return { capture, indicator, sealed: sealWords(app, place, { url, seenAt }).sealed }
    })
  )
  for (const { capture, indicator } of pages)
    await record(
      tx,
      { user: 'pipeline', mandate: mandate.id },
      { act: 'handoff.stop', subject: `capture:${capture}`, detail: { indicator } }
    )
}

/** Addresses of pages that are gone, or lead elsewhere. */
export function goneOf(done: readonly ReadPage[]): { sourceId: string; urlMac: Buffer }[] {
  return done
    .filter((one) => one.result.pageKind === 'gone' || one.result.pageKind === 'redirect')
    .map((one) => ({ sourceId: one.sourceId, urlMac: one.row.url_mac }))
}
