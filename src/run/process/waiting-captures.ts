/** Captures between being durable and being read: in memory while there is room, else opened from the evidence. */
import { openStoredCapture } from '../../evidence/segments/read-segment.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type { StoredCapture, UnreadCapture } from '../../store/captures.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import type { App } from '../app.ts'
import type { FreshCapture } from '../evidence/capture-writer.ts'

export interface WaitingCaptures {
  /** Holds a capture until it is read; what does not fit is not held. */
  hold(id: string, capture: FreshCapture): void
  /** Holds one that was read while its site is not known yet, and is read again when it is: what begun-captures.ts has no room for. */
  holdBack(id: string, capture: FreshCapture): void
  /** The capture, or why it cannot be opened. */
  take(row: UnreadCapture): Promise<FreshCapture | string>
  /** Lets go of a capture that was dealt with elsewhere. */
  forget(id: string): void
  /** Resolves when so few wait to be read that an import may bring more. */
  room(): Promise<void>
  /** How many were held until now; for `nothingUnread`. */
  mark(): number
  /** Nothing was unread at a moment after `mark`: what was held before it was read elsewhere or is gone, and nobody waits for it. */
  nothingUnread(mark: number): void
}

const mostHeldBytes = 64 * 1024 * 1024
/** An import writes captures faster than they are read: it waits at so many, which are five batches of the process role. */
const roomyBytes = 16 * 1024 * 1024
const roomyCaptures = 1_000
/** Captures of sites that are not known yet, of all sites together. */
const mostHeldBack = 1_000

interface Held extends FreshCapture {
  readonly nth: number
}

export function createWaitingCaptures(app: App): WaitingCaptures {
  const held = new Map<string, Held>()
  const back = new Map<string, FreshCapture>()
  let [heldBytes, backBytes, nth]: [number, number, number] = [0, 0, 0]
  let waiting: (() => void)[] = []
  const isRoomy = (): boolean => held.size < roomyCaptures && heldBytes < roomyBytes
  const letGo = (id: string, bytes: number): void => {
    held.delete(id)
    heldBytes -= bytes
    if (!isRoomy()) return
    for (const go of waiting) go()
    waiting = []
  }
  return {
    hold(id, capture) {
      nth++
      const bytes = capture.exchange.body.length
      if (heldBytes + backBytes + bytes > mostHeldBytes) return
      heldBytes += bytes
      held.set(id, { ...capture, nth })
    },
    holdBack(id, capture) {
      const bytes = capture.exchange.body.length
      if (back.size >= mostHeldBack || heldBytes + backBytes + bytes > mostHeldBytes) return
      backBytes += bytes
      back.set(id, capture)
    },
    async take(row) {
      const fresh = held.get(row.id)
      if (fresh !== undefined) {
        letGo(row.id, fresh.exchange.body.length)
        return fresh
      }
      const known = back.get(row.id)
      if (known === undefined) return openStored(app, row)
      back.delete(row.id)
      backBytes -= known.exchange.body.length
      return known
    },
    forget(id) {
      const one = held.get(id)
      if (one !== undefined) letGo(id, one.exchange.body.length)
    },
    room: () => (isRoomy() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    mark: () => nth,
    nothingUnread(mark) {
      for (const [id, one] of held) if (one.nth <= mark) letGo(id, one.exchange.body.length)
    }
  }
}

/** A capture out of the evidence, with what was kept of it beside the exchange. */
export interface Opened extends FreshCapture {
  readonly attributes: Readonly<Record<string, string>>
}

/** A capture as it lies in the evidence, or why it cannot be opened. */
export async function openStored(app: App, row: StoredCapture): Promise<Opened | string> {
  const dataKey = keyOrWhy(app, row)
  if (dataKey === null) return 'its key is gone'
  if (typeof dataKey === 'string') return dataKey
  const at = { segment: row.segment, offset: row.seg_offset, length: row.seg_length }
  const opened = await openStoredCapture(app.evidenceDir, at, dataKey)
  if (opened.kind === 'capture') return { exchange: opened.exchange, dataKey, attributes: opened.meta.attributes ?? {} }
  // It waits until the store answers (evidence/objects/work-store.ts), and nothing is said about the capture.
  return `${opened.reason === 'away' ? 'store' : 'evidence'}: ${opened.detail}`
}

/** The data key; null once destroyed, and why where it cannot be had: the others are read all the same. */
function keyOrWhy({ keyring }: App, { id, kek, wrapped }: StoredCapture): Buffer | string | null {
  try {
    return dataKeyOf(keyring, { capture_id: id, kek, wrapped })
  } catch (error) {
    if (error instanceof DoesNotOpen) return error.message
    throw error
  }
}
