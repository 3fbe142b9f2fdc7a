/** What teams can take on: figures that a coordinator gives, less the hours of what they picked up since. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Capacity, CapacityBody, TeamCapacity } from '../../contract/cases/proposals.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { cleanText } from '../sealed-words.ts'

/** The newest figures of each team. */
export async function readCapacity(pool: pg.Pool, ground: Ground): Promise<Capacity> {
  return act(pool, ground, async (tx) => {
    const teams = await capacityNow(tx)
    return { result: { teams }, entry: { act: 'capacity.read', detail: { teams: teams.length } } }
  })
}

/** New figures of a team from now on; those of before stay, and the hours that were taken before count no more. */
export async function setCapacity(pool: pg.Pool, ground: Ground, given: CapacityBody): Promise<Capacity> {
  return act(pool, ground, async (tx) => {
    const { certified, away, hours, running } = given
    const team = cleanText(given.team)
    await tx.query(
      'insert into team_capacity (mandate_id, team, certified, away, hours, running, by) values ($1, $2, $3, $4, $5, $6, $7)',
      [ground.mandate, team, certified, away, hours, running, ground.user]
    )
    const teams = await capacityNow(tx)
    return {
      result: { teams },
      entry: { act: 'capacity.set', subject: `team:${team}`, detail: { certified, away, hours, running } }
    }
  })
}

/** Each team by name; a team that has too little shows fewer than no free hours. */
export async function capacityNow(tx: Tx): Promise<TeamCapacity[]> {
  const { rows } = await tx.query<TeamCapacity>(
    `select c.team, c.certified, c.away, c.hours, t.taken, c.hours - t.taken as free, c.running, c.by, c.at
     from (select distinct on (team) * from team_capacity order by team, id desc) c
     cross join lateral (select coalesce(sum(h.hours), 0)::int as taken from team_hours h join weighing_record r on r.id = h.record_id
       where h.team = c.team and r.at > c.at) t
     order by c.team limit 200`
  )
  return rows
}
