/** `baken bench link`: quality and cost of linking on generated adverts, beside the usual methods on the same adverts. */
import { blind, fingerprint } from '../../src/link/fingerprint.ts'
import type { LinkAdvert } from '../../src/link/event.ts'
import { createLinker, type Linker } from '../../src/link/linker.ts'
import { minHash, sharedFacts, simHash } from './baselines.ts'
import { generate, type BenchAdvert, type BenchFact } from './generate.ts'
import { bcubed, largestRatio, pairwise, type Quality } from './metrics.ts'
import { slotQuality } from './slots.ts'

export interface BenchOptions {
  readonly n: number
  readonly seed: number
  /** Reads facts out of the text instead of taking the generator's. */
  readonly extract?: (text: string) => readonly BenchFact[]
  /** MinHash, SimHash and shared facts on the same adverts; default true. */
  readonly baselines?: boolean
}

export interface Clustering {
  readonly bcubed: Quality
  readonly pairwise: Quality
  readonly largest: number
}

export interface LinkFigures {
  readonly n: number
  readonly seed: number
  readonly templates: Record<string, Clustering>
  readonly networks: Record<string, Clustering>
  /** CPU of settling the links at the end, per advert; not in `cpuMs`. */
  readonly settleMs: number
  /** CPU of fingerprints and linking together, per advert, on one thread. */
  readonly cpuMs: number
  readonly fingerprintMs: number
  /** Wall time of the slowest in a hundred applies. */
  readonly p99Ms: number
  readonly worstMs: number
  /** CPU per advert by tenth of the run: growth shows here. */
  readonly tenthsMs: readonly number[]
  readonly columnBytesPerAdvert: number
  readonly rssBytes: number
  readonly hubs: number
  readonly pending: number
}

export interface Labels {
  readonly hand: number[]
  readonly template: number[]
  readonly network: (number | null)[]
  readonly variant: (number | null)[]
}

const key = new Uint8Array(32).fill(3)

/** Quality and cost of one generated world, and its slots (on at most 20,000 adverts). Raw figures; the caller prints and keeps them. */
export async function runLinkBench(options: BenchOptions): Promise<LinkFigures & { slots: Quality }> {
  const { figures } = linkWorld(options)
  return { ...figures, slots: slotQuality(Math.min(options.n, 20_000), options.seed) }
}

/** Runs one world and also returns the labels, for a closer look. */
export function linkWorld(options: BenchOptions): { figures: LinkFigures; labels: Labels; linker: Linker } {
  const { n, seed } = options
  const linker = createLinker()
  const hand: number[] = []
  const templates: number[] = []
  const features: Uint32Array[] = []
  const light: Pick<BenchAdvert, 'id' | 'facts' | 'account' | 'site'>[] = []
  const keep = options.baselines !== false
  const durations = new Float32Array(n)
  const tenths: number[] = []
  let [linkUs, printUs, tenthUs] = [0, 0, 0]
  for (const batch of batches(generate(n, seed))) {
    const values = batch.map((advert) => valuesOf(advert, options))
    const start = process.cpuUsage()
    const prints = batch.map((advert) => fingerprint(advert.title, advert.body, [], key).features)
    const middle = process.cpuUsage()
    for (const [i, advert] of batch.entries()) {
      const wall = performance.now()
      linker.apply({
        seq: advert.id,
        at: '',
        kind: 'advert',
        advert: linkAdvert(advert, values[i] ?? [], prints[i] ?? new Uint32Array())
      })
      durations[advert.id] = performance.now() - wall
    }
    const end = process.cpuUsage()
    printUs += cpu(middle) - cpu(start)
    linkUs += cpu(end) - cpu(middle)
    tenthUs += cpu(end) - cpu(start)
    for (const [i, advert] of batch.entries()) {
      hand[advert.id] = advert.hand
      templates[advert.id] = advert.template
      if (!keep) continue
      features[advert.id] = prints[i] ?? new Uint32Array()
      light[advert.id] = { id: advert.id, facts: advert.facts, account: advert.account, site: advert.site }
    }
    if (hand.length % Math.ceil(n / 10) < batchSize) {
      tenths.push(round(tenthUs / Math.ceil(n / 10) / 1000))
      tenthUs = 0
    }
  }
  const count = hand.length
  const settleUs = settleAtEnd(linker, count)
  const network = Array.from({ length: count }, (_, id) => linker.networkOf(id))
  const variant = Array.from({ length: count }, (_, id) => linker.templateOf(id))
  const sorted = durations.slice(0, count).toSorted()
  const figures: LinkFigures = {
    n: count,
    seed,
    templates: {
      baken: clustering(templates, variant),
      ...(keep
        ? { minhash: clustering(templates, minHash(features)), simhash: clustering(templates, simHash(features)) }
        : {})
    },
    networks: { baken: clustering(hand, network), ...(keep ? factBaselines(hand, light) : {}) },
    settleMs: round(settleUs / count / 1000),
    cpuMs: round((printUs + linkUs) / count / 1000),
    fingerprintMs: round(printUs / count / 1000),
    p99Ms: round(sorted[Math.floor(count * 0.99)] ?? 0),
    worstMs: round(sorted[count - 1] ?? 0),
    tenthsMs: tenths,
    columnBytesPerAdvert: Math.round(linker.sizeBytes() / count),
    rssBytes: process.memoryUsage().rss,
    hubs: linker.hubs().length,
    pending: linker.pendingMerges().length
  }
  return { figures, labels: { hand, template: templates, network, variant }, linker }
}

/** Settles the links; returns microseconds of CPU. */
function settleAtEnd(linker: Linker, seq: number): number {
  const start = process.cpuUsage()
  linker.apply({ seq, at: '', kind: 'settle' })
  return cpu(process.cpuUsage(start))
}

/** Adverts measured together: asking for the CPU time costs as much as linking one. */
const batchSize = 500

function* batches(adverts: Iterable<BenchAdvert>): Generator<BenchAdvert[]> {
  let batch: BenchAdvert[] = []
  for (const advert of adverts) {
    batch.push(advert)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The values of an advert, blinded. */
export function valuesOf(advert: BenchAdvert, options: Pick<BenchOptions, 'extract'>): LinkAdvert['values'] {
  const facts = options.extract ? options.extract(`${advert.title}\n${advert.body}`) : advert.facts
  return facts.map((fact) => ({
    kind: fact.kind,
    key: blindCached(fact.kind, fact.value),
    confidence: fact.confidence
  }))
}

/** An advert of the generator as linking sees it. */
export function linkAdvert(advert: BenchAdvert, values: LinkAdvert['values'], features: Uint32Array): LinkAdvert {
  return {
    id: advert.id,
    site: advert.site,
    account: advert.account === null ? null : blindCached('account', `${advert.site} ${advert.account}`),
    day: advert.day,
    values,
    features,
    pictures: advert.pictures,
    places: [blindCached('place', advert.place)],
    names: [blindCached('name', advert.name)]
  }
}

const blinded = new Map<string, string>()

/** `blind` under the key of the bench, remembered. */
export function blindCached(kind: string, value: string): string {
  const name = `${kind} ${value}`
  const known = blinded.get(name)
  if (known !== undefined) return known
  if (blinded.size > 100_000) blinded.clear()
  const made = blind(kind, value, key)
  blinded.set(name, made)
  return made
}

function factBaselines(
  hand: number[],
  light: Pick<BenchAdvert, 'id' | 'facts' | 'account' | 'site'>[]
): Record<string, Clustering> {
  const all = ['phone', 'email', 'handle', 'url', 'account']
  return {
    sharedPhone: clustering(hand, sharedFacts(light, hand.length, ['phone'], Infinity)),
    anyFact: clustering(hand, sharedFacts(light, hand.length, all, Infinity)),
    anyFactCut20: clustering(hand, sharedFacts(light, hand.length, all, 20))
  }
}

function clustering(truth: number[], found: (number | null)[]): Clustering {
  return {
    bcubed: rounded(bcubed(truth, found)),
    pairwise: rounded(pairwise(truth, found)),
    largest: round(largestRatio(truth, found))
  }
}

function rounded(quality: Quality): Quality {
  return { precision: round(quality.precision), recall: round(quality.recall), f1: round(quality.f1) }
}

function cpu(usage: NodeJS.CpuUsage): number {
  return usage.user + usage.system
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

if (import.meta.main) {
  const [n = '10000', seed = '1', more = ''] = process.argv.slice(2)
  const figures = await runLinkBench({ n: Number(n), seed: Number(seed), baselines: more !== 'bare' })
  const row = (name: string, c: Clustering): string =>
    `${name.padEnd(14)} B3 p ${c.bcubed.precision} r ${c.bcubed.recall} f1 ${c.bcubed.f1}  pair p ${c.pairwise.precision} r ${c.pairwise.recall} f1 ${c.pairwise.f1}  largest x${c.largest}`
  process.stdout.write(`n ${figures.n} seed ${figures.seed}\n`)
  for (const [name, c] of Object.entries(figures.templates)) process.stdout.write(`text    ${row(name, c)}\n`)
  for (const [name, c] of Object.entries(figures.networks)) process.stdout.write(`network ${row(name, c)}\n`)
  const { templates: _, networks: __, ...rest } = figures
  process.stdout.write(`${JSON.stringify(rest)}\n`)
}
