/**
 * Synthetic tables for use outside: combinations of values with how many networks have each in common, with noise (differential privacy).
 * No row is a combination that fewer than five networks have in common, and none is one that a publication hid. Pure.
 *
 * The noise is whole, two-sided geometric and bounded (Ghosh, Roughgarden and Sundararajan 2012; partition selection as Desfontaines, Voss,
 * Gipson and Mandayam 2022): what is lost by the bound is `delta`. A row stands where count and noise together reach five and the bound, so
 * its count without noise is five at least, whatever was drawn. It says nothing of how many combinations were left out.
 */
import { createHash } from 'node:crypto'
import { dimensions, leastNetworks, withheld, type Dimension } from '../../model/phenomena/traits.ts'
import { hmac, hmacKeyOf } from '../../model/secret-key.ts'
import { countsOf, type Counted } from './counts.ts'
import type { TableAsked, Told } from './hidden-table.ts'

/** What one table spends, and what the tables of one week may spend together. */
export const epsilon = 2
export const mostEpsilon = 10
export const delta = 1e-5
const mostRows = 10_000

/** Noise is never more than this, either way: the least bound that is reached less often than once in `1 / delta`. */
export const mostNoise: number = boundFor(epsilon, delta)
/** Count and noise together of a row that stands. */
export const threshold: number = leastNetworks + mostNoise

export interface Synthetic {
  readonly columns: Dimension[]
  readonly rows: { values: string[]; networks: number }[]
  /** What the rows tell of which cells: it is known about how many networks they have. */
  readonly told: Told
}

/** The same question on the same state has the same noise: asking again averages nothing away. `key`: 32 bytes that do not leave. */
export function syntheticTable(
  counted: Counted,
  { by, filters, from, to }: TableAsked,
  key: Uint8Array,
  before: readonly Told[] = []
): Synthetic | 'too-many' {
  const columns = dimensions.filter((name) => name === 'week' || by.includes(name) || filters[name] !== undefined)
  const hiddenBefore = before.flatMap((told) => [...told].flatMap(([name, value]) => (value === null ? [name] : [])))
  const isHidden = underNames(hiddenBefore)
  const draw = noiseOf(
    key,
    JSON.stringify([counted.state, columns, columns.map((name) => filters[name] ?? ''), from, to])
  )
  const rows: Synthetic['rows'] = []
  const told = new Map<string, readonly [number, number, 'about']>()
  const leftOut = new Map<string, number>()
  for (const { key: cell, networks } of countsOf(counted, columns).cells) {
    const values = columns.map((name) => cell[name] ?? '')
    const parts = columns.map((name, at) => `${name}=${values[at]}`)
    const noisy = networks + draw(parts.join(' '))
    // What was no longer known of erased adverts is no value.
    const isNone = values.includes(withheld) || columns.some((name) => isOther(name, cell[name], filters))
    if (isNone || noisy < threshold || isHidden(parts)) {
      for (const name of sumsOver(parts)) leftOut.set(name, (leftOut.get(name) ?? 0) + networks)
      continue
    }
    rows.push({ values, networks: noisy })
    for (const name of sumsOver(parts)) told.set(name, [0, 0, 'about'])
  }
  // A sum of which much was left out is not known by what was told.
  for (const [name, networks] of leftOut) if (networks >= threshold) told.delete(name)
  return rows.length > mostRows ? 'too-many' : { columns, rows, told }
}

function isOther(name: Dimension, value: string | undefined, filters: TableAsked['filters']): boolean {
  return name !== 'week' && filters[name] !== undefined && filters[name] !== value
}

/** Draws noise by the name of a cell: the same name, the same noise. */
function noiseOf(key: Uint8Array, question: string): (name: string) => number {
  const chances = Array.from({ length: 2 * mostNoise + 1 }, (_, at) => Math.exp(-epsilon * Math.abs(at - mostNoise)))
  const sum = chances.reduce((all, one) => all + one, 0)
  const of = createHash('sha256').update(question).digest('hex')
  return (name) => {
    let left = (hmac(hmacKeyOf(key), `synthetic\0${of}\0${name}`).readUIntBE(0, 6) / 2 ** 48) * sum
    for (const [at, chance] of chances.entries()) {
      left -= chance
      if (left < 0) return at - mostNoise
    }
    return mostNoise
  }
}

function boundFor(spent: number, lost: number): number {
  for (let bound = 1, sum = 1; ; bound++) {
    sum += 2 * Math.exp(-spent * bound)
    if (Math.exp(-spent * bound) / sum <= lost) return bound
  }
}

/** Whether a cell is part of one of those names (of `Told`), or is one. */
function underNames(names: readonly string[]): (parts: readonly string[]) => boolean {
  const known = new Set(names)
  return (parts) => sumsOver(parts).some((name) => known.has(name))
}

/** The cell and all cells of its week that hold it, by the names of `Told`. */
function sumsOver(parts: readonly string[]): string[] {
  const [week = '', ...others] = parts
  return Array.from({ length: 2 ** others.length }, (_, mask) =>
    [week, ...others.filter((_part, at) => (mask & (1 << at)) !== 0)].toSorted().join(' ')
  )
}
