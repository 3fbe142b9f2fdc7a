/** How good the order of the queue is: rings first, and what else became a signal or was opened; beside three simple orders. */
import { makeRandom } from '../../demo/random.ts'
import type { Kind, WorldAdvert } from './advert.ts'
import { averagePrecision, precisionAt } from './metrics.ts'
import type { Outcome } from './product.ts'

/** A found network as the truth sees it. */
interface Judged {
  readonly id: string
  readonly members: readonly WorldAdvert[]
  /** The kind of more than half of its adverts; mixed where none has that. */
  readonly kind: Kind | 'mixed'
  /** The hand with most of its adverts. */
  readonly hand: string
  readonly phones: number
}

/** Fewer adverts than this are no candidates of the simple orders. */
const leastAdverts = 3
const depths = [10, 20, 50, 100] as const
const shuffles = 100

/** All figures of the queue; a share of nothing is null. */
export function queueFigures(world: readonly WorldAdvert[], outcome: Outcome, seed: number): object {
  const networks = judged(world, outcome)
  const byId = new Map(networks.map((one) => [one.id, one]))
  const candidates = networks.filter((one) => one.members.length >= leastAdverts)
  const queue = outcome.signals.flatMap((one) => byId.get(String(one.network)) ?? [])
  const relevant = candidates.filter(isRing).length
  const random = makeRandom(`order ${seed}`)
  return {
    signals: queue.length,
    candidates: candidates.length,
    relevantCandidates: relevant,
    queue: orderFigures(queue, relevant),
    baselines: {
      adverts: orderFigures(
        by(random.shuffle(candidates), (one) => one.members.length),
        relevant
      ),
      phones: orderFigures(
        by(random.shuffle(candidates), (one) => one.phones),
        relevant
      ),
      random: meanFigures(Array.from({ length: shuffles }, () => orderFigures(random.shuffle(candidates), relevant)))
    },
    withinSignals: {
      about: 'the same signals in other orders; all relevant are those among the signals',
      queue: round(averagePrecision(queue.map(isRing), queue.filter(isRing).length)),
      adverts: round(
        averagePrecision(
          by(random.shuffle(queue), (one) => one.members.length).map(isRing),
          queue.filter(isRing).length
        )
      ),
      phones: round(
        averagePrecision(by(random.shuffle(queue), (one) => one.phones).map(isRing), queue.filter(isRing).length)
      )
    },
    first20: queue.slice(0, 20).map((one) => `${one.hand}: ${one.members.length}`),
    kinds: kindFigures(world, queue),
    rings: ringFigures(world, queue),
    opened: openedFigures(world, outcome)
  }
}

function judged(world: readonly WorldAdvert[], outcome: Outcome): Judged[] {
  const members = new Map<string, WorldAdvert[]>()
  world.forEach((advert, nth) => {
    const network = outcome.networks[nth]
    if (network !== null && network !== undefined) members.set(network, [...(members.get(network) ?? []), advert])
  })
  return [...members].map(([id, list]) => {
    const [kind, count] = most(list.map((one) => one.kind))
    return {
      id,
      members: list,
      kind: count * 2 > list.length ? kind : 'mixed',
      hand: most(list.map((one) => one.network))[0],
      phones: new Set(list.flatMap((one) => one.phones)).size
    }
  })
}

function most<T extends string>(values: readonly T[]): readonly [T, number] {
  const counts = new Map<T, number>()
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1)
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1])
  if (first === undefined) throw new Error('no values')
  return first
}

function isRing(one: Judged): boolean {
  return one.kind === 'ring'
}

function by(list: readonly Judged[], value: (one: Judged) => number): Judged[] {
  return list.toSorted((a, b) => value(b) - value(a))
}

function orderFigures(list: readonly Judged[], relevant: number): Record<string, number> {
  const hits = list.map(isRing)
  return {
    averagePrecision: round(averagePrecision(hits, Math.max(relevant, hits.filter(Boolean).length))),
    ...Object.fromEntries(depths.map((k) => [`precisionAt${k}`, round(precisionAt(hits, k))]))
  }
}

function meanFigures(list: readonly Record<string, number>[]): Record<string, number> {
  const names = Object.keys(list[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, round(list.reduce((sum, one) => sum + (one[name] ?? 0), 0) / list.length)])
  )
}

/** Of each kind: its signals, their share of all, and of its hands the share that has a signal. */
function kindFigures(world: readonly WorldAdvert[], queue: readonly Judged[]): object {
  const kinds: readonly (Kind | 'mixed')[] = [
    'ring',
    'independent',
    'house',
    'spam',
    'scam',
    'jobs',
    'goods',
    'grave',
    'mixed'
  ]
  return Object.fromEntries(
    kinds.map((kind) => {
      const mine = queue.filter((one) => one.kind === kind)
      const hands = new Set(world.filter((one) => one.kind === kind).map((one) => one.network))
      const signalled = new Set(mine.map((one) => one.hand).filter((hand) => hands.has(hand)))
      return [
        kind,
        {
          signals: mine.length,
          shareOfSignals: share(mine.length, queue.length),
          hands: hands.size,
          handsWithSignal: signalled.size,
          shareOfHands: share(signalled.size, hands.size)
        }
      ]
    })
  )
}

/** A ring is found by a signal of which it has more adverts than any other hand and which is mostly of rings. */
function ringFigures(world: readonly WorldAdvert[], queue: readonly Judged[]): object {
  const ofRings = world.filter((one) => one.kind === 'ring')
  const found = new Set(queue.filter(isRing).map((one) => one.hand))
  const covered = new Set(queue.flatMap((one) => one.members))
  return {
    recall: share(found.size, new Set(ofRings.map((one) => one.network)).size),
    byHabit: Object.fromEntries(
      [...Map.groupBy(ofRings, (one) => one.habit)].map(([habit, list]) => {
        const hands = new Set(list.map((one) => one.network))
        return [habit, `${[...hands].filter((hand) => found.has(hand)).length} of ${hands.size}`]
      })
    ),
    advertsInSignals: share(ofRings.filter((one) => covered.has(one)).length, ofRings.length),
    signalsPerFoundRing: found.size === 0 ? null : round(queue.filter(isRing).length / found.size),
    firstFindOfEachRing: round(averagePrecision(firstFinds(queue), new Set(ofRings.map((one) => one.network)).size))
  }
}

/** The queue without further pieces of a ring that it showed before. */
function firstFinds(queue: readonly Judged[]): boolean[] {
  const shown = new Set<string>()
  return queue.flatMap((one) => {
    if (!isRing(one)) return [false]
    if (shown.has(one.hand)) return []
    shown.add(one.hand)
    return [true]
  })
}

function openedFigures(world: readonly WorldAdvert[], outcome: Outcome): object {
  const opened = [...outcome.opened].flatMap((nth) => world[nth] ?? [])
  const outside = opened.filter((one) => one.kind !== 'ring')
  const grave = world.filter((one) => one.kind === 'grave')
  return {
    adverts: opened.length,
    shareOfAll: share(opened.length, world.length),
    ofNoRing: outside.length,
    shareOfNoRing: share(outside.length, opened.length),
    shareOfNoRingNorGrave: share(outside.filter((one) => one.kind !== 'grave').length, opened.length),
    graveOpened: `${grave.filter((one) => opened.includes(one)).length} of ${grave.length}`
  }
}

function share(part: number, all: number): number | null {
  return all === 0 ? null : round(part / all)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
