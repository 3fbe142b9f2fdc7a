/** The way of what was read into evidence: a bounded number of captures under way. */
import path from 'node:path'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { SourceId } from '../../model/ids.ts'
import { withoutPasswords } from '../../model/addresses/userinfo.ts'
import type { ImportContext } from './import-work.ts'

/** Arrivals under way at once: enough to fill a group commit, bounded in memory. */
const mostUnderWay = 256

export interface Lane {
  /** `place` in the file, and notes, are kept with the capture. */
  add(
    exchange: Exchange,
    sourceId: SourceId,
    place: Readonly<Record<string, string>>,
    notes: readonly ImportNote[],
    file?: string
  ): Promise<void>
  end(): Promise<void>
}

/** Keeps a bounded number of captures under way; the first failure to write evidence is thrown. */
export function createLane(context: ImportContext & { readonly file?: string }): Lane {
  const underWay = new Set<Promise<void>>()
  let failure: Error | null = null
  return {
    async add(exchange, sourceId, place, notes, file = context.file ?? '') {
      if (failure !== null) throw failure
      await context.room?.()
      const one: Promise<void> = context.writer
        .add({
          exchange,
          sourceId,
          address: null,
          origin: 'import',
          attributes: {
            file: path.basename(file),
            ...place,
            ...(notes.length > 0 && { notes: withoutPasswords(JSON.stringify(notes)) })
          },
          notes: [...new Set(notes.map((one) => one.kind))]
        })
        .then((added) => void (added ? context.counts.added++ : context.counts.known++))
        .catch((error: Error) => void (failure ??= error))
        .finally(() => underWay.delete(one))
      underWay.add(one)
      if (underWay.size >= mostUnderWay) await Promise.race(underWay)
    },
    async end() {
      await Promise.all(underWay)
      if (failure !== null) throw failure
    }
  }
}
