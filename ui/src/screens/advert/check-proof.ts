/** Computes in the browser what a proof says: that the entry has its hash, and that this leads to the root of the checkpoint (RFC 9162, 2.1.3.2). */
import { useEffect, useState } from 'react'
import type { CustodyProof } from '../../../../src/contract/desk/adverts.ts'

/** `proven`: entry, hash and root belong together, in a log of `size` entries; `wrong`: they do not; `hash`: no log holds it yet; `cannot`: no secure connection. */
export type Checked =
  | { readonly kind: 'proven'; readonly size: number }
  | { readonly kind: 'wrong' | 'hash' | 'cannot' }

/** Null while it is computed. */
export function useChecked(proof: CustodyProof): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null)
  useEffect(() => {
    let gone = false
    void checkProof(proof).then((found) => {
      if (!gone) setChecked(found)
    })
    return () => {
      gone = true
    }
  }, [proof])
  return checked
}

/** The signature of the checkpoint is not checked here: that is for whoever noted its key elsewhere. */
export async function checkProof(given: CustodyProof): Promise<Checked> {
  // Browsers compute digests over a secure connection only.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  if (subtle === undefined) return { kind: 'cannot' }
  const sha256 = async (...parts: readonly Uint8Array[]): Promise<Uint8Array> =>
    new Uint8Array(await subtle.digest('SHA-256', joined(parts)))
  const hash = await sha256(ofHex(given.prev), new TextEncoder().encode(given.entry))
  if (hexOf(hash) !== given.hash) return { kind: 'wrong' }
  if (given.proof === null) return { kind: 'hash' }
  const [head = '', note = ''] = given.proof.split('\n\n')
  const [, extra = '', indexLine = '', ...path] = head.split('\n')
  const [, sizeText = '', root = ''] = note.split('\n')
  const [size, index] = [Number(sizeText), Number(indexLine.replace('index ', ''))]
  if (extra !== `extra ${base64Of(hash)}` || index !== given.no - 1 || !(index < size)) return { kind: 'wrong' }
  let [at, last] = [index, size - 1]
  let node = await sha256(Uint8Array.of(0), hash)
  for (const line of path) {
    if (last === 0) return { kind: 'wrong' }
    const beside = Uint8Array.from(atob(line), (one) => one.charCodeAt(0))
    if (at % 2 === 1 || at === last) {
      node = await sha256(Uint8Array.of(1), beside, node)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else node = await sha256(Uint8Array.of(1), node, beside)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && base64Of(node) === root ? { kind: 'proven', size } : { kind: 'wrong' }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of parts) {
    bytes.set(one, at)
    at += one.length
  }
  return bytes
}

function ofHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('')
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
