/** Which clock may erase: what is destroyed for good must not hang on one clock that is wrong. */
import type { Store } from '../../store/connect.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'

export interface Clocks {
  /** The clock of this process. */
  now(): Date
  /** Milliseconds that only go forward, and no faster than time. */
  monotonicMs(): number
  /** What to make of the time that the database told; absent: what it told. */
  readonly database?: (told: Date) => Date
}

export const systemClocks: Clocks = { now: () => new Date(), monotonicMs: () => performance.now() }

/** Times in milliseconds since 1970. */
export interface Readings {
  readonly process: number
  readonly database: number
  /** The last entry of the ledger when this watch first looked, and the time that has passed since. Null: the ledger is empty. */
  readonly ledger: number | null
}

export type ClockVerdict =
  /** The clocks agree within an hour; `now` is the earliest of them. */
  | { readonly kind: 'agreed'; readonly now: Date }
  /** They do not, or a person or a day of agreement must still say which is right. Nothing may be erased. */
  | { readonly kind: 'apart'; readonly readings: Readings; readonly latest: Date; readonly alarmed: boolean }

export interface ClockWatch {
  judge(): Promise<ClockVerdict>
  /** Writes the alarm, with what each clock says, unless one stands already. */
  alarm(readings: Readings): Promise<void>
}

/** Clocks may differ so much. */
export const mostApartMs = 60 * 60_000
/** After an alarm, so long of agreement in one process clears it without a person. */
const agreementMs = 24 * 60 * 60_000
const ground = { user: 'pipeline', mandate: null }

/*
 * States: at rest, or alarmed (the newest `clock.*` entry of the ledger is an alarm; it outlives this process). An alarm ends with an
 * entry `clock.clear`: by a person (`baken retention confirm-clock`), when the clocks went back to where the ledger expects them, or
 * after a day in which process, database and monotonic clock agreed with one another.
 */
export function createClockWatch(store: Store, clocks: Clocks): ClockWatch {
  let anchor: { readonly at: number; readonly monotonic: number } | null = null
  let agreeingSince: { readonly monotonic: number; readonly process: number } | null = null
  return {
    async judge() {
      const { told, lastEntry, alarm } = await withGround(store.pool, ground, seen)
      const database = (clocks.database?.(told) ?? told).getTime()
      const [process, monotonic] = [clocks.now().getTime(), clocks.monotonicMs()]
      if (anchor === null && lastEntry !== null) anchor = { at: lastEntry, monotonic }
      const ledger = anchor === null ? null : anchor.at + monotonic - anchor.monotonic
      const readings = { process, database, ledger }
      const times = [process, database, ...(ledger === null ? [] : [ledger])]
      const [earliest, latest] = [Math.min(...times), Math.max(...times)]
      if (alarm === null) {
        agreeingSince = null
        if (latest - earliest <= mostApartMs) return { kind: 'agreed', now: new Date(earliest) }
        return { kind: 'apart', readings, latest: new Date(latest), alarmed: false }
      }
      const agree = Math.abs(process - database) <= mostApartMs
      const steady =
        agreeingSince !== null &&
        Math.abs(process - agreeingSince.process - (monotonic - agreeingSince.monotonic)) <= mostApartMs
      if (!agree || !steady) agreeingSince = agree ? { monotonic, process } : null
      const because = !agree ? null : reasonToClear(alarm, process, monotonic - (agreeingSince?.monotonic ?? monotonic))
      if (because === null) return { kind: 'apart', readings, latest: new Date(latest), alarmed: true }
      await clearAlarm(store, 'pipeline', because)
      anchor = { at: Math.min(process, database), monotonic }
      return { kind: 'agreed', now: new Date(Math.min(process, database)) }
    },
    async alarm(readings) {
      await withGround(store.pool, ground, async (tx) => {
        const { alarm } = await seen(tx)
        if (alarm !== null) return
        await record(tx, ground, {
          act: 'clock.alarm',
          subject: 'clock',
          detail: { ...timesOf(readings), apartMinutes: apartMinutes(readings) }
        })
      })
    }
  }
}

/** Ends an alarm, by a person at the console or by the pipeline. Resolves to false when none stands. */
export async function clearAlarm(store: Store, user: 'console' | 'pipeline', because: string): Promise<boolean> {
  return withGround(store.pool, { user, mandate: null }, async (tx) => {
    const { alarm } = await seen(tx)
    if (alarm === null) return false
    await record(tx, { user, mandate: null }, { act: 'clock.clear', subject: 'clock', detail: { because } })
    return true
  })
}

interface Alarm {
  readonly at: string
  readonly process: string
  readonly database: string
  readonly ledger: string | null
}

interface Seen {
  readonly told: Date
  readonly lastEntry: number | null
  readonly alarm: Alarm | null
}

async function seen(tx: Tx): Promise<Seen> {
  const { rows } = await tx.query<{ now: string; last: string | null; act: string | null; at: string; detail: Alarm }>(
    `select clock_timestamp() as now, (select at from ledger order by no desc limit 1) as last, c.act, c.at, c.detail
     from (select 1) one left join lateral (select act, at, detail from ledger where subject = 'clock' order by no desc limit 1) c on true`
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The database told no time.')
  return {
    told: new Date(row.now),
    lastEntry: row.last === null ? null : Date.parse(row.last),
    alarm: row.act === 'clock.alarm' ? { ...row.detail, at: row.at } : null
  }
}

function reasonToClear(alarm: Alarm, process: number, agreedMs: number): string | null {
  const latest = Math.max(Date.parse(alarm.process), Date.parse(alarm.database))
  const before = alarm.ledger === null ? null : Date.parse(alarm.ledger)
  if (
    before !== null &&
    latest - before > mostApartMs &&
    process < latest - mostApartMs &&
    process >= before - mostApartMs
  )
    return 'the clock was set back to where the ledger expects it'
  return agreedMs >= agreementMs ? 'the clocks agreed for a day' : null
}

function timesOf(readings: Readings): Record<string, string | null> {
  const text = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
  return { process: text(readings.process), database: text(readings.database), ledger: text(readings.ledger) }
}

function apartMinutes({ process, database, ledger }: Readings): number {
  const times = [process, database, ...(ledger === null ? [] : [ledger])]
  return Math.round((Math.max(...times) - Math.min(...times)) / 60_000)
}
