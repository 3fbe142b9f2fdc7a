/** Reads the adverts of the newest weeks for counting, sealed ones included: their words in memory only, and opens none of them. */
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import { mondayOfDay } from '../../model/phenomena/weeks.ts'
import type { SealedReading } from '../../model/reading.ts'
import type { Store } from '../../store/connect.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { localTime } from '../../text/calendar.ts'
import { signsOf, wordingOf } from './advert-wording.ts'
import type { PlacedText } from './lean.ts'
import type { SeenAt } from './moves.ts'
import type { CountedSigns } from './phrase-counts.ts'

export interface CountParts {
  readonly store: Pick<Store, 'pool'>
  readonly keyring: Keyring
}

/** Adverts of one count, the newest first: what is read of them is in memory at once. */
const mostAdverts = 60_000
const batch = 500

/** What the adverts of some weeks say; words only, without whom they belong to beyond the number of the network. */
export interface Gathered {
  readonly texts: readonly PlacedText[]
  readonly signs: readonly CountedSigns[]
  readonly seen: readonly SeenAt[]
  /** Adverts and networks by week. */
  readonly adverts: readonly number[]
  readonly networks: readonly number[]
  /** The newest sighting that was read; 0 without any. */
  readonly upto: number
}

interface SightingRow extends ReadingRow {
  readonly id: number
  readonly advert_id: number
  readonly network_id: number | null
  readonly source_id: string | null
  readonly at: string
}

/** Reads what was placed or changed since the first of some Mondays. A version counts in the week in which it was placed, or seen where that is not told. */
export async function gather(
  { store, keyring }: CountParts,
  mandate: MandateId,
  mondays: readonly string[]
): Promise<Gathered> {
  const weeks = new Map(mondays.map((monday, at) => [monday, at]))
  const texts: PlacedText[] = []
  const seen: SeenAt[] = []
  const adverts = mondays.map(() => new Set<number>())
  const signs = mondays.map(() => new Map<number, Set<string>>())
  const words = new Map<string, string>()
  let upto = 0
  for (let before = Number.MAX_SAFE_INTEGER; texts.length < mostAdverts;) {
    const rows = await withGround(store.pool, { user: 'pipeline', mandate }, (tx) => page(tx, mondays[0] ?? '', before))
    for (const row of rows) {
      upto = Math.max(upto, row.id)
      const week = weeks.get(mondayOf(row.at))
      const reading = week === undefined ? null : openReading(keyring, row)
      if (week === undefined || reading === null) continue
      // An advert that nothing links counts as one hand.
      const network = row.network_id ?? -row.advert_id
      const place = placeIn(reading)
      const runs = wordingOf(reading).map((run) => run.map((word) => interned(words, word)))
      texts.push({ week, network, runs, source: row.source_id, language: reading.language || null, place })
      if (place !== null) seen.push({ network, atMs: Date.parse(row.at), week, place })
      adverts[week]?.add(row.advert_id)
      const known = signs[week]?.get(network) ?? new Set()
      for (const sign of signsOf(reading)) known.add(sign)
      signs[week]?.set(network, known)
    }
    if (rows.length < batch) break
    before = rows.at(-1)?.id ?? 0
  }
  return {
    texts,
    seen,
    signs: signs.flatMap((networks, week) => [...networks.values()].map((one) => ({ week, signs: [...one].sort() }))),
    adverts: adverts.map((one) => one.size),
    networks: signs.map((one) => one.size),
    upto
  }
}

/** The Monday of the week of a time, `YYYY-MM-DD`, where the day is that of Amsterdam. */
export function mondayOf(time: string): string {
  return mondayOfDay(localTime(time, 'Europe/Amsterdam').slice(0, 10))
}

async function page(tx: Tx, from: string, before: number): Promise<SightingRow[]> {
  const { rows } = await tx.query<SightingRow>({
    name: 'research-readings',
    text: `
      select s.id, s.advert_id, a.network_id, a.source_id, s.capture_id, a.key, k.kek, k.wrapped, s.reading,
        case when s.version = 1 and a.posted_at <= s.seen_at then a.posted_at else s.seen_at end as at
      from sighting s join advert a on a.id = s.advert_id join capture_key k on k.capture_id = s.capture_id
      where s.mandate_id = (select ground_content()) and s.reading is not null and s.seen_at >= $1::date and s.id < $2
      order by s.id desc limit $3`,
    values: [from, before, batch]
  })
  return rows
}

/** The first place that the advert names. */
function placeIn({ facts }: SealedReading): string | null {
  return facts.find(({ kind }) => kind === 'place')?.value ?? null
}

function interned(words: Map<string, string>, word: string): string {
  const known = words.get(word)
  if (known !== undefined) return known
  words.set(word, word)
  return word
}
