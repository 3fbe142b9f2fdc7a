/** Captures whose links were taken and whose adverts wait for the profile of their site, kept as they were parsed: none is read twice. */
import type { PageResult } from './page-reader.ts'

/** A capture as its first reading left it. */
export interface BegunCapture {
  readonly url: string
  readonly dataKey: Buffer
  readonly bytes: number
  readonly result: PageResult
}

export interface BegunCaptures {
  /** False when there is no room: such a capture is read again from its bytes. */
  keep(id: string, begun: BegunCapture): boolean
  /** The capture, which is not kept any longer; null when it was not. */
  take(id: string): BegunCapture | null
  /** Lets go of all: nothing that is kept waits any more. */
  forget(): void
}

/** Bytes of pages that are kept parsed, which takes ten times as much memory: thirty pages of a dozen sites. */
const mostBytes = 4 * 1024 * 1024

export function createBegunCaptures(): BegunCaptures {
  const kept = new Map<string, BegunCapture>()
  let bytes = 0
  return {
    keep(id, begun) {
      if (begun.result.later === undefined || bytes + begun.bytes > mostBytes) return false
      bytes += begun.bytes
      kept.set(id, begun)
      return true
    },
    take(id) {
      const begun = kept.get(id)
      if (begun === undefined) return null
      kept.delete(id)
      bytes -= begun.bytes
      return begun
    },
    forget() {
      kept.clear()
      bytes = 0
    }
  }
}
