/** Writes the versions of adverts: what is there already and what was read now, put in the order of time, so that arrival decides nothing. */
import type { CaptureId } from '../../model/ids.ts'
import type { AdvertReading } from '../../model/page.ts'
import type { SealedReading } from '../../model/reading.ts'
import { hmac, hmacKeyOf } from '../../model/secret-key.ts'
import { stepVersions } from '../../pipeline.ts'
import { placeName } from '../../store/sealed/address-mac.ts'
import type { UpsertedAdvert } from '../../store/adverts/adverts.ts'
import { atOnce, type Tx } from '../../store/ground.ts'
import { sealTraits } from '../../store/phenomena/sealed-traits.ts'
import { sealReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { sealPlace } from '../../store/sealed/sealed-address.ts'
import * as store from '../../store/adverts/versions.ts'
import { readingsOf } from '../../store/weighing.ts'
import { traitsOf } from './counting/advert-traits.ts'
import type { AdvertPage } from './identity/advert-page.ts'
import { compareTexts, versionsOf, type Seen, type StoredVersion, type Version } from './advert-versions.ts'

/** An advert as found in one capture. */
export interface FoundAdvert {
  readonly advert: AdvertReading
  readonly reading: SealedReading
  readonly site: string
  readonly sourceId: string
  /** What of its page tells which advert it is; null for a line of an advert file. */
  readonly page: AdvertPage | null
  readonly captureId: string
  readonly seenAt: string
  /** When the advert says that it was placed, where it says so to the day. */
  readonly postedAt: string | null
  readonly dataKey: Uint8Array
  /** Name of the key that wraps `dataKey`. */
  readonly kek: string
}

/** All captures of one batch that show one advert. */
export interface AdvertGroup {
  readonly row: UpsertedAdvert
  readonly found: readonly FoundAdvert[]
}

export interface VersionContext {
  readonly mandate: string
  /** Key of the mandate for keyed fingerprints. */
  readonly key: Uint8Array
  /** Its key for addresses. */
  readonly addressKey: Buffer
  /** Opens a stored reading; null when its key is gone. */
  readonly open: (row: ReadingRow) => SealedReading | null
}

/** A version whose reading was written now. */
export interface WrittenVersion {
  readonly found: FoundAdvert
  readonly row: UpsertedAdvert
  readonly sightingId: number
  /** It was not there before. */
  readonly isNew: boolean
  /** The row that held this version before held this very capture: it was read again, by a newer step. */
  readonly again: boolean
  /** The text that the advert shows at last. */
  readonly present: boolean
  /** Time of the first capture that shows this version. */
  readonly firstMs: number
}

interface Plan {
  readonly group: AdvertGroup
  /** Looked at as a whole; otherwise only from its present version on. */
  readonly whole: boolean
  readonly versions: readonly Version[]
  readonly surplus: readonly StoredVersion[]
  /** Time of the oldest capture that was known before. */
  readonly knownFromMs: number
}

interface Slot {
  readonly plan: Plan
  readonly version: Version
  readonly found: FoundAdvert
}

export interface WrittenVersions {
  /** In the order of time within each advert. */
  readonly written: readonly WrittenVersion[]
  /** Captures that are older than all that were known of their advert, and gave no new version: it was there earlier than was known. */
  readonly earlier: readonly { readonly found: FoundAdvert; readonly row: UpsertedAdvert }[]
  /** Rows of versions that were written, renumbered or taken away. */
  readonly touched: readonly number[]
}

/** Writes the versions that follow from the captures in hand and those of before. */
export async function writeVersions(
  tx: Tx,
  groups: readonly AdvertGroup[],
  context: VersionContext
): Promise<WrittenVersions> {
  await store.saveAdvertCaptures(
    tx,
    context.mandate,
    groups.flatMap(({ row, found }) =>
      found.map((one) => ({
        advertId: row.id,
        captureId: one.captureId,
        seenAt: one.seenAt,
        postedAt: one.postedAt,
        textMac: textMac(one.reading, context.key)
      }))
    )
  )
  const plans = await planVersions(tx, groups, context)
  const dropped = plans.flatMap((plan) => plan.surplus.map((one) => one.id))
  await store.dropSightings(tx, dropped)
  const slots = plans.flatMap((plan) =>
    plan.versions.flatMap((version): Slot[] => {
      const found = plan.group.found.find((one) => one.captureId === version.newest.captureId)
      return found === undefined ? [] : [{ plan, version, found }]
    })
  )
  const ids = await writeSlots(tx, slots, context)
  const renumbered = await settleWhole(tx, plans, ids)
  await store.askReading(tx, plans.flatMap(unreadOf))
  const written = slots.map(({ plan, version, found }) => ({
    found,
    row: plan.group.row,
    sightingId: ids.get(version) ?? 0,
    isNew: version.stored === null,
    again: version.stored?.captureId === found.captureId,
    present: version === plan.versions.at(-1),
    firstMs: version.firstMs
  }))
  return { written, earlier: plans.flatMap(earlierOf), touched: [...dropped, ...ids.values(), ...renumbered] }
}

function earlierOf({ group: { row, found }, whole, versions, knownFromMs }: Plan): WrittenVersions['earlier'] {
  const [oldest] = found.toSorted((a, b) => Date.parse(a.seenAt) - Date.parse(b.seenAt))
  if (!whole || oldest === undefined || Date.parse(oldest.seenAt) >= knownFromMs) return []
  const [first] = versions
  return first?.stored === null && found.some((one) => one.captureId === first.newest.captureId)
    ? []
    : [{ found: oldest, row }]
}

/** Adverts of which nothing was seen yet, or of which all is newer than the present version, need no look at their past. */
async function planVersions(tx: Tx, groups: readonly AdvertGroup[], context: VersionContext): Promise<Plan[]> {
  const known = groups.filter((one) => one.row.sightingId !== null).map((one) => one.row.id)
  const present = await store.sightingsOf(tx, known, true)
  const late = groups.filter(({ row, found }) => {
    const newest = present.get(row.id)?.[0]
    return newest === undefined
      ? row.sightingId !== null
      : found.some((one) => Date.parse(one.seenAt) <= newest.seen_ms)
  })
  const lateIds = late.map((one) => one.row.id)
  const all = await store.sightingsOf(tx, lateIds, false)
  const captures = Map.groupBy(await store.advertCaptures(tx, lateIds), (one) => one.advert_id)
  const plans: Plan[] = []
  for (const group of groups) {
    const whole = late.includes(group)
    const rows = (whole ? all : present).get(group.row.id) ?? []
    const seen = seenOf(group, rows, captures.get(group.row.id) ?? [], context.key)
    const stored = rows.map(({ id, capture_id, version }) => ({ id, captureId: capture_id, number: version }))
    const texts = await textsOf(tx, group, seen, rows, context)
    const compare = (a: string, b: string): number => compareTexts(texts.get(a) ?? a, texts.get(b) ?? b)
    const first = whole ? 1 : (rows[0]?.version ?? 1)
    const fresh = new Set(group.found.map((one) => one.captureId))
    const before = seen.filter((one) => !fresh.has(one.captureId)).map((one) => one.seenMs)
    plans.push({ group, whole, ...versionsOf(seen, stored, compare, first), knownFromMs: Math.min(...before) })
  }
  return plans
}

/** Every capture that shows the advert, once: what was read now counts before what was noted earlier. */
function seenOf(
  group: AdvertGroup,
  rows: readonly store.SightingRow[],
  captures: readonly store.AdvertCapture[],
  key: Uint8Array
): Seen[] {
  const seen = new Map<string, Seen>()
  for (const { capture_id: captureId, seen_ms: seenMs, text_mac } of rows)
    // An erased version says no more which text it had: it stays a version of its own.
    seen.set(captureId, { captureId, seenMs, text: text_mac.length === 0 ? `erased ${captureId}` : nameOf(text_mac) })
  for (const { capture_id: captureId, seen_ms: seenMs, text_mac } of captures)
    seen.set(captureId, { captureId, seenMs, text: nameOf(text_mac) })
  for (const { captureId, seenAt, reading } of group.found)
    seen.set(captureId, { captureId, seenMs: Date.parse(seenAt), text: nameOf(textMac(reading, key)) })
  return [...seen.values()]
}

/** The texts by their names, as far as captures of one moment must be told apart by them: keyed names would put them in another order under another key. */
async function textsOf(
  tx: Tx,
  group: AdvertGroup,
  seen: readonly Seen[],
  rows: readonly store.SightingRow[],
  context: VersionContext
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const byTime = Map.groupBy(seen, (one) => one.seenMs)
  if (byTime.size === seen.length) return texts
  for (const { reading } of group.found) texts.set(nameOf(textMac(reading, context.key)), reading.text)
  const tied = [...byTime.values()].filter((same) => new Set(same.map((one) => one.text)).size > 1).flat()
  if (tied.every((one) => texts.has(one.text))) return texts
  const readings = await readingsOf(
    tx,
    rows.map((row) => row.id)
  )
  for (const row of rows) {
    const sealed = readings.get(row.id)
    const reading = sealed === undefined ? null : context.open(sealed)
    if (reading !== null) texts.set(nameOf(row.text_mac), reading.text)
  }
  return texts
}

async function writeSlots(tx: Tx, slots: readonly Slot[], context: VersionContext): Promise<Map<Version, number>> {
  const steps = { read: stepVersions.read, extract: stepVersions.extract }
  const ids = new Map<Version, number>()
  const [fresh, moved]: [Slot[], Promise<void>[]] = [[], []]
  const move = async (slot: Slot, id: number): Promise<void> =>
    store.moveSighting(tx, id, sightingOf(slot, context), steps)
  for (const slot of slots) {
    const { stored } = slot.version
    if (stored === null) fresh.push(slot)
    else {
      moved.push(move(slot, stored.id))
      ids.set(slot.version, stored.id)
    }
  }
  await atOnce(...moved)
  const made = await store.insertSightings(
    tx,
    context.mandate,
    fresh.map((slot) => sightingOf(slot, context)),
    steps
  )
  fresh.forEach((slot, at) => ids.set(slot.version, made[at] ?? 0))
  return ids
}

function sightingOf({ plan, version, found }: Slot, { key, addressKey }: VersionContext): store.NewSighting {
  const capture = found.captureId as CaptureId
  const placed = placeName(addressKey, found.advert.key)
  return {
    advertId: plan.group.row.id,
    captureId: found.captureId,
    version: version.number,
    versions: plan.versions.at(-1)?.number ?? version.number,
    seenAt: found.seenAt,
    textMac: textMac(found.reading, key),
    reading: sealReading(found.dataKey, capture, placed, found.reading),
    place: sealPlace(found.dataKey, capture, found.advert),
    counted: sealTraits(found.dataKey, capture, placed, traitsOf(found.reading))
  }
}

/** What an advert that was looked at as a whole has to be told anew: numbers, present version, when it was placed. */
async function settleWhole(tx: Tx, plans: readonly Plan[], ids: ReadonlyMap<Version, number>): Promise<number[]> {
  const whole = plans.filter((one) => one.whole)
  const idOf = (version: Version): number | undefined => ids.get(version) ?? version.stored?.id
  return store.renumberVersions(
    tx,
    whole.flatMap((plan) =>
      plan.versions.flatMap((version) => {
        const id = idOf(version)
        return id === undefined ? [] : [{ id, version: version.number }]
      })
    ),
    whole.flatMap(({ group, versions }) => {
      const newest = versions.map(idOf).findLast((id) => id !== undefined)
      return newest === undefined ? [] : [{ id: group.row.id, newest, versions: versions.length }]
    })
  )
}

/** Versions that stand on a capture whose reading is neither in hand nor stored. */
function unreadOf({ group, versions }: Plan): string[] {
  return versions.flatMap(({ newest, stored }) =>
    stored?.captureId === newest.captureId || group.found.some((one) => one.captureId === newest.captureId)
      ? []
      : [newest.captureId]
  )
}

/** The keyed hash of a text: made once a reading, and asked for by the capture, the version and the order of both. */
function textMac(reading: SealedReading, key: Uint8Array): Buffer {
  const known = textMacs.get(reading)
  if (known?.key === key) return known.mac
  const mac = hmac(hmacKeyOf(key), `text\0${reading.text}`)
  textMacs.set(reading, { key, mac })
  return mac
}

const textMacs = new WeakMap<SealedReading, { readonly key: Uint8Array; readonly mac: Buffer }>()

function nameOf(mac: Buffer): string {
  return mac.toString('base64')
}
