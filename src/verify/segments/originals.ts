/** Captures that rest on the content of others: each of those must be in the segment that it names, with content apart. */
import path from 'node:path'
import { damaged, unchecked, type VerifyItem } from '../item.ts'
import type { RecordHeader } from './records.ts'

/** What a walk over segments found; an original may stand in a segment that comes later than what rests on it. */
export interface Originals {
  /** A whole record. `where`: how it is named to people. */
  note(segment: string, header: RecordHeader, digest: string, where: () => string): void
  /** A segment that was removed on purpose: all that rested on it was erased before. */
  dropped(segment: string): void
  /** What rests on a record that is not there. `alone`: other segments were not looked at. */
  missing(evidenceDir: string, alone?: boolean): Iterable<VerifyItem>
}

interface Rested {
  readonly id: string
  readonly digest: string
  /** The first capture that rests on it, and how many do. */
  readonly first: string
  count: number
}

const mostNamed = 100

export function collectOriginals(): Originals {
  const rested = new Map<string, Map<string, Rested>>()
  // Of a million records 8 MB: the first 48 bits of each digest.
  const apart = new Map<string, number[]>()
  const gone = new Set<string>()
  return {
    note(segment, header, digest, where) {
      const marks = apart.get(segment) ?? []
      if (header.apart) marks.push(markOf(digest))
      apart.set(segment, marks)
      if (header.original === null) return
      const of = rested.get(header.original.segment) ?? new Map<string, Rested>()
      rested.set(header.original.segment, of)
      const known = of.get(header.original.digest)
      if (known === undefined) {
        const { id, digest: wanted } = header.original
        of.set(wanted, { id, digest: wanted, first: where(), count: 1 })
      } else known.count++
    },
    dropped: (segment) => void gone.add(segment),
    *missing(evidenceDir, alone = false) {
      let named = 0
      for (const [segment, originals] of [...rested].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (gone.has(segment)) continue
        if (alone && !apart.has(segment)) {
          const count = [...originals.values()].reduce((sum, one) => sum + one.count, 0)
          yield unchecked(
            path.join(evidenceDir, 'segments', `${segment}.warc`),
            `${count} captures rest on content in this segment, which was not looked at`,
            'check the whole evidence folder instead'
          )
          continue
        }
        const there = new Set(apart.get(segment))
        for (const { id, digest, first, count } of originals.values()) {
          if (there.has(markOf(digest)) || ++named > mostNamed) continue
          const others = count === 1 ? '' : `, and ${count - 1} others`
          yield damaged(
            first,
            `it${others} rest${count === 1 ? 's' : ''} on the content of capture ${id} in segment ${segment}, and that record is not there: what was answered cannot be shown any more`,
            '',
            'restore that segment from the backup'
          )
        }
      }
      if (named > mostNamed)
        yield damaged(
          evidenceDir,
          `${named - mostNamed} more originals are missing`,
          '',
          'restore the segments from the backup'
        )
    }
  }
}

function markOf(digest: string): number {
  return Number.parseInt(digest.slice('sha256:'.length, 'sha256:'.length + 12), 16)
}
