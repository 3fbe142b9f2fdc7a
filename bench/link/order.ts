/** Do networks depend on how adverts arrive? The same world in order, shuffled, and in parts with restarts, with people at work in between. */
import { fingerprint } from '../../src/link/fingerprint.ts'
import type { LinkEvent } from '../../src/link/event.ts'
import { createLinker, restoreLinker } from '../../src/link/linker.ts'
import { linkAdvert, valuesOf } from './bench.ts'
import { generate, type BenchAdvert } from './generate.ts'
import { bcubed, pairwise } from './metrics.ts'
import { random } from './random.ts'

const key = new Uint8Array(32).fill(3)

/** One way to the same evidence. */
interface Way {
  readonly name: string
  /** Number of the shuffle; 0 keeps the order of days. */
  readonly shuffle: number
  /** Settled after each part, and begun again from a snapshot. */
  readonly parts: number
  /** Judgements that are taken back come and go in between. */
  readonly busy: boolean
}

const ways: readonly Way[] = [
  { name: 'in order', shuffle: 0, parts: 1, busy: false },
  { name: 'in order, ten parts', shuffle: 0, parts: 10, busy: true },
  { name: 'shuffled', shuffle: 1, parts: 1, busy: true },
  { name: 'shuffled, five parts', shuffle: 2, parts: 5, busy: false }
]

interface Outcome {
  readonly networks: (number | null)[]
  readonly templates: (number | null)[]
  /** CPU of the last settling, all adverts in. */
  readonly settleMs: number
}

export interface OrderFigures {
  /** B-cubed F1 against the truth by way. */
  readonly truth: Record<string, { networks: number; templates: number }>
  /** Pairwise F1 of each way against the first. */
  readonly agreement: Record<string, { networks: number; templates: number }>
  readonly settleMsPer1000: number
}

export function orderFigures(n: number, seed: number): OrderFigures {
  const adverts = [...generate(n, seed)]
  const outcomes = ways.map((way) => arrive(adverts, seed, way))
  const first = outcomes[0] as Outcome
  const agree = (a: (number | null)[], b: (number | null)[]): number =>
    pairwise(
      a.map((label, i) => label ?? `alone ${i}`),
      b
    ).f1
  const byWay = <T>(figure: (outcome: Outcome) => T): Record<string, T> =>
    Object.fromEntries(ways.map(({ name }, at) => [name, figure(outcomes[at] as Outcome)]))
  const hands = adverts.map((advert) => advert.hand)
  const texts = adverts.map((advert) => advert.template)
  return {
    truth: byWay(({ networks, templates }) => ({
      networks: bcubed(hands, networks).f1,
      templates: bcubed(texts, templates).f1
    })),
    agreement: byWay(({ networks, templates }) => ({
      networks: agree(first.networks, networks),
      templates: agree(first.templates, templates)
    })),
    settleMsPer1000: (first.settleMs / adverts.length) * 1000
  }
}

/** Lets a world arrive in one way, with the same lasting judgements in each, and settles it. Labels are by advert of the world. */
function arrive(adverts: readonly BenchAdvert[], seed: number, way: Way): Outcome {
  const order = orderOf(adverts.length, seed, way.shuffle)
  const place = new Map(order.map((at, id) => [at, id]))
  let linker = createLinker()
  let seq = 0
  let settleMs = 0
  const apply = (event: object): number => {
    linker.apply({ seq, at: '', ...event } as LinkEvent)
    return seq++
  }
  const settle = (): void => {
    const start = process.cpuUsage()
    apply({ kind: 'settle' })
    const { user, system } = process.cpuUsage(start)
    settleMs = (user + system) / 1000
  }
  const size = Math.ceil(order.length / way.parts)
  for (const [id, at] of order.entries()) {
    const advert = adverts[at] as BenchAdvert
    const { features } = fingerprint(advert.title, advert.body, [], key)
    apply({ kind: 'advert', advert: linkAdvert({ ...advert, id }, valuesOf(advert, {}), features) })
    if (way.busy && id % 50 === 49) {
      const word = apply(id % 100 === 99 ? { kind: 'reject-text', advert: id } : { kind: 'veto', a: id, b: id - 20 })
      apply({ kind: 'undo', judgement: word })
    }
    if ((id + 1) % size !== 0 || way.parts === 1) continue
    settle()
    linker = restoreLinker([...linker.snapshot()])
  }
  for (const event of lasting(adverts, place)) apply(event)
  settle()
  return {
    networks: labelsOf(order, (id) => linker.networkOf(id)),
    templates: labelsOf(order, (id) => linker.templateOf(id)),
    settleMs
  }
}

function orderOf(count: number, seed: number, shuffle: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at)
  if (shuffle === 0) return order
  const draw = random(seed, 22, shuffle)
  const drawn = order.map(() => draw.next())
  return order.toSorted((a, b) => (drawn[a] as number) - (drawn[b] as number))
}

/** Words of people that stay: a hundredth of the adverts has a number rejected. */
function* lasting(adverts: readonly BenchAdvert[], place: ReadonlyMap<number, number>): Generator<object> {
  for (const [at, advert] of adverts.entries()) {
    const phone = valuesOf(advert, {}).find((value) => value.kind === 'phone')
    if (at % 100 === 7 && phone !== undefined)
      yield { kind: 'reject', advert: place.get(at) ?? -1, valueKind: 'phone', key: phone.key }
  }
}

function labelsOf(order: readonly number[], labelOf: (id: number) => number | null): (number | null)[] {
  const labels: (number | null)[] = []
  for (const [id, at] of order.entries()) labels[at] = labelOf(id)
  return labels
}
