/** Captures between being durable and being read: in memory while there is room, else opened from the evidence. */
import { openCapture, readSealed } from '../../evidence/segments/read-segment.ts'
import { segmentPath } from '../../evidence/segments/segment-head.ts'
import type { StoredCapture, UnreadCapture } from '../../store/captures.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import type { App } from '../app.ts'
import type { FreshCapture } from '../evidence/capture-writer.ts'

export interface WaitingCaptures {
  /** Holds a capture until it is read; what does not fit is not held. */
  hold(id: string, capture: FreshCapture): void
  /** The capture, or why it cannot be opened. */
  take(row: UnreadCapture): Promise<FreshCapture | string>
}

const mostHeldBytes = 128 * 1024 * 1024

export function createWaitingCaptures(app: App): WaitingCaptures {
  const held = new Map<string, FreshCapture>()
  let heldBytes = 0
  return {
    hold(id, capture) {
      if (heldBytes + capture.exchange.body.length > mostHeldBytes) return
      heldBytes += capture.exchange.body.length
      held.set(id, capture)
    },
    async take(row) {
      const fresh = held.get(row.id)
      if (fresh === undefined) return openStored(app, row)
      held.delete(row.id)
      heldBytes -= fresh.exchange.body.length
      return fresh
    }
  }
}

/** A capture as it lies in the evidence, or why it cannot be opened. */
export async function openStored(app: App, row: StoredCapture): Promise<FreshCapture | string> {
  const dataKey = dataKeyOf(app.keyring, { capture_id: row.id, kek: row.kek, wrapped: row.wrapped })
  if (dataKey === null) return 'its key is gone'
  const sealed = await readSealed(segmentPath(app.evidenceDir, row.segment), row.seg_offset, row.seg_length)
  if (sealed.kind === 'damaged') return `evidence: ${sealed.cause}`
  const opened = openCapture(sealed.bytes, dataKey)
  return opened.kind === 'capture' ? { exchange: opened.exchange, dataKey } : `evidence: ${opened.detail}`
}
