/** The advisory locks of Baken: one class each, so that no two meanings meet. Migrations name the first by number. */
import type { Pool } from 'pg'
import type { Tx } from './ground.ts'

export const lockClass = {
  /** Key 0: changing the schema. Key 1: the chain of the ledger, from an entry to the commit. Key 3: its anchors. */
  schema: 7_267_331,
  /** A living worker, by its number: leases and segments of others are free. */
  worker: 7_267_332,
  /** Making the demo. */
  demo: 7_267_333,
  /** Reading and linking for a mandate, by its id. */
  linker: 7_267_334,
  /** Counting tries to sign in, by what is counted. */
  signIn: 7_267_335,
  /** Merging segments of the index of words and facts, by mandate. */
  indexMerge: 7_267_336,
  /** Opening a segment of evidence, from its first file to its anchor; recovery of those whose writer died. */
  segments: 7_267_337,
  /** Working on a job, by its id. */
  job: 7_267_338,
  /** Key 0: the process that started the server of a data folder, as long as it lives. */
  server: 7_267_339,
  /** The process that holds a data folder, by where that lies, on a server of DATABASE_URL. */
  folder: 7_267_340,
  /** Taking in figures and writing notes beside them, under one key. */
  figures: 7_267_341,
  /** Putting proposals in order, by mandate. */
  proposalOrder: 7_267_342,
  /** Proposing and deciding rules of weighing, by mandate. */
  ruleProposal: 7_267_343,
  /** Weighing (shared) and adopting rules, by mandate. */
  rulesInForce: 7_267_344,
  /** Asking where a value is known, by person. */
  questions: 7_267_345,
  /** Publishing tables of research, by mandate. */
  publications: 7_267_346,
  /** Answering another instance, by exchange. */
  peers: 7_267_347,
  /** Counting people whom reports are about, by mandate. */
  reportPersons: 7_267_348
} as const

/** Waits until nobody else holds the lock of this class and key, and holds it until the transaction ends. */
export async function lockUntilCommit(tx: Tx, of: number, key: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [of, key])
}

/** True when a session of this database other than that of the worker of this number holds the lock of a class whose key is this text. */
export async function lockedByOther(tx: Tx, of: number, key: string, own: number): Promise<boolean> {
  const { rows } = await tx.query<{ held: boolean }>(
    `with held as (
       select pid, classid, objid, objsubid from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database()))
     select exists (select 1 from held where objsubid = 2 and classid = $1 and objid = (hashtext($2)::bigint & 4294967295)::oid
       and pid not in (select pid from held where classid = $3 and objid = $4)) as held`,
    [of, key, lockClass.worker, own]
  )
  return rows[0]?.held ?? false
}

/** How many living workers there are, whatever database of the server they work on. */
export async function livingWorkers(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = $1 and granted`,
    [lockClass.worker]
  )
  return rows[0]?.n ?? 0
}

/** How many living workers there are beside the one of this number, here and on other machines. */
export async function otherWorkers(pool: Pool, own: number): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = $1 and granted and objid <> $2
       and database = (select oid from pg_database where datname = current_database())`,
    [lockClass.worker, own]
  )
  return rows[0]?.n ?? 0
}
