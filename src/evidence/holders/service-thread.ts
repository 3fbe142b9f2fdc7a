/** The thread that asks a key service: one question at a time, with certificates on both sides. */
import { Agent, request } from 'node:https'
import { workerData, type MessagePort } from 'node:worker_threads'
import { waitMs, type Asked, type Certificates, type Question, type Turn } from './ask-service.ts'

const { port, certificates } = workerData as { readonly port: MessagePort; readonly certificates: Certificates }
const agent = new Agent({ ...certificates, keepAlive: true, maxSockets: 1, minVersion: 'TLSv1.2' })
const mostBytes = 64 * 1024

port.on('message', ({ question, turn }: Turn) => {
  void ask(question).then((asked) => {
    port.postMessage(asked)
    Atomics.store(turn, 0, 1)
    Atomics.notify(turn, 0)
  })
})

function ask({ method, address, token, body }: Question): Promise<Asked> {
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ kind: 'failed', cause: error.message })
    const text = body === null ? null : JSON.stringify(body)
    const headers = {
      accept: 'application/json',
      ...(text !== null && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(token !== null && { 'x-vault-token': token })
    }
    try {
      const asked = request(address, { method, agent, headers, signal: AbortSignal.timeout(waitMs) }, (response) => {
        const pieces: Buffer[] = []
        let bytes = 0
        response.on('data', (piece: Buffer) => {
          bytes += piece.length
          if (bytes > mostBytes) response.destroy(new Error('its answer is too long'))
          else pieces.push(piece)
        })
        response.on('error', failed)
        response.on('end', () => {
          const answer = { status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }
          resolve({ kind: 'answer', answer })
        })
      })
      asked.on('error', failed)
      asked.end(text ?? undefined)
    } catch (error) {
      failed(error as Error)
    }
  })
}
