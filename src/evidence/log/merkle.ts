/** The Merkle tree of the log (RFC 9162, section 2.1, SHA-256): hashes of leaves and nodes, roots, and the two kinds of proof. */
import { hash } from 'node:crypto'

/** Hash of one leaf, 32 bytes. */
export function leafHash(leaf: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafMark, leaf]), 'buffer')
}

/** Hash of a node over its two halves, 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodeMark, left, right]), 'buffer')
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** The root of no leaves. */
export const emptyRoot = hash('sha256', new Uint8Array(0), 'buffer')

/** Root over `count` hashes of 32 bytes one behind the other, `count` a power of two: a whole subtree. */
export function wholeRoot(hashes: Uint8Array, count: number): Buffer {
  let row: Buffer[] = []
  for (let at = 0; at < count; at++) row.push(Buffer.from(hashes.subarray(at * 32, at * 32 + 32)))
  while (row.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < row.length; at += 2) above.push(nodeHash(there(row[at]), there(row[at + 1])))
    row = above
  }
  return there(row[0])
}

function there(one: Buffer | undefined): Buffer {
  if (one === undefined) throw new RangeError('a whole subtree has a power of two of hashes')
  return one
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
