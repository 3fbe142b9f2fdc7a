/** The exculpatory list: signs that lower, links that people rejected, extractions that were wrong, and links that are weak. */
import type { Signal } from '../../contract/desk/signals.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, tokenKeyOf, newestReadings, type Desk } from '../adverts/vault.ts'
import type { StoredCase } from '../cases/case-rows.ts'
import { clearValues, linkRow, namedLinks, type TokenLink } from '../networks/members.ts'
import { batches, pinnedContents } from './captures.ts'
import type { Against, StateItem } from './state.ts'

/** A value that more adverts than this carry says little about one hand; texts and pictures are weaker than a number or an account. */
const mostForStrong = 10
const strongKinds: ReadonlySet<string> = new Set(['phone', 'email', 'handle'])

/** Of every item of the state. Nothing is left out for being small. */
export async function againstOf(tx: Tx, desk: Desk, row: StoredCase, items: readonly StateItem[]): Promise<Against[]> {
  const found: Against[] = []
  for (const item of items) {
    if (item.kind === 'signal' || item.kind === 'network') found.push(...(await signsOf(tx, desk, row, item)))
    for (const part of batches(item.holds)) {
      found.push(...(await wrongExtractions(tx, desk, item, part)))
      if (item.kind !== 'advert') found.push(...(await linksAgainst(tx, desk, item, part)))
    }
    found.push(...(await rejectedLinks(tx, desk, item)))
  }
  return found
}

/** Signs against, as they were pinned; of a network those of its signal now. */
async function signsOf(tx: Tx, desk: Desk, row: StoredCase, item: StateItem): Promise<Against[]> {
  const reasons =
    item.kind === 'signal'
      ? ((await pinnedContents(tx, desk, row.id, [item.no])).get(item.no) as Signal).reasons
      : await reasonsNow(tx, desk, Number(item.ref))
  return reasons
    .filter((one) => one.direction === 'against' || one.points < 0)
    .map(({ indicator, title, sentence }) => ({
      item: item.no,
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

/** Facts that people rejected, in any version, with what had been read; of a sealed advert only that there was one. */
async function wrongExtractions(
  tx: Tx,
  { vault }: Desk,
  item: StateItem,
  adverts: readonly number[]
): Promise<Against[]> {
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
    [adverts]
  )
  return rows.map((row) => {
    const { wrapped } = row
    const reading = row.state !== 'open' || wrapped === null ? null : openReading(vault.keyring, { ...row, wrapped })
    const fact = reading?.facts[row.ordinal]
    const what = fact === undefined ? `${row.version}.${row.ordinal}` : `${fact.kind} ${fact.value} (“${fact.raw}”)`
    return {
      item: item.no,
      kind: 'extraction',
      about: String(row.advert),
      says: {
        nl: `Advertentie ${row.advert}, versie ${row.version}: ${what} was verkeerd gelezen (afgewezen door ${row.decided_by ?? '?'}).`,
        en: `Advert ${row.advert}, version ${row.version}: ${what} was read wrongly (rejected by ${row.decided_by ?? '?'}).`
      }
    }
  })
}

/** Judgements that two adverts are not from one hand, those that were taken back included. */
async function rejectedLinks(tx: Tx, { ground }: Desk, item: StateItem): Promise<Against[]> {
  const { rows } = await tx.query<{ a: number; b: number; by: string; at: string; reason: string; undone: boolean }>(
    `select a, b, by, at, reason, undone_at is not null as undone from judgement
     where mandate_id = $1 and kind = 'different' and a is not null and b is not null and (a = any($2::int[]) or b = any($2::int[])) order by id`,
    [ground.mandate, item.holds]
  )
  return rows.map(({ a, b, by, at, reason, undone }) => ({
    item: item.no,
    kind: 'link',
    about: `${a}-${b}`,
    says: {
      nl: `Advertenties ${a} en ${b}: volgens ${by} niet van één hand (${at}): ${reason}${undone ? ' Later teruggenomen.' : ''}`,
      en: `Adverts ${a} and ${b}: not from one hand according to ${by} (${at}): ${reason}${undone ? ' Taken back later.' : ''}`
    }
  }))
}

/** Links of the network that hold no more (revoked), and live ones that are weak by themselves. */
async function linksAgainst(
  tx: Tx,
  { vault, ground }: Desk,
  item: StateItem,
  adverts: readonly number[]
): Promise<Against[]> {
  const mandate = mandateOf(ground)
  const { rows } = await tx.query<TokenLink>(
    `select id, a, b, kind, token, rarity, state, made_at from link where mandate_id = $1 and a = any($2::int[])
       and (state <> 'live' or rarity > $3 or kind <> all ($4::text[])) order by id`,
    [mandate, adverts, mostForStrong, [...strongKinds]]
  )
  const readings = new Map<
    number,
    Awaited<ReturnType<typeof newestReadings>> extends Map<number, infer R> ? R : never
  >()
  for (const part of batches([...new Set(rows.flatMap((one) => [one.a, one.b]))]))
    for (const [id, reading] of await newestReadings(tx, vault, part)) readings.set(id, reading)
  const values = clearValues(vault, mandate, readings)
  const open = new Set(readings.keys())
  return namedLinks(tokenKeyOf(vault, mandate), rows).map((stored) => {
    const { a, b, kind, value, rarity, state } = linkRow(stored, open, values)
    const shared = value === null ? kind : `${kind} ${value}`
    const live = state === 'live'
    return {
      item: item.no,
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
  })
}
