/** Turns of those outside who keep checkpoints of the log: whose it is, how it went, and how many entries wait. */
import type { Tx } from '../ground.ts'

export type OutsideKind = 'witness' | 'authority' | 'settings'

export interface OutsideTurn {
  /** Entries of the newest checkpoint that this place kept or stamped. */
  readonly size: number
  /** ISO 8601 UTC, as all times here. */
  readonly doneAt: string | null
  /** Its clock less the own one, in seconds; null where it says no time. */
  readonly skewSeconds: number | null
  /** Failures one after the other. */
  readonly fails: number
  readonly failedSince: string | null
  readonly cause: string | null
  readonly nextAt: string
}

interface Row {
  readonly size: number
  readonly done_at: string | null
  readonly skew_seconds: number | null
  readonly fails: number
  readonly failed_since: string | null
  readonly cause: string | null
  readonly next_at: string
}

const shape = 'size, done_at, skew_seconds, fails, failed_since, cause, next_at'

function turnOf(row: Row): OutsideTurn {
  return {
    size: row.size,
    doneAt: row.done_at,
    skewSeconds: row.skew_seconds,
    fails: row.fails,
    failedSince: row.failed_since,
    cause: row.cause,
    nextAt: row.next_at
  }
}

/** Takes the turn of a place that is due, until `until`, so that no other process takes it meanwhile; null when it is not due. */
export async function takeTurn(
  tx: Tx,
  { place, kind }: { readonly place: string; readonly kind: OutsideKind },
  { now, until }: { readonly now: Date; readonly until: Date }
): Promise<OutsideTurn | null> {
  await tx.query('insert into outside_turn (place, kind, next_at) values ($1, $2, $3) on conflict (place) do nothing', [
    place,
    kind,
    now
  ])
  const { rows } = await tx.query<Row>(
    `update outside_turn set next_at = $3 where place = $1 and next_at <= $2 returning ${shape}`,
    [place, now, until]
  )
  return rows[0] === undefined ? null : turnOf(rows[0])
}

/** Notes that a place kept or stamped so many entries. */
export async function turnDone(
  tx: Tx,
  place: string,
  one: { readonly size: number; readonly at: Date; readonly nextAt: Date; readonly skewSeconds: number | null }
): Promise<void> {
  await tx.query(
    `update outside_turn set size = $2, done_at = $3, next_at = $4, skew_seconds = $5, fails = 0, failed_since = null, cause = null
     where place = $1`,
    [place, one.size, one.at, one.nextAt, one.skewSeconds]
  )
}

/** Notes that a place did not, and why. */
export async function turnFailed(
  tx: Tx,
  place: string,
  one: { readonly at: Date; readonly nextAt: Date; readonly cause: string }
): Promise<void> {
  await tx.query(
    `update outside_turn set fails = fails + 1, failed_since = coalesce(failed_since, $2), next_at = $3, cause = $4 where place = $1`,
    [place, one.at, one.nextAt, one.cause.slice(0, 500)]
  )
}

/** Notes when a place is looked at again, where nothing was to be done. */
export async function turnLater(tx: Tx, place: string, nextAt: Date): Promise<void> {
  await tx.query('update outside_turn set next_at = $2 where place = $1', [place, nextAt])
}

/** Forgets the turns of places that are named no more. */
export async function onlyPlaces(tx: Tx, places: readonly string[]): Promise<void> {
  await tx.query('delete from outside_turn where not (place = any($1::text[]))', [places])
}

/** The log began anew: nobody has anything of it yet. */
export async function everyPlaceAnew(tx: Tx): Promise<void> {
  await tx.query('update outside_turn set size = 0, done_at = null, next_at = now(), skew_seconds = null')
}

export interface PlaceState extends OutsideTurn {
  readonly place: string
  readonly kind: OutsideKind
  /** Entries of the ledger that this place has not got; those that only say that a checkpoint was given away are not counted. */
  readonly waiting: number
}

/** Each place with its turn and what waits for it, by name. */
export async function placeStates(tx: Tx): Promise<PlaceState[]> {
  const { rows } = await tx.query<Row & { readonly place: string; readonly kind: OutsideKind }>(
    `select place, kind, ${shape} from outside_turn order by kind desc, place limit 100`
  )
  const states: PlaceState[] = []
  for (const row of rows) {
    const waiting = row.kind === 'settings' ? 0 : await entriesBehind(tx, row.size)
    states.push({ ...turnOf(row), place: row.place, kind: row.kind, waiting })
  }
  return states
}

const mostCounted = 1_000_000

/** How many entries stand behind `size`, without those that only say that a checkpoint was given away; a million at most. */
export async function entriesBehind(tx: Tx, size: number): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from
       (select 1 from ledger where no > $1 and act not in ('log.copy', 'log.stamp') limit $2) as behind`,
    [size, mostCounted]
  )
  return rows[0]?.n ?? 0
}

/** The largest size of the newest log whose checkpoint was given to this keeper; 0 when none was. */
export async function copiedSize(tx: Tx, to: string): Promise<number> {
  const { rows } = await tx.query<{ size: number }>(
    `select coalesce(max((detail->>'size')::bigint), 0)::int as size from ledger 
     where act = 'log.copy' and detail->>'to' = $1 and no > coalesce((select max(no) from ledger where act = 'log.begin'), 0)`,
    [to]
  )
  return rows[0]?.size ?? 0
}
