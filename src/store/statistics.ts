/** The planner's statistics, refreshed while fresh tables fill: plans made without them read whole tables. */
import type pg from 'pg'

/** Beyond this many rows the server's own round keeps up. */
const largest = 200_000

export interface Statistics {
  /** Tells that rows were written; refreshes when the tables have grown threefold since the last time. */
  wrote(rows: number): Promise<void>
}

/** `pool` is that of the runtime role. Counts from what the statistics know of: a restart beside full tables refreshes nothing. */
export function createStatistics(pool: pg.Pool): Statistics {
  let written: number | null = null
  let next = least
  return {
    async wrote(rows) {
      if (written === null) {
        written = await knownRows(pool)
        next = Math.max(least, written * 3)
      }
      written += rows
      if (written < next || next > largest) return
      next = written * 3
      await pool.query('select refresh_statistics(), refresh_version_statistics()')
    }
  }
}

const least = 100

/** Captures when the statistics were taken last. */
async function knownRows(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select greatest(reltuples, 0)::float8 as n from pg_class where oid = 'capture'::regclass`
  )
  return rows[0]?.n ?? 0
}
