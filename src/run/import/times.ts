/** Times that cannot be so: what an archive or a line says it saw later than now. */
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Instant } from '../../model/time.ts'

/** Clocks differ by so much without a word. */
const clocksDifferMs = 10 * 60_000

/**
 * The time at which something was seen. Nobody saw anything later than now: where a file says so, the time at which it was written last
 * stands for that, for by then it had been seen; what it said is kept in the note. Else it would be the newest version for years.
 */
export function notAhead(
  stated: string,
  fileTime: () => Instant
): { readonly at: string; readonly notes: readonly ImportNote[] } {
  if (Date.parse(stated) <= Date.now() + clocksDifferMs) return { at: stated, notes: [] }
  const at = fileTime()
  const words = `it says that it was seen at ${stated}, which is ahead of now: the time of the file, ${at}, stands for that`
  return { at, notes: [{ kind: 'time-ahead', words }] }
}
