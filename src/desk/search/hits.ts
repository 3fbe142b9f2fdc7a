/** The adverts that a search shows: opened ones with the piece of their text that shows best why, sealed ones with a count. */
import type { SearchHit } from '../../contract/desk/search.ts'
import type { SealedReading } from '../../model/reading.ts'
import { advertPlaces } from '../../store/adverts/advert-places.ts'
import type { Tx } from '../../store/ground.ts'
import { openedOr } from '../../store/sealed/key-not-here.ts'
import { dataKeyOf, readingUnder } from '../../store/sealed/readings.ts'
import { placeUnder } from '../../store/sealed/sealed-address.ts'
import { maskedText, maskedTitle } from '../adverts/masks.ts'
import type { Vault } from '../adverts/vault.ts'
import { marksIn, snippetOf } from './highlight.ts'
import type { Matching, TellingVault } from './search-index.ts'
import type { Understood } from './understand.ts'

type Marks = ReturnType<typeof marksIn>

interface HitRow {
  readonly id: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly source_id: string | null
  readonly posted_at: string | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
  readonly network_id: number | null
  readonly request: SearchHit['request']
  readonly key: string
  /** Of the present version; null when it was erased. */
  readonly capture_id: string | null
  readonly place: Buffer | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
  /** Null when sealed. */
  readonly reading: Buffer | null
}

export async function hitsOf(
  tx: Tx,
  vault: TellingVault,
  matching: Matching | null,
  asked: Understood,
  ids: readonly number[]
): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<HitRow>({
    name: 'search-hits',
    text: `
      select a.id, a.state, a.site, a.source_id, a.posted_at, a.first_seen, a.last_seen, a.gone_at, a.network_id,
        (select r.state from open_request r where r.advert_id = a.id order by r.id desc limit 1) as request,
        a.key, s.capture_id, s.place, k.kek, k.wrapped, case when a.state = 'open' then s.reading end as reading
      from advert a left join sighting s on s.id = a.sighting_id left join capture_key k on k.capture_id = s.capture_id
      where a.id = any($1::int[]) and a.state <> 'erased'`,
    values: [ids]
  })
  const matches = matching?.counts(rows.filter((row) => row.state === 'sealed').map((row) => row.id))
  const opened = new Map(rows.map((row) => [row.id, openedOr(vault.shut, () => openHit(vault, row))]))
  // Of the present version the key may be gone and that of an earlier one not.
  const elsewhere = await advertPlaces(
    tx,
    vault.keyring,
    ids.filter((id) => opened.get(id)?.url === null)
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const facts = new Set(asked.facts.flatMap((fact) => fact.readings.map((one) => `${one.kind} ${one.value}`)))
  const marksOf = ({ text, facts: stated }: SealedReading): Marks => marksIn(text, stated, asked.words, facts)
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const url = opened.get(id)?.url ?? elsewhere.get(id)?.url ?? null
    return [hit({ ...row, url }, matches?.get(id) ?? 0, opened.get(id)?.reading, marksOf)]
  })
}

/** Address and text of a hit: both lie under the data key of the capture that shows its present version. */
function openHit(vault: Vault, row: HitRow): { readonly url: string | null; readonly reading?: SealedReading } {
  const { capture_id, kek, wrapped, key } = row
  if (capture_id === null || kek === null || wrapped === null) return { url: null }
  const dataKey = dataKeyOf(vault.keyring, { capture_id, kek, wrapped })
  if (dataKey === null) return { url: null }
  const url = row.place === null ? null : placeUnder(dataKey, { capture_id, place: row.place }).url
  if (row.reading === null) return { url }
  return { url, reading: readingUnder(dataKey, { capture_id, key, reading: row.reading }) }
}

function hit(
  row: HitRow & { readonly url: string | null },
  matches: number,
  reading: SealedReading | undefined,
  marksOf: (reading: SealedReading) => Marks
): SearchHit {
  const marks = reading === undefined ? [] : marksOf(reading)
  return {
    advert: row.id,
    state: row.state,
    site: row.site,
    source: row.source_id,
    url: row.url,
    postedAt: row.state === 'open' ? row.posted_at : null,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    gone: row.gone_at !== null,
    network: row.network_id,
    title: reading === undefined ? null : maskedTitle(reading),
    snippet: reading === undefined ? null : snippetOf(maskedText(reading), marks),
    matches: reading === undefined ? matches : marks.length,
    request: row.request
  }
}
