/** The second origin of the web role, from which captured pages are shown: a port of its own, or another name at the same port. */
import type { Server as TlsServer } from 'node:tls'
import { createFrameServer } from '../../web/replay/frame-server.ts'
import { createFrames, type Frames } from '../../web/replay/frames.ts'
import type { TlsPair } from './tls.ts'
import type { WebPlace } from './web-place.ts'

export interface FrameRole {
  readonly frames: Frames
  /** Listens where a port of its own is needed. Throws what the system says. */
  listen(): Promise<void>
  /** Takes a renewed certificate. */
  take(pair: TlsPair): void
  stop(): Promise<void>
}

/** Null where no second origin is set: then no page is shown. */
export function createFrameRole({ host, replay }: WebPlace, tls: TlsPair | null): FrameRole | null {
  if (replay === null) return null
  if (replay.kind === 'name')
    return { frames: createFrames(replay), listen: async () => {}, take: () => {}, stop: async () => {} }
  let port = replay.port
  const frames = createFrames({ kind: 'port', port: () => port })
  const server = createFrameServer(frames, tls === null ? {} : { tls: { cert: tls.cert, key: tls.key } })
  const secure = server.server as Partial<Pick<TlsServer, 'setSecureContext'>>
  return {
    frames,
    async listen() {
      await server.listen({ host, port: replay.port })
      const [address] = server.addresses()
      port = typeof address === 'object' ? address.port : replay.port
    },
    take: ({ cert, key }) => secure.setSecureContext?.({ cert, key, minVersion: 'TLSv1.2' }),
    stop: () => server.close()
  }
}
