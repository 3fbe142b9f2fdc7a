/** `baken bench quality`: what Baken makes of the practice web, held against the truth that the product never reads. */
import { readTruth, type TruthRow } from '../demo/truth.ts'
import type { App } from '../src/run/app.ts'
import { withGround } from '../src/store/ground.ts'
import type { MandateId } from '../src/model/ids.ts'
import { mandateValueKey, templateOf } from '../src/store/sealed/value-tokens.ts'
import { advertPlaces } from '../src/store/adverts/advert-places.ts'
import { openReading, type ReadingRow } from '../src/store/sealed/readings.ts'
import { bcubed, largestRatio, pairwise } from './link/metrics.ts'
import { practiceRun } from './practice-run.ts'

interface SeenRow extends ReadingRow {
  readonly advert_id: number
  readonly network_id: number | null
  readonly template: string | null
}

interface Seen {
  readonly network: number | null
  readonly template: number | null
  readonly phones: ReadonlySet<string>
}

/** Crawls a practice web of `n` adverts from `seed` and measures. */
export async function runQualityBench(input: { readonly n: number; readonly seed: number }): Promise<object> {
  const { seed } = input
  const run = await practiceRun({ seed, adverts: input.n })
  try {
    const truth = (await readTruth(run.truthFile)).filter((row) => !row.gone)
    const seen = await seenAdverts(run.app, run.mandate)
    const found = truth.map((row) => seen.get(row.url) ?? null)
    const linked = truth.map((row, at) => ({ row, seen: found[at] ?? null })).filter((one) => one.seen !== null)
    const hands = linked.map((one) => one.row.hand)
    const networks = linked.map((one) => one.seen?.network ?? null)
    const templates = linked.map((one) => one.seen?.template ?? null)
    return {
      summary: run.summary,
      firstSignalSeconds: run.firstSignalSeconds,
      adverts: {
        true: truth.length,
        found: linked.length,
        recall: round(linked.length / truth.length),
        extra: seen.size - linked.length
      },
      phones: phoneFigures(truth, found),
      networks: {
        pairwise: rounded(pairwise(hands, networks)),
        bcubed: rounded(bcubed(hands, networks)),
        largestRatio: round(largestRatio(hands, networks))
      },
      templates: {
        bcubed: rounded(
          bcubed(
            linked.map((one) => one.row.template),
            templates
          )
        )
      },
      signals: await signalFigures(
        run.app,
        run.mandate,
        linked.map((one) => ({ row: one.row, network: one.seen?.network ?? null }))
      ),
      missed: missedBySite(truth, found)
    }
  } finally {
    await run.close()
  }
}

async function seenAdverts(app: App, mandate: string): Promise<Map<string, Seen>> {
  return withGround(app.store.pool, { user: 'console', mandate }, async (tx) => {
    const { rows } = await tx.query<SeenRow>(
      `select a.id as advert_id, a.key, a.network_id, a.template, s.capture_id, s.reading, k.kek, k.wrapped
       from advert a join sighting s on s.id = a.sighting_id join capture_key k on k.capture_id = s.capture_id`
    )
    const places = await advertPlaces(
      tx,
      app.keyring,
      rows.map((row) => row.advert_id)
    )
    const seen = new Map<string, Seen>()
    for (const row of rows) {
      const reading = openReading(app.keyring, row)
      const phones = new Set(
        (reading?.facts ?? [])
          .filter((fact) => fact.kind === 'phone' && fact.confidence >= 0.8)
          .map((fact) => fact.value)
      )
      const place = places.get(row.advert_id)
      if (place === undefined) continue
      seen.set(place.key === 'page' ? place.url : `${place.url}#${place.key}`, {
        network: row.network_id,
        template: templateOf(mandateValueKey(app.keyring, mandate as MandateId), row.template),
        phones
      })
    }
    return seen
  })
}

/** Micro-averaged over adverts; numbers that stand only in a picture do not count against reading text. */
function phoneFigures(truth: readonly TruthRow[], found: readonly (Seen | null)[]): object {
  let hit = 0
  let missed = 0
  let wrong = 0
  truth.forEach((row, at) => {
    const phones = found[at]?.phones ?? new Set<string>()
    const read = row.phones.filter((phone) => phones.has(phone)).length
    hit += read
    missed += row.phones.length - read
    for (const phone of phones) if (!row.phones.includes(phone)) wrong++
  })
  const precision = hit / Math.max(1, hit + wrong)
  const recall = hit / Math.max(1, hit + missed)
  return {
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
    hit,
    missed,
    wrong
  }
}

/** The first 20 signals: how many are true networks, how many hold an independent person's adverts only. */
async function signalFigures(
  app: App,
  mandate: string,
  linked: readonly { row: TruthRow; network: number | null }[]
): Promise<object> {
  const { rows } = await withGround(app.store.pool, { user: 'console', mandate }, (tx) =>
    tx.query<{ network_id: number; priority: number }>(
      `select network_id, priority from signal where state <> 'ended' order by priority desc, id`
    )
  )
  const kinds = Map.groupBy(
    linked.filter((one) => one.network !== null),
    (one) => one.network
  )
  const kindOf = (network: number): string => {
    const counts = new Map<string, number>()
    for (const one of kinds.get(network) ?? []) counts.set(one.row.kind, (counts.get(one.row.kind) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'unknown'
  }
  const isNetwork = (network: number): boolean => {
    const members = kinds.get(network) ?? []
    return members.filter((one) => one.row.network).length * 2 > members.length
  }
  const first = rows.slice(0, 20)
  const trueNetworks = new Set(linked.filter((one) => one.row.network).map((one) => one.row.hand))
  const reached = new Set(
    rows.flatMap((row) => (kinds.get(row.network_id) ?? []).filter((one) => one.row.network).map((one) => one.row.hand))
  )
  return {
    count: rows.length,
    first20: {
      trueNetworks: round(first.filter((row) => isNetwork(row.network_id)).length / Math.max(1, first.length)),
      independents: round(
        first.filter((row) => kindOf(row.network_id) === 'independent').length / Math.max(1, first.length)
      ),
      kinds: first.map((row) => `${kindOf(row.network_id)} ${row.priority}`)
    },
    all: Object.fromEntries(
      [...Map.groupBy(rows, (row) => kindOf(row.network_id))].map(([kind, list]) => [kind, list.length])
    ),
    trueNetworksReached: round(reached.size / Math.max(1, trueNetworks.size))
  }
}

function missedBySite(truth: readonly TruthRow[], found: readonly (Seen | null)[]): object {
  const missed: Record<string, string> = {}
  for (const [site, rows] of Map.groupBy(
    truth.map((row, at) => ({ row, seen: found[at] })),
    (one) => one.row.site
  )) {
    missed[site] = `${rows.filter((one) => one.seen === null).length} of ${rows.length}`
  }
  return missed
}

function rounded(quality: { precision: number; recall: number; f1: number }): object {
  return { precision: round(quality.precision), recall: round(quality.recall), f1: round(quality.f1) }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
