/** Compares tables of which the database notes every row (written-tables.ts) with what the log of rows says stands in them. */
import type { Snapshot } from './database.ts'
import { damaged, type VerifyItem } from '../item.ts'
import { writtenQuery, writtenSettings, writtenTables, type WrittenTable } from './written-tables.ts'

const action = 'keep the database as it is, and restore these rows from its backup'
const names: ReadonlySet<string> = new Set(writtenTables.map((one) => kindOf(one)))

/** As the log names them: `report` alone is a version of a report. */
function kindOf({ name }: WrittenTable): string {
  return `table ${name}`
}

export function isWritten(kind: string): boolean {
  return names.has(kind)
}

/** Whether this database notes them: one of an older version does not, as long as it noted none. */
export async function notesWritten(at: Snapshot, kinds: Iterable<string>): Promise<boolean> {
  if ([...kinds].some(isWritten)) return true
  const rows = await at.ask(`select 1 from migration where name = '0410-written-rows.sql'`)
  return rows.length > 0
}

/** Takes what a row of the log says: an array of pairs of key and digest, empty when the row was taken away. */
export function takeWritten(rows: Map<string, string>, bytes: Buffer): void {
  const pairs = JSON.parse(bytes.toString('utf8')) as [key: unknown, digest: string][]
  for (const [key, digest] of pairs) rows.set(JSON.stringify(key), digest)
}

/**
 * Every row of these tables under a line of mandates ('': under none) against what was noted of it last. `written`: by kind and key.
 * Returns by table what is wrong, and how many rows are whole.
 */
export async function judgeWritten(
  at: Snapshot,
  line: string,
  written: ReadonlyMap<string, Map<string, string>>
): Promise<{ readonly items: ReadonlyMap<string, VerifyItem[]>; readonly bound: number }> {
  await at.ask(writtenSettings)
  const items = new Map<string, VerifyItem[]>()
  let bound = 0
  for (const table of writtenTables) {
    const noted = written.get(kindOf(table)) ?? new Map<string, string>()
    const found: VerifyItem[] = []
    for (const { name, digest } of await at.ask<{ name: string; digest: string }>(writtenQuery(table), [line])) {
      const key = JSON.stringify(JSON.parse(name))
      const cause = faultOf(table, digest, noted.get(key))
      noted.delete(key)
      if (cause === null) bound++
      else found.push(damaged(`table ${table.name}, row ${keyText(key)}`, cause, '', action))
    }
    for (const [key, digest] of noted)
      if (digest !== '')
        found.push(
          damaged(
            `table ${table.name}, row ${keyText(key)}`,
            'the ledger says that it was written, and it is gone',
            '',
            action
          )
        )
    items.set(table.name, found)
  }
  return { items, bound }
}

function faultOf({ what }: WrittenTable, digest: string, noted: string | undefined): string | null {
  if (noted === digest) return null
  if (noted === undefined) return 'no act of the ledger wrote it'
  if (noted === '') return 'it was taken away by an act, and is there again'
  return `it is not what the ledger says was written: ${what} changed`
}

/** The values of a key, one behind the other. */
function keyText(key: string): string {
  return (JSON.parse(key) as unknown[]).join('/')
}
