/** Removes a segment in which every capture was erased; the index keeps that it existed and why it went. */
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { storedNotePath } from '../objects/stored-note.ts'
import { headPath, segmentPath } from './segment-head.ts'
import { appendIndex, readIndex, type IndexAppend } from './segment-index.ts'
import { syncFolder } from '../stamped-json.ts'

/**
 * Drops a closed segment: first the entry, then the files, so that a kill between the two leaves a warning and no hole. The caller knows
 * from the database that no data key of any capture in it is left.
 */
export function dropSegment(evidenceDir: string, segment: string, reason: string, at: string): IndexAppend {
  const events = readIndex(evidenceDir).entries.filter((entry) => entry.segment === segment)
  if (!events.some((entry) => entry.event === 'close'))
    return { kind: 'refused', detail: `segment ${segment} is not closed` }
  const before = events.find((entry) => entry.event === 'drop')
  const added: IndexAppend =
    before === undefined
      ? appendIndex(evidenceDir, { event: 'drop', segment, reason }, at)
      : { kind: 'added', head: { number: before.number, digest: before.digest } }
  if (added.kind === 'refused') return added
  const path = segmentPath(evidenceDir, segment)
  for (const file of [path, headPath(evidenceDir, segment), storedNotePath(evidenceDir, segment)])
    rmSync(file, { force: true })
  syncFolder(dirname(path))
  return added
}
