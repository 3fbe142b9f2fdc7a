/** `baken bench worlds`: a world with other habits than the practice web, through the product, held against its truth. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeRandom } from '../../demo/random.ts'
import { bcubedOf, pairsOf, type Quality } from './metrics.ts'
import { practiceOf } from './practice.ts'
import { outcomeOf, type Outcome } from './product.ts'
import { queueFigures } from './queue.ts'
import { idOf, lineOf, makeWorld } from './world.ts'
import type { WorldAdvert } from './advert.ts'

export interface WorldsInput {
  readonly n: number
  readonly seed: number
  /** So many imports one after the other; with more than one, the same adverts in one import are compared. */
  readonly imports: number
  /** In random order instead of that of placing. */
  readonly shuffle: boolean
  /** Folder for the adverts and their truth as JSON lines, and signals of them to practise with; null keeps nothing. */
  readonly keep: string | null
  readonly say: (text: string) => void
}

/** Makes the world, imports it and measures. */
export async function runWorldsBench(input: WorldsInput): Promise<object> {
  const world = makeWorld(input.n, input.seed)
  const lines = world.map((advert, nth) => JSON.stringify(lineOf(advert, nth)))
  const ids = world.map((_, nth) => idOf(nth))
  if (input.keep !== null) keepWorld(input.keep, world, lines)
  const inOrder = world.map((_, nth) => nth)
  const order = input.shuffle ? makeRandom(`shuffle ${input.seed}`).shuffle(inOrder) : inOrder
  const outcome = await outcomeOf({ lines, ids }, order, input.imports, input.say)
  if (input.keep !== null) {
    const shown = makeWorld(input.n, input.seed, true)
    writeFileSync(
      path.join(input.keep, 'practice.json'),
      `${JSON.stringify(practiceOf(world, shown, outcome, input), null, 1)}\n`
    )
  }
  const other = input.imports > 1 || input.shuffle ? await outcomeOf({ lines, ids }, inOrder, 1, input.say) : null
  return {
    imports: input.imports,
    shuffled: input.shuffle,
    world: worldFigures(world),
    ...figures(world, outcome, input.seed),
    ...(other !== null && {
      agreement: {
        about: 'networks and templates of this run against those of the same adverts in one import in order of placing',
        networks: rounded(pairsOf(named(other.networks), outcome.networks)),
        templates: rounded(pairsOf(named(other.templates), outcome.templates))
      },
      oneImport: figures(world, other, input.seed)
    })
  }
}

function figures(world: readonly WorldAdvert[], outcome: Outcome, seed: number): object {
  const hands = world.map((one) => one.network)
  const templates = world.map((one) => one.template)
  return {
    cost: { cpuSeconds: outcome.cpuSeconds, wallSeconds: outcome.wallSeconds },
    notInExport: outcome.missing,
    networks: {
      bcubed: rounded(bcubedOf(hands, outcome.networks)),
      pairwise: rounded(pairsOf(hands, outcome.networks)),
      byKind: byKind(world, hands, outcome.networks)
    },
    templates: {
      bcubed: rounded(bcubedOf(templates, outcome.templates)),
      pairwise: rounded(pairsOf(templates, outcome.templates)),
      byKind: byKind(world, templates, outcome.templates)
    },
    signals: queueFigures(world, outcome, seed)
  }
}

/** B-cubed among the adverts of one kind: what stands wrongly among others does not count here. */
function byKind(world: readonly WorldAdvert[], truth: readonly string[], found: readonly (string | null)[]): object {
  const places = world.map((advert, nth) => ({ advert, nth }))
  return Object.fromEntries(
    [...Map.groupBy(places, (one) => one.advert.kind)].map(([kind, list]) => [
      kind,
      rounded(
        bcubedOf(
          list.map((one) => truth[one.nth] ?? ''),
          list.map((one) => found[one.nth] ?? null)
        )
      )
    ])
  )
}

/** Groups as a truth: what is alone has a name of its own. */
function named(groups: readonly (string | null)[]): string[] {
  return groups.map((one, nth) => one ?? `alone ${nth}`)
}

function worldFigures(world: readonly WorldAdvert[]): object {
  return Object.fromEntries(
    [...Map.groupBy(world, (one) => one.kind)].map(([kind, list]) => [
      kind,
      { adverts: list.length, hands: new Set(list.map((one) => one.network)).size }
    ])
  )
}

/** The world as files: what a product may see, and what only a judge may. */
function keepWorld(folder: string, world: readonly WorldAdvert[], lines: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'adverts.jsonl'), `${lines.join('\n')}\n`)
  const truth = world.map(({ network, template, kind, habit, phones }, nth) =>
    JSON.stringify({ id: idOf(nth), network, template, kind, habit, phones })
  )
  writeFileSync(path.join(folder, 'truth.jsonl'), `${truth.join('\n')}\n`)
}

function rounded({ precision, recall, f1 }: Quality): Quality {
  const round = (value: number): number => Math.round(value * 10_000) / 10_000
  return { precision: round(precision), recall: round(recall), f1: round(f1) }
}
