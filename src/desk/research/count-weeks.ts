/** Counts the wording and the signs of the newest weeks over all adverts that were read, sealed ones included; opens none of them. */
import { inflateRawSync, deflateRawSync } from 'node:zlib'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import type { Keyring } from '../../evidence/keys.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { MandateId } from '../../model/ids.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'
import type { Store } from '../../store/connect.ts'
import { fingerprintKeyOf } from '../../store/sealed/address-mac.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { localTime } from '../../text/calendar.ts'
import { signsOf, wordingOf } from './advert-wording.ts'
import { leastNetworks, newIn, weeksBefore, type New, type Used, type WeekCount } from './new-wording.ts'
import { countCombinations, countPhrases, type ByWeek, type CountedSigns, type CountedText } from './phrase-counts.ts'

/** Version of the method; raised when a week would be counted otherwise. */
export const wordingMethod = 1

/** Weeks that are counted anew, the present one among them. */
const weeksCounted = 9
/** Adverts of one count, the newest first: what is read of them is in memory at once. */
const mostAdverts = 60_000
const batch = 500
/** Phrases kept of a week, the most used first. */
const mostKept = 50_000

const weekMs = 7 * 86_400_000

export interface CountParts {
  readonly store: Pick<Store, 'pool'>
  readonly keyring: Keyring
}

/** A week with what its adverts say; words only, without whom they belong to beyond the number of the network. */
interface Gathered {
  readonly texts: CountedText[]
  readonly signs: CountedSigns[]
  readonly adverts: number[]
  readonly networks: number[]
  readonly upto: number
}

/** Counts the newest weeks of a mandate until `now`, and keeps what at least `leastNetworks` networks used. Resolves to how many adverts were counted. */
export async function countWeeks({ store, keyring }: CountParts, mandate: MandateId, now: Date): Promise<number> {
  const mondays = mondaysUntil(now)
  const ground = { user: 'pipeline', mandate }
  const gathered = await gather({ store, keyring }, mandate, mondays)
  if (gathered.upto === 0) return 0
  const wording = await countPhrases(gathered.texts, mondays.length, leastNetworks)
  const signs = countCombinations(gathered.signs, mondays.length, leastNetworks)
  const counted = gathered.adverts.reduce((sum, adverts) => sum + adverts, 0)
  await withGround(store.pool, ground, async (tx) => {
    const kept = await keptWeeks(tx, keyring, mandate)
    const before = new Map(kept.map((one) => [one.week, one]))
    const active = mondays.map((week, at) =>
      Math.max(gathered.networks[at] ?? 0, before.get(week)?.count.networks ?? 0)
    )
    const known = { wording: new Set<string>(), signs: new Set<string>() }
    for (const { week, count } of kept) if (week < (mondays[0] ?? '')) know(known, count)
    for (const [at, week] of mondays.entries()) {
      const adverts = gathered.adverts[at] ?? 0
      const old = before.get(week)
      const fresh: WeekCount = {
        networks: gathered.networks[at] ?? 0,
        networksBefore: sumBefore(active, at),
        wording: usedIn(wording, at),
        signs: usedIn(signs, at)
      }
      // Adverts of the week were erased since: what was counted of them stays.
      const count = old !== undefined && old.adverts > adverts ? higher(old.count, fresh) : fresh
      if (adverts > 0) {
        const told: Told = {
          wording: newIn(count, count.wording, known.wording),
          signs: newIn(count, count.signs, known.signs)
        }
        await saveWeek(tx, keyring, {
          mandate,
          week,
          adverts: Math.max(adverts, old?.adverts ?? 0),
          upto: gathered.upto,
          count,
          told
        })
      }
      know(known, count)
    }
    await record(tx, ground, { act: 'research.count', detail: { adverts: counted, weeks: mondays.length } })
  })
  return counted
}

/** What is new in a week. */
export interface Told {
  readonly wording: readonly New[]
  readonly signs: readonly New[]
}

function know(known: { readonly wording: Set<string>; readonly signs: Set<string> }, count: WeekCount): void {
  for (const { of } of count.wording) known.wording.add(of)
  for (const { of } of count.signs) known.signs.add(of)
}

interface Saved {
  readonly mandate: MandateId
  readonly week: string
  readonly adverts: number
  readonly upto: number
  readonly count: WeekCount
  readonly told: Told
}

async function saveWeek(tx: Tx, keyring: Keyring, { mandate, week, adverts, upto, count, told }: Saved): Promise<void> {
  const key = fingerprintKeyOf(keyring, mandate)
  const sealed = (label: string, value: unknown): Buffer =>
    sealBytes(key, label, `${mandate} ${week}`, deflateRawSync(JSON.stringify(value)))
  await tx.query(
    `insert into research_week (mandate_id, week, adverts, networks, method, sealed, told, upto) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (mandate_id, week) do update set adverts = excluded.adverts, networks = excluded.networks, method = excluded.method,
       sealed = excluded.sealed, told = excluded.told, upto = excluded.upto, counted_at = now()`,
    [mandate, week, adverts, count.networks, wordingMethod, sealed(countLabel, count), sealed(toldLabel, told), upto]
  )
}

/** The Mondays of the weeks that are counted, as `YYYY-MM-DD` of Amsterdam, the oldest first. */
export function mondaysUntil(now: Date): string[] {
  const last = Date.parse(mondayOf(now.toISOString()))
  return Array.from({ length: weeksCounted }, (_, at) => dayOf(last - (weeksCounted - 1 - at) * weekMs))
}

/** The Monday of the week of a time, where the day is that of Amsterdam. */
export function mondayOf(time: string): string {
  const day = Date.parse(localTime(time, 'Europe/Amsterdam').slice(0, 10))
  return dayOf(day - ((new Date(day).getUTCDay() + 6) % 7) * 86_400_000)
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

interface SightingRow extends ReadingRow {
  readonly id: number
  readonly advert_id: number
  readonly network_id: number | null
  readonly at: Date | string
}

/** Reads the adverts of the weeks, newest first. A version counts in the week in which it was placed, or seen where that is not told. */
async function gather(
  { store, keyring }: CountParts,
  mandate: MandateId,
  mondays: readonly string[]
): Promise<Gathered> {
  const weeks = new Map(mondays.map((monday, at) => [monday, at]))
  const texts: CountedText[] = []
  const adverts = mondays.map(() => new Set<number>())
  const signs = mondays.map(() => new Map<number, Set<string>>())
  const words = new Map<string, string>()
  let upto = 0
  for (let before = Number.MAX_SAFE_INTEGER; texts.length < mostAdverts;) {
    const rows = await withGround(store.pool, { user: 'pipeline', mandate }, (tx) => page(tx, mondays[0] ?? '', before))
    for (const row of rows) {
      upto = Math.max(upto, row.id)
      const at = weeks.get(mondayOf(new Date(row.at).toISOString()))
      const reading = at === undefined ? null : openReading(keyring, row)
      if (at === undefined || reading === null) continue
      // An advert that nothing links counts as one hand.
      const network = row.network_id ?? -row.advert_id
      const runs = wordingOf(reading).map((run) => run.map((word) => interned(words, word)))
      texts.push({ week: at, network, runs })
      adverts[at]?.add(row.advert_id)
      const known = signs[at]?.get(network) ?? new Set()
      for (const sign of signsOf(reading)) known.add(sign)
      signs[at]?.set(network, known)
    }
    if (rows.length < batch) break
    before = rows.at(-1)?.id ?? 0
  }
  return {
    texts,
    signs: signs.flatMap((networks, week) => [...networks.values()].map((one) => ({ week, signs: [...one].sort() }))),
    adverts: adverts.map((one) => one.size),
    networks: signs.map((one) => one.size),
    upto
  }
}

async function page(tx: Tx, from: string, before: number): Promise<SightingRow[]> {
  const { rows } = await tx.query<SightingRow>({
    name: 'research-readings',
    text: `
      select s.id, s.advert_id, a.network_id, s.capture_id, a.key, k.kek, k.wrapped, s.reading,
        case when s.version = 1 and a.posted_at <= s.seen_at then a.posted_at else s.seen_at end as at
      from sighting s join advert a on a.id = s.advert_id join capture_key k on k.capture_id = s.capture_id
      where s.mandate_id = (select ground_content()) and s.reading is not null and s.seen_at >= $1::date and s.id < $2
      order by s.id desc limit $3`,
    values: [from, before, batch]
  })
  return rows
}

function interned(words: Map<string, string>, word: string): string {
  const known = words.get(word)
  if (known !== undefined) return known
  words.set(word, word)
  return word
}

function sumBefore(counts: ByWeek, at: number): number {
  return counts.slice(Math.max(0, at - weeksBefore), at).reduce((sum, count) => sum + count, 0)
}

function usedIn(found: ReadonlyMap<string, ByWeek>, at: number): Used[] {
  return [...found]
    .flatMap(([of, counts]) => {
      const networks = counts[at] ?? 0
      return networks < leastNetworks ? [] : [{ of, networks, before: sumBefore(counts, at) }]
    })
    .toSorted((a, b) => b.networks - a.networks || (a.of < b.of ? -1 : 1))
    .slice(0, mostKept)
}

/** The higher of two counts of one week. */
function higher(one: WeekCount, other: WeekCount): WeekCount {
  const merged = (a: readonly Used[], b: readonly Used[]): Used[] => {
    const found = new Map(a.map((used) => [used.of, used]))
    for (const used of b) if ((found.get(used.of)?.networks ?? 0) < used.networks) found.set(used.of, used)
    return [...found.values()].toSorted((x, y) => y.networks - x.networks || (x.of < y.of ? -1 : 1))
  }
  return {
    networks: Math.max(one.networks, other.networks),
    networksBefore: Math.max(one.networksBefore, other.networksBefore),
    wording: merged(one.wording, other.wording),
    signs: merged(one.signs, other.signs)
  }
}

const countLabel = 'research-week'
const toldLabel = 'research-told'

function opened<T>(keyring: Keyring, mandate: MandateId, label: string, row: { week: string; bytes: Buffer }): T {
  const found = openBytes(fingerprintKeyOf(keyring, mandate), label, `${mandate} ${row.week}`, row.bytes)
  if (found.kind === 'refused')
    throw new DoesNotOpen(`The count of the week of ${row.week} does not open: ${found.detail}`)
  return JSON.parse(inflateRawSync(found.bytes).toString('utf8')) as T
}

interface KeptWeek {
  readonly week: string
  readonly adverts: number
  readonly count: WeekCount
}

/** The weeks that were counted, the oldest first. Throws where one does not open. */
async function keptWeeks(tx: Tx, keyring: Keyring, mandate: MandateId): Promise<KeptWeek[]> {
  const { rows } = await tx.query<{ week: string; adverts: number; bytes: Buffer }>(
    `select week::text, adverts, sealed as bytes from research_week where mandate_id = $1 order by week`,
    [mandate]
  )
  return rows.map((row) => ({
    week: row.week,
    adverts: row.adverts,
    count: opened<WeekCount>(keyring, mandate, countLabel, row)
  }))
}

export interface ToldWeek extends Told {
  /** Its Monday. */
  readonly week: string
  readonly adverts: number
  readonly networks: number
  readonly countedAt: string
}

/** What is new in the newest weeks, the newest first; at most `most`. */
export async function toldWeeks(tx: Tx, keyring: Keyring, mandate: MandateId, most: number): Promise<ToldWeek[]> {
  const { rows } = await tx.query<Omit<ToldWeek, keyof Told> & { bytes: Buffer }>(
    `select week::text, adverts, networks, counted_at as "countedAt", told as bytes from research_week where mandate_id = $1
     order by week desc limit $2`,
    [mandate, most]
  )
  return rows.map(({ bytes, ...row }) => ({
    ...row,
    ...opened<Told>(keyring, mandate, toldLabel, { week: row.week, bytes })
  }))
}
