/** What is due to be erased, and what of it is held: captures whose day has come, with the adverts that they show. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { linesOfMandates, mandateLines, type MandateLine } from '../mandates/mandates.ts'
import { heldAdverts } from './holds.ts'

/** Lets the system act under a mandate that ended (migration 0001, `ground_for`): for retention only. */
export async function asRetention(tx: Tx, mandate: string): Promise<void> {
  await tx.query(`select set_config('baken.retention', 'on', true), set_config('baken.mandate', $1, true)`, [mandate])
}

/** Does work for each line of mandates, also for those that ended, one after the other; resolves to its answers. */
export async function eachLine<T>(store: Store, work: (tx: Tx, of: MandateLine) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (const of of await mandateLines(store.pool)) {
    const ground = { user: 'pipeline', mandate: of.line }
    answers.push(
      await withGround(store.pool, ground, async (tx) => {
        await asRetention(tx, of.line)
        return work(tx, of)
      })
    )
  }
  return answers
}

/** Repeats a batch under each line of mandates, also under those that ended, until it erases nothing more; resolves to how many were erased in all. */
export async function eraseInBatches(store: Store, batch: (line: MandateId) => Promise<number>): Promise<number> {
  let erased = 0
  for (const line of await linesOfMandates(store))
    for (let gone = -1; gone !== 0; erased += Math.max(gone, 0)) gone = await batch(line)
  return erased
}

/** Where the next batch begins: the last capture of the one before. */
export interface Place {
  readonly eraseAt: string
  readonly id: string
}

export interface DueCapture {
  readonly id: string
  readonly state: 'sealed' | 'open'
}

export interface DueBatch {
  /** Where to go on; null: nothing is left. */
  readonly next: Place | null
  /** Sealed captures of which nothing is held: to be erased. */
  readonly due: readonly string[]
  /** Opened captures: they stay, and the readings of others on them go. */
  readonly shared: readonly string[]
  /** Sealed captures that show an opened advert: they are kept like those that were opened with it. Value: why. */
  readonly opened: ReadonlyMap<string, string>
  /** Sealed captures that something else holds: they wait another day. Value: why. */
  readonly held: ReadonlyMap<string, string>
  /** Captures, of any kind above, with a sealed advert that is held: they are looked at again the next day. */
  readonly again: ReadonlySet<string>
  readonly heldAdverts: ReadonlyMap<number, string>
}

/** As `lockDue`, for a look that changes nothing and locks nothing. */
export async function readDue(tx: Tx, now: Date, after: Place | null, most: number): Promise<DueBatch> {
  const { ids, next } = await nextDue(tx, now, after, most)
  const { rows } = await tx.query<DueCapture>('select id, state from capture where id = any($1::uuid[])', [ids])
  return sortOut(tx, rows, await shownBy(tx, ids), new Set(), next)
}

/**
 * The next captures whose day has come, locked with the adverts that they show, so that nothing is opened, asked for or judged
 * meanwhile. What another transaction has locked waits for the next round.
 */
export async function lockDue(tx: Tx, now: Date, after: Place | null, most: number): Promise<DueBatch> {
  const { ids, next } = await nextDue(tx, now, after, most)
  // Adverts first, then captures: the order in which opening takes them.
  const locked = new Set((await shownBy(tx, ids)).map((one) => one.advert))
  await tx.query('select id from advert where id = any($1::int[]) order by id for update', [[...locked]])
  const captures = await lockCaptures(tx, ids, now)
  const shown = await shownBy(
    tx,
    captures.map((one) => one.id)
  )
  const late = new Set(shown.filter((one) => !locked.has(one.advert)).map((one) => one.capture))
  return sortOut(tx, captures, shown, late, next)
}

async function nextDue(
  tx: Tx,
  now: Date,
  after: Place | null,
  most: number
): Promise<{ ids: string[]; next: Place | null }> {
  const { rows } = await tx.query<{ id: string; erase_at: string }>(
    `select id, erase_at from capture where state in ('sealed', 'open') and erase_at <= $1
       and ($2::timestamptz is null or (erase_at, id) > ($2, $3::uuid)) order by erase_at, id limit $4`,
    [now, after?.eraseAt ?? null, after?.id ?? null, most]
  )
  const last = rows.at(-1)
  const next = rows.length < most || last === undefined ? null : { eraseAt: last.erase_at, id: last.id }
  return { ids: rows.map((row) => row.id), next }
}

async function sortOut(
  tx: Tx,
  captures: readonly DueCapture[],
  shown: readonly Shown[],
  late: ReadonlySet<string>,
  next: Place | null
): Promise<DueBatch> {
  const holds = await heldAdverts(tx, [...new Set(shown.map((one) => one.advert))])
  const opened = new Map<string, string>()
  const held = new Map<string, string>()
  const again = new Set<string>()
  const sealed = new Set(captures.filter((one) => one.state === 'sealed').map((one) => one.id))
  for (const { capture, advert, open } of shown) {
    const why = holds.get(advert)
    if (why === undefined) continue
    if (!open) again.add(capture)
    if (!sealed.has(capture)) continue
    if (open) opened.set(capture, `advert:${advert}`)
    else held.set(capture, why)
  }
  for (const capture of opened.keys()) held.delete(capture)
  const free = (one: DueCapture): boolean => !late.has(one.id) && !opened.has(one.id) && !held.has(one.id)
  return {
    next,
    due: captures.filter((one) => one.state === 'sealed' && free(one)).map((one) => one.id),
    shared: captures.filter((one) => one.state === 'open' && free(one)).map((one) => one.id),
    opened,
    held,
    again,
    heldAdverts: holds
  }
}

async function lockCaptures(tx: Tx, ids: readonly string[], now: Date): Promise<DueCapture[]> {
  const { rows } = await tx.query<DueCapture>(
    `select id, state from capture where id = any($1::uuid[]) and state in ('sealed', 'open') and erase_at <= $2
     order by erase_at, id for update skip locked`,
    [ids, now]
  )
  return rows
}

interface Shown {
  readonly capture: string
  readonly advert: number
  readonly open: boolean
}

/** The adverts that captures show; of a page that no step could read yet, those known at its address. */
async function shownBy(tx: Tx, captures: readonly string[]): Promise<Shown[]> {
  const { rows } = await tx.query<Shown>(
    `select s.capture_id as capture, a.id as advert, a.state = 'open' as open from sighting s join advert a on a.id = s.advert_id
     where s.capture_id = any($1::uuid[]) and s.reading is not null
     union
     select c.id, a.id, a.state = 'open' from capture c join advert a on a.mandate_id = c.mandate_id and a.source_id = c.source_id and a.url_mac = c.url_mac
     where c.id = any($1::uuid[]) and (c.read_version = 0 or c.step_error is not null) and a.state <> 'erased'`,
    [captures]
  )
  return rows
}

/** How many are due on which day (UTC), and how many later. */
export interface DueDays {
  readonly days: ReadonlyMap<string, number>
  readonly later: number
}

/** Of rows with a count for each day, and one without a day for what comes later. */
export function daysOf(rows: readonly { readonly day: string | null; readonly n: number }[]): DueDays {
  const days = new Map(rows.flatMap(({ day, n }) => (day === null ? [] : [[day, n] as const])))
  return { days, later: rows.find((row) => row.day === null)?.n ?? 0 }
}
