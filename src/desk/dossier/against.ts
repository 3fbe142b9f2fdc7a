/** The exculpatory list: signs that lower, links that people rejected, extractions that were wrong, and links that are weak. */
import type { Signal } from '../../contract/desk/signals.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, tokenKeyOf, newestReadings, type Desk } from '../adverts/vault.ts'
import type { StoredCase } from '../cases/case-rows.ts'
import { clearValues, linkRow, namedLinks, type TokenLink } from '../networks/members.ts'
import { advertsOf, batches, pinnedContents } from './captures.ts'
import type { Against, StateItem } from './state.ts'
import { momentOf } from './words.ts'

/** A value that more adverts than this carry says little about one hand; texts and pictures are weaker than a number or an account. */
const mostForStrong = 10
const strongKinds: ReadonlySet<string> = new Set(['phone', 'email', 'handle'])

/** An entry without its item: several items may hold the advert that it is about. */
type Said = Omit<Against, 'item'>

/** Of every item of the state. Nothing is left out for being small. Each kind is asked once for all adverts, and then told item by item. */
export async function againstOf(tx: Tx, desk: Desk, row: StoredCase, items: readonly StateItem[]): Promise<Against[]> {
  const adverts = advertsOf(items)
  const wrong = await wrongExtractions(tx, desk, adverts)
  const rejected = await rejectedLinks(tx, desk, adverts)
  const links = await linksAgainst(tx, desk, advertsOf(items.filter((one) => one.kind !== 'advert')))
  const found: Against[] = []
  for (const item of items) {
    const of = <T>(by: ReadonlyMap<number, readonly T[]>): T[] => [
      ...new Set(item.holds.flatMap((one) => by.get(one) ?? []))
    ]
    const said = [
      ...(item.kind === 'signal' || item.kind === 'network' ? await signsOf(tx, desk, row, item) : []),
      ...of(wrong),
      ...(item.kind === 'advert' ? [] : of(links)),
      ...of(rejected)
    ]
    found.push(...said.map((one) => ({ item: item.no, ...one })))
  }
  return found
}

/** Signs against, as they were pinned; of a network those of its signal now. */
async function signsOf(tx: Tx, desk: Desk, row: StoredCase, item: StateItem): Promise<Said[]> {
  const reasons =
    item.kind === 'signal'
      ? ((await pinnedContents(tx, desk, row.id, [item.no])).get(item.no) as Signal).reasons
      : await reasonsNow(tx, desk, Number(item.ref))
  return reasons
    .filter((one) => one.direction === 'against' || one.points < 0)
    .map(({ indicator, title, sentence }) => ({
      kind: 'sign' as const,
      about: indicator,
      says: { nl: `${title.nl}: ${sentence.nl}`, en: `${title.en}: ${sentence.en}` }
    }))
}

async function reasonsNow(tx: Tx, { ground }: Desk, network: number): Promise<Signal['reasons']> {
  const { rows } = await tx.query<{ reasons: Signal['reasons'] }>(
    'select reasons from signal where mandate_id = $1 and network_id = $2 order by id',
    [ground.mandate, network]
  )
  return rows.flatMap((one) => one.reasons)
}

/** Facts that people rejected, in any version, with what had been read; of a sealed advert only that there was one. By advert. */
async function wrongExtractions(
  tx: Tx,
  { vault }: Desk,
  adverts: readonly number[]
): Promise<ReadonlyMap<number, readonly Said[]>> {
  const found: (readonly [advert: number, said: Said])[] = []
  for (const part of batches(adverts)) {
    const { rows } = await tx.query<
      Omit<ReadingRow, 'wrapped'> & {
        advert: number
        version: number
        ordinal: number
        decided_by: string | null
        state: string
        wrapped: Buffer | null
      }
    >(
      `select a.id as advert, a.key, a.state, s.version, s.capture_id, s.reading, k.kek, k.wrapped, f.ordinal, f.decided_by
       from fact f join sighting s on s.id = f.sighting_id join advert a on a.id = f.advert_id left join capture_key k on k.capture_id = s.capture_id
       where f.advert_id = any($1::int[]) and f.state = 'rejected' order by a.id, s.version, f.ordinal`,
      [part]
    )
    for (const row of rows) {
      const { wrapped } = row
      const reading = row.state !== 'open' || wrapped === null ? null : openReading(vault.keyring, { ...row, wrapped })
      const fact = reading?.facts[row.ordinal]
      const what = fact === undefined ? `${row.version}.${row.ordinal}` : `${fact.kind} ${fact.value} (“${fact.raw}”)`
      const says = {
        nl: `Advertentie ${row.advert}, versie ${row.version}: ${what} was verkeerd gelezen (afgewezen door ${row.decided_by ?? '?'}).`,
        en: `Advert ${row.advert}, version ${row.version}: ${what} was read wrongly (rejected by ${row.decided_by ?? '?'}).`
      }
      found.push([row.advert, { kind: 'extraction', about: String(row.advert), says }])
    }
  }
  return byAdvert(found)
}

function byAdvert(found: readonly (readonly [advert: number, said: Said])[]): Map<number, Said[]> {
  const by = new Map<number, Said[]>()
  for (const [advert, said] of found) {
    const those = by.get(advert)
    if (those === undefined) by.set(advert, [said])
    else those.push(said)
  }
  return by
}

/** Judgements that two adverts are not from one hand, those that were taken back included; by each of the two adverts. */
async function rejectedLinks(
  tx: Tx,
  { ground }: Desk,
  adverts: readonly number[]
): Promise<ReadonlyMap<number, readonly Said[]>> {
  // One object for each judgement, which both of its adverts name: an item that holds both says it once.
  const known = new Map<number, readonly [a: number, b: number, said: Said]>()
  for (const part of batches(adverts)) {
    const { rows } = await tx.query<{
      id: number
      a: number
      b: number
      by: string
      at: string
      reason: string
      undone: boolean
    }>(
      `select id, a, b, by, at, reason, undone_at is not null as undone from judgement
       where mandate_id = $1 and kind = 'different' and a is not null and b is not null and (a = any($2::int[]) or b = any($2::int[])) order by id`,
      [ground.mandate, part]
    )
    for (const { id, a, b, by, at, reason, undone } of rows) {
      const says = {
        nl: `Advertenties ${a} en ${b}: volgens ${by} niet van één hand (${momentOf(at)}): ${reason}${undone ? ' Later teruggenomen.' : ''}`,
        en: `Adverts ${a} and ${b}: not from one hand according to ${by} (${momentOf(at)}): ${reason}${undone ? ' Taken back later.' : ''}`
      }
      if (!known.has(id)) known.set(id, [a, b, { kind: 'link', about: `${a}-${b}`, says }])
    }
  }
  return byAdvert([...known.values()].flatMap(([a, b, said]) => [[a, said] as const, [b, said] as const]))
}

/** Links of networks that hold no more (revoked), and live ones that are weak by themselves; by the first of their adverts. */
async function linksAgainst(
  tx: Tx,
  { vault, ground }: Desk,
  adverts: readonly number[]
): Promise<ReadonlyMap<number, readonly Said[]>> {
  const mandate = mandateOf(ground)
  const found: (readonly [advert: number, said: Said])[] = []
  for (const part of batches(adverts)) {
    const { rows } = await tx.query<TokenLink>(
      `select id, a, b, kind, token, rarity, state, made_at from link where mandate_id = $1 and a = any($2::int[])
         and (state <> 'live' or rarity > $3 or kind <> all ($4::text[])) order by id`,
      [mandate, part, mostForStrong, [...strongKinds]]
    )
    const readings: Awaited<ReturnType<typeof newestReadings>> = new Map()
    for (const some of batches([...new Set(rows.flatMap((one) => [one.a, one.b]))]))
      for (const [id, reading] of await newestReadings(tx, vault, some)) readings.set(id, reading)
    const values = clearValues(vault, mandate, readings)
    const open = new Set(readings.keys())
    for (const stored of namedLinks(tokenKeyOf(vault, mandate), rows))
      found.push([stored.a, linkSaid(linkRow(stored, open, values))])
  }
  return byAdvert(found)
}

function linkSaid({ a, b, kind, value, rarity, state }: ReturnType<typeof linkRow>): Said {
  const shared = value === null ? kind : `${kind} ${value}`
  const live = state === 'live'
  return {
    kind: live ? 'weak' : 'link',
    about: `${a}-${b}`,
    says: live
      ? {
          nl: `Advertenties ${a} en ${b} hangen aan elkaar door ${shared}, dat ${rarity} advertenties dragen: een zwakke aanwijzing.`,
          en: `Adverts ${a} and ${b} are joined by ${shared}, which ${rarity} adverts carry: a weak ground.`
        }
      : {
          nl: `Advertenties ${a} en ${b}: het verband door ${shared} geldt niet meer (${state}).`,
          en: `Adverts ${a} and ${b}: the link by ${shared} does not hold any more (${state}).`
        }
  }
}
