/** Speaks the DevTools protocol with a browser over a pipe: no port is opened, and the browser ends when the pipe does. */
import type { Readable, Writable } from 'node:stream'

/** What a command gives back, or an event tells. */
export type Fields = Readonly<Record<string, unknown>>

export interface DevToolsEvent {
  readonly method: string
  readonly params: Fields
  /** The session of the target that it is about; absent: the browser itself. */
  readonly session: string | undefined
}

export interface DevTools {
  /** Sends one command; rejects when the browser refuses it or ends before it answers. */
  send(method: string, params?: Fields, session?: string): Promise<Fields>
  /** The browser is gone: everything that waits for an answer is rejected with this reason. */
  end(reason: string): void
}

/** One message; the document of a page is the largest. */
const mostMessageBytes = 64_000_000

interface Waiting {
  readonly done: (result: Fields) => void
  readonly failed: (error: Error) => void
}

/** `told` gets every event; `broken` is called once when what comes over the pipe is no protocol or too much. */
export function openDevTools(
  input: Writable,
  output: Readable,
  told: (event: DevToolsEvent) => void,
  broken: (why: string) => void
): DevTools {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let ended: string | null = null
  const end = (reason: string): void => {
    if (ended !== null) return
    ended = reason
    for (const { failed } of waiting.values()) failed(new Error(reason))
    waiting.clear()
  }
  const take = (text: string): void => {
    if (ended !== null) return
    const message = JSON.parse(text) as Fields
    const { id, method, params, result, error, sessionId } = message
    if (typeof id === 'number') {
      const one = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) one?.done((result ?? {}) as Fields)
      else one?.failed(new Error(String((error as Fields)['message']).slice(0, 300)))
    } else if (typeof method === 'string') {
      told({
        method,
        params: (params ?? {}) as Fields,
        session: typeof sessionId === 'string' ? sessionId : undefined
      })
    }
  }
  // A write to a browser that is gone fails here; that it is gone is told by its process.
  input.on('error', () => {})
  readMessages(output, take, (why) => {
    if (ended !== null) return
    end(why)
    broken(why)
  })
  return {
    end,
    send(method, params = {}, session) {
      if (ended !== null) return Promise.reject(new Error(ended))
      const id = ++last
      const message = { id, method, params, ...(session !== undefined && { sessionId: session }) }
      return new Promise((done, failed) => {
        waiting.set(id, { done, failed })
        input.write(`${JSON.stringify(message)}\0`)
      })
    }
  }
}

/** Messages end with a zero byte. What is no message, or longer than one may be, is told once. */
function readMessages(output: Readable, take: (text: string) => void, broken: (why: string) => void): void {
  let pieces: Buffer[] = []
  let bytes = 0
  output.on('error', () => {})
  output.on('data', (chunk: Buffer) => {
    try {
      for (let from = 0; from < chunk.length;) {
        const at = chunk.indexOf(0, from)
        const piece = chunk.subarray(from, at < 0 ? undefined : at)
        pieces.push(piece)
        bytes += piece.length
        if (bytes > mostMessageBytes) throw new Error(`a message of more than ${mostMessageBytes} bytes`)
        if (at < 0) return
        const text = Buffer.concat(pieces).toString('utf8')
        pieces = []
        bytes = 0
        take(text)
        from = at + 1
      }
    } catch (error) {
      output.pause()
      broken(`what the browser said cannot be read: ${(error as Error).message}`)
    }
  })
}
