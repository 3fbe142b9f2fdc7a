/** What handling codes keep back when something leaves: items of a case by receiver, and what no file of a person may hold. */
import {
  closerOf,
  leftBehind,
  mayHave,
  noCodes,
  type Handling,
  type LeftBehind,
  type Receiver
} from '../../model/partners/handling.ts'
import type { Tx } from '../../store/ground.ts'

interface StoredCodes extends Handling {
  readonly no: number
  readonly kind: string
  readonly ref: string
  readonly adverts: readonly number[]
  readonly report: string | null
  readonly report_tlp: Handling['tlp']
  readonly report_pap: Handling['pap']
}

/** Items of a case, by what may go to a receiver. */
export interface Sorted {
  /** The codes of each item that has any, with those of the report that it rests on. */
  readonly codes: ReadonlyMap<number, Handling>
  /** Items that stay behind, with the code that keeps each. */
  readonly behind: ReadonlyMap<number, Handling>
  /** Whether a value that is told names something of what stays behind. */
  readonly names: (value: unknown) => boolean
}

/**
 * Sorts the items of a case. An item stays behind where its code says so, and where it shows an advert or a report that an item with such a code
 * shows: what one item keeps back does not leave in another.
 */
export async function sortedItems(tx: Tx, id: string, receiver: Receiver): Promise<Sorted> {
  const { rows } = await tx.query<StoredCodes>(
    'select no, kind, ref, adverts, report, tlp, pap, report_tlp, report_pap from case_codes($1)',
    [id]
  )
  const items = rows.map((row) => {
    const own = closerOf({ tlp: row.tlp, pap: row.pap }, { tlp: row.report_tlp, pap: row.report_pap })
    return { no: row.no, own, shows: showsOf(row) }
  })
  const closed = items.filter((one) => !mayHave(receiver, one.own))
  const behind = new Map<number, Handling>()
  for (const { no, shows } of items) {
    const keeping = closed.filter((one) => one.no === no || [...one.shows].some((each) => shows.has(each)))
    const code = keeping.map((one) => one.own).reduce(closerOf, noCodes)
    if (keeping.length > 0) behind.set(no, code)
  }
  const kept = new Set(closed.flatMap((one) => [...one.shows]))
  return {
    codes: new Map(items.filter(({ own }) => own.tlp !== null || own.pap !== null).map((one) => [one.no, one.own])),
    behind,
    names: (value) => kept.size > 0 && namesAny(value, kept)
  }
}

function showsOf({ kind, ref, adverts, report }: StoredCodes): Set<string> {
  const shown = adverts.map((one) => `advert:${one}`)
  return new Set([`${kind}:${ref}`, ...shown, ...(report === null ? [] : [`report:${report}`])])
}

/** Names stand as `advert:12`, or as numbers of a list of adverts. */
function namesAny(value: unknown, kept: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return kept.has(value)
  if (typeof value === 'number') return kept.has(`advert:${value}`)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((one) => namesAny(one, kept))
}

/** What stays behind, counted by code. */
export function behindOf({ behind }: Pick<Sorted, 'behind'>): LeftBehind[] {
  return leftBehind(behind.values())
}

/** What no file that this person takes out may hold. */
export interface KeptFromFiles {
  readonly adverts: ReadonlyMap<number, Handling>
  readonly captures: ReadonlyMap<string, Handling>
  /** By kind and number, such as `report:M-2026-48213`. */
  readonly others: ReadonlyMap<string, Handling>
}

export async function keptFromFiles(tx: Tx): Promise<KeptFromFiles> {
  const { rows } = await tx.query<Handling & { kind: string; ref: string; adverts: number[] }>(
    'select kind, ref, adverts, tlp, pap from kept_from_files()'
  )
  const adverts = new Map<number, Handling>()
  const others = new Map<string, Handling>()
  for (const { kind, ref, adverts: shown, tlp, pap } of rows) {
    const name = `${kind}:${ref}`
    others.set(name, closerOf({ tlp, pap }, others.get(name) ?? noCodes))
    for (const one of shown) adverts.set(one, closerOf({ tlp, pap }, adverts.get(one) ?? noCodes))
  }
  const captures = new Map<string, Handling>()
  if (adverts.size > 0) {
    const found = await tx.query<{ capture: string; advert: number }>(
      'select distinct capture_id as capture, advert_id as advert from sighting where advert_id = any($1::int[])',
      [[...adverts.keys()]]
    )
    for (const { capture, advert } of found.rows)
      captures.set(capture, adverts.get(advert) ?? { tlp: 'red', pap: null })
  }
  return { adverts, captures, others }
}
