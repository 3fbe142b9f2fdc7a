/** Entries of the ledger that evidence noted, against each other and against the ledger where it can be asked. */
import type { LedgerNote } from '../anchors.ts'
import { damaged, type VerifyItem } from '../item.ts'
import type { OtherHalf } from './other-half.ts'

const mostNamed = 20
const setBack =
  'compare the database with its backup: the ledger was set back, cut or rebuilt, or evidence comes from elsewhere'

/** Says which noted entries are gone, and which are others than were noted. */
export async function* judgeLedgerNotes(
  notes: readonly LedgerNote[],
  half: Pick<OtherHalf, 'lastEntry' | 'hashesOf'> | null
): AsyncGenerator<VerifyItem> {
  const byNo = new Map<number, LedgerNote>()
  for (const one of notes) {
    const known = byNo.get(one.no)
    if (known === undefined) byNo.set(one.no, one)
    else if (known.hash !== one.hash)
      yield damaged(
        one.where,
        `it notes ledger entry ${one.no} otherwise than ${known.where}: one of the two was rebuilt`
      )
  }
  if (half === null || byNo.size === 0) return
  const hashes = await half.hashesOf([...byNo.keys()])
  const last = Math.max(half.lastEntry, ...hashes.keys())
  const highest = [...byNo.values()].reduce((a, b) => (b.no > a.no ? b : a))
  if (highest.no > last) {
    const which = last + 1 === highest.no ? `entry ${highest.no} is` : `entries ${last + 1} to ${highest.no} are`
    const empty = last === 0 ? 'the ledger is empty: ' : ''
    yield damaged(
      `ledger entry ${last + 1}`,
      `${empty}${which} gone from its end; ${highest.where} noted entry ${highest.no}`,
      '',
      setBack
    )
  }
  const others = [...byNo.values()]
    .filter((one) => (hashes.get(one.no) ?? one.hash) !== one.hash)
    .sort((a, b) => a.no - b.no)
  for (const { no, where } of others.slice(0, mostNamed))
    yield damaged(`ledger entry ${no}`, `it is not the entry that ${where} noted: the chain was rebuilt`, '', setBack)
  if (others.length > mostNamed)
    yield damaged(
      'ledger',
      `${others.length - mostNamed} more entries, up to ${others.at(-1)?.no ?? 0}, are not those that evidence noted`,
      '',
      setBack
    )
}
