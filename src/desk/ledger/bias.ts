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
import {
  biasDimensions,
  countBias,
  leastSignals,
  type CountedSignal,
  type OpenedCount,
  type ToCount
} from './bias-counts.ts'
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

type Groups = Readonly<Record<BiasDimension, Set<string>>>

/** What each network belongs to, and what was opened: one walk over the columns of opened adverts. */
async function toCount(tx: Tx, vault: Vault, line: string): Promise<ToCount> {
  const signals = await signalsOf(tx, line)
  const grounded = new Set(signals.filter((one) => hasGround(one)).map((one) => one.network_id))
  const columns = await advertColumns(tx, line)
  const facets = await facetColumns(tx, line, await readIndex(tx, vault.keyring, line, await listSegments(tx)), columns)
  const networks = new Map<number, { groups: Groups; languages: Map<string, number> }>()
  const opened = {
    source: new Map<string, OpenedCount>(),
    language: new Map<string, OpenedCount>(),
    place: new Map<string, OpenedCount>()
  }
  let all: OpenedCount = { opened: 0, grounded: 0 }
  for (let id = 1; id < columns.size; id++) {
    if (columns.state[id] !== openState) continue
    const network = columns.network[id] ?? 0
    const withGround = grounded.has(network)
    const of = {
      source: [columns.origins[columns.origin[id] ?? 0]?.source ?? ''],
      language: [facets.languages[facets.language[id] ?? 0] ?? ''],
      place: (facets.placeSets[facets.placeSet[id] ?? 0] ?? []).map((at) => facets.places[at] ?? '')
    }
    all = oneMore(all, withGround)
    for (const by of biasDimensions)
      for (const name of of[by]) opened[by].set(name, oneMore(opened[by].get(name), withGround))
    if (network === 0) continue
    const mine = networks.get(network) ?? {
      groups: { source: new Set(), language: new Set(), place: new Set() },
      languages: new Map<string, number>()
    }
    networks.set(network, mine)
    for (const by of ['source', 'place'] as const) for (const name of of[by]) mine.groups[by].add(name)
    for (const name of of.language) mine.languages.set(name, (mine.languages.get(name) ?? 0) + 1)
  }
  return {
    line,
    signals: signals.map((one) => countedSignal(one, networks.get(one.network_id))),
    opened: { ...opened, all },
    titles: titlesOf(signals),
    names: await namesOf(tx, line)
  }
}

function oneMore(count: OpenedCount = { opened: 0, grounded: 0 }, withGround: boolean): OpenedCount {
  return { opened: count.opened + 1, grounded: count.grounded + (withGround ? 1 : 0) }
}

function hasGround({ reasons }: SignalRow): boolean {
  return reasonsOf(reasons).some((reason) => reason.direction === 'for' && reason.points > 0)
}

/** A network counts in each source and place of its adverts, and in the one language that most of them are written in. */
function countedSignal(
  { reasons, state, vetoed }: SignalRow,
  network: { readonly groups: Groups; readonly languages: ReadonlyMap<string, number> } | undefined
): CountedSignal {
  const [language] = [...(network?.languages ?? [])].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return {
    indicators: reasonsOf(reasons).map((reason) => reason.indicator),
    became: state === 'escalated' ? 'agreed' : state === 'dismissed' ? 'dismissed' : 'undecided',
    vetoed,
    groups: {
      source: [...(network?.groups.source ?? [])],
      language: [language?.[0] ?? ''],
      place: [...(network?.groups.place ?? [])]
    }
  }
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
