/** Growing integer columns and open-addressing tables: the whole state of linking lives in these, so that it is small and dumps fast. */

/** A growing Int32Array; `reach` extends it with the fill value. Read and write `data` directly below `length`. */
export class IntList {
  data: Int32Array
  length = 0
  fill: number

  constructor(fill = 0, capacity = 64) {
    this.data = new Int32Array(capacity)
    this.fill = fill
  }

  /** Appends and returns the index of the new entry. */
  push(value: number): number {
    if (this.length === this.data.length) this.grow(this.length + 1)
    this.data[this.length] = value
    return this.length++
  }

  /** Makes the list at least `length` long; new entries get the fill value. */
  reach(length: number): void {
    if (length <= this.length) return
    if (length > this.data.length) this.grow(length)
    this.data.fill(this.fill, this.length, length)
    this.length = length
  }

  /** Room for `count` more entries at the end; returns the index of the first. */
  extend(count: number): number {
    const at = this.length
    if (at + count > this.data.length) this.grow(at + count)
    this.data.fill(this.fill, at, at + count)
    this.length = at + count
    return at
  }

  /** Doubles small lists and adds a fifth to large ones, which keeps free room and the peak while copying low. */
  grow(least: number): void {
    const now = this.data.length
    const next = new Int32Array(Math.max(least, now < 1 << 20 ? now * 2 : Math.ceil(now * 1.2)))
    next.set(this.data.subarray(0, this.length))
    this.data = next
  }
}

const emptySlot = -0x80000000

/**
 * Open addressing from a 64-bit key (two int32) to an int32. Entries are never deleted; `bump` to zero variants an entry
 * that the next growth drops, so a table of counters does not fill up with dead pairs.
 */
export class KeyTable {
  hi: Int32Array
  lo: Int32Array
  value: Int32Array
  used = 0

  constructor(capacity = 64) {
    this.hi = new Int32Array(capacity)
    this.lo = new Int32Array(capacity)
    this.value = new Int32Array(capacity).fill(emptySlot)
  }

  clear(): void {
    this.value.fill(emptySlot)
    this.used = 0
  }

  get(hi: number, lo: number, missing: number): number {
    const found = this.value[this.slot(hi | 0, lo | 0)]!
    return found === emptySlot ? missing : found
  }

  set(hi: number, lo: number, value: number): void {
    const at = this.slot(hi | 0, lo | 0)
    if (this.value[at] === emptySlot) {
      this.hi[at] = hi
      this.lo[at] = lo
      this.value[at] = value
      this.used++
      if (this.used * 3 > this.value.length * 2) this.rehash(false)
    } else this.value[at] = value
  }

  /** Adds to a counter (zero when new) and returns the new count. */
  bump(hi: number, lo: number, by: number): number {
    const at = this.slot(hi | 0, lo | 0)
    const before = this.value[at]!
    if (before !== emptySlot) return (this.value[at] = before + by)
    this.hi[at] = hi
    this.lo[at] = lo
    this.value[at] = by
    this.used++
    if (this.used * 3 > this.value.length * 2) this.rehash(true)
    return by
  }

  slot(hi: number, lo: number): number {
    const mask = this.value.length - 1
    let at = mixPair(hi, lo) & mask
    while (this.value[at] !== emptySlot && (this.hi[at] !== hi || this.lo[at] !== lo)) at = (at + 1) & mask
    return at
  }

  rehash(dropZero: boolean): void {
    const { hi, lo, value } = this
    let live = 0
    for (const entry of value) if (entry !== emptySlot && !(dropZero && entry === 0)) live++
    let capacity = 64
    while (capacity < live * 2) capacity *= 2
    this.hi = new Int32Array(capacity)
    this.lo = new Int32Array(capacity)
    this.value = new Int32Array(capacity).fill(emptySlot)
    this.used = live
    for (let i = 0; i < value.length; i++) {
      const entry = value[i]!
      if (entry === emptySlot || (dropZero && entry === 0)) continue
      const at = this.slot(hi[i]!, lo[i]!)
      this.hi[at] = hi[i]!
      this.lo[at] = lo[i]!
      this.value[at] = entry
    }
  }
}

/** A well-spread 32-bit hash of two int32 (the finaliser of MurmurHash3 over both). */
export function mixPair(a: number, b: number): number {
  let h = Math.imul(a, 0x85ebca6b) ^ Math.imul(b ^ (b >>> 15), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A tree of columns: what a part of the engine keeps. */
export interface ColumnTree {
  readonly [name: string]: IntList | KeyTable | ColumnTree
}

const pieceBytes = 8 * 1024 * 1024

/** Every column of a tree as named pieces of at most 8 MB, in a fixed order. */
export function* dumpColumns(tree: ColumnTree, prefix = ''): Generator<{ name: string; bytes: Uint8Array }> {
  for (const [name, part] of Object.entries(tree)) {
    if (part instanceof IntList) yield* cut(`${prefix}${name}`, part.data.subarray(0, part.length))
    else if (part instanceof KeyTable) {
      yield* cut(`${prefix}${name}#hi`, part.hi)
      yield* cut(`${prefix}${name}#lo`, part.lo)
      yield* cut(`${prefix}${name}#value`, part.value)
    } else yield* dumpColumns(part, `${prefix}${name}/`)
  }
}

/** Fills a fresh tree from gathered pieces (name without piece number → pieces in order). Throws when a column is missing. */
export function loadColumns(tree: ColumnTree, pieces: ReadonlyMap<string, readonly Uint8Array[]>, prefix = ''): void {
  for (const [name, part] of Object.entries(tree)) {
    if (part instanceof IntList) {
      part.data = joined(pieces, `${prefix}${name}`, 1)
      part.length = part.data.length
    } else if (part instanceof KeyTable) {
      part.hi = joined(pieces, `${prefix}${name}#hi`, 64)
      part.lo = joined(pieces, `${prefix}${name}#lo`, 64)
      part.value = joined(pieces, `${prefix}${name}#value`, 64)
      part.used = part.value.reduce((count, entry) => count + (entry === emptySlot ? 0 : 1), 0)
    } else loadColumns(part, pieces, `${prefix}${name}/`)
  }
}

/** Bytes held by a tree, free room included. */
export function columnBytes(tree: ColumnTree): number {
  let sum = 0
  for (const part of Object.values(tree)) {
    if (part instanceof IntList) sum += part.data.byteLength
    else if (part instanceof KeyTable) sum += part.value.byteLength * 3
    else sum += columnBytes(part)
  }
  return sum
}

function* cut(name: string, data: Int32Array): Generator<{ name: string; bytes: Uint8Array }> {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  for (let at = 0, piece = 0; piece === 0 || at < bytes.length; at += pieceBytes, piece++) {
    yield { name: `${name}:${piece}`, bytes: bytes.slice(at, at + pieceBytes) }
  }
}

function joined(pieces: ReadonlyMap<string, readonly Uint8Array[]>, name: string, least: number): Int32Array {
  const parts = pieces.get(name)
  if (!parts) throw new Error(`snapshot lacks column ${name}`)
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  if (size < least * 4 && least > 1) throw new Error(`snapshot column ${name} is cut short`)
  const out = new Int32Array(size / 4)
  const bytes = new Uint8Array(out.buffer)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return out
}
