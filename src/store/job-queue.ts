/** The queue of jobs (graphile-worker's schema, which the owner of the database has) beside the table that says what is to be done. */
import type pg from 'pg'
import { lockClass } from './locks.ts'

/**
 * Gives unfinished jobs a new entry in the queue where it has none that a worker could take: those of a worker that was killed, and those that
 * were asked for before there was a queue. One that is worked on has its lock and is left alone.
 */
export async function queueLeftJobs(owner: pg.Pool): Promise<void> {
  await owner.query(
    `select graphile_worker.add_job('job', json_build_object('job', j.id, 'mandate', j.mandate_id), job_key => j.id::text, max_attempts => 5)
     from job j where j.state in ('waiting', 'working')
       and not exists (select 1 from graphile_worker.jobs g where g.key = j.id::text and g.locked_at is null and g.attempts < g.max_attempts)
       and not exists (select 1 from pg_catalog.pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = $1
         and l.objid = (hashtext(j.id::text)::bigint & 4294967295)::oid
         and l.database = (select oid from pg_catalog.pg_database where datname = current_database()))`,
    [lockClass.job]
  )
}
