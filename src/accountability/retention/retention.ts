/** Retention: what gave no reason is erased on time, by destroying its keys and blanking what was derived from it. */
import { currentKey, type Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { idOf, noteRows } from '../../store/row-log.ts'
import { keptKeyOf, rewrapCaptures, type WrappedCapture } from '../../store/sealed/capture-keys.ts'
import { beforeErasing, foldErased } from '../../store/phenomena/fold-erased.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { act } from '../acts.ts'
import { mandateLines } from '../mandates/mandates.ts'
import { eraseAnswers, eraseWeighings } from './erase-answers.ts'
import { eraseAddresses } from './erase-addresses.ts'
import { closeEnded } from './close-ended.ts'
import { asRetention, lockDue, type DueBatch, type Place } from './due.ts'
import { destroyRetired, retireEmptyEpochs, type Round } from './retired-keys.ts'

export interface Erased {
  readonly mandate: MandateId
  readonly captures: number
  readonly readings: number
  /** Adverts with nothing left: the linker must be told that they are withdrawn. */
  readonly adverts: readonly number[]
}

export interface RetentionReport {
  readonly erased: readonly Erased[]
  /** Keys destroyed, which the run before retired: `epoch/MANDATE-YYYYMMDD`, `link/MANDATE-GENERATION`. What was sealed under them opens nowhere, not in backups of the database either. */
  readonly keys: readonly string[]
}

const batchCaptures = 500
const dayMs = 86_400_000
/** The date of captures whose shared page was dealt with: they stay for as long as their mandate says. */
const never = '9999-12-31T00:00:00Z'

/**
 * Erases all unopened captures whose day has come and that nothing holds, in batches, each with its ledger entry; goes on under
 * mandates that ended, and half a year after that with what was opened. Interrupted at any place it can be run again; run twice it changes nothing. `now` is the clock of the caller,
 * `atOnce` how many captures a batch has.
 */
export async function eraseDue(
  store: Store,
  keyring: Keyring,
  now: Date,
  reached: (step: string) => Promise<void> = async () => {},
  atOnce = batchCaptures
): Promise<RetentionReport> {
  const erased: Erased[] = []
  const keys: string[] = []
  for (const { line: mandate, eraseAfterDays } of await mandateLines(store.pool)) {
    keys.push(...(await destroyRetired({ store, keyring, mandate, now }, reached)))
    await closeEnded({ store, mandate, now })
    await reached('closed')
    const sum = { mandate, captures: 0, readings: 0, adverts: [] as number[] }
    let after: Place | null = null
    do {
      const batch: Batch = await eraseBatch({ store, keyring, mandate, now }, after, atOnce)
      sum.captures += batch.captures
      sum.readings += batch.readings
      sum.adverts.push(...batch.adverts)
      after = batch.next
      await reached('rows')
    } while (after !== null)
    if (sum.captures + sum.readings > 0) erased.push(sum)
    await retireEmptyEpochs({ store, keyring, mandate, now }, eraseAfterDays)
  }
  return { erased, keys }
}

interface Batch {
  readonly next: Place | null
  readonly captures: number
  readonly readings: number
  readonly adverts: readonly number[]
}

async function eraseBatch(round: Round, after: Place | null, atOnce: number): Promise<Batch> {
  const { store, mandate, now } = round
  // `act` asks whether the mandate is in force, which retention need not: the ledger entry names the mandate all the same.
  return act<Batch>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, mandate)
    const batch = await lockDue(tx, now, after, atOnce)
    await keepOpened(tx, round, batch.opened)
    await lookAgain(tx, [...batch.shared, ...batch.opened.keys()], batch.again, now)
    const held = await holdOver(tx, round, batch.held)
    await tellCases(tx, batch, now)
    const staying = [...batch.shared, ...batch.opened.keys(), ...batch.held.keys()]
    const counted = await beforeErasing(tx, round.keyring, await advertsOn(tx, [...batch.due, ...staying]))
    const readings = await blankReadings(tx, [...batch.due, ...staying], [...batch.heldAdverts.keys()])
    await eraseAddresses(tx, batch.due)
    const showing = await eraseCaptures(tx, batch.due, now)
    if (batch.due.length + readings.count > 0) await oweRewriting(tx)
    const adverts = await eraseAdverts(tx, readings.adverts)
    await foldErased(tx, mandate, counted, adverts)
    if (readings.count > 0) {
      await eraseAnswers(tx, mandate, now)
      await eraseWeighings(tx, readings.adverts)
    }
    await noteRows(tx, 'reading', readings.ids)
    await noteRows(tx, 'advert', adverts)
    await noteRows(tx, 'seen', [...readings.adverts, ...readings.showing, ...showing])
    await noteRows(tx, 'capture', [...batch.due, ...staying])
    const result = { next: batch.next, captures: batch.due.length, readings: readings.count, adverts }
    const detail = {
      captures: batch.due.length,
      readings: readings.count,
      adverts: adverts.length,
      ...(adverts.length > 0 && { advertIds: rangesOf(adverts) }),
      dueBefore: now.toISOString(),
      ...(batch.opened.size > 0 && { kept: reasonsOf(batch.opened) }),
      ...(held && { held: reasonsOf(batch.held) })
    }
    if (batch.due.length + readings.count + batch.opened.size === 0 && !held) return { result, entry: null }
    return { result, entry: { act: 'retention.erase', subject: `mandate:${mandate}`, detail } }
  })
}

/** Numbers as `3-7 9`: `baken verify` compares them with the adverts that are erased. */
function rangesOf(ids: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range !== undefined && range[1] === id - 1) range[1] = id
    else ranges.push([id, id])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(' ')
}

/** Reasons with how many captures each holds, at most 100. */
function reasonsOf(captures: ReadonlyMap<string, string>): Record<string, number> {
  const counts = new Map<string, number>()
  for (const why of captures.values()) counts.set(why, (counts.get(why) ?? 0) + 1)
  return Object.fromEntries([...counts].slice(0, 100))
}

/** Sealed captures that show an opened advert become kept ones: whatever brought them here, nothing of what is open is erased. */
async function keepOpened(tx: Tx, round: Round, opened: ReadonlyMap<string, string>): Promise<void> {
  if (opened.size === 0) return
  const { keyring, mandate } = round
  const rows = await wrappedKeys(tx, [...opened.keys()])
  const { alive } = await rewrapCaptures(tx, keyring, rows, keptKeyOf(keyring, mandate))
  await tx.query(
    `update capture c set state = 'open', opened_at = now(), opened_because = o.because
     from unnest($1::uuid[], $2::text[]) as o(id, because) where c.id = o.id`,
    [alive, alive.map((id) => opened.get(id))]
  )
}

/** Captures that stay have no day any more, but for those with a sealed advert that is held: its hold may end. */
async function lookAgain(tx: Tx, staying: readonly string[], again: ReadonlySet<string>, now: Date): Promise<void> {
  const tomorrow = new Date(now.getTime() + dayMs).toISOString()
  await tx.query(
    `update capture c set erase_at = d.at from unnest($1::uuid[], $2::timestamptz[]) as d(id, at) where c.id = d.id and c.state = 'open'`,
    [staying, staying.map((id) => (again.has(id) ? tomorrow : never))]
  )
}

/**
 * Held captures wait until the next day and are asked about again. Their keys move to that day's key, so that the key of their own
 * day can be destroyed with all else of it. True when any was not held a day before.
 */
async function holdOver(tx: Tx, round: Round, held: ReadonlyMap<string, string>): Promise<boolean> {
  if (held.size === 0) return false
  const { keyring, mandate, now } = round
  const today = currentKey(keyring, mandate, now.toISOString())
  if (today.kind !== 'key')
    throw new Error(`The key of today cannot be had (${today.kind}): held captures stay where they are.`)
  const { moved } = await rewrapCaptures(tx, keyring, await wrappedKeys(tx, [...held.keys()]), today.key)
  await tx.query('update capture set erase_at = $2 where id = any($1::uuid[])', [
    [...held.keys()],
    new Date(now.getTime() + dayMs)
  ])
  return moved > 0
}

/** A case hears that the day came for what it holds, and that nothing else kept it. */
async function tellCases(tx: Tx, { heldAdverts }: DueBatch, now: Date): Promise<void> {
  const kept = [...heldAdverts].flatMap(([advert, why]) => (why === 'case' ? [advert] : []))
  if (kept.length === 0) return
  await tx.query(
    `update case_item i set kept_at = $2 from case_file c
     where c.id = i.case_id and i.kept_at is null
       and (c.state <> 'closed' or exists (select 1 from job j where j.case_id = c.id and j.state in ('waiting', 'working'))) and i.adverts && $1::int[]`,
    [kept, now]
  )
}

async function wrappedKeys(tx: Tx, captures: readonly string[]): Promise<WrappedCapture[]> {
  const { rows } = await tx.query<WrappedCapture>(
    'select capture_id, kek, wrapped from capture_key where capture_id = any($1::uuid[])',
    [captures]
  )
  return rows
}

/** Sealed adverts with a version that stands on one of these captures. */
async function advertsOn(tx: Tx, captures: readonly string[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select distinct a.id from sighting s join advert a on a.id = s.advert_id
     where s.capture_id = any($1::uuid[]) and s.reading is not null and a.state = 'sealed'`,
    [captures]
  )
  return rows.map((row) => row.id)
}

/** Blanks the readings on these captures; never those of opened or held adverts. `showing`: adverts that captures do not show any more. */
async function blankReadings(
  tx: Tx,
  captures: readonly string[],
  held: readonly number[]
): Promise<{ count: number; ids: number[]; adverts: number[]; showing: number[] }> {
  const { rows } = await tx.query<{ id: number; advert_id: number }>(
    `update sighting s set reading = null, place = null, counted = null, text_mac = ''
     from advert a where a.id = s.advert_id and s.reading is not null and s.capture_id = any($1::uuid[])
       and a.state <> 'open' and a.id <> all($2::int[])
     returning s.id, s.advert_id`,
    [captures, held]
  )
  await tx.query('delete from fact where sighting_id = any($1::bigint[])', [rows.map((row) => row.id)])
  // Which text a capture showed goes with the text: a keyed digest could confirm a guess.
  const shown = await tx.query<{ advert_id: number }>(
    `delete from advert_capture c using advert a where a.id = c.advert_id and c.capture_id = any($1::uuid[])
       and a.state <> 'open' and a.id <> all($2::int[]) returning c.advert_id`,
    [captures, held]
  )
  return {
    count: rows.length,
    ids: rows.map((row) => row.id),
    adverts: [...new Set(rows.map((row) => row.advert_id))],
    showing: shown.rows.map((row) => row.advert_id)
  }
}

/** Returns the adverts that they showed. */
async function eraseCaptures(tx: Tx, due: readonly string[], now: Date): Promise<number[]> {
  if (due.length === 0) return []
  await tx.query('delete from capture_key where capture_id = any($1::uuid[])', [due])
  const { rows } = await tx.query<{ advert_id: number }>(
    'delete from advert_capture where capture_id = any($1::uuid[]) returning advert_id',
    [due]
  )
  // Digest, place and times stay: the chain of evidence still verifies. The keyed digest of the page goes: it could confirm a guess.
  await tx.query(
    `update capture set state = 'erased', url_mac = null, url_sealed = null, payload_mac = '', content_mac = null, step_error = null, erased_at = $2
     where id = any($1::uuid[])`,
    [due, now]
  )
  return rows.map((row) => row.advert_id)
}

/** Adverts without any reading left: no address, words, facts, links or features. Returns their ids. */
async function eraseAdverts(tx: Tx, touched: readonly number[]): Promise<number[]> {
  if (touched.length === 0) return []
  const { rows } = await tx.query<{ id: number }>(
    `update advert a set state = 'erased', url_mac = null, key = 'erased:' || a.id, template = null, template_salt = null, network_id = null, posted_at = null,
       same_text = null, same_number = null, named_mac = null
     where a.id = any($1::int[]) and a.state <> 'erased'
       and not exists (select 1 from sighting s where s.advert_id = a.id and s.reading is not null)
     returning a.id`,
    [touched]
  )
  const ids = rows.map((row) => row.id)
  await tx.query('delete from fact where advert_id = any($1::int[])', [ids])
  await tx.query('delete from advert_address where advert_id = any($1::int[])', [ids])
  // The linker is told in a step of its own (run/link/erase-links.ts): until then this row says that it still knows them.
  await tx.query(
    `insert into link_withdrawal (mandate_id, advert_id) select mandate_id, id from advert where id = any($1::int[]) and link_no is not null
     on conflict do nothing`,
    [ids]
  )
  const links = await tx.query<{ id: number }>(
    'delete from link where a = any($1::int[]) or b = any($1::int[]) returning id',
    [ids]
  )
  const gone = links.rows.map(idOf)
  await noteRows(tx, 'link', gone)
  await noteRows(tx, 'link-value', gone)
  await noteRows(tx, 'template', ids)
  return ids
}
