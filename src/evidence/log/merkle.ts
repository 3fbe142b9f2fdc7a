/** The Merkle tree of the log (RFC 9162, section 2.1, SHA-256): hashes of leaves and nodes, roots, and the two kinds of proof. */
import { hash } from 'node:crypto'

const hashBytes = 32

/*
 * Digests are taken as text of one byte a character and written where they belong: a digest that comes as a Buffer of its own costs three
 * times as much as the hash of a node, and a proof out of ten million entries takes 770 of those.
 */

/** Hash of one leaf, 32 bytes. */
export function leafHash(leaf: Uint8Array): Buffer {
  const marked = Buffer.allocUnsafe(1 + leaf.length)
  marked[0] = leafMark
  marked.set(leaf, 1)
  return digestOf(marked)
}

/** Hash of a node over its two halves, 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashBytes || right.length !== hashBytes) throw new RangeError('a node has two hashes')
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return digestOf(node)
}

const leafMark = 0
const nodeMark = 1

/** A node as it is hashed: its mark, and two hashes that are set anew each time. */
const node = Buffer.alloc(1 + 2 * hashBytes, nodeMark)

function digestOf(bytes: Buffer): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')
}

/** The root of no leaves. */
export const emptyRoot = digestOf(Buffer.alloc(0))

/** Root over `count` hashes of 32 bytes one behind the other, `count` a power of two: a whole subtree. */
export function wholeRoot(hashes: Uint8Array, count: number): Buffer {
  if (count < 1 || !Number.isInteger(Math.log2(count)) || hashes.length < count * hashBytes)
    throw new RangeError('a whole subtree has a power of two of hashes')
  // Not of the pool of small buffers: a root that is kept would keep rows there.
  const row = Buffer.allocUnsafeSlow(count * hashBytes)
  row.set(hashes.subarray(0, row.length))
  for (let left = count / 2; left >= 1; left /= 2)
    for (let at = 0; at < left; at++) {
      row.copy(node, 1, at * 2 * hashBytes, (at + 1) * 2 * hashBytes)
      row.write(hash('sha256', node, 'binary'), at * hashBytes, hashBytes, 'latin1')
    }
  return Buffer.from(row.subarray(0, hashBytes))
}

/** Gives the hash of the whole subtree of 2^level leaves that begins at leaf index * 2^level. */
export type SubtreeHash = (level: number, index: number) => Buffer

/** Root of the tree of the first `size` leaves. */
export function treeRoot(size: number, subtree: SubtreeHash): Buffer {
  return size === 0 ? emptyRoot : rangeRoot(0, size, subtree)
}

/** Inclusion proof of the leaf at `index` in the tree of `size` leaves: hashes from the leaf's sibling up. */
export function inclusionProof(index: number, size: number, subtree: SubtreeHash): Buffer[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  const proof: Buffer[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      proof.push(rangeRoot(middle, end, subtree))
      end = middle
    } else {
      proof.push(rangeRoot(start, middle, subtree))
      start = middle
    }
  }
  return proof.toReversed()
}

/** Consistency proof between the trees of `from` and of `size` leaves; empty when they are one, or the first is empty. */
export function consistencyProof(from: number, size: number, subtree: SubtreeHash): Buffer[] {
  if (from < 0 || from > size) throw new RangeError(`a tree of ${from} leaves is not older than one of ${size}`)
  if (from === 0 || from === size) return []
  const proof: Buffer[] = []
  let [start, end, whole] = [0, size, true]
  while (from !== end) {
    const middle = start + splitOf(end - start)
    if (from <= middle) {
      proof.push(rangeRoot(middle, end, subtree))
      end = middle
    } else {
      proof.push(rangeRoot(start, middle, subtree))
      start = middle
      whole = false
    }
  }
  if (!whole) proof.push(rangeRoot(start, end, subtree))
  return proof.toReversed()
}

/** Root over the leaves from `start` up to `end`; `start` is where a subtree of the tree begins. */
function rangeRoot(start: number, end: number, subtree: SubtreeHash): Buffer {
  const count = end - start
  const split = splitOf(count)
  if (count === 1 || split * 2 === count) return subtree(Math.round(Math.log2(count)), start / count)
  return nodeHash(rangeRoot(start, start + split, subtree), rangeRoot(start + split, end, subtree))
}

/** The largest power of two below `count` (of 1: 1). */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}
