/** The planner's statistics, refreshed while fresh tables fill: plans made without them read whole tables. */
import type pg from 'pg'

/** Beyond this many rows the server's own round keeps up. */
const largest = 200_000

export interface Statistics {
  /** Tells that rows were written; refreshes when the tables have grown threefold since the last time. */
  wrote(rows: number): Promise<void>
}

/** `pool` is that of the runtime role. Counts what this process writes: a restart refreshes early, which costs a tenth of a second. */
export function createStatistics(pool: pg.Pool): Statistics {
  let written = 0
  let next = 100
  return {
    async wrote(rows) {
      written += rows
      if (written < next || next > largest) return
      next = written * 3
      await pool.query('select refresh_statistics(), refresh_version_statistics()')
    }
  }
}
