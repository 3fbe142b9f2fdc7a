/** Under which mandate a report falls: that of the report that is sent again, the one that was named or chosen, or the first that its sender has. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Ground } from '../../store/ground.ts'
import { refusedAct, type Outcome } from '../outcome.ts'

export interface Sender {
  readonly user: string
  /** Mandates in force that the sender may work under. */
  readonly mandates: readonly string[]
  /** The one that was chosen for this session. */
  readonly chosen: string | null
}

export interface WantedGround {
  readonly key?: string | undefined
  readonly mandate?: string | undefined
  /** With direct danger a mandate that ended meanwhile is no reason to refuse where there is another. */
  readonly danger?: boolean | undefined
}

/** The ground of a sending. `no-ground`: there is no mandate in force, or the one that was named is not the sender's. */
export async function reportGround(pool: pg.Pool, sender: Sender, wanted: WantedGround): Promise<Outcome<Ground>> {
  const { user, mandates, chosen } = sender
  return act<Outcome<Ground>>(pool, { user, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ line: string; id: string; again: boolean }>(
      `select m.line, m.id, exists (select 1 from report where by = $1 and key = $3 and mandate_id = m.line) as again
       from mandate m where m.id = any($2::text[]) order by m.id`,
      [user, mandates, wanted.key ?? null]
    )
    const asked = wanted.mandate === undefined ? chosen : wanted.mandate
    const found =
      rows.find((row) => row.again) ??
      rows.find((row) => row.id === asked || row.line === asked) ??
      (wanted.mandate === undefined || wanted.danger === true ? rows.find((row) => row.id === mandates[0]) : undefined)
    if (found === undefined) return refusedAct('no-ground')
    return { result: { kind: 'done', value: { user, mandate: found.line, under: found.id } }, entry: null }
  })
}

/** The ground of what is added to a report that this person sent; null where it is not theirs, or its mandate is not. */
export async function reportOfSender(
  pool: pg.Pool,
  user: string,
  mandates: readonly string[],
  id: string
): Promise<Ground | null> {
  return act<Ground | null>(pool, { user, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ line: string; id: string }>(
      'select m.line, m.id from report r join mandate m on m.line = r.mandate_id where r.id = $1 and r.by = $2 and m.id = any($3::text[])',
      [id, user, mandates]
    )
    const [found] = rows
    return { result: found === undefined ? null : { user, mandate: found.line, under: found.id }, entry: null }
  })
}
