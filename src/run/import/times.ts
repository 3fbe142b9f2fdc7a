/** Times that cannot be so: what an archive or a line says it saw later than now, or before there were web pages. */
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Instant } from '../../model/time.ts'

/** Clocks differ by so much without a word. */
const clocksDifferMs = 10 * 60_000

/** The first web page was there in 1991; archives and lines of before are broken clocks and empty fields. */
const firstPageMs = Date.UTC(1991, 0, 1)

/**
 * The time at which something was seen. Nobody saw anything later than now, or a page before there were any: where a file says so, the
 * time at which it was written last stands for that, for by then it had been seen; what it said is kept in the note. Else it would be
 * the newest version for years, or the first one for good.
 */
export function possibleTime(
  stated: string,
  fileTime: () => Instant
): { readonly at: string; readonly notes: readonly ImportNote[] } {
  const kind = impossible(Date.parse(stated))
  if (kind === null) return { at: stated, notes: [] }
  const at = fileTime()
  const why = kind === 'time-ahead' ? 'ahead of now' : 'before there were web pages'
  const words = `it says that it was seen at ${stated}, which is ${why}: the time of the file, ${at}, stands for that`
  return { at, notes: [{ kind, words }] }
}

function impossible(ms: number): 'time-ahead' | 'time-before-web' | null {
  if (ms > Date.now() + clocksDifferMs) return 'time-ahead'
  return ms < firstPageMs ? 'time-before-web' : null
}
