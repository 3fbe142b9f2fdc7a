/** Merkle trees as RFC 9162 (section 2.1) defines them: roots from leaves in one pass, and the checks of both proofs. */
import { hash } from 'node:crypto'

/** Hash of a leaf of these bytes. */
export function hashOfLeaf(leaf: Uint8Array): Buffer {
  return hashed(Uint8Array.of(0), leaf)
}

/** Hash of the node over two others. */
export function hashOfNode(left: Uint8Array, right: Uint8Array): Buffer {
  return hashed(Uint8Array.of(1), left, right)
}

/** In one call, and as text first: a hash object of its own for each node costs three times as much. */
function hashed(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.from(hash('sha256', Buffer.concat(parts), 'hex'), 'hex')
}

/** A tree that takes leaf hashes, or roots of whole subtrees, in their order and tells the root at any time. */
export interface GrowingTree {
  /** `leaves`: 1, or the power of two of leaves under this hash; so many must stand before it in whole multiples. */
  add(hash: Buffer, leaves?: number): void
  size(): number
  root(): Buffer
}

export function growingTree(): GrowingTree {
  const stack: { hash: Buffer; leaves: number }[] = []
  let size = 0
  return {
    add(hash, leaves = 1) {
      size += leaves
      let one = { hash, leaves }
      for (let last = stack.at(-1); last !== undefined && last.leaves === one.leaves; last = stack.at(-1)) {
        one = { hash: hashOfNode(last.hash, one.hash), leaves: one.leaves * 2 }
        stack.pop()
      }
      stack.push(one)
    },
    size: () => size,
    root() {
      const [last, ...others] = stack.toReversed()
      if (last === undefined) return hashed()
      return others.reduce((right, { hash }) => hashOfNode(hash, right), last.hash)
    }
  }
}

/** Whether a proof leads from a leaf hash at `index` to the root of a tree of `size` (RFC 9162, 2.1.3.2). */
export function includes(leaf: Buffer, index: number, tree: TreeHead, proof: readonly Buffer[]): boolean {
  if (index >= tree.size) return false
  let [fn, sn, found] = [BigInt(index), BigInt(tree.size - 1), leaf]
  for (const one of proof) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      found = hashOfNode(one, found)
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else found = hashOfNode(found, one)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && found.equals(tree.root)
}

export interface TreeHead {
  readonly size: number
  readonly root: Buffer
}

/** Whether a proof shows that the tree `from` is the beginning of the tree `to` (RFC 9162, 2.1.4.2). */
export function extendsTree(from: TreeHead, to: TreeHead, proof: readonly Buffer[]): boolean {
  if (from.size > to.size) return false
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root)
  if (from.size === 0) return proof.length === 0
  const path = [...proof]
  if (Number.isInteger(Math.log2(from.size))) path.unshift(from.root)
  const [first, ...others] = path
  if (first === undefined) return false
  let [fn, sn] = [BigInt(from.size - 1), BigInt(to.size - 1)]
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n]
  let [old, now] = [first, first]
  for (const one of others) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      ;[old, now] = [hashOfNode(one, old), hashOfNode(one, now)]
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else now = hashOfNode(now, one)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && old.equals(from.root) && now.equals(to.root)
}
