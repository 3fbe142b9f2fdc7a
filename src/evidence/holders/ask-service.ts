/** Asks over HTTPS and waits for the answer: keys are asked for where nothing can be awaited, so the question is put by a thread of its own. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

export interface Question {
  readonly method: string
  readonly address: string
  readonly token: string | null
  readonly body: object | null
}

export interface Answer {
  readonly status: number
  readonly text: string
}

export type Asked =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly cause: string }

/** PEM texts. */
export interface Certificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** What the thread is told for each question; `turn` goes from 0 to 1 when the answer lies on the port. */
export interface Turn {
  readonly question: Question
  readonly turn: Int32Array
}

export const waitMs = 10_000

/** Starts the thread; it keeps nobody alive. Each call stands still until the answer is there, or for 12 seconds. */
export function startAsking(certificates: Certificates): (question: Question) => Asked {
  const { port1, port2 } = new MessageChannel()
  const thread = new Worker(new URL('service-thread.ts', import.meta.url), {
    workerData: { port: port2, certificates },
    transferList: [port2]
  })
  thread.unref()
  port1.unref()
  return (question) => {
    // An answer that came too late for an earlier question is not for this one.
    while (receiveMessageOnPort(port1) !== undefined);
    const turn = new Int32Array(new SharedArrayBuffer(4))
    port1.postMessage({ question, turn } satisfies Turn)
    if (Atomics.wait(turn, 0, 0, waitMs + 2_000) === 'timed-out') return { kind: 'failed', cause: 'it took too long' }
    const received = receiveMessageOnPort(port1) as { readonly message: Asked } | undefined
    return received?.message ?? { kind: 'failed', cause: 'its answer was lost' }
  }
}
