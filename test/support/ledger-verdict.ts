/** The ledger of a test database as the verifier judges it, with entries that were noted outside. */
import type pg from 'pg'
import { readDatabase } from '../../src/verify/ledger/database.ts'
import { judgeLedgerNotes } from '../../src/verify/ledger/ledger-notes.ts'
import { collect } from '../evidence/sample.ts'

export interface LedgerVerdict {
  readonly verdict: 'intact' | 'broken'
  readonly entries: number
  readonly last: { readonly no: number; readonly hash: string } | null
  readonly faults: readonly { readonly no: number; readonly fault: string }[]
}

export async function verifyLedger(
  pool: pg.Pool,
  anchors: readonly { readonly no: number; readonly hash: string }[] = []
): Promise<LedgerVerdict> {
  const { half, items, entries } = await readDatabase(pool)
  const notes = await collect(
    judgeLedgerNotes(
      anchors.map((one) => ({ ...one, where: 'the test' })),
      half
    )
  )
  const faults = [...items, ...notes].map(({ item }) => {
    const [, no, fault] = /^ledger entry (\d+)(?: \((\w+)\))?$/.exec(item) ?? []
    return { no: Number(no), fault: fault ?? 'anchor' }
  })
  const hash = (await half.hashesOf([half.lastEntry])).get(half.lastEntry)
  const last = hash === undefined ? null : { no: half.lastEntry, hash }
  return { verdict: faults.length === 0 ? 'intact' : 'broken', entries, last, faults }
}
