/** The kinds of exports as a table: their columns, their query, and how a row becomes an object. */
import type { SealedReading } from '../../model/reading.ts'
import { wholePage } from '../../store/sealed/address-mac.ts'
import { advertPlaces } from '../../store/adverts/advert-places.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { urlOf, type AdvertPlace, type SealedUrlRow } from '../../store/sealed/sealed-address.ts'
import { clearValues, linkRow, namedLinks, type TokenLink } from '../networks/members.ts'
import { newestReadings, tokenKeyOf, type Vault } from '../adverts/vault.ts'
import type { ExportContext, ExportRow, Kind } from './kind.ts'
import { reportKind } from './report-kind.ts'
import { templateOf } from '../../store/sealed/value-tokens.ts'
import { outcomeKind } from './outcome-kind.ts'
import { proposalKind } from './proposal-kind.ts'

export const exportKinds = [
  'adverts',
  'facts',
  'networks',
  'links',
  'signals',
  'captures',
  'proposals',
  'reports',
  'outcomes'
] as const
export type ExportKind = (typeof exportKinds)[number]

/** An advert's id outside: the one that it was imported with, else its number here. */
function idOf(advert: number, place: AdvertPlace | undefined): string {
  return place?.key.startsWith('id:') === true ? place.key.slice(3) : String(advert)
}

/** Where adverts stand that are no whole page: only those can have an id of their own. */
function namedPlaces(
  { tx, vault }: ExportContext,
  rows: readonly { readonly advert: number; readonly key: string }[]
): Promise<Map<number, AdvertPlace>> {
  const named = rows.filter((row) => row.key !== wholePage).map((row) => row.advert)
  return advertPlaces(tx, vault.keyring, [...new Set(named)])
}

const contentColumns = [
  'account',
  'category',
  'title',
  'body',
  'seller',
  'city',
  'phone_field',
  'price',
  'posted_at',
  'images'
] as const

interface AdvertRow extends ReadingRow {
  readonly advert: number
  readonly site: string
  readonly source: string | null
  readonly state: string
  readonly network: number | null
  readonly template: number | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone: boolean
  readonly recognised: string | null
  readonly versions: number
}

const advertSelect = `select a.id as advert, a.site, a.source_id as source, a.state, a.network_id as network, a.first_seen, a.last_seen, a.gone_at is not null as gone,
    (select string_agg(distinct x.recognised, ' ' order by x.recognised) from advert_address x where x.advert_id = a.id) as recognised, a.key, case when a.state = 'open' then s.reading end as reading, s.capture_id, k.kek, k.wrapped
    from advert a left join sighting s on s.id = a.sighting_id left join capture_key k on k.capture_id = s.capture_id`

/** Of adverts chosen by id; erased ones are none. */
export const chosenAdverts = `${advertSelect} where a.id = any($1::int[]) and a.state <> 'erased' order by a.id`

/** An address tells titles, names and numbers: it is content too. */
const advertKind: Kind = {
  contentColumns: ['url', ...contentColumns],
  columns: [
    'id',
    'url',
    'site',
    'source',
    'state',
    'network',
    'first_seen',
    'last_seen',
    'gone',
    'recognised',
    ...contentColumns
  ],
  query: `${advertSelect} order by a.id`,
  about: (row: AdvertRow) => [`advert:${row.advert}`],
  rows: async (batch: readonly AdvertRow[], { tx, vault }) => {
    const places = await advertPlaces(
      tx,
      vault.keyring,
      batch.map((row) => row.advert)
    )
    return batch.map((row) => {
      const place = places.get(row.advert)
      const [id, url] = [idOf(row.advert, place), place?.url ?? null]
      const { site, source, state, network, first_seen, last_seen, gone } = row
      // By its own address, and at others by what stands behind it (contract/desk/adverts.ts).
      const recognised = row.recognised === null ? 'address' : `address ${row.recognised}`
      const outside = { id, url, site, source, state, network, first_seen, last_seen, gone, recognised }
      const reading = readingOf(vault, row)
      return reading === null ? outside : { ...outside, ...contentOf(reading) }
    })
  }
}

interface FactsRow extends ReadingRow {
  readonly advert: number
  readonly version: number
  readonly seen_at: string
  readonly states: Readonly<Record<string, string>> | null
}

const factKind: Kind = {
  columns: ['advert', 'version', 'seen_at', 'kind', 'value', 'raw', 'start', 'end', 'method', 'confidence', 'state'],
  query: `select a.id as advert, a.key, s.version, s.seen_at, s.reading, s.capture_id, k.kek, k.wrapped,
    (select jsonb_object_agg(f.ordinal, f.state) from fact f where f.sighting_id = s.id) as states
    from advert a join sighting s on s.advert_id = a.id join capture_key k on k.capture_id = s.capture_id
    where a.state = 'open' and s.reading is not null order by a.id, s.version, s.id`,
  about: (row: FactsRow) => [`advert:${row.advert}`],
  rows: async (batch: readonly FactsRow[], context) => {
    const places = await namedPlaces(context, batch)
    return batch.flatMap((row) =>
      (readingOf(context.vault, row)?.facts ?? []).map(
        ({ kind, value, raw, start, end, method, confidence }, ordinal) => ({
          advert: idOf(row.advert, places.get(row.advert)),
          version: row.version,
          seen_at: row.seen_at,
          kind,
          value,
          raw,
          start,
          end,
          method,
          confidence,
          state: row.states?.[ordinal] ?? 'proposed'
        })
      )
    )
  }
}

interface NetworksRow {
  readonly advert: number
  readonly key: string
  readonly network: number | null
  readonly template: string | null
}

const networkKind: Kind = {
  columns: ['advert', 'network', 'template'],
  query: `select a.id as advert, a.key, a.network_id as network, a.template from advert a order by a.id`,
  about: (row: NetworksRow) => [`advert:${row.advert}`],
  rows: async (batch: readonly NetworksRow[], context) => {
    const places = await namedPlaces(context, batch)
    const key = tokenKeyOf(context.vault, context.mandate)
    return batch.map(({ advert, network, template }) => ({
      advert: idOf(advert, places.get(advert)),
      network,
      template: templateOf(key, template)
    }))
  }
}

interface LinksRow extends TokenLink {
  readonly a_key: string
  readonly b_key: string
}

const linkKind: Kind = {
  columns: ['a', 'b', 'kind', 'value', 'rarity', 'state'],
  query: `select l.id, l.a, l.b, l.kind, l.token, l.rarity, l.state, l.made_at, x.key as a_key, y.key as b_key
    from link l join advert x on x.id = l.a join advert y on y.id = l.b order by l.id`,
  about: ({ a, b }: LinksRow) => [`advert:${a}`, `advert:${b}`],
  rows: async (batch: readonly LinksRow[], context) => {
    const { tx, vault, mandate } = context
    const places = await namedPlaces(
      context,
      batch.flatMap(({ a, b, a_key, b_key }) => [
        { advert: a, key: a_key },
        { advert: b, key: b_key }
      ])
    )
    const readings = await newestReadings(tx, vault, [...new Set(batch.flatMap((row) => [row.a, row.b]))])
    const values = clearValues(vault, mandate, readings)
    const open = new Set(readings.keys())
    return namedLinks(tokenKeyOf(vault, mandate), batch).map((row) => {
      const { kind, value, rarity, state } = linkRow(row, open, values)
      return { a: idOf(row.a, places.get(row.a)), b: idOf(row.b, places.get(row.b)), kind, value, rarity, state }
    })
  }
}

const signalKind: Kind = {
  columns: [
    'id',
    'network',
    'state',
    'priority',
    'adverts',
    'first_seen',
    'last_seen',
    'assigned_to',
    'proposed_by',
    'reasons',
    'weighings',
    'class'
  ],
  query: `select s.id, s.network_id as network, s.state, s.priority, n.adverts, n.first_seen, n.last_seen, s.assigned_to, s.proposed_by, s.reasons,
    (select coalesce(jsonb_agg(jsonb_build_object('act', w.act, 'by', w.by, 'at', w.at, 'reason', w.reason, 'priority', w.priority) order by w.id), '[]')
     from weighing w where w.signal_id = s.id) as weighings, n.class
    from signal s left join network n on n.mandate_id = s.mandate_id and n.id = s.network_id order by s.state = 'ended', s.priority desc, s.id`,
  about: (row: ExportRow) => [`signal:${String(row['id'])}`, `network:${String(row['network'])}`],
  rows: (batch: readonly ExportRow[]) => [...batch]
}

const captureKind: Kind = {
  contentColumns: ['url'],
  columns: [
    'id',
    'source',
    'url',
    'origin',
    'status',
    'media_type',
    'bytes',
    'truncated',
    'seen_at',
    'server_at',
    'original',
    'state',
    'erase_at',
    'segment',
    'offset',
    'length',
    'record_digest',
    'ledger_no',
    'adverts',
    'notes'
  ],
  query: `select c.id, c.id as capture_id, c.url_sealed, k.kek, k.wrapped, c.source_id as source, c.origin, c.status, c.media_type, c.bytes, c.truncated, c.seen_at, c.server_at, c.original, c.state,
    case when c.state = 'sealed' then c.erase_at end as erase_at, c.segment, c.seg_offset as offset, c.seg_length as length,
    'sha256:' || encode(c.record_digest, 'hex') as record_digest, c.ledger_no, c.adverts, c.notes
    from capture c left join capture_key k on k.capture_id = c.id order by c.seen_at, c.id`,
  about: (row: ExportRow) => [`capture:${String(row['id'])}`],
  rows: (batch: readonly (SealedUrlRow & ExportRow)[], { vault }) =>
    batch.map(({ capture_id, url_sealed, kek, wrapped, id, source, ...rest }) => {
      return { id, source, url: urlOf(vault.keyring, { capture_id, url_sealed, kek, wrapped }), ...rest }
    })
}

export const exportTable: Readonly<Record<ExportKind, Kind>> = {
  adverts: advertKind,
  facts: factKind,
  networks: networkKind,
  links: linkKind,
  signals: signalKind,
  captures: captureKind,
  proposals: proposalKind,
  reports: reportKind,
  outcomes: outcomeKind
}

/** Kinds whose rows hold addresses, texts, facts or shared values of adverts, or the words of reports. The others hold counts, times, sites and structure. */
export const contentKinds: readonly ExportKind[] = ['adverts', 'captures', 'facts', 'links', 'proposals', 'reports']

/** A row without content; no row where nothing else is in it. */
export function withoutContent(kind: ExportKind, row: ExportRow): ExportRow[] {
  if (kind === 'facts' || kind === 'proposals') return []
  if (kind === 'links') return [{ ...row, value: null }]
  const hidden = exportTable[kind].contentColumns
  if (hidden === undefined) return [row]
  return [Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))]
}

function readingOf(vault: Vault, row: ReadingRow): SealedReading | null {
  return row.reading === null || row.wrapped === null ? null : openReading(vault.keyring, row)
}

function contentOf(reading: SealedReading): Record<(typeof contentColumns)[number], unknown> {
  const { account, category, title, body, seller, city, phoneField, price, postedAt, images } = reading
  return {
    account,
    category,
    title,
    body,
    seller,
    city,
    phone_field: phoneField,
    price,
    posted_at: postedAt?.value ?? null,
    images
  }
}
