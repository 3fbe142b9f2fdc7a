/** What is handed over by duty (SX-T23): address and time of pages at which processing stopped. For coordinators; nothing else of them is there. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Handoff } from '../../contract/desk/requests.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { mandateOf, type Vault } from './vault.ts'

const mostListed = 200

interface StoredRow {
  readonly capture_id: string
  readonly indicator: string
  readonly found_at: string
  readonly sealed: Buffer
  readonly handed_by: string | null
  readonly handed_at: string | null
  readonly handed_sealed: Buffer | null
}

/** Those that wait first, newest first. */
export async function listHandoffs(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault
): Promise<Outcome<{ handoffs: Handoff[] }>> {
  return act<Outcome<{ handoffs: Handoff[] }>>(pool, ground, async (tx) => {
    const handoffs = await handoffsOf(tx, ground, vault, null)
    const detail = { captures: handoffs.map((one) => one.capture) }
    return { result: { kind: 'done', value: { handoffs } }, entry: { act: 'handoff.list', detail } }
  })
}

/** Says to whom a page was handed over; once. */
export async function handOver(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  capture: string,
  to: string | undefined
): Promise<Outcome<Handoff>> {
  const whom = reasonGiven(to)
  return act<Outcome<Handoff>>(pool, ground, async (tx) => {
    const [known] = await handoffsOf(tx, ground, vault, capture)
    if (known === undefined) return refusedAct('not-found')
    if (whom === null) return refusedAct('reason-missing')
    const place = { mandate: mandateOf(ground), label: 'handoff-to', context: capture }
    const done = await tx.query(
      'update handoff set handed_by = $2, handed_at = now(), handed_sealed = $3 where capture_id = $1 and handed_by is null',
      [capture, ground.user, sealWords(vault, place, whom).sealed]
    )
    if (done.rowCount !== 1) return refusedAct('wrong-state')
    const [value] = await handoffsOf(tx, ground, vault, capture)
    if (value === undefined) throw new Error(`The handing over of ${capture} is gone in its own transaction.`)
    return { result: { kind: 'done', value }, entry: { act: 'handoff.give', subject: `capture:${capture}` } }
  })
}

/** One page, or with null all. */
async function handoffsOf(tx: Tx, ground: Ground, vault: Vault, capture: string | null): Promise<Handoff[]> {
  const { rows } = await tx.query<StoredRow>(
    `select capture_id, indicator, found_at, sealed, handed_by, handed_at, handed_sealed from handoff where ($1::uuid is null or capture_id = $1)
     order by handed_by is not null, found_at desc, capture_id limit ${mostListed}`,
    [capture]
  )
  return rows.map((row): Handoff => {
    const place = (label: string) => ({ mandate: mandateOf(ground), label, context: row.capture_id })
    const { url, seenAt } = openWords<{ url: string; seenAt: string }>(vault, place('handoff'), row.sealed)
    const { handed_by: by, handed_at: at, handed_sealed: sealed } = row
    const handed =
      by === null || at === null || sealed === null
        ? null
        : { by, at, to: openWords<string>(vault, place('handoff-to'), sealed) }
    return { capture: row.capture_id, indicator: row.indicator, url, seenAt, foundAt: row.found_at, handed }
  })
}
