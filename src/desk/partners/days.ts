/** Days that people name, against today in the Netherlands. */
import type { Tx } from '../../store/ground.ts'

/** Whether a day is today or after it (`ahead`), or today or before it (`past`). */
export async function isDay(tx: Tx, day: string, where: 'ahead' | 'past'): Promise<boolean> {
  const { rows } = await tx.query<{ ahead: boolean; past: boolean }>(
    'select $1::date >= today() as ahead, $1::date <= today() as past',
    [day]
  )
  return rows[0]?.[where] === true
}
