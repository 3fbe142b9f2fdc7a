/** What pairs are looked for by: of each opened advert hashes of its word pairs and values, kept in this process while it is compared; no words are kept. */
import { randomInt } from 'node:crypto'
import { isValueKind } from '../../model/value-kind.ts'
import type { Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { bodyPairs } from './pair-compare.ts'
import { sidesOf, type OpenSide } from './pair-sides.ts'

export interface Marked {
  readonly network: number | null
  readonly template: number | null
  /** Each once. Hashes have 31 bits: of 100,000 word pairs some two meet by chance, which moves a share by less than a per cent. */
  readonly words: readonly number[]
  readonly values: readonly number[]
}

interface Kept {
  /** The version that was read, without what people called wrong, and its template. */
  readonly of: string
  readonly marked: Marked
}

interface KeptOf {
  readonly each: ReadonlyMap<number, Kept>
  /** As it was answered. */
  readonly marks: ReadonlyMap<number, Marked>
}

/** Mandates whose marks are kept: some hundred kB each. */
const mostMandates = 32
const kept = new Map<string, KeptOf>()
/** Of this process, so that hashes of one run say nothing to whoever finds them. */
const seed = randomInt(2 ** 31)

/**
 * Marks of those that are open; readings are decrypted where the version was not seen before. Of other adverts of the mandate they are
 * forgotten. While nothing changes the answer is the same map, so that what follows from it is worked out once.
 */
export async function marksOf(
  tx: Tx,
  vault: Vault,
  mandate: string,
  adverts: readonly number[]
): Promise<ReadonlyMap<number, Marked>> {
  const { rows } = await tx.query<{ id: number; network: number | null; of: string }>(
    `select a.id, a.network_id as network, concat_ws(' ', a.sighting_id, a.template,
       (select string_agg(f.ordinal::text, ',' order by f.ordinal) from fact f where f.sighting_id = a.sighting_id and f.state = 'rejected')) as of
     from advert a join sighting s on s.id = a.sighting_id
     where a.id = any($1::int[]) and a.state = 'open' and s.reading is not null order by a.id`,
    [adverts]
  )
  const before = kept.get(mandate)
  const now = new Map<number, Kept>()
  const fresh: typeof rows = []
  for (const row of rows) {
    const known = before?.each.get(row.id)
    if (known?.of === row.of) now.set(row.id, known)
    else fresh.push(row)
  }
  for (let from = 0; from < fresh.length; from += 500) {
    const some = fresh.slice(from, from + 500)
    const sides = await sidesOf(
      tx,
      vault,
      some.map((row) => row.id)
    )
    for (const { id, of } of some) {
      const side = sides.get(id)
      if (side !== undefined) now.set(id, { of, marked: markedOf(side) })
    }
  }
  // The network is that of now: it changes without the advert.
  const same =
    before?.marks.size === now.size && rows.every(({ id, network }) => before.marks.get(id)?.network === network)
  const marks =
    same && fresh.length === 0
      ? before.marks
      : new Map(
          rows.flatMap(({ id, network }) => {
            const one = now.get(id)
            return one === undefined ? [] : [[id, { ...one.marked, network }] as const]
          })
        )
  keep(mandate, { each: now, marks })
  return marks
}

function keep(mandate: string, of: KeptOf): void {
  kept.delete(mandate)
  kept.set(mandate, of)
  const [oldest] = kept.keys()
  if (kept.size > mostMandates && oldest !== undefined) kept.delete(oldest)
}

/** The marks of one side. */
export function markedOf({ network, template, reading }: OpenSide): Marked {
  const stated = reading.facts.filter((fact) => isValueKind(fact.kind)).map((fact) => `${fact.kind} ${fact.value}`)
  return { network, template, words: hashed(bodyPairs(reading)), values: hashed(new Set(stated)) }
}

function hashed(texts: ReadonlySet<string>): number[] {
  return [...new Set([...texts].map(hashOf))]
}

/** FNV-1a with a seed, 31 bits. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5 ^ seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return hash >>> 1
}
