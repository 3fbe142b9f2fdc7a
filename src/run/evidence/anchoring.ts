/** Keeps the anchors beside evidence up to date: where ledger and index stand, noted when segments turn, runs begin and end, and time passes. */
import path from 'node:path'
import { noteAnchor, type AnchorNote } from '../../evidence/anchors.ts'
import { isNotedInKeys, noteInKeys } from '../../evidence/keys-note.ts'
import { withGround } from '../../store/ground.ts'
import { entryHash, ledgerHead, lockAnchors } from '../../store/segments.ts'
import { growOwnLog, growWithHead, type Halves } from './growing-log.ts'

const system = { user: 'pipeline', mandate: null }
const everyMs = 5_000
const lineEveryMs = 10 * 60_000

/** Notes where ledger and index stand now, and brings the log up to the ledger. `why` null: only the head is moved. */
export async function noteHalves(halves: Halves, why: AnchorNote['why'], segment: string | null): Promise<void> {
  const { store, evidenceDir } = halves
  const dataDir = path.dirname(evidenceDir)
  const behind = await withGround(store.pool, system, async (tx) => {
    await lockAnchors(tx)
    const head = await ledgerHead(tx)
    // An index that cannot be read is told by every start and check; until it is mended nothing is noted over it.
    const inKeys = isNotedInKeys(dataDir)
    const noted = noteAnchor(evidenceDir, head, { why, segment, inKeys, at: new Date().toISOString() })
    // A log that cannot grow stands still and is told by every start and check; taking in does not wait for it.
    const more = await growWithHead(tx, halves, head).catch(() => false)
    // Keys that are out of reach are told by whoever needs one.
    if (!more && typeof noted !== 'string') await noteInKeys(dataDir, head, (no) => entryHash(tx, no)).catch(() => {})
    return more
  })
  if (behind) await growOwnLog(halves).catch(() => {})
}

export interface Anchoring {
  /** Notes the end. `line`: of a run; else only the head is moved. */
  stop(line: boolean): Promise<void>
}

/** Moves the head every few seconds while a process runs, with a line every ten minutes. */
export function startAnchoring(halves: Halves): Anchoring {
  let lineAt = Date.now()
  let busy: Promise<void> | null = null
  const tick = (): void => {
    if (busy !== null) return
    const line = Date.now() - lineAt >= lineEveryMs
    if (line) lineAt = Date.now()
    // A database or disk that does not answer is told by those who work with it.
    busy = noteHalves(halves, line ? 'time' : null, null)
      .catch(() => {})
      .finally(() => (busy = null))
  }
  const timer = setInterval(tick, everyMs)
  timer.unref()
  return {
    async stop(line) {
      clearInterval(timer)
      if (busy !== null) await busy
      await noteHalves(halves, line ? 'end' : null, null)
    }
  }
}
