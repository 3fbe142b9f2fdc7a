/** What linking withstands: spun texts, another order of arrival, the first thousand adverts. */
import { fingerprint } from '../../src/link/fingerprint.ts'
import { createLinker } from '../../src/link/linker.ts'
import { blindCached, linkAdvert, valuesOf } from './bench.ts'
import { generate, type BenchAdvert } from './generate.ts'
import { worldOf } from './hands.ts'
import { bcubed, pairwise } from './metrics.ts'
import { orderFigures } from './order.ts'
import { random } from './random.ts'
import { copy, nameOf, spin, template, townOf } from './wording.ts'

const key = new Uint8Array(32).fill(3)

/** Share of spun copies that still meet their template, by share of words replaced. An open limit of shingles, so it is measured and stated. */
export function spunRecall(seed: number, templates = 60): Record<string, number> {
  const { noise } = worldOf(1000, seed)
  const draw = random(seed, 21)
  const found: Record<string, number> = {}
  for (const share of [0.1, 0.2, 0.3, 0.5, 0.7]) {
    const linker = createLinker()
    let id = 0
    const give = (lines: readonly string[]): number => {
      const text = lines
        .map((line) =>
          line
            .replace('{name}', nameOf(draw))
            .replace('{town}', townOf(draw))
            .replace(/\{\w+\}/g, '#')
        )
        .join('. ')
      const features = fingerprint('', text, [], key).features
      linker.apply({
        seq: id,
        at: '',
        kind: 'advert',
        advert: { id, site: 's', account: null, day: 0, values: [], features, pictures: [], places: [], names: [] }
      })
      return linker.templateOf(id++) ?? -1
    }
    let met = 0
    for (let t = 0; t < templates; t++) {
      const lines = template(900_000 + seed * 1000 + t, 8, 0.2)
      let own = -1
      for (let i = 0; i < 6; i++) own = give(copy(lines, noise, draw))
      for (let i = 0; i < 4; i++) if (give(spin(lines, share, draw)) === own) met++
    }
    found[String(share)] = met / (templates * 4)
  }
  return found
}

/** B-cubed F1 against the truth in order of days and in a shuffled order, and of the two results against one another. */
export function orderStability(
  n: number,
  seed: number
): Record<'templates' | 'networks', { inOrder: number; shuffled: number; agreement: number }> {
  const adverts = [...generate(n, seed)]
  const first = labelsOf(adverts)
  const draw = random(seed, 22)
  const order = adverts
    .map((advert) => ({ advert, at: draw.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ advert }) => advert)
  const second = labelsOf(order)
  const back = (labels: (number | null)[]): (number | null)[] => {
    const out: (number | null)[] = []
    for (const [i, advert] of order.entries()) out[advert.id] = labels[i] ?? null
    return out
  }
  const compare = (truth: number[], a: (number | null)[], b: (number | null)[]) => ({
    inOrder: bcubed(truth, a).f1,
    shuffled: bcubed(truth, b).f1,
    agreement: bcubed(
      a.map((label, i) => label ?? `alone ${i}`),
      b
    ).f1
  })
  return {
    templates: compare(
      adverts.map((advert) => advert.template),
      first.templates,
      back(second.templates)
    ),
    networks: compare(
      adverts.map((advert) => advert.hand),
      first.networks,
      back(second.networks)
    )
  }
}

/** Quality over the first adverts of a large world, with and without seeded hubs of the sites. */
export function coldStart(
  n: number,
  seed: number,
  first = 1000
): Record<'bare' | 'seeded', { bcubed: number; precision: number }> {
  const adverts: BenchAdvert[] = []
  for (const advert of generate(n, seed)) if (adverts.push(advert) >= first) break
  const truth = adverts.map((advert) => advert.hand)
  const sites = [
    { kind: 'email' as const, value: 'help@site0.example' },
    ...[1, 2].map((site) => ({ kind: 'url' as const, value: `https://site${site}.example/help` }))
  ]
  const run = (seeds: typeof sites): { bcubed: number; precision: number } => {
    const { networks } = labelsOf(adverts, seeds)
    return { bcubed: bcubed(truth, networks).f1, precision: pairwise(truth, networks).precision }
  }
  return { bare: run([]), seeded: run(sites) }
}

function labelsOf(adverts: readonly BenchAdvert[], seeds: readonly { kind: 'email' | 'url'; value: string }[] = []) {
  const linker = createLinker()
  linker.apply({
    seq: 0,
    at: '',
    kind: 'seed-hubs',
    values: seeds.map(({ kind, value }) => ({ kind, key: blindCached(kind, value) }))
  })
  for (const [id, advert] of adverts.entries()) {
    const { features } = fingerprint(advert.title, advert.body, [], key)
    linker.apply({
      seq: id + 1,
      at: '',
      kind: 'advert',
      advert: linkAdvert({ ...advert, id }, valuesOf(advert, {}), features)
    })
  }
  return {
    templates: adverts.map((_, id) => linker.templateOf(id)),
    networks: adverts.map((_, id) => linker.networkOf(id))
  }
}

if (import.meta.main) {
  const [n = '10000', seed = '1'] = process.argv.slice(2)
  const figures = {
    spun: spunRecall(Number(seed)),
    order: orderStability(Number(n), Number(seed)),
    coldStart: coldStart(100_000, Number(seed))
  }
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
}

/** `baken bench robustness`: spun texts met again, agreement when adverts arrive in another order, and the first thousand adverts. */
export async function runRobustnessBench({ n, seed }: { readonly n: number; readonly seed: number }): Promise<object> {
  return {
    spunRecall: spunRecall(seed),
    orderStability: orderStability(n, seed),
    settled: orderFigures(n, seed),
    coldStart: coldStart(n, seed)
  }
}
