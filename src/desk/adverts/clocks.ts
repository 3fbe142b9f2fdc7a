/** The clocks that a capture bears, side by side: the own one, that of the site, that of the database, and that of an authority that stamped the log. */
import type { CustodyClocks } from '../../contract/desk/adverts.ts'
import type { Tx } from '../../store/ground.ts'

/** Clocks that differ by no more are told by nobody: an answer takes its time, and a site says whole seconds. */
const mostSeconds = 60
/** A capture is written down when it is whole. */
const mostWrittenSeconds = 600

/** By how many seconds a clock is ahead of the own one (less than zero: behind); null where that is no more than an answer takes. */
export function clockOff(own: string, other: string, most = mostSeconds): number | null {
  const seconds = Math.round((Date.parse(other) - Date.parse(own)) / 1000)
  return Math.abs(seconds) > most ? seconds : null
}

interface Clocked {
  readonly capture: string
  readonly captured_at: string
  readonly server_at: string | null
  readonly origin: 'crawl' | 'import'
}

/** The clocks of captures of the mandate in force, at most 500, by their ids. */
export async function clocksOf(tx: Tx, captures: readonly Clocked[]): Promise<Map<string, CustodyClocks>> {
  const { rows } = await tx.query<{
    capture: string
    written_at: string
    stamped_at: string | null
    stamped_by: string | null
    skew: number | null
  }>('select capture, written_at, stamped_at, stamped_by, skew from capture_clocks($1)', [
    captures.map((one) => one.capture)
  ])
  const known = new Map(rows.map((row) => [row.capture, row]))
  return new Map(
    captures.map(({ capture, captured_at: own, server_at: server, origin }) => {
      const row = known.get(capture)
      const stamp = row?.stamped_at == null ? null : { at: row.stamped_at, by: row.stamped_by ?? '' }
      const skew = row?.skew ?? 0
      const off: Record<CustodyClocks['off'][number]['clock'], number | null> = {
        server: server === null ? null : clockOff(own, server),
        // An import is seen when its file says, which is long before.
        ledger: row === undefined || origin === 'import' ? null : clockOff(own, row.written_at, mostWrittenSeconds),
        stamp: Math.abs(skew) > mostSeconds ? skew : null
      }
      const told = (['server', 'ledger', 'stamp'] as const).flatMap((clock) => {
        const seconds = off[clock]
        return seconds === null ? [] : [{ clock, seconds }]
      })
      return [capture, { own, server, ledger: row?.written_at ?? null, stamp, off: told }]
    })
  )
}
