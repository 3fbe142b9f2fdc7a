/** Merges the small segments that batches leave in the index, each eighth time. */
import { withGround } from '../../store/ground.ts'
import { mergeIndex } from '../../store/inverted-index/upkeep.ts'
import type { App } from '../app.ts'

export interface IndexMerger {
  /** A batch wrote one segment under each of these wrapping keys. */
  wrote(keks: readonly string[]): Promise<void>
}

const perMerge = 8

export function createIndexMerger(app: App, mandate: string): IndexMerger {
  const unmerged = new Map<string, number>()
  return {
    async wrote(keks) {
      for (const kek of keks) unmerged.set(kek, (unmerged.get(kek) ?? 0) + 1)
      const due = [...unmerged].filter(([, segments]) => segments >= perMerge).map(([kek]) => kek)
      if (due.length === 0) return
      for (const kek of due) unmerged.delete(kek)
      await withGround(app.store.pool, { user: 'pipeline', mandate }, (tx) => mergeIndex(tx, app.keyring, mandate, due))
    }
  }
}
