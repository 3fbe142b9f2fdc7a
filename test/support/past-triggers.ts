/** Changes the database as somebody with root would: past the triggers that refuse it. */
import type pg from 'pg'

/** Runs `work` in one transaction in which no trigger fires; of a failure nothing stays. `root`: the superuser's pool. */
export async function pastTriggers(root: pg.Pool, work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await root.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
