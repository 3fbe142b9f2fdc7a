/** Bias for auditors: what became of signals by indicator, source, language of reading and place, over each line of mandates. Counts, no content. */
import { noteCounts } from '../../accountability/acts.ts'
import { eachLine } from '../../accountability/retention/due.ts'
import type { Bias, BiasDimension } from '../../contract/oversight/bias.ts'
import { advertColumns, openState } from '../../store/adverts/advert-columns.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { facetColumns } from '../../store/inverted-index/facets.ts'
import { readIndex } from '../../store/inverted-index/lookup.ts'
import { listSegments } from '../../store/inverted-index/segment.ts'
import { countBias, leastSignals, type CountedSignal, type OpenedCount, type ToCount } from './bias-counts.ts'
import { csvLine, headLine } from '../exports/csv.ts'
import { reasonsOf } from '../signals/signal-rows.ts'
import type { Vault } from '../adverts/vault.ts'

const mostSignals = 200_000

/** Reads the counts; an act. `as`: looked at on the screen, or taken along. */
export async function readBias(store: Store, vault: Vault, by: string, as: 'screen' | 'export'): Promise<Bias> {
  const lines = await eachLine(store, async (tx, { line }) => countBias(await toCount(tx, vault, line)))
  const rows = lines.reduce((sum, one) => sum + one.indicators.length + one.groups.length, 0)
  await noteCounts(store.pool, by, as, { act: 'bias.read', subject: 'export:bias', lines: lines.length, rows })
  return { least: leastSignals, lines }
}

interface SignalRow {
  readonly network_id: number
  readonly reasons: unknown
  readonly state: string
  readonly vetoed: boolean
}

/** Signals as they are now; one that was merged counts with what became of the one that it was merged into. */
async function signalsOf(tx: Tx, line: string): Promise<SignalRow[]> {
  const { rows } = await tx.query<SignalRow>(
    `with taken_back as (
       select a.network_id from judgement j join advert a on a.id in (j.a, j.b)
         where j.mandate_id = $1 and j.kind = 'different' and j.undone_at is null and a.network_id is not null
       union
       select a.network_id from fact f join advert a on a.id = f.advert_id
         where f.mandate_id = $1 and f.state = 'rejected' and a.network_id is not null)
     select s.network_id, s.reasons, coalesce(i.state, s.state) as state,
       s.network_id in (select network_id from taken_back) as vetoed
     from signal s left join signal i on i.id = s.merged_into
     where s.mandate_id = $1 and s.network_id is not null and jsonb_array_length(s.reasons) > 0 order by s.id limit ${mostSignals}`,
    [line]
  )
  return rows
}

/** Opened adverts by the number of what they have in one dimension, and those of them whose network had a ground. */
interface OpenedColumn {
  readonly opened: Int32Array
  readonly grounded: Int32Array
}

/** What a network has, by number; of languages how many of its opened adverts. */
interface NetworkHas {
  readonly origins: Set<number>
  readonly languages: Map<number, number>
  readonly placeSets: Set<number>
}

/** What a number of each dimension stands for: a source, a language, the places of a set. */
type Labels = Readonly<Record<BiasDimension, readonly (readonly string[])[]>>

/** What each network of a signal belongs to, and what was opened: one walk over the columns of opened adverts. */
async function toCount(tx: Tx, vault: Vault, line: string): Promise<ToCount> {
  const signals = await signalsOf(tx, line)
  const grounded = new Set(signals.filter((one) => hasGround(one)).map((one) => one.network_id))
  const columns = await advertColumns(tx, line)
  const facets = await facetColumns(tx, line, await readIndex(tx, vault.keyring, line, await listSegments(tx)), columns)
  const labels: Labels = {
    source: columns.origins.map((one) => [one.source ?? '']),
    language: facets.languages.map((one) => [one]),
    place: facets.placeSets.map((set) => set.map((at) => facets.places[at] ?? ''))
  }
  const opened = {
    source: openedColumn(labels.source.length),
    language: openedColumn(labels.language.length),
    place: openedColumn(labels.place.length)
  }
  const networks = new Map(signals.map((one) => [one.network_id, hasNothing()]))
  for (let id = 1; id < columns.size; id++) {
    if (columns.state[id] !== openState) continue
    const network = columns.network[id] ?? 0
    const origin = columns.origin[id] ?? 0
    const language = facets.language[id] ?? 0
    const places = facets.placeSet[id] ?? 0
    const withGround = grounded.has(network) ? 1 : 0
    addTo(opened.source, origin, withGround)
    addTo(opened.language, language, withGround)
    addTo(opened.place, places, withGround)
    const mine = networks.get(network)
    if (mine === undefined) continue
    mine.origins.add(origin)
    mine.languages.set(language, (mine.languages.get(language) ?? 0) + 1)
    mine.placeSets.add(places)
  }
  return {
    line,
    signals: signals.map((one) => countedSignal(one, networks.get(one.network_id) ?? hasNothing(), labels)),
    opened: {
      source: named(opened.source, labels.source),
      language: named(opened.language, labels.language),
      place: named(opened.place, labels.place),
      // Each opened advert has one language, or is among those whose language is not known.
      all: { opened: sumOf(opened.language.opened), grounded: sumOf(opened.language.grounded) }
    },
    titles: titlesOf(signals),
    names: await namesOf(tx, line)
  }
}

function openedColumn(size: number): OpenedColumn {
  return { opened: new Int32Array(size), grounded: new Int32Array(size) }
}

function addTo(column: OpenedColumn, at: number, withGround: number): void {
  column.opened[at]!++
  column.grounded[at]! += withGround
}

function hasNothing(): NetworkHas {
  return { origins: new Set(), languages: new Map(), placeSets: new Set() }
}

function sumOf(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The counts of a column by name: several numbers may stand for one. */
function named({ opened, grounded }: OpenedColumn, labels: readonly (readonly string[])[]): Map<string, OpenedCount> {
  const counts = new Map<string, OpenedCount>()
  for (const [at, names] of labels.entries()) {
    if (opened[at] === 0) continue
    for (const name of names) {
      const known = counts.get(name) ?? { opened: 0, grounded: 0 }
      counts.set(name, { opened: known.opened + opened[at]!, grounded: known.grounded + grounded[at]! })
    }
  }
  return counts
}

function hasGround({ reasons }: SignalRow): boolean {
  return reasonsOf(reasons).some((reason) => reason.direction === 'for' && reason.points > 0)
}

/** A network counts in each source and place of its adverts, and in the one language that most of them are written in. */
function countedSignal(
  { reasons, state, vetoed }: SignalRow,
  { origins, languages, placeSets }: NetworkHas,
  labels: Labels
): CountedSignal {
  const [language] = [...languages]
    .map(([at, adverts]) => ({ name: labels.language[at]?.[0] ?? '', adverts }))
    .toSorted((a, b) => b.adverts - a.adverts || (a.name < b.name ? -1 : 1))
  return {
    indicators: reasonsOf(reasons).map((reason) => reason.indicator),
    became: state === 'escalated' ? 'agreed' : state === 'dismissed' ? 'dismissed' : 'undecided',
    vetoed,
    groups: {
      source: namesOfAll(origins, labels.source),
      language: [language?.name ?? ''],
      place: namesOfAll(placeSets, labels.place)
    }
  }
}

function namesOfAll(numbers: ReadonlySet<number>, labels: readonly (readonly string[])[]): string[] {
  return [...new Set([...numbers].flatMap((at) => labels[at] ?? []))]
}

async function namesOf(tx: Tx, line: string): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from source where mandate_id = $1 limit 10000',
    [line]
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

function titlesOf(signals: readonly SignalRow[]): ToCount['titles'] {
  return new Map(
    signals.flatMap((one) =>
      reasonsOf(one.reasons).map(({ indicator, title, direction }) => [indicator, { title, direction }] as const)
    )
  )
}

/** The counts, one row an indicator, a group, or an indicator within a group; what is not told has no row. */
export function biasCsv({ lines }: Bias): string {
  const rows = lines.flatMap(({ line, indicators, groups }) =>
    [
      ...indicators.map((one) => ({ ...one, by: 'indicator', indicator: one.of, opened: null, grounded: null })),
      ...groups
    ].map((one) => {
      const { share, rest, verdict } = one.compared
      const numbers = [one.signals, one.agreed, one.dismissed, one.vetoed, one.opened, one.grounded]
      return csvLine([line, one.by, one.of, one.indicator, ...numbers, rounded(share), rounded(rest), verdict])
    })
  )
  return headLine(biasColumns) + rows.join('')
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1_000) / 1_000
}

const biasColumns = [
  'line',
  'by',
  'of',
  'indicator',
  'signals',
  'agreed',
  'dismissed',
  'vetoed',
  'opened',
  'grounded',
  'share',
  'rest',
  'verdict'
]
