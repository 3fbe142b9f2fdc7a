/** Who may be let into work that is for its members only. */
import type { Tx } from '../store/ground.ts'

/** Whether an account of this name, open and under this mandate, may work in cases. */
export async function isColleague(tx: Tx, user: string): Promise<boolean> {
  return (await tx.query('select 1 from case_people() where id = $1', [user])).rowCount === 1
}

/** Whether that colleague is a prosecutor. */
export async function isProsecutor(tx: Tx, user: string): Promise<boolean> {
  return (await tx.query(`select 1 from case_people() where id = $1 and role = 'prosecutor'`, [user])).rowCount === 1
}
