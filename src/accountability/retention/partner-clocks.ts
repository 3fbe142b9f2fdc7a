/** The clock of decisions on partners and of the organisations: which are due, what holds some of them, and their erasing: words go; articles, fields, days and who decided stay. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { act } from '../acts.ts'
import { asRetention, eraseInBatches } from './due.ts'

/** Years after the end of a decision in which its words are kept for complaints and accounts, as those of a closed case (Wpg, article 14). */
export const partnersKeptYears = 5

const batchOf = 200

/** Decisions on what a partner may be told, organisations, and answered obstacles of the expert group. */
export type PartnerPart = 'agreements' | 'partners' | 'obstacles'

export interface DueOfPartners {
  readonly what: PartnerPart
  readonly id: string
  /** `disclosure`: a case still tells what was disclosed on the decision; `agreement`: a decision on the organisation has words; null: nothing, it goes. */
  readonly heldBy: string | null
}

/** What is due at `on`, what nothing holds first; at most so many. */
export async function dueOfPartners(tx: Tx, line: MandateId, on: Date, most: number): Promise<DueOfPartners[]> {
  const { rows } = await tx.query<DueOfPartners>(
    `select what, id, held_by as "heldBy" from partner_clocks($1, $2, $3) where due <= $3 order by held_by is not null, due, what, id limit $4`,
    [line, partnersKeptYears, on, most]
  )
  return rows
}

/**
 * Erases what is due at `now` under all mandates, also those that ended: decisions first, then organisations on which no decision has words.
 * Interrupted anywhere it can be run again; run twice it changes nothing. Returns how many decisions and organisations.
 */
export function erasePartners(store: Store, now: Date): Promise<number> {
  return eraseInBatches(store, (line) => eraseBatch(store, line, now))
}

async function eraseBatch(store: Store, line: MandateId, now: Date): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, line)
    const due = (await dueOfPartners(tx, line, now, batchOf)).filter((one) => one.heldBy === null)
    if (due.length === 0) return { result: 0, entry: null }
    const ids = (what: PartnerPart): string[] => due.flatMap((one) => (one.what === what ? [one.id] : []))
    const [agreements, partners, obstacles] = [ids('agreements'), ids('partners'), ids('obstacles')]
    await tx.query('select erase_partners($1::uuid[], $2::uuid[], $3::uuid[])', [agreements, partners, obstacles])
    await oweRewriting(tx)
    const detail = {
      agreements: agreements.length,
      partners: partners.length,
      obstacles: obstacles.length,
      dueBefore: now.toISOString()
    }
    return { result: due.length, entry: { act: 'retention.partners', subject: `mandate:${line}`, detail } }
  })
}
