/** Asks a service that the operator named (a witness, an authority) one question over HTTP: no redirect is followed, and the answer is bounded. */

export type OutsideAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Buffer }
  | { readonly kind: 'too-long'; readonly status: number }
  /** `cause`: why there is no answer, in words of the system. */
  | { readonly kind: 'failed'; readonly cause: string }

/** Reads no more than `mostBytes` of the answer, and waits no longer than `waitMs` for all of it. Never throws. */
export async function askOutside(
  address: string | URL,
  request: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  { waitMs, mostBytes }: { readonly waitMs: number; readonly mostBytes: number }
): Promise<OutsideAnswer> {
  try {
    const answer = await fetch(address, { ...request, redirect: 'error', signal: AbortSignal.timeout(waitMs) })
    const parts: Uint8Array[] = []
    let bytes = 0
    for await (const part of answer.body ?? []) {
      parts.push(part)
      bytes += part.length
      if (bytes > mostBytes) return { kind: 'too-long', status: answer.status }
    }
    return { kind: 'answer', status: answer.status, body: Buffer.concat(parts) }
  } catch (error) {
    const { cause, message } = error as Error
    return { kind: 'failed', cause: cause instanceof Error ? cause.message : message }
  }
}
