/** The clock of closed files of minors: half a year after their end their words go; numbers, times and who did what stay. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { act } from '../acts.ts'
import { linesOfMandates } from '../mandates/mandates.ts'
import { asRetention } from './due.ts'

/** Erases what is due at `now` under all mandates, also those that ended; run twice it changes nothing. Returns how many files. */
export async function eraseMinorFiles(store: Store, now: Date): Promise<number> {
  let erased = 0
  for (const line of await linesOfMandates(store)) {
    for (let gone = -1; gone !== 0; erased += gone) gone = await eraseBatch(store, line, now)
  }
  return erased
}

async function eraseBatch(store: Store, line: MandateId, now: Date): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, line)
    const { rows } = await tx.query<{ gone: number }>('select erase_minor_files($1)::int as gone', [now])
    const gone = rows[0]?.gone ?? 0
    if (gone === 0) return { result: 0, entry: null }
    await oweRewriting(tx)
    const detail = { files: gone, dueBefore: now.toISOString() }
    return { result: gone, entry: { act: 'retention.minors', subject: `mandate:${line}`, detail } }
  })
}
