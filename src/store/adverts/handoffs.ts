/** Pages at which processing stopped and that are handed over: written by the pipeline, erased by the next run of retention. */
import type { Tx } from '../ground.ts'
import { noteRows } from '../row-log.ts'

export interface StoppedPage {
  readonly capture: string
  readonly indicator: string
  /** Address and time, sealed. */
  readonly sealed: Buffer
}

/** Notes the pages, and makes the day of their captures come now, whatever the mandate keeps. */
export async function noteHandoffs(tx: Tx, mandate: string, pages: readonly StoppedPage[]): Promise<void> {
  if (pages.length === 0) return
  const captures = pages.map((one) => one.capture)
  await tx.query({
    name: 'note-handoffs',
    text: `insert into handoff (mandate_id, capture_id, indicator, sealed) select $1, h.* from unnest($2::uuid[], $3::text[], $4::bytea[]) as h
           on conflict do nothing`,
    values: [mandate, captures, pages.map((one) => one.indicator), pages.map((one) => one.sealed)]
  })
  await tx.query(
    `update capture set state = 'sealed', opened_at = null, opened_because = null, erase_at = least(erase_at, now()) where id = any($1::uuid[])`,
    [captures]
  )
  await noteRows(tx, 'capture', captures)
}
